"""What a graph holds, counted, so that a person can see at a glance what was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts import Facts, linkages, members
from policygraph.namespaces import CLASSES, RELATIONS, TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.terms import Triple

COUNTED = (*TASKS, *CLASSES, "Linkage")
"""What a summary counts, by the local names of the classes, in the order in which it shows them.

A linkage is counted where it links two things: that a project is underway is told of one alone.
"""


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
        return sum(self.counts[name] for name in TASKS)


def summarise(triples: Iterable[Triple], *, most: int = 8) -> Summary:
    """The counts of a graph.

    Args:
        triples: The graph.
        most: How many of the most linked entities to name.

    Example:
        >>> from policygraph.namespaces import BASE, PG, RDF
        >>> from policygraph.terms import Triple
        >>> summarise([Triple(BASE.oldtown, RDF.type, PG.Place)]).counts["Place"]
        1
    """
    facts = Facts(triples)
    classes = dict(members(facts, (*TASKS, *CLASSES)))
    linked = [one for one in linkages(facts) if one.property in RELATIONS]
    counts = Counter(classes.values()) | Counter(Linkage=len(linked))
    degrees = Counter(end for one in linked for end in (one.subject, one.object))
    entities = [
        LinkedEntity(facts.label(node), classes[node], degree)
        for node, degree in degrees.items()
        if classes.get(node) in CLASSES
    ]
    entities.sort(key=lambda one: (-one.linkages, one.label, one.type))
    return Summary({name: counts[name] for name in COUNTED}, tuple(entities[:most]))
