"""What holds for every response: who may ask, and what a browser may do with the answer.

Source: RFC 9110, section 7.4 (421); Fetch, sections 3.2 (CORS) and 3.7 (Cross-Origin-Resource-Policy); Fetch Metadata.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from policygraph.web.requests import Reply, in_words
from policygraph.web.templates import POLICY

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import Message, Receive, Scope, Send

COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": POLICY,
}
"""The headers that every response carries, unless it brings its own of that name."""

_OWN_SITES = frozenset({"", "same-origin", "none"})


class Guarded:
    """Refuses requests for other hosts and from other sites, and adds what every response carries.

    Args:
        app: What answers.
        hosts: The values of the Host header that are answered.
        origin: The origin whose pages may read answers from the endpoint, "*" for all; none if empty.
    """

    def __init__(self, app: Starlette, hosts: frozenset[str], origin: str = "") -> None:
        self.app = app
        self.hosts = hosts
        self.origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = _headers_of(scope)
        cors = self._cors(scope["path"], headers.get(b"origin", ""))
        sending = _Sending(send, {**COMMON, **cors})
        refused = self._refused(scope, headers, allowed=bool(cors))
        if refused is not None:
            await sending.reply(refused)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not sending.begun:
                with contextlib.suppress(Exception):
                    await sending.reply(
                        in_words(500, "the server failed at this request")
                    )
            raise

    def _refused(
        self, scope: Scope, headers: dict[bytes, str], *, allowed: bool
    ) -> Reply | None:
        hosts = [
            value.decode("latin-1").lower()
            for name, value in scope["headers"]
            if name == b"host"
        ]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            shown = hosts[0][:100] if hosts else ""
            return in_words(
                421,
                f"host '{shown}' is not served here; use {' or '.join(sorted(self.hosts))}",
            )
        elsewhere = headers.get(b"sec-fetch-site", "") not in _OWN_SITES
        if elsewhere and not allowed and headers.get(b"sec-fetch-mode") != "navigate":
            return in_words(
                403,
                "pages of other sites get no answers here; start the server with --cors ORIGIN",
            )
        return None

    def _cors(self, path: str, origin: str) -> dict[str, str]:
        """What lets pages of the allowed origin read an answer; nothing for all others."""
        if not self.origin or not (path == "/sparql" or path.startswith("/id/")):
            return {}
        if self.origin not in {"*", origin}:
            return {"vary": "Origin"} if not origin else {}
        return {
            "access-control-allow-origin": self.origin,
            "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
            "access-control-allow-headers": "Accept, Content-Type",
            "access-control-expose-headers": "Content-Type, Retry-After",
            "access-control-max-age": "86400",
            "cross-origin-resource-policy": "cross-origin",
        }


class _Sending:
    """Sends a response with headers added."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.begun = False

    async def __call__(self, sent: Message) -> None:
        if sent["type"] == "http.response.start":
            self.begun = True
            present = {name.lower() for name, _ in sent["headers"]}
            added = [
                (name.encode(), value.encode())
                for name, value in self._headers.items()
                if name.encode() not in present
            ]
            sent = {**sent, "headers": [*sent["headers"], *added]}
        await self._send(sent)

    async def reply(self, reply: Reply) -> None:
        """Sends a whole reply."""
        headers = {
            **reply.headers,
            "Content-Length": str(len(reply.body)),
            "Connection": "close",
        }
        listed = [
            (name.lower().encode(), value.encode()) for name, value in headers.items()
        ]
        await self(
            {"type": "http.response.start", "status": reply.status, "headers": listed}
        )
        await self({"type": "http.response.body", "body": reply.body})


def _headers_of(scope: Scope) -> dict[bytes, str]:
    return {name: value.decode("latin-1") for name, value in scope["headers"]}
