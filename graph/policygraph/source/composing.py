"""A document put together from blocks: one paragraph a line, a table's row a line with its cells joined by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.model import Cell, Part
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.source.model import Role

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u0000-\u0008\u000e-\u001f\ud800-\udfff]")
_DASH = str.maketrans({"\u2011": "-"})


def one_line(words: str) -> str:
    r"""Words with each run of white space as one space, and without what is not seen: soft hyphens, controls, marks.

    Example:
        >>> one_line(" elec\u00adtric\u00a0 ve-\n hicles ")
        'electric ve- hicles'
    """
    return " ".join(_UNSEEN.sub("", words).translate(_DASH).split())


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

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def add(self, words: str, role: Role, *, level: int = 0, table: int = 0) -> None:
        """Adds a block on a line of its own; nothing where there are no words."""
        words = one_line(words)
        if words:
            span = Span(self._length, self._length + len(words))
            self.parts.append(Part(span, role, len(self.pages), level, table))
            self._write(f"{words}\n")

    def add_row(self, cells: Iterable[tuple[str, int, bool]], *, table: int) -> None:
        """Adds a table's row; of each cell its words, its column from 0 and whether it is a heading."""
        line, found = "", []
        for given, column, heading in cells:
            words = one_line(given)
            if words:
                line += "\t" * max(column - line.count("\t"), 0)
                begin = self._length + len(line)
                found.append(Cell(Span(begin, begin + len(words)), column, heading))
                line += words
        if found:
            span = Span(found[0].span.begin, found[-1].span.end)
            self.parts.append(Part(span, "row", len(self.pages), table=table, cells=tuple(found)))
            self._write(f"{line}\n")

    def turn_page(self) -> None:
        """Begins the next page at what is added next."""
        self.pages.append(self._length)

    def _write(self, line: str) -> None:
        self._pieces.append(line)
        self._length += len(line)
