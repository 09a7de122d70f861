"""The index of words: a file of SQLite in a store's folder, or a table in memory.

Sentences are numbered by their report and their order in it, so that a report's are a range, and what is found comes in
the same order whichever report was loaded first.

Source: SQLite FTS5 Extension (contentless tables, prefix queries); SQLite URI file names (immutable).
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from policygraph.fulltext.model import Found, Hit, Sentence
from policygraph.fulltext.words import expression, indexed, marks_in, wanted_in
from policygraph.spellings import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from policygraph.fulltext.words import Wanted

    Name = tuple[str, str]

_BITS = 22
"""A report has fewer sentences than two to this power."""

_KEYS = 40
"""Reports are numbered by so many bits of a hash."""

_TABLES = """
CREATE TABLE reports (key INTEGER PRIMARY KEY, iri TEXT UNIQUE, title TEXT);
CREATE TABLE sentences (id INTEGER PRIMARY KEY, iri TEXT, begin INTEGER, page INTEGER, text TEXT);
CREATE TABLE names (text TEXT, language TEXT, folded TEXT, PRIMARY KEY (text, language)) WITHOUT ROWID;
CREATE TABLE store (state TEXT);
CREATE VIRTUAL TABLE words USING fts5 (said, content='', tokenize="unicode61 remove_diacritics 0");
"""
_ALL = (0, (1 << (_KEYS + _BITS)) - 1)


class Index:
    """The sentences of reports by their words, and the names of things by any part of them.

    Args:
        connection: The tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def in_memory(cls) -> Self:
        """An empty one in memory."""
        made = cls(sqlite3.connect(":memory:", check_same_thread=False))
        made._connection.executescript(_TABLES)
        return made

    @classmethod
    def written(cls, path: Path) -> Self:
        """One to write, in a file that nobody reads yet; it is made if need be."""
        is_new = not path.exists()
        made = cls(sqlite3.connect(path))
        made._connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        )
        if is_new:
            made._connection.executescript(_TABLES)
        return made

    @classmethod
    def read(cls, path: Path) -> Self:
        """One in a file that does not change any more.

        Raises:
            sqlite3.Error: It cannot be read.
        """
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    def close(self) -> None:
        """Keeps what was written, and lets go of the file."""
        self._connection.commit()
        self._connection.close()

    def add(
        self,
        report: str,
        title: str,
        sentences: Iterable[Sentence],
        names: Iterable[Name],
    ) -> None:
        """Adds a report that is not in it: its sentences in order, and the names that it uses, with their languages."""
        key = self._free_key(report)
        row = (key, report, title)
        self._connection.execute("INSERT INTO reports VALUES (?, ?, ?)", row)
        first, _ = _span_of(key)
        numbered = list(enumerate(sentences, start=first))
        self._connection.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            ((at, one.iri, one.begin, one.page, one.text) for at, one in numbered),
        )
        self._connection.executemany(
            "INSERT INTO words (rowid, said) VALUES (?, ?)",
            ((at, indexed(one.text)) for at, one in numbered),
        )
        self.add_names(names)

    def add_names(self, names: Iterable[Name]) -> None:
        """Adds names of things, each with its language."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?)",
            ((text, language, fold(text)) for text, language in names),
        )

    def remove(self, report: str) -> None:
        """Takes a report's sentences away, if it is there; its names stay, for others may use them."""
        key = self._key_of(report)
        if key is None:
            return
        span = _span_of(key)
        rows = self._connection.execute(
            "SELECT id, text FROM sentences WHERE id BETWEEN ? AND ?", span
        ).fetchall()
        self._connection.executemany(
            "INSERT INTO words (words, rowid, said) VALUES ('delete', ?, ?)",
            ((at, indexed(text)) for at, text in rows),
        )
        self._connection.execute("DELETE FROM sentences WHERE id BETWEEN ? AND ?", span)
        self._connection.execute("DELETE FROM reports WHERE key = ?", (key,))

    @property
    def state(self) -> str:
        """What tells the state of the store that it was written for."""
        row = self._connection.execute("SELECT state FROM store").fetchone()
        if not row:
            return ""
        return str(row[0])

    @state.setter
    def state(self, state: str) -> None:
        self._connection.execute("DELETE FROM store")
        self._connection.execute("INSERT INTO store VALUES (?)", (state,))

    def search(
        self,
        text: str,
        report: str | Collection[str] = "",
        *,
        skip: int = 0,
        most: int = 20,
    ) -> Found:
        """The sentences that have all of the words, report by report, in the order of the text.

        Args:
            text: The words; one with a star behind it may go on ("rail*").
            report: The IRI of the report to look in, or those of several; all of them unless given.
            skip: How many to leave out.
            most: How many to give at most.
        """
        wanted = wanted_in(text)
        reports = report
        if isinstance(report, str) and report:
            reports = [report]
        keys = self._keys_of(reports)
        if not wanted or (reports and not keys):
            return Found(0, ())
        within, bounds = _within(keys)
        asked = (expression(wanted), *bounds)
        where = f"FROM words WHERE words MATCH ? AND {within}"
        (total,) = self._connection.execute(
            f"SELECT count(*) {where}",
            asked,
        ).fetchone()
        rows = self._connection.execute(
            f"SELECT rowid {where} ORDER BY rowid LIMIT ? OFFSET ?",
            (*asked, most, skip),
        ).fetchall()
        hits = tuple(self._hit(at, wanted) for (at,) in rows)
        return Found(total, hits)

    def names_with(self, part: str, most: int) -> tuple[Name, ...]:
        """Names that have a text in them, in whatever spelling, with their languages: at most so many."""
        rows = self._connection.execute(
            "SELECT text, language FROM names WHERE instr(folded, ?) LIMIT ?",
            (fold(part), most),
        )
        return tuple((text, language) for text, language in rows)

    def _hit(self, at: int, wanted: tuple[Wanted, ...]) -> Hit:
        iri, begin, page, text = self._connection.execute(
            "SELECT iri, begin, page, text FROM sentences WHERE id = ?", (at,)
        ).fetchone()
        report, title = self._connection.execute(
            "SELECT iri, title FROM reports WHERE key = ?", (at >> _BITS,)
        ).fetchone()
        marks = marks_in(text, wanted)
        return Hit(report, title, iri, begin, page, text, marks)

    def _keys_of(self, reports: Iterable[str]) -> list[int]:
        """The numbers of some reports; those that are not here have none."""
        keys = {self._key_of(report) for report in reports}
        return sorted(key for key in keys if key is not None)

    def _key_of(self, report: str) -> int | None:
        row = self._connection.execute(
            "SELECT key FROM reports WHERE iri = ?", (report,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _free_key(self, report: str) -> int:
        """The number of a new report: that of its name, or the next that is free."""
        digest = hashlib.sha256(report.encode()).digest()
        key = int.from_bytes(digest[: _KEYS // 8])
        while self._connection.execute(
            "SELECT 1 FROM reports WHERE key = ?", (key,)
        ).fetchone():
            key = (key + 1) % (1 << _KEYS)
        return key


def _within(keys: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """The condition that a sentence is of one of some reports, of any where none is named, and what it is bound to."""
    if len(keys) > 1:
        places = ", ".join("?" for _ in keys)
        return f"(rowid >> {_BITS}) IN ({places})", tuple(keys)
    span = _span_of(keys[0]) if keys else _ALL
    return "rowid BETWEEN ? AND ?", span


def _span_of(key: int) -> tuple[int, int]:
    """The first and the last number that a sentence of a report may have."""
    first = key << _BITS
    behind = (key + 1) << _BITS
    return first, behind - 1
