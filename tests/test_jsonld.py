"""JSON-LD goes out with a context and types, so that any processor can frame it, and comes back as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

from policygraph.export import export
from policygraph.jsonld import CONTEXT, context, to_jsonld
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.ontology import context_file, ontology_in
from policygraph.rdf import parse_triples, read_triples, serialise, to_turtle
from policygraph.resources import resource
from policygraph.store import GraphStore
from policygraph.store.answering import Wire
from policygraph.terms import Iri, Literal, Triple
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The facts of the small report."""
    return tuple(read_triples(SMALL))


@pytest.fixture(scope="module")
def document(small: tuple[Triple, ...]) -> dict[str, Any]:
    """The small graph as JSON."""
    written: dict[str, Any] = json.loads(
        export([(fact, None) for fact in small], "jsonld")
    )
    return written


def framed(document: dict[str, Any], frame: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes that a frame finds, as PyLD finds them."""
    found = jsonld.frame(document, {"@context": context(), **frame})
    nodes: list[dict[str, Any]] = found.get("@graph", [found] if "@id" in found else [])
    return nodes


@pytest.mark.parametrize("name", ["Project", "Place", "KeyTask", "Linkage", "Report"])
def test_a_frame_by_class_finds_its_things(
    name: str, document: dict[str, Any], small: tuple[Triple, ...]
) -> None:
    """As many as the graph has, each by its IRI."""
    things = {fact.subject for fact in small if fact[1:] == (RDF.type, PG[name])}
    nodes = framed(document, {"@type": f"pg:{name}"})
    assert {node["@id"] for node in nodes} == things


def test_a_frame_follows_linkages(document: dict[str, Any]) -> None:
    """A project with its place inside it, whose name is there by language."""
    frame = {"@type": "pg:Project", "pg:locatedIn": {"@type": "pg:Place"}}
    (node,) = (
        node
        for node in framed(document, frame)
        if node["skos:prefLabel"] == {"en": "Shapingba Station"}
    )
    assert node["pg:locatedIn"]["skos:prefLabel"] == {"en": "Shapingba"}
    assert node["pg:stage"] == "pg:Planned"


def test_other_processors_read_the_same_graph(document: dict[str, Any]) -> None:
    """PyLD's and rdflib's reading are the graph of the Turtle, datatypes and languages too."""
    expected = rdflib.Graph().parse(SMALL)
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert isomorphic(rdflib.Graph().parse(data=quads, format="nt"), expected)
    read = rdflib.Dataset()
    read.parse(data=json.dumps(document), format="json-ld")
    assert isomorphic(read.default_graph, expected)


def test_the_published_context_is_that_of_the_ontology() -> None:
    """`ontology/context.jsonld` is made from the ontology and the shapes by `make docs`; `ontology` prints it."""
    assert (
        resource("ontology", CONTEXT).read_bytes()
        == context_file()
        == ontology_in("jsonld-context")
    )


def test_every_way_out_has_the_same_nodes(small: tuple[Triple, ...]) -> None:
    """CONSTRUCT in Python, and on the wire, give JSON-LD with types; it is read back term by term."""
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    with GraphStore.open(SMALL) as store:
        wired = store.write_answer(everything, Wire(graph="jsonld")).body
    assert (
        set(parse_triples(wired, "jsonld"))
        == set(small)
        == set(parse_triples(serialise(small, "jsonld"), "jsonld"))
    )
    assert any("@type" in node for node in json.loads(wired)["@graph"])


HARD = [
    Triple(BASE.a, SKOS.prefLabel, Literal("no language")),
    Triple(BASE.a, SKOS.prefLabel, Literal("two", language="en")),
    Triple(BASE.a, SKOS.prefLabel, Literal("of one", language="en")),
    Triple(BASE.a, SKOS.prefLabel, Literal("Ölmühle", language="de-at")),
    Triple(BASE.a, PG.stage, Literal("a text where a node is wanted")),
    Triple(BASE.a, PG.confidence, Literal("high")),
    Triple(
        BASE.a,
        PG.confidence,
        Literal("0.80", "http://www.w3.org/2001/XMLSchema#decimal"),
    ),
    Triple(
        BASE.a, PG.confidence, Literal("7", "http://www.w3.org/2001/XMLSchema#integer")
    ),
    Triple(BASE.a, RDF.type, Iri("http://example.org/a b".replace(" ", "%20"))),
    Triple(BASE["a#char=0,9"], PG.partOf, BASE["x:y"]),
    Triple(BASE["@id"], PG.partOf, BASE["/x"]),
    Triple(BASE["?q"], PG.partOf, BASE[""]),
    Triple(Iri("geo:37.78,-122.39"), PG.partOf, Iri("urn:isbn:1")),
    Triple(Iri("http://example.org/pg:x"), Iri("http://example.org/p"), Iri(str(PG))),
    Triple(BASE.a, Iri("http://example.org/p"), Literal('\\ " \n \u2028 </script>')),
]


@pytest.mark.parametrize(
    "facts",
    [*([fact] for fact in HARD), HARD],
    ids=[*map(str, range(len(HARD))), "all"],
)
def test_hard_facts_come_back(facts: Iterable[Triple]) -> None:
    """What a context could misread: other values than usual, names like keywords or prefixes, schemes of IRIs."""
    listed = set(facts)
    written = to_jsonld(listed, base=BASE)
    assert set(parse_triples(written, "jsonld")) == listed
    quads = jsonld.to_rdf(json.loads(written), {"format": "application/n-quads"})
    assert set(parse_triples(quads, "nquads")) == listed


def test_blank_nodes_keep_what_is_said_of_them() -> None:
    """The ontology's unions and lists are the same graph afterwards, and the bytes are the same each time."""
    written = ontology_in("jsonld")
    assert written == ontology_in("jsonld")
    back = rdflib.Graph().parse(
        data=to_turtle(parse_triples(written, "jsonld")), format="turtle"
    )
    assert isomorphic(
        back, rdflib.Graph().parse(data=ontology_in("turtle"), format="turtle")
    )
