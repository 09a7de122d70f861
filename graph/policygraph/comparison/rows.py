"""A comparison as rows: part by part with the columns that each has, and all together in one table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.comparison.model import PARTS
from policygraph.errors import UsageError
from policygraph.namespaces import XSD
from policygraph.spans import Span
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygraph.answers import Row
    from policygraph.comparison.model import (
        Candidate,
        Cited,
        Comparison,
        Delivery,
        Finding,
    )

_BEFORE = ("finding", "class", "thing", "thingLabel")
_OTHER = ("other", "otherLabel")
_SCORE = "score"
_MOST = 170
_MARKS = ". ", "; "


def whole(cited: Cited) -> str:
    """The sentence in which something is said."""
    return cited.sentence.text


def excerpt(cited: Cited) -> str:
    """As much of a sentence as a person needs: the words, and what stands around them in the same clause.

    Example:
        >>> from policygraph.comparison.model import Cited, Said, Sentence
        >>> from policygraph.terms import Iri
        >>> text = "Roads grew; the bridge was opened to traffic; ports were dredged."
        >>> said = Said(Iri("x:m"), Iri("x:r"), "Measure", "Achieved", "", "", "", 12, 33, None, ())
        >>> excerpt(Cited("2031", "plan", said, Sentence(Iri("x:s"), text, 0, "")))
        '… the bridge was opened to traffic; …'
    """
    text = cited.sentence.text
    shown = _shortened(text, cited.words)
    words = " ".join(shown.of(text).split())
    before = "… " if shown.begin else ""
    after = " …" if shown.end < len(text) else ""
    return f"{before}{words}{after}"


def _shortened(text: str, words: Span) -> Span:
    """The clause of some words, or as much of it on both sides as there is room for."""
    clause = _clause(text, words)
    length = words.end - words.begin
    spare = max(0, _MOST - length) // 2
    first = max(clause.begin, words.begin - spare)
    opens = _at_word(text, first, clause.begin)
    last = words.end + spare
    if clause.end <= last:
        return Span(opens, clause.end)
    last_space = text.rfind(" ", words.end, last + 1)
    return Span(opens, max(last_space, words.end))


def _clause(text: str, words: Span) -> Span:
    """The clause in which words stand, with the mark behind it."""
    opens = 0
    closes = len(text)
    for mark in _MARKS:
        before = text.rfind(mark, 0, words.begin)
        if before >= 0:
            opens = max(opens, before + len(mark))
        behind = text.find(mark, words.end)
        if behind >= 0:
            closes = min(closes, behind + 1)
    return Span(opens, closes)


def _at_word(text: str, at: int, clause: int) -> int:
    """The place, or that of the next word where the place lies inside one."""
    if at <= clause:
        return clause
    space = text.find(" ", at)
    if space < 0:
        return at
    return space + 1


def to_answer(
    comparison: Comparison,
    part: str = "",
    say: Callable[[Cited], str] = whole,
    most: int | None = None,
) -> Answer:
    """The comparison as one table, with a column for each group.

    Args:
        comparison: What to show.
        part: One of `PARTS`; all of them unless given.
        say: What is shown of a sentence.
        most: The most rows of each part; all unless given.

    Raises:
        UsageError: No such part.
    """
    columns = (*_BEFORE, *_OTHER, *comparison.groups, _SCORE)
    rows: list[Row] = []
    for name in _wanted(part):
        of_part = _rows(comparison, name, say)
        rows += islice(of_part, most)
    answer = Answer(columns, tuple(rows))
    return answer.only(_columns_to_show(answer))


def _columns_to_show(answer: Answer) -> tuple[str, ...]:
    """All columns but those of another thing and of the score where no row has one."""
    empty = set()
    for name, *cells in zip(answer.columns, *answer.rows, strict=True):
        if not any(cells):
            empty.add(name)
    left_out = empty & {_SCORE}
    if empty.issuperset(_OTHER):
        left_out.update(_OTHER)
    return tuple(name for name in answer.columns if name not in left_out)


def _wanted(part: str) -> tuple[str, ...]:
    if part:
        return (check_part(part),)
    return PARTS


def to_answers(
    comparison: Comparison, part: str = "", most: int | None = None
) -> dict[str, Answer]:
    """A table for each part that has something, the parts in their order.

    Raises:
        UsageError: No such part.
    """
    found = {}
    for name in _wanted(part):
        answer = to_answer(comparison, name, whole, most)
        if len(answer):
            found[name] = answer
    return found


def rows_of(comparison: Comparison, part: str) -> list[dict[str, object]]:
    """The rows of a part as mappings from column to value.

    What was delivered has both sentences, with the places of the words in the texts of the reports; a series one row a
    figure; all else a value a group.

    Raises:
        UsageError: No such part.
    """
    check_part(part)
    if part == "delivered":
        return [_delivered(one) for one in comparison.deliveries]
    if part == "figure":
        return list(_points(comparison))
    return [dict(row) for row in to_answer(comparison, part)]


def check_part(part: str) -> str:
    """The part, if there is such a one.

    Raises:
        UsageError: There is none.
    """
    if part not in PARTS:
        raise UsageError(
            f"'{part}' is no part of a comparison",
            expected=f"one of {', '.join(PARTS)}",
        )
    return part


def _delivered(one: Delivery) -> dict[str, object]:
    return {
        **_cited("promised", one.promised),
        **_cited("achieved", one.achieved),
        "score": one.score,
    }


def _cited(name: str, cited: Cited) -> dict[str, object]:
    said = cited.said
    return {
        f"{name}In": cited.report,
        name: said.label,
        f"{name}Class": said.kind,
        f"{name}Stage": said.stage,
        f"{name}Sentence": cited.sentence.text,
        f"{name}Begin": said.begin,
        f"{name}End": said.end,
        f"{name}Page": cited.sentence.page,
        f"{name}Iri": str(said.iri),
    }


def _points(comparison: Comparison) -> Iterator[dict[str, object]]:
    for series in comparison.series:
        for point in series.points:
            figure = point.figure
            yield {
                "indicator": series.indicator,
                "sort": series.sort,
                "unit": series.unit,
                "place": series.place,
                comparison.by: point.group,
                "kind": figure.kind,
                "year": figure.year,
                "value": figure.value,
                "words": figure.words,
                "iri": str(figure.iri),
            }


def _rows(
    comparison: Comparison, part: str, say: Callable[[Cited], str]
) -> Iterator[Row]:
    if part == "delivered":
        for delivery in comparison.deliveries:
            yield _delivery_row(delivery, comparison.groups, say)
    elif part == "maybe same":
        for candidate in comparison.candidates:
            yield _candidate_row(candidate)
    else:
        for finding in comparison.findings:
            if finding.kind == part:
                yield _finding_row(finding)


def _delivery_row(
    delivery: Delivery, groups: tuple[str, ...], say: Callable[[Cited], str]
) -> Row:
    sentences: dict[str, list[str]] = {group: [] for group in groups}
    for cited in (delivery.promised, delivery.achieved):
        sentences[cited.group].append(say(cited))
    promised = delivery.promised.said
    achieved = delivery.achieved.said
    return (
        Literal("delivered"),
        Literal(promised.kind),
        promised.iri,
        Literal(promised.label),
        achieved.iri,
        Literal(achieved.label),
        *(_cell(" → ".join(said)) for said in sentences.values()),
        score_of(delivery.score),
    )


def _finding_row(finding: Finding) -> Row:
    other = None
    if finding.other_label:
        other = Literal(finding.other_label)
    score = None
    if finding.score is not None:
        score = score_of(finding.score)
    return (
        Literal(finding.kind),
        Literal(finding.type),
        finding.thing,
        Literal(finding.label),
        finding.other,
        other,
        *map(_cell, finding.cells),
        score,
    )


def _candidate_row(candidate: Candidate) -> Row:
    one = candidate.one
    other = candidate.other
    return (
        Literal("maybe same"),
        Literal(one.type),
        one.iri,
        Literal(one.label),
        other.iri,
        Literal(other.label),
        *map(_cell, candidate.cells),
        score_of(candidate.score),
    )


def _cell(said: str) -> Literal | None:
    if not said:
        return None
    if said.isdecimal():
        return Literal(said, XSD.integer)
    return Literal(said)


def score_of(score: float) -> Literal:
    """A score as the data has it."""
    return Literal(f"{score:g}", XSD.decimal)
