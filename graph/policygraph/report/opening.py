"""The lines that open a typed text: which of them is its title, and which only say what, when and by whom it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.report.delivery import is_byline
from policygraph.report.english import LABEL, LETTERHEAD, TITLE_KIND
from policygraph.report.titles import find_titles
from policygraph.source.titles import reads_as_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.report.lines import Block

LONGEST_TITLE = 200
_MOST_LINES = 10
_MINOR = 3
_STOPS = ".!?:;,。"


@dataclass(frozen=True, slots=True)
class Opening:
    """The index of the block that is the title, if one is, and those that stand with it and say no more than it."""

    title: int | None
    front: frozenset[int]


def find_opening(text: str, blocks: Sequence[Block], named: str = "") -> Opening:
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
        Opening(title=1, front=frozenset({0, 1, 2}))
    """
    lines = _opening_lines(text, blocks)
    said = [at for at in lines if _only_says(words_of(text, blocks[at]))]
    title = _title(text, blocks, lines, said, named)
    leading = [at for at in said if all(before in said or before == title for before in range(at))]
    last = max([*leading, *(at for at in said if title is not None)], default=-1)
    front = {at for at in lines if at <= last} | ({title} if title is not None else set())
    return Opening(title, frozenset(front) if len(front) < len(blocks) else frozenset())


def words_of(text: str, block: Block) -> str:
    """The words of a block on one line."""
    return " ".join(block.span.of(text).split())


def _opening_lines(text: str, blocks: Sequence[Block]) -> list[int]:
    """The blocks before the first paragraph, item or numbered line, below a title that Markdown marks."""
    lines: list[int] = []
    begin = 0 if _marked(blocks) is None else 1
    for at, block in enumerate(blocks[begin:_MOST_LINES], begin):
        words = words_of(text, block)
        titled = block.marker is None and block.lead.begin == block.span.begin and words[-1] not in _STOPS
        if block.size > LONGEST_TITLE or not (titled or _only_says(words)):
            break
        lines.append(at)
    return lines


def _only_says(words: str) -> bool:
    """Whether a line says what kind of text this is, when it was published or by whom, and nothing else."""
    return bool(LABEL.fullmatch(words) or LETTERHEAD.match(words)) or is_byline(words)


def _title(text: str, blocks: Sequence[Block], lines: Sequence[int], said: Sequence[int], named: str) -> int | None:
    marked = _marked(blocks)
    if marked is not None or blocks[0].marker:
        return marked
    folded = " ".join(named.casefold().split())
    same = [at for at in lines if folded and words_of(text, blocks[at]).casefold() == folded]
    subject = [at for at in lines if words_of(text, blocks[at]).casefold().startswith("subject:")]
    others = [at for at in lines if at not in said and reads_as_title(words_of(text, blocks[at]))]
    if same or subject:
        return (same or subject)[0]
    if _names_kind(text, blocks):
        return 0
    if others and said and (others[0] < said[-1] or LABEL.fullmatch(words_of(text, blocks[said[0]]))):
        return others[0]
    return 0 if others and others[0] == 0 and _heads_headings(text, blocks, others) else None


def _marked(blocks: Sequence[Block]) -> int | None:
    """0 if the text opens with its one Markdown heading of the first level, without a number."""
    first = blocks[0].marker
    if first is None or first.number:
        return None
    tops = [at for at, block in enumerate(blocks) if block.marker and block.marker.hashes == 1]
    return 0 if tops == [0] else None


def _names_kind(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the first line is in title case and names a kind of document ("Budget Speech 2031")."""
    first = blocks[0]
    words = first.span.of(text) if first.size <= LONGEST_TITLE else ""
    if not words or not first.alone or len(blocks) == 1 or words[-1] in _STOPS:
        return False
    major = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > _MINOR]
    return bool(TITLE_KIND.search(words)) and bool(major) and all(word[0].isupper() for word in major)


def _heads_headings(text: str, blocks: Sequence[Block], others: Sequence[int]) -> bool:
    """Whether the first line stands right above a heading, and does not look like the headings below."""
    if len(blocks) == 1 or not _is_parted(text, blocks[0], blocks[1]):
        return False
    marker = blocks[1].marker
    if marker is not None:
        return marker.ordinal == 1 and reads_as_title(text[marker.end : blocks[1].span.end])
    if 1 not in others or 1 not in find_titles(text, blocks, frozenset({0})).found:
        return False
    upper = [block.span.of(text).isupper() for block in blocks]
    alike = any(upper[at] and reads_as_title(words_of(text, blocks[at])) for at in range(2, len(blocks)))
    return not (upper[0] and not upper[1] and alike)


def _is_parted(text: str, above: Block, below: Block) -> bool:
    """Whether a blank line stands between two blocks."""
    return text.count("\n", above.span.end, below.span.begin) > 1
