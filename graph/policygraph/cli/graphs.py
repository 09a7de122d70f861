"""The triples of a graph as the commands name one: a file, a folder, a store folder, or an endpoint's URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.terms import Triple


def read_graph(graph: str) -> tuple[Triple, ...]:
    """The triples of a graph, each once, sorted.

    Files are read as they are: an engine may keep the value of a number, not its digits.

    Raises:
        GraphError: If it is missing, unreadable or no graph.
    """
    from policygraph.rdf import read_triples  # noqa: PLC0415 - help needs no RDF library
    from policygraph.store import GraphStore  # noqa: PLC0415
    from policygraph.store.opening import graph_files, is_store_folder, is_url  # noqa: PLC0415
    from policygraph.terms import in_order  # noqa: PLC0415

    if is_url(graph) or is_store_folder(Path(graph)):
        with GraphStore.open(graph) as store:
            return store.triples()
    return in_order(fact for file in graph_files(Path(graph)) for fact in read_triples(file))
