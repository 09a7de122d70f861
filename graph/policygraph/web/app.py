"""The web application: the endpoint, the pages, and what holds for every response.

It answers only requests that name the host it was started for, so that no page elsewhere can reach it through a name
of its own (DNS rebinding); it lets nothing but its own files run in a page.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from policygraph.errors import GraphError
from policygraph.namespaces import BASE
from policygraph.web import pages
from policygraph.web.limits import Limits
from policygraph.web.pool import Pool
from policygraph.web.protocol import endpoint, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of every page that does not bring its own."""

EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The one of the page with the editor, which styles its lines one by one."""

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
_CORS = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Content-Type",
    "access-control-expose-headers": "Content-Type, Retry-After",
    "access-control-max-age": "86400",
}


def create_app(
    graphs: Sequence[str], *, hosts: Collection[str], base: str = BASE, limits: Limits | None = None
) -> Starlette:
    """The application on a graph, for any ASGI server; the graph is loaded when the server starts.

    Args:
        graphs: Files, folders or a store folder.
        hosts: The values of the Host header that are answered.
        base: What the IRIs of the data begin with; under it they are dereferenced.
        limits: What queries may take.

    Example:
        >>> app = create_app(["tests/fixtures/small.ttl"], hosts={"127.0.0.1:8765"})
        >>> any(route.path == "/sparql" for route in app.routes)
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

    static = StaticFiles(directory=Path(__file__).parent / "static")
    routes = [
        Route("/sparql", endpoint, methods=["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]),
        *(Route(path, page, methods=["GET"]) for path, page in pages.ROUTES.items()),
        Mount("/static", static),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guarded, hosts=frozenset(hosts))],
        exception_handlers={404: pages.not_found},
    )
    app.state.limits, app.state.base = kept, base
    return app


class Guarded:
    """Refuses requests for other hosts, and adds what every response carries."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        named = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or named[0] not in self.hosts:
            shown = named[0] if named else ""
            await message(421, f"host '{shown}' is not served here; use {' or '.join(sorted(self.hosts))}")(
                scope, receive, send
            )
            return
        open_to_all = scope["path"] == "/sparql" or scope["path"].startswith("/id/")

        async def guarded(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                _add_headers(sent, _CORS if open_to_all else {})
            await send(sent)

        await self.app(scope, receive, guarded)


def _add_headers(sent: Message, more: dict[str, str]) -> None:
    present = {name.lower() for name, _ in sent["headers"]}
    wanted = {**_COMMON, "content-security-policy": POLICY, **more}
    sent["headers"] = [
        *sent["headers"],
        *((name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in present),
    ]
