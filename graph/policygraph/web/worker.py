"""A worker: answers one request after another, in a process of its own that can be killed.

It is forked from the fork server, so that it shares the graph and costs a few milliseconds. The system kills it at the
deadline and refuses it more memory than it may have, whatever the engine is doing. One that evaluates SPARQL from
outside is sandboxed as well: it has no file descriptor left to open a file or a connection with.

Source: setitimer(2), setrlimit(2).
"""

from __future__ import annotations

import os
import resource
import signal
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError
from policygraph.sandbox import seal
from policygraph.store.opening import is_store_folder
from policygraph.store.table_files import opened_in
from policygraph.web.messages import Header, pack, receive
from policygraph.web.pages import BELOW, PAGES, no_page, wrong
from policygraph.web.protocol import endpoint
from policygraph.web.requests import RefusedRequestError, Reply, Request, in_words
from policygraph.web.statuses import status_of

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Collection

    from policygraph.queries import LocalGraph
    from policygraph.web.limits import Limits

_RESERVED = 3
_MOST_DESCRIPTORS = 4096
_OUR_OWN = 3


def work(
    connection: socket.socket,
    graph: LocalGraph,
    limits: Limits,
    files: Collection[int],
    *,
    sandboxed: bool,
) -> None:
    """Answers requests until the other side goes.

    Args:
        connection: Where requests come from.
        graph: What is asked.
        limits: What a request may take.
        files: The descriptors of the graph's own files.
        sandboxed: Whether the process shall open nothing from now on.
    """
    _confine(limits.memory, keep=[connection.fileno(), *files])
    if sandboxed:
        seal()
    at_first = _peak()
    while (message := receive(connection)) is not None:
        header, body = message
        signal.setitimer(signal.ITIMER_REAL, seconds_for(header, limits))
        reply = _answered(header, body, graph, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        told = {
            "status": reply.status,
            "headers": reply.headers,
            "grown": _peak() - at_first,
        }
        connection.sendall(pack(told, reply.body))


def seconds_for(header: Header, limits: Limits) -> float:
    """How long a request may take: what is mostly our own code, pages and pictures, longer than a query."""
    return limits.seconds * (1 if header["sandboxed"] else _OUR_OWN)


def _confine(memory: int, keep: Collection[int]) -> None:
    """Lets the process have so many bytes more than it has now, leave no core, and die at an alarm."""
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 (a file of the system)
        pages, *_ = statm.read().split()
    size = int(pages) * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(_RESERVED):
        os.dup2(
            nowhere, stream
        )  # an engine that runs out of memory prints a trace before it dies
    _close_but(keep)


def _close_but(kept: Collection[int]) -> None:
    """Closes all descriptors but the streams and these."""
    ends = sorted({*kept, _MOST_DESCRIPTORS})
    for start, end in pairwise([_RESERVED - 1, *ends]):
        os.closerange(start + 1, end)


def descriptors_of(graph: LocalGraph) -> list[int]:
    """The open files of a store that is read where it lies: told as long as no other has taken its place."""
    stores = filter(is_store_folder, graph.paths)
    return [number for folder in stores for number in opened_in(folder)]


def _peak() -> int:
    """The most bytes of memory that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answered(header: Header, body: bytes, graph: LocalGraph, limits: Limits) -> Reply:
    """The reply to a request, or what was wrong with it; pages say it as pages, everything else in a line."""
    try:
        return _OPERATIONS[header["do"]](header, body, graph, limits)
    except RefusedRequestError as refused:
        return in_words(refused.status, refused.message, refused.headers)
    except PolicygraphError as error:
        return _told(header, status_of(error), str(error))
    except MemoryError:
        os.abort()
    except BaseException as error:  # noqa: BLE001 (whatever the engine says, the server lives and says it)
        return _told(header, 500, f"{type(error).__name__}: {error}")


def _told(header: Header, status: int, text: str) -> Reply:
    if header.get("page"):
        return wrong(status, "This could not be shown", text)
    return in_words(status, text)


def _respond(header: Header, body: bytes, graph: LocalGraph, limits: Limits) -> Reply:
    """What the path leads to."""
    request = Request.received(header, body)
    if request.path == "/sparql":
        return endpoint(request, graph, limits)
    if request.path in PAGES:
        return PAGES[request.path](request, graph, limits)
    for beginning, page in BELOW.items():
        if request.path.startswith(beginning):
            return page(request, graph, limits)
    return no_page(request.path)


def _draw(header: Header, body: bytes, graph: LocalGraph, _: Limits) -> Reply:
    """A page that draws a graph."""
    from policygraph.web.pictures import draw

    drawn = draw(header.get("around", ""), body, graph)
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "frame-ancestors 'self'",
    }
    return Reply(200, drawn, headers)


_OPERATIONS: dict[str, Callable[[Header, bytes, LocalGraph, Limits], Reply]] = {
    "respond": _respond,
    "draw": _draw,
}
