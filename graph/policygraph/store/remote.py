"""Graphs behind the URL of a SPARQL endpoint, read whole.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.namespaces import PG
from policygraph.rdf import parse_triples
from policygraph.remote import (
    RemoteError,
    address_of,
    answer_to,
    client_for,
    credentials_for,
)
from policygraph.terms import Iri

if TYPE_CHECKING:
    from policygraph.remote import RemoteAnswer
    from policygraph.terms import Triple

_REPORTS = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?g a <{PG.Report}> }} }}"
_ACCEPTED = "application/n-triples, text/turtle;q=0.9"
_COUNTED = "application/sparql-results+json"

SYNTAXES = {
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "text/turtle": "turtle",
}
"""Media type of an RDF answer to the name of its syntax."""


def read_endpoint(url: str) -> tuple[Triple, ...]:
    """All triples of an endpoint's default graph, and of the graphs of reports that it does not hold, each once.

    An endpoint that cuts its answers short is asked for the rest in pages of what it gave at first.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, refuses, answers with something else, or does not give everything.
    """
    found = _whole(url, "{ ?s ?p ?o }")
    held = {triple.subject for triple in found if triple.object == PG.Report}
    for graph in report_graphs(url):
        if graph not in held:
            found |= _whole(url, f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return tuple(found)


def report_graphs(url: str) -> tuple[Iri, ...]:
    """The names of an endpoint's graphs that are those of reports, sorted; none where it does not say.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached.
    """
    return tuple(
        sorted(Iri(row["g"]["value"]) for row in _rows(url, _REPORTS) if "g" in row)
    )


def _whole(url: str, pattern: str) -> dict[Triple, None]:
    """The triples of a pattern."""
    everything = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern}"
    first = page = _triples(url, everything)
    found, total, offset = dict.fromkeys(first), _count(url, pattern), 0
    while page and len(found) < total:
        offset += len(first)
        before, page = (
            page,
            _triples(url, f"{everything} LIMIT {len(first)} OFFSET {offset}"),
        )
        if page == before:
            break  # it knows no pages
        found |= dict.fromkeys(page)
    if len(found) < total:
        raise GraphError(
            f"'{address_of(url).shown}' gave {len(found):,} of {total:,} triples",
            expected="an endpoint that gives all of them, at once or in pages",
            remedy="ask its keeper for a dump, or load the graphs elsewhere",
        )
    return found


def _triples(url: str, query: str) -> tuple[Triple, ...]:
    answer, shown = posted(url, query, _ACCEPTED)
    if not answer.is_success or answer.media not in SYNTAXES:
        raise GraphError(
            f"'{shown}' answered {answer.line} with '{answer.media}'",
            expected=_ACCEPTED,
            remedy="give the URL that takes queries",
        )
    return parse_triples(answer.body, SYNTAXES[answer.media])


def _count(url: str, pattern: str) -> int:
    """How many triples there are; 0 where the endpoint does not say."""
    rows = _rows(
        url, f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {pattern} }}"
    )
    try:
        return int(rows[0]["n"]["value"])
    except (LookupError, ValueError, TypeError):
        return 0


def _rows(url: str, query: str) -> list[dict[str, dict[str, str]]]:
    """The rows of an answer; none where the endpoint gives something else."""
    answer, _ = posted(url, query, _COUNTED)
    try:
        rows = json.loads(answer.body)["results"]["bindings"]
    except (ValueError, LookupError, TypeError):
        return []
    return rows if isinstance(rows, list) else []


def posted(
    url: str, query: str, accepted: str, graph: str = ""
) -> tuple[RemoteAnswer, str]:
    """What an endpoint answers to a query, of one named graph if given, and how its address is shown.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, or does not come to an end.
    """
    address = address_of(url)
    given = credentials_for(address)
    try:
        with client_for(
            address, (given.user, given.password) if given else None
        ) as client:
            request = client.build_request(
                "POST",
                address.url,
                data={
                    "query": query,
                    **({"default-graph-uri": graph} if graph else {}),
                },
                headers={"Accept": accepted},
            )
            return answer_to(client, request), address.shown
    except RemoteError as error:
        raise GraphError(
            f"'{address.shown}': {error}",
            expected="a SPARQL endpoint",
            remedy="check the URL and the server",
        ) from None
