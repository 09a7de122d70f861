"""The one data format between Python and the page: a network with its coordinates as compact JSON.

Nodes and edges are columns, because a page of 30,000 nodes would otherwise spend most of its bytes on keys. Optional
values of a node sit in ``more`` by its index. ``FORMAT`` counts changes of meaning.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from policygraph.views.model import (
    ENTITY_TYPES,
    TASK_TYPES,
    TYPES,
    VIEWS,
    Edge,
    Network,
    Node,
    Sentence,
    Start,
)
from policygraph.views.shortening import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.views.layout import Pair, Pixel

    Json = dict[str, Any]
    """What becomes an object of JSON, by its keys."""

FORMAT = 3
_UNFIT = re.compile("[<\u2028\u2029\ud800-\udfff\ufffe\uffff\x7f]")
"""What must not stand in a script as it is."""
_TREE = frozenset({"isPartOf", "concerns"})
_OF_THE_TREE = frozenset({*TASK_TYPES, "Report"})


def payload(network: Network, start: Start) -> Json:
    """The network, its coordinates in each view and what to show first, as values that JSON can hold."""
    from policygraph.views.mapping import map_layer

    whole = network
    network = shortened(whole)
    properties = sorted({edge.property for edge in network.edges})
    stages = sorted({node.stage for node in network.nodes})
    labels = [in_words(name) for name in properties]
    sentences = [_sentence(one) for one in network.sentences]
    return {
        "format": FORMAT,
        "title": network.title,
        "base": network.base,
        "types": list(TYPES),
        "stages": stages,
        "entities": len(ENTITY_TYPES),
        "properties": properties,
        "propertyLabels": labels,
        "views": {name: VIEWS[name] for name in start.views},
        "whole": "overview" not in start.views,
        "start": _start(network, start),
        "nodes": _nodes(network, start, stages),
        "more": _more(network),
        "edges": _edges(network, properties),
        "sentences": sentences,
        "unsaid": len(whole.sentences) - len(network.sentences),
        "sections": _sections(network),
        "layouts": {
            "map": map_layer(network),
            "bipartite": _placed(bipartite_places(network)),
        },
    }


def as_json(value: object) -> str:
    r"""JSON that can stand in a ``<script>`` element: no ``<`` is left in it, and no line separator.

    Example:
        >>> as_json({"label": "</script>"})
        '{"label":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNFIT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def in_words(name: str) -> str:
    """A local name in words.

    Example:
        >>> in_words("undertakenBy")
        'undertaken by'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def bipartite_places(network: Network) -> dict[int, Pixel]:
    """Where industries, projects and places stand in three columns, those being left out that link to no other."""
    from policygraph.views.layout import columns

    kind = [node.type for node in network.nodes]
    pairs = []
    for edge in network.edges:
        if kind[edge.source] != "Project":
            continue
        if kind[edge.target] in {"Industry", "Place"}:
            pairs.append((edge.source, edge.target))
    layers: dict[str, list[int]] = {"Industry": [], "Project": [], "Place": []}
    for node in sorted(set(chain.from_iterable(pairs))):
        layers[kind[node]].append(node)
    return columns(list(layers.values()), pairs)


def _start(network: Network, start: Start) -> Json:
    ids = [_short(node.id, network.base) for node in network.nodes]
    shown: Json = {"view": start.view}
    if start.around is not None:
        shown["around"] = ids[start.around]
    if start.key_task is not None:
        shown["keyTask"] = ids[start.key_task]
    if start.opened:
        shown["open"] = f"class:{start.opened}"
    if start.types:
        shown["types"] = list(start.types)
    return shown


def _short(iri: str, base: str) -> str:
    """The IRI without the base that the page puts before every name that has no colon."""
    local = iri.removeprefix(base)
    if not local or ":" in local:
        return iri
    return local


def _nodes(network: Network, start: Start, stages: Sequence[str]) -> Json:
    nodes = network.nodes
    places = _positions(network, whole="overview" not in start.views)
    return {
        "id": [_short(node.id, network.base) for node in nodes],
        "label": [node.label for node in nodes],
        "type": [TYPES.index(node.type) for node in nodes],
        "stage": [stages.index(node.stage) for node in nodes],
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
    }


def _positions(network: Network, *, whole: bool) -> list[Pixel]:
    """Where each node stands in the drawing of the network, which is without tasks unless it is the `whole`."""
    from policygraph.views.layout import network_positions

    hidden = frozenset() if whole else _OF_THE_TREE
    undrawn = frozenset() if whole else _TREE
    drawn = [
        number for number, node in enumerate(network.nodes) if node.type not in hidden
    ]
    edges = [edge for edge in network.edges if edge.property not in undrawn]
    pairs = _pairs_among(drawn, edges)
    found = network_positions(len(drawn), pairs)
    places = [(0, 0)] * len(network.nodes)
    for number, place in zip(drawn, found, strict=True):
        places[number] = place
    return places


def _pairs_among(drawn: Sequence[int], edges: Iterable[Edge]) -> list[Pair]:
    """The ends of the edges between nodes that are drawn, by their places among these."""
    local = {number: position for position, number in enumerate(drawn)}
    pairs = []
    for edge in edges:
        if edge.source in local and edge.target in local:
            pair = (local[edge.source], local[edge.target])
            pairs.append(pair)
    return pairs


def _more(network: Network) -> Json:
    """By a node's number what not every node has."""
    found = {}
    for number, node in enumerate(network.nodes):
        more = _more_of(node)
        if more:
            found[str(number)] = more
    return found


def _more_of(node: Node) -> Json:
    more: Json = {
        "alt": list(node.alt_labels),
        "also": list(node.known_as),
        "kind": node.kind,
        "number": node.number,
        "links": [[link.label, link.iri] for link in node.links],
        "facts": [list(fact) for fact in node.facts],
        "sentences": list(node.sentences),
    }
    more = {name: value for name, value in more.items() if value}
    if node.parent is not None:
        more["parent"] = node.parent
    if node.longitude is not None:
        more["at"] = [node.longitude, node.latitude]
    return more


def _edges(network: Network, properties: Sequence[str]) -> Json:
    edges = network.edges
    confidences = [edge.confidence for edge in edges]
    if set(confidences) <= {None}:
        confidences = []
    found = {}
    for number, edge in enumerate(edges):
        if edge.found_by:
            found[str(number)] = edge.found_by
    rules = sorted(set(found.values()))
    return {
        "source": [edge.source for edge in edges],
        "target": [edge.target for edge in edges],
        "property": [properties.index(edge.property) for edge in edges],
        "confidence": confidences,
        "rules": rules,
        "rule": {number: rules.index(rule) for number, rule in found.items()},
        "sentences": _sentences_behind(edges),
    }


def _sentences_behind(edges: Iterable[Edge]) -> dict[str, list[int]]:
    """By an edge's number the sentences that state it, where there are any."""
    behind = {}
    for number, edge in enumerate(edges):
        if edge.sentences:
            behind[str(number)] = list(edge.sentences)
    return behind


def _sentence(sentence: Sentence) -> list[Any]:
    marks: list[int] = []
    for mark in sentence.marks:
        marks += (mark.begin, mark.end, mark.node)
    return [
        sentence.text,
        sentence.begin,
        sentence.task,
        sentence.report,
        marks,
        sentence.page,
        int(sentence.opens),
    ]


def _sections(network: Network) -> list[list[Any]]:
    found = []
    for one in network.sections:
        section = [one.report, one.begin, one.title, one.number, one.level]
        found.append(section)
    return found


def _placed(places: dict[int, Pixel]) -> dict[str, list[int]]:
    numbers = sorted(places)
    return {
        "node": numbers,
        "x": [places[n][0] for n in numbers],
        "y": [places[n][1] for n in numbers],
    }
