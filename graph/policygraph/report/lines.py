"""Blocks of text: the ground on which paragraphs and headings are told apart.

A block is a paragraph, an item, a heading or a row of a table: a line of the text or, where its lines are broken at a
page's width, several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from policygraph.report.sentences import split_sentences
from policygraph.source.bullets import BULLET, LETTER
from policygraph.source.numbering import Marker, find_marker
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.source.model import Part

    Blocks: TypeAlias = "Sequence[Block]"
    Indices = Sequence[int]
    """Which blocks of a text, in its order."""
    IndexSet = AbstractSet[int]

_WORD = re.compile(r"[^\W_]")
_RULES = ("|", "<!--", "![", "```", "~~~")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text without a blank line, its number if it has one, and its sentences.

    `span` leaves out white space at both ends; `line` counts from 1; `lead` is the first sentence behind the number,
    `sentences` are spans that cover the block.
    """

    span: Span
    line: int
    marker: Marker | None
    lead: Span
    sentences: tuple[Span, ...]

    @property
    def alone(self) -> bool:
        """Whether the block holds no more than its number and one sentence."""
        return self.lead.end == self.span.end

    @property
    def size(self) -> int:
        """The length in characters."""
        return self.span.end - self.span.begin

    @property
    def lead_size(self) -> int:
        """The length of the first sentence in characters; 0 where the number stands alone."""
        return self.lead.end - self.lead.begin

    @property
    def signed(self) -> bool:
        """Whether a number or a bullet stands before its words."""
        return self.lead.begin > self.span.begin

    @property
    def ordinal(self) -> int:
        """What its number counts, 0 where it has none."""
        if self.marker is None:
            return 0
        return self.marker.ordinal

    def words(self, text: str) -> str:
        """Its words on one line, single-spaced."""
        return " ".join(self.span.of(text).split())

    def ends_with(self, text: str, marks: str) -> bool:
        """Whether its last character is one of some marks."""
        return text[self.span.end - 1] in marks


def split_blocks(text: str, parts: Iterable[Part]) -> list[Block]:
    r"""The blocks that the parts of a plain text make, in order.

    Example:
        >>> from policygraph.source.plain import read_plain
        >>> text = "(1) Build roads. Widen two.\r\n\r\nPlant trees."
        >>> [(block.line, block.lead.of(text)) for block in split_blocks(text, read_plain(text).parts)]
        [(1, 'Build roads.'), (3, 'Plant trees.')]
    """
    end_mark = "\n" if "\n" in text or "\r" not in text else "\r"
    blocks = []
    line = 1
    at = 0
    for part in parts:
        begin = part.span.begin
        line += text.count(end_mark, at, begin)
        at = begin
        blocks.append(_block(text, part.span, line))
    return blocks


def is_prose(text: str, span: Span) -> bool:
    """Whether a stretch holds words, and is no rule, table row, picture or comment of Markdown."""
    begin = text[span.begin : span.begin + 4]
    if begin.startswith(_RULES):
        return False
    return _WORD.search(text, span.begin, span.end) is not None


def _block(text: str, span: Span, line: int) -> Block:
    marker = find_marker(text, span)
    if marker and _speaks_of(text, marker):
        marker = None
    words = marker.end if marker else skip_bullet(text, span)
    sentences = tuple(split_sentences(text, span, marker_end=words))
    lead = Span(min(words, span.end), sentences[0].end)
    return Block(span, line, marker, lead, sentences)


def _speaks_of(text: str, marker: Marker) -> bool:
    """Whether words go on behind a number: "Chapter 6 lists what is to be done" speaks of a chapter."""
    if not marker.named or marker.separated:
        return False
    return text[marker.end : marker.end + 1].islower()


def skip_bullet(text: str, span: Span) -> int:
    """The offset of the words behind a bullet, or behind the letter of an item."""
    begin = span.begin
    end = span.end
    bullet = BULLET.match(text, begin, end) or LETTER.match(text, begin, end)
    at = bullet.end() if bullet else begin
    while at < end and (text[at].isspace() or text[at] == ">"):
        at += 1
    if at == end:
        return begin
    return at
