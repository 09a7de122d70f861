"""Headings that are a name and no more: the name is mentioned in the text below, and not once more above it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.model import Extraction, renumbered

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
    kept: list[Mention] = []
    places = {}
    rejected = list(extraction.rejected)
    for index, mention in enumerate(extraction.mentions):
        if index in gone:
            rejected.append(mention.kept_out("a heading"))
        else:
            places[index] = len(kept)
            kept.append(mention)
    return replace(
        extraction,
        mentions=tuple(kept),
        pairs=renumbered(extraction.pairs, places),
        rejected=tuple(rejected),
    )


def _repeated(extraction: Extraction, report: Report) -> Iterator[int]:
    """The indices of the mentions that are a heading's words and stand again, alike, in a paragraph below."""
    titles = {}
    for index, paragraph in enumerate(report.paragraphs):
        if paragraph.heading:
            begin = _begin(paragraph, report.text)
            titles[begin, paragraph.span.end] = index
    for index, mention in enumerate(extraction.mentions):
        at = titles.get((mention.span.begin, mention.span.end))
        if at is None:
            continue
        first = at + 1
        below = report.paragraphs[first : first + _BELOW]
        alike = _alike(mention, extraction.mentions, report.text)
        if any(_stands_in(span, below) for span in alike):
            yield index


def _stands_in(span: Span, paragraphs: Sequence[Paragraph]) -> bool:
    return any(paragraph.span.covers(span) for paragraph in paragraphs)


def _alike(mention: Mention, mentions: Sequence[Mention], text: str) -> list[Span]:
    """Where the words of a mention are mentioned as one of its class."""
    words = mention.span.of(text)
    alike = []
    for other in mentions:
        if other.implied or other.type != mention.type:
            continue
        if other.span.of(text) == words:
            alike.append(other.span)
    return alike


def _begin(paragraph: Paragraph, text: str) -> int:
    """Where a heading's words begin, behind its number."""
    number = _NUMBER.match(text, paragraph.span.begin, paragraph.span.end)
    if number is None:
        return paragraph.span.begin
    return number.end()
