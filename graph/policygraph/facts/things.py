"""Entities, tasks and reports, and the linkages between them, read from triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.facts.lookups import local_name
from policygraph.facts.model import TYPES, Linkage, Thing
from policygraph.namespaces import (
    CLASSES,
    DCTERMS,
    GEO,
    NIF,
    PG,
    PROV,
    RDF,
    RDFS,
    RELATIONS,
    SCHEMA,
    SKOS,
    STATEMENTS,
)
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.facts.lookups import Lookups

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
_OF_TASK = {"isPartOf": DCTERMS.isPartOf, "concerns": PG.concerns}
_NAMES = (SKOS.prefLabel, SKOS.altLabel, RDFS.label)
_SORTS = {"comparison": PG.comparison, "sort": PG.sort}
_NAMED = {"indicator": PG.indicator, "actor": PG.actor, "place": DCTERMS.spatial}
"""What leads to another thing, which is told by its words or its name."""


def type_of(facts: Lookups, iri: str) -> str:
    """The class of a thing, by its local name; empty where it is of none of `TYPES`."""
    found = {
        _CLASSES[value] for value in facts.objects(iri, RDF.type) if value in _CLASSES
    }
    return min(found, key=TYPES.index) if found else ""


def things(facts: Lookups, types: Iterable[str] = TYPES) -> Iterator[Thing]:
    """The things of these classes, by IRI.

    Example:
        >>> from policygraph.facts.index import Facts
        >>> from policygraph.terms import Iri, Literal, Triple
        >>> town = Iri("urn:town")
        >>> stated = [Triple(town, RDF.type, PG.Place), Triple(town, SKOS.prefLabel, Literal("Ford", language="en"))]
        >>> [(thing.type, thing.label) for thing in things(Facts(stated))]
        [('Place', 'Ford')]
    """
    for iri, name in members(facts, types):
        yield thing(facts, iri, name)


def members(facts: Lookups, types: Iterable[str] = TYPES) -> Iterator[tuple[Iri, str]]:
    """What is of one of these classes, by IRI, each with its class."""
    wanted = frozenset(types)
    last = max(map(TYPES.index, wanted), default=-1)
    classes: dict[Iri, str] = {}
    for name in reversed(TYPES[: last + 1]):  # of two classes, the first counts
        classes |= dict.fromkeys(facts.subjects(RDF.type, PG[name]), name)
    yield from (
        (iri, classes[iri]) for iri in sorted(classes) if classes[iri] in wanted
    )


def entity_class(facts: Lookups, iri: str) -> str:
    """The one class of entity that a thing is of, through the subclasses that the graph states; else empty."""
    found = set(facts.iris(iri, RDF.type))
    queue = list(found)
    while queue:
        above = set(facts.iris(queue.pop(), RDFS.subClassOf)) - found
        found |= above
        queue.extend(above)
    names = [name for name in CLASSES if PG[name] in found]
    return names[0] if len(names) == 1 else ""


def names_of(facts: Lookups, iri: str) -> tuple[str, ...]:
    """All names of a thing: its labels, then its other names, each time those in the facts' language first."""
    named = (facts.literals(iri, name) for name in _NAMES)
    return tuple(one.value for literals in named for one in literals)


def identified(facts: Lookups) -> set[Iri]:
    """What is known by more than its name: by other data, or by an entry of a vocabulary."""
    return {iri for known in (SCHEMA.sameAs, PG.entry) for iri, _ in facts.pairs(known)}


def thing(facts: Lookups, iri: Iri, type_: str) -> Thing:
    """What is stated of one thing of a class."""
    return Thing(
        iri=iri,
        type=type_,
        label=facts.label(iri),
        other_names=_other_names(facts, iri),
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


def _other_names(facts: Lookups, iri: str) -> tuple[str, ...]:
    """The names of a thing without the label that it is shown by."""
    further = facts.literals(iri, SKOS.prefLabel)[1:]
    names = further + facts.literals(iri, SKOS.altLabel)
    return tuple(dict.fromkeys(name.value for name in names))


def linkages(facts: Lookups) -> Iterator[Linkage]:
    """The linkages that the graph states with their evidence, by IRI."""
    for iri in facts.with_property(RDF.predicate):
        yield from _linkage(facts, iri)


def linkages_by(facts: Lookups, name: str) -> Iterator[Linkage]:
    """The linkages of one property, by its local name."""
    for iri in facts.subjects(RDF.predicate, PG[name]):
        yield from _linkage(facts, iri)


def _linkage(facts: Lookups, iri: Iri) -> Iterator[Linkage]:
    """A linkage, if its ends are told."""
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


def direct(facts: Lookups, iri: str) -> Iterator[tuple[str, Iri]]:
    """Where a thing's direct triples lead, each with the local name of its property."""
    for name in RELATIONS:
        for target in facts.iris(iri, PG[name]):
            yield name, target


def direct_by(facts: Lookups, name: str) -> Iterator[tuple[Iri, Iri]]:
    """The ends of all direct triples of a property, by its local name."""
    for iri, target in facts.pairs(PG[name]):
        if isinstance(target, Iri):
            yield iri, target


def of_task(facts: Lookups, task: str) -> Iterator[tuple[str, Iri]]:
    """What a task is part of and what it concerns, each with the local name of the property."""
    for name, property_ in _OF_TASK.items():
        for target in facts.iris(task, property_):
            yield name, target


def stages(facts: Lookups) -> dict[Iri, str]:
    """The stages of measures and projects, by their local names."""
    found: dict[Iri, str] = {}
    for iri, stage in facts.pairs(PG.stage):
        told = local_name(str(stage))
        found[iri] = min(told, found.get(iri, told))
    return found


def confidence(facts: Lookups, iri: str, property_: Iri) -> float | None:
    """How sure something is, from 0 to 1; None where the graph does not say, or says something else."""
    try:
        stated = float(facts.text(iri, property_))
    except ValueError:
        return None
    return stated if 0 <= stated <= 1 else None


def _local(iri: str) -> str:
    return local_name(iri) if iri else ""


def indicator_of(facts: Lookups, iri: str) -> str:
    """The words that say what a figure counts; empty where the text has none."""
    return facts.text(facts.iri(iri, PG.indicator), NIF.anchorOf)


def values_of(facts: Lookups, iri: str) -> dict[str, str]:
    """What else is told of a thing, by name; see `Thing.values`."""
    return dict(_values(facts, iri))


def _values(facts: Lookups, iri: str) -> Iterator[tuple[str, str]]:
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


def _point(facts: Lookups, iri: str) -> tuple[float, float] | None:
    for shape in (iri, *facts.iris(iri, GEO.hasCentroid)):
        found = _POINT.search(facts.text(shape, GEO.asWKT))
        if found:
            return float(found[1]), float(found[2])
    return None
