"""What stands on the first page: the things that most linkages lead to, by class, and the largest sums."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.facts import listed as facts
from policygraph.web.together import size_of

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph

_GROUPS = {
    "Industry": "Industries",
    "Project": "Projects",
    "Place": "Places",
    "Institution": "Institutions",
}
_FIRST = 8
_MOST_TRIPLES = 3_000_000
_CANDIDATES = 400


@dataclass(frozen=True, slots=True)
class Top:
    """A thing among the most linked, by its IRI and name."""

    iri: str
    label: str
    linkages: int


def most_linked(graph: LocalGraph) -> dict[str, tuple[Top, ...]]:
    """The most linked things by what their class is called; nothing of a graph too large to count for each visitor."""
    if size_of(graph) > _MOST_TRIPLES:
        return {}
    return _counted(graph)


@lru_cache(maxsize=2)
def _counted(graph: LocalGraph) -> dict[str, tuple[Top, ...]]:
    """The graph that is served does not change: it is counted once in each process."""
    found: dict[str, list[Top]] = {class_: [] for class_ in _GROUPS}
    for one in facts.most_linked(graph, _GROUPS, _CANDIDATES):
        group = found[one.type]
        if len(group) < _FIRST:
            label = facts.name_in(graph, one.thing)
            group.append(Top(one.thing, label, one.linkages))
    groups = {}
    for class_, title in _GROUPS.items():
        if found[class_]:
            groups[title] = tuple(found[class_])
    return groups
