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
_LOOKED_AT = 200
"""The rows whose cells decide how wide a column is."""


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
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True})
        for name, rows in sheets.items():
            if len(rows) > MOST_ROWS:
                raise OutputError(
                    f"table '{name}' has {len(rows)} rows",
                    expected=f"at most {MOST_ROWS}",
                    remedy="export csv instead",
                )
            _write(book.add_worksheet(name), rows, head)
    return written.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Sequence[object]],
    head: object,
) -> None:
    for number, row in enumerate(rows):
        form = head if number == 0 else None
        for column, value in enumerate(row):
            _write_cell(sheet, (number, column), value, form)
    columns = len(rows[0]) if rows else 0
    for column in range(columns):
        longest = max(len(str(row[column])) for row in rows[:_LOOKED_AT])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, columns - 1)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    value: object,
    form: object,
) -> None:
    """Writes a cell: text as text, whatever it looks like; no empty one."""
    if not isinstance(value, str):
        sheet.write(*place, value)
    elif value:
        sheet.write_string(*place, _cut(value), form)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
