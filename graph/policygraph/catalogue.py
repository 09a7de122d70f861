"""What an analyst says of reports in a table, a row for each: title, year or date, place, language, licence."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from policygraph.calendar_dates import is_date
from policygraph.characters import is_iri
from policygraph.errors import CatalogueError
from policygraph.tabular import rows_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygraph.report.model import Report

COLUMNS = ("file", "title", "year", "date", "place", "language", "licence")
"""The columns that are read, in any order and case; all but the first may be missing."""

_ALSO = {"license": "licence"}
"""Columns under the name that others give them."""

_WEB = re.compile(r"https?://.+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one report; what is not said is empty.

    `date` is ISO 8601: a year, a month or a day; `licence` is the IRI of the terms that the report is published under;
    `row` is where it is said, for errors.
    """

    file: str
    title: str = ""
    date: str = ""
    place: str = ""
    language: str = ""
    licence: str = ""
    row: str = ""

    def said(self) -> dict[str, str]:
        """What is said by the names of the columns, wherever it is said."""
        values = asdict(self)
        del values["row"]
        return values

    def over(self, report: Report) -> Report:
        """The report with what is said of it in place of what its text says."""
        return replace(
            report,
            title=self.title or report.title,
            date=self.date or report.date,
            jurisdiction=self.place or report.jurisdiction,
            licence=self.licence or report.licence,
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of a table in their order; `remarks` tell in words of what in it is not understood."""

    name: str
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...]

    def entry(self, path: Path) -> Entry | None:
        """What is said of a file: by its path or the end of it, by its name, or by its name without the ending."""
        best = max(
            self.entries, key=lambda entry: _match(entry.file, path), default=None
        )
        return best if best and _match(best.file, path) else None

    def unused(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Tells of each file that is none of these."""
        return tuple(
            f"{self.name}: {entry.file!r} is none of the reports"
            for entry in self.entries
            if not any(_match(entry.file, path) for path in paths)
        )


def _match(name: str, path: Path) -> int:
    """How well a name fits a path: 0 not at all, else the more parts the better."""
    parts = [
        part for part in name.replace("\\", "/").split("/") if part not in {"", "."}
    ]
    if not parts:
        return 0
    if (
        tuple(parts) == path.parts[-len(parts) :]
        or tuple(parts) == path.resolve().parts[-len(parts) :]
    ):
        return len(parts) + 1
    return int(len(parts) == 1 and parts[0] == path.stem)


def read_catalogue(path: Path) -> Catalogue:
    r"""The entries of a table.

    Args:
        path: CSV (with commas, semicolons or tabs) in UTF-8, or the first sheet of an Excel file (.xlsx); its first row
            names the columns.

    Raises:
        CatalogueError: The file is missing or unreadable, names no column "file" or one twice, has cells without
            a column's name, says something of one file twice, or holds a date or a licence's IRI that is none.

    Example:
        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as home:
        ...     table = pathlib.Path(home) / "about.csv"
        ...     _ = table.write_text("File;Year;Place;Theme\nplan.pdf;2031;Arden;roads\n")
        ...     catalogue = read_catalogue(table)
        >>> catalogue.entries[0].date, catalogue.entries[0].place
        ('2031', 'Arden')
        >>> catalogue.remarks
        ("about.csv: column 'Theme' is not read (file, title, year, date, place, language, licence are)",)
    """
    rows = rows_of(path)
    head = _head(path, rows)
    names = [_ALSO.get(cell.lower(), cell.lower()) for cell in head]
    _check_names(path, names)
    unknown = [
        cell
        for cell, name in zip(head, names, strict=True)
        if cell and name not in COLUMNS
    ]
    remarks = [
        f"{path.name}: column {cell!r} is not read ({', '.join(COLUMNS)} are)"
        for cell in unknown
    ]
    entries: dict[str, Entry] = {}
    for line, row in enumerate(rows[1:], 2):
        said = _said(f"{path}:{line}", names, row)
        if said.get("file"):
            _add(entries, _entry(path, line, said), f"{path}:{line}")
        elif any(said.values()):
            remarks.append(f"{path.name}:{line}: names no file")
    return Catalogue(path.name, tuple(entries.values()), tuple(remarks))


def _check_names(path: Path, names: Sequence[str]) -> None:
    """Refuses two columns of one name, of which nobody can know the right one."""
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise CatalogueError(
            f"'{path}' has two columns {twice[0]!r} in its first row",
            expected="one column of each name",
            remedy="take one of them out",
        )


def _said(place: str, names: Sequence[str], row: Sequence[object]) -> dict[str, str]:
    """What the cells of a row say, by the names of their columns."""
    said: dict[str, str] = {}
    for name, cell in zip_longest(names, row, fillvalue=""):
        words = words_of(cell)
        if words and not name:
            raise CatalogueError(
                f"{place}: {words!r} stands in a column without a name",
                expected="a name for each column in the first row",
                remedy="name its column, or quote a cell that has a separator in it",
            )
        said[str(name)] = words
    return said


def _add(entries: dict[str, Entry], entry: Entry, place: str) -> None:
    if entry.file in entries:
        raise CatalogueError(
            f"{place}: {entry.file!r} stands there twice",
            expected="one row for each file",
        )
    entries[entry.file] = entry


def _head(path: Path, rows: Sequence[Sequence[object]]) -> list[str]:
    """The names of the columns."""
    head = [words_of(cell) for cell in next(iter(rows), [])]
    if "file" not in (cell.lower() for cell in head):
        raise CatalogueError(
            f"'{path}' has no column 'file' in its first row ({', '.join(filter(None, head)) or 'it is empty'})",
            expected=f"columns named {', '.join(COLUMNS)}",
            remedy="name the columns in the first row",
        )
    return head


def _entry(path: Path, line: int, said: dict[str, str]) -> Entry:
    row = f"{path}:{line}"
    for column in ("date", "year"):
        _check_date(row, said.get(column, ""))
    licence = said.get("licence", "")
    if licence and not (_WEB.fullmatch(licence) and is_iri(licence)):
        raise CatalogueError(
            f"{row}: {licence!r} is no address of a licence",
            expected="its IRI, such as https://creativecommons.org/licenses/by/4.0/",
            remedy="write it so",
        )
    return Entry(
        said["file"],
        said.get("title", ""),
        said.get("date", "") or said.get("year", ""),
        said.get("place", ""),
        said.get("language", ""),
        licence,
        row,
    )


def _check_date(row: str, date: str) -> None:
    if date and not is_date(date):
        raise CatalogueError(
            f"{row}: {date!r} is no date",
            expected="2031, 2031-05 or 2031-05-21, as the calendar has it",
            remedy="write it so",
        )
