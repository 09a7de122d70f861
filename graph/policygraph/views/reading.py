"""From triples to a `Network`: the nodes, the linkages, and the sentences behind each of them.

Only what the graph states is read: a sentence stands behind a linkage where its `pg:Linkage` names it, and behind
`pg:concerns` where a mention of the entity lies in a sentence of the task.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.namespaces import BASE, DCTERMS, GEO, NIF, PG, PROV, RDF, RELATIONS, SCHEMA, SKOS
from policygraph.views.concepts import Concept, shipped_concepts
from policygraph.views.evidence import Evidence
from policygraph.views.facts import Facts, local_name
from policygraph.views.model import ENTITY_TYPES, TASK_TYPES, Edge, Link, Network, Node
from policygraph.views.native_names import native_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.terms import Triple

READ_TYPES = (*ENTITY_TYPES, *TASK_TYPES, "Report")
_BEGIN = NIF.beginIndex
_PREDICATE = RDF.predicate
TASK_EDGES = {"concerns": PG.concerns, "isPartOf": DCTERMS.isPartOf}
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_FACTS = {
    "value": SCHEMA.value,
    "unit": SCHEMA.unitText,
    "currency": PG.currency,
    "year": PG.year,
    "date": DCTERMS.date,
    "speaker": PG.speaker,
}


def read_network(triples: Iterable[Triple], *, concepts: Mapping[str, Concept] | None = None) -> Network:
    """The network that a graph of reports holds.

    Args:
        triples: The facts, in any order; the same facts give the same network.
        concepts: Labels and ISIC codes of the concepts that the graph points to; the shipped ones unless given.

    Example:
        >>> from policygraph.terms import Iri, Literal, Triple
        >>> kunming = Iri(BASE.kunming)
        >>> facts = [Triple(kunming, RDF.type, PG.Place), Triple(kunming, SKOS.prefLabel, Literal("Kunming"))]
        >>> [node.label for node in read_network(facts, concepts={}).nodes]
        ['Kunming']
    """
    facts = Facts(triples)
    known = shipped_concepts() if concepts is None else concepts
    typed = _typed_subjects(facts)
    index = {iri: position for position, iri in enumerate(typed)}
    evidence = Evidence(facts, typed, index)
    source = _Source(facts, index, known, evidence)
    nodes = tuple(_node(iri, kind, source) for iri, kind in typed.items())
    edges = tuple(_linkages(facts, index, evidence)) + tuple(_task_edges(facts, index, typed, evidence))
    title = next((node.label for node in nodes if node.type == "Report"), "") or "Policy graph"
    return Network(title, nodes, edges, evidence.sentences, base=str(BASE))


def _typed_subjects(facts: Facts) -> dict[str, str]:
    """The class of each thing that is drawn; tasks in the order of the text, all others by label."""
    wanted = {str(PG[name]): name for name in reversed(READ_TYPES)}
    found = {}
    for iri in facts:
        kinds = {wanted[str(value)] for value in facts.objects(iri, RDF.type) if str(value) in wanted}
        if kinds:
            found[iri] = min(kinds, key=READ_TYPES.index)
    rank = READ_TYPES.index

    def place(iri: str) -> tuple[int, int, str, str]:
        begin = facts.number(facts.iri(iri, PROV.wasDerivedFrom), _BEGIN) if found[iri] in TASK_TYPES else 0
        return (rank(found[iri]), begin, facts.label(iri).casefold(), iri)

    return {iri: found[iri] for iri in sorted(found, key=place)}


class _Source(NamedTuple):
    """What a node is read from."""

    facts: Facts
    places: Mapping[str, int]
    concepts: Mapping[str, Concept]
    evidence: Evidence


def _node(iri: str, kind: str, source: _Source) -> Node:
    facts, index, concepts, evidence = source
    labels = facts.literals(iri, SKOS.prefLabel)[1:] + facts.literals(iri, SKOS.altLabel)
    above = [concepts[one] for one in facts.iris(iri, SKOS.broader) + _kinds(facts, iri) if one in concepts]
    longitude, latitude = _coordinates(facts, iri)
    return Node(
        id=iri,
        label=_report_name(facts, iri) if kind == "Report" else facts.label(iri),
        type=kind,
        alt_labels=tuple(dict.fromkeys(one.value for one in labels)),
        kind=", ".join(dict.fromkeys(one.label for one in above)),
        number=facts.text(iri, PG.number),
        stage=local_name(facts.iri(iri, PG.stage)) if facts.iri(iri, PG.stage) else "",
        parent=next((index[one] for one in facts.iris(iri, DCTERMS.isPartOf) if one in index), None),
        links=_links(facts, iri, [concepts[iri]] if iri in concepts else above),
        facts=_facts(facts, iri),
        longitude=longitude,
        latitude=latitude,
        sentences=evidence.naming(iri),
        known_as=_known_as(facts, iri, concepts),
    )


def _known_as(facts: Facts, iri: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """Names that the graph leaves out: of the very concept that an entity is, of the place in the table of places."""
    same = [concepts[one] for one in (iri, *facts.iris(iri, PG.entry)) if one in concepts]
    names = [name for concept in same for name in (concept.label, *concept.alt_labels)]
    names += [name for match in facts.iris(iri, SCHEMA.sameAs) for name in native_names(match)]
    said = {name.value for label in (SKOS.prefLabel, SKOS.altLabel) for name in facts.literals(iri, label)}
    return tuple(dict.fromkeys(name for name in names if name not in said))


def _report_name(facts: Facts, iri: str) -> str:
    """A report's title or, where its text gives none, what and when it is about."""
    label = facts.label(iri)
    if label != local_name(iri):
        return label
    about = [facts.label(place) for place in facts.iris(iri, DCTERMS.spatial)] + [facts.text(iri, DCTERMS.date)]
    return ", ".join(["Report", *(part for part in about if part)])


def _kinds(facts: Facts, iri: str) -> list[str]:
    return facts.iris(iri, DCTERMS["type"]) + facts.iris(iri, PG.kind)


def _links(facts: Facts, iri: str, above: Iterable[Concept]) -> tuple[Link, ...]:
    matches = facts.iris(iri, SCHEMA.sameAs)
    links = [Link("GeoNames" if "geonames.org" in match else "Same as", match) for match in matches]
    links += [Link(f"ISIC Rev. 4 {one.isic}", "") for one in above if one.isic]
    return tuple(dict.fromkeys(links))


def _facts(facts: Facts, iri: str) -> tuple[tuple[str, str], ...]:
    stated = [(name, facts.text(iri, predicate)) for name, predicate in _FACTS.items()]
    comparison = facts.iri(iri, PG.comparison)
    if comparison:
        stated.append(("comparison", local_name(comparison)))
    return tuple((name, value) for name, value in stated if value)


def _coordinates(facts: Facts, iri: str) -> tuple[float | None, float | None]:
    for shape in (iri, *facts.iris(iri, GEO.hasCentroid)):
        found = _POINT.search(facts.text(shape, GEO.asWKT))
        if found:
            return float(found[1]), float(found[2])
    return None, None


def _linkages(facts: Facts, index: Mapping[str, int], evidence: Evidence) -> list[Edge]:
    """One edge for each linkage; a direct triple that no `pg:Linkage` describes is drawn without evidence."""
    names = {str(PG[name]): name for name in RELATIONS}
    edges: dict[tuple[int, str, int], Edge] = {}
    for iri, stated in facts.by_subject.items():
        if _PREDICATE not in stated:
            continue
        predicate = facts.iri(iri, _PREDICATE)
        source, target = index.get(facts.iri(iri, RDF.subject)), index.get(facts.iri(iri, RDF.object))
        if predicate in names and source is not None and target is not None:
            behind = evidence.sentences_of(facts.iris(iri, PROV.wasDerivedFrom))
            found_by = _in_words(facts.iri(iri, PG.foundBy))
            edge = Edge(source, target, names[predicate], _confidence(facts, iri), found_by, behind)
            key = (source, edge.property, target)
            edges[key] = _joined(edges[key], edge) if key in edges else edge
    for iri, source in index.items():
        stated = facts.by_subject[iri]
        for predicate, name in names.items():
            if predicate not in stated:
                continue
            for target in (index[one] for one in facts.iris(iri, predicate) if one in index):
                edges.setdefault((source, name, target), Edge(source, target, name))
    return [edges[key] for key in sorted(edges)]


def _joined(one: Edge, other: Edge) -> Edge:
    """What two reports say of one statement: the sentences of both, and the surer confidence."""
    stated = [edge.confidence for edge in (one, other) if edge.confidence is not None]
    rules = sorted({rule for edge in (one, other) for rule in edge.found_by.split(", ") if rule})
    sentences = tuple(sorted({*one.sentences, *other.sentences}))
    return Edge(one.source, one.target, one.property, max(stated, default=None), ", ".join(rules), sentences)


def _in_words(iri: str) -> str:
    """The local name of a rule in words: "RouteRule" is "route rule"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri)).lower() if iri else ""


def _confidence(facts: Facts, iri: str) -> float | None:
    try:
        stated = float(facts.text(iri, PG.confidence))
    except ValueError:
        return None
    return stated if 0 <= stated <= 1 else None


def _task_edges(facts: Facts, index: Mapping[str, int], typed: Mapping[str, str], evidence: Evidence) -> list[Edge]:
    edges = []
    for iri, kind in typed.items():
        if kind not in TASK_TYPES:
            continue
        for name, predicate in TASK_EDGES.items():
            for other in facts.iris(iri, predicate):
                if other in index:
                    behind = evidence.of_concern(iri, other) if name == "concerns" else ()
                    edges.append(Edge(index[iri], index[other], name, sentences=behind))
    return sorted(edges, key=lambda edge: (edge.property, edge.source, edge.target))
