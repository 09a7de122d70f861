"""The document's text, one block a line, and its parts with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from policygraph.source.hyphens import MARKS, WordList
from policygraph.source.model import Cell, Part
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.blocks import Block
    from policygraph.source.pdf.values import Page

    _Begins = list[tuple[int, int]]
    """The pages that begin in a text, each with its offset there."""

    _Cells = tuple[Cell, ...]

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_SPACES = re.compile(r"[ \t\r\n\u00a0\u2000-\u200a\u202f\u205f]+")
_SOFT = re.compile("\u00ad")
_BULLET = re.compile(r"[•▪◦‣∙·●○■□➢►➤✓✔❖*o–—-]\s+|[•▪◦‣●○■□➢►➤✓✔❖](?=\S)")
_PARTED = re.compile("\ufffe")


@dataclass(slots=True)
class Written:
    """A text that grows, with its parts and the offset at which each page begins."""

    text: str = ""
    parts: list[Part] = field(default_factory=list)
    pages: tuple[int, ...] = ()


def write(blocks: list[Block], pages: list[Page]) -> Written:
    """The text of a document and its parts."""
    lines = chain.from_iterable(page.lines for page in pages)
    words = WordList(line.text for line in lines)
    pieces: list[str] = []
    parts: list[Part] = []
    firsts: dict[int, int] = {}
    size = 0
    for block in blocks:
        text, begins, cells = _written(block, words, size)
        if not text:
            continue
        for page, begin in begins:
            offset = size + begin
            firsts[page] = min(firsts.get(page, offset), offset)
        span = Span(size, size + len(text))
        part = Part(span, block.role, block.page, block.level, block.table, cells)
        parts.append(part)
        pieces.append(text)
        size += len(text) + 1
    text = "\n".join(pieces)
    numbers = [page.number for page in pages]
    offsets = _page_offsets(firsts, numbers, len(text))
    return Written(text, parts, offsets)


def _written(block: Block, words: WordList, at: int) -> tuple[str, _Begins, _Cells]:
    """The text of a block, where each of its pages begins in it, and its cells, which stand at their places."""
    if block.is_row:
        text, cells = _row(block, at)
        return text, [(block.page, 0)], cells
    text, begins = _prose(block, words)
    return text, begins, ()


def _page_offsets(
    firsts: dict[int, int], numbers: list[int], end: int
) -> tuple[int, ...]:
    """Where each page begins: a page without text where the next one does."""
    offsets: list[int] = []
    least = end
    for number in reversed(numbers):
        least = min(least, firsts.get(number, least))
        offsets.append(least)
    offsets.reverse()
    if offsets:
        offsets[0] = 0
    return tuple(offsets)


def _row(block: Block, at: int) -> tuple[str, _Cells]:
    texts: list[str] = []
    cells: list[Cell] = []
    for box in block.first.cells:
        text = _clean(box.text)
        if not text:
            continue
        span = Span(at, at + len(text))
        cells.append(Cell(span, box.column, box.heading))
        texts.append(text)
        at += len(text) + 1
    return "\t".join(texts), tuple(cells)


def _prose(block: Block, words: WordList) -> tuple[str, _Begins]:
    """The lines of a block as one, and the offset at which each of its pages begins."""
    text = ""
    begins: _Begins = []
    for page, line in _lines_of(block):
        text = _joined(text, line, words)
        if not begins or begins[-1][0] != page:
            begin = len(_clean(text)) - len(_clean(line))
            begins.append((page, max(0, begin)))
    text = _clean(text)
    if block.role == "item" and _BULLET.match(text):
        text = _BULLET.sub("• ", text, count=1)
    return text, begins


def _lines_of(block: Block) -> Iterator[tuple[int, str]]:
    """The lines of a block that are not empty, each with its page; the mark of a note stands before its first."""
    mark = block.first.mark if block.role == "note" else ""
    for page, line in block.lines:
        text = line.text.strip()
        if mark:
            text = f"{mark} {text}"
            mark = ""
        if text:
            yield page, text


def _joined(text: str, line: str, words: WordList) -> str:
    if not text:
        return line
    if len(text) > 1 and text.endswith(MARKS) and not text[-2].isspace():
        return words.joined(text, line)
    if _WIDE.match(text[-1]) and _WIDE.match(line):
        return text + line
    return f"{text} {line}"


def _clean(text: str) -> str:
    text = _PARTED.sub("-", _SOFT.sub("", text))
    return _SPACES.sub(" ", text).strip()
