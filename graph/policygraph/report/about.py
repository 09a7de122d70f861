"""What a report says about itself where it opens: its title, its date, whose it is, and who delivered it.

Only the opening is read: the first line if it is a title, the lines about date and speaker below it, and the first
paragraph if it tells of the report's delivery. A value is given only where the words leave no choice; else it is empty.

- *title*: the one Markdown heading of the first level, if it opens the text and has no number; the line that the
  source calls the text by; or a first line without a stop that names a kind of document ("Budget Speech 2031"), has
  lines about date and kind beside it, or stands right above the first heading.
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
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.report.dates import find_date, only, year_of_title
from policygraph.report.delivery import (
    find_jurisdiction,
    find_speaker,
    tells_of_delivery,
)
from policygraph.report.english import PUBLISHED
from policygraph.report.opening import find_opening
from policygraph.report.sections import trimmed
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.report.lines import Block, Blocks
    from policygraph.report.opening import Opening

_LONGEST_OPENING = 3000
_DATELINE = re.compile(r"[A-Z][^.;:]{1,60}? [–—-]{1,2} ")
"""Place and day before the first sentence of a press release."""
_SUBJECT = re.compile(r"(?i:subject)\s*:\s*")


@dataclass(frozen=True, slots=True)
class About:
    """What the opening gives, and `front`, the indices of the blocks that only give it: title and lines below."""

    title: str
    date: str
    jurisdiction: str
    speaker: str
    front: frozenset[int]


def read_about(text: str, blocks: Blocks, named: str = "") -> About:
    r"""What a report's opening says about the report.

    Args:
        text: The report's text.
        blocks: Its blocks.
        named: What the source calls the report, if it does.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "Budget Speech 2031\nby the Treasurer of Arden, Mrs Ann Lee\n4 May 2031\nMadam Speaker, we meet."
        >>> about = read_about(text, split_blocks(text, read_plain(text).parts))
        >>> about.title, about.date, about.jurisdiction, about.speaker
        ('Budget Speech 2031', '2031-05-04', 'Arden', 'Ann Lee')
    """
    opening = find_opening(text, blocks, named)
    title = opening.title
    name = "" if title is None else _named(text, blocks[title])
    about = opening.front.union(opening.said)
    said = [blocks[at].words(text) for at in sorted(about) if at != title]
    called = name or " ".join(named.split())
    lines = [called, *_with_labels(said)]
    body = _body(blocks, opening)
    first = _delivery(text, body) if body else ""
    passages = [*lines, first]
    return About(
        title=name,
        date=_date(lines, first, text, body),
        jurisdiction=find_jurisdiction(passages),
        speaker=find_speaker(passages),
        front=opening.front,
    )


def _with_labels(lines: Sequence[str]) -> Iterator[str]:
    """The lines, one that only names what stands below it ("Published") together with that."""
    for above, line in pairwise(["", *lines]):
        label = above.rstrip(": ")
        if PUBLISHED.fullmatch(label):
            yield f"{above} {line}"
        else:
            yield line


def _line(text: str, span: Span) -> str:
    """The words of a stretch on one line, single-spaced."""
    return " ".join(span.of(text).split())


def _words(block: Block) -> Span:
    return Span(block.lead.begin, block.span.end)


def _delivery(text: str, block: Block) -> str:
    """The paragraph, if one of its sentences tells of the report's delivery or the session."""
    begin = block.span.begin
    end = min(block.span.end, begin + _LONGEST_OPENING)
    words = _line(text, Span(begin, end))
    if not tells_of_delivery(words):
        return ""
    return words


def _body(blocks: Blocks, opening: Opening) -> Block | None:
    """The first block behind the opening."""
    for at, block in enumerate(blocks):
        if at not in opening.front:
            return block
    return None


def _named(text: str, title: Block) -> str:
    words = trimmed(text, _words(title))
    return _SUBJECT.sub("", _line(text, words))


def _date(lines: Sequence[str], first: str, text: str, body: Block | None) -> str:
    """The date of the opening lines, else that which the first paragraph tells, else the title's year."""
    dates = _dates(lines, " ".join(lines))
    if not dates and body:
        dates = _told(first, text, body)
    if len(dates) > 1:
        return _published(lines)
    if not dates:
        return year_of_title(lines[0])
    return dates.pop()


def _published(lines: Sequence[str]) -> str:
    """The one date that the lines say it was published at."""
    published = filter(PUBLISHED.match, lines)
    dates = _dates(published, "")
    return only(dates)


def _told(first: str, text: str, body: Block) -> set[str]:
    """The dates that the first paragraph tells with the delivery, or in front of its first sentence."""
    end = body.span.begin
    if first:
        end += _LONGEST_OPENING
    sentences = (_line(text, span) for span in body.sentences if span.begin < end)
    told = filter(tells_of_delivery, sentences)
    dates = _dates(told, first)
    if dates:
        return dates
    dateline = _DATELINE.match(body.words(text))
    if dateline is None:
        return set()
    return _dates([dateline[0]], "")


def _dates(passages: Iterable[str], around: str) -> set[str]:
    found = {find_date(words, around) for words in passages}
    return found - {""}
