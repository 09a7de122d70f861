"""Who does what a measure says, and by when, as far as its own sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from policygraph.linking.model import Doing
from policygraph.report.english import MONTHS
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Extraction, Measure
    from policygraph.report.model import Report

_HELPERS = (
    r"(?:will|would|shall|should|must|may|can|could|has|have|had|is|are|was|were|be|been|being|to|also|further|then|again"
    r"|now|already|jointly|continue|instructed|required|expected|tasked|directed|asked|obliged|committed|ready|planning"
    r"|going|\w+ly)"
)
_ACTS = re.compile(
    rf"(?:\s*\([^)]{{1,40}}\))?(?:,\s*(?:which|who))?(?:,?\s+{_HELPERS})*\s*"
)
_GOES_ON = re.compile(
    rf"[\s\S]*?(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|;\s*)(?:{_HELPERS}\s+)*"
)
_BY = re.compile(r"(?:[^,.;:]{0,90}\s)?by\s+(?:the\s+)?")
_LED = re.compile(
    r"\b(?:of|with|to|from|in|under|for|through|at|by|within|between|on|against)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:by|before|until|no\s+later\s+than|not\s+later\s+than|in)\s+(?:the\s+)?"
    r"(?:(?:end|close|middle|start|beginning)\s+of\s+|mid-)?"
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?:(?P<after>\d{{1,2}}),?\s+)?(?P<year>20\d\d)(?![\d/s-])",
    re.IGNORECASE,
)


def doings_of(
    report: Report, extraction: Extraction, of_mention: Sequence[int]
) -> tuple[Doing, ...]:
    """Those measures of which an actor or a deadline is known.

    An institution acts if it is the subject of the measure's verb, if it is that of the verb before which this one goes
    on from, or if "by" leads to it. A deadline is the date behind "by", "before", "until" or "in" that follows the
    measure before the next one begins; what was achieved has none.

    Args:
        report: The report.
        extraction: What was read from it.
        of_mention: For each mention the index of its entity.

    Example:
        >>> from policygraph.extraction.model import Extraction, Measure, Mention
        >>> from policygraph.report import parse_report
        >>> text = "The Seed Bank will store the grain by 2031."
        >>> found = Extraction(
        ...     (Mention(Span(4, 13), "Institution", 1.0, "reader"),),
        ...     (Measure(Span(19, 24), Span(25, 34), "Planned", 0, 1.0),), (), (),
        ... )
        >>> doings_of(parse_report(text, name="x"), found, [0])
        (Doing(measure=0, actor=0, deadline='2031'),)
    """
    institutions = _institutions(extraction, of_mention)
    by_sentence: dict[int, list[tuple[int, Measure]]] = {}
    for index, measure in enumerate(extraction.measures):
        by_sentence.setdefault(measure.sentence, []).append((index, measure))
    doings: list[Doing] = []
    for sentence, measures in by_sentence.items():
        span = report.sentences[sentence].span
        here = _inside(span, institutions)
        doings += _of_sentence(report.text, span, measures, here)
    return tuple(sorted(doings, key=lambda doing: doing.measure))


def _institutions(extraction: Extraction, of_mention: Sequence[int]) -> list[Named]:
    """Where institutions are named, in the order of the text, each with the index of its entity."""
    named = [
        (mention.span, of_mention[index])
        for index, mention in enumerate(extraction.mentions)
        if mention.type == "Institution" and not mention.implied
    ]
    return sorted(named, key=_begin)


def _inside(sentence: Span, institutions: Sequence[Named]) -> list[Named]:
    """The institutions that are named in a sentence."""
    first = bisect_left(institutions, sentence.begin, key=_begin)
    behind = bisect_left(institutions, sentence.end, key=_begin)
    return [named for named in institutions[first:behind] if sentence.covers(named[0])]


def _begin(named: Named) -> int:
    return named[0].begin


Named = tuple[Span, int]
"""Where an institution is named, and the index of its entity."""


def _of_sentence(
    text: str,
    sentence: Span,
    measures: list[tuple[int, Measure]],
    here: Sequence[Named],
) -> Iterator[Doing]:
    measures = sorted(measures, key=lambda one: one[1].verb.begin)
    ends = [*(measure.verb.begin for _, measure in measures[1:]), sentence.end]
    actor: int | None = None
    before: Measure | None = None
    for (index, measure), until in zip(measures, ends, strict=True):
        subject = _subject(text, sentence, measure, here)
        if subject is None and before and _goes_on(text, before, measure):
            subject = actor
        actor, before = subject, measure
        done_by = actor if actor is not None else _agent(text, measure, until, here)
        deadline = _deadline(text, measure, until)
        if done_by is not None or deadline:
            yield Doing(index, done_by, deadline)


def _end(measure: Measure) -> int:
    return max(measure.verb.end, measure.object.end)


def _subject(
    text: str, sentence: Span, measure: Measure, here: Sequence[Named]
) -> int | None:
    """The institution right before a verb in the active, with nothing but auxiliaries between."""
    if measure.object.begin < measure.verb.begin:
        return None
    for span, entity in reversed(here):
        between = text[span.end : measure.verb.begin]
        if span.end <= measure.verb.begin and _ACTS.fullmatch(between):
            return None if _LED.search(text[sentence.begin : span.begin]) else entity
    return None


def _goes_on(text: str, before: Measure, measure: Measure) -> bool:
    """Whether a verb shares the subject of the one before: "and", or a comma, and nothing but auxiliaries between."""
    if measure.object.begin < measure.verb.begin:
        return False
    return _GOES_ON.fullmatch(text[before.verb.end : measure.verb.begin]) is not None


def _agent(
    text: str, measure: Measure, until: int, here: Sequence[Named]
) -> int | None:
    """The institution that "by" behind a measure leads to."""
    begin = (
        measure.verb.end
        if measure.object.begin < measure.verb.begin
        else measure.object.end
    )
    for span, entity in here:
        if begin <= span.begin < until and _BY.fullmatch(text[begin : span.begin]):
            return entity
    return None


def _deadline(text: str, measure: Measure, until: int) -> str:
    """The day or year by which a measure is due, ISO 8601; empty where its stretch of the sentence names none.

    What is done has none.
    """
    if measure.stage == "Achieved":
        return ""
    begin = (
        measure.verb.end
        if measure.object.begin < measure.verb.begin
        else measure.object.begin
    )
    found = _DUE.search(text, begin, until)
    return _day_or_year(found) if found else ""


def _day_or_year(found: re.Match[str]) -> str:
    day = found["day"] or found["after"]
    if found["month"] and day and 1 <= int(day) <= 31:  # noqa: PLR2004 - the days of a month
        return f"{found['year']}-{MONTHS[found['month'].lower()]:02d}-{int(day):02d}"
    return found["year"]
