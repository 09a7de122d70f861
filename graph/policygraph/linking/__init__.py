"""Linking: from the mentions of a report to its entities, and the linkages between them.

A mention gets its full name (`labels`), mentions of one thing become one entity (`entities`), places get their GeoNames
ids (`places`), targets their figures (`figures`), projects their stages (`stages`), and linkages come from the reader
and from what names imply (`name_rules`, `routes`), as far as the ontology lets them stand (`linkages`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.linking.areas import areas_of_tasks
from policygraph.linking.doings import doings_of
from policygraph.linking.english import singular, tidy
from policygraph.linking.entities import Resolution, resolve
from policygraph.linking.figure_spans import whole_figure
from policygraph.linking.figures import read_figure
from policygraph.linking.home import at_home
from policygraph.linking.knowledge import knowledge_of
from policygraph.linking.labels import label_mentions
from policygraph.linking.linkages import link_entities
from policygraph.linking.model import (
    Entity,
    Figure,
    Linkage,
    Linked,
    Location,
    TaskArea,
)
from policygraph.linking.name_rules import Implied, Names, implied_linkages
from policygraph.linking.observations import observe
from policygraph.linking.places import read_context
from policygraph.linking.stages import stages_of
from policygraph.linking.surroundings import stated_linkages
from policygraph.linking.table_figures import (
    OF_A_CELL,
    CellFigure,
    table_figures,
    with_cells,
)
from policygraph.namespaces import FIGURES
from policygraph.report.unbroken import Unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.extraction.model import Extraction, Mention
    from policygraph.linking.knowledge import Knowledge
    from policygraph.report.model import Report
    from policygraph.spans import Span
    from policygraph.vocabulary import Vocabulary

__all__ = [
    "Entity",
    "Figure",
    "Linkage",
    "Linked",
    "Location",
    "TaskArea",
    "link",
    "read_figure",
]


def link(
    report: Report,
    extraction: Extraction,
    vocabulary: Vocabulary,
    *,
    min_confidence: float = 0.0,
) -> Linked:
    """The entities that a report's mentions name and the linkages between them, in the order of the text.

    Args:
        report: The report, as `read_report` gives it.
        extraction: What was read from it.
        vocabulary: Known names, head nouns, name patterns and words of figures.
        min_confidence: Mentions, measures and linkages less sure than this are left out.

    Example:
        >>> from policygraph.extraction.model import Extraction, Mention
        >>> from policygraph.report import parse_report
        >>> from policygraph.spans import Span
        >>> from policygraph.vocabulary import load_vocabulary
        >>> text = "Build the Chongqing-Kunming high-speed railway."
        >>> mentions = (Mention(Span(10, 46), "Project", 1.0, "reader"),)
        >>> linked = link(parse_report(text, name="x"), Extraction(mentions, (), (), ()), load_vocabulary())
        >>> [(entity.type, entity.label) for entity in linked.entities]
        [('Project', 'Chongqing-Kunming high-speed railway'), ('Place', 'Chongqing'), ('Place', 'Kunming')]
        >>> [(one.property, linked.entities[one.object].label, one.found_by) for one in linked.linkages]
        [('connects', 'Chongqing', 'RouteRule'), ('connects', 'Kunming', 'RouteRule')]
    """
    report = at_home(report)
    read = Unbroken(report)
    extraction = extraction.at_least(min_confidence)
    linked = _link(read.report, read.onto(extraction), vocabulary, min_confidence)
    return replace(read.back(linked), report=report)


def _link(
    report: Report,
    extraction: Extraction,
    vocabulary: Vocabulary,
    min_confidence: float,
) -> Linked:
    country = read_context(report.jurisdiction, ()).country
    cells: tuple[CellFigure, ...] = ()
    if min_confidence <= OF_A_CELL:
        cells = table_figures(report, vocabulary, country=country)
    extraction = with_cells(extraction, cells)
    names = read_names(report, extraction, knowledge_of(vocabulary))
    implied, resolution = resolve_names(names)
    stated = stated_linkages(report, names, implied)
    implied = (*implied, *stated)
    entities = _with_figures(
        report,
        extraction,
        vocabulary,
        resolution,
        {cell.span: cell.figure for cell in cells},
    )
    stages = stages_of(entities, resolution.of_mention, extraction)
    stages = tuple(one for one in stages if one.confidence >= min_confidence)
    linkages = link_entities(
        report, extraction, resolution, implied, min_confidence=min_confidence
    )
    areas = areas_of_tasks(report, extraction.measures, vocabulary)
    doings = doings_of(report, extraction, resolution.of_mention)
    linked = Linked(
        report=report,
        extraction=extraction,
        entities=entities,
        linkages=linkages,
        stages=stages,
        doings=doings,
        areas=areas,
    )
    return _without_idle(linked)


def resolve_names(names: Names) -> tuple[tuple[Implied, ...], Resolution]:
    """What the names of a report imply, and which entity each of its mentions names."""
    implied = tuple(implied_linkages(names))
    projects = names.known["Project"]
    named = [one.object for one in implied if isinstance(one.object, str)]
    places = [name for name in named if name not in projects]
    return implied, resolve(names, implied=places)


def read_names(report: Report, extraction: Extraction, knowledge: Knowledge) -> Names:
    """The full names of a report's mentions, and where it is at home."""
    verbs = frozenset(measure.verb.of(report.text) for measure in extraction.measures)
    labels = label_mentions(
        report, extraction.mentions, heads=knowledge.heads, verbs=verbs
    )
    known: dict[str, set[str]] = {
        "Place": set(),
        "Institution": set(),
        "Project": set(),
    }
    for mention, label in zip(extraction.mentions, labels, strict=True):
        if mention.type in known:
            known[mention.type].add(label)
    places = sorted(known["Place"])
    parts = _parts(known["Project"] | known["Institution"])
    context = read_context(
        report.jurisdiction,
        [*places, *parts],
        _places_said(extraction.mentions, labels),
    )
    words = re.findall(r"\b[a-z][a-z\-]+\b", report.text)
    return Names(
        text=report.text,
        mentions=extraction.mentions,
        labels=labels,
        context=context,
        knowledge=knowledge,
        known={type_: frozenset(names) for type_, names in known.items()},
        ordinary=frozenset(map(singular, words)),
    )


def _places_said(mentions: Iterable[Mention], labels: Iterable[str]) -> list[str]:
    """The names of places, as often as they stand in the text."""
    return [
        label
        for mention, label in zip(mentions, labels, strict=True)
        if mention.type == "Place" and not mention.implied
    ]


def _parts(labels: Iterable[str]) -> list[str]:
    """What may be places in longer names: the capitalised words between hyphens and small words."""
    parts: list[str] = []
    for label in sorted(labels):
        parts += re.split(r"[-–]| (?=[a-z])", label)
    return [part for part in parts if part[:1].isupper()]


def _with_figures(
    report: Report,
    extraction: Extraction,
    vocabulary: Vocabulary,
    resolution: Resolution,
    cells: Mapping[Span, Figure],
) -> tuple[Entity, ...]:
    """The entities, each target with what its words promise, or its cell in a table."""
    entities: list[Entity] = []
    sentences = [sentence.span for sentence in report.sentences]
    for entity in resolution.entities:
        if entity.type not in FIGURES:
            entities.append(entity)
            continue
        span = extraction.mentions[entity.mentions[0]].span
        if span in cells:
            entities.append(replace(entity, figure=cells[span]))
            continue
        span = whole_figure(report.text, span)
        sentence = _sentence_around(span, sentences)
        figure = read_figure(
            span.of(report.text),
            vocabulary=vocabulary,
            context=sentence.of(report.text),
            before=_before(report.text, sentence, span),
            behind=report.text[span.end : sentence.end],
            country=resolution.context.country,
            report_year=int(report.date[:4]) if report.date else None,
        )
        observed = observe(report.text, sentence, span, figure, vocabulary)
        label = tidy(span.of(report.text))
        figure = replace(figure, **observed._asdict())
        entities.append(replace(entity, label=label, figure=figure))
    return tuple(entities)


def _sentence_around(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence that holds a span, or the span itself where none does."""
    behind = bisect_right(sentences, span.begin, key=attrgetter("begin"))
    if behind == 0:
        return span
    sentence = sentences[behind - 1]
    if not sentence.covers(span):
        return span
    return sentence


def _before(text: str, sentence: Span, span: Span) -> str:
    """What stands before a figure in its sentence; before one that opens it in its line: "max." may have ended one."""
    begin = sentence.begin
    if begin >= span.begin:
        begin = text.rfind("\n", 0, span.begin) + 1
    return text[begin : span.begin]


def _without_idle(linked: Linked) -> Linked:
    """The reading without the entities that no mention names and no linkage has for an end; all else follows them."""
    ends = set()
    for linkage in linked.linkages:
        ends.add(linkage.subject)
        ends.add(linkage.object)
    order: dict[int, int] = {}
    for place, entity in enumerate(linked.entities):
        if entity.mentions or place in ends:
            order[place] = len(order)
    return _following(linked, order)


def _following(linked: Linked, order: Mapping[int, int]) -> Linked:
    """A reading whose entities are those that an order has, each in its new place."""
    moved = (
        replace(one, subject=order[one.subject], object=order[one.object])
        for one in linked.linkages
    )
    staged = (
        replace(one, project=order[one.project])
        for one in linked.stages
        if one.project in order
    )
    done = (
        one if one.actor is None else replace(one, actor=order[one.actor])
        for one in linked.doings
    )
    return replace(
        linked,
        entities=tuple(linked.entities[place] for place in order),
        linkages=tuple(moved),
        stages=tuple(staged),
        doings=tuple(done),
    )
