"""The seed's page says what the seed's graph says: every sentence, every count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.namespaces import LINKAGES, PG
from policygraph.queries import ask
from policygraph.rdf import read_triples
from policygraph.store import GraphStore
from policygraph.views import read_network, render
from policygraph.views.model import ENTITY_TYPES, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from opened_page import Opened

    from policygraph.views import Network

PREFIXES = """PREFIX pg: <https://w3id.org/policygraph/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
    PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> """
TASK_CLASSES = ("KeyTask", "SubTask", "Measure")


@pytest.fixture(scope="module")
def store(seed_graph: Path) -> Iterator[GraphStore]:
    """The seed's graph, open."""
    with GraphStore.open(seed_graph) as opened_store:
        yield opened_store


@pytest.fixture(scope="module")
def network(seed_graph: Path) -> Network:
    """The network that the seed's page holds."""
    return read_network(read_triples(seed_graph))


def test_every_sentence_behind_a_linkage_is_one_that_the_graph_gives(
    network: Network, store: GraphStore
) -> None:
    """Node by node: linkages and their sentences, in the page and by SPARQL, are the same set."""
    answer = store.query(
        PREFIXES
        + """SELECT ?s ?p ?o ?begin WHERE { ?l a pg:Linkage ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
        prov:wasDerivedFrom ?e . ?e nif:beginIndex ?begin FILTER(?p != pg:stage) }"""
    )
    stated = {
        (str(s), str(p), str(o), int(begin.value)) for s, p, o, begin in answer.rows
    }  # type: ignore[union-attr]
    shown = {
        (
            network.nodes[edge.source].id,
            str(PG[edge.property]),
            network.nodes[edge.target].id,
            network.sentences[n].begin,
        )
        for edge in network.edges
        if edge.property in LINKAGES
        for n in edge.sentences
    }
    assert stated
    assert shown == stated


def test_every_sentence_behind_a_concern_mentions_the_entity(
    network: Network, store: GraphStore
) -> None:
    """A sentence shown for a task and an entity holds, by SPARQL, a mention of it; and every concern has one."""
    answer = store.query(
        PREFIXES
        + "SELECT ?e ?begin WHERE { ?m itsrdf:taIdentRef ?e ; nif:sentence ?s . ?s nif:beginIndex ?begin }"
    )
    mentioned = {(str(entity), int(begin.value)) for entity, begin in answer.rows}  # type: ignore[union-attr]
    concerns = [edge for edge in network.edges if edge.property == "concerns"]
    shown = {
        (network.nodes[edge.target].id, network.sentences[n].begin)
        for edge in concerns
        for n in edge.sentences
    }
    assert shown
    assert shown <= mentioned
    bare = [network.nodes[edge.target].label for edge in concerns if not edge.sentences]
    assert bare == []


@pytest.mark.browser
def test_every_count_in_the_legend_is_a_sparql_count(
    opened: Callable[..., Opened], network: Network, store: GraphStore
) -> None:
    """Classes by their instances, linkages by the triples that state them, as the page in a browser shows them."""
    one = opened(render(network))
    shown = one.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('#legend label, #linkages label')].map(label =>
            [label.dataset.type || label.dataset.property, Number(label.querySelector('.count').textContent)]))"""
    )
    counted = {}
    for name in TYPES:
        counted[name] = count(store, f"?x a pg:{name}")
    for name in (*LINKAGES, "concerns"):
        counted[name] = count(store, f"?x pg:{name} ?y")
    tasks = " ".join(f"pg:{name}" for name in TASK_CLASSES)
    counted["isPartOf"] = count(
        store, f"VALUES ?c {{ {tasks} }} ?x a ?c ; dcterms:isPartOf ?y"
    )
    assert shown == {name: number for name, number in counted.items() if number}
    one.check_quiet()


@pytest.mark.parametrize(
    ("question", "given", "kind"),
    [
        *(("entities", {"class": name}, name) for name in ENTITY_TYPES),
        ("places", {}, "Place"),
        ("institutions", {}, "Institution"),
        ("projects", {}, "Project"),
        ("industries", {}, "Industry"),
        ("targets", {}, "Target"),
        ("measures", {}, "Measure"),
        ("reports", {}, "Report"),
    ],
)
def test_questions_have_as_many_rows_as_the_page_has_things(
    network: Network, seed_graph: Path, question: str, given: dict[str, str], kind: str
) -> None:
    """What `serve` lists of a class, and what the page draws of it, are as many."""
    rows = ask(question, [str(seed_graph)], given).answer
    assert len(rows) == sum(node.type == kind for node in network.nodes)  # type: ignore[arg-type]


def test_a_report_has_as_many_linkages_in_the_list_as_in_the_page(
    network: Network, seed_graph: Path
) -> None:
    """The list of reports, on the first page of `serve` too, counts tasks, entities and linkages as the page does."""
    (row,) = ask("reports", [str(seed_graph)]).answer  # type: ignore[misc]
    drawn = [edge for edge in network.edges if edge.property in LINKAGES]
    kinds = [node.type for node in network.nodes]
    assert row["linkages"] == len(drawn)
    assert row["entities"] == sum(kind in ENTITY_TYPES for kind in kinds)
    assert row["tasks"] == sum(kind in TASK_CLASSES for kind in kinds)


def count(store: GraphStore, pattern: str) -> int:
    """How many solutions a pattern has."""
    answer = store.query(f"{PREFIXES} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(answer.rows[0][0].value)  # type: ignore[union-attr]
