"""Spreadsheets of plain tables, the same bytes for the same tables."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from policygraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""The limits of a sheet and of a cell in Excel's format."""

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDEST = 60


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with one sheet for each table, whose first row is its head.

    Texts stay texts: none becomes a formula or a link. One longer than a cell can hold is cut, with an ellipsis.

    Raises:
        OutputError: A table has more rows than a sheet can hold.

    Source: ECMA-376; Excel specifications and limits.

    Example:
        >>> workbook({"Places": [("Name", "Count"), ("=1+1", 3)]})[:2]
        b'PK'
    """
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True})
        for name, rows in sheets.items():
            if len(rows) > MOST_ROWS:
                raise OutputError(
                    f"table '{name}' has {len(rows)} rows", expected=f"at most {MOST_ROWS}", remedy="export csv instead"
                )
            _write(book.add_worksheet(name), rows, head)
    return written.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Sequence[object]], head: object) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(number, column, _cut(value), head if number == 0 else None)
            else:
                sheet.write(number, column, value)
    for column in range(len(rows[0]) if rows else 0):
        longest = max(len(str(row[column])) for row in rows[:200])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
