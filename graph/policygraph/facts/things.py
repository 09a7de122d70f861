"""Entities, tasks and reports, and the linkages between them, read from triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.facts.index import local_name
from policygraph.facts.model import TYPES, Linkage, Thing
from policygraph.namespaces import (
    DCTERMS,
    GEO,
    NIF,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    STATEMENTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.facts.index import Facts
    from policygraph.terms import Iri

_CLASSES = {str(PG[name]): name for name in TYPES}
_STATEMENTS = {str(PG[name]): name for name in STATEMENTS}
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_VALUES = {
    "value": SCHEMA.value,
    "least": SCHEMA.minValue,
    "most": SCHEMA.maxValue,
    "unit": SCHEMA.unitText,
    "currency": PG.currency,
    "year": PG.year,
    "baseline": PG.baselineValue,
    "baseline year": PG.baselineYear,
    "deadline": PG.deadline,
    "date": DCTERMS.date,
    "speaker": PG.speaker,
}


_SORTS = {"comparison": PG.comparison, "sort": PG.sort}
_NAMED = {"indicator": PG.indicator, "actor": PG.actor, "place": DCTERMS.spatial}
"""What leads to another thing, which is told by its words or its name."""


def type_of(facts: Facts, iri: str) -> str:
    """The class of a thing, by its local name; empty where it is of none of `TYPES`."""
    found = {
        _CLASSES[value] for value in facts.objects(iri, RDF.type) if value in _CLASSES
    }
    return min(found, key=TYPES.index) if found else ""


def things(facts: Facts, types: Iterable[str] = TYPES) -> Iterator[Thing]:
    """The things of these classes, by IRI.

    Example:
        >>> from policygraph.facts.index import Facts
        >>> from policygraph.terms import Iri, Literal, Triple
        >>> town = Iri("urn:town")
        >>> stated = [Triple(town, RDF.type, PG.Place), Triple(town, SKOS.prefLabel, Literal("Ford", language="en"))]
        >>> [(thing.type, thing.label) for thing in things(Facts(stated))]
        [('Place', 'Ford')]
    """
    wanted = frozenset(types)
    for iri in facts.with_property(RDF.type):
        name = type_of(facts, iri)
        if name in wanted:
            yield thing(facts, iri, name)


def thing(facts: Facts, iri: Iri, type_: str) -> Thing:
    """What is stated of one thing of a class."""
    labels = facts.literals(iri, SKOS.prefLabel)[1:] + facts.literals(
        iri, SKOS.altLabel
    )
    return Thing(
        iri=iri,
        type=type_,
        label=facts.label(iri),
        other_names=tuple(dict.fromkeys(label.value for label in labels)),
        number=facts.text(iri, PG.number),
        stage=_local(facts.iri(iri, PG.stage)),
        action=facts.iri(iri, PG.action),
        kinds=(*facts.iris(iri, DCTERMS["type"]), *facts.iris(iri, PG.kind)),
        broader=tuple(facts.iris(iri, SKOS.broader)),
        entries=tuple(facts.iris(iri, PG.entry)),
        matches=tuple(facts.iris(iri, SCHEMA.sameAs)),
        about=tuple(facts.iris(iri, DCTERMS.spatial)),
        above=tuple(facts.iris(iri, DCTERMS.isPartOf)),
        reports=tuple(facts.iris(iri, PG.inReport)),
        sentences=tuple(facts.iris(iri, PROV.wasDerivedFrom)),
        point=_point(facts, iri),
        values=tuple(_values(facts, iri)),
    )


def linkages(facts: Facts) -> Iterator[Linkage]:
    """The linkages that the graph states with their evidence, by IRI."""
    for iri in facts.with_property(RDF.predicate):
        name = _STATEMENTS.get(facts.iri(iri, RDF.predicate))
        subject, target = facts.iri(iri, RDF.subject), facts.iri(iri, RDF.object)
        if name and subject and target:
            yield Linkage(
                iri=iri,
                subject=subject,
                property=name,
                object=target,
                confidence=confidence(facts, iri, PG.confidence),
                found_by=tuple(facts.iris(iri, PG.foundBy)),
                sentences=tuple(facts.iris(iri, PROV.wasDerivedFrom)),
            )


def confidence(facts: Facts, iri: str, property_: Iri) -> float | None:
    """How sure something is, from 0 to 1; None where the graph does not say, or says something else."""
    try:
        stated = float(facts.text(iri, property_))
    except ValueError:
        return None
    return stated if 0 <= stated <= 1 else None


def _local(iri: str) -> str:
    return local_name(iri) if iri else ""


def _values(facts: Facts, iri: str) -> Iterator[tuple[str, str]]:
    for name, property_ in _VALUES.items():
        text = facts.text(iri, property_)
        if text:
            yield name, text
    for name, property_ in _SORTS.items():
        found = facts.iri(iri, property_)
        if found:
            yield name, local_name(found)
    for name, property_ in _NAMED.items():
        words = [
            facts.text(other, NIF.anchorOf) or facts.label(other)
            for other in facts.iris(iri, property_)
        ]
        if words:
            yield name, "; ".join(words)


def _point(facts: Facts, iri: str) -> tuple[float, float] | None:
    for shape in (iri, *facts.iris(iri, GEO.hasCentroid)):
        found = _POINT.search(facts.text(shape, GEO.asWKT))
        if found:
            return float(found[1]), float(found[2])
    return None
