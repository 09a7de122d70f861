"""The first rows of questions are kept beside a store: the same rows, until the store is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import builders
from policygraph import load_graphs
from policygraph.answers import Answer
from policygraph.assembly import assemble
from policygraph.errors import GraphError
from policygraph.namespaces import CONCEPT
from policygraph.queries import ask_first, ask_source, load_queries
from policygraph.queries.kept import keep_answers
from policygraph.queries.sources import LocalGraph
from policygraph.rdf import to_turtle
from test_reports_together import report_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three reports with its answers."""
    home = tmp_path_factory.mktemp("kept")
    (home / "small.ttl").write_bytes(to_turtle(assemble(builders.small_linked())))
    for year in ("2018", "2019"):
        graph = to_turtle(report_of(year, "Lake road", "Planned"))
        (home / f"{year}.ttl").write_bytes(graph)
    load_graphs([home], home / "store")
    assert keep_answers(home / "store") > 35
    return home / "store"


@pytest.mark.parametrize("given", [{}, {"stage": "planned"}, {"linkage": "located in"}])
def test_kept_rows_are_those_that_the_store_gives(
    store: Path, given: dict[str, str]
) -> None:
    """Term by term, with the number of all rows."""
    source = LocalGraph.open([str(store)])
    seen = 0
    for query in load_queries().values():
        known = {parameter.name for parameter in query.parameters}
        needed = {p.name for p in query.parameters if p.required}
        if not given.keys() <= known or needed:
            continue
        asked, first = (ask(query, source, given) for ask in (ask_source, ask_first))
        if first.total is not None:
            answer = asked.answer
            assert isinstance(answer, Answer)
            assert (first.answer, first.total) == (answer, len(answer)), query.name
            assert first.bindings == asked.bindings
            seen += 1
    assert seen >= (1 if given else 30)


def test_questions_about_what_is_named_often_are_kept(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rows in the order of all, with their number; not those about what is named no more often."""
    monkeypatch.setattr("policygraph.queries.kept.MOST", 2)
    load_graphs([store], tmp_path / "store")
    keep_answers(tmp_path / "store")
    source = LocalGraph.open([str(tmp_path / "store")])
    seen = set()
    for query in load_queries().values():
        names = {one.name for one in query.parameters}
        for name in names & {"entity", "industry", "about"}:
            given = {name: str(CONCEPT.automobile_industry)}
            if {one.name for one in query.parameters if one.required} - {name}:
                continue
            asked, first = (
                ask(query, source, given) for ask in (ask_source, ask_first)
            )
            if first.total is not None:
                rows = asked.answer
                assert isinstance(rows, Answer)
                assert (first.answer, first.total) == (rows[:2], len(rows)), query.name
                seen.add(query.name)
    assert {"evidence", "linkages", "measures", "promises"} <= seen
    rare = {"entity": "Lake road"}
    assert ask_first(load_queries()["evidence"], source, rare).total is None


def test_a_question_about_one_report_is_asked_anew(store: Path) -> None:
    """What is kept is of the whole store."""
    source = LocalGraph.open([str(store)])
    asked = ask_first(load_queries()["reports"], source, {"report": "Report 2018"})
    assert (len(asked.answer), asked.total) == (1, None)  # type: ignore[arg-type]


def test_a_store_that_is_loaded_into_has_no_kept_answers(
    store: Path, tmp_path: Path
) -> None:
    """They were of another state."""
    more = tmp_path / "more.ttl"
    more.write_bytes(to_turtle(report_of("2020", "Lake road", "Achieved")))
    load_graphs([store], tmp_path / "store")
    keep_answers(tmp_path / "store")
    load_graphs([more], tmp_path / "store")
    source = LocalGraph.open([str(tmp_path / "store")])
    asked = ask_first(load_queries()["reports"], source, {})
    assert (len(asked.answer), asked.total) == (4, None)  # type: ignore[arg-type]


def test_a_folder_that_is_no_store_keeps_nothing(tmp_path: Path) -> None:
    """It is told, and left alone."""
    with pytest.raises(GraphError, match="is no store folder"):
        keep_answers(tmp_path)
    assert list(tmp_path.iterdir()) == []
