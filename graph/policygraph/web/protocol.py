"""The SPARQL endpoint: the operation "query" of the protocol, by GET, by a POSTed form and by POST directly.

Source: SPARQL 1.1 Protocol, section 2.1; SPARQL 1.1 Service Description.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from policygraph.sparql import lex, unescape
from policygraph.web.description import describe_service
from policygraph.web.negotiation import GRAPHS, TABLES, TRUTHS, preferred, prefers_html, with_charset
from policygraph.web.pool import QueryStoppedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from policygraph.web.pool import Pool

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"

_STATUSES = {"wrong": 400, "refused": 403, "large": 503, "failed": 500}
_OFFERED: Mapping[str, Mapping[str, str]] = {"SELECT": TABLES, "ASK": TRUTHS, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}


class ProtocolError(Exception):
    """A request that the protocol does not allow: its status, and in words what would be right."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.message = message
        self.headers = dict(headers or {})
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation; the dataset is the server's own where neither kind of graph is named."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def endpoint(request: Request) -> Response:
    """The answer to one request at the endpoint."""
    try:
        return await _answer(request)
    except ProtocolError as error:
        return message(error.status, error.message, error.headers)
    except QueryStoppedError as stopped:
        headers = {"Retry-After": "2"} if stopped.retry else {}
        return message(503, f"{stopped.reason}; nothing of its answer is sent", headers)


def message(status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """A response that says in words what was wrong."""
    return Response(f"{text}\n", status, {"Content-Type": "text/plain; charset=utf-8", **(headers or {})})


async def _answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": METHODS})
    if request.method not in {"GET", "HEAD", "POST"}:
        raise ProtocolError(
            405, f"{request.method} is no method of a query operation; use GET or POST", {"Allow": METHODS}
        )
    accept = request.headers.get("accept", "")
    if request.method != "POST" and not request.url.query:
        return RedirectResponse("/editor", 303) if prefers_html(accept) else describe_service(request)
    operation = await read_operation(request)
    if prefers_html(accept):
        return RedirectResponse(f"/results?{urlencode({'query': operation.query})}", 303)
    return await answer(request.app.state.pool, operation, accept)


async def read_operation(request: Request) -> Operation:
    """The query operation that a request asks for.

    Raises:
        ProtocolError: It asks for none, for two, or in a form that the protocol does not know.
    """
    pairs = _decoded(request.url.query, "the query string")
    if request.method == "POST":
        content, _, parameters = request.headers.get("content-type", "").partition(";")
        content = content.strip().lower()
        if content == FORM:
            pairs = _decoded(await _text(request, ""), "the form") + pairs
        elif content == DIRECT:
            pairs = [("query", await _text(request, parameters)), *pairs]
        elif content == UPDATE:
            raise ProtocolError(403, "updates are refused: this endpoint is read-only")
        else:
            raise ProtocolError(
                415,
                f"a POST with content type '{content}' is no query; use {DIRECT} or {FORM}",
                {"Accept-Post": f"{DIRECT}, {FORM}"},
            )
    return _operation(pairs)


async def answer(pool: Pool, operation: Operation, accept: str) -> Response:
    """The answer to a query operation, in the format that the client likes best.

    Raises:
        ProtocolError: The query is malformed or refused, or no acceptable format can be had.
        QueryStoppedError: It took too long or too much.
    """
    offered = _OFFERED.get(form_of(operation.query), TABLES)
    media = preferred(accept, offered)
    if not media:
        raise ProtocolError(406, f"none of '{accept}' can be had; use one of {', '.join(offered)}")
    named = [*operation.default_graphs, *operation.named_graphs]
    unknown = sorted(set(named) - set(pool.graphs))
    if unknown:
        raise ProtocolError(
            400, f"<{unknown[0]}> is not in the dataset; its graphs are listed in the service description"
        )
    head = {
        "do": "sparql",
        "text": operation.query,
        "table": TABLES.get(media, "json"),
        "graph": GRAPHS.get(media, "turtle"),
        "default": list(operation.default_graphs) if named else None,
        "named": list(operation.named_graphs) if named else None,
    }
    reply, body = await pool.run(head)
    if reply["status"] != "ok":
        raise ProtocolError(_STATUSES[reply["status"]], reply["message"])
    return Response(body, headers={"Content-Type": with_charset(media), "Vary": "Accept"})


def form_of(query: str) -> str:
    r"""The form of a query: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; empty where it has none.

    Example:
        >>> form_of("PREFIX ask: <http://example.org/> # SELECT\nconstruct { } where { }")
        'CONSTRUCT'
    """
    words = (token.text.upper() for token in lex(unescape(query)) if token.kind == "word")
    return next((word for word in words if word in _OFFERED), "")


def _operation(pairs: list[tuple[str, str]]) -> Operation:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise ProtocolError(403, "updates are refused: this endpoint is read-only")
    if len(queries) != 1:
        wrong = "no query" if not queries else f"{len(queries)} queries"
        raise ProtocolError(400, f"the request has {wrong}; send exactly one as parameter 'query'")
    graphs = {kind: tuple(v for name, v in pairs if name == kind) for kind in ("default-graph-uri", "named-graph-uri")}
    return Operation(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"])


def _decoded(text: str, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise ProtocolError(400, f"{where} is not UTF-8, percent-encoded") from error


async def _text(request: Request, parameters: str) -> str:
    charset = parameters.partition("charset=")[2].strip(' "').lower() or "utf-8"
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise ProtocolError(415, f"charset '{charset}' is not read; send UTF-8")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > request.app.state.limits.body:
            raise ProtocolError(413, f"the request has more than {request.app.state.limits.body:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the body is not UTF-8 at byte {error.start}") from error
