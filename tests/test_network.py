"""The network of entities and linkages."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from policygraph.namespaces import (
    BASE,
    LINKAGES,
    LINKED_CLASSES,
    NIF,
    PG,
    PROV,
    RDF,
    SKOS,
    XSD,
)
from policygraph.network import network_of, task_network_of
from policygraph.rdf import read_triples
from policygraph.terms import Iri, Literal, Triple

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
RAILWAY = BASE["project-chongqing_kunming_high_speed_railway--39bc54db9c47"]
CHONGQING = BASE["place-1814906"]


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The triples of the small graph."""
    return tuple(read_triples(SMALL))


def test_nodes_carry_what_is_known_of_an_entity(small: tuple[Triple, ...]) -> None:
    """Class, label, aliases, stage, figures and coordinates stand as plain values."""
    network = network_of(small)
    assert {attributes["class"] for _, attributes in network.nodes(data=True)} == set(
        LINKED_CLASSES
    )
    chongqing = network.nodes[CHONGQING]
    assert chongqing["label"] == "Chongqing"
    assert chongqing["aliases"] == "Chongqing Municipality\n重庆"
    assert (chongqing["longitude"], chongqing["latitude"]) == (106.55771, 29.56026)
    assert network.nodes[RAILWAY]["stage"] == "Underway"
    assert network.nodes[RAILWAY]["mentions"] == 1
    sums = [
        attributes
        for _, attributes in network.nodes(data=True)
        if attributes.get("currency") == "CNY"
    ]
    assert [
        (each["value"], each["unit"], each["comparison"], each["year"]) for each in sums
    ] == [(42.1e9, "yuan", "Exactly", 2018)]


def test_edges_carry_confidence_and_evidence(small: tuple[Triple, ...]) -> None:
    """A linkage is an edge under its property's name, with the sentence that states it."""
    network = network_of(small)
    assert {key for _, _, key in network.edges(keys=True)} == set(LINKAGES)
    edge = network.edges[RAILWAY, CHONGQING, "connects"]
    assert edge["confidence"] == edge["weight"] == 0.99
    assert edge["found_by"] == "RouteRule"
    assert "Work on the Chongqing-Kunming high-speed railway" in edge["evidence"]
    assert {Iri(edge["sentences"])} <= {
        fact.subject for fact in small if fact[1:] == (RDF.type, NIF.Sentence)
    }


def test_a_linkage_of_two_reports_is_one_edge(small: tuple[Triple, ...]) -> None:
    """What a second report says is joined: all evidence, the higher confidence."""
    more = BASE["linkage-more"]
    other = BASE["sentence-other-0-9"]
    second = [
        Triple(more, RDF.type, PG.Linkage),
        Triple(more, RDF.subject, RAILWAY),
        Triple(more, RDF.predicate, PG.connects),
        Triple(more, RDF.object, CHONGQING),
        Triple(more, PROV.wasDerivedFrom, other),
        Triple(more, PG.confidence, Literal("1.00", XSD.decimal)),
        Triple(more, PG.foundBy, PG.Reader),
        Triple(other, RDF.type, NIF.Sentence),
        Triple(other, NIF.anchorOf, Literal("It runs from Chongqing.")),
    ]
    network = network_of([*small, *second])
    edge = network.edges[RAILWAY, CHONGQING, "connects"]
    assert network.number_of_edges() == network_of(small).number_of_edges()
    assert edge["confidence"] == 1.0
    assert edge["evidence"].count("\n") == 1
    assert "It runs from Chongqing." in edge["evidence"]
    assert edge["found_by"] == "RouteRule\nReader"


def test_tasks_can_be_part_of_the_network(small: tuple[Triple, ...]) -> None:
    """With its tasks the network reaches from a key task to what the report promises for a place."""
    network = task_network_of(small)
    tasks = {
        node
        for node, name in network.nodes(data="class")
        if name in {"KeyTask", "SubTask", "Measure"}
    }
    assert len(tasks) == 11
    key = next(node for node in tasks if network.nodes[node].get("number") == "III")
    assert network.nodes[key]["evidence"] == "Extend the transport network."
    assert nx.has_path(network, key, CHONGQING)
    assert (
        network.edges[key, RAILWAY, "concerns"]["evidence"]
        == "Extend the transport network."
    )


def test_the_order_of_facts_does_not_matter(small: tuple[Triple, ...]) -> None:
    """The same facts give the same nodes and edges in the same order."""
    for make in (network_of, task_network_of):
        first, second = make(small), make(tuple(reversed(small)))
        assert list(first.nodes(data=True)) == list(second.nodes(data=True))
        assert list(first.edges(keys=True, data=True)) == list(
            second.edges(keys=True, data=True)
        )


def test_all_values_are_plain(small: tuple[Triple, ...]) -> None:
    """GraphML knows strings and numbers only, and no subclass of them."""
    network = task_network_of(small)
    values = [
        value
        for _, attributes in network.nodes(data=True)
        for value in attributes.values()
    ]
    values += [
        value
        for _, _, attributes in network.edges(data=True)
        for value in attributes.values()
    ]
    assert {type(value) for value in values} == {str, int, float}
    assert {type(node) for node in network} == {str}


def test_a_graph_of_others_does_not_break_it() -> None:
    """Ends that are no entities and figures that are no numbers are passed over; a node without label has its name."""
    facts = [
        Triple(BASE["target-x"], RDF.type, PG.Target),
        Triple(BASE["target-x"], Iri("https://schema.org/value"), Literal("many")),
        Triple(BASE["target-x"], PG.year, Literal("MMXX")),
        Triple(BASE["linkage-x"], RDF.type, PG.Linkage),
        Triple(BASE["linkage-x"], RDF.subject, BASE["nobody"]),
        Triple(BASE["linkage-x"], RDF.predicate, PG.hasTarget),
        Triple(BASE["linkage-x"], RDF.object, BASE["target-x"]),
        Triple(BASE["place-y"], SKOS.prefLabel, Literal("untyped", language="en")),
    ]
    network = network_of(facts)
    assert list(network.nodes(data=True)) == [
        (BASE["target-x"], {"class": "Target", "label": "target-x"})
    ]
    assert network.number_of_edges() == 0


def test_what_networkx_computes_can_be_computed(small: tuple[Triple, ...]) -> None:
    """Centralities, communities and shortest chains run on it as it is."""
    network = network_of(small)
    assert max(nx.degree_centrality(network), key=network.degree) in network
    assert nx.shortest_path(
        network.to_undirected(), RAILWAY, BASE["place-beibei_district--e734c42f1536"]
    ) == [
        RAILWAY,
        CHONGQING,
        BASE["place-beibei_district--e734c42f1536"],
    ]
    assert sum(map(len, nx.community.louvain_communities(network, seed=1))) == len(
        network
    )
