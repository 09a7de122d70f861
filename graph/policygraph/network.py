"""Entities and their linkages as a networkx network.

A node is an entity, by its IRI; an edge is a linkage, by its property's local name as key, once for each pair of
entities however many reports state it. All attributes are strings and numbers, so that networkx writes them to
GraphML and GEXF as they are; what an entity lacks is left out.

Nodes: ``class`` and ``label``; ``aliases`` (one a line); ``stage``, ``kind`` (a concept's IRI); ``mentions`` (how often
the reports name it); ``longitude`` and ``latitude`` in degrees; ``value``, ``unit``, ``currency``, ``comparison`` and
``year`` of a target; ``reports`` (one IRI a line).

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

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from policygraph.namespaces import (
    CLASSES,
    DCTERMS,
    GEO,
    ITSRDF,
    NIF,
    PG,
    PROV,
    RDF,
    RELATIONS,
    SCHEMA,
    SKOS,
)
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Triple

    Value = str | int | float
    Attributes = dict[str, Value]

_ENTITIES = {PG[name]: name for name in CLASSES}
_TASKS = {PG[name]: name for name in ("KeyTask", "SubTask", "Measure")}
_PROPERTIES = {PG[name]: name for name in RELATIONS}
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")
_POINT = re.compile(r"POINT ?\((-?[\d.]+) (-?[\d.]+)\)")
_TEXTS = {"unit": SCHEMA.unitText, "currency": PG.currency, "number": PG.number}
_NAMES = {"stage": PG.stage, "comparison": PG.comparison}
_WHOLE = {"kind": PG.kind, "broader": SKOS.broader, "action": PG.action, "geonames": SCHEMA.sameAs}


class _Facts:
    """The triples by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[Iri, dict[Iri, list[Iri | Literal]]] = defaultdict(lambda: defaultdict(list))
        self.mentions: dict[Iri | Literal, int] = defaultdict(int)
        for subject, predicate, target in triples:
            self._values[subject][predicate].append(target)
            if predicate == ITSRDF.taIdentRef:
                self.mentions[target] += 1

    def of_class(self, classes: dict[Iri, str]) -> Iterable[tuple[Iri, str]]:
        """The nodes of these classes with the name of theirs, by IRI."""
        for subject in sorted(self._values):
            named = sorted(classes[kind] for kind in self._values[subject][RDF.type] if kind in classes)
            if named:
                yield subject, named[0]

    def iris(self, node: Iri, property_: Iri) -> list[Iri]:
        """The nodes that a property leads to, sorted."""
        return sorted(value for value in self._values[node][property_] if isinstance(value, Iri))

    def texts(self, node: Iri, property_: Iri) -> list[str]:
        """The literal values of a property, sorted, English ones first."""
        found = (value for value in self._values[node][property_] if isinstance(value, Literal))
        return [value.value for value in sorted(found, key=lambda value: (value.language != "en", value))]

    def first(self, node: Iri, property_: Iri) -> str:
        """The first literal value of a property; empty where there is none."""
        return next(iter(self.texts(node, property_)), "")


def network_of(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    """The network of a graph's entities and linkages; the same facts in any order give the same network."""
    facts = _Facts(triples)
    network = nx.MultiDiGraph()
    for node, name in facts.of_class(_ENTITIES):
        network.add_node(str(node), **_node(facts, node, name))
    for linkage, _ in facts.of_class({PG.Linkage: "Linkage"}):
        _add_linkage(network, facts, linkage)
    return network


def task_network_of(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    """The network of entities and linkages together with the tasks.

    Tasks are nodes of the class "KeyTask", "SubTask" or "Measure" with their ``number``, ``stage`` and sentence as
    ``evidence``; the edges ``isPartOf`` lead to the task above, ``concerns`` to entities, each with the task's sentence
    as its evidence.
    """
    listed = tuple(triples)
    network = network_of(listed)
    facts = _Facts(listed)
    tasks = dict(facts.of_class(_TASKS))
    for task, name in tasks.items():
        network.add_node(str(task), **_node(facts, task, name), **_evidence(facts, task))
    for task in tasks:
        for property_ in (DCTERMS.isPartOf, PG.concerns):
            name = _local(property_)
            for target in facts.iris(task, property_):
                if target in network:
                    network.add_edge(
                        str(task), str(target), key=name, linkage=name, weight=1.0, **_evidence(facts, task)
                    )
    return network


def _add_linkage(network: nx.MultiDiGraph, facts: _Facts, linkage: Iri) -> None:
    for subject in facts.iris(linkage, RDF.subject):
        for property_ in facts.iris(linkage, RDF.predicate):
            for target in facts.iris(linkage, RDF.object):
                if property_ in _PROPERTIES and subject in network and target in network:
                    _add_edge(network, (subject, target, _PROPERTIES[property_]), _edge(facts, linkage))


def _add_edge(network: nx.MultiDiGraph, ends: tuple[Iri, Iri, str], attributes: Attributes) -> None:
    """Adds an edge, or what another report says to the one that is there."""
    subject, target, name = ends
    if network.has_edge(subject, target, name):
        known = network.edges[subject, target, name]
        for joined in ("evidence", "sentences", "found_by"):
            lines = [*str(known[joined]).split("\n"), *str(attributes[joined]).split("\n")]
            known[joined] = "\n".join(dict.fromkeys(lines))
        known["confidence"] = known["weight"] = max(known["confidence"], attributes["confidence"])
    else:
        network.add_edge(str(subject), str(target), key=name, linkage=name, **attributes)


def _edge(facts: _Facts, linkage: Iri) -> Attributes:
    stated = facts.first(linkage, PG.confidence)
    sure = float(stated) if _NUMBER.fullmatch(stated) else 0.0
    found_by = "\n".join(_local(finder) for finder in facts.iris(linkage, PG.foundBy))
    return {"confidence": sure, "weight": sure, "found_by": found_by, **_evidence(facts, linkage)}


def _evidence(facts: _Facts, node: Iri) -> Attributes:
    sentences = sorted(facts.iris(node, PROV.wasDerivedFrom), key=lambda iri: facts.first(iri, NIF.beginIndex).zfill(9))
    words = (" ".join(facts.first(sentence, NIF.anchorOf).split()) for sentence in sentences)
    return {"evidence": "\n".join(dict.fromkeys(words)), "sentences": "\n".join(sentences)}


def _node(facts: _Facts, node: Iri, name: str) -> Attributes:
    attributes: Attributes = {"class": name, "label": facts.first(node, SKOS.prefLabel) or _local(node)}
    aliases, reports = "\n".join(facts.texts(node, SKOS.altLabel)), "\n".join(facts.iris(node, PG.inReport))
    found: Attributes = {"aliases": aliases, "reports": reports, "mentions": facts.mentions[node]}
    found |= {key: _local(next(iter(facts.iris(node, property_)), "")) for key, property_ in _NAMES.items()}
    found |= {key: str(next(iter(facts.iris(node, property_)), "")) for key, property_ in _WHOLE.items()}
    found |= {key: facts.first(node, property_) for key, property_ in _TEXTS.items()}
    return attributes | {key: value for key, value in found.items() if value} | _figures(facts, node)


def _figures(facts: _Facts, node: Iri) -> Attributes:
    found: Attributes = {}
    value, year = facts.first(node, SCHEMA.value), facts.first(node, PG.year)
    if _NUMBER.fullmatch(value):
        found["value"] = float(value)
    if year.isdecimal():
        found["year"] = int(year)
    for geometry in facts.iris(node, GEO.hasCentroid)[:1]:
        point = _POINT.match(facts.first(geometry, GEO.asWKT))
        if point:
            found |= {"longitude": float(point[1]), "latitude": float(point[2])}
    return found


def _local(iri: str) -> str:
    """What an IRI ends in, after its last ``#`` or ``/``."""
    return re.split(r"[#/]", str(iri))[-1]
