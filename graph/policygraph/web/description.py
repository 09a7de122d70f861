"""What the endpoint says of itself: its service description, with its dataset described in VoID.

Source: SPARQL 1.1 Service Description; VoID Vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.namespaces import DCTERMS, FORMATS, PREFIXES, RDF, SD, VOID, XSD
from policygraph.rdf import serialise
from policygraph.terms import Iri, Literal, Triple
from policygraph.web.negotiation import GRAPHS, preferred, with_charset

if TYPE_CHECKING:
    from starlette.requests import Request

_RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(request: Request) -> Response:
    """The service description, in the RDF syntax that the client likes best."""
    accept = request.headers.get("accept", "")
    media = preferred(accept, GRAPHS)
    if not media:
        said = f"none of '{accept}' can be had; use one of {', '.join(GRAPHS)}\n"
        return Response(said, 406, {"Content-Type": "text/plain; charset=utf-8"})
    pool, base = request.app.state.pool, request.app.state.base
    triples = _description(str(request.base_url), pool.triples, pool.graphs, base)
    prefixes = {**PREFIXES, "sd": SD, "void": VOID}
    body = serialise(triples, GRAPHS[media], prefixes=prefixes)
    return Response(body, headers={"Content-Type": with_charset(media), "Vary": "Accept"})


def _description(root: str, size: int, graphs: tuple[str, ...], base: str) -> list[Triple]:
    service, dataset = Iri(f"{root}sparql"), Iri(f"{root}sparql#dataset")
    default = Iri(f"{root}sparql#default-graph")
    facts = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, service),
        Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        Triple(service, SD.defaultDataset, dataset),
        Triple(dataset, RDF.type, SD.Dataset),
        Triple(dataset, RDF.type, VOID.Dataset),
        Triple(dataset, DCTERMS["title"], Literal("The graph that policygraph serves", language="en")),
        Triple(dataset, VOID.sparqlEndpoint, service),
        Triple(dataset, VOID.triples, Literal(str(size), XSD.integer)),
        Triple(dataset, VOID.uriSpace, Literal(base)),
        Triple(dataset, SD.defaultGraph, default),
        Triple(default, RDF.type, SD.Graph),
    ]
    if graphs:
        facts.append(Triple(service, SD.feature, SD.UnionDefaultGraph))
    facts += [Triple(service, SD.resultFormat, FORMATS[name]) for name in (*_RESULT_FORMATS, *_GRAPH_FORMATS)]
    facts += [Triple(dataset, VOID.vocabulary, Iri(str(home))) for home in PREFIXES.values()]
    for number, name in enumerate(graphs, start=1):
        node = Iri(f"{root}sparql#named-graph-{number}")
        facts += [
            Triple(dataset, SD.namedGraph, node),
            Triple(node, RDF.type, SD.NamedGraph),
            Triple(node, SD.name, Iri(name)),
        ]
    return facts
