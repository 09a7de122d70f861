"""Rolls of persons: lists that set a person's name before a comma, and behind it the body or the seat of the person.

"Delia Winterbourne, District 2      Hugo Larkspur, Tansy Chamber of Commerce": two columns, wide gaps between. A person
and a seat are none of the classes; what else stands behind the comma is a body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import READER, Mention
from policygraph.spans import Span

if TYPE_CHECKING:
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


class _Entry(NamedTuple):
    """A person's name, and what stands behind the comma."""

    person: Span
    behind: Span


def without_roll(found: Found, window: Window, report: Report) -> Found:
    """The mentions of a window, of which a roll of persons has only the bodies that are named behind the persons.

    Args:
        found: What the reader sees.
        window: The window.
        report: The report, whose layout tells a roll: wide gaps, or one entry a line below a heading for persons.
    """
    entries = _entries(report.text, window.whole)
    if not entries or not _is_roll(report, window, len(entries)):
        return found
    by_span = {}
    for mention in found.mentions:
        if _is_apart(mention, entries):
            by_span[mention.span, mention.type] = mention
    for entry in entries:
        if not _SEAT.fullmatch(entry.behind.of(report.text)):
            by_span[entry.behind, "Institution"] = _body(found, entry.behind)
    kept = sorted(by_span.values(), key=order)
    rejected = list(found.rejected)
    for mention in found.mentions:
        if mention not in kept:
            gone = mention.kept_out("in a roll of persons")
            rejected.append(gone)
    return Found(tuple(kept), tuple(rejected))


def _body(found: Found, span: Span) -> Mention:
    """The body behind a person's comma, as sure as the surest mention there, whatever it was taken for."""
    known = [one for one in found.mentions if one.span == span]
    body = Mention(
        span=span,
        type="Institution",
        confidence=_SURE,
        found_by=READER,
    )
    best = max(known, key=lambda one: one.confidence, default=body)
    return replace(best, type="Institution", implied=False)


def _entries(text: str, whole: Span) -> list[_Entry]:
    """The persons of a line, each with what stands behind the comma; nothing where a column is no entry."""
    entries = []
    for column in whole.between(_GAP.finditer(text, whole.begin, whole.end)):
        entry = _ENTRY.fullmatch(text, column.begin, column.end)
        if entry is None:
            return []
        person = Span(*entry.span("person"))
        behind = Span(*entry.span("behind"))
        entries.append(_Entry(person, behind))
    return entries


def _is_roll(report: Report, window: Window, entries: int) -> bool:
    """Whether a line of entries is a roll's: it has columns, or stands below a heading for persons."""
    if entries >= _LEAST_ENTRIES:
        return True
    above = report.paragraphs[: window.paragraph]
    for paragraph in reversed(above):
        if _entries(report.text, paragraph.span):
            continue
        heading = paragraph.span.of(report.text)
        if len(heading) > _LONGEST_HEADING:
            return False
        return _HEADING.search(heading) is not None
    return False


def _is_apart(mention: Mention, entries: list[_Entry]) -> bool:
    """Whether a mention shares nothing with any person, nor with what stands behind one."""
    parts = chain.from_iterable(entries)
    return not any(map(mention.span.overlap, parts))
