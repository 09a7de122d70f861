"""The rows of a table and their cells, made of words that are known to stand in its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
        if text:
            boxes.append(Box(column, text, all(line.bold for line in lines[column])))
    if not boxes:
        return None
    every = list(chain.from_iterable(lines.values()))
    base = min(line.base for line in every)
    return Row(tuple(boxes), base, max(line.size for line in every))


def _cell_text(lines: list[Segment]) -> str:
    text = ""
    for line in lines:
        if text.endswith("\ufffe"):
            text = text[:-1] + ("-" if not line.text[:1].islower() else "") + line.text
        elif text.endswith("\u2010") and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}".strip()
    return text.replace("\ufffe", "-")


def lines_in(words: list[Word]) -> list[Segment]:
    """The lines of a cell, from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and abs(word.base - lines[-1][0].base) <= 0.4 * max(
            word.size, lines[-1][0].size
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    made = [make_segment(sorted(line, key=lambda word: word.left)) for line in lines]
    return [line for line in made if line is not None]


def with_headings(rows: list[Row]) -> tuple[Row, ...]:
    """Rows with their headings told: the first rows while they hold no figures other than years."""
    made: list[Row] = []
    heading = True
    for index, row in enumerate(rows):
        heading = heading and _could_head(row, index)
        made.append(
            Row(
                tuple(box._replace(heading=heading) for box in row.cells),
                row.base,
                row.size,
            )
        )
    return tuple(made)


def _could_head(row: Row, index: int) -> bool:
    if any(is_figure(box.text) and not is_year(box.text) for box in row.cells):
        return False
    if index == 0:
        return True
    if index >= LEAST_ROWS:
        return False
    return all(box.heading for box in row.cells)
