"""Triples by subject and predicate, for reading many facts about many things in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import DCTERMS, FOAF, RDFS, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NONE = Iri("")

LABELS = (SKOS.prefLabel, RDFS.label, DCTERMS["title"], SCHEMA.name, FOAF.name)
"""The properties that name a thing, the first one that it has winning."""


class Facts:
    """What triples say, by subject and predicate; objects keep the order in which they came, each once.

    Example:
        >>> from policygraph.terms import Iri, Triple
        >>> facts = Facts([Triple(Iri("urn:a"), SKOS.prefLabel, Literal("A road", language="en"))])
        >>> facts.text("urn:a", SKOS.prefLabel)
        'A road'
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.by_subject: dict[str, dict[str, list[Iri | Literal]]] = {}
        for subject, predicate, value in triples:
            self.by_subject.setdefault(subject, {}).setdefault(predicate, []).append(
                value
            )
        for stated in self.by_subject.values():
            for name, values in stated.items():
                if len(values) > 1:
                    stated[name] = list(dict.fromkeys(values))

    def with_property(self, predicate: str) -> list[Iri]:
        """The subjects that have a property, sorted."""
        return sorted(
            Iri(subject)
            for subject, stated in self.by_subject.items()
            if predicate in stated
        )

    def __iter__(self) -> Iterator[str]:
        """All subjects, in the order in which they first came."""
        return iter(self.by_subject)

    def triples(self) -> Iterator[Triple]:
        """All that is stated, subject by subject."""
        for subject, stated in self.by_subject.items():
            for predicate, values in stated.items():
                yield from (
                    Triple(Iri(subject), Iri(predicate), value) for value in values
                )

    def objects(self, subject: str, predicate: str) -> list[Iri | Literal]:
        """All objects of one subject and predicate."""
        return self.by_subject.get(subject, {}).get(predicate, [])

    def iris(self, subject: str, predicate: str) -> list[Iri]:
        """The objects that are IRIs, sorted, each once."""
        stated = self.objects(subject, predicate)
        if not stated:
            return []
        found = [value for value in stated if not isinstance(value, Literal)]
        return sorted(set(found)) if len(found) > 1 else found

    def iri(self, subject: str, predicate: str) -> Iri:
        """The first of the objects that are IRIs, or an empty one."""
        found = self.iris(subject, predicate)
        return found[0] if found else _NONE

    def literals(self, subject: str, predicate: str) -> list[Literal]:
        """The objects that are literals: English and untagged ones first, then by language and value."""
        stated = self.objects(subject, predicate)
        if not stated:
            return []
        found = [value for value in stated if isinstance(value, Literal)]
        if len(found) < 2:  # noqa: PLR2004 - nothing to sort, as for nearly all
            return found
        return sorted(
            found,
            key=lambda one: (one.language not in {"en", ""}, one.language, one.value),
        )

    def text(self, subject: str, predicate: str) -> str:
        """The lexical form of the first literal, or an empty string."""
        found = self.literals(subject, predicate)
        return found[0].value if found else ""

    def number(self, subject: str, predicate: str) -> int:
        """The first literal as a whole number; 0 where there is none or it is no number."""
        text = self.text(subject, predicate)
        return int(text) if text.isdecimal() else 0

    def label(self, subject: str) -> str:
        """What to call a thing: its first label, or the last part of its IRI."""
        named = (self.text(subject, predicate) for predicate in LABELS)
        return next((name for name in named if name.strip()), "") or local_name(subject)


def local_name(iri: str) -> str:
    """The last part of an IRI, or the IRI itself where it has no parts.

    Example:
        >>> local_name("https://w3id.org/policygraph/ontology#Place")
        'Place'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
