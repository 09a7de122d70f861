"""What passes between the stages of reading a PDF: words and strokes of a page, then its lines in reading order.

All coordinates are points (1/72 inch) from the upper left corner of the page as it is read, downwards.
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A stretch of glyphs without white space; `glued` says that no space stands before it.

    `base` is the height of the baseline, `size` that of the font in points, `colour` 0xRRGGBB.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    colour: int
    symbol: bool
    glued: bool

    @property
    def top(self) -> float:
        """Where tall letters end, near enough for every font."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where letters with a tail end, near enough for every font."""
        return self.base + 0.22 * self.size


class Stroke(NamedTuple):
    """A drawn line (of no width in one direction) or a filled or framed rectangle."""

    left: float
    top: float
    right: float
    bottom: float


class Box(NamedTuple):
    """A cell of a table as the page shows it: its column from 0, its words, whether it is a heading."""

    column: int
    text: str
    heading: bool


class Line(NamedTuple):
    """A line of a page in reading order.

    `region` numbers the column, box or table that it stands in, `inner` and `outer` are that region's left and right;
    `mark` is a raised mark that the line begins with; `raised` counts marks that were taken off its words; `table`
    numbers a table of the page from 1, whose rows have `cells`.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    colour: int
    region: int
    inner: float
    outer: float
    mark: str = ""
    raised: int = 0
    table: int = 0
    cells: tuple[Box, ...] = ()


class Page(NamedTuple):
    """A page: its size, its lines in reading order, what was left out, how many glyphs it shows and cannot name."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    dropped: dict[str, int]
    glyphs: int
    nameless: int


class Bookmark(NamedTuple):
    """An entry of the outline: title, depth from 1, page from 1 (0 where it names none)."""

    title: str
    level: int
    page: int


class Head(NamedTuple):
    """What a PDF says of itself."""

    pages: int
    title: str
    date: str
    language: str
    bookmarks: tuple[Bookmark, ...]
