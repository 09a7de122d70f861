"""What stands on the first page: the things that most linkages lead to, by class, and the largest sums."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.namespaces import PG
from policygraph.terms import Iri

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
_LINKED = """
SELECT ?thing ?class ?linkages
WHERE {
  {
    SELECT ?thing (COUNT(DISTINCT ?linkage) AS ?linkages)
    WHERE { ?linkage rdf:subject|rdf:object ?thing MINUS { ?linkage rdf:predicate pg:stage } }
    GROUP BY ?thing
    ORDER BY DESC(?linkages) ?thing
    LIMIT 4000
  }
  ?thing a ?class
  FILTER(?class IN (pg:Industry, pg:Project, pg:Place, pg:Institution))
}
ORDER BY DESC(?linkages) ?thing
LIMIT 400
"""
_NAME = "SELECT (MIN(STR(?label)) AS ?name) ?thing { ?thing skos:prefLabel ?label } GROUP BY ?thing"


@dataclass(frozen=True, slots=True)
class Top:
    """A thing among the most linked, by its IRI and name."""

    iri: str
    label: str
    linkages: int


def most_linked(graph: LocalGraph) -> dict[str, tuple[Top, ...]]:
    """The most linked things by what their class is called; nothing of a graph too large to count for each visitor."""
    return {} if len(graph.store) > _MOST_TRIPLES else _counted(graph)


@lru_cache(maxsize=2)
def _counted(graph: LocalGraph) -> dict[str, tuple[Top, ...]]:
    """The graph that is served does not change: it is counted once in each process."""
    found: dict[str, list[Top]] = {title: [] for title in _GROUPS.values()}
    answer = graph.query(_LINKED)
    for row in answer.to_dicts() if isinstance(answer, Answer) else ():
        thing, kind, linkages = row["thing"], row["class"], row["linkages"]
        group = found[_GROUPS[str(kind).removeprefix(str(PG))]]
        if thing and len(group) < _FIRST:
            iri = Iri(str(thing))
            group.append(Top(iri, _name(graph, iri), int(linkages or 0)))
    return {title: tuple(group) for title, group in found.items() if group}


def _name(graph: LocalGraph, iri: Iri) -> str:
    """The name of a thing; its IRI where it has none."""
    named = graph.query(_NAME, {"thing": iri})
    return str(named[0]["name"]) if isinstance(named, Answer) and named else str(iri)
