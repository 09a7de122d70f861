"""Triples that can be looked up from both ends and taken out, in the order they came in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policygraph.namespaces import RDF
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Graph:
    """A set of triples, indexed by subject and by object; it only ever shrinks.

    The indexes are made at the first question: most graphs conform, and nothing is looked up in them.

    Args:
        triples: What it holds at first; duplicates are dropped.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples: dict[Triple, int] = {}
        for triple in triples:
            self._triples.setdefault(triple, len(self._triples))

    @cached_property
    def _from(self) -> dict[Iri, dict[Triple, None]]:
        found: dict[Iri, dict[Triple, None]] = {}
        for triple in self._triples:
            found.setdefault(triple.subject, {})[triple] = None
        return found

    @cached_property
    def _to(self) -> dict[Iri | Literal, dict[Triple, None]]:
        found: dict[Iri | Literal, dict[Triple, None]] = {}
        for triple in self._triples:
            found.setdefault(triple.object, {})[triple] = None
        return found

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
        indexes = self._from, self._to
        for triple in triples:
            del self._triples[triple]
            del indexes[0][triple.subject][triple]
            del indexes[1][triple.object][triple]
