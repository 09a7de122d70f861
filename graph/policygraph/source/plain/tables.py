"""Tables in a plain text: rows of cells between bars, tabs or wide gaps, and rows that end in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.source.model import Cell
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.source.plain.lines import Line, Lines

CAPTION = re.compile(
    r"[*_]{0,3}(?P<kind>Table|Figure|Chart|Graph|Exhibit|Diagram)\s+(?:[A-Z]\.?)?\d{1,3}(?:[.\-–]\d{1,3})*\b"
)
"""How the caption of a table or a picture begins."""

_GAP = re.compile(r"\s{2,}|\t+")
_FIGURE = re.compile(
    r"[-+−–(]?[$€£¥]?\d[\d.,'\u00a0\u202f]*\)?%?|[-–—…]|n\.?/?a\.?", re.IGNORECASE
)
_TAIL = re.compile(r"(?:\s+(?:[-+−(]?[$€£¥]?\d[\d.,]*\)?%?|[-–—])){2,}$")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|:\-=+\s]+")
_LEAST_CELLS = 3
_LEAST_ROWS = 2
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table as a line has it: which table (from 1), and its cells; a rule between rows has no cells."""

    table: int
    cells: tuple[Cell, ...]


def find_tables(text: str, lines: Lines) -> dict[int, TableLine]:
    """The rows of tables, by the indices of their lines."""
    found: dict[int, TableLine] = {}
    table = 0
    for body in _runs(text, lines):
        run = [*_line_above(text, lines, body), *body]
        rows = [cells for _, cells in run if cells]
        if len(rows) < _LEAST_ROWS:
            continue
        table += 1
        head = _head_rows(text, rows)
        for place, (index, cells) in enumerate(run):
            line = _as_headings(cells) if place < head else cells
            found[index] = TableLine(table, line)
    return found


def _as_headings(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(cell.span, cell.column, heading=True) for cell in cells)


Row = tuple[int, tuple[Cell, ...]]
"""The index of a line, and its cells."""


def _runs(text: str, lines: Lines) -> Iterator[list[Row]]:
    """Lines one after the other that could be rows."""
    run: list[Row] = []
    for index, line in enumerate(lines):
        cells = _cells(text, line)
        if cells is None:
            if run:
                yield run
            run = []
        else:
            run.append((index, cells))
    if run:
        yield run


def _line_above(text: str, lines: Lines, run: Sequence[Row]) -> Iterator[Row]:
    """The line right above rows that has as many cells, all of them words: it heads the columns."""
    first, cells = run[0]
    if first == 0 or len(cells) <= 1:
        return
    line = lines[first]
    above = lines[first - 1]
    if above.number != line.number - 1 or line.words.startswith("|"):
        return
    parts = list(_between_gaps(text, above.span))
    if len(parts) == len(cells) and _are_short(text, parts):
        yield first - 1, tuple(_numbered(parts))


def _are_short(text: str, parts: Sequence[Span]) -> bool:
    """Whether no stretch has more words than a cell."""
    return all(len(part.of(text).split()) <= _FEW_WORDS for part in parts)


def _barred_cells(text: str, line: Line) -> tuple[Cell, ...]:
    """The cells between bars, none of a rule."""
    if _RULE.fullmatch(line.words):
        return ()
    return tuple(_numbered(_between_bars(text, line.span)))


def _cells(text: str, line: Line) -> tuple[Cell, ...] | None:
    """The cells of a line, none of a rule; None where the line is no row."""
    if line.words.startswith("|"):
        return _barred_cells(text, line)
    if len(line.words) > 2 * 160:
        return None
    parts = list(_between_gaps(text, line.span))
    if len(parts) >= _LEAST_CELLS and _is_row(text, parts):
        return tuple(_numbered(parts))
    tail = _TAIL.search(line.words)
    if tail and _is_behind_few_words(line.words[: tail.start()]):
        return tuple(_numbered(_with_tail(line, tail.start())))
    return None


def _is_behind_few_words(before: str) -> bool:
    if not before:
        return False
    return len(before.split()) <= _FEW_WORDS


def _is_row(text: str, parts: Sequence[Span]) -> bool:
    """Whether stretches between wide gaps are cells: short all, and not the words of one sentence."""
    if not _are_short(text, parts):
        return False
    if len(parts) > _LEAST_CELLS:
        return True
    gap = text[parts[0].end : parts[1].begin]
    if "\t" in gap:
        return True
    return any(_FIGURE.fullmatch(part.of(text)) for part in parts)


def _numbered(spans: Sequence[Span] | Iterator[Span]) -> Iterator[Cell]:
    for column, span in enumerate(spans):
        if span.begin < span.end:
            yield Cell(span, column)


def _between_bars(text: str, span: Span) -> Iterator[Span]:
    found = _BAR.finditer(text, span.begin, span.end)
    ends = [match.start() for match in found]
    if text[span.end - 1] != "|":
        ends.append(span.end)
    for bar, following in pairwise(ends):
        yield _trimmed(text, bar + 1, following)


def _between_gaps(text: str, span: Span) -> Iterator[Span]:
    return span.between(_GAP.finditer(text, span.begin, span.end))


def _with_tail(line: Line, tail: int) -> Iterator[Span]:
    """A row's heading, and each figure behind it."""
    begin = line.span.begin
    heading = line.words[:tail].rstrip()
    yield Span(begin, begin + len(heading))
    behind = begin + tail
    for figure in re.finditer(r"\S+", line.words[tail:]):
        first, end = figure.span()
        yield Span(behind + first, behind + end)


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)


def _head_rows(text: str, rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top hold headings: those before the first with a figure that is no year."""
    for place, cells in enumerate(rows[:_LEAST_CELLS]):
        values = [cell.span.of(text) for cell in cells[1:]]
        if any(map(_is_no_year, filter(_FIGURE.fullmatch, values))):
            return place
    return 1


def _is_no_year(figure: str) -> bool:
    return _YEAR.fullmatch(figure) is None
