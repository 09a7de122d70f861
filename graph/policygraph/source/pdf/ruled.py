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
    from policygraph.source.pdf.segments import Segment
    from policygraph.source.pdf.values import Box, Stroke, Word

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
        is_wide, is_high = right - left > _LEAST_SIDE, bottom - top > _LEAST_SIDE / 2
        if is_wide and bottom - top <= _THIN:
            across.append(_Rule((top + bottom) / 2, left, right))
        elif is_high and right - left <= _THIN:
            down.append(_Rule((left + right) / 2, top, bottom))
        elif is_wide and is_high:
            across += [_Rule(top, left, right), _Rule(bottom, left, right)]
            down += [_Rule(left, top, bottom), _Rule(right, top, bottom)]
    return across, down


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules on one line that touch or overlap, as one."""
    merged: list[_Rule] = []
    buckets: dict[int, list[int]] = {}
    for rule in sorted(rules, key=lambda rule: (round(rule.at / 2), rule.begin)):
        key = round(rule.at / 2)
        near = [
            index
            for close in (key - 1, key, key + 1)
            for index in buckets.get(close, ())
        ]
        home = next((index for index in near if _touch(merged[index], rule)), None)
        if home is None:
            buckets.setdefault(key, []).append(len(merged))
            merged.append(rule)
        else:
            other = merged[home]
            merged[home] = _Rule(
                other.at, min(other.begin, rule.begin), max(other.end, rule.end)
            )
    return merged


def _touch(one: _Rule, other: _Rule) -> bool:
    return (
        abs(one.at - other.at) <= 1.6
        and other.begin <= one.end + NEAR
        and other.end >= one.begin - NEAR
    )


def _grids(across: list[_Rule], down: list[_Rule]) -> list[_Grid]:
    """Rules that touch one another, put together."""
    if len(across) < LEAST_ROWS - 1 or len(across) * len(down) > _MOST_PAIRS:
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
        grids.setdefault(_root(parent, i), _Grid([], [])).across.append(rule)
    for j, rule in enumerate(down, len(across)):
        grids.setdefault(_root(parent, j), _Grid([], [])).down.append(rule)
    return list(grids.values())


def _linked(across: list[_Rule], down: list[_Rule]) -> list[int]:
    """For each rule, those across before those down, another that it hangs together with, or itself."""
    parent = list(range(len(across) + len(down)))
    for i, level in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if _cross(level, upright):
                parent[_root(parent, j)] = _root(parent, i)
    return parent


def _root(parent: list[int], index: int) -> int:
    """The one rule that all hang from which hang together with a rule; the way to it gets shorter."""
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _cross(level: _Rule, upright: _Rule) -> bool:
    beside = level.begin - NEAR <= upright.at <= level.end + NEAR
    return beside and upright.begin - NEAR <= level.at <= upright.end + NEAR


def _table_in(grid: _Grid, words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The table of a grid, and the words outside it; None, and all words, where the grid holds none."""
    left, right = _width_of(grid)
    xs, ys = _stops_of(grid)
    if len(xs) < LEAST_ROWS or len(ys) < LEAST_ROWS:
        return None, words
    inside, outside = _split(words, left, ys[0], right, ys[-1])
    rows = _rows_in(_in_cells(grid, inside, xs, ys))
    if not _is_filled(rows, wide=len(xs) > LEAST_ROWS) or _is_crossed(grid, xs, inside):
        return None, words
    return Table(left, ys[0], right, ys[-1], with_headings(rows)), outside


def _stops_of(grid: _Grid) -> tuple[list[float], list[float]]:
    """Where the columns of a grid end, and its rows."""
    ends = [end for rule in grid.down for end in rule[1:]]
    ys = stops([rule.at for rule in grid.across] + ends)
    xs = stops([rule.at for rule in grid.down] + list(_width_of(grid)))
    return xs, ys


def _in_cells(
    grid: _Grid, words: list[Word], xs: list[float], ys: list[float]
) -> dict[int, dict[int, list[Word]]]:
    """Words by row and by the leftmost column of their cell."""
    bands: dict[int, dict[int, list[Word]]] = {}
    for word in words:
        row, column = _place(word, xs, ys)
        first = _leftmost(grid, xs, ys, row, column)
        bands.setdefault(row, {}).setdefault(first, []).append(word)
    return bands


def _width_of(grid: _Grid) -> tuple[float, float]:
    """From where to where the rules of a grid reach."""
    uprights = [rule.at for rule in grid.down]
    left = min([rule.begin for rule in grid.across] + uprights)
    right = max([rule.end for rule in grid.across] + uprights)
    return left, right


def _rows_in(bands: dict[int, dict[int, list[Word]]]) -> list[Row]:
    """The rows of a table from the top, of the words in each cell between two rules."""
    return [row for band in sorted(bands) for row in _rows_of(bands[band])]


def _place(word: Word, xs: list[float], ys: list[float]) -> tuple[int, int]:
    """The row and the column that a word stands in."""
    row = bisect_right(ys, word.base - 0.3 * word.size) - 1
    return row, bisect_right(xs, (word.left + word.right) / 2) - 1


def _is_filled(rows: list[Row], *, wide: bool) -> bool:
    """Whether rows have cells beside one another, and none holds an essay."""
    filled = sum(len(row.cells) > 1 for row in rows)
    longest = max(
        (len(box.text.split()) for row in rows for box in row.cells), default=0
    )
    return (
        filled > 1
        and longest <= _MOST_WORDS_A_CELL
        and (wide or 2 * filled >= len(rows))
    )


def _is_crossed(grid: _Grid, xs: list[float], words: list[Word]) -> bool:
    """Whether lines of text run across the rules: then they are no cells but a drawing behind the text."""
    lines = segments_of(words)
    crossed = 0
    for line in lines:
        height = line.base - 0.3 * line.size
        inner = [x for x in xs if line.left + NEAR < x < line.right - NEAR]
        crossed += any(
            abs(x - at) <= NEAR and top <= height <= bottom
            for x in inner
            for at, top, bottom in grid.down
        )
    return crossed > 0.1 * len(lines)


def _split(
    words: list[Word], left: float, top: float, right: float, bottom: float
) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        middle, height = (word.left + word.right) / 2, word.base - 0.3 * word.size
        (
            inside if left <= middle <= right and top <= height <= bottom else outside
        ).append(word)
    return inside, outside


def _leftmost(
    grid: _Grid, xs: list[float], ys: list[float], row: int, column: int
) -> int:
    """The leftmost column of the cell that a place lies in: no rule stands between those that it spans."""
    if not 0 <= row < len(ys) - 1:
        return column
    height = (ys[row] + ys[row + 1]) / 2
    while column > 0 and not any(
        abs(x - xs[column]) <= NEAR and top <= height <= bottom
        for x, top, bottom in grid.down
    ):
        column -= 1
    return column


def _rows_of(cells: dict[int, list[Word]]) -> list[Row]:
    """The rows between two rules: one, or one for each line where each line has figures of its own."""
    lines = {column: lines_in(words) for column, words in cells.items()}
    every = chain.from_iterable(lines.values())
    heights = stops({round(line.base, 1) for line in every})
    if len(heights) >= LEAST_ROWS and len(cells) > 1:
        by_height = [_at_height(lines, height) for height in heights]
        if _have_figures(by_height, len(cells)):
            return _filled(by_height)
    return _filled([lines])


def _filled(rows: list[dict[int, list[Segment]]]) -> list[Row]:
    """The rows of the lines in their cells, without those that hold no word."""
    return [row for cells in rows if (row := row_of(cells)) is not None]


def _at_height(
    lines: dict[int, list[Segment]], height: float
) -> dict[int, list[Segment]]:
    return {
        column: [line for line in found if abs(line.base - height) <= NEAR]
        for column, found in lines.items()
    }


def _have_figures(by_height: list[dict[int, list[Segment]]], columns: int) -> bool:
    """Whether most lines have most of the cells, and these hold figures."""
    full = [one for one in by_height if sum(map(bool, one.values())) >= 0.6 * columns]
    if len(full) < 0.6 * len(by_height):
        return False
    texts = [text for one in full for text in _behind_the_first(one)]
    return sum(map(is_figure, texts)) >= 0.6 * len(texts)


def _behind_the_first(cells: dict[int, list[Segment]]) -> list[str]:
    """The texts of all columns of a line but the first."""
    return [line.text for column, found in cells.items() if column for line in found]


@dataclass(frozen=True, slots=True)
class _Bands:
    """Rules or filled rows of one width below one another: their heights, and where their pieces end within."""

    left: float
    right: float
    ys: list[float]
    xs: list[float]


def _banded(across: list[_Rule]) -> list[_Bands]:
    """Rules of one width below one another, no farther apart than a row is tall."""
    by_width: dict[tuple[int, int], list[_Rule]] = {}
    for rule in _merged(across):
        key = next(
            (key for key in by_width if _has_width(rule, key)),
            (round(rule.begin), round(rule.end)),
        )
        by_width.setdefault(key, []).append(rule)
    found: list[_Bands] = []
    for (left, right), rules in by_width.items():
        stacks = _stacks(stops(rule.at for rule in rules))
        found += [
            _Bands(left, right, ys, _joints(across, (left, right), ys)) for ys in stacks
        ]
    return found


def _has_width(rule: _Rule, key: tuple[int, int]) -> bool:
    return abs(rule.begin - key[0]) <= NEAR and abs(rule.end - key[1]) <= NEAR


def _stacks(ys: list[float]) -> list[list[float]]:
    stacks: list[list[float]] = [ys[:1]]
    for one, two in pairwise(ys):
        if two - one > _TALLEST:
            stacks.append([])
        stacks[-1].append(two)
    return [stack for stack in stacks if len(stack) >= LEAST_ROWS]


def _joints(
    across: list[_Rule], width: tuple[int, int], ys: list[float]
) -> list[float]:
    """Where the pieces of rules end on two heights or more, within the width of all."""
    found: dict[int, set[int]] = {}
    for rule in across:
        height = bisect_right(ys, rule.at + NEAR)
        if not ys[0] - NEAR <= rule.at <= ys[-1] + NEAR:
            continue
        for x in rule[1:]:
            if width[0] + _LEAST_SIDE < x < width[1] - _LEAST_SIDE:
                found.setdefault(round(x), set()).add(height)
    return stops(float(x) for x, heights in found.items() if len(heights) > 1)


def _banded_table(bands: _Bands, words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The table between ruled or filled rows, and the words outside it; None, and all words, where there is none."""
    inside, _ = _split(words, bands.left, bands.ys[0], bands.right, bands.ys[-1])
    xs = bands.xs or _columns_in(inside)
    if not _are_cells(xs, inside):
        return None, words
    ys = _with_outer_rows(bands, xs, words)
    inside, outside = _split(words, bands.left, ys[0], bands.right, ys[-1])
    rows = _rows_in(_by_cell(inside, xs, ys))
    if not _is_filled(rows, wide=len(xs) > 1):
        return None, words
    if not bands.xs and not _is_plain_table(rows):
        return None, words
    return Table(bands.left, ys[0], bands.right, ys[-1], with_headings(rows)), outside


def _by_cell(
    words: list[Word], xs: list[float], ys: list[float]
) -> dict[int, dict[int, list[Word]]]:
    """The words in each cell by row and column; what stands left of the first joint is in column 0."""
    by_row: dict[int, dict[int, list[Word]]] = {}
    for word in words:
        row, column = _place(word, xs, ys)
        by_row.setdefault(row, {}).setdefault(column + 1, []).append(word)
    return by_row


def _columns_in(words: list[Word]) -> list[float]:
    """Where the columns of words begin, but the first."""
    return columns_of([line.words for line in lines_in(words)])[1:]


def _are_cells(xs: list[float], words: list[Word]) -> bool:
    return bool(xs and words) and not _run_across(xs, words)


def _is_plain_table(rows: list[Row]) -> bool:
    """Whether rows between rules that show no columns are cells all the same: figures, or short texts in three."""
    if len(rows) < LEAST_ROWS:
        return False
    boxes = list(chain.from_iterable(row.cells for row in rows))
    right = [box.text for box in boxes if box.column]
    if sum(map(is_figure, right)) >= 0.5 * len(right):
        return True
    columns = {box.column for box in boxes}
    return len(columns) > 2 and _letters(boxes) <= _SHORT * len(boxes)


def _letters(boxes: list[Box]) -> int:
    return sum(len(box.text) for box in boxes)


def _run_across(xs: list[float], words: list[Word]) -> bool:
    """Whether words stand across the borders of columns."""
    lines = lines_in(words)
    return sum(_crosses(xs, line) for line in lines) > 0.1 * len(lines)


def _crosses(xs: list[float], line: Segment) -> bool:
    return any(word.left + 1 < x < word.right - 1 for word in line.words for x in xs)


def _with_outer_rows(bands: _Bands, xs: list[float], words: list[Word]) -> list[float]:
    """The heights of the rules with those of a row above the first and below the last, where such rows stand."""
    reach = max(
        two - one
        for one, two in pairwise(
            bands.ys[1:] if len(bands.ys) > LEAST_ROWS else bands.ys
        )
    )
    first, last = bands.ys[0], bands.ys[-1]
    above, _ = _split(words, bands.left, first - reach, bands.right, first)
    below, _ = _split(words, bands.left, last, bands.right, last + reach)
    upper = [line.top for line in _cells_next(xs, lines_in(above)[::-1])]
    lower = [line.bottom for line in _cells_next(xs, lines_in(below))]
    return [
        *([min(upper) - 1] if upper else []),
        *bands.ys,
        *([max(lower) + 1] if lower else []),
    ]


def _cells_next(xs: list[float], lines: list[Segment]) -> list[Segment]:
    """The first of some lines that are cells of one row: none runs across, and more than one column is filled."""
    found = list(takewhile(lambda line: not _crosses(xs, line), lines))
    filled = {
        bisect_right(xs, (word.left + word.right) / 2)
        for line in found
        for word in line.words
    }
    return found if len(filled) > 1 else []
