"""Entities as facts: names, kinds, where they lie and what figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import canonical, decimal, named, types, year
from policygraph.assembly.identity import is_named
from policygraph.namespaces import DCTERMS, GEO, PG, RDF, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.assembly.identity import Identity
    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Entity, Figure, Linked, Location
    from policygraph.vocabulary import KnownConcept, Vocabulary

_DEGREE_PLACES = 5
"""Places of a coordinate, about a metre: more than GeoNames knows of a town."""

_UNITY = "1"
_GEONAMES = Iri("https://www.geonames.org/")
_CC_BY = Iri("https://creativecommons.org/licenses/by/4.0/")


class Entities:
    """The entities of one report, each under its IRI; what turns out to be one thing has one name and one node.

    Args:
        linked: The report with its entities.
        names: Mints the IRIs.
        identity: Tells which node a thing is.
        vocabulary: Knows the names of concepts and entries in every language.
    """

    def __init__(
        self, linked: Linked, names: Names, identity: Identity, vocabulary: Vocabulary
    ) -> None:
        self._linked = linked
        self._names = names
        self._identity = identity
        self._vocabulary = vocabulary
        self._language = linked.report.language.partition("-")[0] or "en"
        self.iris: Sequence[Iri] = [identity.of(entity) for entity in linked.entities]
        """The node of each entity, in the order of `Linked.entities`."""
        self._first: dict[Iri, int] = {}
        for index, iri in enumerate(self.iris):
            self._first.setdefault(iri, index)

    @property
    def _nodes(self) -> Iterator[tuple[Entity, Iri]]:
        return zip(self._linked.entities, self.iris, strict=True)

    def facts(self) -> Iterator[Triple]:
        """What is said of the entities apart from linkages and mentions, and the place that the report is of."""
        for index, (entity, iri) in enumerate(self._nodes):
            yield from self._facts_of(entity, iri, main=self._first[iri] == index)
        yield from self._home_facts()

    @property
    def home(self) -> Iri | None:
        """The place that the report is of, None where it is unknown."""
        name = self._linked.report.jurisdiction
        if not name.strip():
            return None
        own = self._identity.place(name)
        if own in self._first:
            return own
        bearers = (
            iri
            for entity, iri in self._nodes
            if entity.type == "Place" and is_named(entity, name)
        )
        return next(bearers, own)

    def _facts_of(self, entity: Entity, iri: Iri, *, main: bool) -> Iterator[Triple]:
        yield from types(iri, entity.type)
        yield Triple(iri, PG.inReport, self._names.report)
        yield from self._names_of(entity, iri, main=main)
        yield from _known_as(entity, iri)
        if entity.location:
            yield from self._location_facts(iri, entity.location)
        if entity.figure:
            yield from self._figure_facts(iri, entity.figure)

    def _names_of(self, entity: Entity, iri: Iri, *, main: bool) -> Iterator[Triple]:
        """One canonical name in the report's language, the vocabulary's in others, and all other names."""
        concept = self._known(entity.concept) if iri == entity.concept else None
        preferred = self._preferred(iri, concept, self._known(entity.entry))
        if main:
            for label in preferred:
                yield Triple(iri, SKOS.prefLabel, label)
        others = [
            named(name, self._language) for name in (entity.label, *entity.alt_labels)
        ]
        others += concept.others if concept else ()
        for other in others:
            if other.value and other not in preferred:
                yield Triple(iri, SKOS.altLabel, other)

    def _preferred(
        self, iri: Iri, concept: KnownConcept | None, entry: KnownConcept | None
    ) -> tuple[Literal, ...]:
        """A thing's own name, a concept's being the vocabulary's, and then its names in other languages."""
        known = concept or entry
        labels = {label.language: label for label in known.labels} if known else {}
        given = labels.pop(self._language, None)
        own = given if concept and given else self._own_name(iri)
        return (own, *labels.values())

    def _known(self, source: Iri | None) -> KnownConcept | None:
        """What the vocabulary knows of a concept or an entry."""
        return self._vocabulary.concept(source) if source else None

    def _own_name(self, iri: Iri) -> Literal:
        """The name that the report gives a node: the first of its entities bears it."""
        first = self._linked.entities[self._first[iri]]
        return canonical(first.label, self._language)

    def _home_facts(self) -> Iterator[Triple]:
        place, report = self.home, self._linked.report
        if place is None:
            return
        yield Triple(self._names.report, DCTERMS.spatial, place)
        if place not in self._first:
            yield from types(place, "Place")
            yield Triple(
                place, SKOS.prefLabel, canonical(report.jurisdiction, self._language)
            )
            yield Triple(place, PG.inReport, self._names.report)
            if self._identity.home:
                yield from self._location_facts(place, self._identity.home)

    def _location_facts(self, iri: Iri, location: Location) -> Iterator[Triple]:
        """Where a place lies, as GeoNames knows it.

        Source: OGC GeoSPARQL 1.1, section 8.7 (WKT; longitude first in the default CRS84).
        """
        geometry = self._names.geometry(iri)
        point = f"POINT({location.longitude:.{_DEGREE_PLACES}f} {location.latitude:.{_DEGREE_PLACES}f})"
        yield Triple(iri, SCHEMA.sameAs, location.iri)
        yield Triple(iri, GEO.hasCentroid, geometry)
        yield Triple(geometry, RDF.type, GEO.Geometry)
        yield Triple(geometry, GEO.asWKT, Literal(point, GEO.wktLiteral))
        yield Triple(geometry, DCTERMS.source, _GEONAMES)
        yield Triple(geometry, DCTERMS.license, _CC_BY)

    def _figure_facts(self, iri: Iri, figure: Figure) -> Iterator[Triple]:
        yield from _amounts(iri, figure)
        yield from _unit_facts(iri, figure)
        if figure.comparison:
            yield Triple(iri, PG.comparison, PG[figure.comparison])
        if figure.sort:
            yield Triple(iri, PG.sort, PG[figure.sort])
        if figure.indicator:
            yield Triple(iri, PG.indicator, self._names.span(figure.indicator))
        place = self.home if figure.place is None else self.iris[figure.place]
        if place:
            yield Triple(iri, DCTERMS.spatial, place)


def _known_as(entity: Entity, iri: Iri) -> Iterator[Triple]:
    """The concept and the entry of the vocabulary that a thing falls under, where it is not they."""
    if entity.concept and iri != entity.concept:
        property_ = SKOS.broader if entity.type == "Industry" else PG.kind
        yield Triple(iri, property_, entity.concept)
    if entity.entry and iri != entity.entry:
        yield Triple(iri, PG.entry, entity.entry)


def _amounts(iri: Iri, figure: Figure) -> Iterator[Triple]:
    """The numbers of a figure, and the years that they are for."""
    numbers = {
        SCHEMA.value: figure.value,
        SCHEMA.minValue: figure.least,
        SCHEMA.maxValue: figure.most,
        PG.baselineValue: figure.baseline_value,
    }
    for property_, number in numbers.items():
        if number is not None:
            yield Triple(iri, property_, decimal(number))
    years = {PG.year: figure.year, PG.baselineYear: figure.baseline_year}
    for property_, date in years.items():
        if date is not None:
            yield Triple(iri, property_, year(date))


def _unit_facts(iri: Iri, figure: Figure) -> Iterator[Triple]:
    """A number's unit; a number that counts nothing in particular has that of UCUM's unity, no number none."""
    unit = figure.unit
    code = figure.unit_code
    counts = figure.value is not None or figure.least is not None
    if not counts:
        unit = ""
    elif not unit:
        unit = _UNITY
        code = code or _UNITY
    texts = {SCHEMA.unitText: unit, SCHEMA.unitCode: code, PG.currency: figure.currency}
    for property_, text in texts.items():
        if text:
            yield Triple(iri, property_, Literal(text))
