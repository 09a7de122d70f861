"""Headings: told by their letters, by their numbers and by the outline, and how deep each is.

How deep a heading is shows in the rank of its style among the styles that headings have in this document, largest
first; a decimal number says it better ("4.5.1" is one deeper than "4.5"), and an outline that names it says it best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from policygraph.source.pdf.blocks import Block, ends_sentence, is_bullet

if TYPE_CHECKING:
    from policygraph.source.pdf.values import Head

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,3})*)\.?(?=\s|$)")
_NAMED = re.compile(
    r"(?:chapter|part|section|priority|pillar|goal|objective|theme|annex|appendix|strategy|action|outcome|box|module|volume)\s+"
    r"(?:[A-Z]|\d+(?:\.\d+)*|[IVXLC]+|one|two|three|four|five|six|seven|eight|nine|ten)\b[.:]?",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|(?:[IVX]{1,5}|[A-H])\.?|(?:chapter|part|section|priority|pillar|goal|objective|theme|annex|appendix)\s+(?:\d+|[IVXLC]+|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)[.:]?)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W_]+")
_LARGER = 1.1
_SMALLER = 0.78
_SAME_SIZE = 0.6
_PROSE = 2
_MOST_LETTERS = 220
_MOST_WORDS = 26
_DEEPEST = 6
_RARE = 0.035
_CLOSE = 1.5
_LEAST_LABELS = 3
_LEAST_QUOTED = 6

_Style = tuple[float, bool, bool, int]


def find_headings(blocks: list[Block], body: float, head: Head) -> None:
    """Tell headings and the title from the other blocks, and how deep they are."""
    weight = _body_weight(blocks, body)
    largest = max(body, _largest_prose(blocks))
    outline = _outline(head)
    named = {id(block) for block in blocks if _in_outline(block, outline)}
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if id(block) in named or _is_heading(block, following, (body, largest), weight):
            block.role = "heading"
    _title(blocks, body, head)
    _cover(blocks)
    _join_numbers(blocks)
    _join_lines(blocks)
    _labels(blocks)
    _levels(blocks, outline)
    _close_up(blocks)


def _body_weight(blocks: list[Block], body: float) -> tuple[bool, int]:
    """Whether the body is bold, and its colour."""
    weights: Counter[tuple[bool, int]] = Counter()
    for block in blocks:
        if abs(block.first.size - body) < 0.6 and not block.is_row:
            for paged in block.lines:
                weights[paged.line.bold, paged.line.colour] += len(paged.line.text)
    if weights:
        return weights.most_common(1)[0][0]
    return False, 0


def _largest_prose(blocks: list[Block]) -> float:
    """The largest letters that a good part of the running text is set in."""
    weights: Counter[float] = Counter()
    for block in blocks:
        if (
            len(block.lines) > 2
            and not block.first.bold
            and block.role in {"paragraph", "item"}
        ):
            weights[round(block.first.size * 2) / 2] += len(block.text)
    total = sum(weights.values())
    return max(
        (size for size, weight in weights.items() if weight >= 0.12 * total),
        default=0.0,
    )


def _folded(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()


def _outline(head: Head) -> dict[str, int]:
    return {
        _folded(mark.title): mark.level
        for mark in head.bookmarks
        if len(_folded(mark.title)) > 2
    }


def _in_outline(block: Block, outline: dict[str, int]) -> bool:
    if (
        block.role not in {"paragraph", "item"}
        or len(block.text) > _MOST_LETTERS
        or is_bullet(block.text)
    ):
        return False
    return bool(outline) and _folded(block.text) in outline


def _is_heading(
    block: Block,
    following: Block | None,
    sizes: tuple[float, float],
    weight: tuple[bool, int],
) -> bool:
    text = block.text.strip()
    if (
        block.role not in {"paragraph", "item"}
        or not _could_be(block)
        or text[:1].islower()
    ):
        return False
    body, largest = sizes
    if block.first.size >= _LARGER * largest:
        return True
    if block.first.size < 0.93 * body:
        return not weight[0] and _heads_prose(block, following, body)
    return _stands_out(block, text, following, weight)


def _stands_out(
    block: Block, text: str, following: Block | None, weight: tuple[bool, int]
) -> bool:
    """Whether letters of about the body's size head what follows: bold, numbered, in capitals or coloured."""
    if _is_numbered(block, text):
        return True
    bold = _is_bold(block)
    if not _is_short(block, text) or _is_plain_item(block, text, bold=bold):
        return False
    if bold and not weight[0]:
        return True
    looks = _is_caps(text) or _is_coloured(block, weight)
    return looks and not _is_begun(following, block)


def _is_bold(block: Block) -> bool:
    return all(paged.line.bold for paged in block.lines)


def _is_short(block: Block, text: str) -> bool:
    if len(text.split()) > 16:
        return False
    return len(block.lines) <= 3


def _is_plain_item(block: Block, text: str, *, bold: bool) -> bool:
    """Whether an item of a list is neither bold nor in capitals."""
    if block.role != "item":
        return False
    return not (bold or _is_caps(text))


def _heads_prose(block: Block, following: Block | None, body: float) -> bool:
    """Whether a bold line of smaller letters stands right above a paragraph of the body, at the same left edge."""
    if following is None or not _is_smaller_line(block, body):
        return False
    if not block.first.bold or following.first.bold:
        return False
    return (
        _is_body_prose(following, body)
        and _is_level_with(following, block, body)
        and following.text[:1].isupper()
    )


def _is_smaller_line(block: Block, body: float) -> bool:
    """Whether a block is one line of its own, in letters that are not much smaller than the body's."""
    return (
        len(block.lines) <= 1
        and block.role == "paragraph"
        and block.first.size >= _SMALLER * body
    )


def _is_body_prose(block: Block, body: float) -> bool:
    """Whether a block is a paragraph of several lines in letters of the body's size."""
    return (
        block.role == "paragraph"
        and len(block.lines) > _PROSE
        and abs(block.first.size - body) < _SAME_SIZE
    )


def _is_level_with(block: Block, other: Block, body: float) -> bool:
    """Whether two blocks of one page begin at about the same left edge."""
    if block.page != other.page:
        return False
    return abs(block.first.left - other.first.left) < body


def _is_begun(following: Block | None, block: Block) -> bool:
    """Whether what follows on the page goes on with a sentence."""
    return (
        following is not None
        and following.text[:1].islower()
        and following.page == block.page
    )


def _is_coloured(block: Block, weight: tuple[bool, int]) -> bool:
    """Whether one or two lines have a colour that the body has not."""
    colour = block.first.colour
    return (
        not weight[0]
        and colour not in {weight[1], 0, 0xFFFFFF}
        and len(block.lines) <= 2
    )


def _could_be(block: Block) -> bool:
    text = block.text.strip()
    if _is_too_long(block, text) or is_bullet(text):
        return False
    if len(_LETTER.findall(text)) < 3 and not _ONLY_NUMBER.fullmatch(text):
        return False
    return not _ends_like_prose(text) and not _is_quoted(text)


def _is_too_long(block: Block, text: str) -> bool:
    if len(text) > _MOST_LETTERS or len(block.lines) > 5:
        return True
    return len(text.split()) > _MOST_WORDS


def _ends_like_prose(text: str) -> bool:
    if text.endswith(","):
        return True
    return ends_sentence(text) and text[-1] in ".;。；"


def _is_quoted(text: str) -> bool:
    """Whether a text is somebody's words: a sentence inside quotes, as they are pulled out of the prose."""
    return (
        text[0] in '“"‘'
        and (text[-1] in '”"’' or "”" not in text)
        and len(text.split()) >= _LEAST_QUOTED
    )


def _is_caps(text: str) -> bool:
    letters = _LETTER.findall(text)
    return (
        len(letters) >= 4
        and text.upper() == text
        and text.lower() != text
        and len(text.split()) <= 14
    )


def _is_numbered(block: Block, text: str) -> bool:
    """Whether a short line of its own begins with a number of several parts, or a word and a number."""
    if len(block.lines) > 2 or len(text.split()) > 14 or ends_sentence(text):
        return False
    if _has_number_of_parts(text):
        last = block.last
        return last.right < last.outer - 0.1 * (last.outer - last.inner)
    if _NAMED.match(text) is None:
        return False
    return len(block.lines) == 1


def _has_number_of_parts(text: str) -> bool:
    """Whether a text begins with a number of several parts and, behind it, a capital."""
    number = _NUMBER.match(text)
    if number is None or "." not in number.group(1):
        return False
    return text[number.end() :].strip()[:1].isupper()


def _title(blocks: list[Block], body: float, head: Head) -> None:
    """The title: the largest letters of the first page that has any text, or what the metadata says stands there."""
    first = next((block.page for block in blocks), 0)
    there = [
        block
        for block in blocks
        if block.page == first and block.role in {"heading", "paragraph"}
    ]
    said = _said_title(there, head)
    if said is not None:
        said.role = "title"
        return
    shown = _largest_heading(there, body)
    if shown is not None:
        shown.role = "title"
        _gather_title(blocks, shown)


def _said_title(there: list[Block], head: Head) -> Block | None:
    """The block of the first page that says what the metadata has for a title."""
    said = _folded(head.title)
    if len(said) <= 5:
        return None
    return next((block for block in there if _folded(block.text) == said), None)


def _largest_heading(there: list[Block], body: float) -> Block | None:
    """The first of the headings in the largest letters of a page, if they are clearly larger than the body's."""
    shown = [
        block
        for block in there
        if block.role == "heading" and len(_LETTER.findall(block.text)) > 3
    ]
    largest = max(shown, key=lambda block: block.first.size, default=None)
    if largest is None or largest.first.size < 1.25 * body:
        return None
    return largest


def _gather_title(blocks: list[Block], title: Block) -> None:
    """Take into the title what follows it on its page in the same letters."""
    after = next(number for number, block in enumerate(blocks, 1) if block is title)
    page = title.page
    while (
        after < len(blocks)
        and blocks[after].page == page
        and _same_letters(blocks[after], title)
    ):
        title.lines += blocks.pop(after).lines


def _cover(blocks: list[Block]) -> None:
    """What stands on the page of the title is no heading where that page has no prose."""
    page = next((block.page for block in blocks if block.role == "title"), 0)
    there = [block for block in blocks if block.page == page]
    if any(map(_is_prose, there)):
        return
    for block in there:
        if block.role == "heading":
            block.role = "paragraph"


def _is_prose(block: Block) -> bool:
    if block.role not in {"paragraph", "item"}:
        return False
    return len(block.text) > 150


def _close_up(blocks: list[Block]) -> None:
    """Levels counted without gaps from 1."""
    headings = [block for block in blocks if block.role == "heading"]
    ranks = {
        level: rank
        for rank, level in enumerate(sorted({block.level for block in headings}), 1)
    }
    for block in headings:
        block.level = ranks[block.level]


def _same_letters(one: Block, other: Block) -> bool:
    near = one.first.base - other.last.base < 2.5 * other.first.size and not _depth(one)
    return (
        one.role in {"heading", "paragraph"}
        and abs(one.first.size - other.first.size) < 0.6
        and near
    )


def _join_numbers(blocks: list[Block]) -> None:
    """A number on a line of its own and the heading below it, as one."""
    index = 0
    while index + 1 < len(blocks):
        one = blocks[index]
        two = blocks[index + 1]
        if _is_number_of(one, two):
            two.lines[:0] = one.lines
            del blocks[index]
        else:
            index += 1


def _is_number_of(one: Block, two: Block) -> bool:
    if (
        one.role not in {"heading", "paragraph"}
        or two.role != "heading"
        or one.page != two.page
    ):
        return False
    if not _ONLY_NUMBER.fullmatch(one.text.strip()) or _ONLY_NUMBER.fullmatch(
        two.text.strip()
    ):
        return False
    return abs(two.first.base - one.last.base) < 3 * max(one.first.size, two.first.size)


def _join_lines(blocks: list[Block]) -> None:
    """A heading over several lines as one, wherever each of its lines begins: centred, to the right, hung out."""
    index = 0
    while index + 1 < len(blocks):
        one = blocks[index]
        two = blocks[index + 1]
        if _is_next_line_of(one, two):
            two.lines[:0] = one.lines
            del blocks[index]
        else:
            index += 1


def _is_next_line_of(one: Block, two: Block) -> bool:
    """Whether a heading stands right below another block of its letters and goes on with it."""
    if two.role != "heading" or one.role not in {"heading", "paragraph"}:
        return False
    if not _stands_right_below(one, two) or _style(one) != _style(two):
        return False
    text = two.text.strip()
    if ends_sentence(one.text) or _begins_anew(one, text):
        return False
    return len(one.text.split()) + len(text.split()) <= _MOST_WORDS


def _stands_right_below(one: Block, two: Block) -> bool:
    """Whether the second block is the next line below the first one, partly under it."""
    step = two.first.base - one.last.base
    if not 0 < step <= _CLOSE * two.first.size:
        return False
    return one.last.left < two.first.right and two.first.left < one.last.right


def _begins_anew(one: Block, text: str) -> bool:
    """Whether a text below a block is a heading of its own: it has a number, or the block is nothing but one."""
    if _NUMBER.match(text) or _NAMED.match(text):
        return True
    return _ONLY_NUMBER.fullmatch(one.text.strip()) is not None


def _labels(blocks: list[Block]) -> None:
    """Three headings of one style or more, one after another on a page and unnumbered, are the labels of a picture."""
    for style, run in groupby(
        blocks, key=lambda block: (block.role, block.page, _style(block))
    ):
        labels = list(run)
        if (
            style[0] == "heading"
            and len(labels) >= _LEAST_LABELS
            and not any(_depth(block) for block in labels)
        ):
            for block in labels:
                block.role = "paragraph"


def _style(block: Block) -> _Style:
    line = max(block.lines, key=lambda paged: len(paged.line.text)).line
    return (round(line.size * 2) / 2, line.bold, _is_caps(block.text), line.colour)


def _levels(blocks: list[Block], outline: dict[str, int]) -> None:
    """How deep each heading is: by its style, then by its number, then by the outline where that knows several."""
    headings = [block for block in blocks if block.role == "heading"]
    ranks = _ranks(Counter(_style(block) for block in headings))
    for block in headings:
        block.level = ranks[_style(block)]
    _by_numbers(headings)
    _by_outline(headings, outline)


def _by_outline(headings: list[Block], outline: dict[str, int]) -> None:
    """Where the outline names several headings, it tells their levels, and those of others in their styles."""
    known = [block for block in headings if _folded(block.text) in outline]
    if len(known) < 3:
        return
    levels: dict[_Style, Counter[int]] = defaultdict(Counter)
    for block in known:
        block.level = outline[_folded(block.text)]
        levels[_style(block)][block.level] += 1
    deepest = max(outline.values())
    for block in headings:
        if _folded(block.text) not in outline:
            level = _usual_level(block, levels, deepest)
            block.level = min(level, _DEEPEST)


def _usual_level(block: Block, levels: dict[_Style, Counter[int]], deepest: int) -> int:
    """The level that most headings of a block's style have, or one below all of the outline."""
    usual = levels.get(_style(block))
    if usual:
        return usual.most_common(1)[0][0]
    return max(block.level, deepest + 1)


def _ranks(styles: Counter[_Style]) -> dict[_Style, int]:
    """The rank of each style: larger before smaller, then capitals, then bold before plain.

    Styles of one heading or two in a long report (of its cover, of a drawing) have the rank of the next smaller one.
    """
    total = sum(styles.values())
    order = sorted(
        styles, key=lambda style: (-style[0], not style[2], not style[1], style[3])
    )
    ranks: dict[_Style, int] = {}
    rank = 1
    last: _Style | None = None
    for style in order:
        if last is not None and (last[0] - style[0] > 0.6 or last[1:3] != style[1:3]):
            rank += 1
        ranks[style] = min(rank, _DEEPEST)
        last = style if styles[style] > _RARE * total else None
    return ranks


def _depth(block: Block) -> int:
    number = _NUMBER.match(block.text.strip())
    if number:
        return number.group(1).count(".") + 1
    return 0


def _by_numbers(headings: list[Block]) -> None:
    """Where headings have decimal numbers, their depth tells the level of each numbered style."""
    numbered = [block for block in headings if _depth(block)]
    if len(numbered) < 3 or max(map(_depth, numbered)) < 2:
        return
    top = _top_level(numbered)
    for block in numbered:
        block.level = min(top + _depth(block) - 1, _DEEPEST)


def _top_level(numbered: list[Block]) -> int:
    """The level of headings with a number of one part, or one above the highest of those with more."""
    tops = [block.level for block in numbered if _depth(block) == 1]
    if tops:
        return min(tops)
    return max(1, min(block.level for block in numbered) - 1)
