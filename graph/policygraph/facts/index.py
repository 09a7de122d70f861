"""Triples by subject and predicate, for reading many facts about many things in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygraph.facts.lookups import Lookups
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MANY = 64
"""A subject of which more is stated than half as many facts has them by predicate."""


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
        names: dict[str, str] = {}
        # Predicates and objects by turns: a tenth of what a dictionary for each of a hundred thousand spans takes.
        self._stated: dict[str, list[Any]] = {}
        for subject, predicate, value in triples:
            name = names.setdefault(predicate, predicate)
            self._stated.setdefault(subject, []).extend((name, value))
        self._parted = {
            subject: _by_predicate(stated)
            for subject, stated in self._stated.items()
            if len(stated) > _MANY
        }
        self._by_value: dict[str, dict[str, list[Iri]]] = {}

    def __contains__(self, subject: str) -> bool:
        """Whether anything is stated of a subject."""
        return subject in self._stated

    def __iter__(self) -> Iterator[str]:
        """All subjects, in the order in which they first came."""
        return iter(self._stated)

    def properties(self, subject: str) -> list[str]:
        """The properties of a subject, in the order in which they first came."""
        return list(dict.fromkeys(self._stated.get(subject, [])[::2]))

    def triples(self) -> Iterator[Triple]:
        """All that is stated, subject by subject."""
        for subject in self:
            for predicate in self.properties(subject):
                for value in self.objects(subject, predicate):
                    yield Triple(Iri(subject), Iri(predicate), value)

    def objects(self, subject: str, predicate: str) -> list[Iri | Literal]:
        """All objects of one subject and predicate."""
        if subject in self._parted:
            return self._parted[subject].get(predicate, [])
        stated = self._stated.get(subject, [])
        names = stated[::2]
        if predicate not in names:
            return []
        place = names.index(predicate)
        if predicate not in names[place + 1 :]:
            return [stated[2 * place + 1]]
        return _by_predicate(stated)[predicate]

    def subjects(self, predicate: str, value: Iri) -> Sequence[Iri]:
        """The subjects whose property has this value, sorted."""
        if predicate not in self._by_value:
            self._by_value[predicate] = self._turned(predicate)
        return self._by_value[predicate].get(value, ())

    def pairs(self, predicate: str) -> Iterator[tuple[Iri, Iri | Literal]]:
        """Each subject that has a property, with each of its values."""
        for subject in self._with(predicate):
            for value in self.objects(subject, predicate):
                yield Iri(subject), value

    def with_property(self, predicate: str) -> list[Iri]:
        """The subjects that have a property, sorted."""
        return sorted(map(Iri, self._with(predicate)))

    def _with(self, predicate: str) -> Iterator[str]:
        """The subjects that have a property, in the order in which they first came."""
        for subject, stated in self._stated.items():
            if predicate in stated[::2]:
                yield subject

    def _turned(self, predicate: str) -> dict[str, list[Iri]]:
        """The subjects by each thing that a property leads to."""
        found: dict[str, list[Iri]] = {}
        for subject, value in self.pairs(predicate):
            if isinstance(value, Iri):
                found.setdefault(value, []).append(subject)
        return {value: sorted(subjects) for value, subjects in found.items()}


def _by_predicate(stated: list[Any]) -> dict[str, list[Iri | Literal]]:
    """The objects by predicate of what is stated of one subject, each once."""
    found: dict[str, dict[Iri | Literal, None]] = {}
    for name, value in zip(stated[::2], stated[1::2], strict=True):
        found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}
