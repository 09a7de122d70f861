"""Which lines of a text run on: where a paragraph was broken at the width of a page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policygraph.source.bullets import BULLET, LETTER
from policygraph.source.numbering import find_marker
from policygraph.source.titles import reads_as_title
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.source.plain.lines import Line, Lines

_SHARE = 0.3
_LEAST = 3
_WIDEST = 160
_NEAR = 10
_FEW_WORDS = 2
_FULL = 0.6
_NARROW = (40, 100)
"""A line of so many characters that breaks off before a lower-case one goes on there, however few such lines are."""
_STOPS = ".!?;:。！？；："
_ENDS = ".!?:。！？："
_ROOMY = 4
"""A line that a semicolon ends is an item's where a quarter of the page is left behind it."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Whether the lines of a text are broken at a page's width, and how wide the page is around each.

    `emptied` are the numbers of the lines that held furniture, ascending.
    """

    wrapped: bool
    widths: tuple[int, ...]
    emptied: tuple[int, ...] = ()

    @classmethod
    def of(cls, lines: Lines, emptied: Sequence[int] = ()) -> Wrapping:
        """The wrapping of some lines, told by how many of them run on in lower case.

        Lines that are longer than any page is wide say nothing: a text may hold both.
        """
        sizes = [_width_told_by(line) for line in lines]
        widths: list[int] = []
        for at in range(len(lines)):
            begin = max(0, at - _NEAR)
            near = sizes[begin : at + _NEAR + 1]
            widths.append(max(near))
        pairs = list(_neighbours(lines, frozenset(emptied)))
        full = [pair for pair in pairs if pair.is_full(widths)]
        wrapped = _run_on(pairs) or _run_on(full)
        return cls(wrapped, tuple(widths), tuple(emptied))

    def runs_on(self, lines: Lines, at: int, before: int) -> bool:
        """Whether a line goes on with the paragraph that another line, somewhere above it, belongs to.

        Args:
            lines: The lines of the text.
            at: The index of the line.
            before: The index of the paragraph's last line so far.
        """
        line = lines[at]
        last = lines[before]
        if begins_block(line.words):
            return False
        if line.page != last.page or self._furniture_between(last.number, line.number):
            return self._runs_over(lines, at, before)
        if line.number != last.number + 1 or len(last.words) > _WIDEST:
            return False
        if not self.wrapped:
            return _breaks_off(last.words, line.words)
        if _is_indented(line, last):
            return False
        room = self.widths[at] - len(last.words)
        return not _broken_off(last.words[-1], line.words, room, self.widths[at])

    def _runs_over(self, lines: Lines, at: int, before: int) -> bool:
        """Whether a line goes on with a paragraph that the end of a page breaks off."""
        if _goes_over(lines[before].words, lines[at].words):
            return True
        return self._breaks_off_full(lines, at, before)

    def _breaks_off_full(self, lines: Lines, at: int, before: int) -> bool:
        """Whether a page ends with a full line inside a sentence, whatever word the next page begins with."""
        if not self.wrapped or before == 0:
            return False
        last = lines[before]
        above = lines[before - 1]
        if above.number != last.number - 1:
            return False
        if last.words[-1] in _ENDS:
            return False
        if len(last.words) < _FULL * self.widths[before]:
            return False
        if not _stands_alone(lines, at):
            return True
        return not reads_as_title(lines[at].words)

    def _furniture_between(self, above: int, below: int) -> bool:
        place = bisect_right(self.emptied, above)
        if place >= len(self.emptied):
            return False
        return self.emptied[place] < below


class _Neighbours(NamedTuple):
    """A line, by its index, and the one below it."""

    at: int
    above: Line
    below: Line

    def is_full(self, widths: Sequence[int]) -> bool:
        """Whether the upper line reaches far into the page around it."""
        return len(self.above.words) >= _FULL * widths[self.at]

    def runs_on(self) -> bool:
        """Whether the lower line goes on in lower case where the upper one has no stop."""
        if self.above.words[-1] in _STOPS:
            return False
        return self.below.words[0].islower()


def _width_told_by(line: Line) -> int:
    """How wide a line shows the page to be; nothing where it is longer than any page is wide."""
    if len(line.words) > _WIDEST:
        return 0
    return len(line.words)


def _is_indented(line: Line, last: Line) -> bool:
    """Whether a line begins further in than a sentence that ends above it."""
    if line.indent <= last.indent + 1:
        return False
    return last.words[-1] in _STOPS


def _stands_alone(lines: Lines, at: int) -> bool:
    """Whether a blank line stands below a line."""
    if at + 1 >= len(lines):
        return False
    return lines[at + 1].number > lines[at].number + 1


def _neighbours(lines: Lines, emptied: AbstractSet[int]) -> Iterator[_Neighbours]:
    """The lines with nothing but furniture between them, in pairs, the first no longer than a page is wide."""
    for at, (above, below) in enumerate(pairwise(lines)):
        if len(above.words) > _WIDEST:
            continue
        between = range(above.number + 1, below.number)
        if between and emptied.isdisjoint(between):
            continue
        yield _Neighbours(at, above, below)


def _run_on(pairs: Sequence[_Neighbours]) -> bool:
    """Whether enough lines run on into the one below them in lower case."""
    running = sum(pair.runs_on() for pair in pairs)
    return running >= max(_LEAST, _SHARE * len(pairs))


def begins_block(words: str) -> bool:
    """Whether a line begins a paragraph of its own, by a number or a bullet before it."""
    marker = find_marker(words, Span(0, len(words)))
    if marker is not None:
        return not words[marker.end : marker.end + 1].islower()
    if words.startswith(("|", "#")):
        return True
    return bool(BULLET.match(words) or LETTER.match(words))


def _breaks_off(last: str, following: str) -> bool:
    """Whether a line that is as long as a narrow page is wide breaks off inside a sentence."""
    least, most = _NARROW
    if not least <= len(last) <= most:
        return False
    if last[-1] in _STOPS:
        return False
    return following[0].islower()


def _goes_over(last: str, following: str) -> bool:
    """Whether a sentence goes on over what was left out between two lines."""
    if last[-1] in _ENDS or not following[0].islower():
        return False
    return len(last.split()) > _FEW_WORDS


def _broken_off(last: str, following: str, room: int, width: int) -> bool:
    """Whether a line ends before the page does: after a stop, or halfway before a capital, with room for a word."""
    word = following.split(maxsplit=1)[0]
    if len(word) >= room:
        return False
    if last == ";" and word[0].islower():
        return _ROOMY * room > width
    if last in ".!?:;":
        return True
    if 2 * room <= width:
        return False
    return word[0].isupper()
