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
    counts = Counter(classes.values())
    counts["Linkage"] = len(linked)
    degrees = Counter(one.subject for one in linked)
    degrees.update(one.object for one in linked)
    entities = []
    for node, degree in degrees.items():
        class_ = classes.get(node)
        if class_ in CLASSES:
            label = facts.label(node)
            entities.append(LinkedEntity(label, class_, degree))
    entities.sort(key=_most_linked_first)
    counted = {name: counts[name] for name in COUNTED}
    return Summary(counted, tuple(entities[:most]))


def _most_linked_first(one: LinkedEntity) -> tuple[int, str, str]:
    return -one.linkages, one.label, one.type
