"""The nursery: a process that holds the graph, does nothing but fork workers, and so never has a thread.

The server starts it with one end of a socket pair. For each worker it sends a byte that says which kind, with one end
of another pair; the nursery answers with the worker's process id. It ends, and its workers with it, when the server's
end closes.

Source: unix(7) (SCM_RIGHTS); fork(2): only the calling thread lives on in the child.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError
from policygraph.queries import LocalGraph
from policygraph.web.frames import pack
from policygraph.web.limits import Limits
from policygraph.web.worker import work

if TYPE_CHECKING:
    from collections.abc import Sequence

SEALED, OPEN = b"s", b"o"
"""The kinds of worker: one that can open nothing, and one that may read the project's own files."""

_LOADED_AHEAD = (
    *("networkx", "policygraph.queries.networks", "policygraph.web.pictures"),
    *("decimal", "difflib", "policygraph.sparql.binding", "policygraph.sparql.syntax"),
)
"""Modules that workers need for some questions: loaded once and shared, for a sealed worker cannot read them itself."""

PID = struct.Struct("!i")


def main(arguments: Sequence[str]) -> int:
    """Loads the graph, says so, and forks workers until the server has gone.

    Args:
        arguments: The descriptor of the socket, the limits as JSON, and what names the graph.
    """
    control = socket.socket(fileno=int(arguments[0]))
    limits = Limits(**json.loads(arguments[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        graph = LocalGraph.open(arguments[2:])
    except PolicygraphError as error:
        control.sendall(pack({"error": str(error), "code": error.exit_code}))
        return error.exit_code
    for module in _LOADED_AHEAD:
        import_module(module)
    control.sendall(pack({"triples": len(graph.store), "graphs": list(graph.store.named_graphs)}))
    _fork_on_demand(control, graph, limits)
    return 0


def _fork_on_demand(control: socket.socket, graph: LocalGraph, limits: Limits) -> None:
    while True:
        _reap()
        ready, _, _ = select.select([control], [], [], 1.0)
        if not ready:
            continue
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return
        pid = os.fork()
        if pid == 0:
            connection = socket.socket(fileno=descriptors[0])
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                work(connection, graph, limits, sealed=kind == SEALED)
            os._exit(0)
        os.close(descriptors[0])
        control.sendall(PID.pack(pid))


def _reap() -> None:
    """Takes note of workers that have ended, so that none lingers."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
