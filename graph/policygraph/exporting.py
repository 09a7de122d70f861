"""A graph in other formats: RDF syntaxes, networks for Gephi, Cytoscape and Kumu, tables for spreadsheets.

The same graph gives the same bytes in every format.

Example:
    >>> from policygraph.rdf import read_triples
    >>> from pathlib import Path
    >>> small = tuple(read_triples(Path("tests/fixtures/small.ttl")))
    >>> export_triples(small, "csv").decode().splitlines()[0]
    'Source,Target,Type,Label,From,To,Weight,FoundBy,Evidence'
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from policygraph.errors import UnknownFormatError
from policygraph.rdf import SYNTAXES, read_triples, serialise
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import networkx as nx

    from policygraph.terms import Triple
    from policygraph.views.model import Edge, Network, Node

    Row = Sequence[str | float | None]

NODE_COLUMNS = (
    *("Id", "Label", "Class", "OtherNames", "Kind", "Number", "Stage", "PartOf"),
    *("Longitude", "Latitude", "Links", "Facts"),
)
EDGE_COLUMNS = ("Source", "Target", "Type", "Label", "From", "To", "Weight", "FoundBy", "Evidence")
"""Headed so that network tools take them as they are: source and target, direction, label, weight."""

_BETWEEN = "; "
_SENTENCES_BETWEEN = " ¶ "
_UNKNOWN_WEIGHT = 1.0
# Spreadsheet programs run a cell that begins like this as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def check_format(name: str) -> None:
    """Return for a format that can be written.

    Raises:
        UnknownFormatError: If it cannot.
    """
    known = (*SYNTAXES, *_WRITERS)
    if name not in known:
        raise UnknownFormatError(f"no format is called '{name}'", expected=f"one of {', '.join(known)}")


def export_triples(triples: Iterable[Triple], format_name: str) -> bytes:
    """A graph in the named format.

    Args:
        triples: The graph, in any order.
        format_name: An RDF syntax, or "graphml", "gexf", "csv" (the edges, see `node_table`) or "xlsx".

    Raises:
        UnknownFormatError: If the format is unknown.
    """
    check_format(format_name)
    if format_name in SYNTAXES:
        return serialise(triples, format_name)
    from policygraph.views.reading import read_network  # noqa: PLC0415 - RDF goes out without it

    return _WRITERS[format_name](read_network(triples))


def node_table(triples: Iterable[Triple]) -> bytes:
    """The nodes of a graph as CSV, to go with its edges."""
    from policygraph.views.reading import read_network  # noqa: PLC0415

    network = read_network(triples)
    return _csv(NODE_COLUMNS, (_node_row(network, node) for node in network.nodes))


def ontology_in(format_name: str) -> bytes:
    """The ontology in an RDF syntax: classes, properties, and the concepts that the data points to.

    Raises:
        UnknownFormatError: If there is no such syntax.
    """
    triples = [fact for name in ("policy.ttl", "concepts.ttl") for fact in read_triples(resource("ontology", name))]
    return serialise(triples, format_name)


def _node_row(network: Network, node: Node) -> Row:
    return (
        node.id,
        node.label,
        node.type,
        _BETWEEN.join(node.alt_labels),
        node.kind,
        node.number,
        node.stage,
        "" if node.parent is None else network.nodes[node.parent].id,
        node.longitude,
        node.latitude,
        _BETWEEN.join(link.iri for link in node.links),
        _BETWEEN.join(f"{name}: {value}" for name, value in node.facts),
    )


def _edge_row(network: Network, edge: Edge) -> Row:
    source, target = network.nodes[edge.source], network.nodes[edge.target]
    return (
        source.id,
        target.id,
        "Directed",
        edge.property,
        source.label,
        target.label,
        _UNKNOWN_WEIGHT if edge.confidence is None else edge.confidence,
        edge.found_by,
        _SENTENCES_BETWEEN.join(" ".join(network.sentences[index].text.split()) for index in edge.sentences),
    )


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """RFC 4180, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: str | float | None) -> str | float:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else value


def _edge_table(network: Network) -> bytes:
    return _csv(EDGE_COLUMNS, (_edge_row(network, edge) for edge in network.edges))


def _workbook(network: Network) -> bytes:
    import datetime as dt  # noqa: PLC0415 - only a spreadsheet has a date
    from io import BytesIO  # noqa: PLC0415

    from xlsxwriter import Workbook  # noqa: PLC0415

    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": network.title, "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        head = book.add_format({"bold": True})
        for title, columns, rows in _sheets(network):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, columns, head)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, ["" if value is None else value for value in row])
            sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
            sheet.set_column(0, len(columns) - 1, 24)
    return content.getvalue()


def _sheets(network: Network) -> Iterable[tuple[str, Sequence[str], list[Row]]]:
    tasks = ("KeyTask", "SubTask", "Measure")
    nodes = [(node, _node_row(network, node)) for node in network.nodes]
    yield "Entities", NODE_COLUMNS, [row for node, row in nodes if node.type not in (*tasks, "Report")]
    yield "Tasks", NODE_COLUMNS, [row for node, row in nodes if node.type in tasks]
    yield "Linkages", EDGE_COLUMNS, [_edge_row(network, edge) for edge in network.edges]


def _graphml(network: Network) -> bytes:
    import networkx as nx  # noqa: PLC0415 - RDF goes out without it

    lines = nx.generate_graphml(_scalar_network(network), named_key_ids=True)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n").encode()


def _gexf(network: Network) -> bytes:
    import networkx as nx  # noqa: PLC0415

    lines = nx.generate_gexf(_scalar_network(network), version="1.2draft")
    text = _WRITTEN_ON.sub("", "\n".join(lines))  # the day of writing is no part of the graph
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n").encode()


def _scalar_network(network: Network) -> nx.MultiDiGraph:
    """The network as networkx has it, every attribute a string or a number, as the file formats want them."""
    import networkx as nx  # noqa: PLC0415

    graph = nx.MultiDiGraph()
    for node in network.nodes:
        row = dict(zip(NODE_COLUMNS, _node_row(network, node), strict=True))
        graph.add_node(
            row.pop("Id"), **{_attribute(name): _plain(value) for name, value in row.items() if value not in ("", None)}
        )
    for number, edge in enumerate(network.edges):
        row = dict(zip(EDGE_COLUMNS, _edge_row(network, edge), strict=True))
        ends = _plain(row.pop("Source")), _plain(row.pop("Target"))
        kept = {
            _attribute(name): _plain(row[name])
            for name in ("Label", "Weight", "FoundBy", "Evidence")
            if row[name] != ""
        }
        graph.add_edge(*ends, key=f"e{number}", id=f"e{number}", **kept)
    return graph


def _plain(value: str | float | None) -> str | float | None:
    """A string of the plain type, which the writers insist on."""
    return str(value) if isinstance(value, str) else value


def _attribute(column: str) -> str:
    """The attribute that a column becomes: "FoundBy" is "foundBy"."""
    return column[:1].lower() + column[1:]


_WRITERS: dict[str, Callable[[Network], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _edge_table,
    "xlsx": _workbook,
}
