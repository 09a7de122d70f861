"""Names that are like what was typed, typing errors forgiven.

Source: RapidFuzz, `process.extract` with `fuzz.WRatio`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.spellings import fold
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph

_MOST_NAMES = 100_000
_FIRST = 12
_LIKE = 80.0
_LONGEST = 200
_NAMES = f"""
SELECT DISTINCT ?thing ?name
WHERE {{
  ?thing a ?class ; skos:prefLabel|skos:altLabel ?name .
  FILTER(?class IN (pg:Place, pg:Institution, pg:Project, pg:Industry))
}}
LIMIT {_MOST_NAMES}
"""


def names_like(graph: LocalGraph, words: str) -> tuple[tuple[Iri, str], ...]:
    """Things with the name that is like the words, the most alike first, each thing once.

    Of a graph with very many names the first hundred thousand are looked at.
    """
    from rapidfuzz import fuzz, process

    names = _names(graph)
    typed = fold(words[:_LONGEST])
    found = process.extract(
        typed, names.keys(), scorer=fuzz.WRatio, score_cutoff=_LIKE, limit=_FIRST * 3
    )
    things: dict[Iri, str] = {}
    for folded, _, _ in found:
        for thing, name in names[folded]:
            things.setdefault(thing, name)
    return tuple(things.items())[:_FIRST]


@lru_cache(maxsize=2)
def _names(graph: LocalGraph) -> dict[str, list[tuple[Iri, str]]]:
    """Things and names by the names folded; the graph that is served does not change, so they are read once."""
    names: dict[str, list[tuple[Iri, str]]] = {}
    answer = graph.query(_NAMES)
    for thing, name in answer.rows if isinstance(answer, Answer) else ():
        if isinstance(thing, Iri) and isinstance(name, Literal):
            names.setdefault(fold(name.value), []).append((thing, name.value))
    return {folded: sorted(names[folded]) for folded in sorted(names)}
