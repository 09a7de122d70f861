"""The tables without rules: rows that follow one another and whose stretches stand in the same columns.

They are a table if most of what stands right of the first column is figures, or if there are three columns of short
texts or more: two columns of prose are none, nor is what goes on with columns of prose above and below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from policygraph.source.pdf.cells import (
    LEAST_ROWS,
    NEAR,
    Table,
    is_figure,
    is_year,
    row_of,
    stops,
    with_headings,
)
from policygraph.source.pdf.middle import median
from policygraph.source.pdf.segments import GAP, make_segment

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from policygraph.source.pdf.cells import Row
    from policygraph.source.pdf.segments import Segment
    from policygraph.source.pdf.values import Word

    _Line = list[Segment]
    _Lines = list[_Line]
    _Placed = list[tuple[int, Segment]]
    """The stretches of a line, each with its column."""

    _Cells = dict[int, list[Segment]]
    _WordLines = list[list[Word]]

_SHORT = 22
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")
_MOST_ALONE = 2
_CLOSE = 1.75
_EXACT = 0.6
_GOES_ON = 1.6
_LEAST_PROSE = 3
_FARTHEST = 1e9


def aligned_tables(segments: list[Segment]) -> tuple[list[Table], list[Segment]]:
    """The tables without rules, and the segments that stand in none of them."""
    tables: list[Table] = []
    taken: set[int] = set()
    lines = _by_line(segments)
    for run in _runs(lines):
        if _is_text(run) or _goes_on_as_prose(run, segments):
            continue
        whole, table = _table_of(run, lines)
        if table is None:
            continue
        tables.append(table)
        for line in whole:
            taken.update(map(id, line))
    left = [segment for segment in segments if id(segment) not in taken]
    return tables, left


def _table_of(run: _Lines, lines: _Lines) -> tuple[_Lines, Table | None]:
    """A run with the lines around it that are of its columns, and the table that they make."""
    columns = _columns(run)
    whole = _extended(run, lines, columns)
    if len(whole) != len(run):
        columns = _columns(whole)
    return whole, _aligned(whole, columns)


def _by_line(segments: list[Segment]) -> _Lines:
    """Segments of one height and about one size of letters, from the top."""
    lines: _Lines = []
    for segment in sorted(segments, key=lambda one: one.base):
        home = next(
            (line for line in reversed(lines[-3:]) if _on_line(segment, line[0])), None
        )
        if home is None:
            lines.append([segment])
        else:
            home.append(segment)
    for line in lines:
        line.sort(key=lambda one: one.left)
    return lines


def _on_line(segment: Segment, first: Segment) -> bool:
    if abs(segment.base - first.base) > 0.25 * segment.size:
        return False
    return abs(segment.size - first.size) <= 0.09 * first.size


def _runs(lines: _Lines) -> list[_Lines]:
    """Lines of several stretches that follow one another; lines of one may stand between them, as rests of cells."""
    runs: list[_Lines] = []
    current: _Lines = []
    for line in lines:
        alone = len(line) == 1 or _is_running(line)
        if current and not _joins(line, current, alone=alone):
            runs.append(current)
            current = []
        if current or not alone:
            current.append(line)
    runs.append(current)
    return _with_rows(runs)


def _with_rows(runs: list[_Lines]) -> list[_Lines]:
    trimmed = [_trimmed(run) for run in runs]
    return [run for run in trimmed if _has_rows(run)]


def _has_rows(run: _Lines) -> bool:
    return sum(len(line) > 1 for line in run) >= LEAST_ROWS


def _joins(line: _Line, run: _Lines, *, alone: bool) -> bool:
    """Whether a line goes on with a run: near enough, and a row or the rest of a cell."""
    first = line[0]
    last = run[-1][0]
    step = first.base - last.base
    size = max(first.size, last.size)
    if step > 3.2 * size:
        return False
    if not alone:
        return True
    if _begins(line, _row_stops(run)):
        return True
    near = step <= _CLOSE * first.size
    return _takes_rests(run, near=near) and _fits(line, run)


def _takes_rests(run: _Lines, *, near: bool) -> bool:
    """Whether another rest of a cell may follow a run: none stands at its end, or few and the line is near."""
    lonely = sum(len(one) == 1 for one in run[-_MOST_ALONE:])
    if not lonely:
        return True
    return near and lonely < _MOST_ALONE


def _row_stops(run: _Lines) -> list[float]:
    """Where the stretches begin in those lines of a run that have several."""
    rows = (line for line in run if len(line) > 1)
    return stops(one.left for one in chain.from_iterable(rows))


def _trimmed(run: _Lines) -> _Lines:
    """A run without lines of one stretch at its end, unless they stand close below a cell that is not the first."""
    kept = run[:]
    while kept and len(kept[-1]) == 1 and not _is_rest(kept):
        kept.pop()
    return kept


def _is_rest(run: _Lines) -> bool:
    if len(run) < 2:
        return False
    above = run[-2]
    line = run[-1][0]
    step = line.base - above[0].base
    if step > _closest(run) or is_figure(line.text):
        return False
    return any(abs(one.left - line.left) <= NEAR for one in above)


def _closest(run: _Lines) -> float:
    """The most that the lines of one cell are apart: less than the lines of two rows are."""
    steps = [_step(one, two) for one, two in pairwise(run[:-1])]
    longest = max(steps, default=0.0)
    size = run[-1][0].size
    return min(_CLOSE * size, 0.93 * longest)


def _is_running(line: _Line) -> bool:
    """Whether a line of several stretches is one of justified prose: long, and no gap in it is wide."""
    text = "".join(one.text for one in line)
    letters = sum(map(str.isalpha, text))
    if letters <= 1.2 * _SHORT:
        return False
    gaps = [two.left - one.right for one, two in pairwise(line)]
    widest = max(gaps, default=0.0)
    return widest < 1.5 * line[0].size


def _fits(line: _Line, run: _Lines) -> bool:
    """Whether a lone stretch stands in one column of the lines above it, and leaves room for the next."""
    segment = line[0]
    if len(line) > 1:
        return False
    starts = _row_stops(run)
    following = bisect_right(starts, segment.left + NEAR)
    if following == 0:
        return False
    if following == len(starts):
        return True
    return segment.right <= starts[following] + NEAR


def _goes_on_as_prose(run: _Lines, segments: list[Segment]) -> bool:
    """Whether lines of prose stand right above or below two columns of a run: then it is cut out of columns."""
    every = list(chain.from_iterable(run))
    size = every[0].size
    around = _around(every, segments)
    prose = [one for one in around if _could_be_prose(one, size)]
    starts = stops(one.left for one in every)
    return len(_columns_headed(prose, starts)) > 1


def _columns_headed(prose: list[Segment], starts: list[float]) -> set[int]:
    """The columns, by number, in which a line of prose begins."""
    return {
        bisect_right(starts, one.left + NEAR)
        for one in prose
        if _begins_at_one(one, starts)
    }


def _around(every: list[Segment], segments: list[Segment]) -> list[Segment]:
    """The segments beside, right above and right below those of a run."""
    ids = {id(one) for one in every}
    reach = _GOES_ON * every[0].size
    top = every[0].base - reach
    bottom = every[-1].base + reach
    level = (one for one in segments if top <= one.base <= bottom)
    return [one for one in level if id(one) not in ids]


def _could_be_prose(segment: Segment, size: float) -> bool:
    if abs(segment.size - size) >= _EXACT:
        return False
    return len(segment.text.split()) >= _LEAST_PROSE


def _begins_at_one(segment: Segment, starts: list[float]) -> bool:
    return any(abs(segment.left - x) < NEAR for x in starts)


def _columns(run: _Lines) -> list[float]:
    return columns_of([_words(line) for line in run if len(line) > 1])


def _extended(run: _Lines, lines: _Lines, columns: list[float]) -> _Lines:
    """A run with the lines right above and below it whose words, close as they stand, begin where its columns do."""
    places = [
        index for index, line in enumerate(lines) if line is run[0] or line is run[-1]
    ]
    top = places[0]
    bottom = places[-1]
    steps = [_step(one, two) for one, two in pairwise(run)]
    reach = max(steps, default=0.0) + NEAR
    first = _first_row(lines, top, reach, columns)
    last = _last_row(lines, bottom, reach, columns)
    above = lines[first:top]
    below = lines[bottom + 1 : last + 1]
    return above + run + below


def _first_row(lines: _Lines, top: int, reach: float, columns: list[float]) -> int:
    """Where the rows begin that follow one another from a line upwards."""
    first = top
    while (
        first
        and _step(lines[first - 1], lines[first]) <= reach
        and _begins(lines[first - 1], columns)
    ):
        first -= 1
    return first


def _last_row(lines: _Lines, bottom: int, reach: float, columns: list[float]) -> int:
    """Where the rows end that follow one another from a line downwards."""
    last = bottom
    end = len(lines) - 1
    while (
        last < end
        and _step(lines[last], lines[last + 1]) <= reach
        and _begins(lines[last + 1], columns)
    ):
        last += 1
    return last


def _step(upper: _Line, lower: _Line) -> float:
    """How far a line stands below another."""
    return lower[0].base - upper[0].base


def _begins(line: _Line, columns: list[float]) -> bool:
    """Whether words of a line begin where two columns besides the first do, or more, and none stands across."""
    words = _words(line)
    begun = sum(_begin_at(x, words) for x in columns[1:])
    if begun < max(2, len(columns) // 2):
        return False
    return not any(_stands_across(word, columns) for word in words)


def _stands_across(word: Word, columns: list[float]) -> bool:
    """Whether a word begins clearly before a column does, and ends behind that."""
    return any(word.left + _EXACT < x < word.right for x in columns)


def _aligned(run: _Lines, columns: list[float]) -> Table | None:
    """The table that a run of lines is, if it is one."""
    if len(columns) < 2 or _has_leaders(run):
        return None
    places = [_placed(line, columns) for line in run]
    if not _is_tabular(places, len(columns)):
        return None
    made = map(row_of, _with_rests(places, len(columns)))
    rows = [row for row in made if row is not None]
    return _table_at(run, rows)


def _has_leaders(run: _Lines) -> bool:
    """Whether dots or strokes lead from one stretch to the next, as in lists of contents and in forms."""
    every = chain.from_iterable(run)
    return any(_LEADER.search(segment.text) for segment in every)


def _is_tabular(places: list[_Placed], columns: int) -> bool:
    """Whether cells are those of a table: figures, or short texts in three columns or more, and no prose."""
    if _holds_prose(places):
        return False
    if _is_of_figures(places):
        return True
    return columns > 2 and _is_of_short_texts(places)


def _table_at(run: _Lines, rows: list[Row]) -> Table:
    """The table of some rows, as wide and as high as the lines that they were made of."""
    every = list(chain.from_iterable(run))
    left = min(one.left for one in every)
    top = min(one.top for one in every)
    right = max(one.right for one in every)
    bottom = max(one.bottom for one in every)
    return Table(left, top, right, bottom, with_headings(rows))


def _words(line: _Line) -> list[Word]:
    return [word for one in line for word in one.words]


def _is_of_figures(places: list[_Placed]) -> bool:
    stretches = chain.from_iterable(places)
    right = [one.text for column, one in stretches if column > 0]
    figures = sum(map(is_figure, right))
    return figures >= 0.5 * max(len(right), 1)


def _is_of_short_texts(places: list[_Placed]) -> bool:
    stretches = chain.from_iterable(places)
    texts = [one.text for _, one in stretches]
    running = sum(text[:1].islower() for text in texts)
    if running > 0.4 * len(texts):
        return False
    lengths = [len(text) for text in texts]
    if sum(lengths) > _SHORT * len(texts):
        return False
    return max(lengths) <= 3 * _SHORT


def _with_rests(places: list[_Placed], columns: int) -> list[_Cells]:
    """The cells of each row; a line that only goes on with cells of the row above it is part of that."""
    bases = [line[0][1].base for line in places]
    close = _closeness(bases)
    rows: list[_Cells] = []
    before = 0.0
    for base, line in zip(bases, places, strict=True):
        cells = _cells(line)
        step = base - before
        before = base
        if not rows or not _goes_on(cells, rows[-1], step, close, columns):
            rows.append(cells)
            continue
        for column, segments in cells.items():
            of_row = rows[-1].setdefault(column, [])
            of_row.extend(segments)
    return rows


def _closeness(bases: list[float]) -> float:
    """How far apart the lines of one row are at most, where rows are farther apart than that; else nought."""
    steps = [two - one for one, two in pairwise(bases)]
    steps.sort()
    leaps = [(two / one, one) for one, two in pairwise(steps) if one > 0]
    if not leaps:
        return 0.0
    leap, below = max(leaps)
    if leap <= 1.1:
        return 0.0
    return 1.02 * below


def _goes_on(
    cells: _Cells, row: _Cells, step: float, close: float, columns: int
) -> bool:
    """Whether a line goes on with the row above: it stands close, is not full and begins no row of figures."""
    every = list(chain.from_iterable(cells.values()))
    if step > _CLOSE * every[0].size:
        return False
    if _begins_figures(cells, every):
        return False
    in_mid_sentence = any(one.text[:1].islower() for one in every)
    if step <= close:
        return len(cells) < columns or in_mid_sentence
    return not close and in_mid_sentence and _is_part_of(cells, row)


def _begins_figures(cells: _Cells, every: list[Segment]) -> bool:
    """Whether cells hold figures of their own; years are such only behind a first cell."""
    if 0 in cells and _figures_in(cells):
        return True
    return any(is_figure(one.text) and not is_year(one.text) for one in every)


def _is_part_of(cells: _Cells, row: _Cells) -> bool:
    """Whether cells stand below some of a row's, but not below all of several."""
    if not set(cells) <= set(row):
        return False
    return len(cells) < max(2, len(row))


def _figures_in(cells: _Cells) -> bool:
    """Whether a cell behind the first holds a figure."""
    behind = (segments for column, segments in cells.items() if column)
    every = chain.from_iterable(behind)
    return any(is_figure(one.text) for one in every)


def _cells(line: _Placed) -> _Cells:
    cells: _Cells = {}
    for column, segment in line:
        cells.setdefault(max(column, 0), []).append(segment)
    return cells


def _holds_prose(places: list[_Placed]) -> bool:
    """Whether a column is one of running text: long stretches, most of which go on from the line above."""
    columns: dict[int, list[str]] = {}
    for column, segment in chain.from_iterable(places):
        columns.setdefault(column, []).append(segment.text)
    behind = [texts for column, texts in columns.items() if column]
    long = sum(len(text) > 2 * _SHORT for text in chain.from_iterable(behind))
    if long > 1:
        return True
    return any(map(_is_prose, columns.values()))


def _is_prose(texts: list[str]) -> bool:
    """Whether the stretches of one column run on."""
    words = [text for text in texts if not is_figure(text)]
    if len(words) < max(LEAST_ROWS, 0.5 * len(texts)):
        return False
    usual = median(map(len, words))
    if usual > 2.2 * _SHORT:
        return True
    running = sum(text[:1].islower() for text in texts)
    if running < 0.4 * len(words):
        return False
    return usual > 12


def columns_of(lines: _WordLines) -> list[float]:
    """Where columns of words begin: behind white that hardly a line crosses, and where words line up.

    Args:
        lines: The words of each line, from left to right.
    """
    if not lines:
        return []
    size = lines[0][0].size
    crossed = _crossed(lines, 0.3 * size)
    most = len(lines) // 5
    shared = _shared(lines)
    starts = _starts(lines, size)
    found: list[float] = []
    for x in sorted(shared | starts):
        if found and x <= found[-1] + size:
            continue
        point = max(int(x), 0)
        if x in shared or crossed[point] <= most:
            found.append(x)
    return _lined_up(found, lines)


def _lined_up(found: list[float], lines: _WordLines) -> list[float]:
    """The first column, and those of the others in which words line up."""
    bounds = pairwise([*found[1:], _FARTHEST])
    others = [x for x, end in bounds if _lines_up(x, end, lines)]
    return found[:1] + others


def _starts(lines: _WordLines, size: float) -> set[float]:
    """Where stretches of words begin."""
    starts: set[float] = set()
    for line in lines:
        starts.add(line[0].left)
        for one, two in pairwise(line):
            if two.left - one.right > GAP * size:
                starts.add(two.left)
    return starts


def _shared(lines: _WordLines) -> set[float]:
    """Where nearly all lines have a word that begins right there, and none stands across: spaces line up nowhere so."""
    if len(lines) < LEAST_ROWS:
        return set()
    least = 0.8 * len(lines)
    shared: set[float] = set()
    for x in _lefts_near(_often_begun(lines, least), lines):
        times = sum(_begin_at(x, line) for line in lines)
        if times >= least and not _cross(x, lines):
            shared.add(x)
    return shared


def _lefts_near(points: Container[int], lines: _WordLines) -> set[float]:
    """Where words begin, at one of the given points or less than half a point beside it."""
    words = chain.from_iterable(lines)
    lefts = {word.left for word in words}
    return {left for left in lefts if round(left) in points}


def _often_begun(lines: _WordLines, least: float) -> set[int]:
    """The whole points at which, or right beside which, words of many lines begin."""
    begun: Counter[int] = Counter()
    for line in lines:
        begun.update({round(word.left) for word in line})
    often: set[int] = set()
    for key, times in begun.items():
        near = begun[key - 1] + begun[key + 1]
        if times + near >= least:
            often.add(key)
    return often


def _begin_at(x: float, words: list[Word]) -> bool:
    """Whether one of some words begins right at a place."""
    return any(abs(word.left - x) <= _EXACT for word in words)


def _cross(x: float, lines: _WordLines) -> bool:
    words = chain.from_iterable(lines)
    return any(word.left < x - _EXACT and word.right > x for word in words)


def _crossed(lines: _WordLines, margin: float) -> list[int]:
    """How many lines have a word across, or ending less than a margin before, each point of the width."""
    right = max(word.right for word in chain.from_iterable(lines))
    width = int(right + margin) + 2
    steps = [0] * (width + 1)
    for line in lines:
        reach = -1
        for word in sorted(line, key=lambda word: word.left):
            begin = max(int(word.left) + 1, reach, 0)
            end = min(int(word.right + margin) + 1, width)
            if end > begin:
                steps[begin] += 1
                steps[end] -= 1
                reach = end
    return list(accumulate(steps))


def _lines_up(x: float, end: float, lines: _WordLines) -> bool:
    """Whether what stands in a column has its left ends, its right ends or its middles in one place in most lines."""
    cells = list(_cells_between(x, end, lines))
    if len(cells) < 0.5 * len(lines):
        return False
    lefts = [cell[0].left for cell in cells]
    rights = [max(word.right for word in cell) for cell in cells]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return any(map(_agree, (lefts, rights, middles)))


def _cells_between(x: float, end: float, lines: _WordLines) -> Iterator[list[Word]]:
    """The words that each line has in a column, for the lines that have any."""
    for line in lines:
        cell = [word for word in line if x - 0.5 <= word.left < end - 0.5]
        if cell:
            yield cell


def _agree(places: list[float]) -> bool:
    middle = median(places)
    near = sum(abs(one - middle) <= NEAR for one in places)
    return near >= 0.6 * len(places)


def _is_text(run: _Lines) -> bool:
    """Whether most stretches are long and many of them go on from the line above: columns of prose."""
    every = chain.from_iterable(run)
    texts = [one.text for one in every]
    running = sum(text[:1].islower() for text in texts)
    if running <= 0.4 * len(texts):
        return False
    return median(map(len, texts)) > _SHORT


def _placed(line: _Line, columns: list[float]) -> _Placed:
    """The cells of a line, each with its column."""
    if len(line) == 1:
        segment = line[0]
        return [(_column_of(segment, columns), segment)]
    cells: dict[int, list[Word]] = {}
    for word in _words(line):
        column = _column_of(word, columns)
        cells.setdefault(column, []).append(word)
    placed: _Placed = []
    for column in sorted(cells):
        made = make_segment(cells[column])
        if made is not None:
            placed.append((column, made))
    return placed


def _column_of(what: Word | Segment, columns: list[float]) -> int:
    """The last column that begins before what stands there; the first where none does."""
    begun = bisect_right(columns, what.left + 1)
    return max(begun - 1, 0)
