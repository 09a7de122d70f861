"""JSON-LD that reads well and can be framed: short names by a context, classes as ``@type``, labels by language.

The context is that of ``ontology/context.jsonld``, of which a document carries what it uses. Lexical forms stay as they
are: a number is a string of which the context gives the datatype.

Source: JSON-LD 1.1 (W3C Recommendation, 16 July 2020), sections 4.1, 4.2.3, 4.6.1.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policygraph.namespaces import RDF, XSD
from policygraph.resources import resource
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.terms import Triple

CONTEXT = "context.jsonld"
"""The file of the ontology that holds the context."""

_RELATIVE = re.compile(r"[^:/?#@.\\][^:/?#\\]*(#.*)?")
_PLAIN = {"", str(XSD.string)}


def to_jsonld(
    triples: Iterable[Triple], *, base: str = "", graph: Iri | None = None
) -> bytes:
    """The triples as JSON-LD, the same bytes whatever order they come in.

    Args:
        triples: What to write; duplicates are dropped. Labels of blank nodes are written as they are.
        base: What the names of the data begin with; they are written relative to it.
        graph: The named graph to put them into; the default graph if None.

    Example:
        >>> from policygraph.namespaces import BASE, PG, SKOS
        >>> from policygraph.terms import Triple
        >>> facts = [Triple(BASE["place-1"], RDF.type, PG.Place)]
        >>> facts.append(Triple(BASE["place-1"], SKOS.prefLabel, Literal("Arden", language="en")))
        >>> json.loads(to_jsonld(facts, base=BASE))["@graph"]
        [{'@id': 'place-1', '@type': ['pg:Place'], 'skos:prefLabel': {'en': 'Arden'}}]
    """
    facts: dict[Iri, dict[Iri, set[Iri | Literal]]] = defaultdict(
        lambda: defaultdict(set)
    )
    schemes: set[str] = set()
    for subject, predicate, target in triples:
        facts[subject][predicate].add(target)
        schemes |= {_opaque_scheme(term) for term in (subject, predicate, target)}
    writer = _Writer(_without(context(), schemes), base)
    nodes = [writer.node(subject, facts[subject]) for subject in sorted(facts)]
    home = {"@id": str(graph)} if graph else {}
    document = {"@context": writer.used(), **home, "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


@lru_cache(maxsize=1)
def context() -> dict[str, Any]:
    """The context that is published with the ontology: prefixes, and what the values of each property are."""
    loaded: dict[str, Any] = json.loads(resource("ontology", CONTEXT).read_bytes())[
        "@context"
    ]
    return loaded


def _opaque_scheme(term: Iri | Literal) -> str:
    """The scheme of an IRI that could be taken for a short name, as no slashes follow it; else nothing."""
    if isinstance(term, Literal):
        return ""
    scheme, _, rest = term.partition(":")
    return "" if rest.startswith("//") else scheme


def _without(terms: Mapping[str, Any], schemes: set[str]) -> dict[str, Any]:
    """The context without prefixes that are schemes of IRIs (such as ``geo:``), which would be read as prefixes."""
    kept = {}
    for name, value in terms.items():
        kind = value.get("@type", "") if isinstance(value, dict) else ""
        if not {name.partition(":")[0], kind.partition(":")[0]} & (schemes - {""}):
            kept[name] = value
    return kept


class _Writer:
    """Writes nodes with the terms of a context, and remembers which of them it used.

    Args:
        terms: The context.
        base: What the names of the data begin with, or nothing.
    """

    def __init__(self, terms: Mapping[str, Any], base: str) -> None:
        self._terms = terms
        self._base = base
        self._prefixes = {
            iri: name
            for name, iri in terms.items()
            if isinstance(iri, str) and iri[-1:] in "#/"
        }
        self._used: set[str] = set()
        self._relative = False

    def node(
        self, subject: Iri, said: Mapping[Iri, set[Iri | Literal]]
    ) -> dict[str, Any]:
        """A node with all that is said of it."""
        written: dict[str, Any] = {"@id": self._shown(subject)}
        for predicate in sorted(said, key=lambda name: (name != RDF.type, name)):
            values = sorted(said[predicate], key=_order)
            if predicate == RDF.type and not any(
                isinstance(value, Literal) for value in values
            ):
                written["@type"] = [self._short(str(value)) for value in values]
                continue
            name = self._short(predicate)
            written[name] = self._values(name, values)
        return written

    def used(self) -> dict[str, Any]:
        """What of the context the nodes use, in its order."""
        for name in list(self._used):
            kind = (
                self._terms[name].get("@type", "")
                if isinstance(self._terms[name], dict)
                else ""
            )
            if not kind.startswith("@"):
                self._used.update(filter(None, [kind.partition(":")[0]]))
        own = {name: value for name, value in self._terms.items() if name in self._used}
        return {"@base": self._base, **own} if self._relative else own

    def _values(self, name: str, values: Sequence[Iri | Literal]) -> Any:  # noqa: ANN401 - as JSON has it
        term = self._terms.get(name)
        if isinstance(term, dict):
            self._used.add(name)
            if term.get("@container") == "@language":
                return self._by_language(values)
        kind = term.get("@type", "") if isinstance(term, dict) else ""
        written = [self._value(value, kind) for value in values]
        return written[0] if len(written) == 1 else written

    def _by_language(self, values: Sequence[Iri | Literal]) -> Any:  # noqa: ANN401
        """Labels by their languages; a list where one of them has none, which a map could not hold."""
        spoken: dict[str, list[str]] = defaultdict(list)
        for value in values:
            if isinstance(value, Iri) or not value.language:
                return list(map(self._spelled_out, values))
            spoken[value.language.lower()].append(value.value)
        return {
            tag: words[0] if len(words) == 1 else words
            for tag, words in sorted(spoken.items())
        }

    def _spelled_out(self, value: Iri | Literal) -> Any:  # noqa: ANN401
        """A value that says by itself what it is."""
        if isinstance(value, Iri):
            return self._value(value, "")
        return _explicit(value, self)

    def _value(self, value: Iri | Literal, kind: str) -> Any:  # noqa: ANN401
        """A value as its property, whose values are of a kind or of none, takes it."""
        if isinstance(value, Iri):
            return self._shown(value) if kind == "@id" else {"@id": self._shown(value)}
        if value.language:
            return _explicit(value, self)
        own = self._short(value.datatype) if kind else value.datatype
        if own == kind or (not kind and own in _PLAIN):
            return value.value
        return _explicit(value, self)

    def typed(self, datatype: str) -> str:
        """The short name of a datatype."""
        return self._short(datatype)

    def _short(self, iri: str) -> str:
        """An IRI by its prefix, where it has one."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or cut == len(iri):
            return iri
        self._used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def _shown(self, node: Iri) -> str:
        """A node's name: relative to the base, by its prefix, or in full."""
        if (
            self._base
            and node.startswith(self._base)
            and _RELATIVE.fullmatch(node[len(self._base) :])
        ):
            self._relative = True
            return node[len(self._base) :]
        return node if node.startswith("_:") else self._short(node)


def _explicit(value: Literal, writer: _Writer) -> dict[str, str]:
    """A literal with its datatype or language beside it."""
    if value.language:
        return {"@language": value.language.lower(), "@value": value.value}
    if value.datatype in _PLAIN:
        return {"@value": value.value}
    return {"@type": writer.typed(value.datatype), "@value": value.value}


def _order(value: Iri | Literal) -> tuple[bool, str, str, str]:
    if isinstance(value, Literal):
        return True, value.value, value.datatype, value.language
    return False, value, "", ""
