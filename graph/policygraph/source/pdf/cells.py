"""The rows of a table and their cells, made of words that are known to stand in its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from policygraph.source.pdf.segments import make_segment
from policygraph.source.pdf.values import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.source.pdf.segments import Segment
    from policygraph.source.pdf.values import Word

NEAR = 3.0
"""What stands no farther apart, in points, stands in one place."""
LEAST_ROWS = 3

_BROKEN = ("\ufffe", "\u2010")
"""What a word that goes on in the next line ends with."""

_FIGURE = re.compile(
    r"[<>≥≤~±+–−-]?\s*(?:[A-Z]{0,3}[$€£¥])?\s*\d[\d.,\s]*(?:%|[a-z]{1,3})?|n\.?/?a\.?|[-–—.…*]+|\(\d[\d.,]*\)%?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:[-/–]\d{2,4})?(?:\s?\(?[a-z]\)?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells from left to right, the height of its first line, its size."""

    cells: tuple[Box, ...]
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it stands and its rows from the top."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[Row, ...]


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, perhaps with a sign or a unit, or says that there is none.

    Example:
        >>> [is_figure(text) for text in ("1,400", "38 %", "n/a", "Roads Agency")]
        [True, True, True, False]
    """
    return _FIGURE.fullmatch(text.strip()) is not None


def is_year(text: str) -> bool:
    """Whether a cell holds a year and nothing else."""
    return _YEAR.fullmatch(text.strip()) is not None


def stops(values: Iterable[float]) -> list[float]:
    """Values close to one another, as one, in order.

    Example:
        >>> stops([40.0, 10.0, 11.5, 41.0])
        [10.0, 40.0]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def row_of(lines: dict[int, list[Segment]]) -> Row | None:
    """A row of the lines that each column has; None where no column has a word."""
    boxes: list[Box] = []
    for column in sorted(lines):
        text = _cell_text(lines[column])
        if not text:
            continue
        bold = all(line.bold for line in lines[column])
        boxes.append(Box(column, text, bold))
    if not boxes:
        return None
    every = list(chain.from_iterable(lines.values()))
    base = min(line.base for line in every)
    size = max(line.size for line in every)
    return Row(tuple(boxes), base, size)


def _cell_text(lines: list[Segment]) -> str:
    text = ""
    for line in lines:
        goes_on = line.text[:1].islower()
        if text.endswith(_BROKEN) and goes_on:
            text = text[:-1] + line.text
        elif text.endswith("\ufffe"):
            text = f"{text[:-1]}-{line.text}"
        else:
            text = f"{text} {line.text}".strip()
    return text.replace("\ufffe", "-")


def lines_in(words: list[Word]) -> list[Segment]:
    """The lines of a cell, from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and _on_one_line(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    found: list[Segment] = []
    for line in lines:
        line.sort(key=lambda word: word.left)
        made = make_segment(line)
        if made is not None:
            found.append(made)
    return found


def _on_one_line(first: Word, word: Word) -> bool:
    size = max(word.size, first.size)
    return abs(word.base - first.base) <= 0.4 * size


def with_headings(rows: list[Row]) -> tuple[Row, ...]:
    """Rows with their headings told: the first rows while they hold no figures other than years."""
    made: list[Row] = []
    heading = True
    for index, row in enumerate(rows):
        heading = heading and _could_head(row, index)
        cells = tuple(box._replace(heading=heading) for box in row.cells)
        made.append(replace(row, cells=cells))
    return tuple(made)


def _could_head(row: Row, index: int) -> bool:
    texts = (box.text for box in row.cells)
    if any(is_figure(text) and not is_year(text) for text in texts):
        return False
    if index == 0:
        return True
    if index >= LEAST_ROWS:
        return False
    return all(box.heading for box in row.cells)
