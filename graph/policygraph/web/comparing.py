"""Two key tasks side by side: what each of them concerns, and what both do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.queries.parameters import iri_in

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph
    from policygraph.terms import Iri

_TASKS = """
SELECT ?task (MIN(STR(?label)) AS ?name) (MIN(STR(?numeral)) AS ?number)
       (GROUP_CONCAT(DISTINCT STR(?report); SEPARATOR=" ") AS ?reports)
WHERE { ?task a pg:KeyTask ; skos:prefLabel ?label ; pg:inReport ?report OPTIONAL { ?task pg:number ?numeral } }
GROUP BY ?task ORDER BY ?task LIMIT 2000
"""
_CONCERNS = """
SELECT ?thing (MIN(STR(?label)) AS ?name) ?task
WHERE { ?task pg:concerns ?thing . ?thing skos:prefLabel ?label }
GROUP BY ?thing ?task ORDER BY ?name ?thing
"""


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
        return f"({self.number}) {self.label}" if self.number else self.label


@dataclass(frozen=True, slots=True)
class Side:
    """A column of the comparison: a heading and things by IRI and name."""

    title: str
    things: tuple[tuple[str, str], ...]


def key_tasks(graph: LocalGraph) -> tuple[Choice, ...]:
    """The key tasks, by their numbers."""
    answer = graph.query(_TASKS)
    found = [
        Choice(
            iri=str(row["task"]),
            label=str(row["name"]),
            number=str(row["number"] or ""),
            reports=tuple(str(row["reports"]).split()),
        )
        for row in (answer if isinstance(answer, Answer) else ())
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.number.isdecimal(),
                one.number.zfill(4),
                one.label,
                one.iri,
            ),
        )
    )


def side_by_side(graph: LocalGraph, one: Choice, other: Choice) -> tuple[Side, ...]:
    """What only the first concerns, what both do, and what only the other does."""
    left, right = _concerns(graph, one), _concerns(graph, other)
    both = left.keys() & right.keys()
    return (
        Side(one.title, tuple(item for item in left.items() if item[0] not in both)),
        Side("Both", tuple(item for item in left.items() if item[0] in both)),
        Side(other.title, tuple(item for item in right.items() if item[0] not in both)),
    )


def _concerns(graph: LocalGraph, choice: Choice) -> dict[str, str]:
    task: Iri | None = iri_in(choice.iri)
    answer = graph.query(_CONCERNS, {"task": task}) if task else None
    rows = answer if isinstance(answer, Answer) else ()
    return {str(row["thing"]): str(row["name"]) for row in rows}
