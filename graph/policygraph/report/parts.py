"""A document whose layout shows its parts becomes blocks: what the rest of the structure is read from.

Titles, headings, paragraphs and items are blocks; a heading is one whatever its words, at the depth that the layout
gives it. A row of a table that carries figures is a block that names no task. Other rows, captions, notes and contents
lists are no blocks: they stay in the text and are not read as prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.report.lines import Block, skip_bullet, split_blocks
from policygraph.report.sentences import split_sentences
from policygraph.source.filetypes import MARKDOWN_TYPE, TEXT_TYPE
from policygraph.source.numbering import Marker, find_marker, ordinal_of
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from policygraph.source.model import Document, Part, Role

    Parts = Sequence[Part]

_DEEPEST = 9
"""The depth of a heading of which the layout says none."""
_READ = frozenset({"title", "heading", "paragraph", "item"})
_FIRST = 2
_BARE = re.compile(r"[# \t]*(?P<number>\d{1,2})(?:\s+(?=[^\W\d])|$)")
_ITEM = re.compile(
    r"(?:\(?(?:\d{1,3}|[ivxlc]{1,5}|[A-Za-z])[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<number>[A-Z])[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks of a document, the indices of those that are headings, titles and rows, and the part behind each.

    A `typed` text shows its headings by their words as well.
    """

    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    headings: frozenset[int]
    titles: frozenset[int]
    rows: frozenset[int]
    typed: bool = False


def lay_out(document: Document, rows: Container[Span]) -> Laid:
    """The blocks that a document's parts make, among them those of the given rows.

    Example:
        >>> from policygraph.source import Document, Part
        >>> parts = (Part(Span(0, 5), "heading", level=2), Part(Span(6, 25), "paragraph"))
        >>> laid = lay_out(Document("a.pdf", "", "application/pdf", "Roads Build one. Widen two.", parts), ())
        >>> [len(block.sentences) for block in laid.blocks], sorted(laid.headings)
        ([1, 2], [0])
    """
    text = document.text
    parts = tuple(
        part for part in document.parts if part.role in _READ or part.span in rows
    )
    typed = document.media_type in {TEXT_TYPE, MARKDOWN_TYPE}
    blocks = tuple(_typed(text, parts) if typed else _blocks(text, parts))
    headings = _of_role(parts, "heading")
    return Laid(
        blocks,
        parts,
        headings=frozenset(at for at in headings if blocks[at].marker),
        titles=_of_role(parts, "title"),
        rows=_of_role(parts, "row"),
        typed=typed,
    )


def _of_role(parts: Parts, role: Role) -> frozenset[int]:
    return frozenset(at for at, part in enumerate(parts) if part.role == role)


def page_of(pages: Sequence[int], offset: int) -> int:
    """The page that an offset lies on, from 1; 0 where the source has no pages."""
    return bisect_right(pages, offset)


def _blocks(text: str, parts: Parts) -> Iterator[Block]:
    number_alone = False
    counted = _counted(text, parts)
    for at, part in enumerate(parts):
        if part.role == "heading":
            block = _heading(text, part, at, bare=number_alone, counted=counted)
            number_alone = block.marker is not None and not block.lead_size
        else:
            block = _plain(text, part, at)
            number_alone = False
        yield block


def _typed(text: str, parts: Parts) -> Iterator[Block]:
    """The blocks of a typed text: their numbers show which of them are headings, besides those that are marked."""
    counted = _counted(text, parts)
    number_alone = False
    for part, block in zip(parts, split_blocks(text, parts), strict=True):
        bare = number_alone
        number_alone = False
        if part.role == "row":
            yield _words_alone(part, block.line)
        elif part.role != "heading":
            yield block
        elif bare:
            yield _words_alone(part, block.line)
        else:
            heading = _typed_heading(text, part, block, counted=counted)
            number_alone = not heading.lead_size
            yield heading


def _words_alone(part: Part, line: int) -> Block:
    """A part as a block of one sentence, in which no number is looked for."""
    return Block(part.span, line, None, part.span, (part.span,))


def _typed_heading(text: str, part: Part, block: Block, *, counted: bool) -> Block:
    """A marked heading's block, with the number behind the signs of Markdown."""
    if block.marker and block.marker.number:
        return block
    begin = _words_of(text, part.span)
    words = Span(begin, part.span.end)
    marker = _marker(text, words, counted=counted)
    if marker is None:
        marker = Marker("heading", part.level, "", 0, begin)
    marker = replace(marker, hashes=part.level)
    lead = _behind(marker, part.span)
    return replace(block, marker=marker, lead=lead)


def _behind(marker: Marker, span: Span) -> Span:
    """What stands behind the number of a heading."""
    begin = min(marker.end, span.end)
    return Span(begin, span.end)


def _marker(text: str, span: Span, *, counted: bool) -> Marker | None:
    """The number of a heading, None where it has none."""
    found = find_marker(text, span)
    if found:
        return found
    return _lettered(text, span, counted=counted)


def _words_of(text: str, span: Span) -> int:
    """Where the words of a heading begin, behind the signs of Markdown."""
    begin = span.begin
    while begin < span.end and text[begin] in "# \t":
        begin += 1
    return begin


def _counted(text: str, parts: Parts) -> bool:
    """Whether bare figures before headings count them: they rise from 1 or 2, and there are several."""
    numbers = list(_bare_numbers(text, parts))
    if len(numbers) < 2:  # noqa: PLR2004 - one counts nothing
        return False
    return numbers[0] <= _FIRST and numbers == sorted(numbers)


def _bare_numbers(text: str, parts: Parts) -> Iterator[int]:
    """The bare figures that headings begin with, in the order of the text."""
    for part in parts:
        if part.role != "heading":
            continue
        found = _BARE.match(text, part.span.begin, part.span.end)
        if found:
            yield int(found["number"])


def _heading(text: str, part: Part, at: int, *, bare: bool, counted: bool) -> Block:
    """A heading's block; a `bare` one carries the words of the number above it, and opens no section of its own."""
    span = part.span
    level = part.level or _DEEPEST
    marker = _marker(text, span, counted=counted)
    if marker is None and bare:
        return _words_alone(part, at + 1)
    if marker is None:
        marker = Marker("heading", level, "", 0, span.begin)
    marker = replace(marker, hashes=level)
    return Block(
        span=span,
        line=at + 1,
        marker=marker,
        lead=_behind(marker, span),
        sentences=(span,),
    )


def _lettered(text: str, span: Span, *, counted: bool) -> Marker | None:
    """The number of a heading that would be none before a paragraph: a figure without a stop, a letter with one."""
    begin = span.begin
    end = span.end
    form = _LETTER.match(text, begin, end) or _BARE.fullmatch(text, begin, end)
    if form is None and counted:
        form = _BARE.match(text, begin, end)
    if form is None:
        return None
    number = form["number"]
    style = "figure" if number.isdigit() else "letter"
    return Marker(
        style,
        12,
        number,
        ordinal_of(number),
        form.end(),
    )


def _plain(text: str, part: Part, at: int) -> Block:
    if part.role in {"title", "row"}:
        return _words_alone(part, at + 1)
    span = part.span
    words = skip_bullet(text, span)
    if part.role == "item":
        number = _ITEM.match(text, words, span.end)
        words = number.end() if number else words
    sentences = tuple(split_sentences(text, span, marker_end=words))
    return Block(
        span=span,
        line=at + 1,
        marker=None,
        lead=Span(words, sentences[0].end),
        sentences=sentences,
    )
