"""Who does what, and by when: actors and deadlines of measures, by rule and on measures labelled by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from labelled import offset_in
from policygraph.extraction.model import Extraction, Measure, Mention
from policygraph.linking.doings import doings_of
from policygraph.report import parse_report
from policygraph.spans import Span
from training.gold import read_passage

LABELLED = Path(__file__).with_name("actors_in_prose.tsv")
LEAST_ACTORS, LEAST_DEADLINES = 0.8, 0.85


def told(
    text: str, bodies: list[str], measures: list[tuple[str, str, str]]
) -> list[tuple[str, str]]:
    """Actor and deadline of each measure (verb, object, stage) in a sentence that names some bodies."""
    report = parse_report(text, name="x")
    spans = [Span(text.index(body), text.index(body) + len(body)) for body in bodies]
    mentions = tuple(Mention(span, "Institution", 1.0, "reader") for span in spans)
    found = tuple(
        Measure(
            Span(text.index(verb), text.index(verb) + len(verb)),
            Span(text.index(what), text.index(what) + len(what)),
            stage,
            0,
            1.0,
        )
        for verb, what, stage in measures
    )
    doings = {
        doing.measure: doing
        for doing in doings_of(
            report, Extraction(mentions, found, (), ()), range(len(spans))
        )
    }
    pairs = [doings.get(index) for index in range(len(found))]
    return [
        ("", "")
        if one is None
        else ("" if one.actor is None else bodies[one.actor], one.deadline)
        for one in pairs
    ]


@pytest.mark.parametrize(
    ("text", "bodies", "measures", "expected"),
    [
        (
            "The Net Office will license 300 boats and shall also mend the quay by 2031.",
            ["Net Office"],
            [("license", "300 boats", "Planned"), ("mend", "the quay", "Planned")],
            [("Net Office", ""), ("Net Office", "2031")],
        ),
        (
            "The quay will be mended by the Net Office before 3 May 2030.",
            ["Net Office"],
            [("mended", "The quay", "Planned")],
            [("Net Office", "2030-05-03")],
        ),
        (
            "With the Net Office we will mend the quay.",
            ["Net Office"],
            [("mend", "the quay", "Planned")],
            [("", "")],
        ),
        (
            "The Net Office will mend the quay, and the fees of the port will be cut by the end of 2029.",
            ["Net Office"],
            [
                ("mend", "the quay", "Planned"),
                ("cut", "the fees of the port", "Planned"),
            ],
            [("Net Office", ""), ("", "2029")],
        ),
        (
            "The quay was mended in 2024.",
            [],
            [("mended", "The quay", "Achieved")],
            [("", "")],
        ),
    ],
)
def test_a_sentence_tells_who_acts_and_by_when(
    text: str,
    bodies: list[str],
    measures: list[tuple[str, str, str]],
    expected: list[tuple[str, str]],
) -> None:
    """Subject, shared subject or agent; a date behind the measure; nothing for a companion or for what was done."""
    assert told(text, bodies, measures) == expected


def test_actors_and_deadlines_of_prose_are_right() -> None:
    """Of 100 measures labelled by hand, with the gold's mentions and measures: of those that have one, and of all."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [_found(row) for row in rows]
    pairs = list(zip(rows, found, strict=True))
    acting = [(row, actor) for row, (actor, _) in pairs if row["actor"]]
    due = [(row, deadline) for row, (_, deadline) in pairs if row["deadline"]]
    right = sum(
        any(actor and name in actor for name in row["actor"].split("|"))
        for row, actor in acting
    )
    assert len(rows) == 100
    assert right >= LEAST_ACTORS * len(acting)
    assert sum(bool(actor) for actor, _ in found) <= len(acting) * 1.1, (
        "no more actors than there are"
    )
    assert sum(
        row["deadline"] == deadline for row, deadline in due
    ) >= LEAST_DEADLINES * len(due)


def _found(row: dict[str, str]) -> tuple[str, str]:
    """Actor and deadline of a labelled measure."""
    read = read_passage(row["passage"])
    begin = offset_in(read.report.text, row["passage"], int(row["begin"]))
    marked = [
        mention for mention in read.marks.mentions if mention.type == "Institution"
    ]
    mentions = tuple(
        Mention(mention.span, "Institution", 1.0, "gold") for mention in marked
    )
    measures = []
    for one in read.marks.measures or ():
        spans = enumerate(read.report.sentences)
        sentence = next(
            (
                at
                for at, each in spans
                if each.span.begin <= one.verb.begin < each.span.end
            ),
            None,
        )
        if sentence is not None:
            measures.append(
                Measure(one.verb, one.object, one.stage.capitalize(), sentence, 1.0)
            )
    extraction = Extraction(mentions, tuple(measures), (), ())
    index = next(
        at for at, measure in enumerate(measures) if measure.verb.begin == begin
    )
    doings = {
        doing.measure: doing
        for doing in doings_of(read.report, extraction, range(len(mentions)))
    }
    doing = doings.get(index)
    if doing is None:
        return "", ""
    return "" if doing.actor is None else marked[doing.actor].label, doing.deadline
