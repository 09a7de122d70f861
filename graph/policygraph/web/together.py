"""The page of all reports that are served: what each is, what they have in common, and figures by year.

It is the page that a folder gets, with what is asked of the graph in place of what is read from files. It is made once
in each process; beside a store folder it can be kept, and holds for the state of the store that it was made of.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.collecting import uncollected
from policygraph.queries import LocalGraph
from policygraph.store.beside import read_beside, store_folder, table_beside
from policygraph.store.text import TOGETHER, state_of
from policygraph.version import VERSION
from policygraph.views.corpus import served_page
from policygraph.views.corpus.asked import AskedReports, rows_in
from policygraph.views.corpus.names import names_of
from policygraph.web.templates import WAYS

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.views.corpus.model import Row

_TABLES = "CREATE TABLE pages (state TEXT, page BLOB)"
_LEVEL = 1


@lru_cache(maxsize=2)
def together(graph: LocalGraph) -> bytes:
    """The page of all reports of a graph, in HTML; as it is kept beside the store, else made anew."""
    return _kept(graph.store.folder) or _made(graph)


@dataclass(frozen=True, slots=True)
class Named:
    """A report by its IRI, its title (or none), and a name that tells it from the others; `year` may be empty."""

    iri: str
    title: str
    name: str
    year: str


@lru_cache(maxsize=2)
def named_reports(graph: LocalGraph) -> tuple[Named, ...]:
    """The reports of a graph, by date and title."""
    rows = sorted(rows_in(graph), key=_date_and_title)
    reports = []
    for row, name in zip(rows, names_of(rows), strict=True):
        report = Named(row.page, row.title, name, row.year)
        reports.append(report)
    return tuple(reports)


def _date_and_title(row: Row) -> tuple[str, str, str]:
    return row.date, row.title, row.page


@lru_cache(maxsize=2)
def names_in(graph: LocalGraph) -> dict[str, str]:
    """What the reports of a graph are called, by their IRIs."""
    return {report.iri: report.name for report in named_reports(graph)}


@lru_cache(maxsize=2)
def size_of(graph: LocalGraph) -> int:
    """How many facts a graph has: counted once, for the graph that is served does not change."""
    return len(graph.store)


def keep_together(store: str | Path) -> int:
    """Makes the page of a store folder and keeps it there; returns how many bytes it has.

    Raises:
        GraphError: It is no store folder, or cannot be read.
        OutputError: It cannot be written.
    """
    folder = store_folder(store)
    page = _made(LocalGraph.open([str(folder)]))
    row = (_state(folder), zlib.compress(page, _LEVEL))
    with table_beside(folder, TOGETHER, _TABLES) as tables:
        tables.execute("INSERT INTO pages VALUES (?, ?)", row)
    return len(page)


@uncollected()
def _made(graph: LocalGraph) -> bytes:
    asked = AskedReports(graph)
    return served_page(asked.rows, asked.digests, WAYS).encode()


def _kept(folder: Path | None) -> bytes | None:
    """The page that is kept in a store folder; None where there is none, or it was made of another state."""
    tables = read_beside(folder, TOGETHER) if folder else None
    if folder is None or tables is None:
        return None
    try:
        with closing(tables):
            state, page = tables.execute("SELECT state, page FROM pages").fetchone()
        return zlib.decompress(page) if state == _state(folder) else None
    except (sqlite3.Error, TypeError, zlib.error):
        return None


def _state(folder: Path) -> str:
    """What a page was made of: the state of the store, and the edition of the program."""
    return f"{state_of(folder)} {VERSION}"
