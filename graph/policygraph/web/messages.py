"""Messages between the server and its workers: a JSON header and a body of bytes, each after its length."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    import socket

_LENGTHS = struct.Struct("!II")

Header = dict[str, Any]


def pack(header: Header, body: bytes = b"") -> bytes:
    r"""The bytes of a message.

    Example:
        >>> pack({}, b"x")
        b'\x00\x00\x00\x02\x00\x00\x00\x01{}x'
    """
    written = json.dumps(header).encode()
    lengths = _LENGTHS.pack(len(written), len(body))
    return lengths + written + body


def receive(connection: socket.socket) -> tuple[Header, bytes] | None:
    """The next message, waiting for it; None where the other side has gone."""
    lengths = _exactly(connection, _LENGTHS.size)
    if lengths is None:
        return None
    header_size, body_size = _LENGTHS.unpack(lengths)
    written = _exactly(connection, header_size + body_size)
    return (
        None
        if written is None
        else (json.loads(written[:header_size]), written[header_size:])
    )


async def receive_from(reader: asyncio.StreamReader) -> tuple[Header, bytes]:
    """The next message.

    Raises:
        asyncio.IncompleteReadError: The other side has gone.
    """
    lengths = await reader.readexactly(_LENGTHS.size)
    header_size, body_size = _LENGTHS.unpack(lengths)
    written = await reader.readexactly(header_size)
    body = await reader.readexactly(body_size)
    return json.loads(written), body


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
