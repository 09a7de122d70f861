"""A comparison as rows: part by part with the columns that each has, and all together in one table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.comparison.model import PARTS
from policygraph.errors import UsageError
from policygraph.namespaces import XSD
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
    begin = max(0, cited.said.begin - cited.sentence.begin)
    end = min(len(text), cited.said.end - cited.sentence.begin)
    opens = max(text.rfind(mark, 0, begin) + len(mark) for mark in _MARKS)
    opens = 0 if opens == len(_MARKS[0]) - 1 else opens
    ends = [at for mark in _MARKS if (at := text.find(mark, end)) >= 0]
    closes = min(ends) + 1 if ends else len(text)
    length = end - begin
    spare = max(0, _MOST - length) // 2
    opens = _at_word(text, max(opens, begin - spare), opens)
    if closes > end + spare:
        last_space = text.rfind(" ", end, end + spare + 1)
        closes = max(last_space, end)
    words = " ".join(text[opens:closes].split())
    before = "… " if opens else ""
    after = " …" if closes < len(text) else ""
    return f"{before}{words}{after}"


def _at_word(text: str, at: int, clause: int) -> int:
    """The place, or that of the next word where the place lies inside one."""
    if at <= clause:
        return clause
    space = text.find(" ", at)
    return space + 1 if space >= 0 else at


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
    wanted = (check_part(part),) if part else PARTS
    rows = [
        row for name in wanted for row in islice(_rows(comparison, name, say), most)
    ]
    answer = Answer((*_BEFORE, *_OTHER, *comparison.groups, _SCORE), tuple(rows))
    filled = {
        name
        for name, *cells in zip(answer.columns, *rows, strict=True)
        if any(cells) or name not in {*_OTHER, _SCORE}
    }
    if filled & set(_OTHER):
        filled |= set(_OTHER)
    return answer.only(tuple(name for name in answer.columns if name in filled))


def to_answers(
    comparison: Comparison, part: str = "", most: int | None = None
) -> dict[str, Answer]:
    """A table for each part that has something, the parts in their order.

    Raises:
        UsageError: No such part.
    """
    wanted = (check_part(part),) if part else PARTS
    found = {name: to_answer(comparison, name, whole, most) for name in wanted}
    return {name: answer for name, answer in found.items() if len(answer)}


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
    row: dict[str, object] = {}
    for name, cited in (("promised", one.promised), ("achieved", one.achieved)):
        row |= {
            f"{name}In": cited.report,
            name: cited.said.label,
            f"{name}Class": cited.said.kind,
            f"{name}Stage": cited.said.stage,
            f"{name}Sentence": cited.sentence.text,
            f"{name}Begin": cited.said.begin,
            f"{name}End": cited.said.end,
            f"{name}Page": cited.sentence.page,
            f"{name}Iri": str(cited.said.iri),
        }
    return {**row, "score": one.score}


def _points(comparison: Comparison) -> Iterator[dict[str, object]]:
    for series in comparison.series:
        for point in series.points:
            yield {
                "indicator": series.indicator,
                "sort": series.sort,
                "unit": series.unit,
                "place": series.place,
                comparison.by: point.group,
                "kind": point.figure.kind,
                "year": point.figure.year,
                "value": point.figure.value,
                "words": point.figure.words,
                "iri": str(point.figure.iri),
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
    promised, achieved = delivery.promised, delivery.achieved
    cells = {promised.group: [say(promised)]}
    cells.setdefault(achieved.group, []).append(say(achieved))
    return (
        Literal("delivered"),
        Literal(promised.said.kind),
        promised.said.iri,
        Literal(promised.said.label),
        achieved.said.iri,
        Literal(achieved.said.label),
        *(_cell(" → ".join(cells.get(group, ()))) for group in groups),
        score_of(delivery.score),
    )


def _finding_row(finding: Finding) -> Row:
    return (
        Literal(finding.kind),
        Literal(finding.type),
        finding.thing,
        Literal(finding.label),
        finding.other,
        Literal(finding.other_label) if finding.other_label else None,
        *map(_cell, finding.cells),
        None if finding.score is None else score_of(finding.score),
    )


def _candidate_row(candidate: Candidate) -> Row:
    one, other = candidate.one, candidate.other
    things = (one.iri, Literal(one.label), other.iri, Literal(other.label))
    return (
        Literal("maybe same"),
        Literal(one.type),
        *things,
        *map(_cell, candidate.cells),
        score_of(candidate.score),
    )


def _cell(said: str) -> Literal | None:
    return Literal(said, XSD.integer if said.isdecimal() else "") if said else None


def score_of(score: float) -> Literal:
    """A score as the data has it."""
    return Literal(f"{score:g}", XSD.decimal)
