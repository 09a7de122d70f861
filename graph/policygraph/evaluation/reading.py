"""What a graph says that a gold file can judge: mentions with what they name, linkages, measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.facts import (
    Facts,
    direct_by,
    entity_class,
    measures,
    mentions,
    names_of,
    texts,
)
from policygraph.namespaces import LINKAGES
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.facts import Mention
    from policygraph.terms import Iri, Triple

    Stated = tuple[Iri, str, Iri]

_SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True, order=True)
class NamedSpan:
    """A span of the text, the class of the entity that it names, and the entity."""

    span: Span
    type: str
    entity: Iri


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure's verb, object and stage (in small letters, empty where the graph gives none)."""

    verb: Span
    object: Span
    stage: str


@dataclass(frozen=True, slots=True)
class GraphReading:
    """One report's graph as an evaluation sees it; `labels` holds normalised names by entity."""

    text: str
    mentions: tuple[NamedSpan, ...]
    linkages: frozenset[Stated]
    labels: Mapping[Iri, frozenset[str]]
    measures: tuple[ReadMeasure, ...]


def normalise(label: str) -> str:
    """A name without case, punctuation, articles and plural endings, so that spellings of one name are equal.

    Example:
        >>> normalise("The Chongqing People’s Hospitals") == normalise("Chongqing People's Hospital")
        True
    """
    plain = label.replace("’", "'").casefold()
    words = re.sub(r"[^\w&%' ]+", " ", plain)
    words = re.sub(r"\b(the|a|an)\b", " ", words)
    return " ".join(map(_singular, words.split()))


def read_graph(triples: Iterable[Triple], place: str) -> GraphReading:
    """The mentions, linkages and measures that a graph of one report holds.

    Args:
        triples: The graph.
        place: Where it came from, for messages.

    Raises:
        GraphError: If the graph has not exactly one text, or a span's anchor is not what stands there.
    """
    facts = Facts(triples)
    text = _text(facts, place)
    named = [mention for mention in mentions(facts) if mention.placed]
    stated = set(_stated(facts))
    nodes = _ends_of(stated)
    for mention in named:
        nodes.update(mention.things)
    entities = _entities(facts, nodes)
    return GraphReading(
        text,
        tuple(sorted(_mentions(named, entities, text, place))),
        frozenset(_between(stated, entities)),
        {node: frozenset(map(normalise, names_of(facts, node))) for node in entities},
        tuple(_measures(facts)),
    )


def _between(stated: Iterable[Stated], entities: Mapping[Iri, str]) -> Iterator[Stated]:
    """The linkages both of whose ends are entities."""
    for linkage in stated:
        subject, _, target = linkage
        if subject in entities and target in entities:
            yield linkage


def _measures(facts: Facts) -> Iterator[ReadMeasure]:
    for one in measures(facts):
        stage = one.stage.lower()
        yield ReadMeasure(one.verb.span, one.object.span, stage)


def _entities(facts: Facts, nodes: Iterable[Iri]) -> dict[Iri, str]:
    """Those of some nodes that are entities, each with its class."""
    kinds = {node: entity_class(facts, node) for node in nodes}
    return {node: kind for node, kind in kinds.items() if kind}


def _text(facts: Facts, place: str) -> str:
    """The text of the one report that a graph is of.

    Raises:
        GraphError: The graph has no text, or several.
    """
    found = list(texts(facts))
    if len(found) != 1:
        raise GraphError(
            f"{place}: {len(found)} texts (nif:isString)",
            expected="the graph of one report",
            remedy="evaluate each report's graph on its own",
        )
    return found[0]


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith("ss"):
        return word
    if len(word) < _SHORTEST_PLURAL:
        return word
    return word.removesuffix("s")


def _stated(facts: Facts) -> Iterator[Stated]:
    """The linkages that stand as direct triples."""
    for name in LINKAGES:
        for subject, target in direct_by(facts, name):
            yield subject, name, target


def _ends_of(stated: Iterable[Stated]) -> set[Iri]:
    """What linkages stand between."""
    ends: set[Iri] = set()
    for subject, _, target in stated:
        ends.add(subject)
        ends.add(target)
    return ends


def _mentions(
    named: Iterable[Mention], entities: Mapping[Iri, str], text: str, place: str
) -> Iterator[NamedSpan]:
    for mention in named:
        span = Span(mention.begin, mention.end)
        words = span.of(text)
        known = [thing for thing in mention.things if thing in entities]
        if known and mention.words not in ("", words):
            raise GraphError(
                f"{place}: <{mention.iri}> is anchored at {mention.words!r}",
                expected=f"the characters {span.begin} to {span.end} of the text, {words!r}",
                remedy="build the graph anew",
            )
        for entity in known:
            yield NamedSpan(span, entities[entity], entity)
