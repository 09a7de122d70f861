"""Exports: each format can be read back by a tool that is not ours, and nothing in it runs."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from policygraph.errors import UnknownFormatError
from policygraph.export import FORMATS, base_of, export, export_to, tables_of
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.network import network_of
from policygraph.rdf import SYNTAXES, parse_triples, read_triples, to_turtle
from policygraph.terms import Iri, Literal, Triple

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
KEPT = ("class", "label", "stage", "mentions", "value", "longitude")
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


@pytest.fixture(scope="module")
def hostile() -> tuple[Triple, ...]:
    """Places with hostile names."""
    return tuple(
        triple
        for number, label in enumerate(HOSTILE)
        for triple in (
            Triple(BASE[f"place-{number}"], RDF.type, PG.Place),
            Triple(BASE[f"place-{number}"], SKOS.prefLabel, Literal(label, language="en")),
        )
    )


@pytest.mark.parametrize("format_", SYNTAXES)
def test_rdf_holds_the_whole_graph(format_: str, small: tuple[Triple, ...]) -> None:
    """Each RDF syntax is read back to the same triples."""
    assert set(parse_triples(export(small, format_), format_)) == set(small)


def test_turtle_is_written_relative_to_the_graphs_own_base(small: tuple[Triple, ...]) -> None:
    """The base is read off the report, so that a graph with another base reads as well."""
    moved = [
        Triple(*(Iri(term.replace(BASE, "https://e.org/kg/")) if isinstance(term, Iri) else term for term in triple))
        for triple in small
    ]
    assert base_of(moved) == "https://e.org/kg/"
    assert export(moved, "turtle").startswith(b"@base <https://e.org/kg/> .\n")
    assert export(small, "turtle") == to_turtle(small) == SMALL.read_bytes()


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_classes_labels_weights_and_evidence_back(
    format_: str, read: object, small: tuple[Triple, ...]
) -> None:
    """GraphML and GEXF keep nodes and edges with all that the network says of them."""
    network = network_of(small)
    back = read(io.BytesIO(export(small, format_)))  # type: ignore[operator]
    assert set(back) == set(network)
    for node, attributes in network.nodes(data=True):
        assert {key: back.nodes[node].get(key) for key in KEPT} == {key: attributes.get(key) for key in KEPT}
    edges = sorted((source, target, edge) for source, target, edge in back.edges(data=True))
    assert len(edges) == network.number_of_edges()
    for source, target, edge in edges:
        expected = network.edges[source, target, edge["linkage"]]
        assert {key: edge[key] for key in ("confidence", "evidence", "weight", "found_by")} == {
            key: expected[key] for key in ("confidence", "evidence", "weight", "found_by")
        }


def test_every_edge_of_graphml_has_an_id_of_its_own(small: tuple[Triple, ...]) -> None:
    """As many ids as edges: importers skip an edge whose id they have seen."""
    ids = re.findall(rb'<edge [^>]*id="([^"]+)"', export(small, "graphml"))
    assert len(ids) == len(set(ids)) == network_of(small).number_of_edges()


def test_graphml_keeps_parallel_edges_apart() -> None:
    """Two linkages between the same two entities come back as two."""
    facts = [Triple(BASE["project-a"], RDF.type, PG.Project), Triple(BASE["place-b"], RDF.type, PG.Place)]
    for name in ("connects", "locatedIn"):
        linkage = BASE[f"linkage-{name}"]
        facts += [
            Triple(linkage, RDF.type, PG.Linkage),
            Triple(linkage, RDF.subject, BASE["project-a"]),
            Triple(linkage, RDF.predicate, PG[name]),
            Triple(linkage, RDF.object, BASE["place-b"]),
        ]
    for format_, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        back = read(io.BytesIO(export(facts, format_)))
        assert sorted(edge["linkage"] for _, _, edge in back.edges(data=True)) == ["connects", "locatedIn"]


def rows_of(table: bytes) -> list[dict[str, str]]:
    """The rows of comma-separated values."""
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_csv_is_two_tables_that_fit_together(small: tuple[Triple, ...]) -> None:
    """Nodes have Id and Label, edges Source and Target among the ids, a weight and the evidence."""
    tables = {name: rows_of(text) for name, text in tables_of(small).items()}
    network = network_of(small)
    assert [row["Id"] for row in tables["nodes.csv"]] == list(network)
    assert all(row["Label"] == network.nodes[row["Id"]]["label"] for row in tables["nodes.csv"])
    assert {row["Source"] for row in tables["edges.csv"]} <= set(network)
    for row in tables["edges.csv"]:
        edge = network.edges[row["Source"], row["Target"], row["Label"]]
        assert (float(row["Weight"]), row["Evidence"], row["Type"]) == (edge["weight"], edge["evidence"], "Directed")
        assert row["From"] == network.nodes[row["Source"]]["label"]
    assert len(tables["edges.csv"]) == network.number_of_edges()


def test_csv_is_written_as_two_files_or_an_archive(small: tuple[Triple, ...], tmp_path: Path) -> None:
    """A name in .zip is an archive of the two tables; another is that of the linkages, with the nodes beside it."""
    tables = tables_of(small)
    for name in ("net", "net.csv"):
        assert export_to(small, "csv", tmp_path / name) == (tmp_path / "net.csv", tmp_path / "net.nodes.csv")
    assert (tmp_path / "net.csv").read_bytes() == tables["edges.csv"]
    assert (tmp_path / "net.nodes.csv").read_bytes() == tables["nodes.csv"]
    assert all(content.startswith(codecs.BOM_UTF8) for content in tables.values())
    assert export_to(small, "csv", tmp_path / "net.zip") == (tmp_path / "net.zip",)
    with zipfile.ZipFile(tmp_path / "net.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == tables


def test_xlsx_has_a_sheet_for_entities_linkages_and_tasks(small: tuple[Triple, ...], tmp_path: Path) -> None:
    """Openpyxl reads the tables back, numbers as numbers."""
    export_to(small, "xlsx", tmp_path / "graph.xlsx")
    book = openpyxl.load_workbook(tmp_path / "graph.xlsx")
    assert book.sheetnames == ["Entities", "Linkages", "Tasks"]
    network = network_of(small)
    rows = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    assert [row[0] for row in rows["Entities"][1:]] == list(network)
    assert 42.1e9 in {value for row in rows["Entities"] for value in row}
    assert len(rows["Linkages"]) - 1 == network.number_of_edges()
    assert len(rows["Tasks"]) - 1 == 11
    assert "III" in {row[2] for row in rows["Tasks"]}


def test_nothing_in_a_spreadsheet_runs(hostile: tuple[Triple, ...]) -> None:
    """No cell is a formula or a link; a text that is too long is cut; in CSV no cell begins like a formula."""
    book = openpyxl.load_workbook(io.BytesIO(export(hostile, "xlsx")))
    cells = [cell for row in book["Entities"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}
    assert max(len(str(cell.value)) for cell in cells) == 32_767
    labels = [row["Label"] for row in rows_of(tables_of(hostile)["nodes.csv"])]
    assert not any(label.startswith(("=", "+", "-", "@")) for label in labels)
    assert [label.removeprefix("'") for label in labels] == HOSTILE


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_hostile_names_make_well_formed_xml(format_: str, read: object, hostile: tuple[Triple, ...]) -> None:
    """Markup is text, and what XML cannot hold is left out."""
    back = read(io.BytesIO(export(hostile, format_)))  # type: ignore[operator]
    labels = {label for _, label in back.nodes(data="label")}
    assert "<script>alert(1)</script>" in labels
    assert "ab" in labels


@pytest.mark.parametrize("format_", FORMATS)
def test_the_bytes_depend_on_the_facts_alone(format_: str, small: tuple[Triple, ...]) -> None:
    """Another order, hash seed, locale and time zone give the same bytes."""
    program = (
        f"import sys; from pathlib import Path; from policygraph.export import export;"
        f"from policygraph.rdf import read_triples; facts = list(read_triples(Path({str(SMALL)!r})));"
        f"sys.stdout.buffer.write(export(facts[::-1], {format_!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "99", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert said.stdout == export(small, format_)


def test_an_empty_graph_can_be_exported() -> None:
    """No facts make empty tables and networks, and no error."""
    assert all(isinstance(export([], format_), bytes) for format_ in FORMATS)
    assert len(nx.read_graphml(io.BytesIO(export([], "graphml")))) == 0


def test_an_unknown_format_is_a_usage_error(small: tuple[Triple, ...]) -> None:
    """The formats are listed."""
    with pytest.raises(UnknownFormatError, match=r"'pdf' is no format of graphs; expected one of turtle, .*, xlsx"):
        export(small, "pdf")
