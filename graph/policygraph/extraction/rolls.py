"""Rolls of persons: lists that set a person's name before a comma, and behind it the body or the seat of the person.

"Delia Winterbourne, District 2      Hugo Larkspur, Tansy Chamber of Commerce": two columns, wide gaps between. A person
and a seat are none of the classes; what else stands behind the comma is a body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import READER, Mention, Rejected
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.extraction.windows import Window
    from policygraph.report.model import Report

_GAP = re.compile(r"[ \t]{3,}|\t|\n")
_ENTRY = re.compile(
    r"(?P<person>(?:[A-Z][\w’'.-]*\s){1,3}[A-Z][\w’'-]+),\s(?P<behind>[A-Z][^,;:!?]*)"
)
_SEAT = re.compile(
    r"(?:At\s(?:Large|large)|(?:District|Ward|Precinct|Seat|Area|Position)\s\d+)$"
)
_HEADING = re.compile(
    r"\b(?:acknowledge?ments?|members|membership|committee|commission|council|contributors|participants|"
    r"signatories|authors|attendees|contacts|board|team)\b",
    re.IGNORECASE,
)
_SURE = 0.8
_LEAST_ENTRIES = 2
_LONGEST_HEADING = 80


def without_roll(found: Found, window: Window, report: Report) -> Found:
    """The mentions of a window, of which a roll of persons has only the bodies that are named behind the persons.

    Args:
        found: What the reader sees.
        window: The window.
        report: The report, whose layout tells a roll: wide gaps, or one entry a line below a heading for persons.
    """
    whole = Span(window.words[0].begin, window.words[-1].end)
    entries = list(_entries(report.text, whole))
    if not entries or not _is_roll(report, window, len(entries)):
        return found
    kept = {
        (one.span, one.type): one for one in found.mentions if _is_apart(one, entries)
    }
    for _, behind in entries:
        if not _SEAT.fullmatch(behind.of(report.text)):
            kept[behind, "Institution"] = _body(found, behind)
    gone = (one for one in found.mentions if one not in kept.values())
    rejected = (
        Rejected(o.span, o.type, o.confidence, "in a roll of persons") for o in gone
    )
    return Found(tuple(sorted(kept.values(), key=order)), (*found.rejected, *rejected))


def _body(found: Found, span: Span) -> Mention:
    """The body behind a person's comma, as sure as the surest mention there, whatever it was taken for."""
    known = [one for one in found.mentions if one.span == span]
    body = Mention(span, "Institution", _SURE, READER)
    best = max(known, key=lambda one: one.confidence, default=body)
    return replace(best, type="Institution", implied=False)


def _entries(text: str, whole: Span) -> Iterator[tuple[Span, Span]]:
    """The persons of a line, each with what stands behind the comma; nothing where a column is no entry."""
    begin = whole.begin
    found = []
    for gap in (*_GAP.finditer(text, whole.begin, whole.end), None):
        end = gap.start() if gap else whole.end
        entry = _ENTRY.fullmatch(text, begin, end)
        if entry is None:
            return
        found.append((Span(*entry.span("person")), Span(*entry.span("behind"))))
        begin = gap.end() if gap else end
    yield from found


def _is_roll(report: Report, window: Window, entries: int) -> bool:
    """Whether a line of entries is a roll's: it has columns, or stands below a heading for persons."""
    if entries >= _LEAST_ENTRIES:
        return True
    above = (
        paragraph.span
        for paragraph in reversed(report.paragraphs[: window.paragraph])
        if not list(_entries(report.text, paragraph.span))
    )
    heading = next(above, Span(0, 0)).of(report.text)
    return len(heading) <= _LONGEST_HEADING and bool(_HEADING.search(heading))


def _is_apart(mention: Mention, entries: list[tuple[Span, Span]]) -> bool:
    """Whether a mention shares nothing with any person, nor with what stands behind one."""
    return not any(mention.span.overlap(part) for entry in entries for part in entry)
