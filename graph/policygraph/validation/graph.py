"""Triples that can be looked up from both ends and taken out, in the order they came in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policygraph.namespaces import RDF
from policygraph.terms import Iri, Literal, Triple, by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Graph:
    """A set of triples, indexed by subject and by object; it only ever shrinks.

    The indexes are made at the first question: most graphs conform, and nothing is looked up in them.

    Args:
        triples: What it holds at first; duplicates are dropped.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._given = tuple(dict.fromkeys(triples))
        self._gone: set[Triple] = set()

    @cached_property
    def _from(self) -> dict[Iri, list[Triple]]:
        return by_subject(self._given)

    @cached_property
    def _to(self) -> dict[Iri | Literal, list[Triple]]:
        found: dict[Iri | Literal, list[Triple]] = {}
        for triple in self._given:
            found.setdefault(triple.object, []).append(triple)
        return found

    @cached_property
    def _places(self) -> dict[Iri, int]:
        """The place of each subject among all."""
        return {subject: place for place, subject in enumerate(self._from)}

    def __iter__(self) -> Iterator[Triple]:
        """The triples in the order they came in."""
        return self._left(self._given)

    def __contains__(self, triple: Triple) -> bool:
        """Whether the graph holds the triple."""
        return triple in self._from.get(triple.subject, ()) and triple not in self._gone

    def about(self, node: Iri) -> tuple[Triple, ...]:
        """The triples whose subject is `node`."""
        return tuple(self._left(self._from.get(node, ())))

    def leading_to(self, node: Iri | Literal) -> tuple[Triple, ...]:
        """The triples whose object is `node`."""
        return tuple(self._left(self._to.get(node, ())))

    def values(self, node: Iri, property_: str) -> tuple[Iri | Literal, ...]:
        """The values of a property of a node."""
        return tuple(
            triple.object
            for triple in self.about(node)
            if triple.predicate == property_
        )

    def holders(self, property_: str, value: Iri | Literal) -> tuple[Iri, ...]:
        """The nodes that have that value of a property."""
        return tuple(
            triple.subject
            for triple in self.leading_to(value)
            if triple.predicate == property_
        )

    def is_a(self, node: Iri, class_: Iri) -> bool:
        """Whether the graph says that `node` is of the class."""
        return Triple(node, RDF.type, class_) in self

    def sorted(self, triples: Iterable[Triple]) -> tuple[Triple, ...]:
        """Triples that the graph holds, by subject, in the order they came in."""
        return tuple(sorted(triples, key=self._place))

    def take_out(self, triples: Iterable[Triple]) -> None:
        """Removes triples that the graph holds."""
        self._gone.update(triples)

    def _left(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        if not self._gone:
            return iter(triples)
        return (triple for triple in triples if triple not in self._gone)

    def _place(self, triple: Triple) -> tuple[int, int]:
        about = self._from[triple.subject]
        return self._places[triple.subject], about.index(triple)
