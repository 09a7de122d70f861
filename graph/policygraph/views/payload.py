"""The one data format between Python and the page: a network with its coordinates as compact JSON.

Nodes and edges are columns, because a page of 30,000 nodes would otherwise spend most of its bytes on keys. Optional
values of a node sit in ``more`` by its index. ``FORMAT`` counts changes of meaning.
"""

from __future__ import annotations

import json
import re
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

FORMAT = 3
_TREE = frozenset({"isPartOf", "concerns"})
_OF_THE_TREE = frozenset({*TASK_TYPES, "Report"})


def payload(network: Network, start: Start) -> dict[str, Any]:
    """The network, its coordinates in each view and what to show first, as values that JSON can hold."""
    from policygraph.views.mapping import map_layer

    whole = network
    network = shortened(whole)
    properties = sorted({edge.property for edge in network.edges})
    stages = sorted({node.stage for node in network.nodes})
    return {
        "format": FORMAT,
        "title": network.title,
        "base": network.base,
        "types": list(TYPES),
        "stages": stages,
        "entities": len(ENTITY_TYPES),
        "properties": properties,
        "propertyLabels": [in_words(name) for name in properties],
        "views": {name: VIEWS[name] for name in start.views},
        "whole": "overview" not in start.views,
        "start": _start(network, start),
        "nodes": _nodes(network, start, stages),
        "more": {
            str(number): more
            for number, node in enumerate(network.nodes)
            if (more := _more(node))
        },
        "edges": _edges(network, properties),
        "sentences": [_sentence(one) for one in network.sentences],
        "unsaid": len(whole.sentences) - len(network.sentences),
        "sections": [
            [one.report, one.begin, one.title, one.number, one.level]
            for one in network.sections
        ],
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
    text = (
        text.replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return re.sub(
        "[\ud800-\udfff\ufffe\uffff\x7f]", lambda found: f"\\u{ord(found[0]):04x}", text
    )


def in_words(name: str) -> str:
    """A local name in words.

    Example:
        >>> in_words("undertakenBy")
        'undertaken by'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def bipartite_places(network: Network) -> dict[int, tuple[int, int]]:
    """Where industries, projects and places stand in three columns, those being left out that link to no other."""
    from policygraph.views.layout import columns

    order = ("Industry", "Project", "Place")
    kind = [node.type for node in network.nodes]
    pairs = [
        (edge.source, edge.target)
        for edge in network.edges
        if kind[edge.source] == "Project" and kind[edge.target] in {"Industry", "Place"}
    ]
    linked = {node for pair in pairs for node in pair}
    return columns(
        [[node for node in sorted(linked) if kind[node] == name] for name in order],
        pairs,
    )


def _start(network: Network, start: Start) -> dict[str, Any]:
    ids = [_short(node.id, network.base) for node in network.nodes]
    shown: dict[str, Any] = {"view": start.view}
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
    local = iri.removeprefix(base) if base else iri
    return local if local and ":" not in local else iri


def _nodes(network: Network, start: Start, stages: Sequence[str]) -> dict[str, Any]:
    places = _positions(network, whole="overview" not in start.views)
    return {
        "id": [_short(node.id, network.base) for node in network.nodes],
        "label": [node.label for node in network.nodes],
        "type": [TYPES.index(node.type) for node in network.nodes],
        "stage": [stages.index(node.stage) for node in network.nodes],
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
    }


def _positions(network: Network, *, whole: bool) -> list[tuple[int, int]]:
    """Where each node stands in the drawing of the network, which is without tasks unless it is the `whole`."""
    from policygraph.views.layout import network_positions

    hidden = frozenset() if whole else _OF_THE_TREE
    drawn = [
        number for number, node in enumerate(network.nodes) if node.type not in hidden
    ]
    edges = (
        network.edges
        if whole
        else [edge for edge in network.edges if edge.property not in _TREE]
    )
    found = network_positions(len(drawn), _pairs_among(drawn, edges))
    places = [(0, 0)] * len(network.nodes)
    for number, place in zip(drawn, found, strict=True):
        places[number] = place
    return places


def _pairs_among(drawn: Sequence[int], edges: Iterable[Edge]) -> list[tuple[int, int]]:
    """The ends of the edges between nodes that are drawn, by their places among these."""
    local = {number: position for position, number in enumerate(drawn)}
    return [
        (local[edge.source], local[edge.target])
        for edge in edges
        if {edge.source, edge.target} <= local.keys()
    ]


def _more(node: Node) -> dict[str, Any]:
    more: dict[str, Any] = {
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


def _edges(network: Network, properties: Sequence[str]) -> dict[str, Any]:
    edges = network.edges
    confidences = [edge.confidence for edge in edges]
    found = {
        str(number): edge.found_by for number, edge in enumerate(edges) if edge.found_by
    }
    rules = sorted(set(found.values()))
    return {
        "source": [edge.source for edge in edges],
        "target": [edge.target for edge in edges],
        "property": [properties.index(edge.property) for edge in edges],
        "confidence": [] if set(confidences) <= {None} else confidences,
        "rules": rules,
        "rule": {number: rules.index(rule) for number, rule in found.items()},
        "sentences": _sentences_behind(edges),
    }


def _sentences_behind(edges: Iterable[Edge]) -> dict[str, list[int]]:
    """By an edge's number the sentences that state it, where there are any."""
    return {
        str(number): list(edge.sentences)
        for number, edge in enumerate(edges)
        if edge.sentences
    }


def _sentence(sentence: Sentence) -> list[Any]:
    marks = [
        value for mark in sentence.marks for value in (mark.begin, mark.end, mark.node)
    ]
    place = [sentence.begin, sentence.task, sentence.report]
    return [sentence.text, *place, marks, sentence.page, int(sentence.opens)]


def _placed(places: dict[int, tuple[int, int]]) -> dict[str, list[int]]:
    numbers = sorted(places)
    return {
        "node": numbers,
        "x": [places[n][0] for n in numbers],
        "y": [places[n][1] for n in numbers],
    }
