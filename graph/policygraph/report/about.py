"""What a report says about itself where it opens: its title, its date, whose it is, and who delivered it.

Only the opening is read: the first line if it is a title, the lines about date and speaker below it, and the first
paragraph if it tells of the report's delivery. A value is given only where the words leave no choice; else it is empty.

- *title*: the one Markdown heading of the first level, if it opens the text and has no number; or a first line in
  title case, without a stop, that names a kind of document ("Budget Speech 2031").
- *date*: a date on one of the opening lines, or in a sentence of the first paragraph that tells of the delivery or
  the session. A day without a year takes the only year that the paragraph names with "in"; where that is missing or
  there are several, nothing is guessed. Last comes a single year in the title.
- *jurisdiction*: the place in the governing body's name ("X Municipal People's Government", "Government of X"), as a
  bare name, if the opening names no second one.
- *speaker*: the person with an office who delivers the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.report.dates import find_date, year_of_title
from policygraph.report.delivery import find_jurisdiction, find_speaker, is_byline, tells_of_delivery
from policygraph.report.sections import trimmed
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.report.lines import Block

_LONGEST_TITLE = 200
_LONGEST_OPENING = 3000
_MOST_FRONT_LINES = 8
_MINOR = 3
_KIND = re.compile(
    r"\b(?:report|plan|outline|budget|speech|address|statement|communiqu[eé]|manifesto|strategy|programme|program"
    r"|white paper|policy paper)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class About:
    """What the opening gives, and `front`, the indices of the blocks that only give it: title and lines below."""

    title: str
    date: str
    jurisdiction: str
    speaker: str
    front: frozenset[int]


def read_about(text: str, blocks: Sequence[Block]) -> About:
    r"""What a report's opening says about the report.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "Budget Speech 2031\nby the Treasurer of Arden, Mrs Ann Lee\n4 May 2031\nMadam Speaker, we meet."
        >>> about = read_about(text, split_blocks(text, read_plain(text).parts))
        >>> about.title, about.date, about.jurisdiction, about.speaker
        ('Budget Speech 2031', '2031-05-04', 'Arden', 'Ann Lee')
    """
    title = _title(text, blocks)
    front = _front(text, blocks, 0 if title is None else 1)
    name = trimmed(text, _words(blocks[0])).of(text) if title is not None else ""
    lines = [name, *(_line(text, blocks[at].span) for at in front)]
    behind = len(front) + (title is not None)
    body = blocks[behind] if behind < len(blocks) else None
    first = _delivery(text, body) if body else ""
    return About(
        title=" ".join(name.split()),
        date=_date(lines, first, text, body),
        jurisdiction=find_jurisdiction([*lines, first]),
        speaker=find_speaker([*lines, first]),
        front=frozenset(front) | (frozenset() if title is None else {title}),
    )


def _title(text: str, blocks: Sequence[Block]) -> int | None:
    """0 if the first block is a title, else None."""
    first = blocks[0]
    if first.marker:
        tops = (block for block in blocks if block.marker and block.marker.hashes == 1)
        alone = next(tops, None) is first and next(tops, None) is None
        return 0 if alone and not first.marker.number else None
    words = first.span.of(text) if first.size <= _LONGEST_TITLE else ""
    names_kind = first.alone and len(blocks) > 1 and _KIND.search(words) and words[-1] not in ".!?;:,。"
    return 0 if names_kind and _is_title_case(words) else None


def _is_title_case(words: str) -> bool:
    major = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > _MINOR]
    return bool(major) and all(word[0].isupper() for word in major)


def _line(text: str, span: Span) -> str:
    """The words of a stretch on one line, single-spaced."""
    return " ".join(span.of(text).split())


def _words(block: Block) -> Span:
    return Span(block.lead.begin, block.span.end)


def _front(text: str, blocks: Sequence[Block], begin: int) -> list[int]:
    """The blocks after the title that tell of date, place and speaker, one after the other."""
    front: list[int] = []
    for at, block in enumerate(blocks[begin : begin + _MOST_FRONT_LINES], begin):
        if block.size > _LONGEST_TITLE or not is_byline(_line(text, block.span)):
            break
        front.append(at)
    return front if len(front) < len(blocks) - begin else []


def _delivery(text: str, block: Block) -> str:
    """The paragraph, if one of its sentences tells of the report's delivery or the session."""
    words = _line(text, Span(block.span.begin, min(block.span.end, block.span.begin + _LONGEST_OPENING)))
    return words if tells_of_delivery(words) else ""


def _date(lines: Sequence[str], first: str, text: str, body: Block | None) -> str:
    dates = {found for line in lines if (found := find_date(line, " ".join(lines)))}
    if not dates and first and body:
        told = (_line(text, span) for span in body.sentences if span.begin < body.span.begin + _LONGEST_OPENING)
        dates = {found for words in told if tells_of_delivery(words) and (found := find_date(words, first))}
    if len(dates) == 1:
        return dates.pop()
    return "" if dates else year_of_title(lines[0])
