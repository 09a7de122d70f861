"""What a graph holds, counted, so that a person can see at a glance what was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES, PG, RDF, SKOS
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.terms import Triple

COUNTED = ("KeyTask", "SubTask", "Measure", *CLASSES, "Linkage")
"""The classes that a summary counts, by their local names, in the order in which it shows them."""


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """An entity and the number of linkages that it is an end of."""

    label: str
    type: str
    linkages: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by class, and the entities with most linkages, most first."""

    counts: Mapping[str, int]
    most_linked: tuple[LinkedEntity, ...]

    @property
    def entities(self) -> int:
        """The number of entities of all classes."""
        return sum(self.counts[name] for name in CLASSES)

    @property
    def tasks(self) -> int:
        """The number of tasks of all levels."""
        return self.counts["KeyTask"] + self.counts["SubTask"] + self.counts["Measure"]


def summarise(triples: Iterable[Triple], *, most: int = 8) -> Summary:
    """The counts of a graph.

    Args:
        triples: The graph.
        most: How many of the most linked entities to name.

    Example:
        >>> from policygraph.namespaces import BASE
        >>> from policygraph.terms import Triple
        >>> summarise([Triple(BASE.oldtown, RDF.type, PG.Place)]).counts["Place"]
        1
    """
    types: defaultdict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    degrees: Counter[str] = Counter()
    for subject, predicate, value in triples:
        if predicate == RDF.type:
            types[str(value)].add(subject)
        elif predicate == SKOS.prefLabel and isinstance(value, Literal):
            if value.language == "en" or subject not in labels:  # the report's language before others
                labels[subject] = value.value
        elif predicate in (RDF.subject, RDF.object) and isinstance(value, Iri):
            degrees[value] += 1
    classes = {node: name for name in CLASSES for node in types[PG[name]]}
    linked = sorted(
        (
            LinkedEntity(labels.get(node, node), classes[node], degree)
            for node, degree in degrees.items()
            if node in classes
        ),
        key=lambda entity: (-entity.linkages, entity.label, entity.type),
    )
    return Summary({name: len(types[PG[name]]) for name in COUNTED}, tuple(linked[:most]))
