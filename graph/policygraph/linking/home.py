"""Where a report is at home, as its title says where nothing else does.

"Work Plan of Chongqing", "Kenya Vision 2030", "Budget for Ontario, 2031": the one known place that a title begins with,
or that ends a part of it behind "of", "for" or "in". A title with two places, or with one in another spot ("Trade with
China"), says nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.places import LONGEST, is_known
from policygraph.extraction.words import words_of
from policygraph.linking.english import place_class
from policygraph.linking.gazetteer import KIND_COUNTRY, look_up
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.report import Report

_REALM = r"(?:(?:republic|kingdom|state|province|city|county|government) of (?:the )?)?"
_RANK = r"(?: (?:province|state|city|county|municipality|region|prefecture)\b)?"
_PLANNED = (
    "province state city county municipal provincial region government council work economic development budget annual "
    "strateg vision master action growth climate transport housing plan"
)
_OPENS = re.compile(rf"(?:the )?{_REALM}", re.IGNORECASE)
_LEADS = re.compile(rf".* (?:of|for|in) (?:the )?{_REALM}", re.IGNORECASE)
_ENDS = re.compile(rf"{_RANK}\s*(?:$|[,.:;(–—\d-])", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*[-–/&]| (?:and|of)\b", re.IGNORECASE)
_OF_A_PLAN = re.compile(
    rf"[’']s?\b| (?:{'|'.join(_PLANNED.split())}|\d)", re.IGNORECASE
)
"""What may follow a province or a city that a title begins with; "Paris Agreement" is of no city."""


def at_home(report: Report) -> Report:
    """The report, with the jurisdiction that its title says if its opening names no governing body."""
    if report.jurisdiction:
        return report
    home = home_of_title(report.title)
    if not home:
        return report
    return replace(report, jurisdiction=home)


def home_of_title(title: str) -> str:
    """The place that a title says its report is of, as a bare name; empty where it leaves a choice.

    Example:
        >>> [home_of_title(title) for title in ("Work Plan of Chongqing", "Kenya Vision 2030", "Trade with China")]
        ['Chongqing', 'Kenya', '']
    """
    places = list(_places(title))
    names = {place.of(title) for place in places}
    if len(names) != 1 or not any(_is_subject(title, place) for place in places):
        return ""
    return place_class(names.pop())[0]


def _places(title: str) -> Iterator[Span]:
    """The known places in a title, the longest at each word."""
    whole = Span(0, len(title))
    words = [Span(word.begin, word.end) for word in words_of(title, whole)]
    index = 0
    while index < len(words):
        length = _length_at(title, words[index : index + LONGEST])
        if length == 0:
            index += 1
            continue
        first = words[index]
        last = words[index + length - 1]
        yield Span(first.begin, last.end)
        index += length


def _length_at(title: str, words: Sequence[Span]) -> int:
    """How many of the words are the name of a known place; 0 if the first of them begins none."""
    texts = [word.of(title) for word in words]
    if not texts[0][:1].isupper():
        return 0
    for length in range(len(texts), 0, -1):
        if is_known(texts[:length]):
            return length
    return 0


def _is_subject(title: str, place: Span) -> bool:
    """Whether a place stands where a title names what it is of."""
    before = title[: place.begin]
    behind = title[place.end :]
    if not _OPENS.fullmatch(before):
        leads = _LEADS.fullmatch(before) is not None
        return leads and _ENDS.match(behind) is not None
    if _GOES_ON.match(behind):
        return False
    if _is_country(place.of(title)):
        return True
    return _OF_A_PLAN.match(behind) is not None


def _is_country(name: str) -> bool:
    return any(row.kind == KIND_COUNTRY for row in look_up(name))
