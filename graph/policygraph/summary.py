"""What a graph holds, counted, so that a person can see at a glance what was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES, PG, RDF, SKOS, TASKS
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        >>> from policygraph.namespaces import BASE
        >>> from policygraph.terms import Triple
        >>> summarise([Triple(BASE.oldtown, RDF.type, PG.Place)]).counts["Place"]
        1
    """
    tallies = _Tallies()
    for triple in triples:
        tallies.add(triple)
    counts = {name: tallies.counted(name) for name in COUNTED}
    linked = sorted(
        tallies.linked(),
        key=lambda entity: (-entity.linkages, entity.label, entity.type),
    )
    return Summary(counts, tuple(linked[:most]))


class _Tallies:
    """What is counted of a graph, triple by triple."""

    def __init__(self) -> None:
        self.members: defaultdict[str, set[str]] = defaultdict(set)
        self._of_one_thing: set[str] = set()
        self._labels: dict[str, str] = {}
        self._ends: list[tuple[str, str]] = []

    def add(self, triple: Triple) -> None:
        """Counts one more triple."""
        subject, predicate, value = triple
        if predicate == RDF.type:
            self.members[str(value)].add(subject)
        elif predicate == SKOS.prefLabel and isinstance(value, Literal):
            self._name(subject, value)
        elif predicate in (RDF.subject, RDF.object) and isinstance(value, Iri):
            self._ends.append((subject, value))
        elif predicate == RDF.predicate and value == PG.stage:
            self._of_one_thing.add(subject)

    def counted(self, name: str) -> int:
        """How many there are of a class."""
        return len(self.members[PG[name]] - self._of_one_thing)

    def linked(self) -> Iterator[LinkedEntity]:
        """The entities that some linkage has for an end, in no order."""
        classes = {node: name for name in CLASSES for node in self.members[PG[name]]}
        degrees = Counter(
            end for statement, end in self._ends if statement not in self._of_one_thing
        )
        for node, degree in degrees.items():
            if node in classes:
                yield LinkedEntity(self._labels.get(node, node), classes[node], degree)

    def _name(self, subject: str, label: Literal) -> None:
        if (
            label.language == "en" or subject not in self._labels
        ):  # the report's language before others
            self._labels[subject] = label.value
