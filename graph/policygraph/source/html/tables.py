"""Tables of a page: which hold data, and their rows with each cell in its column.

Source: the HTML Living Standard, section 4.9.12 (forming a table).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.source.html.tree import Element

    _Slots = dict[int, "_Slot"]

_LONGEST_CELL = 200
_LONGEST_NUMBER = 6
_WIDEST = 50
_MOST_SPANNED = 1000


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, not those of tables within it."""
    found: list[Element] = []
    for child in _inner(table):
        if child.tag == "tr":
            found.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            found.extend(row for row in _inner(child) if row.tag == "tr")
    return found


def is_data(table: Element, rows: Sequence[Element]) -> bool:
    """Whether a table holds data; else it only lays out the page, and its cells are read as blocks."""
    if table.attributes.get("role") in {"presentation", "none"}:
        return False
    if "caption" in _tags(_inner(table)):
        return True
    of_rows = [_cells(row) for row in rows]
    cells = list(chain.from_iterable(of_rows))
    if "th" in _tags(cells):
        return True
    several = sum(len(of_row) > 1 for of_row in of_rows)
    if len(rows) <= 1 or 2 * several <= len(rows):
        return False
    return all(map(_holds_value, cells))


def _holds_value(cell: Element) -> bool:
    """Whether a cell is short, with nothing in it that lays out a page."""
    return not cell.has_structure and cell.size <= _LONGEST_CELL


def _tags(elements: Iterable[Element]) -> set[str]:
    return {element.tag for element in elements}


def cells_of(
    table: Element, rows: Sequence[Element]
) -> Iterator[list[tuple[Element, int, bool]]]:
    """Of each row its cells, with their columns from 0 and whether they are headings.

    A short cell that spans rows stands in each of them, since each row is read by itself.
    """
    heads = _rows_of_heads(table)
    above: _Slots = {}
    for row in rows:
        slots = [_slot(cell, in_head=id(row) in heads) for cell in _cells(row)]
        placed = list(_placed(slots, above))
        yield [
            (slot.cell, column, slot.heading)
            for column, slot in placed
            if slot.is_new or _is_short(slot.cell)
        ]
        above = _reaching_down(placed)


def _reaching_down(placed: list[tuple[int, _Slot]]) -> _Slots:
    """The cells of a row that span the next one too, by column."""
    return {
        column: replace(slot, rows=slot.rows - 1, is_new=False)
        for column, slot in placed
        if slot.rows > 1
    }


def _rows_of_heads(table: Element) -> set[int]:
    """The identities of the rows in the table's head."""
    heads: set[int] = set()
    for part in _inner(table):
        if part.tag == "thead":
            heads.update(map(id, _inner(part)))
    return heads


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell with the columns and rows that it takes; `is_new` in the row that it stands in."""

    cell: Element
    heading: bool
    columns: int
    rows: int
    is_new: bool = True


def _slot(cell: Element, *, in_head: bool) -> _Slot:
    columns = _number(cell, "colspan")
    rows = _number(cell, "rowspan")
    return _Slot(
        cell,
        heading=in_head or cell.tag == "th",
        columns=min(columns, _WIDEST),
        rows=min(rows, _MOST_SPANNED),
    )


def _is_short(cell: Element) -> bool:
    return cell.size <= _LONGEST_CELL


def _placed(slots: Sequence[_Slot], above: _Slots) -> Iterator[tuple[int, _Slot]]:
    """The cells of a row and those that reach into it from above, each with its column."""
    column = 0
    at = 0
    last = max(above, default=-1)
    while at < len(slots) or column <= last:
        slot = above.get(column)
        if slot is None and at < len(slots):
            slot = slots[at]
            at += 1
        if slot is not None:
            yield column, slot
        column += slot.columns if slot else 1


def _number(cell: Element, name: str) -> int:
    given = cell.attributes.get(name, "").strip()
    if len(given) >= _LONGEST_NUMBER:
        return 1
    if not given.isascii() or not given.isdigit():
        return 1
    return max(int(given), 1)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in _inner(row) if cell.tag in {"td", "th"}]


def _inner(element: Element) -> Iterator[Element]:
    return (child for child in element.children if not isinstance(child, str))
