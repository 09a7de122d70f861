"""A graph behind the URL of any SPARQL endpoint, asked like one on this machine.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import GraphError, QuerySyntaxError
from policygraph.namespaces import PREFIXES
from policygraph.sparql.binding import with_values
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from policygraph.answers import Term

ACCEPTED = "application/sparql-results+json, application/n-triples, text/turtle;q=0.9"
SECONDS = 60.0
_BAD_REQUEST = 400


class Endpoint:
    """A SPARQL endpoint elsewhere.

    Args:
        url: Its query URL. Name and password, where it asks for them, come from the environment variables
            ``POLICYGRAPH_USER`` and ``POLICYGRAPH_PASSWORD``.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, text: str, bindings: Mapping[str, Term], source: str = "query") -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query; the project's prefixes are declared for it.

        Raises:
            QuerySyntaxError: The endpoint says that the query is malformed.
            GraphError: The endpoint cannot be reached, refuses, or answers with something else.
        """
        import httpx  # noqa: PLC0415 (a graph on this machine needs no HTTP)

        query = with_prefixes(with_values(text, bindings))
        try:
            response = httpx.post(
                self.url,
                data={"query": query},
                headers={"Accept": ACCEPTED},
                auth=credentials(),
                timeout=SECONDS,
                follow_redirects=False,
                trust_env=False,
            )
        except httpx.HTTPError as error:
            raise GraphError(
                f"'{self.url}' cannot be reached: {error}", expected="a SPARQL endpoint", remedy="check the URL"
            ) from error
        if response.status_code == _BAD_REQUEST:
            raise QuerySyntaxError(f"{source}: '{self.url}' says: {_said(response)}", expected="SPARQL it understands")
        if not response.is_success:
            raise GraphError(
                f"'{self.url}' answered {response.status_code} {response.reason_phrase}: {_said(response)}",
                expected="a SPARQL answer",
            )
        return self._read(response)

    def _read(self, response: httpx.Response) -> Answer | TruthAnswer | GraphAnswer:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if kind in {"application/sparql-results+json", "application/json"}:
                return read_json(response.json())
            if kind in _RDF_TYPES:
                from policygraph.rdf import parse_triples  # noqa: PLC0415

                return GraphAnswer(tuple(sorted(set(parse_triples(response.content, _RDF_TYPES[kind])), key=str)))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise GraphError(f"'{self.url}' answered no SPARQL results", expected="SPARQL JSON results") from error
        raise GraphError(
            f"'{self.url}' answered with '{kind}'", expected=ACCEPTED, remedy="give the URL that takes queries"
        )


_RDF_TYPES = {"application/n-triples": "ntriples", "text/turtle": "turtle", "text/plain": "ntriples"}


def credentials() -> tuple[str, str] | None:
    """Name and password from the environment, where they are given."""
    user = os.environ.get("POLICYGRAPH_USER")
    return (user, os.environ.get("POLICYGRAPH_PASSWORD", "")) if user else None


def with_prefixes(text: str) -> str:
    """The query with the project's prefixes declared before its own declarations, which win, on the same line.

    Lines keep their numbers, so that a server's complaint still points at the right one.
    """
    return " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()) + " " + text


def read_json(results: dict[str, Any]) -> Answer | TruthAnswer:
    """The answer that SPARQL JSON results hold.

    Example:
        >>> read_json({"head": {}, "boolean": True})
        TruthAnswer(value=True)
    """
    if "boolean" in results:
        return TruthAnswer(bool(results["boolean"]))
    columns = tuple(results["head"]["vars"])
    bindings = results["results"]["bindings"]
    return Answer(columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in bindings))


def _term(value: dict[str, str] | None) -> Term | None:
    if value is None:
        return None
    if value["type"] == "uri":
        return Iri(value["value"])
    if value["type"] == "bnode":
        return Iri(f"_:{value['value']}")
    return Literal(value["value"], value.get("datatype", ""), value.get("xml:lang", ""))


def _said(response: httpx.Response) -> str:
    return " ".join(response.text[:500].split()) or "nothing"
