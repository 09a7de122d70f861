"""Which report says what: the graph of each report among facts that were read together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.namespaces import NIF, PG, RDF, STATEMENTS
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Triple

    Quad = tuple[Triple, Iri | None]

_BETWEEN = frozenset(PG[name] for name in STATEMENTS)


def _reports_in(triples: Iterable[Triple]) -> set[Iri]:
    return {
        triple.subject
        for triple in triples
        if triple.predicate == RDF.type and triple.object == PG.Report
    }


def graphs_of(quads: Iterable[Quad]) -> dict[Iri | None, list[Triple]]:
    """The graph of each report, and under None what belongs to no report, where there is something.

    A named graph stays as it is. What stands in none goes to the report that it is said by: to the only one that is
    there, or as `by_report` tells.
    """
    graphs: dict[Iri | None, list[Triple]] = defaultdict(list)
    loose: list[Triple] = []
    for triple, name in quads:
        (graphs[name] if name else loose).append(triple)
    reports = _reports_in(loose)
    if len(reports) == 1:
        graphs[reports.pop()] += loose
        return graphs
    if not reports:
        return {**graphs, None: loose} if loose else graphs
    for report, triples in by_report(loose).items():
        graphs[report] += triples
    return graphs


def by_report(triples: Iterable[Triple]) -> dict[Iri, list[Triple]]:
    """The triples of each report, by its IRI.

    What is said of a thing goes to every report that the thing is read from; a linkage goes to those that state it;
    what has no report of its own goes where it is pointed at.
    """
    listed = list(triples)
    homes = _homes(listed)
    stated = _stated(listed, homes)
    graphs: dict[Iri, list[Triple]] = {
        report: [] for report in set().union(*homes.values())
    }
    for triple in listed:
        found = stated.get(tuple(triple)) if triple.predicate in _BETWEEN else None
        for report in found or homes.get(triple.subject) or graphs:
            graphs[report].append(triple)
    return graphs


def _homes(triples: list[Triple]) -> dict[Iri, set[Iri]]:
    """The reports that each thing belongs to: those that it names itself, else those of all that points at it."""
    homes: dict[Iri, set[Iri]] = defaultdict(set)
    for triple in triples:
        report = _home_in(triple)
        if report:
            homes[triple.subject].add(report)
    pointed = [
        (triple.subject, triple.object)
        for triple in triples
        if isinstance(triple.object, Iri) and triple.object not in homes
    ]
    while _spread(homes, pointed):
        pass
    return homes


def _spread(homes: dict[Iri, set[Iri]], pointed: list[tuple[Iri, Iri]]) -> bool:
    """Hands the reports of things on to what they point at; returns whether that brought anything."""
    brought = False
    for subject, target in pointed:
        more = homes.get(subject, set()) - homes.get(target, set())
        if more:
            homes[target] |= more
            brought = True
    return brought


def _home_in(triple: Triple) -> Iri | None:
    """The report that a triple says its subject belongs to."""
    subject, predicate, target = triple
    if predicate == RDF.type and target == PG.Report:
        return subject
    if predicate in {PG.inReport, NIF.referenceContext} and isinstance(target, Iri):
        return target
    return None


def _stated(
    triples: list[Triple], homes: dict[Iri, set[Iri]]
) -> dict[tuple[object, ...], set[Iri]]:
    """The reports that state each linkage, by subject, property and object."""
    ends: dict[Iri, dict[str, object]] = defaultdict(dict)
    for subject, predicate, target in triples:
        if predicate in {RDF.subject, RDF.predicate, RDF.object}:
            ends[subject][predicate] = target
    stated: dict[tuple[object, ...], set[Iri]] = defaultdict(set)
    for linkage, end in ends.items():
        stated[end.get(RDF.subject), end.get(RDF.predicate), end.get(RDF.object)] |= (
            homes.get(linkage, set())
        )
    return stated
