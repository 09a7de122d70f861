"""Statements with their evidence: the linkages between entities, and how far projects have come."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.assembly.facts import confidence, told, types
from policygraph.assembly.finders import finder
from policygraph.namespaces import PG, PROV, RDF
from policygraph.terms import Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.assembly.facts import Triples, Values
    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Linkage, Linked

    Iris = Sequence[Iri]
    Statement = tuple[Iri, str, Iri]


class _Stated(NamedTuple):
    """What one finder says: the statement, the sentences that state it, and how sure it is."""

    subject: Iri
    property: str
    object: Iri
    sentences: tuple[int, ...]
    found_by: str
    confidence: float


def statement_facts(linked: Linked, iris: Iris, names: Names) -> Triples:
    """The direct triples and, for each, one statement with every sentence that states it.

    Where two findings say the same, the sentences of both count, and the surer one's confidence.
    """
    together: dict[Statement, list[_Stated]] = {}
    for stated in chain(_linkages(linked, iris), _stages(linked, iris)):
        if stated.subject != stated.object:
            alike = together.setdefault(stated[:3], [])
            alike.append(stated)
    for alike in together.values():
        yield from _facts(alike, linked, names)


def _linkages(linked: Linked, iris: Iris) -> Iterator[_Stated]:
    for one in linked.linkages:
        yield _Stated(
            iris[one.subject],
            _property(one, linked),
            iris[one.object],
            one.sentences,
            one.found_by,
            one.confidence,
        )


def _property(linkage: Linkage, linked: Linked) -> str:
    """The property of a linkage; what has a result as its target has it as its result."""
    target = linked.entities[linkage.object]
    if linkage.property == "hasTarget" and target.type == "Result":
        return "hasResult"
    return linkage.property


def _stages(linked: Linked, iris: Iris) -> Iterator[_Stated]:
    """One stage for each project: where two entities turn out to be one, the surer of theirs."""
    surest = sorted(linked.stages, key=lambda one: (-one.confidence, one.project))
    seen: set[Iri] = set()
    for one in surest:
        project = iris[one.project]
        if project in seen:
            continue
        seen.add(project)
        yield _Stated(
            project,
            "stage",
            PG[one.stage],
            one.sentences,
            one.found_by,
            one.confidence,
        )


def _facts(alike: Sequence[_Stated], linked: Linked, names: Names) -> Triples:
    subject, name, target = alike[0][:3]
    property_ = PG[name]
    iri = names.linkage(subject, name, target)
    surest = max(stated.confidence for stated in alike)
    values: Values = {
        RDF.subject: subject,
        RDF.predicate: property_,
        RDF.object: target,
        PG.confidence: confidence(surest),
        PG.inReport: names.report,
    }
    yield Triple(subject, property_, target)
    yield from types(iri, "Linkage")
    yield from told(iri, values)
    for stated in alike:
        yield Triple(iri, PG.foundBy, finder(stated.found_by, names))
        for index in stated.sentences:
            sentence = linked.report.sentences[index]
            source = names.part("sentence", sentence.span)
            yield Triple(iri, PROV.wasDerivedFrom, source)
