"""The web application: it reads requests, hands them to workers, and says what holds for every response.

Nothing here grows with a request but the bytes that are handed on: forms, SPARQL and pages are the workers' business.
It answers only requests that name the host it was started for, so that no page elsewhere can reach it through a name
of its own (DNS rebinding); and no page of another site gets anything, unless its origin was allowed.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from policygraph.errors import GraphError
from policygraph.namespaces import BASE
from policygraph.web.editor import editor_files
from policygraph.web.lanes import QueryStoppedError
from policygraph.web.limits import Limits
from policygraph.web.pages import no_page, wrong
from policygraph.web.pool import Pool
from policygraph.web.requests import RefusedRequestError, Reply, Request, in_words
from policygraph.web.security import Guarded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence

    from starlette.requests import Request as Received

    from policygraph.web.messages import Header

_EVERY = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
_SANDBOXED = ("/sparql", "/results", "/id/")
_FOR_PROGRAMS = ("/sparql", "/id/", "/search")
_DISCONNECTED = "http.disconnect"
_PART = 1 << 17


def create_app(
    graphs: Sequence[str],
    *,
    hosts: Collection[str],
    base: str = BASE,
    limits: Limits | None = None,
    origin: str = "",
) -> Guarded:
    """The application on a graph, for any ASGI server; the graph is loaded when the server starts.

    Args:
        graphs: Files, folders or a store folder.
        hosts: The values of the Host header that are answered.
        base: What the IRIs of the data begin with; under it they are dereferenced.
        limits: What requests may take.
        origin: The origin whose pages may read the answers (CORS), "*" for all; none unless given.

    Example:
        >>> guarded = create_app(["tests/fixtures/small.ttl"], hosts={"127.0.0.1:8765"})
        >>> any(route.path == "/sparql" for route in guarded.app.routes)
        True
    """
    kept = limits or Limits()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            app.state.pool = await Pool.start(graphs, kept)
        except GraphError as error:
            app.state.failed = error  # an ASGI server only logs it; whoever started the server wants to know
            raise
        try:
            yield
        finally:
            await app.state.pool.close()

    routes = [
        Route("/sparql", forwarded, methods=_EVERY),
        Route("/picture", picture, methods=["GET"]),
        Route("/editor/{name}", editor_file, methods=["GET"]),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        Route("/{path:path}", forwarded, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.limits, app.state.base = kept, base
    return Guarded(app, frozenset(hosts), origin)


async def forwarded(received: Received) -> Response:
    """What a worker replies, or why it does not."""
    page = not received.url.path.startswith(_FOR_PROGRAMS)
    try:
        request = await _read(received)
        header: Header = {
            "do": "respond",
            "request": request.sent(),
            "page": page,
            "sandboxed": request.path.startswith(_SANDBOXED),
        }
        reply = await _run(received, header, request.body)
    except RefusedRequestError as refused:
        reply = in_words(refused.status, refused.message, refused.headers)
    except QueryStoppedError as stopped:
        reply = _stopped(stopped, page=page)
    return _response(reply)


async def picture(received: Received) -> Response:
    """A drawing: what is around an entity, or what a question or a query constructs."""
    try:
        around = received.query_params.get("iri", "")
        constructed = b""
        if not around:
            reply = await _constructed(received)
            if reply.status != 200:  # noqa: PLR2004 - all is well
                return _response(reply)
            constructed = reply.body
        header: Header = {
            "do": "draw",
            "around": around,
            "page": True,
            "sandboxed": False,
        }
        return _response(await _run(received, header, constructed))
    except QueryStoppedError as stopped:
        return _response(_stopped(stopped, page=True))
    except RefusedRequestError as refused:
        return _response(wrong(refused.status, "No picture", refused.message))


async def editor_file(received: Received) -> Response:
    """A file of the editor that was brought in."""
    files = editor_files() or {}
    name = received.path_params["name"]
    if name not in files:
        return _response(no_page(received.url.path))
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    return Response(
        files[name],
        headers={
            "Content-Type": f"{kind}; charset=utf-8",
            "Cache-Control": "max-age=86400",
        },
    )


async def _constructed(received: Received) -> Reply:
    request = await _read(received)
    own = "query" in received.query_params
    header: Header = {
        "do": "respond",
        "request": request.sent(),
        "page": True,
        "sandboxed": own,
    }
    return await _run(received, header, b"")


async def _read(received: Received) -> Request:
    """The request with its body, once that is here.

    Raises:
        RefusedRequestError: It is larger or slower than it may be.
    """
    headers = received.headers
    return Request(
        method=received.method,
        path=received.scope["path"],
        query=received.scope["query_string"].decode("latin-1"),
        accept=headers.get("accept", ""),
        content_type=headers.get("content-type", ""),
        root=str(received.base_url),
        base=received.app.state.base,
        editor=editor_files() is not None,
        body=await _body(received) if received.method == "POST" else b"",
    )


async def _body(received: Received) -> bytes:
    limits: Limits = received.app.state.limits
    told = received.headers.get("content-length", "")
    too_large = RefusedRequestError(
        413, f"the request has more than {limits.body:,} bytes", {"Connection": "close"}
    )
    if told.isdecimal() and int(told[:20]) > limits.body:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(limits.arrival):
            async for part in received.stream():
                body += part
                if len(body) > limits.body:
                    raise too_large
    except TimeoutError as error:
        raise RefusedRequestError(
            408,
            f"the request was not here after {limits.arrival:g} s",
            {"Connection": "close"},
        ) from error
    return bytes(body)


async def _run(received: Received, header: Header, body: bytes) -> Reply:
    """What a worker replies; where the client goes away, its request is ended.

    Raises:
        QueryStoppedError: It was not let run to its end.
    """
    running = asyncio.create_task(received.app.state.pool.run(header, body))
    gone = asyncio.create_task(_gone(received))
    try:
        await asyncio.wait({running, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            raise QueryStoppedError("the client went away")
        told, answer = running.result()
    finally:
        gone.cancel()
        running.cancel()
        await asyncio.wait({running})
    return Reply(told["status"], answer, told["headers"])


async def _gone(received: Received) -> None:
    """Returns once the client has gone."""
    while (await received.receive())["type"] != _DISCONNECTED:
        pass


def _stopped(stopped: QueryStoppedError, *, page: bool) -> Reply:
    headers = {"Retry-After": str(stopped.retry)} if stopped.retry else {}
    if page:
        title = "Busy" if stopped.retry else "Stopped"
        advice = " Please try again in a moment." if stopped.retry else ""
        return wrong(
            503,
            title,
            f"{stopped.reason[:1].upper()}{stopped.reason[1:]}.{advice}",
            headers,
        )
    return in_words(503, f"{stopped.reason}; nothing of its answer is sent", headers)


def _response(reply: Reply) -> Response:
    """The response; a large one goes out in parts, so that others are answered between them."""
    if len(reply.body) <= _PART:
        return Response(reply.body, reply.status, reply.headers)
    headers = {**reply.headers, "Content-Length": str(len(reply.body))}
    return StreamingResponse(_parts(reply.body), reply.status, headers)


async def _parts(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), _PART):
        yield body[start : start + _PART]
        await asyncio.sleep(0)
