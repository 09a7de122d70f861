"""What one report's graph says of things, stages and figures, and what is planned and achieved."""

from __future__ import annotations

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
from policygraph.facts import (
    direct_by,
    identified,
    indicator_of,
    linkages_by,
    local_name,
    measures,
    members,
    mentions_of,
    names_of,
    report,
    sentence,
    stages,
    stated_in,
    times_named,
    values_of,
)
from policygraph.namespaces import CONCEPT, FIGURES
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from policygraph.facts import Lookups
    from policygraph.facts.measures import Measure

_WHERE = ("locatedIn", "inIndustry")


def report_place(iri: Iri, facts: Lookups) -> str:
    """The name of the place that a report is of; empty where it has none."""
    said = report(facts, iri)
    return _label(facts.preferring(said.language), said.place)


def report_name(iri: Iri, facts: Lookups) -> str:
    """What a report is called: its file's name without the ending, else its title."""
    said = report(facts, iri)
    stem = _stem(said.file)
    return stem or said.title or str(iri)


def read_report_graph(iri: Iri, facts: Lookups) -> ReportRead:
    """What a report says of things that others may name too."""
    said = report(facts, iri)
    told = facts.preferring(said.language)
    things = {thing.iri: thing for thing in _things(told)}
    staged = stages(told)
    return ReportRead(
        iri=iri,
        name=report_name(iri, facts),
        date=said.date,
        place=_label(told, said.place),
        things=things,
        stages={node: stage for node, stage in staged.items() if node in things},
        figures=tuple(_figures(told)),
        said=tuple(_said(told, iri, things, staged)),
        home=said.place if said.place in things else None,
        located=_located(told, things),
        facts=facts,
    )


def read_sentence(said: Said, facts: Lookups | None) -> Sentence:
    """The sentence in which something is said."""
    stating = said.sentence or (stated_in(facts, said.iri) if facts else None)
    if facts is None or stating is None:
        return Sentence(said.iri, said.label, said.begin, "")
    found = sentence(facts, stating)
    page = str(found.page or "")
    if not found.text:
        return Sentence(stating, said.label, said.begin, page)
    return Sentence(stating, found.text, found.begin, page)


def _stem(file: str) -> str:
    return file.rpartition(".")[0] or file


def _label(facts: Lookups, node: Iri | None) -> str:
    """The name of a thing; empty where it has none."""
    if not node:
        return ""
    names = names_of(facts, node)
    return names[0] if names else ""


def _things(facts: Lookups) -> Iterator[Thing]:
    times = times_named(facts)
    known = identified(facts)
    for node, type_ in members(facts, COMPARED):
        names = names_of(facts, node)
        yield Thing(
            iri=node,
            type=type_,
            label=names[0] if names else local_name(node),
            names=names,
            mentions=times.get(node, 0),
            known=node.startswith(CONCEPT) or node in known,
        )


def _located(
    facts: Lookups, things: Mapping[Iri, Thing]
) -> Mapping[Iri, tuple[Iri, ...]]:
    """Where projects are, and to which industries they belong."""
    found: dict[Iri, set[Iri]] = defaultdict(set)
    for name in _WHERE:
        for node, target in direct_by(facts, name):
            if node in things:
                found[node].add(target)
    return {node: tuple(sorted(targets)) for node, targets in found.items()}


def _figures(facts: Lookups) -> Iterator[Observed]:
    """The figures of which the text says what they count."""
    found = members(facts, FIGURES)
    for node, class_ in sorted(found, key=_class_and_iri):
        indicator = indicator_of(facts, node)
        if indicator:
            words = " ".join(indicator.split())
            yield _figure(facts, node, class_, words)


def _class_and_iri(member: tuple[Iri, str]) -> tuple[int, Iri]:
    node, class_ = member
    return FIGURES.index(class_), node


def _figure(facts: Lookups, node: Iri, class_: str, indicator: str) -> Observed:
    values = values_of(facts, node)
    unit = values.get("currency") or values.get("unit", "")
    kind = "target" if class_ == "Target" else "result"
    year = values.get("year", "")
    what = f"{kind}, {year}" if year else kind
    label = _label(facts, node)
    return Observed(
        iri=node,
        indicator=indicator,
        sort=values.get("sort", ""),
        unit=one_unit(unit),
        place=values.get("place", ""),
        kind=kind,
        value=number_of(values.get("value", "")),
        year=year,
        words=f"{label} ({what})",
    )


def _said(
    facts: Lookups, report_: Iri, things: Mapping[Iri, Thing], staged: Mapping[Iri, str]
) -> Iterator[Said]:
    """What is planned, underway and achieved: measures, then projects where they are named."""
    for measure in measures(facts):
        yield _measure(measure, report_)
    named = (things[node] for node in sorted(staged) if node in things)
    projects = [thing for thing in named if thing.type == "Project"]
    saying = _stage_sentences(facts) if projects else {}
    for project in projects:
        node = project.iri
        sentences = saying.get(node, ())
        yield from _project(facts, report_, project, staged[node], sentences)


def _measure(measure: Measure, report_: Iri) -> Said:
    verb = measure.verb
    what = measure.object
    return Said(
        iri=measure.iri,
        report=report_,
        kind="Measure",
        stage=measure.stage,
        label=measure.label,
        words=" ".join(what.text.split()),
        verb=" ".join(verb.text.split()),
        begin=min(verb.span.begin, what.span.begin),
        end=max(verb.span.end, what.span.end),
        sentence=None,
        things=measure.concerns,
    )


def _project(
    facts: Lookups, report_: Iri, project: Thing, stage: str, saying: Collection[Iri]
) -> Iterator[Said]:
    """A project where it is named in the sentence that says its stage."""
    for mention in mentions_of(facts, project.iri):
        if saying and mention.sentence not in saying:
            continue
        stating = Iri(mention.sentence) if mention.sentence else None
        yield Said(
            iri=project.iri,
            report=report_,
            kind="Project",
            stage=stage,
            label=project.label,
            words=project.label,
            verb="",
            begin=mention.begin,
            end=mention.end,
            sentence=stating,
            things=(project.iri,),
        )


def _stage_sentences(facts: Lookups) -> Mapping[Iri, set[Iri]]:
    """The sentences that say the stage of each project."""
    found: dict[Iri, set[Iri]] = defaultdict(set)
    for linkage in linkages_by(facts, "stage"):
        found[linkage.subject].update(linkage.sentences)
    return found
