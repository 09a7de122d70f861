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

    Names = tuple[str, ...]
    Concepts = Mapping[str, Concept]
    Index = Mapping[str, int]
    """The numbers of nodes by their IRIs."""
    Things = Mapping[str, Thing]
    Stated = tuple[int, str, int]
    """What an edge states: its source, its property, its target."""

_DRAWN = (*ENTITY_TYPES, *TASKS, "Report")


@uncollected()
def read_network(
    triples: Iterable[Triple], *, concepts: Concepts | None = None
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
    nodes = []
    for thing in drawn.values():
        name = names.get(thing.iri, thing.label)
        node = _node(thing, name, known, evidence, index)
        nodes.append(node)
    edges = (
        *_linkages(facts, index, evidence),
        *_task_edges(facts, drawn, index, evidence),
    )
    reports = [node.label for node in nodes if node.type == "Report"]
    return Network(
        title=_title(reports),
        nodes=tuple(nodes),
        edges=edges,
        sentences=evidence.sentences,
        base=str(BASE),
        sections=evidence.sections(),
    )


def _title(reports: Sequence[str]) -> str:
    """What a view is called: by its one report, or by how many there are."""
    if len(reports) > 1:
        return f"{len(reports)} reports"
    if not any(reports):
        return "Policy graph"
    return reports[0]


def _drawn(facts: Facts) -> dict[str, Thing]:
    """The things that are drawn, by IRI; tasks in the order of the text, all others by label."""

    def place(thing: Thing) -> tuple[int, int, str, str]:
        kind = _DRAWN.index(thing.type)
        begin = 0
        if thing.type in TASKS and thing.sentences:
            first = sentence(facts, thing.sentences[0])
            begin = first.begin
        return kind, begin, thing.label.casefold(), thing.iri

    ordered = sorted(things(facts, _DRAWN), key=place)
    return {thing.iri: thing for thing in ordered}


def _node(
    thing: Thing, name: str, concepts: Concepts, evidence: Evidence, index: Index
) -> Node:
    above = _known((*thing.broader, *thing.kinds), concepts)
    itself = _known((thing.iri,), concepts)
    kinds = dict.fromkeys(one.label for one in above)
    parents = (index[one] for one in thing.above if one in index)
    longitude, latitude = thing.point or (None, None)
    return Node(
        id=thing.iri,
        label=name,
        type=thing.type,
        alt_labels=thing.other_names,
        kind=", ".join(kinds),
        number=thing.number,
        stage=thing.stage,
        parent=next(parents, None),
        links=_links(thing, itself or above),
        facts=thing.values,
        longitude=longitude,
        latitude=latitude,
        sentences=evidence.naming(thing.iri),
        known_as=_known_as(thing, concepts),
    )


def _known(iris: Iterable[str], concepts: Concepts) -> list[Concept]:
    """Those of the things that are known concepts."""
    return [concepts[iri] for iri in iris if iri in concepts]


def _known_as(thing: Thing, concepts: Concepts) -> Names:
    """Names that the graph leaves out: of the very concept that an entity is, of the place in the table of places."""
    names: list[str] = []
    for concept in _known((thing.iri, *thing.entries), concepts):
        names.append(concept.label)
        names += concept.alt_labels
    for match in thing.matches:
        names += native_names(match)
    said = {thing.label, *thing.other_names}
    unsaid = [name for name in names if name not in said]
    return tuple(dict.fromkeys(unsaid))


def _report_names(facts: Facts, drawn: Things) -> dict[str, str]:
    """What each report is called, by its IRI."""
    reports = [thing for thing in drawn.values() if thing.type == "Report"]
    titled = []
    for report in reports:
        file = report_of(facts, Iri(report.iri)).file
        one = Titled(
            title=_report_name(report, drawn),
            year=_date(report)[:4],
            stem=PurePath(file).stem,
        )
        titled.append(one)
    iris = [report.iri for report in reports]
    return dict(zip(iris, told_apart(titled), strict=True))


def _date(report: Thing) -> str:
    """A report's date; empty where it is not known."""
    values = dict(report.values)
    return values.get("date", "")


def _report_name(report: Thing, drawn: Things) -> str:
    """A report's title or, where its text gives none, what and when it is about."""
    if report.label != local_name(report.iri):
        return report.label
    about = [drawn[place].label for place in report.about if place in drawn]
    words = ["Report", *about]
    date = _date(report)
    if date:
        words.append(date)
    return ", ".join(words)


def _links(thing: Thing, above: Iterable[Concept]) -> tuple[Link, ...]:
    links = [*_matches(thing), *_codes(above)]
    return tuple(dict.fromkeys(links))


def _matches(thing: Thing) -> Iterator[Link]:
    """The same thing in other data sets."""
    for match in thing.matches:
        name = "GeoNames" if "geonames.org" in match else "Same as"
        yield Link(name, match)


def _codes(above: Iterable[Concept]) -> Iterator[Link]:
    """The codes of concepts in the classification of industries."""
    for one in above:
        if one.isic:
            yield Link(f"ISIC Rev. 4 {one.isic}", "")


def _linkages(facts: Facts, index: Index, evidence: Evidence) -> list[Edge]:
    """One edge for each linkage; a direct triple that no `pg:Linkage` describes is drawn without evidence."""
    edges: dict[Stated, Edge] = {}
    for edge in _described(facts, index, evidence):
        key = _stated(edge)
        same = edges.get(key)
        edges[key] = _joined(same, edge) if same else edge
    for edge in _direct(facts, index):
        edges.setdefault(_stated(edge), edge)
    return [edges[key] for key in sorted(edges)]


def _stated(edge: Edge) -> Stated:
    return edge.source, edge.property, edge.target


def _described(facts: Facts, index: Index, evidence: Evidence) -> Iterator[Edge]:
    """An edge with its evidence for each `pg:Linkage` between two nodes."""
    for linkage in linkages(facts):
        if linkage.property not in RELATIONS:
            continue
        source = index.get(linkage.subject)
        target = index.get(linkage.object)
        if source is None or target is None:
            continue
        finders = map(_in_words, linkage.found_by[:1])
        yield Edge(
            source=source,
            target=target,
            property=linkage.property,
            confidence=linkage.confidence,
            found_by=", ".join(finders),
            sentences=evidence.sentences_of(linkage.sentences),
        )


def _direct(facts: Facts, index: Index) -> Iterator[Edge]:
    """An edge without evidence for each direct triple between two nodes."""
    for iri, source in index.items():
        for name, target in direct(facts, iri):
            if target in index:
                yield Edge(source, index[target], name)


def _joined(one: Edge, other: Edge) -> Edge:
    """What two reports say of one statement: the sentences of both, and the surer confidence."""
    stated = []
    rules = set()
    for edge in (one, other):
        if edge.confidence is not None:
            stated.append(edge.confidence)
        rules.update(edge.found_by.split(", "))
    rules.discard("")
    sentences = {*one.sentences, *other.sentences}
    return Edge(
        source=one.source,
        target=one.target,
        property=one.property,
        confidence=max(stated, default=None),
        found_by=", ".join(sorted(rules)),
        sentences=tuple(sorted(sentences)),
    )


def _in_words(iri: str) -> str:
    """The local name of a rule in words: "RouteRule" is "route rule"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri)).lower()


def _task_edges(
    facts: Facts, drawn: Things, index: Index, evidence: Evidence
) -> list[Edge]:
    edges = []
    tasks = [iri for iri, thing in drawn.items() if thing.type in TASKS]
    for task in tasks:
        for name, other in of_task(facts, task):
            if other not in index:
                continue
            behind: tuple[int, ...] = ()
            if name == "concerns":
                behind = evidence.of_concern(task, other)
            edge = Edge(index[task], index[other], name, sentences=behind)
            edges.append(edge)
    edges.sort(key=lambda edge: (edge.property, edge.source, edge.target))
    return edges
