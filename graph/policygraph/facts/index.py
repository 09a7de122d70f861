"""Triples by subject and predicate, for reading many facts about many things in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.facts.lookups import Lookups
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Facts(Lookups):
    """What triples say, by subject and predicate; objects keep the order in which they came, each once.

    Example:
        >>> from policygraph.namespaces import SKOS
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
        self._by_value: dict[str, dict[str, list[Iri]]] = {}

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

    def subjects(self, predicate: str, value: Iri) -> Sequence[Iri]:
        """The subjects whose property has this value, sorted."""
        if predicate not in self._by_value:
            self._by_value[predicate] = self._turned(predicate)
        return self._by_value[predicate].get(value, ())

    def pairs(self, predicate: str) -> Iterator[tuple[Iri, Iri | Literal]]:
        """Each subject that has a property, with each of its values."""
        for subject, stated in self.by_subject.items():
            for value in stated.get(predicate, ()):
                yield Iri(subject), value

    def with_property(self, predicate: str) -> list[Iri]:
        """The subjects that have a property, sorted."""
        return sorted(
            Iri(subject)
            for subject, stated in self.by_subject.items()
            if predicate in stated
        )

    def _turned(self, predicate: str) -> dict[str, list[Iri]]:
        """The subjects by each thing that a property leads to."""
        found: dict[str, list[Iri]] = {}
        for subject, value in self.pairs(predicate):
            if isinstance(value, Iri):
                found.setdefault(value, []).append(subject)
        return {value: sorted(subjects) for value, subjects in found.items()}
