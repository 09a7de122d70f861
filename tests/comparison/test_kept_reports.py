"""What `compare` reads of a store's reports is kept beside it: it finds the same, while the facts are the same."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

import builders
from policygraph import compare_graphs, load_graphs
from policygraph.assembly import assemble
from policygraph.comparison import keep_reports, reading, write_comparison
from policygraph.errors import GraphError
from policygraph.rdf import to_turtle
from test_reports_together import report_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(seed_graph: Path, tmp_path: Path) -> Path:
    """A store of the seed's report, a small one and those of two years, each read and kept."""
    home = tmp_path / "graphs"
    home.mkdir()
    (home / "seed.ttl").write_bytes(seed_graph.read_bytes())
    (home / "small.ttl").write_bytes(to_turtle(assemble(builders.small_linked())))
    for year, stage in (("2018", "Planned"), ("2019", "Achieved")):
        graph = to_turtle(report_of(year, "LCD panel projects", stage))
        (home / f"{year}.ttl").write_bytes(graph)
    load_graphs([home], tmp_path / "store")
    return tmp_path / "store"


def compared(store: Path) -> bytes:
    """All that a comparison of a store's reports finds."""
    return write_comparison(compare_graphs([store]), "csv")


def read_anew(store: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """The reports that a comparison reads from their facts."""
    read: list[str] = []
    real = reading.read_report_graph

    def noted(report: str, facts: object) -> object:
        read.append(report)
        return real(report, facts)  # type: ignore[arg-type]

    with patch.context() as patched:
        patched.setattr("policygraph.comparison.kept.read_report_graph", noted)
        compare_graphs([store])
    return read


def test_a_comparison_of_kept_reports_is_that_of_their_facts(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row by row, with the sentences; and no report is read from its facts."""
    before = compared(store)
    assert len(read_anew(store, monkeypatch)) == 4
    assert keep_reports(store) == 4
    assert read_anew(store, monkeypatch) == []
    assert compared(store) == before
    assert b"LCD panel" in before


def test_only_reports_that_changed_are_read_again(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose facts are others is read from them until it is kept anew, which leaves the others as they are kept."""
    keep_reports(store)
    changed = report_of("2018", "Rice paddies", "Achieved")
    (tmp_path / "2018.ttl").write_bytes(to_turtle(changed))
    names = {one.graph for one in load_graphs([tmp_path / "2018.ttl"], store)}
    assert set(read_anew(store, monkeypatch)) == names
    found = compared(store)
    assert b"Rice paddies" in found
    assert keep_reports(store) == len(names)
    assert compared(store) == found


def test_a_table_that_is_broken_is_not_used(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one that another edition wrote: the facts are read."""
    before = compared(store)
    keep_reports(store)
    with sqlite3.connect(store / "policygraph.compared") as tables:
        tables.execute("UPDATE reports SET form = 'another'")
    assert len(read_anew(store, monkeypatch)) == 4
    keep_reports(store)
    with sqlite3.connect(store / "policygraph.compared") as tables:
        tables.execute(
            "UPDATE reports SET told = X'00' WHERE graph = (SELECT min(graph) FROM reports)"
        )
    assert len(read_anew(store, monkeypatch)) == 1
    (store / "policygraph.compared").write_bytes(b"no table")
    assert len(read_anew(store, monkeypatch)) == 4
    assert compared(store) == before


def test_a_folder_that_is_no_store_keeps_no_report(tmp_path: Path) -> None:
    """It is told, and left alone."""
    with pytest.raises(GraphError, match="is no store folder"):
        keep_reports(tmp_path)
    assert list(tmp_path.iterdir()) == []
