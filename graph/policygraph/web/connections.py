"""Connections that end: none stays open for what does not come, and there are never too many.

uvicorn waits without end for the rest of a request, and for a client to take its answer. This protocol of the same
library gives both a time, and turns a connection away, in words, where as many are open as may be.

Source: RFC 9110, section 15.5.9 (408) and 15.6.4 (503).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from policygraph.web.security import COMMON

if TYPE_CHECKING:
    import asyncio

    from policygraph.web.limits import Limits


def protocol_of(limits: Limits) -> type[H11Protocol]:
    """The protocol class with these limits, as uvicorn's `http` setting takes it."""

    class Limited(LimitedProtocol):
        kept = limits

    return Limited


class LimitedProtocol(H11Protocol):
    """A connection that waits for a request, and for its client to read, only so long."""

    kept: Limits

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own arguments, handed on
        super().__init__(*given, **named)
        self._late: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request, or turns the client away."""
        super().connection_made(transport)
        if len(self.connections) > self.kept.connections:
            self._say(
                503,
                "Service Unavailable",
                "too many connections are open",
                {"Retry-After": "2"},
            )
            return
        self._wait()
        self._stalled = self.loop.call_later(self.kept.stalled, self._look)

    def data_received(self, data: bytes) -> None:
        """Reads on; once a request's head is here, the server has its time, not the client."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait()
        else:
            self._wait_no_more()

    def on_response_complete(self) -> None:
        """Waits for the next request."""
        super().on_response_complete()
        if self.cycle is not None and self.cycle.response_complete:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        self._wait_no_more()
        if self._stalled is not None:
            self._stalled.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP."""
        self._say(
            400, "Bad Request", f"this is no HTTP request that can be read: {msg}", {}
        )

    def _wait(self) -> None:
        if self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(self.kept.arrival, self._give_up)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self._say(
                408,
                "Request Timeout",
                f"the request was not here after {self.kept.arrival:g} s",
                {},
            )

    def _look(self) -> None:
        """Leaves a client that has read nothing since the last look."""
        unread = self.transport.get_write_buffer_size()
        if unread and unread == self._unread:
            self.transport.abort()
            return
        self._unread = unread
        self._stalled = self.loop.call_later(self.kept.stalled, self._look)

    def _say(
        self, status: int, phrase: str, text: str, headers: dict[str, str]
    ) -> None:
        """Writes a whole response past the state of the request, and closes."""
        body = f"{text}\n".encode()
        told = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(body)),
            "Connection": "close",
            **COMMON,
            **headers,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        if self.conn.our_state in {h11.IDLE, h11.ERROR}:
            self.transport.write(
                f"HTTP/1.1 {status} {phrase}\r\n{lines}\r\n".encode() + body
            )
        self.transport.close()
