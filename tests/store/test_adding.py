"""A small load changes a copy of the store: what comes of it is what loading everything anew gives."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import builders
from policygraph import load_graphs
from policygraph.assembly import assemble
from policygraph.ontology import ontology_in
from policygraph.queries import ask
from policygraph.rdf import to_turtle
from policygraph.store import GraphStore
from policygraph.store.text import read_text
from test_reports_together import report_of

if TYPE_CHECKING:
    from policygraph.terms import Triple

pytestmark = pytest.mark.lengthy

YEARS = range(2001, 2011)


def write(path: Path, triples: tuple[Triple, ...]) -> Path:
    """A file with the triples."""
    path.write_bytes(to_turtle(triples))
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Graphs of reports that share an industry and a ministry, and the ontology; nobody writes into them."""
    home = tmp_path_factory.mktemp("made")
    ontology = home / "ontology.ttl"
    ontology.write_bytes(ontology_in("turtle"))
    small = write(home / "small.ttl", assemble(builders.small_linked()))
    years = [
        write(home / f"{year}.ttl", report_of(str(year), "Lake road", "Planned"))
        for year in YEARS
    ]
    return [ontology, small, *years]


@pytest.fixture(scope="module")
def whole(made: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which all of them were loaded at once; nobody writes into it."""
    store = tmp_path_factory.mktemp("whole") / "store"
    load_graphs(made, store)
    return store


@pytest.fixture
def files(made: list[Path], tmp_path: Path) -> list[Path]:
    """The graphs, to be changed."""
    return [Path(shutil.copy2(path, tmp_path)) for path in made]


def union(store: Path) -> set[str]:
    """What the engine keeps in each graph of a store, the default graph too."""
    with GraphStore.open(store) as opened:
        named = opened.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
        loose = opened.query(
            "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"
        )
        return {str(row) for answer in (named, loose) for row in answer.rows}  # type: ignore[union-attr]


def said(store: Path) -> set[str]:
    """The sentences of a store's index of words."""
    index = read_text(store)
    assert index is not None
    found = index.search("project* OR build", most=1000).hits
    return {hit.text for hit in found} | {
        hit.text for hit in index.search("the", most=1000).hits
    }


def test_one_more_report_leaves_what_loading_all_anew_leaves(
    files: list[Path], whole: Path, tmp_path: Path
) -> None:
    """The same facts in the same graphs, the same union, the same words; and the large files are the old ones."""
    load_graphs(files[:-1], tmp_path / "grown")
    before = {path.stat().st_ino for path in (tmp_path / "grown").glob("*.sst")}
    load_graphs([files[-1]], tmp_path / "grown")
    after = {path.stat().st_ino for path in (tmp_path / "grown").glob("*.sst")}
    assert before & after
    assert union(tmp_path / "grown") == union(whole)
    assert said(tmp_path / "grown") == said(whole)


def test_a_report_that_says_less_takes_only_its_own_facts_out(
    files: list[Path], whole: Path, tmp_path: Path
) -> None:
    """What another report says as well stays in the union, and what the ontology says; the rest is gone."""
    shutil.copytree(whole, tmp_path / "store")
    later = report_of("2001", "Lake road", "Planned")
    fewer = tuple(t for t in later if "prefLabel" not in t.predicate)
    (loaded,) = load_graphs([write(tmp_path / "fewer.ttl", fewer)], tmp_path / "store")
    assert loaded.replaced
    write(files[2], fewer)
    load_graphs(files, tmp_path / "anew")
    assert union(tmp_path / "store") == union(tmp_path / "anew")


def test_a_number_written_otherwise_is_the_same_fact(
    files: list[Path], whole: Path, tmp_path: Path
) -> None:
    """An engine keeps 0.80 and 0.8 as one: the fact is not lost when a report is loaded that writes it otherwise."""
    shutil.copytree(whole, tmp_path / "store")
    text = files[3].read_text(encoding="utf-8")
    assert " 0.8 " in text
    files[3].write_text(
        text.replace(" 0.8 ", ' "0.80"^^xsd:decimal '), encoding="utf-8"
    )
    load_graphs([files[3]], tmp_path / "store")
    load_graphs(files, tmp_path / "anew")
    assert union(tmp_path / "store") == union(tmp_path / "anew")
    with GraphStore.open(tmp_path / "store") as store:
        assert "0.80" in {getattr(t.object, "value", "") for t in store.triples()}


def test_who_reads_the_store_goes_on_with_the_old_one(
    files: list[Path], tmp_path: Path
) -> None:
    """A store that is open while another takes its place answers as before."""
    load_graphs(files[:-1], tmp_path / "store")
    with GraphStore.open(tmp_path / "store") as opened:
        load_graphs([files[-1]], tmp_path / "store")
        assert len(opened.query("SELECT ?r { ?r a pg:Report }")) == len(files) - 2
    now = ask("reports", [str(tmp_path / "store")]).answer
    assert len(now) == len(files) - 1
