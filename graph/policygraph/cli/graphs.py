"""A graph as the commands name one: a file, a folder, a store folder, or the URL of a SPARQL endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import GraphError

if TYPE_CHECKING:
    from policygraph.store import GraphStore

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def open_store(graph: str) -> GraphStore:
    """The graph in a store on this machine; all triples of an endpoint are fetched first.

    Raises:
        GraphError: If it is missing, unreadable or no graph.
    """
    from policygraph.queries import GraphAnswer, LocalGraph, open_source  # noqa: PLC0415 - help needs no store
    from policygraph.store import GraphStore  # noqa: PLC0415

    source = open_source([graph])
    if isinstance(source, LocalGraph):
        return source.store
    answer = source.ask(_ALL, {})
    if not isinstance(answer, GraphAnswer):
        raise GraphError(f"'{graph}' gave no graph", expected="a SPARQL endpoint that answers CONSTRUCT")
    return GraphStore.from_triples(answer)
