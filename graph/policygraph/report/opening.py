"""The lines that open a typed text: which of them is its title, and which only say what, when and by whom it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.report.delivery import is_byline
from policygraph.report.english import (
    ADDRESS,
    LABEL,
    LETTERHEAD,
    MONTHS,
    PUBLISHED,
    TITLE_KIND,
)
from policygraph.report.titles import find_titles
from policygraph.source.titles import reads_as_title

if TYPE_CHECKING:
    from policygraph.report.lines import Block, Blocks, Indices

    Words = dict[int, str]
    """The words of lines by the indices of their blocks."""

LONGEST_TITLE = 200
_MOST_LINES = 16
_MINOR = 3
_STOPS = ".!?:;,。"
_BLANK = re.compile(r"\n[ \t\r\f]*\n")
_DELIVERED = re.compile(r"\(?(?:delivered|presented|by|at)\b", re.IGNORECASE)
_DATED = re.compile(
    rf"[^.!?;:]{{3,80}}(?:[,|–—-]|\bon)\s(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS)})\s(?:19|20)\d\d",
    re.IGNORECASE,
)
"""An office and a date."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Indices of blocks: the title, if there is one, what stands with it, and what only says when and by whom it is."""

    title: int | None
    front: frozenset[int]
    said: tuple[int, ...] = ()


def find_opening(text: str, blocks: Blocks, named: str = "") -> Opening:
    r"""The opening of a text.

    Args:
        text: The text.
        blocks: Its blocks.
        named: What the source calls the text, if it does: the line of these words is the title.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "Press release\n\nHarbour deal\n\nPublished 3 May 2031\n\nThe harbour will be dredged.\n"
        >>> find_opening(text, split_blocks(text, read_plain(text).parts))
        Opening(title=1, front=frozenset({0, 1, 2}), said=(0, 2))
    """
    lines = _opening_lines(text, blocks)
    said = [at for at in lines if _only_says(blocks[at].words(text))]
    heading = _first_heading(text, blocks, lines)
    of_opening = _Lines(lines, said, heading)
    title = _title(text, blocks, of_opening, named)
    last = _end_of_said(said) if title is None else _last_of(title, said, heading)
    front = frozenset(range(last + 1))
    if len(front) >= len(blocks):
        front = frozenset()
    return Opening(title, front, tuple(said))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The indices of the opening's blocks, of those that only say what is known of it, and of the first heading.

    `heading` is -1 where there is none at once below the opening's first line.
    """

    all: Indices
    said: Indices
    heading: int


def _last_of(title: int, said: Indices, heading: int) -> int:
    """The last line of an opening with a title: it reaches to the first heading, if that is below the title."""
    last = max([title, *said])
    if title < heading:
        last = max(last, heading - 1)
    return last


def _end_of_said(said: Indices) -> int:
    """The last of the lines from the first on that only say what is known of the text; -1 where the first does not."""
    last = -1
    while last + 1 in said:
        last += 1
    return last


def _opening_lines(text: str, blocks: Blocks) -> list[int]:
    """The blocks before the first paragraph, item or numbered line, below a title that Markdown marks.

    A sentence that says what a page is about may stand among them, above what the page says of itself.
    """
    lines: list[int] = []
    begin = 0 if _marked(blocks) is None else 1
    for at, block in enumerate(blocks[begin:_MOST_LINES], begin):
        if block.size > LONGEST_TITLE:
            break
        if not _is_of_opening(text, blocks, at):
            break
        lines.append(at)
    return lines


def _is_of_opening(text: str, blocks: Blocks, at: int) -> bool:
    """Whether a block is a line, says what is known of the text, or stands above what a page says of itself."""
    block = blocks[at]
    if _is_line(text, block):
        return True
    if _only_says(block.words(text)):
        return True
    below = blocks[at + 1 : at + 2]
    return any(_begins_head(other.words(text)) for other in below)


def _begins_head(words: str) -> bool:
    """Whether a line begins what a page or a letter says of itself."""
    if LETTERHEAD.match(words):
        return True
    bare = words.rstrip(": ")
    return PUBLISHED.fullmatch(bare) is not None


def _is_line(text: str, block: Block) -> bool:
    """Whether a block is a line without a number, a bullet or a stop."""
    if block.signed or block.marker is not None:
        return False
    return not block.ends_with(text, _STOPS)


def _only_says(words: str) -> bool:
    """Whether a line says what kind of text this is, when it was published or by whom, and nothing else."""
    bare = words.strip("*_ ")
    if LABEL.fullmatch(bare) or LETTERHEAD.match(bare):
        return True
    if _DATED.fullmatch(bare):
        return True
    return is_byline(bare)


def _first_heading(text: str, blocks: Blocks, lines: Indices) -> int:
    """The first heading below the first line with nothing but lines of the opening between the two; -1 without one."""
    titles = find_titles(text, blocks, frozenset({0})).found
    end = min(len(blocks), len(lines) + 1)
    for at in range(1, end):
        if at in titles or _is_numbered_first(text, blocks[at]):
            return at
        if at not in lines:
            break
    return -1


def _is_numbered_first(text: str, block: Block) -> bool:
    """Whether a block has the number 1 before words that read as a title."""
    marker = block.marker
    if marker is None or marker.ordinal != 1:
        return False
    return reads_as_title(text[marker.end : block.span.end])


def _title(text: str, blocks: Blocks, lines: _Lines, named: str) -> int | None:
    """The title as Markdown marks it, as the source or a mail's head names it, by what it says, or by its place."""
    marked = _marked(blocks)
    if marked is not None or blocks[0].marker:
        return marked
    words = {at: blocks[at].words(text) for at in lines.all}
    called = _called(words, named)
    if called is not None:
        return called
    if _names_kind(text, blocks):
        return 0
    if _addresses(text, blocks[len(lines.all) :]):
        return None
    return _by_its_place(text, blocks, lines, words)


def _by_its_place(text: str, blocks: Blocks, lines: _Lines, words: Words) -> int | None:
    """A line beside those that say what is known of the text, or the first, right above the first heading."""
    others = _possible_titles(lines, words)
    if not others:
        return None
    beside = _beside_what_is_said(others, lines, words)
    if beside is not None or others[0] != 0:
        return beside
    if _heads_headings(text, blocks, lines.heading):
        return 0
    return None


def _possible_titles(lines: _Lines, words: Words) -> list[int]:
    """The lines that read as titles and say nothing else that is known of the text."""
    unsaid = [at for at in lines.all if at not in lines.said]
    return [at for at in unsaid if reads_as_title(words[at])]


def _called(words: Words, named: str) -> int | None:
    """The line that the source calls the text by, or that says what a mail is about."""
    name = " ".join(named.casefold().split())
    for at, line in words.items():
        folded = line.casefold()
        if folded == name or folded.startswith("subject:"):
            return at
    return None


def _addresses(text: str, below: Blocks) -> bool:
    """Whether a form of address stands below the opening: above it are the lines of a letter's head."""
    if not below:
        return False
    return ADDRESS.match(below[0].words(text)) is not None


def _beside_what_is_said(others: Indices, lines: _Lines, words: Words) -> int | None:
    """The first line behind a label such as "Press release", or above a date or an author."""
    behind = _behind_label(others, lines, words)
    if behind is not None:
        return behind
    if lines.said and others[0] < lines.said[-1]:
        return others[0]
    return None


def _behind_label(others: Indices, lines: _Lines, words: Words) -> int | None:
    """The first line behind a label, if there is a label."""
    labels = (at for at in lines.said if LABEL.fullmatch(words[at]))
    label = next(labels, len(words))
    behind = (at for at in others if at > label)
    return next(behind, None)


def _marked(blocks: Blocks) -> int | None:
    """0 if the text opens with its one Markdown heading of the first level, without a number."""
    first = blocks[0].marker
    if first is None or first.number:
        return None
    tops = [
        at
        for at, block in enumerate(blocks)
        if block.marker and block.marker.hashes == 1
    ]
    if tops != [0]:
        return None
    return 0


def _names_kind(text: str, blocks: Blocks) -> bool:
    """Whether the first line is in title case and names a kind of document, or says by whom a speech is."""
    first = blocks[0]
    if len(blocks) == 1:
        return False
    if not first.alone or first.size > LONGEST_TITLE:
        return False
    words = first.words(text)
    if words[-1] in _STOPS:
        return False
    if not TITLE_KIND.search(words):
        return False
    return _is_title_case(words) or _says_whose(words)


def _says_whose(words: str) -> bool:
    """Whether a line says by whom a speech is, and not where it was delivered."""
    return is_byline(words) and not _DELIVERED.match(words)


def _is_title_case(words: str) -> bool:
    all_words = re.findall(r"[^\W\d_]+", words)
    major = [word for word in all_words if len(word) > _MINOR]
    if not major:
        return False
    return all(word[0].isupper() for word in major)


def _heads_headings(text: str, blocks: Blocks, heading: int) -> bool:
    """Whether the first line stands above a heading with a blank line between, and does not look like those below."""
    if heading < 0:
        return False
    first = blocks[0]
    below = blocks[heading]
    if not _BLANK.search(text, first.span.end, below.span.begin):
        return False
    if below.marker is not None:
        return True
    if not _is_upper(text, first) or _is_upper(text, below):
        return True
    return not _has_upper_title(text, blocks[heading + 1 :])


def _is_upper(text: str, block: Block) -> bool:
    return block.span.of(text).isupper()


def _has_upper_title(text: str, blocks: Blocks) -> bool:
    """Whether one of the blocks reads as a title in capitals."""
    upper = (block for block in blocks if _is_upper(text, block))
    return any(reads_as_title(block.words(text)) for block in upper)
