"""A graph wherever it lies: one handle for files, folders, stores and endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.answers import Answer, GraphAnswer, Term, TruthAnswer
    from policygraph.terms import Triple


@runtime_checkable
class GraphSource(Protocol):
    """What can be asked and read: `GraphStore` on this machine, or an endpoint elsewhere."""

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        source: str = "query",
    ) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query with some of its variables bound; an error calls the query `source`."""

    def triples(self) -> tuple[Triple, ...]:
        """All triples, sorted, each once."""
