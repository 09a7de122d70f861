"""Exports: each format can be read back by a tool that is not ours, and nothing in it runs."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import openpyxl
import pytest
import rdflib

from policygraph.errors import UnknownFormatError
from policygraph.export import (
    FORMATS,
    base_of,
    export,
    export_graph,
    export_to,
    format_of,
    tables_of,
)
from policygraph.namespaces import BASE, CLASSES, PG, RDF, SKOS
from policygraph.network import network_of
from policygraph.rdf import DATASETS, SYNTAXES, parse_triples, read_triples, to_turtle
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
KEPT = ("class", "label", "stage", "mentions", "value", "longitude")
REPORT = BASE["report-ee8d00f2ce3828dd"]
ENDINGS = {"nquads": "nq", "trig": "trig"}
HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    '=HYPERLINK("http://e/")',
    "<script>alert(1)</script>",
    "a\x0b\x00\ufffeb",
    "two\nlines",
    'quo"te, comma',
    "\u202eevil",
    "x" * 40_000,
]


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The triples of the small graph."""
    return tuple(read_triples(SMALL))


def facts(triples: Iterable[Triple]) -> list[tuple[Triple, Iri | None]]:
    """Triples of no named graph."""
    return [(triple, None) for triple in triples]


@pytest.fixture(scope="module")
def hostile() -> tuple[Triple, ...]:
    """Places with hostile names."""
    return tuple(
        triple
        for number, label in enumerate(HOSTILE)
        for triple in (
            Triple(BASE[f"place-{number}"], RDF.type, PG.Place),
            Triple(
                BASE[f"place-{number}"], SKOS.prefLabel, Literal(label, language="en")
            ),
        )
    )


@pytest.mark.parametrize("format_", SYNTAXES)
def test_rdf_holds_the_whole_graph(format_: str, small: tuple[Triple, ...]) -> None:
    """Each RDF syntax is read back to the same triples."""
    assert set(parse_triples(export(facts(small), format_), format_)) == set(small)


@pytest.mark.parametrize("format_", DATASETS)
def test_each_report_is_in_its_named_graph(
    format_: str, small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """Two reports of a folder come out as two named graphs, and what belongs to none in the default graph."""
    other = [Triple(*(second(term) for term in triple)) for triple in small]  # type: ignore[arg-type]
    note = Triple(Iri("http://example.org/x"), RDF.type, Iri("http://example.org/Note"))
    for name, triples in {"a": small, "b": other, "c": [note]}.items():
        (tmp_path / f"{name}.ttl").write_bytes(to_turtle(triples))
    (written,) = export_graph(
        tmp_path, tmp_path / "out" / f"all.{ENDINGS[format_]}", format_
    )
    read = rdflib.Dataset()
    read.parse(written, format=format_)
    graphs = {
        str(graph.identifier): len(graph) for graph in read.graphs() if len(graph)
    }
    assert graphs == {
        REPORT: len(small),
        second(REPORT): len(other),
        "urn:x-rdflib:default": 1,
    }
    with GraphStore.open(written) as store:
        assert set(store.triples()) == {*small, *other, note}
        assert export(store.quads(), format_) == written.read_bytes()


def second(term: object) -> object:
    """A term of another report that names the same things."""
    return (
        Iri(term.replace("ee8d00f2ce3828dd", "0000000000000002"))
        if isinstance(term, Iri)
        else term
    )


def test_turtle_is_written_relative_to_the_graphs_own_base(
    small: tuple[Triple, ...],
) -> None:
    """The base is read off the report, so that a graph with another base reads as well."""
    moved = [
        Triple(
            *(
                Iri(term.replace(BASE, "https://e.org/kg/"))
                if isinstance(term, Iri)
                else term
                for term in triple
            )
        )
        for triple in small
    ]
    assert base_of(moved) == "https://e.org/kg/"
    assert export(facts(moved), "turtle").startswith(b"@base <https://e.org/kg/> .\n")
    assert export(facts(small), "turtle") == to_turtle(small) == SMALL.read_bytes()


@pytest.mark.parametrize(
    ("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]
)
def test_networkx_reads_classes_labels_weights_and_evidence_back(
    format_: str, read: object, small: tuple[Triple, ...]
) -> None:
    """GraphML and GEXF keep nodes and edges with all that the network says of them."""
    network = network_of(small)
    back = read(io.BytesIO(export(facts(small), format_)))  # type: ignore[operator]
    assert set(back) == set(network)
    for node, attributes in network.nodes(data=True):
        assert {key: back.nodes[node].get(key) for key in KEPT} == {
            key: attributes.get(key) for key in KEPT
        }
    edges = sorted(
        (source, target, edge) for source, target, edge in back.edges(data=True)
    )
    assert len(edges) == network.number_of_edges()
    for source, target, edge in edges:
        expected = network.edges[source, target, edge["linkage"]]
        assert {
            key: edge[key] for key in ("confidence", "evidence", "weight", "found_by")
        } == {
            key: expected[key]
            for key in ("confidence", "evidence", "weight", "found_by")
        }


def test_every_edge_of_graphml_has_an_id_of_its_own(small: tuple[Triple, ...]) -> None:
    """As many ids as edges: importers skip an edge whose id they have seen."""
    ids = re.findall(rb'<edge [^>]*id="([^"]+)"', export(facts(small), "graphml"))
    assert len(ids) == len(set(ids)) == network_of(small).number_of_edges()


def test_graphml_keeps_parallel_edges_apart() -> None:
    """Two linkages between the same two entities come back as two."""
    told = [
        Triple(BASE["project-a"], RDF.type, PG.Project),
        Triple(BASE["place-b"], RDF.type, PG.Place),
    ]
    for name in ("connects", "locatedIn"):
        linkage = BASE[f"linkage-{name}"]
        told += [
            Triple(linkage, RDF.type, PG.Linkage),
            Triple(linkage, RDF.subject, BASE["project-a"]),
            Triple(linkage, RDF.predicate, PG[name]),
            Triple(linkage, RDF.object, BASE["place-b"]),
        ]
    for format_, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        back = read(io.BytesIO(export(facts(told), format_)))
        assert sorted(edge["linkage"] for _, _, edge in back.edges(data=True)) == [
            "connects",
            "locatedIn",
        ]


def rows_of(table: bytes) -> list[dict[str, str]]:
    """The rows of comma-separated values."""
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_csv_is_two_tables_that_fit_together(small: tuple[Triple, ...]) -> None:
    """Nodes have Id and Label, edges Source and Target among the ids, a weight and the evidence."""
    tables = {name: rows_of(text) for name, text in tables_of(small).items()}
    network = network_of(small)
    assert [row["Id"] for row in tables["nodes.csv"]] == list(network)
    assert all(
        row["Label"] == network.nodes[row["Id"]]["label"] for row in tables["nodes.csv"]
    )
    assert {row["Source"] for row in tables["edges.csv"]} <= set(network)
    for row in tables["edges.csv"]:
        edge = network.edges[row["Source"], row["Target"], row["Label"]]
        assert (float(row["Weight"]), row["Evidence"], row["Type"]) == (
            edge["weight"],
            edge["evidence"],
            "Directed",
        )
        assert row["From"] == network.nodes[row["Source"]]["label"]
    assert len(tables["edges.csv"]) == network.number_of_edges()


def test_csv_is_written_as_two_files_or_an_archive(
    small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """A name in .zip is an archive of the two tables; another is that of the linkages, with the nodes beside it."""
    tables = tables_of(small)
    for name in ("net", "net.csv"):
        assert export_to(facts(small), "csv", tmp_path / name) == (
            tmp_path / "net.csv",
            tmp_path / "net.nodes.csv",
        )
    assert (tmp_path / "net.csv").read_bytes() == tables["edges.csv"]
    assert (tmp_path / "net.nodes.csv").read_bytes() == tables["nodes.csv"]
    assert all(content.startswith(codecs.BOM_UTF8) for content in tables.values())
    for name in ("net.gz", "net.csv.gz"):
        assert export_to(facts(small), "csv", tmp_path / name) == (
            tmp_path / "net.csv.gz",
            tmp_path / "net.nodes.csv.gz",
        )
    packed = (tmp_path / "net.nodes.csv.gz").read_bytes()
    assert gzip.decompress(packed) == tables["nodes.csv"]
    assert export_to(facts(small), "csv", tmp_path / "net.zip") == (
        tmp_path / "net.zip",
    )
    with zipfile.ZipFile(tmp_path / "net.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == tables


def test_xlsx_has_a_sheet_for_each_class_and_one_for_the_linkages(
    small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """Openpyxl reads the tables back, numbers as numbers; a sheet has the things of its class alone."""
    export_to(facts(small), "xlsx", tmp_path / "graph.xlsx")
    book = openpyxl.load_workbook(tmp_path / "graph.xlsx")
    assert book.sheetnames == [*CLASSES, "KeyTask", "SubTask", "Measure", "Linkages"]
    network = network_of(small)
    rows = {
        name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames
    }
    for name in CLASSES:
        assert [row[0] for row in rows[name][1:]] == [
            node for node, class_ in network.nodes("class") if class_ == name
        ]
    assert 42.1e9 in {value for row in rows["Target"] for value in row}
    assert len(rows["Linkages"]) - 1 == network.number_of_edges()
    assert sum(len(rows[name]) - 1 for name in ("KeyTask", "SubTask", "Measure")) == 11
    assert {row[1] for row in rows["KeyTask"][1:]} == {"1", "III"}
    above = rows["SubTask"][0].index("Part of")
    assert {row[above] for row in rows["SubTask"][1:]} == {
        row[0] for row in rows["KeyTask"][1:]
    }


def test_nothing_in_a_spreadsheet_runs(hostile: tuple[Triple, ...]) -> None:
    """No cell is a formula or a link; a text that is too long is cut; in CSV no cell begins like a formula."""
    book = openpyxl.load_workbook(io.BytesIO(export(facts(hostile), "xlsx")))
    cells = [cell for row in book["Place"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}
    assert max(len(str(cell.value)) for cell in cells) == 32_767
    labels = [row["Label"] for row in rows_of(tables_of(hostile)["nodes.csv"])]
    assert not any(label.startswith(("=", "+", "-", "@")) for label in labels)
    assert [label.removeprefix("'") for label in labels] == HOSTILE


@pytest.mark.parametrize(
    ("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]
)
def test_hostile_names_make_well_formed_xml(
    format_: str, read: object, hostile: tuple[Triple, ...]
) -> None:
    """Markup is text, and what XML cannot hold is left out."""
    back = read(io.BytesIO(export(facts(hostile), format_)))  # type: ignore[operator]
    labels = {label for _, label in back.nodes(data="label")}
    assert "<script>alert(1)</script>" in labels
    assert "ab" in labels


@pytest.mark.parametrize("format_", FORMATS)
def test_the_bytes_depend_on_the_facts_alone(
    format_: str, small: tuple[Triple, ...]
) -> None:
    """Another order, hash seed, locale and time zone give the same bytes."""
    program = (
        "import sys; from policygraph.export import export;"
        f"from policygraph.store.reading import read_facts; facts = read_facts({str(SMALL)!r});"
        f"sys.stdout.buffer.write(export(facts[::-1], {format_!r}))"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "99",
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
    }
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert said.stdout == export(facts(small), format_)


@pytest.mark.parametrize(
    "name", ["graph.ttl.gz", "graph.nq.gz", "graph.jsonld.gz", "graph.graphml.gz"]
)
def test_a_name_in_gz_is_a_gzipped_file(
    name: str, small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """Of the format before it, the same bytes each time; we and others read it back."""
    (written,) = export_graph(SMALL, tmp_path / name)
    first = written.read_bytes()
    assert gzip.decompress(first) == export(
        facts(small), format_of(Path(name.removesuffix(".gz")))
    )
    export_graph(SMALL, tmp_path / name)
    assert written.read_bytes() == first
    if "graphml" in name:
        assert set(nx.read_graphml(written)) == set(network_of(small))
    else:
        assert set(read_triples(written)) == set(small)


def test_an_empty_graph_can_be_exported() -> None:
    """No facts make empty tables and networks, and no error."""
    assert all(isinstance(export(facts([]), format_), bytes) for format_ in FORMATS)
    assert len(nx.read_graphml(io.BytesIO(export(facts([]), "graphml")))) == 0


def test_an_unknown_format_is_a_usage_error(small: tuple[Triple, ...]) -> None:
    """The formats are listed."""
    with pytest.raises(
        UnknownFormatError,
        match=r"'pdf' is no format of graphs; expected one of turtle, .*, xlsx",
    ):
        export(facts(small), "pdf")
