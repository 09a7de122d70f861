"""Entities and the linkages between them as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import confidence, decimal, english, named, types, year
from policygraph.assembly.spans import finder
from policygraph.errors import GraphError
from policygraph.namespaces import FIGURES, GEO, PG, PROV, RDF, RDFS, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Entity, Figure, Linkage, Linked, Location
    from policygraph.report.model import Report

_DEGREE_PLACES = 5
"""Places of a coordinate, about a metre: more than GeoNames knows of a town."""


def entity_iri(entity: Entity, linked: Linked, names: Names) -> Iri:
    """The IRI of an entity: by class and name, of a figure by report and offsets.

    Raises:
        GraphError: A figure that no words of the report name.
    """
    if entity.type not in FIGURES:
        return names.entity(entity.type, " ".join(entity.label.split()), entity.discriminator)
    if not entity.mentions:
        raise GraphError(
            f"the {entity.type.lower()} '{entity.label}' stands nowhere in the report", expected="a mention of it"
        )
    return names.part(entity.type.lower(), min(linked.extraction.mentions[index].span for index in entity.mentions))


def entity_facts(entity: Entity, iri: Iri, names: Names) -> Iterator[Triple]:
    """What is said of one entity apart from its linkages and mentions."""
    label = english(entity.label)
    yield from types(iri, entity.type)
    yield Triple(iri, SKOS.prefLabel, label)
    yield Triple(iri, PG.inReport, names.report)
    for alias in entity.alt_labels:
        other = named(alias)
        if other.value and other != label:
            yield Triple(iri, SKOS.altLabel, other)
    if entity.concept:
        yield Triple(iri, SKOS.broader if entity.type == "Industry" else PG.kind, entity.concept)
    if entity.entry:
        yield Triple(iri, RDFS.seeAlso, entity.entry)
    if entity.stage and entity.type == "Project":
        yield Triple(iri, PG.stage, PG[entity.stage])
    if entity.location:
        yield from _location_facts(iri, entity.location, names)
    if entity.figure:
        yield from _figure_facts(iri, entity.figure, names)


def jurisdiction_facts(
    report: Report, entities: Sequence[Entity], iris: Sequence[Iri], names: Names
) -> Iterator[Triple]:
    """The place that the report is about: the entity of that name or, where none bears it, the bare place."""
    sought = " ".join(report.jurisdiction.split())
    if not sought:
        return
    bearers = (
        iri
        for entity, iri in zip(entities, iris, strict=True)
        if entity.type == "Place"
        and sought.casefold() in {name.casefold() for name in (entity.label, *entity.alt_labels)}
    )
    place = next(bearers, None)
    if place is None:
        place = names.entity("Place", sought)
        yield from types(place, "Place")
        yield Triple(place, SKOS.prefLabel, english(sought))
        yield Triple(place, PG.inReport, names.report)
    yield Triple(names.report, PG.jurisdiction, place)


def linkage_facts(linkage: Linkage, iris: Sequence[Iri], report: Report, names: Names) -> Iterator[Triple]:
    """A linkage: the direct triple, and the statement that carries its evidence."""
    subject, target, property_ = iris[linkage.subject], iris[linkage.object], PG[linkage.property]
    yield Triple(subject, property_, target)
    iri = names.linkage(subject, linkage.property, target)
    yield from types(iri, "Linkage")
    yield Triple(iri, RDF.subject, subject)
    yield Triple(iri, RDF.predicate, property_)
    yield Triple(iri, RDF.object, target)
    for sentence in linkage.sentences:
        yield Triple(iri, PROV.wasDerivedFrom, names.part("sentence", report.sentences[sentence].span))
    yield Triple(iri, PG.foundBy, finder(linkage.found_by))
    yield Triple(iri, PG.confidence, confidence(linkage.confidence))
    yield Triple(iri, PG.inReport, names.report)


def _location_facts(iri: Iri, location: Location, names: Names) -> Iterator[Triple]:
    """Where a place lies, as GeoNames knows it.

    Source: OGC GeoSPARQL 1.1, section 8.7 (WKT; longitude first in the default CRS84).
    """
    geometry = names.geometry(iri)
    point = f"POINT({location.longitude:.{_DEGREE_PLACES}f} {location.latitude:.{_DEGREE_PLACES}f})"
    yield Triple(iri, SKOS.exactMatch, location.iri)
    yield Triple(iri, GEO.hasGeometry, geometry)
    yield Triple(geometry, RDF.type, GEO.Geometry)
    yield Triple(geometry, GEO.asWKT, Literal(point, GEO.wktLiteral))


def _figure_facts(iri: Iri, figure: Figure, names: Names) -> Iterator[Triple]:
    values = ((SCHEMA.value, figure.value), (SCHEMA.minValue, figure.least), (SCHEMA.maxValue, figure.most))
    yield from (Triple(iri, property_, decimal(value)) for property_, value in values if value is not None)
    if figure.comparison:
        yield Triple(iri, PG.comparison, PG[figure.comparison])
    if figure.unit:
        yield Triple(iri, SCHEMA.unitText, Literal(figure.unit))
    if figure.currency:
        yield Triple(iri, PG.currency, Literal(figure.currency))
    if figure.year is not None:
        yield Triple(iri, PG.year, year(figure.year))
    yield from _observation_facts(iri, figure, names)


def _observation_facts(iri: Iri, figure: Figure, names: Names) -> Iterator[Triple]:
    """What a figure is of, of which sort, and what it starts from."""
    if figure.sort:
        yield Triple(iri, PG.sort, PG[figure.sort])
    if figure.indicator:
        yield Triple(iri, PG.indicator, names.span(figure.indicator))
    if figure.baseline_value is not None:
        yield Triple(iri, PG.baselineValue, decimal(figure.baseline_value))
    if figure.baseline_year is not None:
        yield Triple(iri, PG.baselineYear, year(figure.baseline_year))
