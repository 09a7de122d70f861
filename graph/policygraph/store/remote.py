"""Graphs behind the URL of a SPARQL endpoint, read whole.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.rdf import parse_triples
from policygraph.remote import RemoteError, address_of, answer_to, client_for, credentials_for

if TYPE_CHECKING:
    from policygraph.remote import RemoteAnswer
    from policygraph.terms import Triple

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_HOW_MANY = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
_ACCEPTED = "application/n-triples, text/turtle;q=0.9"
_COUNTED = "application/sparql-results+json"

SYNTAXES = {"application/n-triples": "ntriples", "text/plain": "ntriples", "text/turtle": "turtle"}
"""Media type of an RDF answer to the name of its syntax."""


def read_endpoint(url: str) -> tuple[Triple, ...]:
    """All triples of an endpoint's default graph, each once.

    An endpoint that cuts its answers short is asked for the rest in pages of what it gave at first.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, refuses, answers with something else, or does not give everything.
    """
    first = page = _triples(url, _EVERYTHING)
    found, total, offset = dict.fromkeys(first), _count(url), 0
    while page and len(found) < total:
        offset += len(first)
        before, page = page, _triples(url, f"{_EVERYTHING} LIMIT {len(first)} OFFSET {offset}")
        if page == before:
            break  # it knows no pages
        found |= dict.fromkeys(page)
    if len(found) < total:
        raise GraphError(
            f"'{address_of(url).shown}' gave {len(found):,} of {total:,} triples",
            expected="an endpoint that gives all of them, at once or in pages",
            remedy="ask its keeper for a dump, or load the graphs elsewhere",
        )
    return tuple(found)


def _triples(url: str, query: str) -> tuple[Triple, ...]:
    answer, shown = posted(url, query, _ACCEPTED)
    if not answer.is_success or answer.media not in SYNTAXES:
        raise GraphError(
            f"'{shown}' answered {answer.line} with '{answer.media}'",
            expected=_ACCEPTED,
            remedy="give the URL that takes queries",
        )
    return parse_triples(answer.body, SYNTAXES[answer.media])


def _count(url: str) -> int:
    """How many triples there are; 0 where the endpoint does not say."""
    answer, _ = posted(url, _HOW_MANY, _COUNTED)
    try:
        (row,) = json.loads(answer.body)["results"]["bindings"]
        return int(row["n"]["value"])
    except (ValueError, KeyError, TypeError):
        return 0


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
