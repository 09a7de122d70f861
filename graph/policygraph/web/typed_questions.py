"""Questions that were typed as people ask them: told by their words, and asked about the thing that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from policygraph.queries import find_questions, load_queries
from policygraph.spellings import fold
from policygraph.web.near_names import names_like, things_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.queries import LocalGraph
    from policygraph.web.near_names import Named

_MOST = 5
_LONGEST_NAME = 8
_MOST_WORDS = 30
_WORD = re.compile(r"\w+(?:[-'’&]\w+)*")


@dataclass(frozen=True, slots=True)
class Typed:
    """A question of the library with its words: `about` is the parameter that takes a thing, by the thing's class."""

    name: str
    words: frozenset[str]
    about: dict[str, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """A question to click on: what it asks, and its address."""

    title: str
    href: str


def _typed(name: str, words: str, **about: str) -> Typed:
    return Typed(name, frozenset(words.split()), about)


_PROMISE = "promise promised promises plan planned plans commit committed 承诺 计划"
_WHO = "who makes make builds build produces company companies undertakes carries 谁"
_TYPED = (
    _typed("promises", _PROMISE, Industry="industry"),
    _typed("place", f"{_PROMISE} happens happen happening", Place="place"),
    _typed(
        "projects",
        "project projects railway railways road roads built 项目",
        Place="place",
        Industry="industry",
    ),
    _typed("projects", _WHO, Industry="industry"),
    _typed("undertakings", _WHO, Institution="institution", Project="project"),
    _typed(
        "money", "biggest largest sum sums money amount invest investment cost 资金"
    ),
    _typed("coverage", "key task tasks most 任务"),
    _typed("results", "reached achieved delivered done result results 成果"),
)


def typed_questions(graph: LocalGraph, words: str) -> tuple[Offered, ...]:
    """The questions that typed words may mean, the likeliest first; then those whose own words have all of them.

    Example:
        >>> from policygraph.queries import LocalGraph
        >>> small = LocalGraph.open(["tests/fixtures/small.ttl"])
        >>> [one.title for one in typed_questions(small, "which projects lead to Kunming?")]
        ['Which projects are there, by stage, industry, place and institution: Kunming']
    """
    told = [fold(word) for word in _WORD.findall(words)[:_MOST_WORDS]]
    asked = [(len(one.words.intersection(told)), one) for one in _TYPED]
    meant = [pair for pair in asked if pair[0]]
    things = _named_in(graph, words, told) if meant else ()
    ranked = sorted(meant, key=lambda pair: -pair[0])
    offered = [one for _, typed in ranked for one in _about(graph, typed, things)]
    library = find_questions(load_queries(), words.split())
    offered += [Offered(one.title, f"/questions/{one.name}") for one in library]
    return tuple(dict.fromkeys(offered))[:_MOST]


def _about(
    graph: LocalGraph, typed: Typed, things: tuple[Named, ...]
) -> Iterator[Offered]:
    """The question about each thing that it can be asked about, or the question alone where it is about none."""
    title = load_queries()[typed.name].title
    if not typed.about:
        yield Offered(title, f"/questions/{typed.name}?ask=1")
    for thing in things:
        parameter = typed.about.get(thing.type)
        if parameter:
            alone = len({one.iri for one in things_named(graph, thing.name)}) == 1
            query = urlencode({parameter: thing.name if alone else thing.iri})
            yield Offered(f"{title}: {thing.name}", f"/questions/{typed.name}?{query}")


def _named_in(graph: LocalGraph, words: str, told: list[str]) -> tuple[Named, ...]:
    """The things that the words name in full, the longest names first; else the one whose name is most like them."""
    runs = (
        " ".join(told[begin : begin + length])
        for length in range(min(_LONGEST_NAME, len(told)), 0, -1)
        for begin in range(len(told) - length + 1)
    )
    found = tuple(thing for run in runs for thing in things_named(graph, run))
    return found or names_like(graph, words)[:1]
