"""A document put together from blocks: one paragraph a line, a table's row a line with its cells joined by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.blocks import LINE_BREAK
from policygraph.source.model import Cell, Part
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.source.model import Role

PAGE_TURN = "\x00"
"""The sign in a block's words for the place where a page begins."""

_MOST_TURNS = 100
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff\u0000\u0002-\u0008\u000e-\u001f\ud800-\udfff\ufffe\uffff]"
)
_DASH = str.maketrans({"\u2011": "-", LINE_BREAK: " "})
_MARK = re.compile(
    r"[\[(]?(?:(?:foot|end)?note\s)?(?:\d{1,3}|[ivx]{1,4}|[a-z*†‡§¶]{1,2})[\])]?(?:,\s*\d{1,3})*"
)
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_UNIT = re.compile(r"(?:\b(?:[kcmd]?m|km|ft|ha|mi|in|yd)|/m|µm)$")
_POWERS = {"2": "²", "3": "³"}


def one_line(words: str) -> str:
    r"""Words with each run of white space as one space, and without what is not seen: soft hyphens, controls, marks.

    Example:
        >>> one_line(" elec\u00adtric\u00a0 ve-\n hicles ")
        'electric ve- hicles'
    """
    return " ".join(_UNSEEN.sub("", words).translate(_DASH).split())


def is_mark(words: str) -> bool:
    """Whether raised or linked words are the mark of a note.

    Example:
        >>> [is_mark(words) for words in ("12", "[footnote 1]", "*", "th", "the port")]
        [True, True, True, False, False]
    """
    words = one_line(words)
    return bool(_MARK.fullmatch(words)) and words not in _ORDINALS


def raised(before: str, words: str) -> str:
    """What is left of raised words behind others: a power as a character of its own, nothing of the mark of a note.

    Example:
        >>> raised("20 km", "2"), raised("the port.", "2"), raised("the 5", "th")
        ('²', '', 'th')
    """
    if not is_mark(words):
        return words
    if _UNIT.search(before):
        return _POWERS.get(words.strip(), "")
    return ""


def _with_turns(words: str) -> tuple[str, list[int]]:
    """Words on one line, and where in it pages turn."""
    before, *behind = words.split(PAGE_TURN, _MOST_TURNS)
    line = one_line(before)
    turns: list[int] = []
    for piece in behind:
        gap = ""
        if line and (before[-1:].isspace() or piece[:1].isspace()):
            gap = " "
        turn = len(line) + len(gap)
        turns.append(turn)
        line = one_line(f"{line}{gap}{piece}")
        before = piece
    return line, turns


@dataclass(slots=True)
class Composer:
    r"""The text and the parts of a document that is being read, block by block.

    Example:
        >>> composer = Composer()
        >>> composer.add("Roads", "heading", level=1)
        >>> composer.add_row([("2030", 0, False), ("40 km", 2, False)], table=1)
        >>> composer.text, composer.parts[1].cells[1].span
        ('Roads\n2030\t\t40 km\n', Span(begin=12, end=17))
    """

    parts: list[Part] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _fresh: bool = True

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def add(
        self, words: str, role: Role, *, level: int = 0, table: int = 0, page: int = 0
    ) -> None:
        """Adds a block on a line of its own, if there are words; pages turn where it says so.

        `page` is given where the block does not stand on the page that is being written.
        """
        line, turns = _with_turns(words)
        if 0 in turns:
            self.turn_page()
        if line:
            span = Span(self._length, self._length + len(line))
            number = page or len(self.pages)
            self.parts.append(Part(span, role, number, level, table))
            self._fresh = False
            self._turn_pages_within(line, turns)
            self._write(f"{line}\n")
        last = max(turns, default=0)
        if last > 0 and last >= len(line):
            self.turn_page()

    def _turn_pages_within(self, line: str, turns: Iterable[int]) -> None:
        inside = {turn for turn in turns if 0 < turn < len(line)}
        self.pages += (self._length + turn for turn in sorted(inside))

    def add_row(self, cells: Iterable[tuple[str, int, bool]], *, table: int) -> None:
        """Adds a table's row; of each cell its words, its column from 0 and whether it is a heading."""
        line = ""
        found: list[Cell] = []
        for given, column, heading in cells:
            if PAGE_TURN in given and not line:
                self.turn_page()
            words = one_line(given)
            if not words:
                continue
            tabs = column - line.count("\t")
            line += "\t" * max(tabs, 0)
            begin = self._length + len(line)
            span = Span(begin, begin + len(words))
            found.append(Cell(span, column, heading))
            line += words
        if not found:
            return
        first = found[0].span
        last = found[-1].span
        part = Part(
            Span(first.begin, last.end),
            "row",
            len(self.pages),
            table=table,
            cells=tuple(found),
        )
        self.parts.append(part)
        self._fresh = False
        self._write(f"{line}\n")

    def turn_page(self) -> None:
        """Begins the next page at what is added next; two turns without words between them are one."""
        if not self._fresh:
            self.pages.append(self._length)
            self._fresh = True

    def _write(self, line: str) -> None:
        self._pieces.append(line)
        self._length += len(line)
