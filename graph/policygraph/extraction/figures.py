"""Figures that the reader did not mark and that are plain to see: percentages, sums of money, counts in a measure.

In the gold of ordinary prose 344 of 346 percentages and 121 of 124 sums are a target, a result or doubtful, and 150 of
154 counts in a measure's object are what its stage says: a target of what is planned, a result of what is done.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.english import FINITE, NOT_LAST
from policygraph.extraction.mentions import Found, in_free_places, order
from policygraph.extraction.model import (
    ACHIEVED,
    PLANNED,
    READER,
    UNDERWAY,
    Mention,
)
from policygraph.namespaces import FIGURES
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.extraction.model import Measure, Rejected
    from policygraph.extraction.windows import Edges, Window

FIGURE = "FigureRule"
"""What `found_by` says of a figure that stands in plain sight."""

SURE = 0.8
"""How often such a figure was one of its class in the gold, 0–1."""

_TARGET, _RESULT = FIGURES
_CLASS = {PLANNED: _TARGET, UNDERWAY: _RESULT, ACHIEVED: _RESULT}

_BOUNDS = (
    r"(?:(?:(?i:(?:no |not )?(?:more|less|fewer|lower|higher|greater) than|not exceeding|(?:a )?further|another|"
    r"at (?:least|most)|as (?:many|much) as|up to|over|under|above|below|about|around|approximately|approx\.|ca\.|"
    r"nearly|almost|some|max\.|min\.))\s+|(?:[≥≤<>]=?|~)\s*)"
)
_MARKS = r"(?<![\w.,/$€£¥₹-])"
_MONEY = r"(?:(?:[A-Z]{1,3})?[$€£¥₹]|(?:[A-Z]{3}|Rs\.?|RM|Sh)\s)\s?"
_CARDINAL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred)"
)
_DIGITS = r"\d+(?:[.,]\d+)*(?:\s?[¼½¾]|\s\d/\d)?|[¼½¾]"
_NUMBER = rf"(?:{_DIGITS}|{_CARDINAL}(?:[\s-](?:and[\s-]a[\s-](?:half|quarter)|{_CARDINAL}))*)"
_TIMES = r"(?:\s(?:thousand|million|billion|trillion|crore|lakh))?"
_PERCENT = r"\s?(?:%|percent(?:age points?)?\b|per\s?cent\b)(?:\sof\sGDP\b)?"
_COIN = (
    r"\s(?:yuan|dollars|euros?|pounds|rupees|shillings|yen|rand|naira|dirhams?|pesos)\b"
)

_PLAIN = re.compile(
    rf"{_BOUNDS}?{_MARKS}(?:{_MONEY}(?:{_DIGITS}){_TIMES}(?:{_COIN})?|{_NUMBER}{_TIMES}(?:{_PERCENT}|{_COIN}))"
    r"(?:\sor\s(?:more|less|higher|above|below|fewer))?"
)
_COUNT = re.compile(
    rf"{_BOUNDS}?{_MARKS}(?:{_DIGITS})\+?{_TIMES}(?:\sor\s(?:more|fewer))?(?=\s[a-z])"
)
_WORD = re.compile(r"\s([a-z]+(?:-[a-z]+)*)(?=[\s.,;:)]|$)")
_PART = re.compile(r"\s([A-Za-z]+(?:-[a-z]+)*)(?:[’']s)?(?=[\s.,;:)]|$)")
_SHARE = re.compile(r"(?:%|per\s?cent)$")
_OF = re.compile(
    r"\sof(?:\s(?:the|its|all|our))?(?!\s(?:it|them|that|this|these|those|which|whom)\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LASTING = frozenset(
    {
        "day", "days", "hour", "hours", "minute", "minutes", "month", "months", "quarter", "week", "weeks", "year",
        "years",
    }
)  # fmt: skip
_BEHIND_A_COUNT = NOT_LAST | _LASTING
_ENDING = NOT_LAST | FINITE
"""Words before which a noun phrase ends."""

_FORWARD = re.compile(
    r"\b(?:will|shall|must|should|target|targets|goal|goals|aims?|plans? to|(?:be|is|are) to|"
    r"by (?:the end of )?20\d\d)\b"
)


class _Seen(NamedTuple):
    """A figure in plain sight, and the class that its sentence speaks for."""

    span: Span
    type: str


def with_figures(
    found: Found, measures: Sequence[Measure], window: Window, text: str
) -> Found:
    """What the reader sees in a window, with the figures that are plain to see and that it did not see.

    Args:
        found: What the reader sees.
        measures: The window's measures.
        window: The window.
        text: The report's text.
    """
    longer = [_longer(one, window, text) for one in found.mentions]
    old = list(_of_one_class(longer, measures))
    taken = [one.span for one in old if not one.implied]
    seen = (
        *_in_measures(measures, text),
        *_plain(found, measures, window, text),
    )
    new = [
        Mention(span, kind, SURE, FIGURE)
        for span, kind in in_free_places(seen, taken, window)
    ]
    mentions = sorted((*old, *new), key=order)
    return Found(tuple(mentions), found.rejected)


def _longer(mention: Mention, window: Window, text: str) -> Mention:
    """A mention of the reader's; a percentage with what it is a part of."""
    if mention.type not in FIGURES or mention.found_by != READER:
        return mention
    _, last = window.at(mention.span)
    opening = (index for index in sorted(window.breaks) if index > last)
    behind = next(opening, len(window.words))
    end = window.words[behind - 1].end
    span = _with_whole(mention.span, text, end)
    return replace(mention, span=span)


def _of_one_class(
    mentions: Sequence[Mention], measures: Sequence[Measure]
) -> Iterator[Mention]:
    """The mentions without the lesser of two that take one figure for a target and a result.

    The lesser is the one that is not what the measure around it says, or else the one that the reader is less sure of.
    """
    figures = [one for one in mentions if one.type in FIGURES]
    for one in mentions:
        if one.type not in FIGURES:
            yield one
            continue
        weight = _weight(one, measures)
        rivals = _rivals(one, figures)
        if all(weight > _weight(other, measures) for other in rivals):
            yield one


def _rivals(figure: Mention, figures: Iterable[Mention]) -> Iterator[Mention]:
    """The figures that take the same words for the other class."""
    for other in figures:
        if other.type == figure.type:
            continue
        if other.span.overlap(figure.span):
            yield other


def _weight(figure: Mention, measures: Sequence[Measure]) -> tuple[bool, float, str]:
    """What speaks for the class of a figure: the measure whose object it stands in, then the reader's confidence."""
    told = set()
    for measure in measures:
        if measure.object.covers(figure.span):
            kind = _CLASS[measure.stage]
            told.add(kind)
    is_told = told == {figure.type}
    return is_told, figure.confidence, figure.type


def _in_measures(measures: Iterable[Measure], text: str) -> Iterator[_Seen]:
    """The figures in the objects of measures: what is to be done is a target, what is done a result."""
    for measure in measures:
        kind = _CLASS[measure.stage]
        begin = measure.object.begin
        end = measure.object.end
        for match in _PLAIN.finditer(text, begin, end):
            span = Span(*match.span())
            yield _Seen(_with_whole(span, text, end), kind)
        for match in _COUNT.finditer(text, begin, end):
            span = Span(*match.span())
            counted = _counted(span, text, end)
            if counted != span:
                yield _Seen(counted, kind)


def _with_whole(span: Span, text: str, end: int) -> Span:
    """A percentage with what it is a part of ("17 percent of the gold"); "of it" and "of them" say nothing."""
    if not _SHARE.search(span.of(text)):
        return span
    of = _OF.match(text, span.end, end)
    if of is None:
        return span
    last = of.end()
    word = _PART.match(text, last, end)
    while word and (word[1] == "of" or word[1] not in _ENDING):
        last = word.end()
        word = _PART.match(text, last, end)
    if last == of.end():
        return span
    return Span(span.begin, last)


def _counted(span: Span, text: str, end: int) -> Span:
    """A number with what it counts, up to the end of the noun phrase; a year or a span of time counts nothing."""
    if _YEAR.search(span.of(text)):
        return span
    following = _WORD.match(text, span.end, end)
    if following and following[1] in _LASTING:
        return span
    last = span.end
    word = following
    while word and word[1] not in _BEHIND_A_COUNT:
        last = word.end()
        word = _WORD.match(text, last, end)
    return Span(span.begin, last)


def _plain(
    found: Found, measures: Sequence[Measure], window: Window, text: str
) -> Iterator[_Seen]:
    """Percentages and sums of money, by what the reader half saw in their place, or else by their sentence."""
    unsure = [one for one in found.rejected if one.type in FIGURES]
    for first, last in _sentences(window):
        whole = window.span(first, last)
        kind = _spoken_for(whole, measures, text)
        for match in _PLAIN.finditer(text, whole.begin, whole.end):
            figure = Span(*match.span())
            span = _with_whole(figure, text, whole.end)
            half = _half_seen(span, unsure)
            yield _Seen(span, half or kind)


def _spoken_for(sentence: Span, measures: Iterable[Measure], text: str) -> str:
    """The class that a sentence speaks for: a target where it looks ahead, or all that it says is planned."""
    if _FORWARD.search(text, sentence.begin, sentence.end):
        return _TARGET
    stages = {one.stage for one in measures if sentence.covers(one.verb)}
    if stages == {PLANNED}:
        return _TARGET
    return _RESULT


def _half_seen(span: Span, unsure: Iterable[Rejected]) -> str:
    """The class of the surest of the reader's candidates at a figure; empty where there is none."""
    here = [one for one in unsure if one.span.overlap(span)]
    if not here:
        return ""
    surest = max(here, key=lambda one: one.confidence)
    return surest.type


def _sentences(window: Window) -> Iterator[Edges]:
    """The first and the last word of each sentence of a window."""
    starts = [0, *sorted(window.breaks), len(window.words)]
    for start, end in pairwise(starts):
        if end > start:
            yield start, end - 1
