"""What each block is: heading, paragraph, item, caption, note, line of a contents list."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.source.pdf.blocks import (
    Block,
    ends_sentence,
    has_leader,
    is_bullet,
    is_listed,
)
from policygraph.source.pdf.headings import find_headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.values import Head, Page

_ENDS_IN_PAGE = re.compile(r"(?:^|[\s.…\t])(?:\d{1,4}|[ivxlc]{1,6})\s*$")
_CONTENTS = re.compile(
    r"(?:table of |list of )?contents:?|contents page"
    r"|list of (?:tables|figures|boxes|charts|maps|annexes|appendices)"
    r"(?:,? (?:and|&) (?:tables|figures|boxes|charts|maps))?"
    r"|tables|figures|boxes|index|目\s*录|sommaire|inhalt(?:sverzeichnis)?",
    re.IGNORECASE,
)
_ENDNOTES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:end ?notes?|notes|references|bibliography|works cited|sources)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:Table|Figure|Fig\.|Chart|Map|Graph|Exhibit|Diagram|Photo(?:graph)?|Tab\.|TABLE|FIGURE|CHART|MAP)\s*"
    r"(?:[A-Z]?\d+(?:[.\-–]\d+)*|[IVX]+|[A-Z])?[a-z]?\s*[.:–—-]"
    r"|(?:Table|Figure|Chart|Map|TABLE|FIGURE)\s+[A-Z]?\d+(?:[.\-]\d+)*[a-z]?(?=\s+[A-Z(]|$)|[图表]\s*\d+"
)
_PAGE_FIRST = re.compile(r"(\d{1,3})\s+\D")
_NOTE_MARK = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]{1,3})\s*\S")
_SOURCE = re.compile(r"(?:Sources?|Notes?|N\.?B\.?)\s*:", re.IGNORECASE)
_SMALL = 0.93
_MOST_CAPTION = 300
_MOST_GAPS = 6


def body_size(pages: list[Page]) -> float:
    """The size of letters that most of the text has, in points."""
    weights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.cells:
                weights[round(line.size * 2) / 2] += len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=10.0)


def give_roles(blocks: list[Block], pages: list[Page], head: Head) -> None:
    """Tell of each block what it is."""
    body = body_size(pages)
    heights = {page.number: page.height for page in pages}
    _rows_and_items(blocks)
    _contents(blocks, len(pages))
    _captions(blocks)
    _notes(blocks, body, heights)
    find_headings(blocks, body, head)
    _endnotes(blocks, body)
    _number_tables(blocks)


def _rows_and_items(blocks: list[Block]) -> None:
    for block in blocks:
        if block.is_row or _is_figures(block.text):
            block.role = "row"
        elif is_bullet(block.text) or is_listed(block.text):
            block.role = "item"


def _is_figures(text: str) -> bool:
    """Whether a text is nothing but figures: what a drawing or a table that was not known as one leaves behind."""
    if len(text) >= _MOST_CAPTION:
        return False
    if not any(map(str.isdigit, text)):
        return False
    letters = sum(map(str.isalpha, text))
    return letters <= 0.2 * len(text)


def _contents(blocks: list[Block], pages: int) -> None:
    """Lines with leaders; and, below a heading that says so, whatever ends with a page until that stops."""
    gaps = 0
    within = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if _heads_contents(text, blocks[index + 1 : index + 8]):
            block.role = "contents"
            within = True
            gaps = 0
        elif _is_entry(block) or (within and _ends_in_page(text, pages)):
            block.role = "contents"
            gaps = 0
        elif within:
            gaps += 1
            within = gaps <= _MOST_GAPS and len(text) < 160
    _numbers_first(blocks, pages)
    _fill_contents(blocks)


def _heads_contents(text: str, following: list[Block]) -> bool:
    return _CONTENTS.fullmatch(text) is not None and _has_entries(following)


def _ends_in_page(text: str, pages: int) -> bool:
    """Whether a short text ends with a number that can be a page of the document."""
    if len(text) >= 220 or _ENDS_IN_PAGE.search(text) is None:
        return False
    return _page_at_end(text) <= pages + 60


def _numbers_first(blocks: list[Block], pages: int) -> None:
    """A list of rising page numbers, each with a title behind it, on a page that says that it is the contents."""
    for heading in _early_contents(blocks):
        numbered = dict(_numbered_on(blocks, heading.page))
        numbers = list(numbered.values())
        if not _are_pages(numbers, pages):
            continue
        heading.role = "contents"
        for index in numbered:
            blocks[index].role = "contents"


def _early_contents(blocks: list[Block]) -> list[Block]:
    """The blocks of the first pages that say no more than that the contents follow."""
    early = (block for block in blocks if block.page <= 12)
    return [block for block in early if _CONTENTS.fullmatch(block.text.strip())]


def _numbered_on(blocks: list[Block], page: int) -> Iterator[tuple[int, int]]:
    """The indices of the blocks of a page that begin with a number and go on with words, each with its number."""
    for index, block in enumerate(blocks):
        if block.page != page or block.is_row:
            continue
        match = _PAGE_FIRST.match(block.text)
        if match:
            yield index, int(match.group(1))


def _are_pages(numbers: list[int], pages: int) -> bool:
    """Whether numbers one below another nearly all rise, and end near the last page at most."""
    if len(numbers) < 4:
        return False
    rising = sum(one <= two for one, two in pairwise(numbers))
    steps = len(numbers) - 1
    if rising < 0.8 * steps:
        return False
    return numbers[-1] <= 2 * pages + 20


def _is_entry(block: Block) -> bool:
    lines = [paged.line.text for paged in block.lines]
    leaders = sum(has_leader(text) for text in lines)
    if leaders <= 0:
        return False
    return leaders >= 0.3 * len(lines)


def _has_entries(following: list[Block]) -> bool:
    entries = sum(map(_may_be_entry, following))
    least = min(3, len(following) // 2)
    return entries >= max(1, least)


def _may_be_entry(block: Block) -> bool:
    if _is_entry(block):
        return True
    return _ENDS_IN_PAGE.search(block.text) is not None


def _page_at_end(text: str) -> int:
    digits = re.search(r"(\d+)\s*$", text)
    if digits:
        return int(digits.group(1))
    return 0


def _fill_contents(blocks: list[Block]) -> None:
    """Short lines between lines of a contents list belong to it: the name of a part, an entry over two lines."""
    places = [index for index, block in enumerate(blocks) if block.role == "contents"]
    for one, two in pairwise(places):
        if not 1 < two - one <= _MOST_GAPS:
            continue
        if blocks[one].page == blocks[two].page:
            _make_contents(blocks[one + 1 : two])


def _make_contents(between: list[Block]) -> None:
    for block in between:
        if len(block.text) < 160:
            block.role = "contents"


def _captions(blocks: list[Block]) -> None:
    for block in blocks:
        if block.role not in {"paragraph", "item"}:
            continue
        if len(block.text) <= _MOST_CAPTION and _CAPTION.match(block.text):
            block.role = "caption"


def _notes(blocks: list[Block], body: float, heights: dict[int, float]) -> None:
    """Small letters at the foot of a page with a mark before them, what follows them, and what a raised mark begins."""
    lowest = _lowest_of_body(blocks, body)
    before: Block | None = None
    for block in blocks:
        if not _may_be_note(block, body):
            before = None
            if _begins_with_mark(block, body):
                block.role = "note"
            continue
        foot = lowest.get(block.page, 0.0) - 2 * body
        height = heights[block.page]
        if _goes_on(block, before) or _is_note(block, foot, height):
            block.role = "note"
            before = block


def _may_be_note(block: Block, body: float) -> bool:
    """Whether a block is set in small letters, and known as nothing else."""
    if block.role in {"row", "contents", "caption"}:
        return False
    return block.first.size <= _SMALL * body


def _lowest_of_body(blocks: list[Block], body: float) -> dict[int, float]:
    """How far down each page letters of the body's size stand."""
    lowest: dict[int, float] = {}
    for block in blocks:
        if block.role == "row" or block.first.size <= _SMALL * body:
            continue
        for page, line in block.lines:
            above = lowest.get(page, 0.0)
            lowest[page] = max(above, line.base)
    return lowest


def _goes_on(block: Block, before: Block | None) -> bool:
    """Whether small letters follow a note in its column."""
    if before is None or before.page != block.page:
        return False
    return before.first.region == block.first.region


def _is_note(block: Block, foot: float, height: float) -> bool:
    """Whether small letters begin with a mark, at the foot of the page where it is not raised, or name a source."""
    if block.first.mark or _SOURCE.match(block.text):
        return True
    if block.first.base <= max(0.45 * height, foot):
        return False
    return _NOTE_MARK.match(block.text) is not None


def _begins_with_mark(block: Block, body: float) -> bool:
    """Whether a paragraph in letters of the body's size has a raised number before it."""
    first = block.first
    if block.role != "paragraph" or not first.mark.isdigit():
        return False
    return first.size <= body + 0.5


def _endnotes(blocks: list[Block], body: float) -> None:
    """What stands below a heading such as "References" until the next heading of its level."""
    level = 0
    for block in blocks:
        if block.role == "heading":
            level = _level_of_endnotes(block, level)
        elif level and _may_be_endnote(block, body):
            block.role = "note"


def _level_of_endnotes(heading: Block, level: int) -> int:
    """The level of the heading that endnotes stand below behind another heading; 0 where none do any more."""
    if _ENDNOTES.fullmatch(heading.text.strip()):
        return heading.level or 1
    if 0 < heading.level <= level:
        return 0
    return level


def _may_be_endnote(block: Block, body: float) -> bool:
    if block.role not in {"paragraph", "item"}:
        return False
    return block.first.size <= body + 0.5


def _number_tables(blocks: list[Block]) -> None:
    """Tables counted over the document; a caption has the number of the table next to it on its page."""
    number = 0
    key: tuple[int, int] | None = None
    for block in blocks:
        if block.is_row:
            here = (block.page, block.first.table)
            if here != key:
                number += 1
                key = here
            block.table = number
    for index, block in enumerate(blocks):
        if block.role == "caption":
            block.table = _table_beside(blocks, index)


def _table_beside(blocks: list[Block], index: int) -> int:
    for step in (1, 2, -1, -2):
        place = index + step
        if not 0 <= place < len(blocks):
            continue
        other = blocks[place]
        if other.role == "row" and other.page == blocks[index].page:
            return other.table
    return 0


def is_open(block: Block) -> bool:
    """Whether the sentence that a block ends with is not at its end."""
    if block.role not in {"paragraph", "item"}:
        return False
    return not ends_sentence(block.text)
