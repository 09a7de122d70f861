"""What a graph says that a gold file can judge: mentions with what they name, linkages, measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.facts import Facts, mentions, things
from policygraph.namespaces import CLASSES, LINKAGES, NIF, PG, RDF, RDFS, SKOS
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.facts import Mention
    from policygraph.terms import Iri, Triple


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
    linkages: frozenset[tuple[Iri, str, Iri]]
    labels: Mapping[Iri, frozenset[str]]
    measures: tuple[ReadMeasure, ...]


def normalise(label: str) -> str:
    """A name without case, punctuation, articles and plural endings, so that spellings of one name are equal.

    Example:
        >>> normalise("The Chongqing People’s Hospitals") == normalise("Chongqing People's Hospital")
        True
    """
    words = re.sub(r"[^\w&%' ]+", " ", label.replace("’", "'").casefold())
    words = re.sub(r"\b(the|a|an)\b", " ", words)
    return " ".join(_singular(word) for word in words.split())


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
    named = [mention for mention in mentions(facts) if _has_span(facts, mention.iri)]
    stated = set(_stated(facts))
    entities = _entities(facts, _ends_of(stated).union(*(m.things for m in named)))
    return GraphReading(
        text,
        tuple(sorted(_mentions(named, entities, text, place))),
        frozenset(one for one in stated if {one[0], one[2]} <= entities.keys()),
        {node: _names(facts, node) for node in entities},
        tuple(_measures(facts)),
    )


def _entities(facts: Facts, nodes: Iterable[Iri]) -> dict[Iri, str]:
    """Those of some nodes that are entities, each with its class."""
    kinds = {node: _kind(facts, node) for node in nodes}
    return {node: kind for node, kind in kinds.items() if kind}


def _text(facts: Facts, place: str) -> str:
    """The text of the one report that a graph is of.

    Raises:
        GraphError: The graph has no text, or several.
    """
    texts = [text for node in facts for text in facts.literals(node, NIF.isString)]
    if len(texts) != 1:
        raise GraphError(
            f"{place}: {len(texts)} texts (nif:isString)",
            expected="the graph of one report",
            remedy="evaluate each report's graph on its own",
        )
    return texts[0].value


def _singular(word: str) -> str:
    plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural and len(word) > 3 else word  # noqa: PLR2004


def _stated(facts: Facts) -> Iterator[tuple[Iri, str, Iri]]:
    """The linkages that stand as direct triples."""
    for name in LINKAGES:
        for subject in facts.with_property(PG[name]):
            for target in facts.iris(subject, PG[name]):
                yield subject, name, target


def _ends_of(stated: Iterable[tuple[Iri, str, Iri]]) -> set[Iri]:
    """What linkages stand between."""
    ends: set[Iri] = set()
    for subject, _, target in stated:
        ends |= {subject, target}
    return ends


def _mentions(
    named: Iterable[Mention], entities: Mapping[Iri, str], text: str, place: str
) -> Iterator[NamedSpan]:
    for mention in named:
        span = Span(mention.begin, mention.end)
        known = [thing for thing in mention.things if thing in entities]
        if known and mention.words not in ("", span.of(text)):
            raise GraphError(
                f"{place}: <{mention.iri}> is anchored at {mention.words!r}",
                expected=f"the characters {span.begin} to {span.end} of the text, {span.of(text)!r}",
                remedy="build the graph anew",
            )
        for entity in known:
            yield NamedSpan(span, entities[entity], entity)


def _measures(facts: Facts) -> Iterator[ReadMeasure]:
    for measure in things(facts, ["Measure"]):
        spans = (facts.iri(measure.iri, PG.verb), facts.iri(measure.iri, PG.object))
        if all(_has_span(facts, span) for span in spans):
            verb, noun = (
                Span(facts.number(s, NIF.beginIndex), facts.number(s, NIF.endIndex))
                for s in spans
            )
            yield ReadMeasure(verb, noun, measure.stage.lower())


def _has_span(facts: Facts, node: Iri) -> bool:
    return bool(facts.text(node, NIF.beginIndex) and facts.text(node, NIF.endIndex))


def _kind(facts: Facts, entity: Iri) -> str:
    """The one class of entity that a node is of, through the subclasses that the graph states; else empty."""
    found = set(facts.iris(entity, RDF.type))
    queue = list(found)
    while queue:
        above = set(facts.iris(queue.pop(), RDFS.subClassOf)) - found
        found |= above
        queue.extend(above)
    names = [name for name in CLASSES if PG[name] in found]
    return names[0] if len(names) == 1 else ""


def _names(facts: Facts, entity: Iri) -> frozenset[str]:
    properties = (SKOS.prefLabel, SKOS.altLabel, RDFS.label)
    return frozenset(
        normalise(name.value)
        for property_ in properties
        for name in facts.literals(entity, property_)
    )
