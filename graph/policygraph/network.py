"""Entities and their linkages as a networkx network.

A node is an entity, by its IRI; an edge is a linkage, by its property's local name as key, once for each pair of
entities however many reports state it. All attributes are strings and numbers, so that networkx writes them to
GraphML and GEXF as they are; what an entity lacks is left out.

Nodes: ``class`` and ``label``; ``aliases`` (one a line); ``stage``, ``kind`` (a concept's IRI); ``mentions`` (how often
the reports name it); ``longitude`` and ``latitude`` in degrees; of a figure ``value``, or ``least`` and ``most`` of a
range, ``unit``, ``currency``, ``comparison``, ``sort``, ``year``, ``indicator`` (what is counted), ``baseline``,
``baseline year`` and ``place``; of a measure ``actor`` and ``deadline``; ``reports`` (one IRI a line).

Edges: ``linkage``; ``confidence``, 0–1, the highest where several reports state it, and the same as ``weight``;
``evidence``, the sentences that state it (one a line), and ``sentences``, their IRIs; ``found_by``.

Example:
    >>> from policygraph.store import GraphStore
    >>> network = GraphStore.open("tests/fixtures/small.ttl").to_networkx()
    >>> sorted({attributes["class"] for _, attributes in network.nodes(data=True)})
    ['Industry', 'Institution', 'Place', 'Project', 'Target']
    >>> sorted(network.edges[edge]["confidence"] for edge in network.edges(keys=True) if edge[2] == "connects")
    [0.99, 0.99]
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx

from policygraph.facts import (
    TASKS,
    Facts,
    Sentences,
    linkages,
    local_name,
    mentions,
    of_task,
    things,
)
from policygraph.namespaces import CLASSES, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.facts import Linkage, Thing
    from policygraph.terms import Triple

    Value = str | int | float
    Attributes = dict[str, Value]

_TEXTS = (
    "unit",
    "currency",
    "comparison",
    "sort",
    "indicator",
    "place",
    "actor",
    "deadline",
)
_NUMBERS = ("value", "least", "most", "baseline")
_YEARS = ("year", "baseline year")


def network_of(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    """The network of a graph's entities and linkages; the same facts in any order give the same network."""
    return _network_of(Facts(triples))


def task_network_of(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    """The network of entities and linkages together with the tasks.

    Tasks are nodes of the class "KeyTask", "SubTask" or "Measure" with their ``number``, ``stage`` and sentence as
    ``evidence``; the edges ``isPartOf`` lead to the task above, ``concerns`` to entities, each with the task's sentence
    as its evidence.
    """
    facts = Facts(triples)
    network = _network_of(facts)
    sentences = Sentences(facts)
    tasks = {
        task.iri: _evidence(sentences, task.sentences) for task in things(facts, TASKS)
    }
    for task in things(facts, TASKS):
        network.add_node(str(task.iri), **_node(task), **tasks[task.iri])
    for iri, evidence in tasks.items():
        for name, target in of_task(facts, iri):
            if target in network:
                ends = str(iri), str(target)
                network.add_edge(*ends, key=name, linkage=name, weight=1.0, **evidence)
    return network


def _network_of(facts: Facts) -> nx.MultiDiGraph:
    named = Counter(thing for mention in mentions(facts) for thing in mention.things)
    sentences = Sentences(facts)
    network = nx.MultiDiGraph()
    for entity in things(facts, CLASSES):
        mentioned = {"mentions": named[entity.iri]} if named[entity.iri] else {}
        network.add_node(str(entity.iri), **_node(entity), **mentioned)
    for linkage in linkages(facts):
        if (
            linkage.property in RELATIONS
            and linkage.subject in network
            and linkage.object in network
        ):
            _add_edge(network, linkage, _edge(linkage, sentences))
    return network


def _add_edge(
    network: nx.MultiDiGraph, linkage: Linkage, attributes: Attributes
) -> None:
    """Adds an edge, or what another report says to the one that is there."""
    ends = (str(linkage.subject), str(linkage.object))
    if not network.has_edge(*ends, linkage.property):
        network.add_edge(
            *ends, key=linkage.property, linkage=linkage.property, **attributes
        )
        return
    known = network.edges[*ends, linkage.property]
    for joined in ("evidence", "sentences", "found_by"):
        lines = [*str(known[joined]).split("\n"), *str(attributes[joined]).split("\n")]
        known[joined] = "\n".join(dict.fromkeys(lines))
    known["confidence"] = known["weight"] = max(
        known["confidence"], attributes["confidence"]
    )


def _edge(linkage: Linkage, sentences: Sentences) -> Attributes:
    sure = linkage.confidence or 0.0
    found_by = "\n".join(local_name(finder) for finder in linkage.found_by)
    return {
        "confidence": sure,
        "weight": sure,
        "found_by": found_by,
        **_evidence(sentences, linkage.sentences),
    }


def _evidence(sentences: Sentences, stating: Iterable[str]) -> Attributes:
    listed = sentences.of(stating)
    words = (" ".join(sentence.text.split()) for sentence in listed)
    return {
        "evidence": "\n".join(dict.fromkeys(words)),
        "sentences": "\n".join(one.iri for one in listed),
    }


def _node(thing: Thing) -> Attributes:
    values = dict(thing.values)
    found: Attributes = {
        "aliases": "\n".join(thing.other_names),
        "reports": "\n".join(thing.reports),
        "number": thing.number,
        "stage": thing.stage,
        "action": str(thing.action),
        "kind": str(next(iter(thing.kinds), "")),
        "broader": str(next(iter(thing.broader), "")),
        "geonames": str(next(iter(thing.matches), "")),
        **{name: values.get(name, "") for name in _TEXTS},
    }
    stated = {name: value for name, value in found.items() if value}
    return {
        "class": thing.type,
        "label": thing.label,
        **stated,
        **_figures(thing, values),
    }


def _figures(thing: Thing, values: dict[str, str]) -> Attributes:
    found: Attributes = {}
    for name in _NUMBERS:
        number = _number(values.get(name, ""))
        if number is not None:
            found[name] = number
    for name in _YEARS:
        if values.get(name, "").isdecimal():
            found[name] = int(values[name])
    if thing.point:
        found["longitude"], found["latitude"] = thing.point
    return found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
