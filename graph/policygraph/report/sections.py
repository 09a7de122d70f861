"""Sections: what each heading opens, how far it reaches, and which one encloses it.

Headings of one style are of one level. A style that has not been met yet goes below the heading before it if it
begins to count there, or by the natural order of its words (a chapter is in a part); else it goes beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from policygraph.report.model import Section
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.report.lines import Block, Blocks, IndexSet, Indices
    from policygraph.source.numbering import Marker

    Parents = list[int | None]
    """For each section the index of the one that encloses it."""
    Markers = Sequence[Marker]

_LONGEST_LINE = 120
_EDGES = " \t\u3000*_#"


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a text, and the blocks that their headings stand in.

    `headings` holds for each section the index of its block; `titles` the blocks that only carry a heading's words,
    because its number stands alone on the line above.
    """

    sections: tuple[Section, ...]
    headings: tuple[int, ...]
    titles: frozenset[int]

    def enclosing(self, block: int) -> int | None:
        """The index of the innermost section that a block is in; None before the first heading."""
        before = bisect_right(self.headings, block)
        if not before:
            return None
        return before - 1


def build_sections(text: str, blocks: Blocks, headings: IndexSet) -> Sections:
    r"""The sections that the headings open, in the order of the text.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "Part One Roads\n(1) Widen.\nTwo of them.\nPart Two Trees\n(1) Plant."
        >>> built = build_sections(text, split_blocks(text, read_plain(text).parts), {0, 1, 3, 4})
        >>> [(section.number, section.title.of(text), section.parent) for section in built.sections]
        [('One', 'Roads', None), ('1', 'Widen.', 0), ('Two', 'Trees', None), ('1', 'Plant.', 2)]
    """
    order = sorted(headings)
    parents = _parents([_marker(blocks[at]) for at in order])
    ends = _ends(blocks, order, parents)
    titles = set()
    sections: list[Section] = []
    for at, parent, end in zip(order, parents, ends, strict=True):
        block = blocks[at]
        title = _title(text, block)
        following = at + 1
        if not title and _title_stands_at(blocks, following):
            title = trimmed(text, blocks[following].span)
            titles.add(following)
        level = 1
        if parent is not None:
            level += sections[parent].level
        section = Section(
            span=Span(block.span.begin, end),
            title=title or block.span,
            number=_marker(block).number,
            parent=parent,
            level=level,
        )
        sections.append(section)
    return Sections(tuple(sections), tuple(order), frozenset(titles))


def trimmed(text: str, span: Span) -> Span:
    """The stretch without white space and marks of emphasis at its ends."""
    begin = span.begin
    end = span.end
    while begin < end and text[begin] in _EDGES:
        begin += 1
    while end > begin and text[end - 1] in _EDGES:
        end -= 1
    return Span(begin, end)


def _marker(block: Block) -> Marker:
    if block.marker is None:
        raise ValueError(block)
    return block.marker


def _title(text: str, block: Block) -> Span | None:
    """The words of a heading, None where it has none."""
    words = block.lead
    if _marker(block).hashes and block.size <= _LONGEST_LINE:
        words = Span(words.begin, block.span.end)
    title = trimmed(text, words)
    if title.begin == title.end:
        return None
    return title


def _title_stands_at(blocks: Blocks, place: int) -> bool:
    """Whether a block of that place, if there is one, is the title of the heading before it."""
    there = blocks[place : place + 1]
    return any(map(_is_title_line, there))


def _is_title_line(block: Block) -> bool:
    if block.marker is not None:
        return False
    return block.alone and block.size <= _LONGEST_LINE


def _parents(markers: Markers) -> Parents:
    parents: Parents = []
    above: list[int] = []
    styles = Counter(marker.style for marker in markers)
    for at, marker in enumerate(markers):
        open_ones = [markers[index] for index in above]
        single = styles[marker.style] == 1
        if single and _is_stray(marker, open_ones):
            parents.append(above[-1])
            continue
        depth = _depth(marker, open_ones)
        del above[depth:]
        parent = above[-1] if above else None
        parents.append(parent)
        above.append(at)
    return parents


def _is_stray(marker: Marker, above: Markers) -> bool:
    """Whether a heading such as "Objective 2" is of a count that is not there: it closes none, and encloses none."""
    if not marker.named or marker.ordinal <= 1:
        return False
    return any(not other.named for other in above)


def _depth(marker: Marker, above: Markers) -> int:
    """How many of the open headings enclose a new one."""
    if marker.hashes:
        higher = takewhile(lambda other: 0 < other.hashes < marker.hashes, above)
        return len(list(higher))
    for at, other in enumerate(above):
        if other.style == marker.style and not other.hashes:
            return at
    return _depth_of_new(marker, above)


def _depth_of_new(marker: Marker, above: Markers) -> int:
    """How many of the open headings enclose one of a style that none of them has."""
    depth = len(above)
    for last in reversed(above):
        if last.hashes or not _goes_beside(marker, last):
            break
        depth -= 1
    return depth


def _goes_beside(marker: Marker, last: Marker) -> bool:
    """Whether a heading of a new style cannot be below the last one."""
    higher = marker.rank < last.rank
    if marker.named:
        return higher or not last.named
    if last.named:
        return False
    return higher and marker.ordinal > 1


def _ends(blocks: Blocks, order: Indices, parents: Parents) -> list[int]:
    """Where each section ends: before the next heading that is not below it."""
    end = blocks[-1].span.end
    ends = [end] * len(order)
    open_sections: list[int] = []
    for index, at in enumerate(order):
        while open_sections and open_sections[-1] != parents[index]:
            ends[open_sections.pop()] = blocks[at - 1].span.end
        open_sections.append(index)
    return ends
