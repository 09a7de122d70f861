"""Which node of the data a thing is: what is known of it decides, and never its name alone.

A place that GeoNames knows has an IRI from its id; an industry that the scheme of concepts knows is its concept; what a
vocabulary names goes by the vocabulary's entry. Anything else is keyed by its class, its folded name and the place that
the report is of or, where GeoNames does not know that place, the report: so two ministries of finance are two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.linking.english import activity_key, key
from policygraph.linking.places import locate, read_context
from policygraph.namespaces import CONCEPT, FIGURES, GEONAMES, LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Entity, Linked, Location
    from policygraph.terms import Iri
    from policygraph.vocabulary import Vocabulary


class Identity:
    """Names the entities of one report.

    Args:
        linked: The report with its entities.
        names: Mints the IRIs.
        vocabulary: Knows the concepts and the entries.
    """

    def __init__(self, linked: Linked, names: Names, vocabulary: Vocabulary) -> None:
        self._linked = linked
        self._names = names
        self._vocabulary = vocabulary
        self.home = _home(linked)
        """Where the place that the report is of lies, None where that is unknown."""
        self._scope = f"place-{_geonames(self.home)}" if self.home else names.key

    def of(self, entity: Entity) -> Iri:
        """The node of an entity.

        Raises:
            GraphError: A figure that no words of the report name.
        """
        if entity.type in FIGURES:
            return self._figure(entity)
        if entity.location and entity.type == "Place":
            return self._names.place(_geonames(entity.location))
        concept = self.concept(entity)
        if concept:
            return concept
        if entity.entry:
            entry = entry_key(entity.entry)
            return self._names.known(entity.type, entity.label, entry)
        return self._names.entity(
            entity.type, _folded(entity), entity.discriminator, self._scope
        )

    def place(self, name: str) -> Iri:
        """The node of the place that the report is of, by its name."""
        if self.home:
            return self._names.place(_geonames(self.home))
        return self._names.entity("Place", key(name) or name, "", self._scope)

    def concept(self, entity: Entity) -> Iri | None:
        """The concept that an industry is, None where it only falls under one, or under none."""
        if entity.type != "Industry" or not entity.concept:
            return None
        known = self._vocabulary.concept(entity.concept)
        if known is None:
            return None
        names = (*known.labels, *known.others)
        own = {activity_key(name.value) for name in names}
        if activity_key(entity.label) not in own:
            return None
        return known.iri

    def _figure(self, entity: Entity) -> Iri:
        if not entity.mentions:
            kind = entity.type.lower()
            raise GraphError(
                f"the {kind} '{entity.label}' stands nowhere in the report",
                expected="a mention of it",
            )
        mentions = self._linked.extraction.mentions
        first = min(mentions[index].span for index in entity.mentions)
        return self._names.part(entity.type, first)


def _folded(entity: Entity) -> str:
    """An entity's name as it is compared; as it stands where nothing of it is left so."""
    fold = activity_key if entity.type == "Industry" else key
    return fold(entity.label) or entity.label


def entry_key(entry: Iri) -> str:
    """What tells a vocabulary's entry from one of the same name: nothing in those that are shipped."""
    if entry.startswith((LEXICON, CONCEPT)):
        return ""
    return str(entry)


def is_named(entity: Entity, name: str) -> bool:
    """Whether an entity bears a name, whatever its case and white space."""
    sought = " ".join(name.split()).casefold()
    return sought in {own.casefold() for own in (entity.label, *entity.alt_labels)}


def _home(linked: Linked) -> Location | None:
    name = " ".join(linked.report.jurisdiction.split())
    if not name:
        return None
    places = [entity for entity in linked.entities if entity.type == "Place"]
    stated = _stated(name, places)
    if stated:
        return stated
    context = read_context(name, [place.label for place in places])
    return locate(name, context)


def _stated(name: str, places: Iterable[Entity]) -> Location | None:
    """Where the first of some places lies that bears a name and lies somewhere."""
    for place in sorted(places, key=lambda place: bool(place.discriminator)):
        if place.location and is_named(place, name):
            return place.location
    return None


def _geonames(location: Location) -> str:
    return location.iri.removeprefix(GEONAMES).strip("/")
