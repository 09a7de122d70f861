"""The tables of a page: cells between drawn rules, or short texts in columns without any.

A grid of rules says which words share a cell. Where no rules are drawn, rows that follow one another and whose
stretches stand in the same columns are a table if most of what stands right of the first column is figures, or if
there are three columns of short texts or more: two columns of prose are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING

from policygraph.source.pdf.segments import Segment, make_segment, segments_of
from policygraph.source.pdf.values import Box, Word

if TYPE_CHECKING:
    from policygraph.source.pdf.values import Stroke

_THIN = 3.5
_NEAR = 3.0
_LEAST_SIDE = 12.0
_MOST_WORDS_A_CELL = 120
_LEAST_ROWS = 3
_SHORT = 22
_FIGURE = re.compile(
    r"[<>≥≤~±+–−-]?\s*(?:[A-Z]{0,3}[$€£¥])?\s*\d[\d.,\s]*(?:%|[a-z]{1,3})?|n\.?/?a\.?|[-–—.…*]+|\(\d[\d.,]*\)%?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:[-/–]\d{2,4})?(?:\s?\(?[a-z]\)?)?")
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")


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


@dataclass(slots=True)
class _Grid:
    across: list[tuple[float, float, float]]
    down: list[tuple[float, float, float]]


def ruled_tables(words: list[Word], strokes: list[Stroke]) -> tuple[list[Table], list[Word]]:
    """The tables that rules draw, and the words that stand in none of them."""
    tables: list[Table] = []
    for grid in _grids(strokes):
        table, words = _table_in(grid, words)
        if table is not None:
            tables.append(table)
    return tables, words


def _grids(strokes: list[Stroke]) -> list[_Grid]:
    """Rules that touch one another, put together; the edges of filled cells are rules as well."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for left, top, right, bottom in strokes:
        wide, high = right - left, bottom - top
        if high <= _THIN and wide > _LEAST_SIDE:
            across.append(((top + bottom) / 2, left, right))
        elif wide <= _THIN and high > _LEAST_SIDE / 2:
            down.append(((left + right) / 2, top, bottom))
        elif wide > _LEAST_SIDE and high > _LEAST_SIDE / 2:
            across += [(top, left, right), (bottom, left, right)]
            down += [(left, top, bottom), (right, top, bottom)]
    across, down = _merged(across), _merged(down)
    if len(across) < _LEAST_ROWS - 1 or len(across) * len(down) > 250_000:
        return []
    return _connected(across, down)


def _merged(rules: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Rules on one line that touch or overlap, as one."""
    merged: list[tuple[float, float, float]] = []
    buckets: dict[int, list[int]] = {}
    for at, begin, end in sorted(rules, key=lambda rule: (round(rule[0] / 2), rule[1])):
        key = round(at / 2)
        home = next(
            (
                index
                for near in (key - 1, key, key + 1)
                for index in buckets.get(near, ())
                if abs(merged[index][0] - at) <= 1.6
                and begin <= merged[index][2] + _NEAR
                and end >= merged[index][1] - _NEAR
            ),
            None,
        )
        if home is None:
            buckets.setdefault(key, []).append(len(merged))
            merged.append((at, begin, end))
        else:
            where, first, last = merged[home]
            merged[home] = (where, min(first, begin), max(last, end))
    return merged


def _connected(across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]) -> list[_Grid]:
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, len(across)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                parent[root(j)] = root(i)
    grids: dict[int, _Grid] = {}
    for i, rule in enumerate(across):
        grids.setdefault(root(i), _Grid([], [])).across.append(rule)
    for j, rule in enumerate(down, len(across)):
        grids.setdefault(root(j), _Grid([], [])).down.append(rule)
    return [grid for grid in grids.values() if len(grid.across) >= 3 and len(grid.down) >= 1]


def _stops(values: list[float]) -> list[float]:
    """Values close to one another, as one, in order."""
    stops: list[float] = []
    for value in sorted(values):
        if not stops or value - stops[-1] > _NEAR:
            stops.append(value)
    return stops


def _table_in(grid: _Grid, words: list[Word]) -> tuple[Table | None, list[Word]]:
    left = min([rule[1] for rule in grid.across] + [rule[0] for rule in grid.down])
    right = max([rule[2] for rule in grid.across] + [rule[0] for rule in grid.down])
    ys = _stops([rule[0] for rule in grid.across] + [rule[1] for rule in grid.down] + [rule[2] for rule in grid.down])
    xs = _stops([rule[0] for rule in grid.down] + [left, right])
    if len(xs) < 3 or len(ys) < 3:
        return None, words
    inside, outside = _split(words, left, ys[0], right, ys[-1])
    bands: dict[int, dict[int, list[Word]]] = {}
    for word in inside:
        middle = (word.left + word.right) / 2
        row = bisect_right(ys, word.base - 0.3 * word.size) - 1
        column = bisect_right(xs, middle) - 1
        bands.setdefault(row, {}).setdefault(_leftmost(grid, xs, ys, row, column), []).append(word)
    rows = [row for band in sorted(bands) for row in _rows_of(bands[band])]
    filled = [row for row in rows if len(row.cells) > 1]
    longest = max((len(box.text.split()) for row in rows for box in row.cells), default=0)
    wide = len(xs) > 3
    if len(filled) < 2 or longest > _MOST_WORDS_A_CELL or (not wide and 2 * len(filled) < len(rows)):
        return None, words
    if _is_crossed(grid, xs, inside):
        return None, words
    return Table(left, ys[0], right, ys[-1], _with_headings(rows)), outside


def _is_crossed(grid: _Grid, xs: list[float], words: list[Word]) -> bool:
    """Whether lines of text run across the rules: then they are no cells but a drawing behind the text."""
    lines = segments_of(words)
    crossed = 0
    for line in lines:
        height = line.base - 0.3 * line.size
        inner = [x for x in xs if line.left + _NEAR < x < line.right - _NEAR]
        crossed += any(abs(x - at) <= _NEAR and top <= height <= bottom for x in inner for at, top, bottom in grid.down)
    return crossed > 0.1 * len(lines)


def _split(words: list[Word], left: float, top: float, right: float, bottom: float) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        middle, height = (word.left + word.right) / 2, word.base - 0.3 * word.size
        (inside if left <= middle <= right and top <= height <= bottom else outside).append(word)
    return inside, outside


def _leftmost(grid: _Grid, xs: list[float], ys: list[float], row: int, column: int) -> int:
    """The leftmost column of the cell that a place lies in: no rule stands between those that it spans."""
    if not 0 <= row < len(ys) - 1:
        return column
    height = (ys[row] + ys[row + 1]) / 2
    while column > 0 and not any(
        abs(x - xs[column]) <= _NEAR and top <= height <= bottom for x, top, bottom in grid.down
    ):
        column -= 1
    return column


def _rows_of(cells: dict[int, list[Word]]) -> list[Row]:
    """The rows between two rules: one, or one for each line where each line has figures of its own."""
    lines = {column: _lines_in(words) for column, words in cells.items()}
    bases = sorted({round(line.base, 1) for column in lines.values() for line in column})
    stops = _stops(bases)
    if len(stops) >= _LEAST_ROWS and len(cells) > 1:
        by_stop = [
            {column: [line for line in found if abs(line.base - stop) <= _NEAR] for column, found in lines.items()}
            for stop in stops
        ]
        full = [one for one in by_stop if sum(bool(found) for found in one.values()) >= 0.6 * len(cells)]
        figures = [line.text for one in full for column, found in one.items() if column for line in found]
        if len(full) >= 0.6 * len(stops) and sum(map(_is_figure, figures)) >= 0.6 * len(figures):
            return [row for one in by_stop if (row := _row(one)) is not None]
    row = _row(lines)
    return [row] if row else []


def _row(lines: dict[int, list[Segment]]) -> Row | None:
    boxes: list[Box] = []
    for column in sorted(lines):
        text = _cell_text(lines[column])
        if text:
            bold = all(line.bold for line in lines[column])
            boxes.append(Box(column, text, bold))
    every = [line for column in lines.values() for line in column]
    if not boxes:
        return None
    return Row(tuple(boxes), min(line.base for line in every), max(line.size for line in every))


def _cell_text(lines: list[Segment]) -> str:
    text = ""
    for line in lines:
        if text.endswith("\ufffe"):
            text = text[:-1] + ("-" if not line.text[:1].islower() else "") + line.text
        else:
            text = f"{text} {line.text}".strip()
    return text.replace("\ufffe", "-")


def _lines_in(words: list[Word]) -> list[Segment]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and abs(word.base - lines[-1][0].base) <= 0.4 * max(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    made = [make_segment(sorted(line, key=lambda word: word.left)) for line in lines]
    return [line for line in made if line is not None]


def _with_headings(rows: list[Row]) -> tuple[Row, ...]:
    """Rows with their headings told: the first rows while they hold no figures other than years."""
    made: list[Row] = []
    heading = True
    for index, row in enumerate(rows):
        texts = [box.text for box in row.cells]
        plain = not any(_is_figure(text) and not _YEAR.fullmatch(text) for text in texts)
        bold = all(box.heading for box in row.cells)
        heading = heading and plain and (index == 0 or bold) and index < _LEAST_ROWS
        made.append(Row(tuple(box._replace(heading=heading) for box in row.cells), row.base, row.size))
    return tuple(made)


def aligned_tables(segments: list[Segment]) -> tuple[list[Table], list[Segment]]:
    """The tables without rules, and the segments that stand in none of them."""
    lines = _by_line(segments)
    tables: list[Table] = []
    taken: set[int] = set()
    for run in _runs(lines):
        table = _aligned(run)
        if table is not None:
            tables.append(table)
            taken.update(id(segment) for line in run for segment in line)
    return tables, [segment for segment in segments if id(segment) not in taken]


def _by_line(segments: list[Segment]) -> list[list[Segment]]:
    """Segments of one height and about one size of letters, from the top."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.base):
        home = next((line for line in reversed(lines[-3:]) if _on_line(segment, line[0])), None)
        if home is None:
            lines.append([segment])
        else:
            home.append(segment)
    for line in lines:
        line.sort(key=lambda one: one.left)
    return lines


def _on_line(segment: Segment, first: Segment) -> bool:
    level = abs(segment.base - first.base) <= 0.25 * segment.size
    return level and abs(segment.size - first.size) <= 0.09 * first.size


def _runs(lines: list[list[Segment]]) -> list[list[list[Segment]]]:
    """Lines of several stretches that follow one another; a line of one may stand between two of them."""
    runs: list[list[list[Segment]]] = []
    current: list[list[Segment]] = []
    for line in lines:
        near = not current or line[0].base - current[-1][0].base <= 3.2 * max(line[0].size, current[-1][0].size)
        alone = len(line) == 1 or _is_running(line)
        if current and (not near or (alone and (len(current[-1]) == 1 or not _fits(line, current)))):
            runs.append(current)
            current = []
        if not alone or current:
            current.append(line)
    runs.append(current)
    trimmed: list[list[list[Segment]]] = []
    for run in runs:
        while run and len(run[-1]) == 1:
            run.pop()
        if sum(len(line) > 1 for line in run) >= _LEAST_ROWS:
            trimmed.append(run)
    return trimmed


def _is_running(line: list[Segment]) -> bool:
    """Whether a line of several stretches is one of justified prose: long, and no gap in it is wide."""
    letters = sum(sum(map(str.isalpha, one.text)) for one in line)
    widest = max((two.left - one.right for one, two in pairwise(line)), default=0.0)
    return letters > 1.2 * _SHORT and widest < 1.5 * line[0].size


def _fits(line: list[Segment], run: list[list[Segment]]) -> bool:
    """Whether a lone stretch stands in one column of the lines above it, and leaves room for the next."""
    segment = line[0]
    if len(line) > 1:
        return False
    starts = _stops([one.left for line in run if len(line) > 1 for one in line])
    column = bisect_right(starts, segment.left + _NEAR) - 1
    return column >= 0 and (column + 1 == len(starts) or segment.right <= starts[column + 1] + _NEAR)


def _aligned(run: list[list[Segment]]) -> Table | None:
    if any(_LEADER.search(segment.text) for line in run for segment in line):
        return None
    if _is_text(run):
        return None
    columns = _columns(run)
    if len(columns) < 2:
        return None
    places = [_placed(line, columns) for line in run]
    right = [one.text for line in places for column, one in line if column > 0]
    every = [one.text for line in places for _, one in line]
    if _holds_prose(places):
        return None
    figures = sum(map(_is_figure, right)) / max(len(right), 1)
    running = sum(text[:1].islower() for text in every) > 0.4 * len(every)
    short = not running and sum(map(len, every)) / len(every) <= _SHORT and max(map(len, every)) <= 3 * _SHORT
    if not (figures >= 0.5 or (len(columns) > 2 and short)):
        return None
    rows = [row for cells in _with_rests(places) if (row := _row(cells)) is not None]
    every_one = [one for line in run for one in line]
    return Table(
        min(one.left for one in every_one),
        min(one.top for one in every_one),
        max(one.right for one in every_one),
        max(one.bottom for one in every_one),
        _with_headings(rows),
    )


def _with_rests(places: list[list[tuple[int, Segment]]]) -> list[dict[int, list[Segment]]]:
    """The cells of each row; a line that only goes on with cells of the row above it is part of that."""
    bases = [line[0][1].base for line in places]
    steps = sorted(two - one for one, two in pairwise(bases))
    usual = steps[(2 * len(steps)) // 3] if steps else 0.0
    rows: list[dict[int, list[Segment]]] = []
    before = 0.0
    for base, line in zip(bases, places, strict=True):
        cells = _cells(line)
        if rows and _goes_on(cells, rows[-1], base - before, usual):
            for column, segments in cells.items():
                rows[-1].setdefault(column, []).extend(segments)
        else:
            rows.append(cells)
        before = base
    return rows


def _goes_on(cells: dict[int, list[Segment]], row: dict[int, list[Segment]], step: float, usual: float) -> bool:
    every = [segment for segments in cells.values() for segment in segments]
    if not set(cells) <= set(row) or len(cells) >= max(2, len(row)) or any(_is_figure(one.text) for one in every):
        return False
    return step <= 1.45 * every[0].size and (step < 0.9 * usual or every[0].text[:1].islower())


def _holds_prose(places: list[list[tuple[int, Segment]]]) -> bool:
    """Whether a column is one of running text: long stretches, most of which go on from the line above."""
    columns: dict[int, list[str]] = {}
    for line in places:
        for column, segment in line:
            columns.setdefault(column, []).append(segment.text)
    if sum(len(text) > 2 * _SHORT for column, texts in columns.items() if column for text in texts) > 1:
        return True
    for texts in columns.values():
        running = sum(text[:1].islower() for text in texts)
        words = [text for text in texts if not _is_figure(text)]
        if len(words) < _LEAST_ROWS or len(words) < 0.5 * len(texts):
            continue
        if running >= 0.4 * len(words) and median(map(len, words)) > 12:
            return True
        if median(map(len, words)) > 2.2 * _SHORT:
            return True
    return False


def _cells(line: list[tuple[int, Segment]]) -> dict[int, list[Segment]]:
    cells: dict[int, list[Segment]] = {}
    for column, segment in line:
        cells.setdefault(max(column, 0), []).append(segment)
    return cells


def _columns(run: list[list[Segment]]) -> list[float]:
    """Where the columns begin: behind each stretch of white that hardly a line crosses, and where words line up."""
    lines = [[word for one in line for word in one.words] for line in run if len(line) > 1]
    crossed = _crossed(lines, run[0][0].size)
    columns: list[float] = []
    for x in sorted({word.left for line in lines for word in line}):
        if crossed[max(int(x), 0)] <= len(lines) // 5 and (not columns or x > columns[-1] + run[0][0].size):
            columns.append(x)
    return [x for index, x in enumerate(columns) if index == 0 or _lines_up(x, columns[index + 1 :], lines)]


def _crossed(lines: list[list[Word]], size: float) -> list[int]:
    """How many lines have a word across, or ending close before, each point of the width."""
    width = int(max(word.right for line in lines for word in line)) + int(size) + 2
    steps = [0] * (width + 1)
    for line in lines:
        reach = -1
        for word in sorted(line, key=lambda word: word.left):
            begin, end = max(int(word.left) + 1, reach, 0), min(int(word.right + 0.3 * size) + 1, width)
            if end > begin:
                steps[begin] += 1
                steps[end] -= 1
                reach = end
    return list(accumulate(steps))


def _lines_up(x: float, later: list[float], lines: list[list[Word]]) -> bool:
    """Whether what stands in a column has its left ends, its right ends or its middles in one place in most lines."""
    end = later[0] if later else 1e9
    cells = [[word for word in line if x - 0.5 <= word.left < end - 0.5] for line in lines]
    spans = [(cell[0].left, max(word.right for word in cell)) for cell in cells if cell]
    if len(spans) < 0.5 * len(lines):
        return False
    for place in ([left for left, _ in spans], [right for _, right in spans], [sum(span) / 2 for span in spans]):
        if sum(abs(one - median(place)) <= _NEAR for one in place) >= 0.6 * len(place):
            return True
    return False


def _is_text(run: list[list[Segment]]) -> bool:
    """Whether most stretches are long and many of them go on from the line above: columns of prose."""
    texts = [one.text for line in run for one in line]
    running = sum(text[:1].islower() for text in texts)
    return running > 0.4 * len(texts) and median(map(len, texts)) > _SHORT


def _placed(line: list[Segment], columns: list[float]) -> list[tuple[int, Segment]]:
    """The cells of a line, each with its column."""
    if len(line) == 1:
        return [(max(bisect_right(columns, line[0].left + 1) - 1, 0), line[0])]
    cells: dict[int, list[Word]] = {}
    for segment in line:
        for word in segment.words:
            cells.setdefault(max(bisect_right(columns, word.left + 1) - 1, 0), []).append(word)
    made = [(column, make_segment(cells[column])) for column in sorted(cells)]
    return [(column, segment) for column, segment in made if segment is not None]


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text.strip()) is not None


__all__ = ["Row", "Table", "aligned_tables", "ruled_tables"]
