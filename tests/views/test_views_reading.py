"""From triples to a network: nodes, edges, and the sentences behind each."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from policygraph.linking.gazetteer import look_up
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal, Triple
from policygraph.views import read_network, read_statements
from policygraph.views.native_names import native_names
from three_reports import graph_of

if TYPE_CHECKING:
    from policygraph.views import Network
    from policygraph.views.model import Edge, Node

PREFIXES = "PREFIX pg: <https://w3id.org/policygraph/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>"


def node(network: Network, label: str) -> Node:
    """The node of that label."""
    return next(one for one in network.nodes if one.label == label)


def edge(network: Network, source: str, name: str, target: str) -> Edge:
    """The edge between two labels."""
    return next(
        one
        for one in network.edges
        if one.property == name
        and network.nodes[one.source].label == source
        and network.nodes[one.target].label == target
    )


def test_a_place_carries_its_names_its_link_and_its_coordinates(
    small_network: Network,
) -> None:
    """Aliases in any language, GeoNames and the point of the geometry are on the node."""
    chongqing = node(small_network, "Chongqing")
    assert chongqing.alt_labels == ("Chongqing Municipality", "重庆")
    assert [link.label for link in chongqing.links] == ["GeoNames"]
    assert (chongqing.longitude, chongqing.latitude) == (106.55771, 29.56026)


def test_a_linkage_carries_its_sentence_rule_and_confidence(
    small_network: Network,
) -> None:
    """The edge of a linkage names the sentences that state it."""
    found = edge(
        small_network, "Chongqing-Kunming high-speed railway", "connects", "Kunming"
    )
    assert (found.confidence, found.found_by) == (0.99, "route rule")
    assert [small_network.sentences[one].text[:30] for one in found.sentences] == [
        "Work on the Chongqing-Kunming "
    ]


def test_marks_cover_the_words_that_name_an_entity(small_network: Network) -> None:
    """Each mark's stretch of its sentence is a name that the report gives to the node."""
    words = {
        (sentence.text[mark.begin : mark.end], small_network.nodes[mark.node].label)
        for sentence in small_network.sentences
        for mark in sentence.marks
    }
    assert ("LCD panel", "LCD panel industry") in words
    assert ("42.1 billion yuan", "42.1 billion yuan") in words


def test_a_sentence_leads_up_to_its_task_and_key_task(small_network: Network) -> None:
    """The way up from a sentence is the task whose lead sentence stands before it, then that task's key task."""
    sentence = next(
        one for one in small_network.sentences if "Shapingba Station" in one.text
    )
    assert sentence.task is not None
    task = small_network.nodes[sentence.task]
    assert task.label == "Speed up railway construction."
    assert task.parent is not None
    assert small_network.nodes[task.parent].number == "III"


def test_every_linkage_is_one_edge_with_the_sentences_that_the_graph_gives_it(
    small_network: Network, small_triples: tuple[Triple, ...]
) -> None:
    """Edges and their sentences equal what SPARQL says of `pg:Linkage`."""
    ask = f"""{PREFIXES}
        PREFIX rdf: <{RDF}> PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
        SELECT ?s ?p ?o ?begin {{ ?l a pg:Linkage ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
            prov:wasDerivedFrom ?e . ?e nif:beginIndex ?begin FILTER(?p != pg:stage) }}"""
    with GraphStore.from_triples(small_triples) as store:
        stated = {
            (str(s), str(p), str(o), int(b)) for s, p, o, b in rows_of(store, ask)
        }
    shown = {
        (
            network_id(small_network, e.source),
            str(PG[e.property]),
            network_id(small_network, e.target),
            sentence,
        )
        for e in small_network.edges
        for sentence in (small_network.sentences[one].begin for one in e.sentences)
        if e.property not in {"concerns", "isPartOf"}
    }
    assert shown == stated


def test_every_sentence_of_a_concern_names_the_entity_and_lies_in_the_task(
    small_network: Network,
) -> None:
    """What the panel shows for a task and an entity is a sentence of that task in which the entity is marked."""
    concerns = [one for one in small_network.edges if one.property == "concerns"]
    assert len(concerns) == 43
    for one in concerns:
        assert one.sentences
        for number in one.sentences:
            sentence = small_network.sentences[number]
            assert one.target in {mark.node for mark in sentence.marks}
            above, at = set(), sentence.task
            while at is not None:
                above.add(at)
                at = small_network.nodes[at].parent
            assert (
                one.source in above
                or number in small_network.nodes[one.source].sentences
            )


def test_the_order_of_triples_does_not_matter(
    small_triples: tuple[Triple, ...], small_network: Network
) -> None:
    """Shuffled triples give the same network."""
    shuffled = list(small_triples)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert read_network(shuffled) == small_network


def test_a_direct_triple_without_a_linkage_is_drawn_without_evidence() -> None:
    """A graph made by others may hold plain triples; they are edges of unknown confidence."""
    road, town = Iri(BASE.road), Iri(BASE.town)
    facts = [
        Triple(road, RDF.type, PG.Project),
        Triple(town, RDF.type, PG.Place),
        Triple(road, PG.connects, town),
    ]
    found = read_network(facts, concepts={})
    assert [(one.property, one.confidence, one.sentences) for one in found.edges] == [
        ("connects", None, ())
    ]


def test_a_constructed_graph_borrows_labels_and_evidence_from_the_graph_it_comes_from(
    small_triples: tuple[Triple, ...],
) -> None:
    """A statement of the result that stands in the graph keeps its sentence; another stands without."""
    railway, kunming = (
        Iri(BASE["project-chongqing_kunming_high_speed_railway--39bc54db9c47"]),
        Iri(BASE["place-1804651"]),
    )
    stated = [
        Triple(railway, PG.connects, kunming),
        Triple(kunming, Iri("urn:x:near"), Iri("urn:x:Dali")),
        Triple(Iri("urn:x:Dali"), SKOS.prefLabel, Literal("Dali", language="en")),
    ]
    found = read_statements(stated, context=small_triples)
    assert {one.label for one in found.nodes} == {
        "Chongqing-Kunming high-speed railway",
        "Kunming",
        "Dali",
    }
    linkage = next(one for one in found.edges if one.property == "connects")
    assert [found.sentences[one].text[-9:] for one in linkage.sentences] == [
        "progress."
    ]
    assert [found.nodes[mark.node].label for mark in found.sentences[0].marks] == [
        "Chongqing-Kunming high-speed railway"
    ]


def rows_of(store: GraphStore, text: str) -> list[tuple[object, ...]]:
    """The rows of a SELECT query."""
    answer = store.query(text)
    return [
        tuple(getattr(value, "value", value) for value in row) for row in answer.rows
    ]  # type: ignore[union-attr]


def network_id(network: Network, number: int) -> str:
    """The IRI of a node."""
    return network.nodes[number].id


def test_a_place_is_known_by_the_names_that_the_table_of_places_has() -> None:
    """The Chinese names of a GeoNames id are those under which the look-up of places finds that id."""
    names = native_names("https://sws.geonames.org/1814905/")
    assert names
    assert all(1814905 in {row.geonames for row in look_up(name)} for name in names)
    assert native_names("https://sws.geonames.org/0/") == ()


def test_reports_of_one_title_are_told_apart() -> None:
    """By the year where that does, else by the name of the file; one alone bears its title."""
    labels = [
        [one.label for one in read_network(triples).nodes if one.type == "Report"]
        for triples in (graph_of(0), (*graph_of(0), *graph_of(1)))
    ]
    title = "Work plan of the Chongqing Municipal People's Government"
    assert labels == [[title], [f"{title} (2030)", f"{title} (2031)"]]
