"""The server: the application behind uvicorn, on this machine unless told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import re
import resource
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import GraphError, InputError, UsageError
from policygraph.files import is_there
from policygraph.namespaces import BASE
from policygraph.remote import shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import uvicorn
    from starlette.datastructures import State

    from policygraph.web.limits import Limits

_LAST_SECONDS = 0.5
_OTHER_DESCRIPTORS = 100
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")
_MOST_SECONDS = 86_400
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


def run_server(  # noqa: PLR0913 - each is an option of the command
    graphs: Sequence[str],
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    base: str = BASE,
    limits: Limits | None = None,
    origin: str = "",
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves a graph until it is told to stop.

    Args:
        graphs: Files, folders or a store folder.
        host: The address to listen on.
        port: The port; 0 for any that is free.
        base: What the IRIs of the data begin with.
        limits: What requests may take.
        origin: The origin whose pages may read the endpoint's answers, "*" for all; none unless given.
        announce: Is told the address once requests are answered.

    Raises:
        UsageError: The graph is an endpoint elsewhere, the origin is none, or the time for a query cannot be.
        GraphError: The graph cannot be read.
        InputError: The address cannot be listened on.
    """
    import uvicorn

    from policygraph.web.app import create_app
    from policygraph.web.connections import protocol_of
    from policygraph.web.editor import bring_in_editor
    from policygraph.web.limits import Limits

    _check(graphs, origin)
    if limits and not 0 < limits.seconds <= _MOST_SECONDS:
        raise UsageError(
            f"{limits.seconds:g} seconds for a query",
            expected=f"a number up to {_MOST_SECONDS:,}",
        )
    kept = _within_descriptors(limits or Limits())
    listening = _listen(host, port)
    address = f"{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    hosts = hosts_of(host, listening.getsockname()[1])
    app = create_app(graphs, hosts=hosts, base=base or BASE, limits=kept, origin=origin)
    config = uvicorn.Config(
        app,
        http=protocol_of(kept),
        ws="none",
        log_level="critical",
        server_header=False,
        timeout_graceful_shutdown=2,
        lifespan="on",
    )
    threading.Thread(target=bring_in_editor, daemon=True).start()
    asyncio.run(
        _serve(_stopping_server(config, app.app.state), listening, address, announce)
    )
    failed = getattr(app.app.state, "failed", None)
    if failed:
        raise failed


def hosts_of(host: str, port: int) -> frozenset[str]:
    """The values of the Host header that a server at this address answers.

    Example:
        >>> sorted(hosts_of("127.0.0.1", 80))
        ['127.0.0.1', '127.0.0.1:80', '[::1]', '[::1]:80', 'localhost', 'localhost:80']
    """
    names = {f"[{host}]" if ":" in host else host.lower()}
    if _is_loopback(host):
        names |= set(_LOOPBACK_NAMES)
    elif _is_any(host):
        names |= {
            *_LOOPBACK_NAMES,
            socket.gethostname().lower(),
            socket.getfqdn().lower(),
        }
    named = {f"{name}:{port}" for name in names}
    return frozenset(named | names if port == 80 else named)  # noqa: PLR2004 (HTTP's own port goes without saying)


def _stopping_server(config: uvicorn.Config, state: State) -> uvicorn.Server:
    """A server that, once it is told to stop, lets what runs go on for a moment, and then tells the clients."""
    import uvicorn

    class Stopping(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            if hasattr(state, "pool"):
                asyncio.get_running_loop().call_later(_LAST_SECONDS, state.pool.stop)
            await super().shutdown(sockets)

    return Stopping(config)


def _within_descriptors(limits: Limits) -> Limits:
    """The limits with no more connections than there are descriptors for, beside those that workers take."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + _OTHER_DESCRIPTORS
    if soft < wanted:
        soft = wanted
        if hard != resource.RLIM_INFINITY:
            soft = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = min(limits.connections, soft - _OTHER_DESCRIPTORS)
    return replace(limits, connections=max(most, 1))


def _check(graphs: Sequence[str], origin: str) -> None:
    if origin and origin != "*" and not _ORIGIN.fullmatch(origin):
        raise UsageError(
            f"'{origin}' is no origin",
            expected="scheme://host or scheme://host:port, without a path, or *",
        )
    for graph in graphs:
        if graph.startswith(("http://", "https://")):
            raise UsageError(
                f"'{shown_name(graph)}' is a server already",
                expected="a file, a folder or a store folder",
            )
        if not is_there(Path(graph)):
            raise GraphError(
                f"'{graph}' does not exist",
                expected="a graph",
                remedy="name a file, or run `policygraph build`",
            )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=256)
        # what comes of it inherits this; without it an answer's body waits 40 ms for its head to be acknowledged
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a host"
        raise InputError(
            f"'{host}:{port}' cannot be listened on: {reason.partition(' (while')[0]}",
            remedy="give another --port, or a --host of this machine",
        ) from error
    return listening


async def _serve(
    server: object,
    listening: socket.socket,
    address: str,
    announce: Callable[[str], None],
) -> None:
    task = asyncio.create_task(_begun(server, listening))
    while not task.done() and not server.started:  # type: ignore[attr-defined] # noqa: ASYNC110 - uvicorn has no event
        await asyncio.sleep(0.02)
    if not task.done():
        announce(
            f"http://{address}/ shows the graph, http://{address}/sparql answers SPARQL; Ctrl-C stops it"
        )
    await task


async def _begun(server: object, listening: socket.socket) -> None:
    """Serves; a library that would end the process because the graph cannot be read is kept from it."""
    with contextlib.suppress(SystemExit):
        await server.serve(sockets=[listening])  # type: ignore[attr-defined]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
