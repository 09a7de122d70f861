"""A worker: answers one request after another, in a process of its own that can be killed.

It is forked from the nursery, so that it shares the graph and costs a few milliseconds. The system kills it at the
deadline and refuses it more memory than it may have, whatever the engine is doing. One that evaluates SPARQL from
outside is sealed as well: it has no file descriptor left to open a file or a connection with.

Source: setitimer(2), setrlimit(2).
"""

from __future__ import annotations

import json
import os
import resource
import signal
from typing import TYPE_CHECKING

from policygraph.answers import Answer, GraphAnswer
from policygraph.errors import AnswerTooLargeError, PolicygraphError, RefusedQueryError
from policygraph.queries import ask_source, load_query, own_query
from policygraph.queries.results import to_json
from policygraph.rdf import to_ntriples
from policygraph.store.answering import Wire
from policygraph.web.frames import Head, pack, receive

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from policygraph.queries import LocalGraph
    from policygraph.web.limits import Limits

_RESERVED = 3
_MOST_DESCRIPTORS = 4096
_DRAWING = 3


def work(connection: socket.socket, graph: LocalGraph, limits: Limits, *, sealed: bool) -> None:
    """Answers requests until the other side goes.

    Args:
        connection: Where requests come from.
        graph: What is asked.
        limits: What a request may take.
        sealed: Whether the process shall open nothing from now on.
    """
    _confine(limits.memory, keep=connection.fileno())
    if sealed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (_RESERVED, _RESERVED))
    at_first = _peak()
    while (message := receive(connection)) is not None:
        head, body = message
        signal.setitimer(signal.ITIMER_REAL, seconds_for(head, limits))
        reply, answer = _answered({**head, "body": body}, graph, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.sendall(pack({**reply, "grown": _peak() - at_first}, answer))


def seconds_for(head: Head, limits: Limits) -> float:
    """How long a request may take: drawing, which is our own code, longer than a query."""
    return limits.seconds * (_DRAWING if head["do"] == "draw" else 1)


def _confine(memory: int, keep: int) -> None:
    """Lets the process have so many bytes more than it has now, leave no core, and die at an alarm."""
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 (a file of the system)
        size = int(statm.read().split()[0]) * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(_RESERVED):
        os.dup2(nowhere, stream)  # an engine that runs out of memory prints a trace before it dies
    os.closerange(_RESERVED, keep)
    os.closerange(keep + 1, _MOST_DESCRIPTORS)


def _peak() -> int:
    """The most bytes of memory that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answered(head: Head, graph: LocalGraph, limits: Limits) -> tuple[Head, bytes]:
    """The reply to a request, or what was wrong with it."""
    try:
        return _OPERATIONS[head["do"]](head, graph, limits)
    except AnswerTooLargeError as error:
        return {"status": "large", "message": str(error)}, b""
    except RefusedQueryError as error:
        return {"status": "refused", "message": str(error)}, b""
    except PolicygraphError as error:
        return {"status": "wrong", "message": str(error)}, b""
    except MemoryError:
        return {"status": "memory", "message": ""}, b""
    except Exception as error:  # noqa: BLE001 (whatever the engine says, the server lives and says it)
        return {"status": "failed", "message": f"{type(error).__name__}: {error}"}, b""


def _sparql(head: Head, graph: LocalGraph, limits: Limits) -> tuple[Head, bytes]:
    """An answer in a format of the wire."""
    written = graph.store.write_answer(
        head["text"],
        Wire(head["table"], head["graph"], limits.rows, limits.size),
        default_graphs=head.get("default"),
        named_graphs=head.get("named"),
    )
    return {"status": "ok", "kind": written.kind, "format": written.format}, written.body


def _ask(head: Head, graph: LocalGraph, limits: Limits) -> tuple[Head, bytes]:
    """An answer to a question of the library, or to somebody's own, with parameters in words."""
    query = load_query(head["name"]) if head.get("name") else own_query(head["text"])
    asked = ask_source(query, graph, head.get("given", {}))
    reply: Head = {"status": "ok", "note": asked.note, "bindings": {k: str(v) for k, v in asked.bindings.items()}}
    if isinstance(asked.answer, GraphAnswer):
        body, kind, size = to_ntriples(asked.answer.triples), "graph", len(asked.answer)
    elif isinstance(asked.answer, Answer):
        body, kind, size = to_json(asked.answer), "table", len(asked.answer)
    else:
        body, kind, size = json.dumps(bool(asked.answer)).encode(), "truth", 1
    if size > limits.rows or len(body) > limits.size:
        raise AnswerTooLargeError(f"the answer has {size:,} rows and {len(body):,} bytes", remedy="ask for less")
    return {**reply, "kind": kind}, body


def _draw(head: Head, graph: LocalGraph, _: Limits) -> tuple[Head, bytes]:
    """A page that draws a graph."""
    from policygraph.web.pictures import draw  # noqa: PLC0415 (drawing is heavy, and few ask for it)

    return {"status": "ok", "kind": "page"}, draw(head, graph)


_OPERATIONS: dict[str, Callable[[Head, LocalGraph, Limits], tuple[Head, bytes]]] = {
    "sparql": _sparql,
    "ask": _ask,
    "draw": _draw,
}
