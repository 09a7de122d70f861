"""The reading order of a page: columns are found by the white between them, and what runs across bounds them.

The page is cut in two where a white gutter has lines on both sides of it and none across, over the tallest stretch
that allows it; what lies above and below is looked at in the same way, and so is each side. It is the XY-cut of Nagy
and Seth with the order of cuts turned: the gutter first, and as tall as it is, not as the page.

Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.pdf.aligned import aligned_tables
from policygraph.source.pdf.middle import median

if TYPE_CHECKING:
    from policygraph.source.pdf.cells import Table
    from policygraph.source.pdf.segments import Segment

_LEAST_LINES = 3
_SURE_LINES = 7
_MOST_ATOMS = 4_000
_MOST_GUTTERS = 12
_SAME = 5.0
_LOWEST = 20.0
_DEEPEST = 8
_NARROWEST = 45.0
_LEAST_LETTERS = 9
_USUAL_SIZE = 10.0
_LARGER = 1.15
_FIGURE = re.compile(r"[\d.,%()$€£\s–+-]+")


@dataclass(slots=True)
class Atom:
    """What reading order does not look into: a segment, or a table or box with its own lines."""

    left: float
    top: float
    right: float
    bottom: float
    segment: Segment | None = None
    inner: list[Region] = field(default_factory=list)
    table: Table | None = None


@dataclass(slots=True)
class Region:
    """A column, or a stretch of the page without columns: its atoms from the top down."""

    atoms: list[Atom]
    left: float
    right: float


def atom_of(segment: Segment) -> Atom:
    """A segment as an atom."""
    return Atom(segment.left, segment.top, segment.right, segment.bottom, segment)


def table_atom(table: Table) -> Atom:
    """A table as an atom."""
    return Atom(table.left, table.top, table.right, table.bottom, table=table)


def with_tables(atoms: list[Atom]) -> list[Atom]:
    """The atoms of a part of a page, with the tables that are found in it alone."""
    segments = [atom.segment for atom in atoms if atom.segment is not None]
    tables, left = aligned_tables(segments)
    if not tables:
        return atoms
    kept = set(map(id, left))
    others = [
        atom for atom in atoms if atom.segment is None or id(atom.segment) in kept
    ]
    return _from_top(others + list(map(table_atom, tables)))


def _from_top(atoms: list[Atom]) -> list[Atom]:
    return sorted(atoms, key=lambda atom: (atom.top, atom.left))


class Gutters:
    """Where pages of a document were cut into columns: there a line or two beside one another are columns too."""

    def __init__(self) -> None:
        self._known: list[float] = []
        self.margins: set[int] = set()
        """Where numbers of lines were seen, in the keys that the page gives to places."""

    def note(self, x: float) -> None:
        """Remember a gutter."""
        if not self.has(x) and len(self._known) < _MOST_GUTTERS:
            self._known.append(x)

    def has(self, x: float) -> bool:
        """Whether a gutter was seen there."""
        return any(abs(x - known) <= _SAME for known in self._known)

    def all(self) -> list[float]:
        """All that were seen."""
        return self._known


def in_reading_order(
    atoms: list[Atom], gutters: Gutters, depth: int = 0
) -> list[Region]:
    """The regions of a page, or of a part of it, in the order in which they are read."""
    if not atoms:
        return []
    if depth < _DEEPEST and 1 < len(atoms) <= _MOST_ATOMS:
        cut = _best_cut(atoms, gutters)
        if cut is not None:
            return [
                region
                for part in _parts(atoms, cut, gutters)
                for region in in_reading_order(part, gutters, depth + 1)
            ]
    return [_region(_from_top(atoms))]


def _region(atoms: list[Atom]) -> Region:
    left = min(atom.left for atom in atoms)
    return Region(atoms, left, max(atom.right for atom in atoms))


@dataclass(frozen=True, slots=True)
class _Cut:
    x: float
    top: float
    bottom: float
    worth: float
    lines: int


def _best_cut(atoms: list[Atom], gutters: Gutters) -> _Cut | None:
    best: _Cut | None = None
    for x in _candidates(atoms) + gutters.all():
        for cut in _cuts_at(x, atoms, 1 if gutters.has(x) else _LEAST_LINES):
            if best is None or cut.worth > best.worth:
                best = cut
    return best


def _candidates(atoms: list[Atom]) -> list[float]:
    """Where a gutter may run: a little left of where several atoms begin, and others end before."""
    starts: dict[int, int] = {}
    for atom in atoms:
        key = round(atom.left / 4)
        starts[key] = starts.get(key, 0) + 1
    left = min(atom.left for atom in atoms)
    often = [
        key * 4.0 - 3.0
        for key, count in starts.items()
        if count + starts.get(key - 1, 0) + starts.get(key + 1, 0) >= _LEAST_LINES
        and key * 4.0 > left + _NARROWEST
    ]
    return sorted(often)[:40]


def _cuts_at(x: float, atoms: list[Atom], least: int) -> list[_Cut]:
    """The stretches in which nothing runs across `x` and both sides have lines of prose."""
    bars = sorted(
        (atom.top, atom.bottom) for atom in atoms if atom.left < x < atom.right
    )
    edges = [(-1e9, -1e9), *bars, (1e9, 1e9)]
    found: list[_Cut] = []
    reach = -1e9
    for (_, bottom), (top, _) in itertools.pairwise(edges):
        reach = max(reach, bottom)
        if top - reach < (_LOWEST if least > 1 else 1):
            continue
        cut = _cut_between(x, (reach, top), atoms, least)
        if cut is not None:
            found.append(cut)
    return found


def _cut_between(
    x: float, stretch: tuple[float, float], atoms: list[Atom], least: int
) -> _Cut | None:
    """The cut at a place within a stretch that nothing runs across, if both of its sides are columns there."""
    left, right = _sides_of(x, stretch, atoms)
    if min(_lines_of(left), _lines_of(right)) < least:
        return None
    upper, lower = _shared_height(left, right)
    both = [_within(left, upper, lower), _within(right, upper, lower)]
    lines = min(map(_lines_of, both))
    if lower <= upper or lines < least or not _are_columns(both):
        return None
    gutter = _white_between(*both)
    if gutter < _least_gutter(lines, least) * median(_sizes(both)):
        return None
    top, bottom = stretch
    return _Cut(x, top, bottom, (lower - upper) * min(gutter, 30.0), lines)


def _white_between(left: list[Atom], right: list[Atom]) -> float:
    begin = max(atom.right for atom in left)
    end = min(atom.left for atom in right)
    return end - begin


def _sides_of(
    x: float, stretch: tuple[float, float], atoms: list[Atom]
) -> tuple[list[Atom], list[Atom]]:
    """What stands within a stretch left of a place, and what stands right of it."""
    top, bottom = stretch
    within = _wholly_within(atoms, top - 1, bottom + 1)
    left = [atom for atom in within if atom.right <= x + 1]
    right = [atom for atom in within if atom.left >= x - 1]
    return left, right


def _shared_height(left: list[Atom], right: list[Atom]) -> tuple[float, float]:
    """From where to where two sides stand beside one another."""
    tops = [min(atom.top for atom in side) for side in (left, right)]
    bottoms = [max(atom.bottom for atom in side) for side in (left, right)]
    return max(tops), min(bottoms)


def _parts(atoms: list[Atom], cut: _Cut, gutters: Gutters) -> tuple[list[Atom], ...]:
    """What stands above a cut, left and right of it, and below it, with the tables of its sides; the cut is noted."""
    if cut.lines > _SURE_LINES:
        gutters.note(cut.x)
    above, left, right, below = _apart(atoms, cut)
    return above, with_tables(left), with_tables(right), below


def _wholly_within(atoms: list[Atom], upper: float, lower: float) -> list[Atom]:
    return [atom for atom in atoms if atom.top >= upper and atom.bottom <= lower]


def _within(side: list[Atom], upper: float, lower: float) -> list[Atom]:
    return [atom for atom in side if atom.bottom > upper and atom.top < lower]


def _sizes(both: list[list[Atom]]) -> list[float]:
    return [atom.segment.size for side in both for atom in side if atom.segment] or [
        _USUAL_SIZE
    ]


def _least_gutter(lines: int, least: int) -> float:
    """The least white between columns, in sizes of letters: less where columns are known, or long."""
    if least == 1:
        return 0.7
    if lines > _SURE_LINES:
        return 0.95
    return 1.4


def _are_columns(both: list[list[Atom]]) -> bool:
    """Whether both sides are prose, or one is and the other stands beside it at heights of its own."""
    if all(map(_is_prose, both)):
        return True
    one, other = both
    return _beside_prose(one, other) or _beside_prose(other, one)


def _lines_of(side: list[Atom]) -> int:
    return sum(1 if atom.segment else 4 for atom in side)


def _width_of(side: list[Atom]) -> float:
    left = min(atom.left for atom in side)
    right = max(atom.right for atom in side)
    return right - left


def _is_prose(side: list[Atom]) -> bool:
    """Whether a side of a gutter reads like a column: lines of words, no column of figures or of bullets."""
    lines = _texts_of(side)
    if not lines:
        return True
    if _width_of(side) < _NARROWEST:
        return False
    words = [text for text in lines if not _FIGURE.fullmatch(text)]
    if not words:
        return False
    lengths = [len(text) for text in words]
    all_lengths = sum(map(len, lines))
    if sum(lengths) < 0.7 * all_lengths:
        return False
    return median(lengths) >= _LEAST_LETTERS


def _texts_of(side: list[Atom]) -> list[str]:
    """The text of each line of a side: justified lines fall into many stretches."""
    lines: dict[int, list[str]] = {}
    for atom in side:
        if atom.segment:
            key = round(atom.segment.base)
            lines.setdefault(key, []).append(atom.segment.text)
    return [" ".join(texts) for texts in lines.values()]


def _beside_prose(side: list[Atom], other: list[Atom]) -> bool:
    """Whether one side is prose of some width and the other stands at heights of its own: words of a drawing."""
    texts = _texts_of(side)
    if len(texts) < 2 * _LEAST_LINES:
        return False
    usual = median(map(len, texts))
    if usual < 2.5 * _LEAST_LETTERS:
        return False
    beside = _bases(side)
    shared = sum(_stands_at_one_of(base, beside) for base in _bases(other))
    return shared < 0.5 * len(other)


def _bases(side: list[Atom]) -> list[float]:
    return [atom.segment.base for atom in side if atom.segment]


def _stands_at_one_of(base: float, others: list[float]) -> bool:
    return any(abs(base - other) < 1 for other in others)


def _apart(
    atoms: list[Atom], cut: _Cut
) -> tuple[list[Atom], list[Atom], list[Atom], list[Atom]]:
    """What stands above a cut, left of it, right of it and below it."""
    above: list[Atom] = []
    left: list[Atom] = []
    right: list[Atom] = []
    below: list[Atom] = []
    for atom in atoms:
        if _stands_above(atom, cut):
            above.append(atom)
        elif atom.top >= cut.bottom - 1:
            below.append(atom)
        elif (atom.left + atom.right) / 2 < cut.x:
            left.append(atom)
        else:
            right.append(atom)
    if below:
        heading = _last_heading(left, right)
        below += heading
        left = _without(left, heading)
    return above, left, right, below


def _without(atoms: list[Atom], others: list[Atom]) -> list[Atom]:
    left_out = set(map(id, others))
    return [atom for atom in atoms if id(atom) not in left_out]


def _stands_above(atom: Atom, cut: _Cut) -> bool:
    """Whether an atom ends above a cut, or runs across its upper end."""
    if atom.bottom <= cut.top + 1:
        return True
    if atom.top >= cut.top + 1:
        return False
    return atom.left < cut.x < atom.right


def _last_heading(left: list[Atom], right: list[Atom]) -> list[Atom]:
    """What ends the left column in larger letters, below all of the right one: it heads what stands across below."""
    sizes = [atom.segment.size for atom in left + right if atom.segment]
    if not sizes:
        return []
    lowest = max((atom.bottom for atom in right), default=0.0)
    low = [atom for atom in left if atom.top >= lowest - 1]
    larger = _in_larger_letters(low, median(sizes))
    if len(larger) != len(low):
        return []
    if len(low) == len(left):
        return []
    return larger


def _in_larger_letters(atoms: list[Atom], usual: float) -> list[Atom]:
    """The atoms whose letters are clearly larger than the usual size."""
    return [
        atom for atom in atoms if atom.segment and atom.segment.size >= _LARGER * usual
    ]
