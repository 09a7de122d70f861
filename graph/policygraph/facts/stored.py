"""The facts of one report of a store folder, looked up where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.facts.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.store.report_facts import StoredReport
    from policygraph.terms import Iri, Literal


class StoredFacts(Lookups):
    """What a report in a store says: nothing is read that is not asked for.

    Args:
        stored: The report's graph in the store.
    """

    def __init__(self, stored: StoredReport) -> None:
        self.stored = stored

    def objects(self, subject: str, predicate: str) -> list[Iri | Literal]:
        """All objects of one subject and predicate."""
        return self.stored.values(subject, predicate) if subject else []

    def subjects(self, predicate: str, value: Iri) -> list[Iri]:
        """The subjects whose property has this value, sorted."""
        return self.stored.subjects(predicate, value)

    def pairs(self, predicate: str) -> Iterator[tuple[Iri, Iri | Literal]]:
        """Each subject that has a property, with each of its values."""
        return self.stored.pairs(predicate)

    def counts(self, predicate: str) -> Mapping[str, int]:
        """How often a property has each value, a thing by its IRI."""
        return self.stored.counts(predicate)
