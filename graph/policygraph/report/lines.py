"""Lines and the blocks of text that they make: the ground on which paragraphs and headings are told apart.

A line ends at a line feed; a carriage return before it belongs to the line's end. Only a text without any line feed
is taken to end its lines with carriage returns. In a hard-wrapped text, where sentences run on over line ends, a
block is all lines up to a blank one, to a line that begins a heading or a list item, or to a line end where the next
word would still have found room; elsewhere it is one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.report.sentences import split_sentences
from policygraph.source.numbering import Marker, find_marker
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]")
_BULLET = re.compile(r"[-*+•·▪●◦–][ \t]")
_WRAPPED_SHARE = 0.3
_WRAPPED_LEAST = 3
_WRAPPED_WIDTH = 160
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


def split_blocks(text: str) -> list[Block]:
    r"""The blocks of a text, in order.

    Example:
        >>> text = "(1) Build roads. Widen two.\r\n\r\nPlant trees."
        >>> [(block.line, block.lead.of(text)) for block in split_blocks(text)]
        [(1, 'Build roads.'), (3, 'Plant trees.')]
    """
    lines = list(_lines(text))
    if _is_wrapped(text, lines):
        lines = list(_joined(text, lines))
    return [_block(text, span, line) for span, line in lines]


def is_prose(text: str, span: Span) -> bool:
    """Whether a stretch holds words, and is no rule, table row, picture or comment of Markdown."""
    begin = text[span.begin : span.begin + 4]
    return not begin.startswith(_RULES) and _WORD.search(text, span.begin, span.end) is not None


def _lines(text: str) -> Iterator[tuple[Span, int]]:
    end_mark = "\n" if "\n" in text or "\r" not in text else "\r"
    begin = 0
    for number, line in enumerate(text.split(end_mark), 1):
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            yield Span(begin + indent, begin + indent + len(words)), number
        begin += len(line) + len(end_mark)


def _is_wrapped(text: str, lines: list[tuple[Span, int]]) -> bool:
    """Whether lines end where the page ends: next to none is long, and many run on in lower case."""
    pairs = [(one, two) for (one, at), (two, after) in pairwise(lines) if after == at + 1]
    if not pairs or max(span.end - span.begin for span, _ in lines) > _WRAPPED_WIDTH:
        return False
    running = sum(text[two.begin].islower() and text[one.end - 1] not in ".!?;:" for one, two in pairs)
    return running >= max(_WRAPPED_LEAST, _WRAPPED_SHARE * len(pairs))


def _joined(text: str, lines: list[tuple[Span, int]]) -> Iterator[tuple[Span, int]]:
    """The lines of a hard-wrapped text, put together to blocks."""
    begin, end, first, last = 0, 0, 0, -1
    width = max(span.end - span.begin for span, _ in lines)
    before = Span(0, 0)
    for span, line in lines:
        runs_on = line == last + 1 and not _begins_block(text, span) and not text.startswith("#", begin)
        room = width - (before.end - before.begin)
        before = span
        if runs_on and not _broken_off(text[end - 1], text[span.begin : span.end], room, width):
            end, last = span.end, line
            continue
        if first:
            yield Span(begin, end), first
        begin, end, first, last = span.begin, span.end, line, line
    if first:
        yield Span(begin, end), first


def _broken_off(last: str, following: str, room: int, width: int) -> bool:
    """Whether a line ends before the page does: after a stop, or halfway before a capital, with room for a word."""
    word = following.split(maxsplit=1)[0]
    if len(word) >= room:
        return False
    return last in ".!?:;" or (2 * room > width and word[0].isupper())


def _begins_block(text: str, span: Span) -> bool:
    marker = find_marker(text, span)
    if marker is None:
        return _BULLET.match(text, span.begin) is not None or text.startswith("|", span.begin)
    return not text[marker.end : marker.end + 1].islower()


def _block(text: str, span: Span, line: int) -> Block:
    marker = find_marker(text, span)
    words = marker.end if marker else skip_bullet(text, span)
    sentences = tuple(split_sentences(text, span, marker_end=words))
    lead = Span(min(words, span.end), sentences[0].end)
    return Block(span, line, marker, lead, sentences)


def skip_bullet(text: str, span: Span) -> int:
    """The offset of the words behind a bullet."""
    bullet = _BULLET.match(text, span.begin, span.end)
    at = bullet.end() if bullet else span.begin
    while at < span.end and (text[at].isspace() or text[at] == ">"):
        at += 1
    return at if at < span.end else span.begin
