"""How the server listens."""

from __future__ import annotations

import socket

from policygraph.web.server import _listen


def test_answers_are_sent_without_waiting_for_an_acknowledgement() -> None:
    """A connection sends the body of an answer although the head before it was not acknowledged yet."""
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
