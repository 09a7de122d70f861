"""The fork server: a process that holds the graph, does nothing but fork workers, and so never has a thread.

The server starts it with one end of a socket pair. For each worker it sends which kind it wants, with one end of
another pair; the fork server answers with the worker's process id. Asked for a worker that has ended, it answers how.
It ends, and its workers with it, when the server's end closes.

Source: unix(7) (SCM_RIGHTS, SOCK_SEQPACKET); fork(2): only the calling thread lives on in the child; waitpid(2).
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
from policygraph.jsonld import context
from policygraph.queries import LocalGraph
from policygraph.store.numbers import types_by_property
from policygraph.web.limits import Limits
from policygraph.web.messages import pack
from policygraph.web.pages import CHEAP_PAGES, FIRST_PAGES
from policygraph.web.templates import load_templates
from policygraph.web.together import size_of
from policygraph.web.words import load_words
from policygraph.web.worker import descriptors_of, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SANDBOXED, OPEN, ENDED = b"s", b"o", b"e"
"""What is wanted: a worker that can open nothing, one that may read the project's own files, how a worker ended."""

WANTED = struct.Struct("!ci")
ANSWER = struct.Struct("!i")

_LOADED_AHEAD = (
    *("networkx", "policygraph.queries.networks", "policygraph.web.pictures"),
    *("decimal", "difflib", "policygraph.sparql.binding", "policygraph.sparql.syntax"),
)
"""Modules that workers need for some questions: loaded once and shared, for not every worker can read them itself."""

_MOST_ENDINGS = 1000

_CHEAP_TO_INDEX = 2_000_000
"""Graphs of so many facts are read for their words, and for what the first pages count, before anybody asks."""


def main() -> int:
    """Loads the graph, says so, and forks workers until the server has gone.

    Its arguments are the descriptors of two sockets, one for the loading and one to fork by; the limits as JSON; and
    what names the graph.
    """
    arguments = sys.argv[1:]
    loading, control = (socket.socket(fileno=int(number)) for number in arguments[:2])
    limits = Limits(**json.loads(arguments[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        graph = LocalGraph.open(arguments[3:])
        for module in _LOADED_AHEAD:
            import_module(module)
        graph.store.open_files()
        load_templates()
        load_words()
        types_by_property()
        context()
        is_cheap = size_of(graph) <= _CHEAP_TO_INDEX
        if is_cheap:
            graph.store.words()
    except PolicygraphError as error:
        _tell(loading, {"error": str(error), "code": error.exit_code})
        return error.exit_code
    if _tell(loading, {"triples": size_of(graph)}):
        ahead = FIRST_PAGES if is_cheap else CHEAP_PAGES
        _ForkServer(control, graph, limits, ahead).run()
    return 0


def _tell(loading: socket.socket, message: dict[str, object]) -> bool:
    """Whether the server, which may have been stopped while the graph was read, still hears how that went."""
    with contextlib.suppress(BrokenPipeError), loading:
        loading.sendall(pack(message))
        return True
    return False


class _ForkServer:
    def __init__(
        self,
        control: socket.socket,
        graph: LocalGraph,
        limits: Limits,
        ahead: Iterable[Callable[[LocalGraph], object]],
    ) -> None:
        self.ahead = iter(ahead)
        self.control = control
        self.graph = graph
        self.limits = limits
        self.files = descriptors_of(graph)
        self.endings: dict[int, int] = {}

    def run(self) -> None:
        """Answers until the server has gone."""
        while True:
            self._reap()
            ready, _, _ = select.select([self.control], [], [], 1.0)
            if not ready:
                self._count_ahead()
                continue
            message, descriptors, _, _ = socket.recv_fds(self.control, WANTED.size, 1)
            if not message:
                return
            wanted, number = WANTED.unpack(message)
            answer = (
                self._ending(number)
                if wanted == ENDED
                else self._fork(descriptors[0], sandboxed=wanted == SANDBOXED)
            )
            self.control.sendall(ANSWER.pack(answer))

    def _count_ahead(self) -> None:
        """Counts one thing that a first page tells, in a second in which nobody asks: what is forked then has it."""
        with contextlib.suppress(
            Exception
        ):  # whoever asks for that page is told what is wrong with it
            next(self.ahead, lambda _: None)(self.graph)

    def _fork(self, descriptor: int, *, sandboxed: bool) -> int:
        pid = os.fork()
        if pid == 0:
            try:
                work(
                    socket.socket(fileno=descriptor),
                    self.graph,
                    self.limits,
                    self.files,
                    sandboxed=sandboxed,
                )
            finally:
                os._exit(0)
        os.close(descriptor)
        return pid

    def _ending(self, pid: int) -> int:
        """The exit code of a worker whose connection has closed, negative for a signal."""
        if pid not in self.endings:
            with contextlib.suppress(ChildProcessError):
                self._note(*os.waitpid(pid, 0))
        return self.endings.pop(pid, 0)

    def _reap(self) -> None:
        """Takes note of workers that have ended, so that none lingers."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._note(*ended)

    def _note(self, pid: int, status: int) -> None:
        self.endings[pid] = os.waitstatus_to_exitcode(status)
        while len(self.endings) > _MOST_ENDINGS:
            del self.endings[next(iter(self.endings))]
