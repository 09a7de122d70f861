"""Rows of tables that carry figures: which cells, below which headings, in which table."""

from __future__ import annotations

import re
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.report.model import TableCell, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.source.model import Cell, Document, Part
    from policygraph.spans import Span

    Parts = Sequence[Part]
    Captions = dict[int, Span]
    """Captions by the numbers of their tables."""

_UNITS = re.compile(r"units?(?:\s+of\s+\w+)?\W*", re.IGNORECASE)
_YEARS = range(1900, 2101)


def find_rows(document: Document) -> dict[Span, TableRow]:
    r"""The rows that carry figures, by their spans; which sentences they are, is not known yet.

    Example:
        >>> from policygraph.source import Cell, Document, Part
        >>> from policygraph.spans import Span
        >>> text = "Goal\t2030\nClean rivers\t75%"
        >>> head = Part(Span(0, 9), "row", table=1, cells=(Cell(Span(0, 4), 0, True), Cell(Span(5, 9), 1, True)))
        >>> body = Part(Span(10, 26), "row", table=1, cells=(Cell(Span(10, 22), 0), Cell(Span(23, 26), 1)))
        >>> [row] = find_rows(Document("a.pdf", "", "", text, (head, body))).values()
        >>> row.heading.of(text), [(cell.span.of(text), cell.headings[0].of(text)) for cell in row.cells]
        ('Clean rivers', [('75%', '2030')])
    """
    captions = _captions(document.parts)
    rows = [part for part in document.parts if part.role == "row"]
    found: dict[Span, TableRow] = {}
    for table, group in groupby(rows, key=attrgetter("table")):
        caption = captions.get(table)
        valued = _rows(document.text, list(group), caption)
        found.update(valued)
    return found


def _captions(parts: Parts) -> Captions:
    """The captions by their tables: as the source knows them, or right above the first row."""
    captions: Captions = {}
    right_above: Captions = {}
    for part, below in zip_longest(parts, parts[1:]):
        if part.role != "caption":
            continue
        if part.table:
            captions[part.table] = part.span
        elif below and below.role == "row":
            right_above.setdefault(below.table, part.span)
    return right_above | captions


def _rows(
    text: str, rows: Parts, caption: Span | None
) -> Iterator[tuple[Span, TableRow]]:
    """The rows of one table that carry figures, below those at its top that head its columns."""
    heads: list[Part] = []
    for row in rows:
        if not _is_head(text, row, heads):
            break
        heads.append(row)
    for row in rows[len(heads) :]:
        found = _valued(text, row, heads, caption)
        if found.cells:
            yield row.span, found


def _valued(text: str, row: Part, heads: Parts, caption: Span | None) -> TableRow:
    """A row with its cells that carry figures, which may be none."""
    name = _name_of(text, row)
    cells = []
    for cell in row.cells:
        if cell is not name and _has_value(text, cell):
            headings = tuple(_headings(heads, cell))
            cells.append(TableCell(cell.span, headings))
    return TableRow(
        sentence=0,
        cells=tuple(cells),
        heading=name.span if name else None,
        caption=caption,
        unit=_unit(text, row, heads),
    )


def _name_of(text: str, row: Part) -> Cell | None:
    """The first cell of a row, if it names the row."""
    for cell in row.cells[:1]:
        if _names_row(text, cell):
            return cell
    return None


def _has_value(text: str, cell: Cell) -> bool:
    if cell.heading:
        return False
    return _has_figure(text, cell)


def _unit(text: str, row: Part, heads: Parts) -> Span | None:
    """The cell of a row that stands in a column of units."""
    for cell in row.cells:
        headings = list(_headings(heads, cell))
        if not headings:
            continue
        lowest = headings[-1].of(text)
        if _UNITS.fullmatch(lowest.strip()):
            return cell.span
    return None


def _is_head(text: str, row: Part, heads: Parts) -> bool:
    """Whether a row heads the columns: marked so, or at the top with words and years alone, below narrower heads."""
    if _is_marked_head(row):
        return True
    if heads and len(heads[-1].cells) >= len(row.cells):
        return False
    figures = [cell for cell in row.cells if _has_figure(text, cell)]
    return all(_is_year(cell.span.of(text)) for cell in figures)


def _is_marked_head(row: Part) -> bool:
    if not row.cells:
        return False
    return all(cell.heading for cell in row.cells)


def _names_row(text: str, cell: Cell) -> bool:
    """Whether a first cell says what its row is about: mostly in letters, or by a year."""
    words = cell.span.of(text)
    letters = sum(map(str.isalpha, words))
    digits = sum(map(str.isdigit, words))
    return letters > digits or _is_year(words)


def _headings(heads: Parts, cell: Cell) -> Iterator[Span]:
    """For each row of heads the heading above a column: that of the column, or of the nearest on its left."""
    for row in heads:
        over = [head for head in row.cells if head.column <= cell.column]
        if over:
            yield over[-1].span


def _has_figure(text: str, cell: Cell) -> bool:
    return any(map(str.isdigit, cell.span.of(text)))


def _is_year(words: str) -> bool:
    parted = words.replace("–", " ").replace("-", " ")
    figures = list(filter(str.isdigit, parted.split()))
    if not figures:
        return False
    return all(int(figure) in _YEARS for figure in figures)
