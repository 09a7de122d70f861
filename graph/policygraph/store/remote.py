"""Graphs behind the URL of a SPARQL endpoint, read whole.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.rdf import parse_triples

if TYPE_CHECKING:
    from policygraph.terms import Triple

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_SYNTAXES = {"application/n-triples": "ntriples", "text/plain": "ntriples", "text/turtle": "turtle"}
_ACCEPTED = "application/n-triples, text/turtle;q=0.9"
_SECONDS = 60.0


def read_endpoint(url: str) -> tuple[Triple, ...]:
    """All triples of an endpoint's default graph.

    Name and password, where it asks for them, come from ``POLICYGRAPH_USER`` and ``POLICYGRAPH_PASSWORD``.

    Raises:
        GraphError: The endpoint cannot be reached, refuses, or answers with something else.
    """
    import httpx  # noqa: PLC0415 - a graph on this machine needs no HTTP

    user = os.environ.get("POLICYGRAPH_USER")
    try:
        response = httpx.post(
            url,
            data={"query": _EVERYTHING},
            headers={"Accept": _ACCEPTED},
            auth=(user, os.environ.get("POLICYGRAPH_PASSWORD", "")) if user else None,
            timeout=_SECONDS,
            trust_env=False,
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise GraphError(f"'{url}' cannot be reached: {error}", expected="a SPARQL endpoint") from error
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not response.is_success or kind not in _SYNTAXES:
        raise GraphError(
            f"'{url}' answered {response.status_code} {response.reason_phrase} with '{kind}'",
            expected=_ACCEPTED,
            remedy="give the URL that takes queries",
        )
    return parse_triples(response.content, _SYNTAXES[kind])
