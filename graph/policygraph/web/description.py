"""What the endpoint says of itself: its service description, with its dataset described in VoID.

Source: SPARQL 1.1 Service Description; VoID Vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import DCTERMS, FORMATS, PREFIXES, RDF, SD, VOID, XSD
from policygraph.rdf import serialise
from policygraph.terms import Iri, Literal, Triple
from policygraph.web.negotiation import GRAPHS, preferred, with_charset
from policygraph.web.requests import RefusedRequestError, Reply

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph
    from policygraph.web.requests import Request

_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
)
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(request: Request, graph: LocalGraph) -> Reply:
    """The service description, in the RDF syntax that the client likes best.

    Raises:
        RefusedRequestError: It can be had in none that the client takes.
    """
    media = preferred(request.accept, GRAPHS)
    if not media:
        raise RefusedRequestError(
            406,
            f"none of '{request.accept}' can be had; use one of {', '.join(GRAPHS)}",
        )
    triples = _description(
        request.root, len(graph.store), graph.store.named_graphs, request.base
    )
    body = serialise(
        triples, GRAPHS[media], prefixes={**PREFIXES, "sd": SD, "void": VOID}
    )
    return Reply(200, body, {"Content-Type": with_charset(media), "Vary": "Accept"})


def _description(
    root: str, size: int, graphs: tuple[Iri, ...], base: str
) -> list[Triple]:
    service, dataset = Iri(f"{root}sparql"), Iri(f"{root}sparql#dataset")
    default = Iri(f"{root}sparql#default-graph")
    facts = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, service),
        Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        Triple(service, SD.defaultDataset, dataset),
        Triple(dataset, RDF.type, SD.Dataset),
        Triple(dataset, RDF.type, VOID.Dataset),
        Triple(
            dataset,
            DCTERMS["title"],
            Literal("The graph that policygraph serves", language="en"),
        ),
        Triple(dataset, VOID.sparqlEndpoint, service),
        Triple(dataset, VOID.triples, Literal(str(size), XSD.integer)),
        Triple(dataset, VOID.uriSpace, Literal(base)),
        Triple(dataset, SD.defaultGraph, default),
        Triple(default, RDF.type, SD.Graph),
    ]
    if graphs:
        facts.append(Triple(service, SD.feature, SD.UnionDefaultGraph))
    facts += [
        Triple(service, SD.resultFormat, FORMATS[name])
        for name in (*_RESULT_FORMATS, *_GRAPH_FORMATS)
    ]
    facts += [
        Triple(dataset, VOID.vocabulary, Iri(str(home))) for home in PREFIXES.values()
    ]
    for number, name in enumerate(graphs, start=1):
        node = Iri(f"{root}sparql#named-graph-{number}")
        facts += [
            Triple(dataset, SD.namedGraph, node),
            Triple(node, RDF.type, SD.NamedGraph),
            Triple(node, SD.name, name),
        ]
    return facts
