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

    Term = Iri | Literal
    Said = Mapping[Iri, set[Term]]

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
    facts: dict[Iri, defaultdict[Iri, set[Term]]] = {}
    schemes: set[str] = set()
    for triple in triples:
        said = facts.setdefault(triple.subject, defaultdict(set))
        said[triple.predicate].add(triple.object)
        schemes.update(map(_opaque_scheme, triple))
    terms = _without(context(), schemes)
    writer = _Writer(terms, base)
    nodes = [writer.node(subject, facts[subject]) for subject in sorted(facts)]
    document: dict[str, Any] = {"@context": writer.used()}
    if graph:
        document["@id"] = str(graph)
    document["@graph"] = nodes
    written = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


@lru_cache(maxsize=1)
def context() -> dict[str, Any]:
    """The context that is published with the ontology: prefixes, and what the values of each property are."""
    content = resource("ontology", CONTEXT).read_bytes()
    loaded: dict[str, Any] = json.loads(content)["@context"]
    return loaded


def _opaque_scheme(term: Term) -> str:
    """The scheme of an IRI that could be taken for a short name, as no slashes follow it; else nothing."""
    if isinstance(term, Literal):
        return ""
    scheme, _, rest = term.partition(":")
    if rest.startswith("//"):
        return ""
    return scheme


def _without(terms: Mapping[str, Any], schemes: set[str]) -> dict[str, Any]:
    """The context without prefixes that are schemes of IRIs (such as ``geo:``), which would be read as prefixes."""
    opaque = schemes - {""}
    kept = {}
    for name, value in terms.items():
        prefixes = {
            _prefix_of(name),
            _prefix_of(_kind_in(value)),
        }
        if prefixes.isdisjoint(opaque):
            kept[name] = value
    return kept


def _kind_in(term: object) -> str:
    """What a term of the context says its values are; empty where it says nothing."""
    if not isinstance(term, dict):
        return ""
    return str(term.get("@type", ""))


def _prefix_of(name: str) -> str:
    return name.partition(":")[0]


class _Writer:
    """Writes nodes with the terms of a context, and remembers which of them it used.

    Args:
        terms: The context.
        base: What the names of the data begin with, or nothing.
    """

    def __init__(self, terms: Mapping[str, Any], base: str) -> None:
        self._terms = terms
        self._base = base
        self._prefixes: dict[str, str] = {}
        for name, iri in terms.items():
            if isinstance(iri, str) and iri[-1:] in "#/":
                self._prefixes[iri] = name
        self._used: set[str] = set()
        self._relative = False

    def node(self, subject: Iri, said: Said) -> dict[str, Any]:
        """A node with all that is said of it."""
        written: dict[str, Any] = {"@id": self._shown(subject)}
        for predicate in sorted(said, key=_types_first):
            values = sorted(said[predicate], key=_order)
            if predicate == RDF.type and _are_iris(values):
                written["@type"] = [self._short(str(value)) for value in values]
                continue
            name = self._short(predicate)
            written[name] = self._values(name, values)
        return written

    def used(self) -> dict[str, Any]:
        """What of the context the nodes use, in its order."""
        for name in list(self._used):
            kind = _kind_in(self._terms[name])
            if kind and not kind.startswith("@"):
                prefix = _prefix_of(kind)
                self._used.add(prefix)
        own = {name: value for name, value in self._terms.items() if name in self._used}
        if not self._relative:
            return own
        return {"@base": self._base, **own}

    def _values(self, name: str, values: Sequence[Term]) -> Any:  # noqa: ANN401 - as JSON has it
        term = self._terms.get(name)
        if isinstance(term, dict):
            self._used.add(name)
            if term.get("@container") == "@language":
                return self._by_language(values)
        kind = _kind_in(term)
        written = [self._value(value, kind) for value in values]
        return _alone_or_all(written)

    def _by_language(self, values: Sequence[Term]) -> Any:  # noqa: ANN401
        """Labels by their languages; a list where one of them has none, which a map could not hold."""
        spoken: dict[str, list[str]] = defaultdict(list)
        for value in values:
            if isinstance(value, Iri) or not value.language:
                return list(map(self._spelled_out, values))
            tag = value.language.lower()
            spoken[tag].append(value.value)
        return {tag: _alone_or_all(spoken[tag]) for tag in sorted(spoken)}

    def _spelled_out(self, value: Term) -> Any:  # noqa: ANN401
        """A value that says by itself what it is."""
        if isinstance(value, Iri):
            return self._value(value, "")
        return _explicit(value, self)

    def _value(self, value: Term, kind: str) -> Any:  # noqa: ANN401
        """A value as its property, whose values are of a kind or of none, takes it."""
        if isinstance(value, Iri):
            shown = self._shown(value)
            return shown if kind == "@id" else {"@id": shown}
        if value.language:
            return _explicit(value, self)
        if self._goes_without_saying(value.datatype, kind):
            return value.value
        return _explicit(value, self)

    def _goes_without_saying(self, datatype: str, kind: str) -> bool:
        """Whether a datatype is the one that a property's values have anyhow."""
        if not kind:
            return datatype in _PLAIN
        return self._short(datatype) == kind

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
        if self._base and node.startswith(self._base):
            name = node.removeprefix(self._base)
            if _RELATIVE.fullmatch(name):
                self._relative = True
                return name
        if node.startswith("_:"):
            return node
        return self._short(node)


def _explicit(value: Literal, writer: _Writer) -> dict[str, str]:
    """A literal with its datatype or language beside it."""
    if value.language:
        return {"@language": value.language.lower(), "@value": value.value}
    if value.datatype in _PLAIN:
        return {"@value": value.value}
    return {"@type": writer.typed(value.datatype), "@value": value.value}


def _alone_or_all(values: list[Any]) -> Any:  # noqa: ANN401
    """The only value, or the list where there are several."""
    if len(values) == 1:
        return values[0]
    return values


def _are_iris(values: Sequence[Term]) -> bool:
    return all(isinstance(value, Iri) for value in values)


def _types_first(predicate: Iri) -> tuple[bool, Iri]:
    return predicate != RDF.type, predicate


def _order(value: Term) -> tuple[bool, str, str, str]:
    if isinstance(value, Literal):
        return True, value.value, value.datatype, value.language
    return False, value, "", ""
