"""Graphs are loaded into a store folder: a named graph for each report, once however often it is loaded."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from policygraph import load_graphs
from policygraph.errors import GraphError, OutputError
from policygraph.namespaces import BASE, DCTERMS, OWL, PG, RDF
from policygraph.ontology import ontology_in
from policygraph.queries import ask
from policygraph.rdf import parse_triples, read_triples, to_nquads, to_turtle
from policygraph.store import GraphStore
from policygraph.store.written import FACTS
from policygraph.terms import Iri, Literal, Triple
from project import ROOT, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
REPORT = BASE["report-ee8d00f2ce3828dd"]
OTHER = BASE["report-0000000000000002"]


def facts() -> tuple[Triple, ...]:
    """The facts of the small report."""
    return tuple(read_triples(SMALL))


def renamed(term: object) -> object:
    """A term of the other report, which names the same things."""
    return (
        Iri(term.replace("ee8d00f2ce3828dd", "0000000000000002"))
        if isinstance(term, Iri)
        else term
    )


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The graph of another report that shares things with the small one."""
    path = tmp_path / "other.ttl"
    path.write_bytes(to_turtle(Triple(*map(renamed, fact)) for fact in facts()))  # type: ignore[arg-type]
    return path


def held(store: Path) -> dict[Iri | None, set[Triple]]:
    """The facts of a store by named graph, as they were written."""
    graphs: dict[Iri | None, set[Triple]] = {}
    with GraphStore.open(store) as opened:
        for triple, name in opened.quads():
            graphs.setdefault(name, set()).add(triple)
    return graphs


def test_each_report_has_a_named_graph_with_all_its_facts(
    other: Path, tmp_path: Path
) -> None:
    """Term by term, under the report's IRI; the default graph is the union as a set."""
    loaded = load_graphs([SMALL, other], tmp_path / "store")
    assert [(one.graph, one.replaced) for one in loaded] == [
        (REPORT, False),
        (OTHER, False),
    ]
    union = {*read_triples(SMALL), *read_triples(other)}
    assert held(tmp_path / "store") == {
        REPORT: set(facts()),
        OTHER: set(read_triples(other)),
    }
    with GraphStore.open(tmp_path / "store") as store:
        assert set(store.triples()) == union
        assert len(store) == len(union) < len(facts()) * 2


def test_a_report_loaded_again_replaces_its_graph(other: Path, tmp_path: Path) -> None:
    """What it said before and says no more is gone, from the union too; other reports stay."""
    before = Triple(
        REPORT, DCTERMS["title"], Literal("As it was called before", language="en")
    )
    old = tmp_path / "old.ttl"
    old.write_bytes(to_turtle([*facts(), before]))
    load_graphs([old, other], tmp_path / "store")
    (again,) = load_graphs([SMALL], tmp_path / "store")
    assert (again.graph, again.triples, again.replaced) == (REPORT, len(facts()), True)
    assert held(tmp_path / "store") == {
        REPORT: set(facts()),
        OTHER: set(read_triples(other)),
    }
    asked = ask(str(question(tmp_path)), [str(tmp_path / "store")])
    assert "As it was called before" not in str(asked.answer.to_dicts())


def question(folder: Path) -> Path:
    """A file that asks for all titles of the default graph."""
    path = folder / "titles.rq"
    path.write_text(
        "SELECT ?title { ?report a pg:Report ; dcterms:title ?title }", encoding="utf-8"
    )
    return path


def test_what_belongs_to_no_report_is_added_to_the_default_graph_once(
    tmp_path: Path,
) -> None:
    """The ontology, whose axioms have blank nodes, is there once however often it is loaded."""
    path = tmp_path / "ontology.ttl"
    path.write_bytes(ontology_in("turtle"))
    for _ in range(2):
        loaded = load_graphs([SMALL, path], tmp_path / "store")
    assert loaded[-1].graph is None
    graphs = held(tmp_path / "store")
    assert set(graphs) == {REPORT, None}
    assert graphs[REPORT] == set(facts())
    assert (
        len(graphs[None])
        == loaded[-1].triples
        == len(set(parse_triples(ontology_in("turtle"), "turtle")))
    )
    axioms = [
        fact
        for fact in graphs[None]
        if fact[1:] == (RDF.type, OWL["AllDisjointClasses"])
    ]
    assert len(axioms) == 2


def test_the_order_of_loading_does_not_matter(other: Path, tmp_path: Path) -> None:
    """One after the other, or both at once from a folder, N-Quads or a store: the same facts in the same graphs."""
    load_graphs([other], tmp_path / "one")
    load_graphs([SMALL], tmp_path / "one")
    quads = tmp_path / "both.nq"
    quads.write_bytes(
        to_nquads(
            [
                *((fact, REPORT) for fact in facts()),
                *((f, OTHER) for f in read_triples(other)),
            ]
        )
    )
    load_graphs([quads], tmp_path / "two")
    load_graphs([tmp_path / "two"], tmp_path / "three")
    assert held(tmp_path / "one") == held(tmp_path / "two") == held(tmp_path / "three")


def test_a_merged_file_is_taken_apart_by_what_its_facts_say(
    other: Path, tmp_path: Path
) -> None:
    """Two reports in one Turtle file come into two graphs."""
    merged = tmp_path / "merged.ttl"
    merged.write_bytes(to_turtle({*facts(), *read_triples(other)}))
    assert {loaded.graph for loaded in load_graphs([merged], tmp_path / "store")} == {
        REPORT,
        OTHER,
    }


def test_a_store_that_others_made_can_be_added_to(other: Path, tmp_path: Path) -> None:
    """A store folder without the facts as they were written keeps what it holds."""
    load_graphs([other], tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / FACTS)
    load_graphs([SMALL], tmp_path / "store")
    assert set(held(tmp_path / "store")) >= {REPORT, OTHER}


@pytest.mark.parametrize("broken", ["missing.ttl", "broken.ttl", "empty.ttl"])
def test_nothing_changes_where_a_graph_cannot_be_read(
    broken: str, tmp_path: Path
) -> None:
    """The store stays as it was, and nothing is left beside it."""
    load_graphs([SMALL], tmp_path / "store")
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(GraphError, match=broken):
        load_graphs([SMALL, tmp_path / broken], tmp_path / "store")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert held(tmp_path / "store") == {REPORT: set(facts())}


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    """Somebody's documents are not replaced by a store."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(OutputError, match="is no store folder"):
        load_graphs([SMALL], tmp_path / "documents")
    assert (tmp_path / "documents" / "letter.txt").read_text(
        encoding="utf-8"
    ) == "Dear all"


def test_the_command_says_what_went_where(policygraph: Run, tmp_path: Path) -> None:
    """A line for each graph; the second time it says so; the store answers as the file does."""
    first = policygraph("load", SMALL, "--store", tmp_path / "store")
    assert (first.returncode, first.stdout) == (0, "")
    assert f"→ <{REPORT}>\n" in first.stderr
    assert "(again)" in policygraph("load", SMALL, "--store", tmp_path / "store").stderr
    for name in ("projects", "linkages", "reports"):
        of_store = policygraph(
            "query", name, "-g", tmp_path / "store", "-f", "csv"
        ).stdout
        assert of_store == policygraph("query", name, "-g", SMALL, "-f", "csv").stdout


def test_a_build_can_load_its_graphs(
    policygraph: Run, seed_graph: Path, tmp_path: Path
) -> None:
    """`build --store` leaves the graph of each report in the store, as `load` would."""
    ended = policygraph(
        "build", SEED, "-o", tmp_path / "out", "--store", tmp_path / "store", "-q"
    )
    assert ended.returncode == 0, ended.stderr
    (graph,) = (
        subject for subject, _, kind in read_triples(seed_graph) if kind == PG.Report
    )
    assert held(tmp_path / "store") == {graph: set(read_triples(seed_graph))}
