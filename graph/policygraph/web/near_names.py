"""Names that are like what was typed, typing errors forgiven.

Source: RapidFuzz, `process.extract` with `fuzz.WRatio`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.facts.listed import names_in
from policygraph.spellings import fold

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph
    from policygraph.terms import Iri

_MOST_NAMES = 100_000
_FIRST = 12
_LIKE = 80.0
_LONGEST = 200
_NAMED = ("Place", "Institution", "Project", "Industry")


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
    for thing, name in names_in(graph, _NAMED, _MOST_NAMES):
        names.setdefault(fold(name), []).append((thing, name))
    return {folded: sorted(names[folded]) for folded in sorted(names)}
