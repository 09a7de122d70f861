"""The engine's terms turned into ours, each of them once: most stand in many rows and in many answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.rdf import from_native
from policygraph.terms import Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from policygraph.answers import Row
    from policygraph.terms import Iri, Literal

_MOST = 100_000


class InternedTerms(dict[object, "Iri | Literal | None"]):
    """Our term for each of the engine's that was met; it is emptied where it grows large.

    Example:
        >>> import pyoxigraph
        >>> InternedTerms()[pyoxigraph.NamedNode("http://example.org/a")]
        'http://example.org/a'
    """

    def __missing__(self, native: object) -> Iri | Literal | None:
        """Makes the term; nothing stands for nothing.

        Raises:
            GraphError: It is a quoted triple, which no graph of ours can hold.
        """
        if len(self) >= _MOST:
            self.clear()
        made = self[native] = None if native is None else from_native(native)
        return made

    def rows(self, solutions: Iterable[ox.QuerySolution]) -> tuple[Row, ...]:
        """The rows of a table."""
        term = self.__getitem__
        return tuple([tuple(map(term, solution)) for solution in solutions])

    def triples(self, facts: Iterable[ox.Triple]) -> list[Triple]:
        """The facts, in the order given."""
        term = self.__getitem__
        return [Triple._make(map(term, fact)) for fact in facts]
