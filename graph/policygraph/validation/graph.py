"""Triples that can be looked up from both ends and taken out, in the order they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import RDF
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Graph:
    """A set of triples, indexed by subject and by object; it only ever shrinks.

    Args:
        triples: What it holds at first; duplicates are dropped.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples: dict[Triple, int] = {}
        for triple in triples:
            self._triples.setdefault(triple, len(self._triples))
        self._from: dict[Iri, dict[Triple, None]] = {}
        self._to: dict[Iri | Literal, dict[Triple, None]] = {}
        for triple in self._triples:
            self._from.setdefault(triple.subject, {})[triple] = None
            self._to.setdefault(triple.object, {})[triple] = None

    def __iter__(self) -> Iterator[Triple]:
        """The triples in the order they came in."""
        return iter(self._triples)

    def __contains__(self, triple: object) -> bool:
        """Whether the graph holds the triple."""
        return triple in self._triples

    def about(self, node: Iri) -> tuple[Triple, ...]:
        """The triples whose subject is `node`."""
        return tuple(self._from.get(node, ()))

    def leading_to(self, node: Iri | Literal) -> tuple[Triple, ...]:
        """The triples whose object is `node`."""
        return tuple(self._to.get(node, ()))

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
        return Triple(node, RDF.type, class_) in self._triples

    def sorted(self, triples: Iterable[Triple]) -> tuple[Triple, ...]:
        """Triples that the graph holds, in the order they came in."""
        return tuple(sorted(triples, key=self._triples.__getitem__))

    def take_out(self, triples: Iterable[Triple]) -> None:
        """Removes triples that the graph holds."""
        for triple in triples:
            del self._triples[triple]
            del self._from[triple.subject][triple]
            del self._to[triple.object][triple]
