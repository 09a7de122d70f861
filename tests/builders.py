"""Hand-made values for tests: a small report in our own words, and what a careful reader finds in it.

`small_linked()` holds every class, every linkage and every property of the data contract once or more; its graph is
kept as `tests/fixtures/small.ttl`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from policygraph.extraction.model import Extraction, Measure, Mention
from policygraph.linking.model import (
    Doing,
    Entity,
    Figure,
    Linkage,
    Linked,
    Location,
    StageLinkage,
    TaskArea,
)
from policygraph.namespaces import CONCEPT, GEONAMES
from policygraph.report.model import Paragraph, Report, Section, Sentence, Task
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL_TEXT = """\
Work plan of the Chongqing Municipal People's Government
15 January 2018

(1) Strengthen the manufacturing base.
Lift the automobile industry to a new level. We will build the Silver Carp LCD panel project in Beibei District, \
to be carried out by Silver Carp Display. The share of new energy vehicles will rise to more than 30%.
Bring finance closer to industry. The Lantern Bay Exchange opened a branch, and 42.1 billion yuan will be raised \
for the biomedicine base.

(III) Extend the transport network.
Speed up railway construction. Work on the Chongqing-Kunming high-speed railway, a part of the southwest railway \
corridor programme, is in progress. We will complete Shapingba Station in Shapingba.
"""

CHONGQING = Location(GEONAMES["1814906/"], longitude=106.55771, latitude=29.56026)
KUNMING = Location(GEONAMES["1804651/"], longitude=102.71833, latitude=25.03889)
"""As GeoNames has them; a test compares both with the installed data package."""

_HEADING = re.compile(r"\((\w+)\) ")
_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)|\S.*", re.DOTALL)


def span_of(text: str, words: str, nth: int = 1) -> Span:
    """The span of the nth occurrence of some words, which must be there."""
    begin = -1
    for _ in range(nth):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words))


def make_report(text: str, **given: str) -> Report:
    """A report of lines: ``(n) `` opens a key task, each other line below it is a task, sentences end at a stop."""
    paragraphs, sentences, sections, tasks = [], [], [], []
    heads = list(re.finditer(r"^\((\w+)\) .*$", text, re.MULTILINE))
    for head, following in zip(
        heads, [*(match.start() for match in heads[1:]), len(text)], strict=False
    ):
        title = Span(head.start() + len(_HEADING.match(head.group())[0]), head.end())
        sections.append(
            Section(Span(head.start(), following), title, head.group(1), None)
        )
    for number, match in enumerate(re.finditer(r"^.*$", text, re.MULTILINE), start=1):
        if not match.group().strip():
            continue
        section = next(
            (
                n
                for n, part in enumerate(sections)
                if part.span.covers(Span(*match.span()))
            ),
            None,
        )
        heading = section is not None and sections[section].span.begin == match.start()
        start = match.start() + (
            len(_HEADING.match(match.group())[0]) if heading else 0
        )
        paragraphs.append(Paragraph(Span(*match.span()), number, section, heading))
        first = len(sentences)
        sentences += [
            Sentence(Span(*sentence.span()), len(paragraphs) - 1)
            for sentence in _SENTENCE.finditer(text, start, match.end())
        ]
        if section is not None:
            key = next(
                (
                    n
                    for n, task in enumerate(tasks)
                    if task.span == sections[section].span
                ),
                None,
            )
            reach = sections[section].span if heading else Span(*match.span())
            level = "KeyTask" if heading else "SubTask"
            number_ = sections[section].number if heading else ""
            tasks.append(Task(level, number_, sentences[first].span, reach, first, key))
    fields = {
        "name": "small",
        "sha256": "",
        "title": "",
        "date": "",
        "jurisdiction": "",
        "speaker": "",
        **given,
    }
    return Report(
        text=text,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        sections=tuple(sections),
        tasks=tuple(tasks),
        **fields,
    )


def small_report() -> Report:
    """The small report with its two key tasks, three tasks and eight sentences below them."""
    return make_report(
        SMALL_TEXT,
        sha256="5b2c7d1e0f9a48b6c3d2e1f00918273645546372819a0b1c2d3e4f5061728394",
        title="Work plan of the Chongqing Municipal People's Government",
        date="2018-01-15",
        jurisdiction="Chongqing",
        speaker="Lin Yuan",
    )


class _Reading:
    """Collects mentions, entities and linkages of the small report by their words."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.mentions: list[Mention] = []
        self.entities: dict[str, Entity] = {}
        self.linkages: list[Linkage] = []

    def entity(
        self,
        type_: str,
        label: str,
        *words: tuple[str, int],
        implied: bool = False,
        **more: object,
    ) -> None:
        indices = []
        for text, nth in words:
            indices.append(len(self.mentions))
            place = span_of(self.report.text, text, nth)
            self.mentions.append(Mention(place, type_, 0.9, "reader", implied))
        self.entities[label] = Entity(type_, label, mentions=tuple(indices), **more)

    def linkage(
        self, statement: tuple[str, str, str], words: str, rule: str, sure: float = 0.85
    ) -> None:
        subject, name, target = statement
        position = span_of(self.report.text, words).begin
        sentence = next(
            n
            for n, each in enumerate(self.report.sentences)
            if each.span.end > position
        )
        order = list(self.entities)
        self.linkages.append(
            Linkage(
                order.index(subject), name, order.index(target), (sentence,), rule, sure
            )
        )


def small_linked() -> Linked:
    """What a careful reader finds in the small report: 15 entities of all classes, all seven linkages, 6 measures."""
    read = _Reading(small_report())
    _read_entities(read)
    _read_linkages(read)
    extraction = Extraction(tuple(read.mentions), _measures(read.report), (), ())
    order = list(read.entities)
    return Linked(
        read.report,
        extraction,
        tuple(read.entities.values()),
        tuple(read.linkages),
        stages=tuple(_stages(order, extraction.measures)),
        doings=(
            Doing(0, actor=order.index("Silver Carp Display"), deadline="2018-12-31"),
        ),
        areas=(
            TaskArea(CONCEPT.transport_area, span_of(SMALL_TEXT, "railway", 1), task=4),
        ),
    )


def _stages(order: list[str], measures: tuple[Measure, ...]) -> Iterator[StageLinkage]:
    for label, measure, stage in (
        ("Silver Carp LCD panel project", 0, "Planned"),
        ("Chongqing-Kunming high-speed railway", 4, "Underway"),
        ("Shapingba Station", 5, "Planned"),
    ):
        yield StageLinkage(
            order.index(label), stage, (measures[measure].sentence,), "reader", 0.88
        )


def _read_entities(read: _Reading) -> None:
    government = "Chongqing Municipal People's Government"
    read.entity(
        "Place",
        "Chongqing",
        ("Chongqing", 1),
        implied=True,
        alt_labels=("重庆", "Chongqing Municipality"),
        location=CHONGQING,
    )
    read.entity("Place", "Kunming", ("Kunming", 1), implied=True, location=KUNMING)
    read.entity("Place", "Beibei District", ("Beibei District", 1))
    read.entity("Place", "Shapingba", ("Shapingba", 2))
    read.entity(
        "Institution",
        government,
        (government, 1),
        alt_labels=("the Municipal Government",),
    )
    read.entity("Institution", "Silver Carp Display", ("Silver Carp Display", 1))
    read.entity("Institution", "Lantern Bay Exchange", ("Lantern Bay Exchange", 1))
    read.entity(
        "Project", "Silver Carp LCD panel project", ("Silver Carp LCD panel project", 1)
    )
    read.entity("Project", "biomedicine base", ("biomedicine base", 1))
    railway = "Chongqing-Kunming high-speed railway"
    read.entity("Project", railway, (railway, 1))
    corridor = "southwest railway corridor programme"
    read.entity("Project", corridor, (corridor, 1))
    read.entity("Project", "Shapingba Station", ("Shapingba Station", 1))
    for label, words, concept in (
        ("automobile industry", "automobile industry", "automobile_industry"),
        ("LCD panel industry", "LCD panel", "new_displays"),
        ("new energy vehicle industry", "new energy vehicles", "new_energy_vehicles"),
        ("biomedicine industry", "biomedicine", "biomedicine"),
    ):
        read.entity("Industry", label, (words, 1), concept=CONCEPT[concept])
    share = Figure(
        Decimal(30),
        "%",
        "",
        "MoreThan",
        None,
        unit_code="%",
        indicator=span_of(SMALL_TEXT, "The share of new energy vehicles"),
        sort="Share",
    )
    sum_ = Figure(Decimal("42.1e9"), "yuan", "CNY", "Exactly", 2018)
    read.entity("Target", "more than 30%", ("more than 30%", 1), figure=share)
    read.entity("Target", "42.1 billion yuan", ("42.1 billion yuan", 1), figure=sum_)


def _read_linkages(read: _Reading) -> None:
    panel, railway = (
        "Silver Carp LCD panel project",
        "Chongqing-Kunming high-speed railway",
    )
    government = "Chongqing Municipal People's Government"
    read.linkage(
        (panel, "inIndustry", "LCD panel industry"),
        panel,
        "IndustryInProjectRule",
        0.97,
    )
    read.linkage(
        (panel, "undertakenBy", "Silver Carp Display"), panel, "SentenceRule", 0.9
    )
    read.linkage((panel, "locatedIn", "Beibei District"), panel, "Reader", 0.8649)
    read.linkage(
        ("biomedicine base", "inIndustry", "biomedicine industry"),
        "biomedicine",
        "IndustryInProjectRule",
    )
    read.linkage(
        ("biomedicine base", "hasTarget", "42.1 billion yuan"),
        "42.1 billion",
        "Reader",
        0.6,
    )
    read.linkage(
        ("new energy vehicle industry", "hasTarget", "more than 30%"),
        "more than 30%",
        "Reader",
    )
    read.linkage((railway, "connects", "Chongqing"), railway, "RouteRule", 0.99)
    read.linkage((railway, "connects", "Kunming"), railway, "RouteRule", 0.99)
    read.linkage(
        (railway, "partOf", "southwest railway corridor programme"),
        railway,
        "SentenceRule",
    )
    read.linkage(
        ("Shapingba Station", "locatedIn", "Shapingba"),
        "Shapingba Station",
        "PlaceInNameRule",
    )
    read.linkage(
        ("Beibei District", "partOf", "Chongqing"),
        "Beibei District",
        "VocabularyRule",
        1.0,
    )
    read.linkage(
        (government, "jurisdiction", "Chongqing"), government, "JurisdictionRule", 1.0
    )


def _measures(report: Report) -> tuple[Measure, ...]:
    found = (
        ("build", "the Silver Carp LCD panel project", "Planned"),
        ("rise", "The share of new energy vehicles", "Planned"),
        ("opened", "a branch", "Achieved"),
        ("raised", "42.1 billion yuan", "Planned"),
        ("in progress", "Work on the Chongqing-Kunming high-speed railway", "Underway"),
        ("complete", "Shapingba Station", "Planned"),
    )
    measures = []
    for verb, patient, stage in found:
        place = span_of(report.text, patient)
        sentence = next(
            n for n, each in enumerate(report.sentences) if each.span.covers(place)
        )
        inside = report.sentences[sentence].span
        begin = report.text.index(verb, inside.begin, inside.end)
        measures.append(
            Measure(Span(begin, begin + len(verb)), place, stage, sentence, 0.88)
        )
    return tuple(measures)


def linked_of(
    report: Report,
    *,
    mentions: tuple[Mention, ...] = (),
    entities: tuple[Entity, ...] = (),
) -> Linked:
    """A linked report with nothing else in it than what is given."""
    return Linked(report, Extraction(mentions, (), (), ()), entities, ())
