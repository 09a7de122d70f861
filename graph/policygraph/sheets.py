"""The tables of a spreadsheet: one for each class, with the columns that its things have, and one for the linkages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES
from policygraph.network import network_of, task_network_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx

    from policygraph.terms import Triple

    Row = Sequence[object]

_FIGURE = (
    *(
        "indicator",
        "value",
        "least",
        "most",
        "unit",
        "currency",
        "comparison",
        "sort",
        "year",
    ),
    *("baseline", "baseline year", "place"),
)
_TASK = ("number", "label", "stage", "part of", "evidence")
_COLUMNS = {
    "Place": (
        "label",
        "aliases",
        "kind",
        "mentions",
        "longitude",
        "latitude",
        "geonames",
        "reports",
    ),
    "Institution": ("label", "aliases", "kind", "mentions", "reports"),
    "Project": ("label", "aliases", "stage", "kind", "mentions", "reports"),
    "Industry": ("label", "aliases", "broader", "mentions", "reports"),
    "Target": ("label", *_FIGURE, "mentions", "reports"),
    "Result": ("label", *_FIGURE, "mentions", "reports"),
    "KeyTask": _TASK,
    "SubTask": _TASK,
    "Measure": (*_TASK, "actor", "deadline"),
}
_NODES = ("class", "label", "aliases", "stage", "mentions", *_FIGURE)
_NODES_LAST = ("longitude", "latitude", "geonames", "broader", "kind", "reports")
_EDGES = ("linkage", "weight", "confidence", "evidence", "found_by", "sentences")
_ABOVE = "isPartOf"


def sheets_of(triples: Iterable[Triple]) -> dict[str, list[Row]]:
    """The sheets by name, each with its head as its first row: each class, tasks too, and the linkages.

    Every sheet is there, whatever the graph holds, so that what reads them finds them.

    Example:
        >>> from policygraph.rdf import read_triples
        >>> from pathlib import Path
        >>> sheets = sheets_of(read_triples(Path("tests/fixtures/small.ttl")))
        >>> sheets["Institution"][0]
        ('Id', 'Label', 'Aliases', 'Kind', 'Mentions', 'Reports')
    """
    listed = tuple(triples)
    network = task_network_of(listed)
    sheets = {name: list(_rows_of(network, name)) for name in _COLUMNS}
    return sheets | {"Linkages": list(edge_rows(network_of(listed)))}


def node_rows(network: nx.MultiDiGraph) -> Iterator[Row]:
    """All entities as rows of one table."""
    columns = _NODES + _NODES_LAST
    yield ("Id", *(name.capitalize() for name in columns))
    for node, attributes in network.nodes(data=True):
        yield (node, *(attributes.get(name, "") for name in columns))


def edge_rows(network: nx.MultiDiGraph) -> Iterator[Row]:
    """All linkages as rows of one table."""
    yield (
        "Source",
        "Target",
        "Type",
        "Label",
        *(name.capitalize() for name in _EDGES),
        "From",
        "To",
    )
    names = network.nodes(data="label")
    for source, target, key, attributes in sorted(
        network.edges(keys=True, data=True), key=lambda edge: edge[:3]
    ):
        cells = (attributes.get(name, "") for name in _EDGES)
        yield (source, target, "Directed", key, *cells, names[source], names[target])


def _rows_of(network: nx.MultiDiGraph, class_: str) -> Iterator[Row]:
    columns = _COLUMNS[class_]
    yield ("Id", *(name.capitalize() for name in columns))
    for node, attributes in network.nodes(data=True):
        if attributes["class"] == class_:
            told = (
                attributes
                if class_ in CLASSES
                else {**attributes, "part of": _above(network, node)}
            )
            yield (node, *(told.get(name, "") for name in columns))


def _above(network: nx.MultiDiGraph, task: str) -> str:
    """The task that a task is part of; empty where that is the report."""
    above = (
        target for _, target, key in network.out_edges(task, keys=True) if key == _ABOVE
    )
    return "\n".join(sorted(above))
