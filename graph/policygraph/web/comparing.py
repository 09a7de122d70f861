"""Two key tasks side by side: what each of them concerns, and what both do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts.listed import concerns_in, key_tasks_in
from policygraph.queries.parameters import iri_in

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph

_MOST = 2000
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """A key task that can be chosen, with the IRIs of its reports."""

    iri: str
    label: str
    number: str
    reports: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its number and name."""
        if not self.number:
            return self.label
        return f"({self.number}) {self.label}"


@dataclass(frozen=True, slots=True)
class Side:
    """A column of the comparison: a heading and things by IRI and name."""

    title: str
    things: tuple[tuple[str, str], ...]


def key_tasks(graph: LocalGraph) -> tuple[Choice, ...]:
    """The key tasks, by their numbers."""
    found = [Choice(*one) for one in key_tasks_in(graph, _MOST)]
    return tuple(sorted(found, key=_by_number))


def _by_number(one: Choice) -> tuple[bool, str, str, str]:
    return (
        not one.number.isdecimal(),
        one.number.zfill(_DIGITS),
        one.label,
        one.iri,
    )


def side_by_side(graph: LocalGraph, one: Choice, other: Choice) -> tuple[Side, ...]:
    """What only the first concerns, what both do, and what only the other does."""
    left = _concerns(graph, one)
    right = _concerns(graph, other)
    both = left.keys() & right.keys()
    left_alone = [item for item in left.items() if item[0] not in both]
    shared = [item for item in left.items() if item[0] in both]
    right_alone = [item for item in right.items() if item[0] not in both]
    return (
        Side(one.title, tuple(left_alone)),
        Side("Both", tuple(shared)),
        Side(other.title, tuple(right_alone)),
    )


def _concerns(graph: LocalGraph, choice: Choice) -> dict[str, str]:
    task = iri_in(choice.iri)
    if not task:
        return {}
    return concerns_in(graph, task)
