"""What was read of the reports of a store folder, kept beside it: a report is read anew where its facts are others.

It is JSON in a table, one row a report, so that a comparison of some reads these alone.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from policygraph.comparison.model import Observed, ReportRead, Said, Thing
from policygraph.comparison.reading import read_report_graph
from policygraph.facts import StoredFacts
from policygraph.store.beside import read_beside, store_folder, table_beside
from policygraph.store.report_facts import stored_reports
from policygraph.store.text import COMPARED
from policygraph.store.written import mark_of
from policygraph.terms import Iri
from policygraph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policygraph.facts import Lookups
    from policygraph.store.report_facts import StoredReport

_FORM = f"1 of {VERSION}"
"""What is kept by another edition, which may read otherwise, is not used."""

_LEVEL = 1
_TABLES = """
CREATE TABLE reports (graph TEXT PRIMARY KEY, form TEXT, mark BLOB, told BLOB) WITHOUT ROWID;
"""
_ROW = "SELECT form, mark, told FROM reports WHERE graph = ?"


class _Row(NamedTuple):
    """What is kept of a report: by which edition, of which facts, and what they say."""

    form: str
    mark: bytes
    told: bytes

    def is_of(self, mark: bytes) -> bool:
        """Whether this edition kept it, of the facts that have a mark."""
        return self.form == _FORM and self.mark == mark


class KeptReports:
    """What is kept of reports beside the stores that they lie in."""

    def __init__(self) -> None:
        self._tables: dict[Path, sqlite3.Connection | None] = {}

    def read(self, report: Iri, facts: Lookups) -> ReportRead:
        """What a report says of things that others may name too: as it is kept whole, else read from its facts."""
        kept = self._kept(facts.stored) if isinstance(facts, StoredFacts) else None
        if kept is not None:
            with contextlib.suppress(zlib.error, ValueError, LookupError, TypeError):
                return _told(kept, facts)
        return read_report_graph(report, facts)

    def _kept(self, stored: StoredReport) -> bytes | None:
        """What is kept of a report, if it is of the facts that the store has now."""
        tables = self._open(stored.folder)
        row = _row_of(tables, stored.graph)
        mark = mark_of(stored.folder, stored.graph)
        if row is None or not mark:
            return None
        return row.told if row.is_of(mark) else None

    def _open(self, folder: Path) -> sqlite3.Connection | None:
        if folder not in self._tables:
            self._tables[folder] = read_beside(folder, COMPARED)
        return self._tables[folder]


def keep_reports(store: str | Path) -> int:
    """Reads what a comparison needs of each report of a store folder, and keeps it beside it; returns how many it read.

    What is kept already of a report whose facts are the same is not read again.

    Raises:
        GraphError: It is no store folder, or cannot be read.
        OutputError: It cannot be written.
    """
    folder = store_folder(store)
    reports = stored_reports(folder) or {}
    count = 0
    with (
        table_beside(folder, COMPARED, _TABLES) as tables,
        closing(read_beside(folder, COMPARED) or sqlite3.connect(":memory:")) as before,
    ):
        for report, stored in reports.items():
            mark = mark_of(folder, stored.graph)
            row = _row_of(before, stored.graph)
            if row is None or not row.is_of(mark):
                read = read_report_graph(report, StoredFacts(stored))
                row = _Row(_FORM, mark, _written(read))
                count += 1
            values = (stored.graph, *row)
            tables.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", values)
    return count


def _row_of(tables: sqlite3.Connection | None, graph: Iri) -> _Row | None:
    """What is kept of a graph; None where nothing is, or it cannot be read."""
    if tables is None:
        return None
    try:
        row = tables.execute(_ROW, (graph,)).fetchone()
    except sqlite3.Error:
        return None
    return _Row(*row) if row else None


def _written(read: ReportRead) -> bytes:
    """What was read of a report, but for its facts."""
    told = {
        "iri": read.iri,
        "name": read.name,
        "date": read.date,
        "place": read.place,
        "home": read.home,
        "things": [astuple(thing) for thing in read.things.values()],
        "stages": dict(read.stages),
        "figures": [astuple(figure) for figure in read.figures],
        "said": [astuple(said) for said in read.said],
        "located": dict(read.located),
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode(), _LEVEL)


def _told(kept: bytes, facts: Lookups) -> ReportRead:
    """What was kept of a report."""
    told: dict[str, Any] = json.loads(zlib.decompress(kept))
    return ReportRead(
        iri=Iri(told["iri"]),
        name=told["name"],
        date=told["date"],
        place=told["place"],
        things={thing.iri: thing for thing in map(_thing, told["things"])},
        stages={Iri(node): stage for node, stage in told["stages"].items()},
        figures=tuple(map(_figure, told["figures"])),
        said=tuple(map(_said, told["said"])),
        home=_iri(told["home"]),
        located={Iri(node): _iris(ends) for node, ends in told["located"].items()},
        facts=facts,
    )


def _thing(told: list[Any]) -> Thing:
    iri, type_, label, names, mentions, known = told
    return Thing(Iri(iri), type_, label, tuple(names), mentions, known)


def _figure(told: list[Any]) -> Observed:
    return Observed(Iri(told[0]), *told[1:])


def _said(told: list[Any]) -> Said:
    given = dict(zip(_SAID, told, strict=True))
    for name in ("iri", "report", "sentence"):
        given[name] = _iri(given[name])
    given["things"] = _iris(given["things"])
    return Said(**given)


_SAID = tuple(field.name for field in fields(Said))


def _iri(told: str | None) -> Iri | None:
    return None if told is None else Iri(told)


def _iris(told: Iterable[str]) -> tuple[Iri, ...]:
    return tuple(map(Iri, told))
