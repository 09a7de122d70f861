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
    Homes = dict[Iri, set[Iri]]
    Ends = tuple[object, object, object]

_BETWEEN = frozenset(PG[name] for name in STATEMENTS)
_IN_REPORT = frozenset({PG.inReport, NIF.referenceContext})
_REIFYING = frozenset({RDF.subject, RDF.predicate, RDF.object})


def _reports_in(triples: Iterable[Triple]) -> set[Iri]:
    return {triple.subject for triple in triples if _says_report(triple)}


def _says_report(triple: Triple) -> bool:
    return triple.predicate == RDF.type and triple.object == PG.Report


def graphs_of(quads: Iterable[Quad]) -> dict[Iri | None, list[Triple]]:
    """The graph of each report, and under None what belongs to no report, where there is something.

    A named graph stays as it is. What stands in none goes to the report that it is said by: to the only one that is
    there, or as `by_report` tells.
    """
    graphs: dict[Iri | None, list[Triple]] = defaultdict(list)
    loose: list[Triple] = []
    for triple, name in quads:
        if name:
            graphs[name].append(triple)
        else:
            loose.append(triple)
    reports = _reports_in(loose)
    if len(reports) == 1:
        only = reports.pop()
        graphs[only] += loose
    elif reports:
        for report, triples in by_report(loose).items():
            graphs[report] += triples
    elif loose:
        graphs[None] = loose
    return graphs


def by_report(triples: Iterable[Triple]) -> dict[Iri, list[Triple]]:
    """The triples of each report, by its IRI.

    What is said of a thing goes to every report that the thing is read from; a linkage goes to those that state it;
    what has no report of its own goes where it is pointed at.
    """
    listed = list(triples)
    homes = _homes(listed)
    stated = _stated(listed, homes)
    reports = set().union(*homes.values())
    graphs: dict[Iri, list[Triple]] = {report: [] for report in reports}
    for triple in listed:
        found = None
        if triple.predicate in _BETWEEN:
            found = stated.get(triple)
        for report in found or homes.get(triple.subject) or graphs:
            graphs[report].append(triple)
    return graphs


def _homes(triples: list[Triple]) -> Homes:
    """The reports that each thing belongs to: those that it names itself, else those of all that points at it."""
    homes: Homes = defaultdict(set)
    for triple in triples:
        report = _home_in(triple)
        if report:
            homes[triple.subject].add(report)
    pointed = []
    for subject, _, target in triples:
        if isinstance(target, Iri) and target not in homes:
            pointed.append((subject, target))
    while _spread(homes, pointed):
        pass
    return homes


def _spread(homes: Homes, pointed: list[tuple[Iri, Iri]]) -> bool:
    """Hands the reports of things on to what they point at; returns whether that brought anything."""
    nowhere: set[Iri] = set()
    brought = False
    for subject, target in pointed:
        theirs = homes.get(subject, nowhere)
        more = theirs - homes.get(target, nowhere)
        if more:
            homes[target] |= more
            brought = True
    return brought


def _home_in(triple: Triple) -> Iri | None:
    """The report that a triple says its subject belongs to."""
    if _says_report(triple):
        return triple.subject
    if triple.predicate not in _IN_REPORT:
        return None
    home = triple.object
    return home if isinstance(home, Iri) else None


def _stated(triples: list[Triple], homes: Homes) -> dict[Ends, set[Iri]]:
    """The reports that state each linkage, by subject, property and object."""
    ends: dict[Iri, dict[str, object]] = defaultdict(dict)
    for subject, predicate, target in triples:
        if predicate in _REIFYING:
            ends[subject][predicate] = target
    stated: dict[Ends, set[Iri]] = defaultdict(set)
    for linkage, end in ends.items():
        linked = (
            end.get(RDF.subject),
            end.get(RDF.predicate),
            end.get(RDF.object),
        )
        stated[linked] |= homes.get(linkage, set())
    return stated
