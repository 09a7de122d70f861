"""Statements with their evidence: the linkages between entities, and how far projects have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.assembly.facts import confidence, types
from policygraph.assembly.finders import finder
from policygraph.namespaces import PG, PROV, RDF
from policygraph.terms import Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Linked


class _Stated(NamedTuple):
    """What one finder says: the statement, the sentences that state it, and how sure it is."""

    subject: Iri
    property: str
    object: Iri
    sentences: tuple[int, ...]
    found_by: str
    confidence: float


def statement_facts(
    linked: Linked, iris: Sequence[Iri], names: Names
) -> Iterator[Triple]:
    """The direct triples and, for each, one statement with every sentence that states it.

    Where two findings say the same, the sentences of both count, and the surer one's confidence.
    """
    together: dict[tuple[Iri, str, Iri], list[_Stated]] = {}
    for stated in (*_linkages(linked, iris), *_stages(linked, iris)):
        if stated.subject != stated.object:
            together.setdefault(stated[:3], []).append(stated)
    for alike in together.values():
        yield from _facts(alike, linked, names)


def _linkages(linked: Linked, iris: Sequence[Iri]) -> Iterable[_Stated]:
    for one in linked.linkages:
        to_result = (
            one.property == "hasTarget" and linked.entities[one.object].type == "Result"
        )
        property_ = "hasResult" if to_result else one.property
        yield _Stated(
            iris[one.subject],
            property_,
            iris[one.object],
            one.sentences,
            one.found_by,
            one.confidence,
        )


def _stages(linked: Linked, iris: Sequence[Iri]) -> Iterable[_Stated]:
    """One stage for each project: where two entities turn out to be one, the surer of theirs."""
    surest = sorted(linked.stages, key=lambda one: (-one.confidence, one.project))
    seen: set[Iri] = set()
    for one in surest:
        project = iris[one.project]
        if project not in seen:
            seen.add(project)
            yield _Stated(
                project,
                "stage",
                PG[one.stage],
                one.sentences,
                one.found_by,
                one.confidence,
            )


def _facts(alike: Sequence[_Stated], linked: Linked, names: Names) -> Iterator[Triple]:
    subject, name, target = alike[0][:3]
    iri = names.linkage(subject, name, target)
    yield Triple(subject, PG[name], target)
    yield from types(iri, "Linkage")
    yield Triple(iri, RDF.subject, subject)
    yield Triple(iri, RDF.predicate, PG[name])
    yield Triple(iri, RDF.object, target)
    for stated in alike:
        for sentence in stated.sentences:
            source = names.part("sentence", linked.report.sentences[sentence].span)
            yield Triple(iri, PROV.wasDerivedFrom, source)
        yield Triple(iri, PG.foundBy, finder(stated.found_by, names))
    yield Triple(
        iri, PG.confidence, confidence(max(stated.confidence for stated in alike))
    )
    yield Triple(iri, PG.inReport, names.report)
