"""A page from its words and strokes to its lines in reading order."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise, product
from typing import TYPE_CHECKING

from policygraph.source.pdf.aligned import aligned_tables
from policygraph.source.pdf.dots import with_bullets
from policygraph.source.pdf.regions import (
    Atom,
    Gutters,
    Region,
    atom_of,
    in_reading_order,
    table_atom,
    with_tables,
)
from policygraph.source.pdf.ruled import ruled_tables
from policygraph.source.pdf.segments import Segment, make_segment, segments_of
from policygraph.source.pdf.values import Line, Page, Stroke, Word

if TYPE_CHECKING:
    from policygraph.source.pdf.cells import Table
    from policygraph.source.pdf.glyphs import Glyphs

    _Size = tuple[float, float]
    _Letters = tuple[float, int]
    """A size and a colour."""

    _StackKey = tuple[int, int, int]
    """About where stretches begin, the size of their letters, and the colour."""

_MOST_DIGITS = 4
_RIGHT = 10_000
"""Added to the keys of places at which numbers end, to part them from those at which they begin."""
_LEAST_NUMBERS = 5
_MOST_OF_PAGE = 0.7
_LEAST_BOX = 40.0
_MOST_BOXES = 60
_EDGE = 0.1
UNTOLD = "page without order"
"""Counted on a page whose layout could not be told."""

_MOST_ASIDE = 12
_PAUSE = 1.65


def lay_out(
    number: int,
    size: _Size,
    glyphs: Glyphs,
    strokes: list[Stroke],
    gutters: Gutters,
) -> Page:
    """The page with its lines in reading order, what was left out counted under what was already."""
    _, height = size
    left_out = Counter(glyphs.dropped)
    words, numbers = _without_line_numbers(_within(glyphs.words, size), gutters)
    if numbers:
        left_out["line number"] += numbers
    tables, words = ruled_tables(with_bullets(words, strokes), strokes)
    more, segments = aligned_tables(segments_of(words))
    atoms = _with_asides(segments) + [table_atom(table) for table in tables + more]
    lines = _Lines(height)
    for region in in_reading_order(_boxed(atoms, strokes, size, gutters), gutters):
        lines.add(region)
    return Page(
        number,
        *size,
        tuple(lines.found),
        dict(left_out),
        glyphs.shown,
        glyphs.nameless,
    )


def as_painted(number: int, size: _Size, glyphs: Glyphs) -> Page:
    """The page with its lines from the top down, whatever their layout says: for a page that nobody drew by hand."""
    lines = _Lines(size[1])
    atoms = [atom_of(segment) for segment in segments_of(glyphs.words)]
    lines.add(Region(atoms, 0.0, size[0]))
    left_out = {**glyphs.dropped, UNTOLD: 1}
    return Page(
        number,
        size[0],
        size[1],
        tuple(lines.found),
        left_out,
        glyphs.shown,
        glyphs.nameless,
    )


class _Lines:
    """Collects the lines of regions, in order."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._region = 0
        self._table = 0
        self.found: list[Line] = []

    def add(self, region: Region) -> None:
        """Add the lines of a region; a box that lines flow around comes where they make a pause."""
        self._region += 1
        waiting: list[Segment] = []
        held: list[Atom] = []
        for atom in region.atoms:
            segment = atom.segment
            if segment is not None:
                if held and _pauses(waiting[-1], segment):
                    self._flush(waiting, region)
                    self._add_apart(held)
                    held = []
                waiting.append(segment)
            elif atom.inner and waiting:
                held.append(atom)
            else:
                self._flush(waiting, region)
                self._add_apart([*held, atom])
                held = []
        self._flush(waiting, region)
        self._add_apart(held)

    def _add_apart(self, atoms: list[Atom]) -> None:
        """Add boxes and tables, and let what follows stand apart from what came before."""
        for atom in atoms:
            for inner in atom.inner:
                self.add(inner)
            if atom.table and not atom.inner:
                self._add_table(atom.table)
            self._region += 1

    def _flush(self, waiting: list[Segment], region: Region) -> None:
        inner = round(region.left, 2)
        outer = round(region.right, 2)
        for segment in _in_lines(waiting, self._height):
            line = Line(
                segment.text,
                left=round(segment.left, 2),
                right=round(segment.right, 2),
                base=round(segment.base, 2),
                size=segment.size,
                bold=segment.bold,
                colour=segment.colour,
                region=self._region,
                inner=inner,
                outer=outer,
                mark=segment.mark,
                raised=segment.raised,
            )
            self.found.append(line)
        waiting.clear()

    def _add_table(self, table: Table) -> None:
        self._table += 1
        self._region += 1
        left = round(table.left, 2)
        right = round(table.right, 2)
        for row in table.rows:
            line = Line(
                "\t".join(box.text for box in row.cells),
                left=left,
                right=right,
                base=round(row.base, 2),
                size=row.size,
                bold=False,
                colour=0,
                region=self._region,
                inner=left,
                outer=right,
                table=self._table,
                cells=row.cells,
            )
            self.found.append(line)


def _pauses(before: Segment, segment: Segment) -> bool:
    """Whether a line does not simply go on below another: more white between them, or other letters."""
    return (
        segment.base - before.base > _PAUSE * before.size
        or abs(segment.size - before.size) > 0.1 * before.size
    )


def _in_lines(segments: list[Segment], height: float) -> list[Segment]:
    """The segments of a region that stand on one line in letters of about one size, put together.

    At the edges of the page what stands far apart stays apart: the two halves of a running head.
    """
    made: list[Segment] = []
    for row in _by_height(segments):
        row.sort(key=lambda one: one.left)
        parts = [row]
        if not _EDGE * height < row[0].base < (1 - _EDGE) * height:
            parts = _far_apart(row)
        made += map(_one_line, parts)
    return made


def _by_height(segments: list[Segment]) -> list[list[Segment]]:
    """Segments that stand on one line, from the top of the page down."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.base):
        home = next(
            (row for row in reversed(rows[-3:]) if _on_one_line(segment, row[0])), None
        )
        if home is None:
            rows.append([segment])
        else:
            home.append(segment)
    return rows


def _on_one_line(segment: Segment, first: Segment) -> bool:
    size = max(segment.size, first.size)
    if abs(segment.base - first.base) > 0.35 * size:
        return False
    if min(segment.size, first.size) > 0.8 * size:
        return True
    shorter = min(len(segment.text), len(first.text))
    return shorter < 4


def _far_apart(row: list[Segment]) -> list[list[Segment]]:
    parts = [row[:1]]
    for one, two in pairwise(row):
        gap = two.left - one.right
        if gap > 3 * two.size:
            parts.append([])
        parts[-1].append(two)
    return parts


def _one_line(row: list[Segment]) -> Segment:
    if len(row) == 1:
        return row[0]
    words = chain.from_iterable(segment.words for segment in row)
    whole = make_segment(list(words))
    if whole is None:
        return row[0]
    texts = (segment.text for segment in row)
    whole.text = " ".join(filter(None, texts))
    whole.left = min(segment.left for segment in row)
    whole.mark = row[0].mark
    whole.raised = sum(segment.raised for segment in row)
    return whole


def _with_asides(segments: list[Segment]) -> list[Atom]:
    """The segments as atoms; a few lines in letters of their own, beside other text, are one."""
    asides = _asides_among(segments)
    taken = {id(segment) for segment in chain.from_iterable(asides)}
    atoms = [atom_of(segment) for segment in segments if id(segment) not in taken]
    atoms += map(_aside, asides)
    return atoms


def _asides_among(segments: list[Segment]) -> list[list[Segment]]:
    """Stacks of a few lines that are not in the usual letters and stand beside other text."""
    usual = _usual_letters(segments)
    others = [
        segment for segment in segments if (segment.size, segment.colour) != usual
    ]
    few = [stack for stack in _stacks(others) if 1 < len(stack) <= _MOST_ASIDE]
    return [stack for stack in few if _has_neighbour(stack, segments)]


def _usual_letters(segments: list[Segment]) -> _Letters:
    """The size and colour that most of the text has."""
    weights: Counter[_Letters] = Counter()
    for segment in segments:
        weights[segment.size, segment.colour] += len(segment.text)
    if weights:
        return weights.most_common(1)[0][0]
    return 0.0, 0


def _aside(stack: list[Segment]) -> Atom:
    """Lines that stand below one another as one atom."""
    left = min(one.left for one in stack)
    right = max(one.right for one in stack)
    box = Atom(left, stack[0].top, right, stack[-1].bottom)
    lines = [atom_of(segment) for segment in stack]
    box.inner = [Region(lines, left, right)]
    return box


def _stacks(segments: list[Segment]) -> list[list[Segment]]:
    """Segments that stand right below one another with one left edge, in letters of one size and colour."""
    stacks: list[list[Segment]] = []
    open_stacks: dict[_StackKey, list[Segment]] = {}
    for segment in sorted(segments, key=lambda one: one.base):
        left = round(segment.left / 2)
        size = round(segment.size * 2)
        keys = [(near, size, segment.colour) for near in (left, left - 1, left + 1)]
        stack = next((open_stacks[key] for key in keys if key in open_stacks), None)
        if stack is not None and _stands_below(stack[-1], segment):
            stack.append(segment)
            continue
        stack = [segment]
        open_stacks[keys[0]] = stack
        stacks.append(stack)
    return stacks


def _stands_below(above: Segment, segment: Segment) -> bool:
    step = segment.base - above.base
    return step <= 1.6 * segment.size


def _has_neighbour(stack: list[Segment], segments: list[Segment]) -> bool:
    """Whether text in other letters stands beside a stack, and nothing in its own on its lines or between them."""
    beside = _level_with(stack, segments)
    if _is_overlapped(stack, beside) or _shares_line(stack, beside):
        return False
    first = stack[0]
    return any(
        other.bold != first.bold or not _looks_like(other, first, 0.08)
        for other in beside
    )


def _level_with(stack: list[Segment], segments: list[Segment]) -> list[Segment]:
    """The segments at the height of a stack that are not in it."""
    ids = {id(one) for one in stack}
    return [
        other for other in segments if id(other) not in ids and _is_level(other, stack)
    ]


def _is_overlapped(stack: list[Segment], beside: list[Segment]) -> bool:
    """Whether anything stands between the left and the right edge of a stack."""
    left = min(one.left for one in stack)
    right = max(one.right for one in stack)
    further = (other for other in beside if other.right > left)
    return any(other.left < right for other in further)


def _shares_line(stack: list[Segment], beside: list[Segment]) -> bool:
    """Whether letters like those of a stack stand beside it on one of its lines."""
    alike = [other for other in beside if _looks_like(other, stack[0], 0.04)]
    pairs = product(alike, stack)
    return any(abs(other.base - one.base) < 1 for other, one in pairs)


def _is_level(segment: Segment, stack: list[Segment]) -> bool:
    if segment.bottom <= stack[0].top:
        return False
    return segment.top < stack[-1].bottom


def _looks_like(segment: Segment, other: Segment, share: float) -> bool:
    """Whether two stretches have one colour and about one size."""
    return (
        segment.colour == other.colour
        and abs(segment.size - other.size) <= share * other.size
    )


def _boxed(
    atoms: list[Atom],
    strokes: list[Stroke],
    size: _Size,
    gutters: Gutters,
) -> list[Atom]:
    """Atoms that a drawn box holds, put together, unless something runs across its edge."""
    width, height = size
    for box in _boxes(strokes, _MOST_OF_PAGE * width * height):
        inside, outside = _parted(atoms, box)
        if len(inside) < 2 or not outside:
            continue
        if any(_touches(box, atom) for atom in outside):
            continue
        atoms = [*outside, _box_of(box, inside, gutters)]
    return atoms


def _parted(atoms: list[Atom], box: Stroke) -> tuple[list[Atom], list[Atom]]:
    """The atoms that a drawn box holds, and the others."""
    inside: list[Atom] = []
    outside: list[Atom] = []
    for atom in atoms:
        if _holds(box, atom):
            inside.append(atom)
        else:
            outside.append(atom)
    return inside, outside


def _box_of(box: Stroke, inside: list[Atom], gutters: Gutters) -> Atom:
    """What a drawn box holds as one atom, read in an order of its own."""
    top = min(atom.top for atom in inside)
    bottom = max(atom.bottom for atom in inside)
    whole = Atom(box.left, top, box.right, bottom)
    whole.inner = in_reading_order(with_tables(inside), gutters)
    return whole


def _boxes(strokes: list[Stroke], most: float) -> list[Stroke]:
    """The rectangles that may frame text, the largest first: no smaller than a few words and no larger than a page."""
    found: set[Stroke] = set()
    for one in strokes:
        width = one.right - one.left
        height = one.bottom - one.top
        if width > 2 * _LEAST_BOX and height > _LEAST_BOX:
            whole = Stroke._make(map(round, one))
            found.add(whole)
    ordered = sorted(found, key=lambda box: (-_area(box), box))
    return [box for box in ordered[:_MOST_BOXES] if _area(box) <= most]


def _area(box: Stroke) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _holds(box: Stroke, atom: Atom) -> bool:
    if atom.left < box.left - 2:
        return False
    if atom.right > box.right + 2:
        return False
    if atom.top < box.top - 2:
        return False
    return atom.bottom <= box.bottom + 2


def _touches(box: Stroke, atom: Atom) -> bool:
    if atom.left >= box.right - 2:
        return False
    if atom.right <= box.left + 2:
        return False
    if atom.top >= box.bottom - 2:
        return False
    return atom.bottom > box.top + 2


def _without_line_numbers(
    words: list[Word], gutters: Gutters
) -> tuple[list[Word], int]:
    """The words without a column of rising numbers left of all text, and how many there were."""
    margin = _line_numbers(words, gutters)
    if not margin:
        return words, 0
    ids = {id(word) for word in margin}
    kept = [word for word in words if id(word) not in ids]
    return kept, len(margin)


def _line_numbers(words: list[Word], gutters: Gutters) -> list[Word]:
    """The numbers that count lines in the margin: told by themselves, or few where earlier pages had them."""
    columns = _columns_of_numbers(words)
    margin = max(columns.values(), key=len, default=[])
    counting = _counts_lines(margin)
    if counting and _stands_in_margin(margin, words):
        keys = [key for key, found in columns.items() if found is margin]
        gutters.margins.update(keys)
        return margin
    if counting:
        return []
    known = [found for key, found in columns.items() if key in gutters.margins]
    return max(known, key=len, default=[])


def _columns_of_numbers(words: list[Word]) -> dict[int, list[Word]]:
    """Whole numbers by where they begin and where they end."""
    columns: dict[int, list[Word]] = {}
    for word in words:
        if word.glued or len(word.text) > _MOST_DIGITS:
            continue
        if not word.text.isdecimal():
            continue
        begin = round(word.left / 3)
        end = round(word.right / 3) + _RIGHT
        columns.setdefault(begin, []).append(word)
        columns.setdefault(end, []).append(word)
    return columns


def _stands_in_margin(margin: list[Word], words: list[Word]) -> bool:
    """Whether hardly any word stands left of a column of numbers or among them, and each counts a line of its own."""
    right = max(word.right for word in margin)
    beside = _beside(margin, words)
    before = sum(word.left <= right + 3 for word in beside)
    if before > 0.01 * len(beside):
        return False
    heights = {round(word.base) for word in beside}
    return len(heights) >= len(margin)


def _within(words: list[Word], size: _Size) -> list[Word]:
    """The words that stand on a page of a size, at least in part."""
    width, height = size
    across = [word for word in words if word.right > 0 and word.left < width]
    return [word for word in across if 0 <= word.base <= height + word.size]


def _beside(margin: list[Word], words: list[Word]) -> list[Word]:
    """The words at the heights of a column of numbers, without the numbers themselves."""
    numbers = set(map(id, margin))
    first = margin[0].base - 1
    last = margin[-1].base + 1
    level = (word for word in words if first <= word.base <= last)
    return [word for word in level if id(word) not in numbers]


def _counts_lines(margin: list[Word]) -> bool:
    """Whether numbers below one another rise by a step that lines are counted by."""
    margin.sort(key=lambda word: word.base)
    values = [int(word.text) for word in margin]
    steps = Counter(later - earlier for earlier, later in pairwise(values))
    if len(margin) < _LEAST_NUMBERS:
        return False
    step, times = steps.most_common(1)[0]
    if step not in {1, 2, 5, 10}:
        return False
    return times >= 0.8 * (len(values) - 1)
