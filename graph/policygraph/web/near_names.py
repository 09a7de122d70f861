"""Names that are like what was typed, typing errors forgiven.

Source: RapidFuzz, `process.extract` with `fuzz.WRatio`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.facts.listed import names_in
from policygraph.queries.sources import many_names
from policygraph.spellings import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.queries import LocalGraph
    from policygraph.terms import Iri, Literal

_MOST_NAMES = 100_000
_LOOKED_UP = 200
"""So many names are looked up: most names of a large graph are of tasks, which are none of these things."""

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
    """Things with the name that is like the words, the most alike first, each thing once."""
    typed = fold(words[:_LONGEST])
    many = _many_names(graph)
    names: Mapping[str, Sequence[Named]]
    if many:
        alike = _alike(typed, many, _LOOKED_UP)
        names = _bearers(graph, [name for folded in alike for name in many[folded]])
    else:
        names = _names(graph)
        alike = _alike(typed, names, _FIRST * 3)
    things: dict[Iri, Named] = {}
    for folded in alike:
        for thing in names.get(folded, ()):
            things.setdefault(thing.iri, thing)
    return tuple(things.values())[:_FIRST]


def things_named(graph: LocalGraph, name: str) -> tuple[Named, ...]:
    """The things that bear just this name, in whatever spelling."""
    folded = fold(name)
    many = _many_names(graph)
    if not many:
        return tuple(_names(graph).get(folded, ()))
    if folded not in many:
        return ()
    return tuple(_bearers(graph, many[folded]).get(folded, ()))


def _alike(typed: str, names: Iterable[str], most: int) -> list[str]:
    """Names that are like a text, the most alike first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        typed, list(names), scorer=fuzz.WRatio, score_cutoff=_LIKE, limit=most
    )
    return [folded for folded, _, _ in found]


@lru_cache(maxsize=2)
def _many_names(graph: LocalGraph) -> Mapping[str, Sequence[Literal]]:
    """The names of a graph by how they fold, where they are very many; else none."""
    names: dict[str, list[Literal]] = defaultdict(list)
    for name in many_names(graph):
        names[fold(name.value)].append(name)
    return names


@lru_cache(maxsize=2)
def _names(graph: LocalGraph) -> Mapping[str, Sequence[Named]]:
    """Things by their names folded; the graph that is served does not change, so they are read once."""
    return _bearers(graph, None)


def _bearers(
    graph: LocalGraph, among: Iterable[Literal] | None
) -> dict[str, list[Named]]:
    """Things by their names folded: those of some names, or all."""
    names: dict[str, set[Named]] = defaultdict(set)
    for one in names_in(graph, _NAMED, _MOST_NAMES, among):
        folded = fold(one.name)
        named = Named(one.thing, one.name, one.type)
        names[folded].add(named)
    return {folded: sorted(names[folded], key=astuple) for folded in sorted(names)}
