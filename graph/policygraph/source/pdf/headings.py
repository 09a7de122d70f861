"""Headings: told by their letters, by their numbers and by the outline, and how deep each is.

How deep a heading is shows in the rank of its style among the styles that headings have in this document, largest
first; a decimal number says it better ("4.5.1" is one deeper than "4.5"), and an outline that names it says it best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from policygraph.source.pdf.blocks import Block, ends_sentence, is_bullet

if TYPE_CHECKING:
    from policygraph.source.model import Role
    from policygraph.source.pdf.values import Head

    _LevelsByStyle = dict["_Style", Counter[int]]

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
_BLACK = 0x000000
_WHITE = 0xFFFFFF

_PARAGRAPH_OR_ITEM = frozenset(("paragraph", "item"))
_HEADING_OR_PARAGRAPH = frozenset(("heading", "paragraph"))


class _Style(NamedTuple):
    """How the letters of a heading look; the size is in half points."""

    size: float
    bold: bool
    caps: bool
    colour: int


class _Ink(NamedTuple):
    """Whether the letters of the body are bold, and their colour."""

    bold: bool
    colour: int


class _Sizes(NamedTuple):
    """The size of the body's letters, and the largest that a good part of the running text has."""

    body: float
    largest: float


def find_headings(blocks: list[Block], body: float, head: Head) -> None:
    """Tell headings and the title from the other blocks, and how deep they are."""
    ink = _body_ink(blocks, body)
    largest = max(body, _largest_prose(blocks))
    sizes = _Sizes(body, largest)
    outline = _outline(head)
    named = {id(block) for block in blocks if _in_outline(block, outline)}
    for block, following in zip_longest(blocks, blocks[1:]):
        if id(block) in named or _is_heading(block, following, sizes, ink):
            block.role = "heading"
    _title(blocks, body, head)
    _cover(blocks)
    _join_numbers(blocks)
    _join_lines(blocks)
    _labels(blocks)
    _levels(blocks, outline)
    _close_up(blocks)


def _body_ink(blocks: list[Block], body: float) -> _Ink:
    """Whether the body is bold, and its colour."""
    weights: Counter[_Ink] = Counter()
    for block in blocks:
        if block.is_row or abs(block.first.size - body) >= 0.6:
            continue
        for _, line in block.lines:
            ink = _Ink(line.bold, line.colour)
            weights[ink] += len(line.text)
    if not weights:
        return _Ink(bold=False, colour=0)
    return weights.most_common(1)[0][0]


def _largest_prose(blocks: list[Block]) -> float:
    """The largest letters that a good part of the running text is set in."""
    weights: Counter[float] = Counter()
    for block in blocks:
        if block.first.bold or block.role not in _PARAGRAPH_OR_ITEM:
            continue
        if len(block.lines) > 2:
            size = _in_half_points(block.first.size)
            weights[size] += len(block.text)
    least = 0.12 * sum(weights.values())
    common = [size for size, weight in weights.items() if weight >= least]
    return max(common, default=0.0)


def _in_half_points(size: float) -> float:
    return round(size * 2) / 2


def _folded(text: str) -> str:
    words = _WORDS.findall(text)
    return "".join(words).casefold()


def _outline(head: Head) -> dict[str, int]:
    levels: dict[str, int] = {}
    for mark in head.bookmarks:
        title = _folded(mark.title)
        if len(title) > 2:
            levels[title] = mark.level
    return levels


def _in_outline(block: Block, outline: dict[str, int]) -> bool:
    if not outline or block.role not in _PARAGRAPH_OR_ITEM:
        return False
    if len(block.text) > _MOST_LETTERS or is_bullet(block.text):
        return False
    return _folded(block.text) in outline


def _is_heading(
    block: Block, following: Block | None, sizes: _Sizes, ink: _Ink
) -> bool:
    text = block.text.strip()
    if text[:1].islower() or block.role not in _PARAGRAPH_OR_ITEM:
        return False
    if not _could_be(block):
        return False
    if block.first.size >= _LARGER * sizes.largest:
        return True
    if block.first.size < 0.93 * sizes.body:
        if ink.bold:
            return False
        return _heads_prose(block, following, sizes.body)
    return _stands_out(block, text, following, ink)


def _stands_out(block: Block, text: str, following: Block | None, ink: _Ink) -> bool:
    """Whether letters of about the body's size head what follows: bold, numbered, in capitals or coloured."""
    if _is_numbered(block, text):
        return True
    bold = _is_bold(block)
    if not _is_short(block, text) or _is_plain_item(block, text, bold=bold):
        return False
    if bold and not ink.bold:
        return True
    if not _is_caps(text) and not _is_coloured(block, ink):
        return False
    return not _is_begun(following, block)


def _is_bold(block: Block) -> bool:
    return all(paged.line.bold for paged in block.lines)


def _is_short(block: Block, text: str) -> bool:
    if len(text.split()) > 16:
        return False
    return len(block.lines) <= 3


def _is_plain_item(block: Block, text: str, *, bold: bool) -> bool:
    """Whether an item of a list is neither bold nor in capitals."""
    if bold or block.role != "item":
        return False
    return not _is_caps(text)


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


def _is_coloured(block: Block, ink: _Ink) -> bool:
    """Whether one or two lines have a colour that the body has not."""
    if ink.bold or len(block.lines) > 2:
        return False
    return block.first.colour not in {ink.colour, _BLACK, _WHITE}


def _could_be(block: Block) -> bool:
    text = block.text.strip()
    if _is_too_long(block, text) or is_bullet(text):
        return False
    letters = len(_LETTER.findall(text))
    if letters < 3 and not _ONLY_NUMBER.fullmatch(text):
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
    if len(block.lines) > 2:
        return False
    if len(text.split()) > 14:
        return False
    if ends_sentence(text):
        return False
    if _has_number_of_parts(text):
        last = block.last
        room = 0.1 * (last.outer - last.inner)
        return last.right < last.outer - room
    if len(block.lines) != 1:
        return False
    return _NAMED.match(text) is not None


def _has_number_of_parts(text: str) -> bool:
    """Whether a text begins with a number of several parts and, behind it, a capital."""
    number = _NUMBER.match(text)
    if number is None or "." not in number.group(1):
        return False
    behind = text[number.end() :].strip()
    return behind[:1].isupper()


def _title(blocks: list[Block], body: float, head: Head) -> None:
    """The title: the largest letters of the first page that has any text, or what the metadata says stands there."""
    if not blocks:
        return
    first = blocks[0].page
    on_first = (block for block in blocks if block.page == first)
    there = [block for block in on_first if block.role in _HEADING_OR_PARAGRAPH]
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
    while after < len(blocks):
        following = blocks[after]
        if following.page != title.page or not _same_letters(following, title):
            return
        title.lines += following.lines
        del blocks[after]


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
    if block.role not in _PARAGRAPH_OR_ITEM:
        return False
    return len(block.text) > 150


def _close_up(blocks: list[Block]) -> None:
    """Levels counted without gaps from 1."""
    headings = [block for block in blocks if block.role == "heading"]
    levels = sorted({block.level for block in headings})
    ranks = {level: rank for rank, level in enumerate(levels, 1)}
    for block in headings:
        block.level = ranks[block.level]


def _same_letters(one: Block, other: Block) -> bool:
    if one.role not in _HEADING_OR_PARAGRAPH or _depth(one):
        return False
    size = other.first.size
    if abs(one.first.size - size) >= 0.6:
        return False
    return one.first.base - other.last.base < 2.5 * size


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
    if one.page != two.page or one.role not in _HEADING_OR_PARAGRAPH:
        return False
    if two.role != "heading" or _is_only_number(two):
        return False
    if not _is_only_number(one):
        return False
    size = max(one.first.size, two.first.size)
    return abs(two.first.base - one.last.base) < 3 * size


def _is_only_number(block: Block) -> bool:
    return _ONLY_NUMBER.fullmatch(block.text.strip()) is not None


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
    if two.role != "heading" or one.role not in _HEADING_OR_PARAGRAPH:
        return False
    if not _stands_right_below(one, two):
        return False
    if _style(one) != _style(two):
        return False
    text = two.text.strip()
    if ends_sentence(one.text) or _begins_anew(one, text):
        return False
    words = one.text.split() + text.split()
    return len(words) <= _MOST_WORDS


def _stands_right_below(one: Block, two: Block) -> bool:
    """Whether the second block is the next line below the first one, partly under it."""
    step = two.first.base - one.last.base
    if not 0 < step <= _CLOSE * two.first.size:
        return False
    if one.last.left >= two.first.right:
        return False
    return two.first.left < one.last.right


def _begins_anew(one: Block, text: str) -> bool:
    """Whether a text below a block is a heading of its own: it has a number, or the block is nothing but one."""
    if _NUMBER.match(text) or _NAMED.match(text):
        return True
    return _is_only_number(one)


def _labels(blocks: list[Block]) -> None:
    """Three headings of one style or more, one after another on a page and unnumbered, are the labels of a picture."""
    for (role, _, _), run in groupby(blocks, key=_place_and_style):
        labels = list(run)
        if role != "heading" or len(labels) < _LEAST_LABELS:
            continue
        if any(map(_depth, labels)):
            continue
        for block in labels:
            block.role = "paragraph"


def _place_and_style(block: Block) -> tuple[Role, int, _Style]:
    return block.role, block.page, _style(block)


def _style(block: Block) -> _Style:
    longest = max(block.lines, key=lambda paged: len(paged.line.text))
    line = longest.line
    size = _in_half_points(line.size)
    return _Style(size, line.bold, _is_caps(block.text), line.colour)


def _levels(blocks: list[Block], outline: dict[str, int]) -> None:
    """How deep each heading is: by its style, then by its number, then by the outline where that knows several."""
    headings = [block for block in blocks if block.role == "heading"]
    styles = Counter(map(_style, headings))
    ranks = _ranks(styles)
    for block in headings:
        block.level = ranks[_style(block)]
    _by_numbers(headings)
    _by_outline(headings, outline)


def _by_outline(headings: list[Block], outline: dict[str, int]) -> None:
    """Where the outline names several headings, it tells their levels, and those of others in their styles."""
    known = [block for block in headings if _folded(block.text) in outline]
    if len(known) < 3:
        return
    levels: _LevelsByStyle = defaultdict(Counter)
    for block in known:
        block.level = outline[_folded(block.text)]
        levels[_style(block)][block.level] += 1
    deepest = max(outline.values())
    for block in headings:
        if _folded(block.text) not in outline:
            level = _usual_level(block, levels, deepest)
            block.level = min(level, _DEEPEST)


def _usual_level(block: Block, levels: _LevelsByStyle, deepest: int) -> int:
    """The level that most headings of a block's style have, or one below all of the outline."""
    usual = levels.get(_style(block))
    if not usual:
        return max(block.level, deepest + 1)
    return usual.most_common(1)[0][0]


def _ranks(styles: Counter[_Style]) -> dict[_Style, int]:
    """The rank of each style: larger before smaller, then capitals, then bold before plain.

    Styles of one heading or two in a long report (of its cover, of a drawing) have the rank of the next smaller one.
    """
    rare = _RARE * styles.total()
    ranks: dict[_Style, int] = {}
    rank = 1
    last: _Style | None = None
    for style in sorted(styles, key=_prominence):
        if last is not None and not _rank_alike(last, style):
            rank += 1
        ranks[style] = min(rank, _DEEPEST)
        last = style if styles[style] > rare else None
    return ranks


def _prominence(style: _Style) -> tuple[float, bool, bool, int]:
    """What styles are put in order by, the most prominent first."""
    return -style.size, not style.caps, not style.bold, style.colour


def _rank_alike(larger: _Style, style: _Style) -> bool:
    if larger.bold != style.bold or larger.caps != style.caps:
        return False
    return larger.size - style.size <= _SAME_SIZE


def _depth(block: Block) -> int:
    number = _NUMBER.match(block.text.strip())
    if number:
        return number.group(1).count(".") + 1
    return 0


def _by_numbers(headings: list[Block]) -> None:
    """Where headings have decimal numbers, their depth tells the level of each numbered style."""
    numbered = [block for block in headings if _depth(block)]
    if len(numbered) < 3:
        return
    if max(map(_depth, numbered)) < 2:
        return
    above = _top_level(numbered) - 1
    for block in numbered:
        level = above + _depth(block)
        block.level = min(level, _DEEPEST)


def _top_level(numbered: list[Block]) -> int:
    """The level of headings with a number of one part, or one above the highest of those with more."""
    tops = [block.level for block in numbered if _depth(block) == 1]
    if tops:
        return min(tops)
    highest = min(block.level for block in numbered)
    return max(1, highest - 1)
