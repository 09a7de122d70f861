"""Headings that are a name and no more: the name is mentioned in the text below, and not once more above it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.model import Extraction, Rejected, renumbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Mention
    from policygraph.report.model import Paragraph, Report
    from policygraph.spans import Span

_NUMBER = re.compile(r"[\s#(]*(?:(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-z])[.):]\s*)?")
_BELOW = 3
"""So many paragraphs behind a heading are looked through for its name."""


def without_headings(extraction: Extraction, report: Report) -> Extraction:
    """What was found without the mentions that are the whole of a heading, and are made again right below it."""
    gone = set(_repeated(extraction, report))
    if not gone:
        return extraction
    kept = [i for i in range(len(extraction.mentions)) if i not in gone]
    lost = (extraction.mentions[index] for index in sorted(gone))
    return replace(
        extraction,
        mentions=tuple(extraction.mentions[index] for index in kept),
        pairs=renumbered(extraction.pairs, {old: new for new, old in enumerate(kept)}),
        rejected=(
            *extraction.rejected,
            *(Rejected(o.span, o.type, o.confidence, "a heading") for o in lost),
        ),
    )


def _repeated(extraction: Extraction, report: Report) -> Iterator[int]:
    """The indices of the mentions that are a heading's words and stand again, alike, in a paragraph below."""
    titles = {
        (_begin(paragraph, report.text), paragraph.span.end): index
        for index, paragraph in enumerate(report.paragraphs)
        if paragraph.heading
    }
    for index, mention in enumerate(extraction.mentions):
        at = titles.get((mention.span.begin, mention.span.end))
        if at is not None:
            below = report.paragraphs[at + 1 : at + 1 + _BELOW]
            alike = _alike(mention, extraction.mentions, report.text)
            if any(
                paragraph.span.covers(span) for paragraph in below for span in alike
            ):
                yield index


def _alike(mention: Mention, mentions: Sequence[Mention], text: str) -> list[Span]:
    """Where the words of a mention are mentioned as one of its class."""
    words = mention.span.of(text)
    return [
        other.span
        for other in mentions
        if (other.type, other.implied) == (mention.type, False)
        and other.span.of(text) == words
    ]


def _begin(paragraph: Paragraph, text: str) -> int:
    """Where a heading's words begin, behind its number."""
    number = _NUMBER.match(text, paragraph.span.begin, paragraph.span.end)
    return number.end() if number else paragraph.span.begin
