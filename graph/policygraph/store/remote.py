"""Graphs behind the URL of a SPARQL endpoint, read whole.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.namespaces import GEO, PG
from policygraph.rdf import parse_triples
from policygraph.remote import (
    RemoteError,
    address_of,
    answer_to,
    client_for,
    credentials_for,
)
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.remote import RemoteAnswer
    from policygraph.store.opening import Quad
    from policygraph.terms import Triple

_REPORTS = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?g a <{PG.Report}> }} }}"
_ANY = "{ ?s ?p ?o }"
_LOOSE = f"{{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {_ANY} }} }}"
"""What stands in the default graph and in no named one; some engines add the named ones up in the default graph."""

_ACCEPTED = "application/n-triples, text/turtle;q=0.9"
_COUNTED = "application/sparql-results+json"

SYNTAXES = {
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "text/turtle": "turtle",
}
"""Media type of an RDF answer to the name of its syntax."""


def read_endpoint(url: str) -> Iterator[Quad]:
    """The graphs of an endpoint's reports, each under its name, and under None what stands in its default graph alone.

    What several reports say is told of each, as their files tell it. Where no report has a graph of its own there, it
    is the default graph. Whatever else a server keeps in named graphs, such as its own settings, is left out. An
    endpoint that cuts its answers short is asked for the rest in pages of what it gave at first.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, refuses, answers with something else, or does not give everything.
    """
    graphs = report_graphs(url)
    for graph in graphs:
        # by a variable: Virtuoso finds a named graph so even where the URL says which graph is the default
        for triple in _whole(url, f"{{ VALUES ?g {{ <{graph}> }} GRAPH ?g {_ANY} }}"):
            yield triple, graph
    for triple in _whole(url, _LOOSE if graphs else _ANY):
        yield triple, None


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
    return tuple(map(_as_written, parse_triples(answer.body, SYNTAXES[answer.media])))


def _as_written(triple: Triple) -> Triple:
    """The triple, a point with the type that files give it: Virtuoso gives one of its own."""
    if triple.predicate != GEO.asWKT or not isinstance(triple.object, Literal):
        return triple
    return triple._replace(object=Literal(triple.object.value, GEO.wktLiteral))


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
