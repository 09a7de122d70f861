"""A graph in the formats of other tools.

RDF syntaxes carry the whole graph; TriG and N-Quads each report in its named graph, the others their union. GraphML,
GEXF, CSV and XLSX carry the network of its entities and linkages, with classes, labels, weights and evidence
(`policygraph.network` says what the attributes are); XLSX has a sheet for each class, tasks too. The same facts give
the same bytes.

CSV is two tables, as Gephi and Kumu take them: nodes and edges. Under a name that ends in ``.zip`` they are packed into
one archive; under another the edges are the file, and the nodes lie beside it in ``NAME.nodes.csv``.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import UnknownFormatError
from policygraph.files import write_atomically, write_together
from policygraph.namespaces import BASE, PG, RDF
from policygraph.rdf import DATASETS, SYNTAXES, serialise, serialise_graphs, syntax_of
from policygraph.report_graphs import graphs_of
from policygraph.spreadsheets import no_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import networkx as nx

    from policygraph.report_graphs import Quad
    from policygraph.terms import Triple

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ID_DIGITS = 16
_GZIP = ".gz"
_CSV = ".csv"
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def export(facts: Iterable[Quad], format_: str) -> bytes:
    """The graph as one file in the named format.

    Args:
        facts: The graph, in any order, each triple with the named graph that it stands in, or None; as
            `GraphStore.quads` and `read_facts` give them.
        format_: turtle, ntriples, nquads, trig, jsonld, rdfxml, graphml, gexf, csv (a ZIP archive) or xlsx.

    Raises:
        UnknownFormatError: No such format.
        GraphError: A name in the triples is no IRI.
        OutputError: The graph is too large for the format.
    """
    if format_ in DATASETS:
        return serialise_graphs(graphs_of(facts), format_)
    listed = tuple(dict.fromkeys(triple for triple, _ in facts))
    if format_ in SYNTAXES:
        return serialise(listed, format_, base=base_of(listed))
    if format_ not in _NETWORK_WRITERS:
        raise UnknownFormatError(
            f"'{format_}' is no format of graphs",
            expected=f"one of {', '.join(FORMATS)}",
        )
    return _NETWORK_WRITERS[format_](listed)


def export_to(facts: Iterable[Quad], format_: str, path: Path) -> tuple[Path, ...]:
    """Writes the graph in the named format, gzipped where the path ends in ``.gz``; returns the files written.

    Raises:
        UnknownFormatError: No such format.
        GraphError: A name in the triples is no IRI.
        OutputError: A file cannot be written, or the graph is too large for the format.
    """
    if format_ != "csv" or path.suffix.lower() == ".zip":
        write_atomically(path, packed(export(facts, format_), path))
        return (path,)
    tables = tables_of(triple for triple, _ in facts)
    name = path.name
    packing = ""
    if path.suffix.lower() == _GZIP:
        name = path.stem
        packing = path.suffix
    stem = name
    if name.lower().endswith(_CSV):
        stem = name[: -len(_CSV)]
    files = {
        path.with_name(f"{stem}{_CSV}{packing}"): tables["edges.csv"],
        path.with_name(f"{stem}.nodes{_CSV}{packing}"): tables["nodes.csv"],
    }
    write_together({file: packed(table, file) for file, table in files.items()})
    return tuple(files)


def export_graph(
    graph: str | Path, path: str | Path, format_: str = ""
) -> tuple[Path, ...]:
    """Writes a graph in another format; returns the files written.

    Args:
        graph: A file, a folder, a store folder, or the URL of a SPARQL endpoint.
        path: What to write.
        format_: The format; that of the path's ending unless given.

    Raises:
        UnknownFormatError: No such format.
        GraphError: The graph is missing, unreadable or no graph.
        OutputError: A file cannot be written, or the graph is too large for the format.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as home:
        ...     [written.name for written in export_graph("tests/fixtures/small.ttl", f"{home}/small.csv")]
        ['small.csv', 'small.nodes.csv']
    """
    from policygraph.store.reading import read_facts

    place = Path(path)
    return export_to(read_facts(graph), format_ or format_of(place), place)


def tables_of(triples: Iterable[Triple]) -> dict[str, bytes]:
    """The network as two tables of comma-separated values, by file name.

    A text that a spreadsheet would take for a formula is written with an apostrophe before it. A byte order mark stands
    first: without one, Excel reads the local code page.

    Source: RFC 4180; RFC 3629, section 6 (byte order mark).
    """
    from policygraph.sheets import edge_rows, node_rows

    network = _network(triples)
    return {
        "nodes.csv": _csv(node_rows(network)),
        "edges.csv": _csv(edge_rows(network)),
    }


def format_of(path: Path) -> str:
    """The format that a file's ending, before ``.gz``, stands for; Turtle where it stands for none.

    Example:
        >>> from pathlib import Path
        >>> format_of(Path("a.graphml")), format_of(Path("a.nt.gz")), format_of(Path("a"))
        ('graphml', 'ntriples', 'turtle')
    """
    ending = Path(path.name.lower().removesuffix(_GZIP)).suffix.removeprefix(".")
    if ending in _NETWORK_WRITERS:
        return ending
    if ending == "zip":
        return "csv"
    return syntax_of(path) or "turtle"


def packed(content: bytes, path: Path) -> bytes:
    """The content as a file of that name has it: gzipped where it ends in ``.gz``, without a time."""
    if path.suffix.lower() != _GZIP:
        return content
    import gzip

    return gzip.compress(content, mtime=0)


def base_of(triples: Iterable[Triple]) -> str:
    """What the names of the data begin with, read off the report's; the usual base where there is no report."""
    for subject, predicate, target in triples:
        if predicate == RDF.type and target == PG.Report and "/" in subject:
            return subject[: subject.rindex("/") + 1]
    return BASE


def _network(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    from policygraph.network import network_of

    return network_of(triples)


def _graphml(triples: Iterable[Triple]) -> bytes:
    import networkx as nx

    written = io.BytesIO()
    nx.write_graphml_xml(
        _told_apart(_for_xml(_network(triples))),
        written,
        encoding="utf-8",
        prettyprint=True,
    )
    return written.getvalue()


def _told_apart(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with a key of its own for each edge, its id: importers skip an id that they have seen."""
    from policygraph.assembly.iris import digest

    kept = network.__class__()
    kept.add_nodes_from(network.nodes(data=True))
    for source, target, key, attributes in network.edges(keys=True, data=True):
        kept.add_edge(
            source,
            target,
            key=digest(source, key, target, digits=_ID_DIGITS),
            **attributes,
        )
    return kept


def _gexf(triples: Iterable[Triple]) -> bytes:
    import networkx as nx

    written = io.BytesIO()
    nx.write_gexf(
        _for_xml(_network(triples)), written, encoding="utf-8", prettyprint=True
    )
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
    return {
        key: _NO_XML.sub("", value) if isinstance(value, str) else value
        for key, value in attributes.items()
    }


def _zip(triples: Iterable[Triple]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in tables_of(triples).items():
            archive.writestr(
                zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows(
        [no_formula(value) if isinstance(value, str) else value for value in row]
        for row in rows
    )
    return written.getvalue().encode("utf-8-sig")


def _xlsx(triples: Iterable[Triple]) -> bytes:
    from policygraph.sheets import sheets_of
    from policygraph.workbook import workbook

    return workbook(sheets_of(triples))


_NETWORK_WRITERS: dict[str, Callable[[Iterable[Triple]], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _zip,
    "xlsx": _xlsx,
}

FORMATS = (*SYNTAXES, *_NETWORK_WRITERS)
"""The formats that a graph can be exported in."""
