"""From triples to a `Network`: the nodes, the linkages, and the sentences behind each of them.

Only what the graph states is read: a sentence stands behind a linkage where its `pg:Linkage` names it, and behind
`pg:concerns` where a mention of the entity lies in a sentence of the task.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from policygraph.collecting import uncollected
from policygraph.facts import (
    TASKS,
    Facts,
    Thing,
    direct,
    linkages,
    local_name,
    of_task,
    sentence,
    things,
)
from policygraph.facts import report as report_of
from policygraph.namespaces import BASE, RELATIONS
from policygraph.terms import Iri
from policygraph.views.concepts import Concept, shipped_concepts
from policygraph.views.evidence import Evidence
from policygraph.views.model import ENTITY_TYPES, Edge, Link, Network, Node
from policygraph.views.native_names import native_names
from policygraph.views.report_names import Titled, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.terms import Triple

_DRAWN = (*ENTITY_TYPES, *TASKS, "Report")


@uncollected()
def read_network(
    triples: Iterable[Triple], *, concepts: Mapping[str, Concept] | None = None
) -> Network:
    """The network that a graph of reports holds.

    Args:
        triples: The facts, in any order; the same facts give the same network.
        concepts: Labels and ISIC codes of the concepts that the graph points to; the shipped ones unless given.

    Example:
        >>> from policygraph.namespaces import PG, RDF, SKOS
        >>> from policygraph.terms import Iri, Literal, Triple
        >>> kunming = Iri(BASE.kunming)
        >>> facts = [Triple(kunming, RDF.type, PG.Place), Triple(kunming, SKOS.prefLabel, Literal("Kunming"))]
        >>> [node.label for node in read_network(facts, concepts={}).nodes]
        ['Kunming']
    """
    facts = Facts(triples)
    known = shipped_concepts() if concepts is None else concepts
    drawn = _drawn(facts)
    evidence = Evidence(facts, drawn)
    index = {iri: position for position, iri in enumerate(drawn)}
    names = _report_names(facts, drawn)
    nodes = tuple(
        _node(thing, names.get(thing.iri, thing.label), known, evidence, index)
        for thing in drawn.values()
    )
    edges = (
        *_linkages(facts, index, evidence),
        *_task_edges(facts, drawn, index, evidence),
    )
    title = _title([node.label for node in nodes if node.type == "Report"])
    return Network(
        title, nodes, edges, evidence.sentences, str(BASE), evidence.sections()
    )


def _title(reports: Sequence[str]) -> str:
    """What a view is called: by its one report, or by how many there are."""
    if len(reports) > 1:
        return f"{len(reports)} reports"
    return reports[0] if reports and reports[0] else "Policy graph"


def _drawn(facts: Facts) -> dict[str, Thing]:
    """The things that are drawn, by IRI; tasks in the order of the text, all others by label."""

    def place(thing: Thing) -> tuple[int, int, str, str]:
        stated = thing.sentences if thing.type in TASKS else ()
        begin = sentence(facts, stated[0]).begin if stated else 0
        return (_DRAWN.index(thing.type), begin, thing.label.casefold(), thing.iri)

    return {thing.iri: thing for thing in sorted(things(facts, _DRAWN), key=place)}


def _node(
    thing: Thing,
    name: str,
    concepts: Mapping[str, Concept],
    evidence: Evidence,
    index: Mapping[str, int],
) -> Node:
    above = [concepts[one] for one in (*thing.broader, *thing.kinds) if one in concepts]
    longitude, latitude = thing.point or (None, None)
    return Node(
        id=thing.iri,
        label=name,
        type=thing.type,
        alt_labels=thing.other_names,
        kind=", ".join(dict.fromkeys(one.label for one in above)),
        number=thing.number,
        stage=thing.stage,
        parent=next((index[one] for one in thing.above if one in index), None),
        links=_links(thing, [concepts[thing.iri]] if thing.iri in concepts else above),
        facts=thing.values,
        longitude=longitude,
        latitude=latitude,
        sentences=evidence.naming(thing.iri),
        known_as=_known_as(thing, concepts),
    )


def _known_as(thing: Thing, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """Names that the graph leaves out: of the very concept that an entity is, of the place in the table of places."""
    same = [concepts[one] for one in (thing.iri, *thing.entries) if one in concepts]
    names = [name for concept in same for name in (concept.label, *concept.alt_labels)]
    names += [name for match in thing.matches for name in native_names(match)]
    said = {thing.label, *thing.other_names}
    return tuple(dict.fromkeys(name for name in names if name not in said))


def _report_names(facts: Facts, drawn: Mapping[str, Thing]) -> dict[str, str]:
    """What each report is called, by its IRI."""
    reports = [thing for thing in drawn.values() if thing.type == "Report"]
    titled = [
        Titled(
            title=_report_name(report, drawn),
            year=dict(report.values).get("date", "")[:4],
            stem=PurePath(report_of(facts, Iri(report.iri)).file).stem,
        )
        for report in reports
    ]
    names = told_apart(titled)
    return {report.iri: name for report, name in zip(reports, names, strict=True)}


def _report_name(report: Thing, drawn: Mapping[str, Thing]) -> str:
    """A report's title or, where its text gives none, what and when it is about."""
    if report.label != local_name(report.iri):
        return report.label
    about = [drawn[place].label for place in report.about if place in drawn]
    date = dict(report.values).get("date", "")
    return ", ".join(["Report", *about, *([date] if date else [])])


def _links(thing: Thing, above: Iterable[Concept]) -> tuple[Link, ...]:
    links = [
        Link("GeoNames" if "geonames.org" in match else "Same as", match)
        for match in thing.matches
    ]
    links += [Link(f"ISIC Rev. 4 {one.isic}", "") for one in above if one.isic]
    return tuple(dict.fromkeys(links))


def _linkages(facts: Facts, index: Mapping[str, int], evidence: Evidence) -> list[Edge]:
    """One edge for each linkage; a direct triple that no `pg:Linkage` describes is drawn without evidence."""
    edges: dict[tuple[int, str, int], Edge] = {}
    for linkage in linkages(facts):
        source, target = index.get(linkage.subject), index.get(linkage.object)
        if linkage.property in RELATIONS and source is not None and target is not None:
            behind = evidence.sentences_of(linkage.sentences)
            found_by = ", ".join(_in_words(finder) for finder in linkage.found_by[:1])
            edge = Edge(
                source, target, linkage.property, linkage.confidence, found_by, behind
            )
            key = (source, edge.property, target)
            edges[key] = _joined(edges[key], edge) if key in edges else edge
    for edge in _direct(facts, index):
        edges.setdefault((edge.source, edge.property, edge.target), edge)
    return [edges[key] for key in sorted(edges)]


def _direct(facts: Facts, index: Mapping[str, int]) -> Iterator[Edge]:
    """An edge without evidence for each direct triple between two nodes."""
    for iri, source in index.items():
        for name, target in direct(facts, iri):
            if target in index:
                yield Edge(source, index[target], name)


def _joined(one: Edge, other: Edge) -> Edge:
    """What two reports say of one statement: the sentences of both, and the surer confidence."""
    stated = [edge.confidence for edge in (one, other) if edge.confidence is not None]
    rules = sorted(
        {rule for edge in (one, other) for rule in edge.found_by.split(", ") if rule}
    )
    sentences = tuple(sorted({*one.sentences, *other.sentences}))
    return Edge(
        one.source,
        one.target,
        one.property,
        max(stated, default=None),
        ", ".join(rules),
        sentences,
    )


def _in_words(iri: str) -> str:
    """The local name of a rule in words: "RouteRule" is "route rule"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri)).lower()


def _task_edges(
    facts: Facts,
    drawn: Mapping[str, Thing],
    index: Mapping[str, int],
    evidence: Evidence,
) -> list[Edge]:
    edges = []
    for task in (iri for iri, thing in drawn.items() if thing.type in TASKS):
        for name, other in of_task(facts, task):
            if other in index:
                behind = evidence.of_concern(task, other) if name == "concerns" else ()
                edges.append(Edge(index[task], index[other], name, sentences=behind))
    return sorted(edges, key=lambda edge: (edge.property, edge.source, edge.target))
