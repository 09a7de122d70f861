"""Tables as people save them, CSV or Excel, as rows of cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from itertools import islice
from typing import TYPE_CHECKING

from policygraph.archives import MOST_BYTES, unpacked_size
from policygraph.errors import CatalogueError
from policygraph.files import is_file, is_folder, is_there

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_MOST_BYTES = 20_000_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_LAST_ROW = 1_048_576
"""The last row of a sheet that Excel knows; blank ones are made up to whatever row a damaged file names."""

_ZIP = b"PK\x03\x04"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WANTED = "a CSV, TSV or XLSX file"


def words_of(cell: object) -> str:
    """A cell as words: a day in ISO 8601, a whole number without a point."""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[: len("2031-05-21")]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _says_something(row: Sequence[object]) -> bool:
    empty = row.count(None)  # of a million rows most may be so, each of all the columns
    return empty < len(row) and any(map(words_of, row))


def rows_of(path: Path) -> list[Sequence[object]]:
    """The rows of a CSV file, or of the first sheet of an Excel file, up to the last one that says something.

    Raises:
        CatalogueError: The file is missing, unreadable, damaged or larger than a table of reports.
    """
    content = _content(path)
    rows = _sheet(path, content) if content.startswith(_ZIP) else _table(path, content)
    found: list[Sequence[object]] = []
    blank = 0
    for row in islice(rows, _LAST_ROW):
        if not _says_something(row):
            blank += 1
            continue
        if len(found) + blank > _MOST_ROWS:
            raise CatalogueError(
                f"'{path}' has more than {_MOST_ROWS:,} rows",
                expected="a row for each report",
                remedy="split it",
            )
        found.extend([()] * blank)
        found.append(row)
        blank = 0
    return found


def _content(path: Path) -> bytes:
    if is_there(path) and not is_file(path) and not is_folder(path):
        raise CatalogueError(f"'{path}' is a pipe or a device", expected=_WANTED)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CatalogueError(
            f"'{path}' cannot be read ({reason})", expected=_WANTED
        ) from error
    if len(content) > _MOST_BYTES:
        raise CatalogueError(
            f"'{path}' is longer than {_MOST_BYTES:,} bytes",
            expected="a row for each report",
        )
    return content


def _table(path: Path, content: bytes) -> Iterable[Sequence[object]]:
    mark, codec = next(
        ((mark, codec) for mark, codec in _MARKS if content.startswith(mark)),
        (b"", "utf-8"),
    )
    try:
        text = content[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"'{path}' is not in UTF-8 (byte {error.start})",
            expected=_WANTED,
            remedy="save it as CSV UTF-8 or as .xlsx",
        ) from error
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise CatalogueError(
            f"'{path}' is no table ({error})", expected=_WANTED
        ) from error


def _sheet(path: Path, content: bytes) -> Iterator[Sequence[object]]:
    """The rows of the first sheet of an Excel file."""
    _check_size(path, content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write smaller ones than there are
        yield from sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
    except Exception as error:
        raise _damaged(path) from error


def _check_size(path: Path, content: bytes) -> None:
    """Refuses an Excel file before it is unpacked if it is damaged, or unpacks to more than a table of reports has."""
    try:
        size = unpacked_size(content)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(path) from error
    if size > MOST_BYTES:
        raise CatalogueError(
            f"'{path}' unpacks to {size:,} bytes",
            expected=f"at most {MOST_BYTES:,} bytes, a row for each report",
            remedy="save the rows alone as CSV UTF-8",
        )


def _damaged(path: Path) -> CatalogueError:
    return CatalogueError(
        f"'{path}' is no Excel file that can be read: a part of it is missing or damaged",
        expected=_WANTED,
        remedy="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
    )
