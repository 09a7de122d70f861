"""The facts of a graph as they are written, wherever it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.collecting import uncollected
from policygraph.store.graph_store import GraphStore
from policygraph.store.opening import graph_files, is_store_folder, is_url, read_files

if TYPE_CHECKING:
    from policygraph.store.opening import Quad


def read_facts(graph: str | Path) -> tuple[Quad, ...]:
    """The facts of a graph, each with the named graph that it stands in, or None.

    Files are read as they are: an engine may keep the value of a number, not its digits.

    Args:
        graph: A file, a folder, a store folder, or the URL of a SPARQL endpoint.

    Raises:
        GraphError: It is missing, unreadable or no graph.

    Example:
        >>> len({triple for triple, _ in read_facts("tests/fixtures/small.ttl")}) > 500
        True
    """
    if is_url(graph) or is_store_folder(Path(graph)):
        with GraphStore.open(graph) as store:
            return tuple(store.quads())
    with uncollected():
        return tuple(read_files(graph_files(Path(graph))))
