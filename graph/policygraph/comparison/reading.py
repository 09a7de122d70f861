"""What one report's graph says of things, stages and figures, and what is planned and achieved."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.figures import number_of, one_unit
from policygraph.comparison.model import (
    COMPARED,
    Observed,
    ReportRead,
    Said,
    Sentence,
    Thing,
)
from policygraph.namespaces import (
    CONCEPT,
    DCTERMS,
    FIGURES,
    ITSRDF,
    NIF,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
)
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from policygraph.comparison.facts import Facts

_SPAN = re.compile(r"#char=(\d+),(\d+)$")


class _Looked:
    """What is looked up of a report more than once.

    Args:
        facts: Its graph.
        language: The report's language, whose names come first.
    """

    def __init__(self, facts: Facts, language: str) -> None:
        self.facts = facts
        self._language = language
        self.labels = self._texts(SKOS.prefLabel)
        self.others = self._texts(SKOS.altLabel)
        self.mentions = facts.counts(ITSRDF.taIdentRef)
        self.stages: dict[Iri, str] = {}
        for node, stage in facts.pairs(PG.stage):
            told = local(str(stage))
            self.stages[node] = min(told, self.stages.get(node, told))

    def _texts(self, property_: Iri) -> Mapping[Iri, list[str]]:
        """The texts of a property, those in the report's language first."""
        found: dict[Iri, list[Literal]] = defaultdict(list)
        for node, value in self.facts.pairs(property_):
            if isinstance(value, Literal):
                found[node].append(value)
        return {
            node: [value.value for value in sorted(values, key=self._order)]
            if len(values) > 1
            else [values[0].value]
            for node, values in found.items()
        }

    def _order(self, value: Literal) -> tuple[bool, Literal]:
        return value.language != self._language, value

    def label(self, node: Iri | None) -> str:
        """The name of a thing; empty where it has none."""
        return next(iter(self.labels.get(node, ())), "") if node else ""


def report_date(report: Iri, facts: Facts) -> str:
    """The date of a report; empty where it has none."""
    return text_of(facts, report, DCTERMS.date)


def report_place(report: Iri, facts: Facts) -> str:
    """The name of the place that a report is of; empty where it has none."""
    place = first_iri(facts, report, DCTERMS.spatial)
    language = text_of(facts, report, SCHEMA.inLanguage)
    return text_of(facts, place, SKOS.prefLabel, language) if place else ""


def report_name(report: Iri, facts: Facts) -> str:
    """What a report is called: its file's name without the ending, else its title."""
    return (
        _stem(text_of(facts, report, DCTERMS.source))
        or text_of(facts, report, DCTERMS["title"])
        or str(report)
    )


def read_report_graph(report: Iri, facts: Facts) -> ReportRead:
    """What a report says of things that others may name too."""
    language = text_of(facts, report, SCHEMA.inLanguage)
    looked = _Looked(facts, language)
    things = {thing.iri: thing for thing in _things(looked)}
    home = first_iri(facts, report, DCTERMS.spatial)
    return ReportRead(
        iri=report,
        name=report_name(report, facts),
        date=report_date(report, facts),
        place=looked.label(home),
        things=things,
        stages={node: stage for node, stage in looked.stages.items() if node in things},
        figures=tuple(_figures(looked)),
        said=tuple(_said(looked, report, things)),
        home=home if home in things else None,
        located=_located(facts, things),
        facts=facts,
    )


def read_sentence(said: Said, facts: Facts | None) -> Sentence:
    """The sentence in which something is said."""
    sentence = said.sentence or (
        first_iri(facts, said.iri, PROV.wasDerivedFrom) if facts else None
    )
    if facts is None or sentence is None:
        return Sentence(said.iri, said.label, said.begin, "")
    return Sentence(
        sentence,
        text_of(facts, sentence, NIF.anchorOf) or said.label,
        int(text_of(facts, sentence, NIF.beginIndex) or said.begin),
        text_of(facts, sentence, PG.page),
    )


def local(iri: str) -> str:
    """What an IRI ends in."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def first_iri(facts: Facts, node: Iri, property_: Iri) -> Iri | None:
    """The first node that a property leads to."""
    return min(
        (value for value in facts.values(node, property_) if isinstance(value, Iri)),
        default=None,
    )


def text_of(facts: Facts, node: Iri, property_: Iri, language: str = "") -> str:
    """The first literal value of a property, one in the language before others; empty where there is none."""
    found = [
        value for value in facts.values(node, property_) if isinstance(value, Literal)
    ]
    if not found:
        return ""
    return min(found, key=lambda value: (value.language != language, value)).value


def _stem(file: str) -> str:
    return file.rpartition(".")[0] or file


def _things(looked: _Looked) -> Iterator[Thing]:
    facts = looked.facts
    classes: dict[Iri, str] = {}
    for name in COMPARED:
        for node in facts.subjects(RDF.type, PG[name]):
            classes[node] = min(name, classes.get(node, name))
    known = {
        node
        for property_ in (SCHEMA.sameAs, PG.entry)
        for node, _ in facts.pairs(property_)
    }
    for node in sorted(classes):
        labels = looked.labels.get(node, ())
        yield Thing(
            iri=node,
            type=classes[node],
            label=labels[0] if labels else local(node),
            names=(*labels, *looked.others.get(node, ())),
            mentions=looked.mentions.get(node, 0),
            known=node in known or node.startswith(CONCEPT),
        )


def _located(
    facts: Facts, things: Mapping[Iri, Thing]
) -> Mapping[Iri, tuple[Iri, ...]]:
    """Where projects are, and to which industries they belong."""
    found: dict[Iri, set[Iri]] = defaultdict(set)
    for property_ in (PG.locatedIn, PG.inIndustry):
        for node, target in facts.pairs(property_):
            if node in things and isinstance(target, Iri):
                found[node].add(target)
    return {node: tuple(sorted(targets)) for node, targets in found.items()}


def _figures(looked: _Looked) -> Iterator[Observed]:
    """The figures of which the text says what they count."""
    facts = looked.facts
    for class_ in FIGURES:
        for node in facts.subjects(RDF.type, PG[class_]):
            span = first_iri(facts, node, PG.indicator)
            indicator = text_of(facts, span, NIF.anchorOf) if span else ""
            if indicator:
                yield _figure(looked, node, class_, " ".join(indicator.split()))


def _figure(looked: _Looked, node: Iri, class_: str, indicator: str) -> Observed:
    facts = looked.facts
    unit = text_of(facts, node, PG.currency) or text_of(facts, node, SCHEMA.unitText)
    words = looked.label(node)
    kind = "target" if class_ == "Target" else "result"
    year = text_of(facts, node, PG.year)
    return Observed(
        iri=node,
        indicator=indicator,
        sort=local(first_iri(facts, node, PG.sort) or ""),
        unit=one_unit(unit),
        place=looked.label(first_iri(facts, node, DCTERMS.spatial)),
        kind=kind,
        value=number_of(text_of(facts, node, SCHEMA.value)),
        year=year,
        words=f"{words} ({', '.join(filter(None, (kind, year)))})",
    )


def _said(looked: _Looked, report: Iri, things: Mapping[Iri, Thing]) -> Iterator[Said]:
    """What is planned, underway and achieved: measures, then projects where they are named."""
    verbs, objects = (
        {node: span for node, span in looked.facts.pairs(property_) if _is_span(span)}
        for property_ in (PG.verb, PG.object)
    )
    for measure in sorted(objects.keys() & verbs.keys()):
        spans = (Iri(str(verbs[measure])), Iri(str(objects[measure])))
        yield _measure(looked, report, measure, spans)
    projects = [
        node
        for node in sorted(looked.stages)
        if node in things and things[node].type == "Project"
    ]
    saying = _stage_sentences(looked.facts) if projects else {}
    for node in projects:
        yield from _project(looked, report, things[node], saying.get(node, ()))


def _measure(
    looked: _Looked, report: Iri, measure: Iri, spans: tuple[Iri, Iri]
) -> Said:
    facts = looked.facts
    verb, what = (
        " ".join(text_of(facts, span, NIF.anchorOf).split()) for span in spans
    )
    places = [_place_of(span) for span in spans]
    return Said(
        iri=measure,
        report=report,
        kind="Measure",
        stage=looked.stages.get(measure, ""),
        label=looked.label(measure) or f"{verb} {what}",
        words=what,
        verb=verb,
        begin=min(begin for begin, _ in places),
        end=max(end for _, end in places),
        sentence=None,
        things=_iris(facts.values(measure, PG.concerns)),
    )


def _project(
    looked: _Looked, report: Iri, project: Thing, saying: Collection[Iri]
) -> Iterator[Said]:
    """A project where it is named in the sentence that says its stage."""
    facts = looked.facts
    for span in facts.subjects(ITSRDF.taIdentRef, project.iri):
        sentence = first_iri(facts, span, NIF.sentence)
        if not _is_span(span) or (saying and sentence not in saying):
            continue
        place = _place_of(span)
        yield Said(
            iri=project.iri,
            report=report,
            kind="Project",
            stage=looked.stages[project.iri],
            label=project.label,
            words=project.label,
            verb="",
            begin=place[0],
            end=place[1],
            sentence=sentence,
            things=(project.iri,),
        )


def _stage_sentences(facts: Facts) -> Mapping[Iri, set[Iri]]:
    """The sentences that say the stage of each project."""
    found: dict[Iri, set[Iri]] = defaultdict(set)
    for linkage in facts.subjects(RDF.predicate, PG.stage):
        subject = first_iri(facts, linkage, RDF.subject)
        if subject is not None:
            found[subject] |= set(_iris(facts.values(linkage, PROV.wasDerivedFrom)))
    return found


def _is_span(node: object) -> bool:
    """Whether a node is a span that says where it is."""
    return isinstance(node, Iri) and _SPAN.search(node) is not None


def _place_of(span: Iri) -> tuple[int, int]:
    """Where a span begins and ends, as its IRI says."""
    begin, _, end = span.rpartition("=")[2].partition(",")
    return int(begin), int(end)


def _iris(values: Iterable[Iri | Literal]) -> tuple[Iri, ...]:
    return tuple(sorted(value for value in values if isinstance(value, Iri)))
