"""Sentences are found by their words, however they are spelled, and their words are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import builders
from policygraph import load_graphs
from policygraph.answers import Answer
from policygraph.assembly import assemble
from policygraph.fulltext.index import Index
from policygraph.fulltext.model import Sentence
from policygraph.queries import ask_source, load_queries, open_source
from policygraph.queries.engine import as_told
from policygraph.queries.parameters import bind
from policygraph.rdf import to_turtle
from policygraph.store import GraphStore
from policygraph.store.text import TEXT, read_text
from test_reports_together import report_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "Québec's railways will reach the café quarter.",
    "A rail link, then rail freight.",
    "加快建设高铁网，发展经济。",
    "Nothing of the kind “a-b” 100% OR NOT.",
)


@pytest.fixture
def index() -> Index:
    """An index of two reports."""
    made = Index.in_memory()
    for report in ("x:one", "x:two"):
        sentences = [
            Sentence(f"{report}#{at}", at, at, text) for at, text in enumerate(TEXTS)
        ]
        made.add(report, f"Report {report[2:]}", sentences, [("Roads", "en")])
    return made


def marked(index: Index, words: str) -> list[list[str]]:
    """What is marked in each sentence that is found in the first report."""
    return [
        [hit.text[begin:end] for begin, end in hit.marks]
        for hit in index.search(words, "x:one").hits
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quebec CAFE", [["Québec", "café"]]),
        ("Que\u0301bec", [["Québec"]]),
        ("rail", [["rail", "rail"]]),
        ("rail*", [["railways"], ["rail", "rail"]]),
        ("rail quebec", []),
        ("高铁", [["高铁"]]),
        ("设高铁网", [["设高铁网"]]),
        ("网", [["网"]]),
        ("济", [["济"]]),
        ("铁高", []),
        ("发展 高铁", [["高铁", "发展"]]),
        ("or not", [["OR", "NOT"]]),
        ('"a-b', [["a", "b"]]),
        ("100", [["100"]]),
        ("* “” -", []),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_writing(
    index: Index, words: str, found: list[list[str]]
) -> None:
    """All of them, in one sentence; what is an operator to the engine is a word here; each is marked."""
    assert marked(index, words) == found


def test_what_is_found_is_told_a_page_at_a_time_and_by_report(index: Index) -> None:
    """The total counts all; the pages together are all of it, in the same order; an unknown report has none."""
    everything = index.search("the", most=100)
    pages = [
        index.search("the", skip=at, most=1).hits for at in range(everything.total)
    ]
    assert tuple(hit for page in pages for hit in page) == everything.hits
    assert {hit.report for hit in everything.hits} == {"x:one", "x:two"}
    assert {hit.report for hit in index.search("the", "x:two").hits} == {"x:two"}
    assert index.search("the", "x:three").total == 0


def test_a_report_that_is_taken_away_is_found_no_more(index: Index) -> None:
    """It can be added again, with other sentences."""
    index.remove("x:one")
    assert index.search("rail*", "x:one").total == 0
    assert index.search("rail*").total == 2
    index.add("x:one", "New", [Sentence("x:s", 0, 0, "Rail.")], ())
    assert [hit.title for hit in index.search("rail", "x:one").hits] == ["New"]


def test_a_store_and_a_folder_find_the_same(tmp_path: Path) -> None:
    """With the index that was written and with one made in memory; names are found by any part, with the same rows."""
    folder = tmp_path / "graphs"
    folder.mkdir()
    (folder / "small.ttl").write_bytes(to_turtle(assemble(builders.small_linked())))
    for year in ("2018", "2019"):
        graph = to_turtle(report_of(year, "Lake road", "Planned"))
        (folder / f"{year}.ttl").write_bytes(graph)
    load_graphs([folder], tmp_path / "store")
    with GraphStore.open(folder) as files, GraphStore.open(tmp_path / "store") as store:
        named = store.names_with("road")
        assert named
        assert set(named) == set(files.names_with("road") or ())
        for words in ("road", "the ministry", "railway", "in*"):
            found = store.search(words, most=100)
            assert found.total > 0
            assert found == files.search(words, most=100)
    query = load_queries()["search"]
    for part in ("road", "a", "lcd", "no such"):
        given = {"text": part}
        sources = [open_source([str(one)]) for one in (folder, tmp_path / "store")]
        rows = [ask_source(query, one, given).answer for one in sources]
        bound = bind(query, given, sources[0])
        by_the_engine = sources[0].query(query.asked_with(bound), bound)
        assert rows[0] == rows[1]
        assert isinstance(by_the_engine, Answer)
        assert rows[0] == as_told(query, by_the_engine)


def test_an_index_of_another_state_of_the_store_is_not_used(tmp_path: Path) -> None:
    """Where somebody wrote to the store by other means, its words are read anew."""
    import pyoxigraph as ox

    graph = tmp_path / "small.ttl"
    graph.write_bytes(to_turtle(assemble(builders.small_linked())))
    load_graphs([graph], tmp_path / "store")
    assert read_text(tmp_path / "store") is not None
    native = ox.Store(str(tmp_path / "store"))
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    native.add(ox.Quad(ox.NamedNode("http://example.org/x"), label, ox.Literal("New")))
    native.flush()
    del native
    assert (tmp_path / "store" / TEXT).is_file()
    assert read_text(tmp_path / "store") is None
