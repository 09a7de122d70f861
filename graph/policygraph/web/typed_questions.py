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
    typed = _WORD.findall(words)[:_MOST_WORDS]
    told = list(map(fold, typed))
    meant = _meant(told)
    things = _named_in(graph, words, told) if meant else ()
    offered: list[Offered] = []
    for question in meant:
        offered += _about(graph, question, things)
    library = find_questions(load_queries(), words.split())
    offered += [Offered(one.title, f"/questions/{one.name}") for one in library]
    return tuple(dict.fromkeys(offered))[:_MOST]


def _meant(told: list[str]) -> list[Typed]:
    """The questions that have some of the words, those with most of them first."""

    def shared(question: Typed) -> int:
        return len(question.words.intersection(told))

    ranked = sorted(_TYPED, key=shared, reverse=True)
    return list(filter(shared, ranked))


def _about(
    graph: LocalGraph, typed: Typed, things: tuple[Named, ...]
) -> Iterator[Offered]:
    """The question about each thing that it can be asked about, or the question alone where it is about none."""
    title = load_queries()[typed.name].title
    page = f"/questions/{typed.name}"
    if not typed.about:
        yield Offered(title, f"{page}?ask=1")
    for thing in things:
        parameter = typed.about.get(thing.type)
        if parameter:
            bearers = {one.iri for one in things_named(graph, thing.name)}
            is_alone = len(bearers) == 1
            query = urlencode({parameter: thing.name if is_alone else thing.iri})
            yield Offered(f"{title}: {thing.name}", f"{page}?{query}")


def _named_in(graph: LocalGraph, words: str, told: list[str]) -> tuple[Named, ...]:
    """The things that the words name in full, the longest names first; else the one whose name is most like them."""
    found: list[Named] = []
    for run in _runs(told):
        found += things_named(graph, run)
    if found:
        return tuple(found)
    return names_like(graph, words)[:1]


def _runs(words: list[str]) -> Iterator[str]:
    """The runs of words that may be a name, the longest first."""
    longest = min(_LONGEST_NAME, len(words))
    for length in range(longest, 0, -1):
        for begin in range(len(words) - length + 1):
            yield " ".join(words[begin : begin + length])
