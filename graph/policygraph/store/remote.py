"""Graphs behind the URL of a SPARQL endpoint, read whole.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.rdf import parse_triples
from policygraph.remote import RemoteError, address_of, answer_to, client_for, credentials_for

if TYPE_CHECKING:
    from policygraph.remote import RemoteAnswer
    from policygraph.terms import Triple

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ACCEPTED = "application/n-triples, text/turtle;q=0.9"

SYNTAXES = {"application/n-triples": "ntriples", "text/plain": "ntriples", "text/turtle": "turtle"}
"""Media type of an RDF answer to the name of its syntax."""


def read_endpoint(url: str) -> tuple[Triple, ...]:
    """All triples of an endpoint's default graph.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, refuses, or answers with something else.
    """
    answer, shown = posted(url, _EVERYTHING, _ACCEPTED)
    if not answer.is_success or answer.media not in SYNTAXES:
        raise GraphError(
            f"'{shown}' answered {answer.line} with '{answer.media}'",
            expected=_ACCEPTED,
            remedy="give the URL that takes queries",
        )
    return parse_triples(answer.body, SYNTAXES[answer.media])


def posted(url: str, query: str, accepted: str) -> tuple[RemoteAnswer, str]:
    """What an endpoint answers to a query, and how its address is shown.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, or does not come to an end.
    """
    address = address_of(url)
    given = credentials_for(address)
    try:
        with client_for(address, (given.user, given.password) if given else None) as client:
            request = client.build_request("POST", address.url, data={"query": query}, headers={"Accept": accepted})
            return answer_to(client, request), address.shown
    except RemoteError as error:
        raise GraphError(
            f"'{address.shown}': {error}", expected="a SPARQL endpoint", remedy="check the URL and the server"
        ) from None
