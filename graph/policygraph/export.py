"""A graph in the formats of other tools.

RDF syntaxes carry the whole graph. GraphML, GEXF, CSV and XLSX carry the network of its entities and linkages, with
classes, labels, weights and evidence (`policygraph.network` says what the attributes are); XLSX also the tasks. The
same facts give the same bytes.

CSV is two tables, as Gephi and Kumu take them: nodes and edges. As one file they are packed into a ZIP archive; under a
name that does not end in ``.zip`` they are written as ``nodes.csv`` and ``edges.csv`` into a folder of that name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from policygraph.errors import UnknownFormatError
from policygraph.files import write_atomically, write_together
from policygraph.namespaces import BASE, PG, RDF
from policygraph.rdf import SYNTAXES, serialise, syntax_of
from policygraph.spreadsheets import no_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import networkx as nx

    from policygraph.terms import Triple

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NODES = ("class", "label", "aliases", "stage", "mentions", "value", "unit", "currency", "comparison", "year")
_NODES_LAST = ("longitude", "latitude", "geonames", "broader", "kind", "reports")
_ID_DIGITS = 16
_EDGES = ("linkage", "weight", "confidence", "evidence", "found_by", "sentences")
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def export(triples: Iterable[Triple], format_: str) -> bytes:
    """The graph as one file in the named format.

    Args:
        triples: The graph, in any order.
        format_: turtle, ntriples, nquads, trig, jsonld, rdfxml, graphml, gexf, csv (a ZIP archive) or xlsx.

    Raises:
        UnknownFormatError: No such format.
        GraphError: A name in the triples is no IRI.
        OutputError: The graph is too large for the format.
    """
    listed = tuple(triples)
    if format_ in SYNTAXES:
        return serialise(listed, format_, base=base_of(listed))
    if format_ not in _NETWORK_WRITERS:
        raise UnknownFormatError(f"'{format_}' is no format of graphs", expected=f"one of {', '.join(FORMATS)}")
    return _NETWORK_WRITERS[format_](listed)


def export_to(triples: Iterable[Triple], format_: str, path: Path) -> tuple[Path, ...]:
    """Writes the graph in the named format; returns the files written.

    Raises:
        UnknownFormatError: No such format.
        GraphError: A name in the triples is no IRI.
        OutputError: A file cannot be written, or the graph is too large for the format.
    """
    if format_ != "csv" or path.suffix.lower() == ".zip":
        write_atomically(path, export(triples, format_))
        return (path,)
    tables = tables_of(triples)
    whole = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
    files = {whole: tables["edges.csv"], whole.with_suffix(".nodes.csv"): tables["nodes.csv"]}
    write_together(files)
    return tuple(files)


def tables_of(triples: Iterable[Triple]) -> dict[str, bytes]:
    """The network as two tables of comma-separated values, by file name.

    A text that a spreadsheet would take for a formula is written with an apostrophe before it. A byte order mark stands
    first: without one, Excel reads the local code page.

    Source: RFC 4180; RFC 3629, section 6 (byte order mark).
    """
    network = _network(triples)
    return {"nodes.csv": _csv(_node_rows(network)), "edges.csv": _csv(_edge_rows(network))}


def format_of(path: Path) -> str:
    """The format that a file's ending stands for; Turtle where it stands for none.

    Example:
        >>> from pathlib import Path
        >>> format_of(Path("a.graphml")), format_of(Path("a.nt")), format_of(Path("a"))
        ('graphml', 'ntriples', 'turtle')
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending in _NETWORK_WRITERS:
        return ending
    return "csv" if ending == "zip" else syntax_of(path) or "turtle"


def base_of(triples: Iterable[Triple]) -> str:
    """What the names of the data begin with, read off the report's; the usual base where there is no report."""
    for subject, predicate, target in triples:
        if predicate == RDF.type and target == PG.Report and "/" in subject:
            return subject[: subject.rindex("/") + 1]
    return BASE


def _network(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    from policygraph.network import network_of  # noqa: PLC0415 - RDF syntaxes need no networkx

    return network_of(triples)


def _graphml(triples: Iterable[Triple]) -> bytes:
    import networkx as nx  # noqa: PLC0415

    written = io.BytesIO()
    nx.write_graphml_xml(_told_apart(_for_xml(_network(triples))), written, encoding="utf-8", prettyprint=True)
    return written.getvalue()


def _told_apart(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with a key of its own for each edge, its id: importers skip an id that they have seen."""
    from policygraph.assembly.iris import digest  # noqa: PLC0415 - other formats need no assembly

    kept = network.__class__()
    kept.add_nodes_from(network.nodes(data=True))
    for source, target, key, attributes in network.edges(keys=True, data=True):
        kept.add_edge(source, target, key=digest(source, key, target, digits=_ID_DIGITS), **attributes)
    return kept


def _gexf(triples: Iterable[Triple]) -> bytes:
    import networkx as nx  # noqa: PLC0415

    written = io.BytesIO()
    nx.write_gexf(_for_xml(_network(triples)), written, encoding="utf-8", prettyprint=True)
    # networkx stamps the day of writing, which would make two exports of one graph differ
    return re.sub(rb'(<meta[^>]*) lastmodifieddate="[^"]*"', rb"\1", written.getvalue())


def _for_xml(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network without characters that XML cannot hold."""
    kept = network.__class__()
    for node, attributes in network.nodes(data=True):
        kept.add_node(node, **_clean(attributes))
    for source, target, key, attributes in network.edges(keys=True, data=True):
        kept.add_edge(source, target, key=key, label=key, **_clean(attributes))
    return kept


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {key: _NO_XML.sub("", value) if isinstance(value, str) else value for key, value in attributes.items()}


def _zip(triples: Iterable[Triple]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in tables_of(triples).items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([no_formula(value) if isinstance(value, str) else value for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _node_rows(network: nx.MultiDiGraph) -> Iterable[Sequence[object]]:
    columns = _NODES + _NODES_LAST
    yield ("Id", *(name.capitalize() for name in columns))
    for node, attributes in network.nodes(data=True):
        yield (node, *(attributes.get(name, "") for name in columns))


def _edge_rows(network: nx.MultiDiGraph) -> Iterable[Sequence[object]]:
    yield ("Source", "Target", "Type", "Label", *(name.capitalize() for name in _EDGES), "From", "To")
    names = network.nodes(data="label")
    for source, target, key, attributes in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        cells = (attributes.get(name, "") for name in _EDGES)
        yield (source, target, "Directed", key, *cells, names[source], names[target])


def _xlsx(triples: Iterable[Triple]) -> bytes:
    from policygraph.network import task_network_of  # noqa: PLC0415
    from policygraph.workbook import workbook  # noqa: PLC0415 - only spreadsheets need XlsxWriter

    listed = tuple(triples)
    network, with_tasks = _network(listed), task_network_of(listed)
    tasks = [task for task in with_tasks if task not in network]
    sheets = {"Entities": _node_rows(network), "Linkages": _edge_rows(network), "Tasks": _task_rows(with_tasks, tasks)}
    return workbook({name: list(rows) for name, rows in sheets.items()})


def _task_rows(network: nx.MultiDiGraph, tasks: Iterable[str]) -> Iterable[Sequence[object]]:
    yield ("Id", "Class", "Number", "Label", "Stage", "Part of", "Evidence")
    for task in tasks:
        attributes = network.nodes[task]
        above = "\n".join(sorted(target for _, target, key in network.out_edges(task, keys=True) if key == "isPartOf"))
        cells = (attributes.get(name, "") for name in ("class", "number", "label", "stage"))
        yield (task, *cells, above, attributes["evidence"])


_NETWORK_WRITERS: dict[str, Callable[[Iterable[Triple]], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _zip,
    "xlsx": _xlsx,
}

FORMATS = (*SYNTAXES, *_NETWORK_WRITERS)
"""The formats that a graph can be exported in."""
