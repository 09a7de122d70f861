"""Who does what a measure says, and by when, as far as its own sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.model import Doing
from policygraph.report.english import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Extraction, Measure
    from policygraph.report.model import Report
    from policygraph.spans import Span

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
        >>> from policygraph.spans import Span
        >>> text = "The Seed Bank will store the grain by 2031."
        >>> found = Extraction(
        ...     (Mention(Span(4, 13), "Institution", 1.0, "reader"),),
        ...     (Measure(Span(19, 24), Span(25, 34), "Planned", 0, 1.0),), (), (),
        ... )
        >>> doings_of(parse_report(text, name="x"), found, [0])
        (Doing(measure=0, actor=0, deadline='2031'),)
    """
    institutions = _institutions(extraction, of_mention)
    by_sentence: dict[int, list[_Numbered]] = defaultdict(list)
    for index, measure in enumerate(extraction.measures):
        numbered = _Numbered(index, measure)
        by_sentence[measure.sentence].append(numbered)
    doings: list[Doing] = []
    for sentence, measures in by_sentence.items():
        span = report.sentences[sentence].span
        here = _inside(span, institutions)
        doings += _of_sentence(report.text, span, measures, here)
    return tuple(sorted(doings, key=lambda doing: doing.measure))


class _Numbered(NamedTuple):
    """A measure, and its index among all."""

    number: int
    measure: Measure


class Named(NamedTuple):
    """Where an institution is named, and the index of its entity."""

    span: Span
    entity: int


_begin = attrgetter("span.begin")


def _institutions(extraction: Extraction, of_mention: Sequence[int]) -> list[Named]:
    """Where institutions are named, in the order of the text, each with the index of its entity."""
    named = [
        Named(mention.span, of_mention[index])
        for index, mention in enumerate(extraction.mentions)
        if mention.type == "Institution" and not mention.implied
    ]
    return sorted(named, key=_begin)


def _inside(sentence: Span, institutions: Sequence[Named]) -> list[Named]:
    """The institutions that are named in a sentence."""
    first = bisect_left(institutions, sentence.begin, key=_begin)
    behind = bisect_left(institutions, sentence.end, key=_begin)
    near = institutions[first:behind]
    return [named for named in near if sentence.covers(named.span)]


def _of_sentence(
    text: str,
    sentence: Span,
    measures: list[_Numbered],
    here: Sequence[Named],
) -> Iterator[Doing]:
    measures = sorted(measures, key=lambda one: one.measure.verb.begin)
    ends = [one.measure.verb.begin for one in measures[1:]]
    ends.append(sentence.end)
    actor: int | None = None
    before: Measure | None = None
    for (index, measure), until in zip(measures, ends, strict=True):
        subject = _subject(text, sentence, measure, here)
        if subject is None and before and _goes_on(text, before, measure):
            subject = actor
        actor = subject
        before = measure
        done_by = actor
        if done_by is None:
            done_by = _agent(text, measure, until, here)
        deadline = _deadline(text, measure, until)
        if done_by is not None or deadline:
            yield Doing(index, done_by, deadline)


def _is_passive(measure: Measure) -> bool:
    """Whether a measure's object stands before its verb."""
    return measure.object.begin < measure.verb.begin


def _end(measure: Measure) -> int:
    return max(measure.verb.end, measure.object.end)


def _subject(
    text: str, sentence: Span, measure: Measure, here: Sequence[Named]
) -> int | None:
    """The institution right before a verb in the active, with nothing but auxiliaries between."""
    if _is_passive(measure):
        return None
    begin = measure.verb.begin
    for span, entity in reversed(here):
        if span.end > begin or not _ACTS.fullmatch(text[span.end : begin]):
            continue
        before = text[sentence.begin : span.begin]
        if _LED.search(before):
            return None
        return entity
    return None


def _goes_on(text: str, before: Measure, measure: Measure) -> bool:
    """Whether a verb shares the subject of the one before: "and", or a comma, and nothing but auxiliaries between."""
    if _is_passive(measure):
        return False
    between = text[before.verb.end : measure.verb.begin]
    return _GOES_ON.fullmatch(between) is not None


def _agent(
    text: str, measure: Measure, until: int, here: Sequence[Named]
) -> int | None:
    """The institution that "by" behind a measure leads to."""
    last = measure.verb if _is_passive(measure) else measure.object
    begin = last.end
    for span, entity in here:
        if not begin <= span.begin < until:
            continue
        if _BY.fullmatch(text[begin : span.begin]):
            return entity
    return None


def _deadline(text: str, measure: Measure, until: int) -> str:
    """The day or year by which a measure is due, ISO 8601; empty where its stretch of the sentence names none.

    What is done has none.
    """
    if measure.stage == "Achieved":
        return ""
    begin = measure.object.begin
    if _is_passive(measure):
        begin = measure.verb.end
    found = _DUE.search(text, begin, until)
    if found is None:
        return ""
    return _day_or_year(found)


def _day_or_year(found: re.Match[str]) -> str:
    year: str = found["year"]
    month = found["month"]
    day = int(found["day"] or found["after"] or 0)
    if not month or not 1 <= day <= 31:  # noqa: PLR2004 - the days of a month
        return year
    number = MONTHS[month.lower()]
    return f"{year}-{number:02d}-{day:02d}"
