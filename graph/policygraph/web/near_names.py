"""Names that are like what was typed, typing errors forgiven.

Source: RapidFuzz, `process.extract` with `fuzz.WRatio`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass
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


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its IRI, one of its names, and the local name of its class."""

    iri: Iri
    name: str
    type: str


def names_like(graph: LocalGraph, words: str) -> tuple[Named, ...]:
    """Things with the name that is like the words, the most alike first, each thing once.

    Of a graph with very many names the first hundred thousand are looked at.
    """
    from rapidfuzz import fuzz, process

    names = _names(graph)
    typed = fold(words[:_LONGEST])
    found = process.extract(
        typed, names.keys(), scorer=fuzz.WRatio, score_cutoff=_LIKE, limit=_FIRST * 3
    )
    things: dict[Iri, Named] = {}
    for folded, _, _ in found:
        for thing in names[folded]:
            things.setdefault(thing.iri, thing)
    return tuple(things.values())[:_FIRST]


def things_named(graph: LocalGraph, name: str) -> tuple[Named, ...]:
    """The things that bear just this name, in whatever spelling."""
    return tuple(_names(graph).get(fold(name), ()))


@lru_cache(maxsize=2)
def _names(graph: LocalGraph) -> dict[str, list[Named]]:
    """Things by their names folded; the graph that is served does not change, so they are read once."""
    names: dict[str, set[Named]] = defaultdict(set)
    for one in names_in(graph, _NAMED, _MOST_NAMES):
        folded = fold(one.name)
        named = Named(one.thing, one.name, one.type)
        names[folded].add(named)
    return {folded: sorted(names[folded], key=astuple) for folded in sorted(names)}
