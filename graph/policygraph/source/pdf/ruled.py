"""The tables that rules or filled rows draw: a grid of rules says which words share a cell.

Where only the rows are ruled or filled, their pieces often end where the columns do; where they do not, the columns are
told by the white between the words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from policygraph.source.pdf.aligned import columns_of
from policygraph.source.pdf.cells import (
    LEAST_ROWS,
    NEAR,
    Row,
    Table,
    is_figure,
    lines_in,
    row_of,
    stops,
    with_headings,
)
from policygraph.source.pdf.segments import segments_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.segments import Segment
    from policygraph.source.pdf.values import Box, Stroke, Word

    _Cells = dict[int, list[Word]]
    _CellLines = dict[int, list[Segment]]
    _Width = tuple[int, int]

_THIN = 3.5
_LEAST_SIDE = 12.0
_MOST_WORDS_A_CELL = 120
_MOST_PAIRS = 250_000
_TALLEST = 110.0
_SHORT = 30


class _Rule(NamedTuple):
    """A straight line: its height or its distance from the left, and where it begins and ends."""

    at: float
    begin: float
    end: float


class _Stops(NamedTuple):
    """Where the columns of a table begin and end, and its rows."""

    xs: list[float]
    ys: list[float]


class _Area(NamedTuple):
    """A rectangle of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies in it."""
        middle = (word.left + word.right) / 2
        if not self.left <= middle <= self.right:
            return False
        return self.top <= _height_of(word) <= self.bottom


@dataclass(slots=True)
class _Grid:
    """Rules that belong together."""

    across: list[_Rule]
    down: list[_Rule]


def ruled_tables(
    words: list[Word], strokes: list[Stroke]
) -> tuple[list[Table], list[Word]]:
    """The tables that rules draw, and the words that stand in none of them."""
    across, down = _rules(strokes)
    tables: list[Table] = []
    for grid in _grids(_merged(across), _merged(down)):
        table, words = _table_in(grid, words)
        if table is not None:
            tables.append(table)
    for band in _banded(across):
        table, words = _banded_table(band, words)
        if table is not None:
            tables.append(table)
    return tables, words


def _rules(strokes: list[Stroke]) -> tuple[list[_Rule], list[_Rule]]:
    """What is drawn as rules across and down; the edges of filled cells are rules as well."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for left, top, right, bottom in strokes:
        width = right - left
        height = bottom - top
        is_wide = width > _LEAST_SIDE
        is_high = height > _LEAST_SIDE / 2
        if is_wide and height <= _THIN:
            middle = (top + bottom) / 2
            across.append(_Rule(middle, left, right))
        elif is_high and width <= _THIN:
            middle = (left + right) / 2
            down.append(_Rule(middle, top, bottom))
        elif is_wide and is_high:
            across.append(_Rule(top, left, right))
            across.append(_Rule(bottom, left, right))
            down.append(_Rule(left, top, bottom))
            down.append(_Rule(right, top, bottom))
    return across, down


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules on one line that touch or overlap, as one."""
    merged: list[_Rule] = []
    buckets: dict[int, list[int]] = {}
    for rule in sorted(rules, key=_bucket_and_begin):
        near = _in_buckets_near(rule, buckets)
        home = next((index for index in near if _touch(merged[index], rule)), None)
        if home is None:
            bucket = buckets.setdefault(_bucket_of(rule), [])
            bucket.append(len(merged))
            merged.append(rule)
        else:
            merged[home] = _together(merged[home], rule)
    return merged


def _bucket_of(rule: _Rule) -> int:
    """A number that rules on about one line share, or have one beside it."""
    return round(rule.at / 2)


def _bucket_and_begin(rule: _Rule) -> tuple[int, float]:
    return _bucket_of(rule), rule.begin


def _in_buckets_near(rule: _Rule, buckets: dict[int, list[int]]) -> Iterator[int]:
    key = _bucket_of(rule)
    for close in (key - 1, key, key + 1):
        yield from buckets.get(close, ())


def _together(one: _Rule, other: _Rule) -> _Rule:
    """Two rules as one, on the line of the first."""
    begin = min(one.begin, other.begin)
    end = max(one.end, other.end)
    return _Rule(one.at, begin, end)


def _touch(one: _Rule, other: _Rule) -> bool:
    if abs(one.at - other.at) > 1.6:
        return False
    if other.begin > one.end + NEAR:
        return False
    return other.end >= one.begin - NEAR


def _grids(across: list[_Rule], down: list[_Rule]) -> list[_Grid]:
    """Rules that touch one another, put together."""
    if len(across) < LEAST_ROWS - 1:
        return []
    if len(across) * len(down) > _MOST_PAIRS:
        return []
    return [
        grid
        for grid in _gathered(across, down)
        if len(grid.across) >= LEAST_ROWS and grid.down
    ]


def _gathered(across: list[_Rule], down: list[_Rule]) -> list[_Grid]:
    """The rules that are linked by touching, each set of them as a grid."""
    parent = _linked(across, down)
    grids: dict[int, _Grid] = {}
    for i, rule in enumerate(across):
        root = _root(parent, i)
        grid = grids.setdefault(root, _Grid([], []))
        grid.across.append(rule)
    for j, rule in enumerate(down, len(across)):
        root = _root(parent, j)
        grid = grids.setdefault(root, _Grid([], []))
        grid.down.append(rule)
    return list(grids.values())


def _linked(across: list[_Rule], down: list[_Rule]) -> list[int]:
    """For each rule, those across before those down, another that it hangs together with, or itself."""
    count = len(across) + len(down)
    parent = list(range(count))
    for i, level in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if not _cross(level, upright):
                continue
            root = _root(parent, i)
            parent[_root(parent, j)] = root
    return parent


def _root(parent: list[int], index: int) -> int:
    """The one rule that all hang from which hang together with a rule; the way to it gets shorter."""
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _cross(level: _Rule, upright: _Rule) -> bool:
    if not level.begin - NEAR <= upright.at <= level.end + NEAR:
        return False
    return upright.begin - NEAR <= level.at <= upright.end + NEAR


def _table_in(grid: _Grid, words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The table of a grid, and the words outside it; None, and all words, where the grid holds none."""
    left, right = _width_of(grid)
    at = _stops_of(grid)
    if len(at.xs) < LEAST_ROWS or len(at.ys) < LEAST_ROWS:
        return None, words
    area = _Area(left, at.ys[0], right, at.ys[-1])
    inside, outside = _split(words, area)
    bands = _in_cells(grid, inside, at)
    rows = _rows_in(bands)
    if not _is_filled(rows, wide=len(at.xs) > LEAST_ROWS):
        return None, words
    if _is_crossed(grid, at.xs, inside):
        return None, words
    return Table(*area, with_headings(rows)), outside


def _stops_of(grid: _Grid) -> _Stops:
    """Where the columns of a grid end, and its rows."""
    ys = [rule.at for rule in grid.across]
    for rule in grid.down:
        ys.append(rule.begin)
        ys.append(rule.end)
    xs = [rule.at for rule in grid.down]
    xs += _width_of(grid)
    return _Stops(stops(xs), stops(ys))


def _in_cells(grid: _Grid, words: list[Word], at: _Stops) -> dict[int, _Cells]:
    """Words by row and by the leftmost column of their cell."""
    bands: dict[int, _Cells] = {}
    for word in words:
        row, column = _place(word, at)
        first = _leftmost(grid, at, row, column)
        cells = bands.setdefault(row, {})
        cells.setdefault(first, []).append(word)
    return bands


def _width_of(grid: _Grid) -> tuple[float, float]:
    """From where to where the rules of a grid reach."""
    uprights = [rule.at for rule in grid.down]
    left = min([rule.begin for rule in grid.across] + uprights)
    right = max([rule.end for rule in grid.across] + uprights)
    return left, right


def _rows_in(bands: dict[int, _Cells]) -> list[Row]:
    """The rows of a table from the top, of the words in each cell between two rules."""
    rows: list[Row] = []
    for band in sorted(bands):
        rows += _rows_of(bands[band])
    return rows


def _place(word: Word, at: _Stops) -> tuple[int, int]:
    """The row and the column that a word stands in."""
    middle = (word.left + word.right) / 2
    row = bisect_right(at.ys, _height_of(word)) - 1
    column = bisect_right(at.xs, middle) - 1
    return row, column


def _height_of(line: Word | Segment) -> float:
    """The height of the middle of small letters."""
    return line.base - 0.3 * line.size


def _is_filled(rows: list[Row], *, wide: bool) -> bool:
    """Whether rows have cells beside one another, and none holds an essay."""
    filled = sum(len(row.cells) > 1 for row in rows)
    if filled <= 1 or _longest_in(rows) > _MOST_WORDS_A_CELL:
        return False
    return wide or 2 * filled >= len(rows)


def _longest_in(rows: list[Row]) -> int:
    """The most words that a cell of some rows has."""
    boxes = chain.from_iterable(row.cells for row in rows)
    return max((len(box.text.split()) for box in boxes), default=0)


def _is_crossed(grid: _Grid, xs: list[float], words: list[Word]) -> bool:
    """Whether lines of text run across the rules: then they are no cells but a drawing behind the text."""
    lines = segments_of(words)
    crossed = sum(_runs_across(line, grid, xs) for line in lines)
    return crossed > 0.1 * len(lines)


def _runs_across(line: Segment, grid: _Grid, xs: list[float]) -> bool:
    """Whether a rule stands between two columns where a line of text runs over them."""
    height = _height_of(line)
    left = line.left + NEAR
    right = line.right - NEAR
    inner = (x for x in xs if left < x < right)
    return any(_is_parted(grid, x, height) for x in inner)


def _is_parted(grid: _Grid, x: float, height: float) -> bool:
    """Whether a rule stands at a place."""
    for at, top, bottom in grid.down:
        if abs(x - at) > NEAR:
            continue
        if top <= height <= bottom:
            return True
    return False


def _split(words: list[Word], area: _Area) -> tuple[list[Word], list[Word]]:
    """The words within an area, and those outside it."""
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        if area.holds(word):
            inside.append(word)
        else:
            outside.append(word)
    return inside, outside


def _leftmost(grid: _Grid, at: _Stops, row: int, column: int) -> int:
    """The leftmost column of the cell that a place lies in: no rule stands between those that it spans."""
    if not 0 <= row < len(at.ys) - 1:
        return column
    height = (at.ys[row] + at.ys[row + 1]) / 2
    while column > 0 and not _is_parted(grid, at.xs[column], height):
        column -= 1
    return column


def _rows_of(cells: _Cells) -> list[Row]:
    """The rows between two rules: one, or one for each line where each line has figures of its own."""
    lines = {column: lines_in(words) for column, words in cells.items()}
    every = chain.from_iterable(lines.values())
    heights = stops({round(line.base, 1) for line in every})
    whole = list(_filled([lines]))
    if len(heights) < LEAST_ROWS or len(cells) <= 1:
        return whole
    by_height = [_at_height(lines, height) for height in heights]
    if not _have_figures(by_height, len(cells)):
        return whole
    return list(_filled(by_height))


def _filled(rows: list[_CellLines]) -> Iterator[Row]:
    """The rows of the lines in their cells, without those that hold no word."""
    for cells in rows:
        row = row_of(cells)
        if row is not None:
            yield row


def _at_height(lines: _CellLines, height: float) -> _CellLines:
    return {
        column: [line for line in found if abs(line.base - height) <= NEAR]
        for column, found in lines.items()
    }


def _have_figures(by_height: list[_CellLines], columns: int) -> bool:
    """Whether most lines have most of the cells, and these hold figures."""
    full = [one for one in by_height if _filled_in(one) >= 0.6 * columns]
    if len(full) < 0.6 * len(by_height):
        return False
    texts = [text for one in full for text in _behind_the_first(one)]
    figures = sum(map(is_figure, texts))
    return figures >= 0.6 * len(texts)


def _filled_in(cells: _CellLines) -> int:
    """How many cells hold a line."""
    return sum(map(bool, cells.values()))


def _behind_the_first(cells: _CellLines) -> Iterator[str]:
    """The texts of all columns of a line but the first."""
    for column, found in cells.items():
        if column:
            yield from (line.text for line in found)


@dataclass(frozen=True, slots=True)
class _Bands:
    """Rules or filled rows of one width below one another: their heights, and where their pieces end within."""

    left: float
    right: float
    ys: list[float]
    xs: list[float]

    def between(self, top: float, bottom: float) -> _Area:
        """What lies between two heights, as wide as the rules are."""
        return _Area(self.left, top, self.right, bottom)


def _banded(across: list[_Rule]) -> Iterator[_Bands]:
    """Rules of one width below one another, no farther apart than a row is tall."""
    for (left, right), rules in _by_width(across).items():
        heights = stops(rule.at for rule in rules)
        for ys in _stacks(heights):
            joints = _joints(across, (left, right), ys)
            yield _Bands(left, right, ys, joints)


def _by_width(across: list[_Rule]) -> dict[_Width, list[_Rule]]:
    """Rules by where they begin and end, those on one line as one."""
    by_width: dict[_Width, list[_Rule]] = {}
    for rule in _merged(across):
        own = (round(rule.begin), round(rule.end))
        alike = (width for width in by_width if _has_width(rule, width))
        width = next(alike, own)
        by_width.setdefault(width, []).append(rule)
    return by_width


def _has_width(rule: _Rule, width: _Width) -> bool:
    left, right = width
    if abs(rule.begin - left) > NEAR:
        return False
    return abs(rule.end - right) <= NEAR


def _stacks(ys: list[float]) -> list[list[float]]:
    stacks = [ys[:1]]
    for one, two in pairwise(ys):
        if two - one > _TALLEST:
            stacks.append([])
        stacks[-1].append(two)
    return [stack for stack in stacks if len(stack) >= LEAST_ROWS]


def _joints(across: list[_Rule], width: _Width, ys: list[float]) -> list[float]:
    """Where the pieces of rules end on two heights or more, within the width of all."""
    left = width[0] + _LEAST_SIDE
    right = width[1] - _LEAST_SIDE
    top = ys[0] - NEAR
    bottom = ys[-1] + NEAR
    found: dict[int, set[int]] = {}
    for rule in across:
        if not top <= rule.at <= bottom:
            continue
        height = bisect_right(ys, rule.at + NEAR)
        for x in (rule.begin, rule.end):
            if not left < x < right:
                continue
            heights = found.setdefault(round(x), set())
            heights.add(height)
    joints = [float(x) for x, heights in found.items() if len(heights) > 1]
    return stops(joints)


def _banded_table(bands: _Bands, words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The table between ruled or filled rows, and the words outside it; None, and all words, where there is none."""
    between = bands.between(bands.ys[0], bands.ys[-1])
    inside, _ = _split(words, between)
    xs = bands.xs or _columns_in(inside)
    if not _are_cells(xs, inside):
        return None, words
    ys = _with_outer_rows(bands, xs, words)
    whole = bands.between(ys[0], ys[-1])
    inside, outside = _split(words, whole)
    by_row = _by_cell(inside, _Stops(xs, ys))
    rows = _rows_in(by_row)
    if not _is_filled(rows, wide=len(xs) > 1):
        return None, words
    if not bands.xs and not _is_plain_table(rows):
        return None, words
    return Table(*whole, with_headings(rows)), outside


def _by_cell(words: list[Word], at: _Stops) -> dict[int, _Cells]:
    """The words in each cell by row and column; what stands left of the first joint is in column 0."""
    by_row: dict[int, _Cells] = {}
    for word in words:
        row, column = _place(word, at)
        cells = by_row.setdefault(row, {})
        cells.setdefault(column + 1, []).append(word)
    return by_row


def _columns_in(words: list[Word]) -> list[float]:
    """Where the columns of words begin, but the first."""
    lines = [line.words for line in lines_in(words)]
    return columns_of(lines)[1:]


def _are_cells(xs: list[float], words: list[Word]) -> bool:
    if not xs or not words:
        return False
    return not _run_across(xs, words)


def _is_plain_table(rows: list[Row]) -> bool:
    """Whether rows between rules that show no columns are cells all the same: figures, or short texts in three."""
    if len(rows) < LEAST_ROWS:
        return False
    boxes = list(chain.from_iterable(row.cells for row in rows))
    right = [box.text for box in boxes if box.column]
    figures = sum(map(is_figure, right))
    if figures >= 0.5 * len(right):
        return True
    columns = {box.column for box in boxes}
    if len(columns) <= 2:
        return False
    return _letters(boxes) <= _SHORT * len(boxes)


def _letters(boxes: list[Box]) -> int:
    return sum(len(box.text) for box in boxes)


def _run_across(xs: list[float], words: list[Word]) -> bool:
    """Whether words stand across the borders of columns."""
    lines = lines_in(words)
    across = sum(_crosses(xs, line) for line in lines)
    return across > 0.1 * len(lines)


def _crosses(xs: list[float], line: Segment) -> bool:
    return any(word.left + 1 < x < word.right - 1 for word in line.words for x in xs)


def _with_outer_rows(bands: _Bands, xs: list[float], words: list[Word]) -> list[float]:
    """The heights of the rules with those of a row above the first and below the last, where such rows stand."""
    first = bands.ys[0]
    last = bands.ys[-1]
    reach = _tallest_row(bands.ys)
    above, _ = _split(words, bands.between(first - reach, first))
    below, _ = _split(words, bands.between(last, last + reach))
    upper = [line.top for line in _cells_next(xs, lines_in(above)[::-1])]
    lower = [line.bottom for line in _cells_next(xs, lines_in(below))]
    ys = list(bands.ys)
    if upper:
        ys.insert(0, min(upper) - 1)
    if lower:
        ys.append(max(lower) + 1)
    return ys


def _tallest_row(ys: list[float]) -> float:
    """How tall the tallest row between rules is, without that of the headings where there are several others."""
    body = ys[1:] if len(ys) > LEAST_ROWS else ys
    return max(two - one for one, two in pairwise(body))


def _cells_next(xs: list[float], lines: list[Segment]) -> list[Segment]:
    """The first of some lines that are cells of one row: none runs across, and more than one column is filled."""
    found = list(takewhile(lambda line: not _crosses(xs, line), lines))
    filled: set[int] = set()
    for word in chain.from_iterable(line.words for line in found):
        middle = (word.left + word.right) / 2
        filled.add(bisect_right(xs, middle))
    if len(filled) <= 1:
        return []
    return found
