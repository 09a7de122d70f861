"""Lines put together to blocks: the paragraphs, headings and items of one column of one page.

A new block begins where the size, weight or colour of the letters changes, where the lines stand farther apart than
usual, at a bullet or number, at an indent, and behind a line that ended although the next word had room on it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygraph.source.model import Role
    from policygraph.source.pdf.values import Line, Page

    _Edge = Callable[[], float]

_BULLET = re.compile(r"[•▪◦‣∙·●○■□➢►➤✓✔❖]\s?|[-–—*o] (?=\S)")
_LISTED = re.compile(
    r"\(?(?:\d{1,3}|[a-oq-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)]\s+\S|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+\S|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…\s?…|_{5,}|(?:·\s?){4,}")

_STOPS = ".!?:;。！？；：…"
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})?\s+[a-z%]")
_COUNTED = re.compile(r"\((\d{1,2})\)")
_TITLE = 13.0
_LONG = 25
_CLOSERS = "\"'”’)]»）」』"


class PagedLine(NamedTuple):
    """A line with the number of its page."""

    page: int
    line: Line


@dataclass(slots=True)
class Block:
    """Lines that make one paragraph, heading, item, note or row; what they are is told later."""

    lines: list[PagedLine]
    role: Role = "paragraph"
    level: int = 0
    table: int = 0

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0].line

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1].line

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """Its lines with spaces between; hyphens at line ends stay."""
        return " ".join(paged.line.text for paged in self.lines)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.first.cells)


class Leading:
    """How far apart the lines of a document stand, by size of letters."""

    def __init__(self, pages: list[Page]) -> None:
        counts: dict[float, Counter[float]] = {}
        for size, step in _steps(pages):
            of_size = counts.setdefault(round(size), Counter())
            of_size[round(step * 2) / 2] += 1
        self._steps = {size: self._least(steps) for size, steps in counts.items()}

    @staticmethod
    def _least(counts: Counter[float]) -> float:
        """The least step that is no rarity: larger ones hold the white between paragraphs."""
        most = max(counts.values())
        enough = min(most, 0.12 * counts.total())
        return min(step for step, times in counts.items() if times >= enough)

    def of(self, size: float) -> float:
        """The usual step from baseline to baseline of letters of a size."""
        return self._steps.get(round(size), 1.2 * size)


def _steps(pages: list[Page]) -> Iterator[tuple[float, float]]:
    """The size of each line that another of its region and size stands below, and how far below."""
    for page in pages:
        for one, two in pairwise(page.lines):
            if one.region != two.region:
                continue
            if abs(one.size - two.size) >= 0.3:
                continue
            step = two.base - one.base
            if 0.8 < step / one.size < 2.5:
                yield one.size, step


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a stop, perhaps inside quotes or brackets.

    Example:
        >>> ends_sentence("(They will “act.”)"), ends_sentence("The Ministry of")
        (True, False)
    """
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(_STOPS)


def has_leader(text: str) -> bool:
    """Whether dots or a rule of signs lead the eye from an entry of a contents list to its page.

    Example:
        >>> has_leader("Harbours ........ 7"), has_leader("No. 7 of the U.N. rules")
        (True, False)
    """
    if text.isascii() and "_" not in text and text.count(".") <= 3:
        return False
    return _LEADER.search(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a line begins with the sign of a list."""
    return _BULLET.match(text) is not None


def is_listed(text: str) -> bool:
    """Whether a line begins with the number or letter of a list."""
    return _LISTED.match(text) is not None


def blocks_of(pages: list[Page]) -> list[Block]:
    """The blocks of a document, in reading order."""
    leading = Leading(pages)
    blocks: list[Block] = []
    for page in pages:
        by_region: dict[int, list[Line]] = {}
        for line in page.lines:
            by_region.setdefault(line.region, []).append(line)
        for region in by_region.values():
            for group in _split(region, leading):
                lines = [PagedLine(page.number, line) for line in group]
                blocks.append(Block(lines))
    return blocks


def _split(lines: list[Line], leading: Leading) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        edge = partial(_right_edge, lines, index)
        if groups and _goes_on(groups[-1], line, leading, edge):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _right_edge(lines: list[Line], index: int) -> float:
    """Where lines near a place end at most."""
    here = lines[index]
    around = lines[max(0, index - 8) : index + 8]
    rights = [line.right for line in around if abs(line.size - here.size) < 0.6]
    return max(rights, default=here.right)


def _goes_on(group: list[Line], line: Line, leading: Leading, edge: _Edge) -> bool:
    """Whether a line goes on with what the lines above it say."""
    before = group[-1]
    if not _may_go_on(before, line, leading):
        return False
    if not _looks_like(before, line) and not _runs_on(group, line):
        return False
    if is_listed(line.text) and not _in_mid_sentence(group, line, edge):
        return False
    if _reads_on(before, line):
        return True
    if not _stands_under(group, line):
        return False
    return not _stopped_short(group, line, edge)


def _reads_on(before: Line, line: Line) -> bool:
    if not line.text[:1].islower():
        return False
    return not ends_sentence(before.text)


def _looks_like(one: Line, two: Line) -> bool:
    return one.bold == two.bold and one.colour == two.colour


def _may_go_on(before: Line, line: Line, leading: Leading) -> bool:
    """Whether nothing that two lines are sets them apart: cells, a mark or bullet, leaders, size, the white between."""
    if _ends_what_it_says(before) or _begins_something(line):
        return False
    unlike = abs(line.size - before.size)
    if unlike > 0.07 * before.size + 0.1:
        return False
    usual = max(leading.of(line.size), 1.05 * line.size)
    most = 1.2 * usual + 0.4
    if line.raised:
        most += 0.35 * line.size  # a mark above the line may push it down
    step = line.base - before.base
    return 0.5 * line.size < step <= most


def _ends_what_it_says(line: Line) -> bool:
    """Whether nothing can go on with a line: it is a row, or leads to a page number."""
    return bool(line.cells) or has_leader(line.text)


def _begins_something(line: Line) -> bool:
    """Whether a line goes on with nothing: it is a row, or a mark or a bullet stands before it."""
    if line.cells or line.mark:
        return True
    return is_bullet(line.text)


def _runs_on(group: list[Line], line: Line) -> bool:
    """Whether a line of another weight or colour goes on with a sentence: words in bold end somewhere in the line."""
    before = group[-1]
    if ends_sentence(before.text):
        return False
    if line.text[:1].islower():
        return True
    if before.bold or line.bold:
        return False
    return before.right > line.left


def _in_mid_sentence(group: list[Line], line: Line, edge: _Edge) -> bool:
    """Whether what looks like a number of a list is one within a sentence."""
    before = group[-1]
    if ends_sentence(before.text) or abs(line.left - before.left) > 2:
        return False
    if _heads_chapter_and_section(group, line):
        return False
    if _DECIMAL.match(line.text):
        return True
    if _counts_on(group, line):
        return not is_listed(group[0].text)
    if before.text.rstrip().endswith((",", " and", " or")):
        return False
    return not _has_room(before, line, edge)


def _heads_chapter_and_section(group: list[Line], line: Line) -> bool:
    """Whether a bold number below bold lines with a number is the heading of a section below its chapter's."""
    return line.bold and group[-1].bold and is_listed(group[0].text)


def _counts_on(group: list[Line], line: Line) -> bool:
    """Whether a line begins with a number in brackets and the lines above have the number before it."""
    counted = _COUNTED.match(line.text)
    if counted is None:
        return False
    number = int(counted.group(1))
    text = " ".join(one.text for one in group)
    return f"({number - 1})" in text


def _stands_under(group: list[Line], line: Line) -> bool:
    """Whether a line begins where the lines above let it begin."""
    first = group[0]
    before = group[-1]
    if is_bullet(first.text) or is_listed(first.text):
        return not (_goes_back(group, line) and ends_sentence(before.text))
    indent = line.left - before.left
    if indent <= 0.8 * line.size or _is_centred(before, line):
        return True
    if indent >= 3 * line.size:
        return False
    return _is_left_open(before, line)


def _is_centred(before: Line, line: Line) -> bool:
    """Whether two lines have their middles at one place."""
    ends = line.left + line.right
    ends_before = before.left + before.right
    return abs(ends - ends_before) < 4


def _is_left_open(before: Line, line: Line) -> bool:
    """Whether a line ends no sentence, and reaches beyond where the next one begins."""
    if ends_sentence(before.text):
        return False
    return before.right > line.left


def _goes_back(group: list[Line], line: Line) -> bool:
    """Whether a line begins left of an item, or under its sign where the item's second line is hung in."""
    first = group[0]
    if line.left < first.left - 2:
        return True
    hung = len(group) > 1 and group[1].left > first.left + 2
    return hung and line.left <= first.left + 2


def _has_room(before: Line, line: Line, edge: _Edge) -> bool:
    """Whether the first word of a line would have stood on the line before."""
    words = line.text.split(maxsplit=1)
    letters = len(words[0]) if words else 0
    width = line.right - line.left
    first = width * letters / max(len(line.text), 1)
    return edge() - before.right > first + 0.6 * line.size


def _stopped_short(group: list[Line], line: Line, edge: _Edge) -> bool:
    before = group[-1]
    if not _has_room(before, line, edge):
        return False
    if ends_sentence(before.text):
        return True
    if _are_headings(before, line):
        return False
    if not line.text[:1].isupper() or _is_full(group, line):
        return False
    return edge() - before.right > 0.45 * (edge() - before.left)


def _are_headings(before: Line, line: Line) -> bool:
    """Whether two lines are set as headings are: both bold, or in letters of a title."""
    if before.bold and line.bold:
        return True
    return before.size >= _TITLE


def _is_full(group: list[Line], line: Line) -> bool:
    """Whether the last line of a group is long and reaches about as far as those around it."""
    before = group[-1]
    if len(before.text) <= _LONG:
        return False
    beside = max((one.right for one in group[-4:-1]), default=line.right)
    rag = 0.12 * (before.right - before.left)
    return before.right > min(beside, line.right) - rag
