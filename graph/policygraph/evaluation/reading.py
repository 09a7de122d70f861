"""What a graph says that a gold file can judge: mentions with what they name, linkages, measures."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.namespaces import CLASSES, ITSRDF, LINKAGES, NIF, PG, RDF, RDFS, SKOS
from policygraph.spans import Span
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.terms import Triple

_NAMES = (SKOS.prefLabel, SKOS.altLabel, RDFS.label)


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
    graph = _Index(triples)
    texts = [value for value in graph.pairs(NIF.isString) if isinstance(value[1], Literal)]
    if len(texts) != 1:
        raise GraphError(
            f"{place}: {len(texts)} texts (nif:isString)",
            expected="the graph of one report",
            remedy="evaluate each report's graph on its own",
        )
    text = str(texts[0][1].value) if isinstance(texts[0][1], Literal) else ""
    entities = {node: kind for node in graph.entities() if (kind := graph.kind(node))}
    return GraphReading(
        text,
        tuple(sorted(_mentions(graph, entities, text, place))),
        frozenset(
            (subject, name, target)
            for name in LINKAGES
            for subject, target in graph.pairs(PG[name])
            if subject in entities and target in entities and isinstance(target, Iri)
        ),
        {node: graph.names(node) for node in entities},
        tuple(_measures(graph)),
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004


def _mentions(graph: _Index, entities: Mapping[Iri, str], text: str, place: str) -> set[NamedSpan]:
    found = set()
    for node, entity in graph.pairs(ITSRDF.taIdentRef):
        span = graph.span(node)
        if span is None or not isinstance(entity, Iri) or entity not in entities:
            continue
        anchor = graph.value(node, NIF.anchorOf)
        if isinstance(anchor, Literal) and anchor.value != span.of(text):
            raise GraphError(
                f"{place}: <{node}> is anchored at {anchor.value!r}",
                expected=f"the characters {span.begin} to {span.end} of the text, {span.of(text)!r}",
                remedy="build the graph anew",
            )
        found.add(NamedSpan(span, entities[entity], entity))
    return found


def _measures(graph: _Index) -> Iterable[ReadMeasure]:
    for node in sorted({subject for subject, kind in graph.pairs(RDF.type) if kind == PG.Measure}):
        verb, noun = graph.span_at(node, PG.verb), graph.span_at(node, PG.object)
        if verb and noun:
            stage = graph.value(node, PG.stage)
            yield ReadMeasure(verb, noun, str(stage).rsplit("#", 1)[-1].lower() if isinstance(stage, Iri) else "")


class _Index:
    """Triples by predicate and by subject, for the few patterns that an evaluation asks."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._pairs: dict[str, list[tuple[Iri, Iri | Literal]]] = defaultdict(list)
        self._values: dict[tuple[str, str], list[Iri | Literal]] = defaultdict(list)
        for subject, predicate, value in triples:
            self._pairs[predicate].append((subject, value))
            self._values[subject, predicate].append(value)

    def pairs(self, predicate: Iri) -> list[tuple[Iri, Iri | Literal]]:
        return self._pairs.get(predicate, [])

    def value(self, subject: Iri, predicate: Iri) -> Iri | Literal | None:
        return next(iter(self._values.get((subject, predicate), ())), None)

    def entities(self) -> set[Iri]:
        """Whatever a mention names or a linkage ends in."""
        ends = {node for name in LINKAGES for pair in self.pairs(PG[name]) for node in pair}
        named = {entity for _, entity in self.pairs(ITSRDF.taIdentRef)}
        return {node for node in ends | named if isinstance(node, Iri)}

    def kind(self, entity: Iri) -> str:
        """The one class of entity that a node is of, through the subclasses that the graph states; else empty."""
        found = set(self._values.get((entity, RDF.type), ()))
        queue = list(found)
        while queue:
            above = set(self._values.get((str(queue.pop()), RDFS.subClassOf), ())) - found
            found |= above
            queue.extend(above)
        names = [name for name in CLASSES if PG[name] in found]
        return names[0] if len(names) == 1 else ""

    def names(self, entity: Iri) -> frozenset[str]:
        values = (value for name in _NAMES for value in self._values.get((entity, name), ()))
        return frozenset(normalise(value.value if isinstance(value, Literal) else value) for value in values)

    def span(self, node: Iri) -> Span | None:
        begin, end = self.value(node, NIF.beginIndex), self.value(node, NIF.endIndex)
        if not isinstance(begin, Literal) or not isinstance(end, Literal):
            return None
        return Span(int(begin.value), int(end.value))

    def span_at(self, node: Iri, predicate: Iri) -> Span | None:
        target = self.value(node, predicate)
        return self.span(target) if isinstance(target, Iri) else None
