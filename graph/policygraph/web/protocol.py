"""The SPARQL endpoint: the operation "query" of the protocol, by GET, by a POSTed form and by POST directly.

Source: SPARQL 1.1 Protocol, section 2.1; SPARQL 1.1 Service Description.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from policygraph.sparql import lex, unescape
from policygraph.store.answering import Wire
from policygraph.web.description import describe_service
from policygraph.web.negotiation import (
    GRAPHS,
    TABLES,
    TRUTHS,
    preferred,
    prefers_html,
    with_charset,
)
from policygraph.web.requests import RefusedRequestError, Reply, decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.queries import LocalGraph
    from policygraph.web.limits import Limits
    from policygraph.web.requests import Request

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"

_OFFERED: Mapping[str, Mapping[str, str]] = {
    "SELECT": TABLES,
    "ASK": TRUTHS,
    "CONSTRUCT": GRAPHS,
    "DESCRIBE": GRAPHS,
}
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation; the dataset is the server's own where neither kind of graph is named."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def endpoint(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """The answer to one request at the endpoint.

    Raises:
        RefusedRequestError: The protocol does not allow it.
        PolicygraphError: The query is malformed or refused, or its answer is too large.
    """
    if request.method == "OPTIONS":
        return Reply(204, b"", {"Allow": METHODS})
    if request.method not in {"GET", "HEAD", "POST"}:
        raise RefusedRequestError(
            405,
            f"{request.method} is no method of a query operation; use GET or POST",
            {"Allow": METHODS},
        )
    if request.method != "POST" and not request.query:
        return (
            _leads_to("/editor")
            if prefers_html(request.accept)
            else describe_service(request, graph)
        )
    operation = read_operation(request)
    if prefers_html(request.accept):
        return _leads_to(f"/results?{urlencode({'query': operation.query})}")
    return answer(operation, request.accept, graph, limits)


def read_operation(request: Request) -> Operation:
    """The query operation that a request asks for.

    Raises:
        RefusedRequestError: It asks for none, for two, or in a form that the protocol does not know.
    """
    pairs = decoded(request.query, "the query string")
    if request.method == "POST":
        content, _, parameters = request.content_type.partition(";")
        pairs = _posted(request, content.strip().lower(), parameters) + pairs
    return _operation(pairs)


def answer(
    operation: Operation, accept: str, graph: LocalGraph, limits: Limits
) -> Reply:
    """The answer to a query operation, in the format that the client likes best.

    Raises:
        RefusedRequestError: No acceptable format can be had, or a graph is not there.
        PolicygraphError: The query is malformed or refused, or its answer is too large.
    """
    offered = _OFFERED.get(form_of(operation.query), TABLES)
    media = preferred(accept, offered)
    if not media:
        raise RefusedRequestError(
            406, f"none of '{accept}' can be had; use one of {', '.join(offered)}"
        )
    named = [*operation.default_graphs, *operation.named_graphs]
    unknown = sorted(set(named) - set(graph.store.named_graphs))
    if unknown:
        raise RefusedRequestError(
            400,
            f"<{unknown[0]}> is not in the dataset; its graphs are listed in the service description",
        )
    written = graph.store.write_answer(
        operation.query,
        Wire(
            TABLES.get(media, "json"),
            GRAPHS.get(media, "turtle"),
            limits.rows,
            limits.size,
        ),
        default_graphs=operation.default_graphs if named else None,
        named_graphs=operation.named_graphs if named else None,
    )
    return Reply(
        200, written.body, {"Content-Type": with_charset(media), "Vary": "Accept"}
    )


def form_of(query: str) -> str:
    r"""The form of a query: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; empty where it has none.

    Example:
        >>> form_of("PREFIX ask: <http://example.org/> # SELECT\nconstruct { } where { }")
        'CONSTRUCT'
        >>> form_of("ASKWHERE{}")
        'ASK'
    """
    for token in lex(unescape(query)):
        if token.kind not in {"word", "name"}:
            continue
        word = token.text.upper()
        if word.endswith(":"):
            continue
        for form in _OFFERED:
            if word.startswith(form):
                return form
    return ""


def _leads_to(place: str) -> Reply:
    return Reply(303, b"", {"Location": place, "Vary": "Accept"})


def _posted(request: Request, content: str, parameters: str) -> list[tuple[str, str]]:
    """The parameters in a POST's body.

    Raises:
        RefusedRequestError: It is of a kind or in a charset that the protocol does not know.
    """
    if content == FORM:
        return decoded(_text(request, ""), "the form")
    if content == DIRECT:
        return [("query", _text(request, parameters))]
    if content == UPDATE:
        raise RefusedRequestError(
            403, "updates are refused: this endpoint is read-only"
        )
    raise RefusedRequestError(
        415,
        f"a POST with content type '{content}' is no query; use {DIRECT} or {FORM}",
        {"Accept-Post": f"{DIRECT}, {FORM}"},
    )


def _operation(pairs: list[tuple[str, str]]) -> Operation:
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        given[name].append(value)
    if "update" in given:
        raise RefusedRequestError(
            403, "updates are refused: this endpoint is read-only"
        )
    queries = given["query"]
    if len(queries) != 1:
        wrong = "no query" if not queries else f"{len(queries)} queries"
        raise RefusedRequestError(
            400, f"the request has {wrong}; send exactly one as parameter 'query'"
        )
    return Operation(
        queries[0],
        tuple(given["default-graph-uri"]),
        tuple(given["named-graph-uri"]),
    )


def _text(request: Request, parameters: str) -> str:
    charset = parameters.partition("charset=")[2].strip(' "').lower() or "utf-8"
    if charset not in _CHARSETS:
        raise RefusedRequestError(415, f"charset '{charset}' is not read; send UTF-8")
    try:
        return request.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRequestError(
            400, f"the body is not UTF-8 at byte {error.start}"
        ) from error
