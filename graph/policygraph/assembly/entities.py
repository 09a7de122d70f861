"""Entities as facts: names, kinds, where they lie and what figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import canonical, decimal, named, told, types, year
from policygraph.assembly.identity import is_named
from policygraph.namespaces import DCTERMS, GEO, PG, RDF, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.assembly.facts import Triples, Values
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

    def facts(self) -> Triples:
        """What is said of the entities apart from linkages and mentions, and the place that the report is of."""
        for index, (entity, iri) in enumerate(self._nodes):
            main = self._first[iri] == index
            yield from self._facts_of(entity, iri, main=main)
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
        for entity, iri in self._nodes:
            if entity.type == "Place" and is_named(entity, name):
                return iri
        return own

    def _facts_of(self, entity: Entity, iri: Iri, *, main: bool) -> Triples:
        yield from types(iri, entity.type)
        yield Triple(iri, PG.inReport, self._names.report)
        yield from self._names_of(entity, iri, main=main)
        yield from _known_as(entity, iri)
        if entity.location:
            yield from self._location_facts(iri, entity.location)
        if entity.figure:
            yield from self._figure_facts(iri, entity.figure)

    def _names_of(self, entity: Entity, iri: Iri, *, main: bool) -> Triples:
        """One canonical name in the report's language, the vocabulary's in others, and all other names."""
        concept = self._known(entity.concept) if iri == entity.concept else None
        entry = self._known(entity.entry)
        preferred = self._preferred(iri, concept, entry)
        if main:
            for label in preferred:
                yield Triple(iri, SKOS.prefLabel, label)
        names = (entity.label, *entity.alt_labels)
        others = [named(name, self._language) for name in names]
        if concept:
            others += concept.others
        for other in others:
            if other.value and other not in preferred:
                yield Triple(iri, SKOS.altLabel, other)

    def _preferred(
        self, iri: Iri, concept: KnownConcept | None, entry: KnownConcept | None
    ) -> tuple[Literal, ...]:
        """A thing's own name, a concept's being the vocabulary's, and then its names in other languages."""
        labels: dict[str, Literal] = {}
        known = concept or entry
        if known:
            labels = {label.language: label for label in known.labels}
        own = labels.pop(self._language, None)
        if own is None or concept is None:
            own = self._own_name(iri)
        return (own, *labels.values())

    def _known(self, source: Iri | None) -> KnownConcept | None:
        """What the vocabulary knows of a concept or an entry."""
        if not source:
            return None
        return self._vocabulary.concept(source)

    def _own_name(self, iri: Iri) -> Literal:
        """The name that the report gives a node: the first of its entities bears it."""
        first = self._linked.entities[self._first[iri]]
        return canonical(first.label, self._language)

    def _home_facts(self) -> Triples:
        place = self.home
        if place is None:
            return
        yield Triple(self._names.report, DCTERMS.spatial, place)
        if place in self._first:
            return
        name = self._linked.report.jurisdiction
        label = canonical(name, self._language)
        yield from types(place, "Place")
        yield Triple(place, SKOS.prefLabel, label)
        yield Triple(place, PG.inReport, self._names.report)
        if self._identity.home:
            yield from self._location_facts(place, self._identity.home)

    def _location_facts(self, iri: Iri, location: Location) -> Triples:
        """Where a place lies, as GeoNames knows it.

        Source: OGC GeoSPARQL 1.1, section 8.7 (WKT; longitude first in the default CRS84).
        """
        geometry = self._names.geometry(iri)
        longitude = f"{location.longitude:.{_DEGREE_PLACES}f}"
        latitude = f"{location.latitude:.{_DEGREE_PLACES}f}"
        point = Literal(f"POINT({longitude} {latitude})", GEO.wktLiteral)
        of_place: Values = {SCHEMA.sameAs: location.iri, GEO.hasCentroid: geometry}
        of_geometry: Values = {
            RDF.type: GEO.Geometry,
            GEO.asWKT: point,
            DCTERMS.source: _GEONAMES,
            DCTERMS.license: _CC_BY,
        }
        yield from told(iri, of_place)
        yield from told(geometry, of_geometry)

    def _figure_facts(self, iri: Iri, figure: Figure) -> Triples:
        values: Values = {}
        if figure.comparison:
            values[PG.comparison] = PG[figure.comparison]
        if figure.sort:
            values[PG.sort] = PG[figure.sort]
        if figure.indicator:
            values[PG.indicator] = self._names.span(figure.indicator)
        place = self._place_of(figure)
        if place:
            values[DCTERMS.spatial] = place
        yield from _amounts(iri, figure)
        yield from _unit_facts(iri, figure)
        yield from told(iri, values)

    def _place_of(self, figure: Figure) -> Iri | None:
        """The place that a figure is of: that of the report unless another is named."""
        if figure.place is None:
            return self.home
        return self.iris[figure.place]


def _known_as(entity: Entity, iri: Iri) -> Triples:
    """The concept and the entry of the vocabulary that a thing falls under, where it is not they."""
    concept = entity.concept
    entry = entity.entry
    if concept and concept != iri:
        property_ = SKOS.broader if entity.type == "Industry" else PG.kind
        yield Triple(iri, property_, concept)
    if entry and entry != iri:
        yield Triple(iri, PG.entry, entry)


def _amounts(iri: Iri, figure: Figure) -> Triples:
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


def _unit_facts(iri: Iri, figure: Figure) -> Triples:
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
