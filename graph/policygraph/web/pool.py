"""The pool: as many workers as may run at once, forked when they are needed, gone when they have grown.

Nothing that a query does can hold the server: it waits for the worker's reply on the event loop, and a worker that is
killed at its deadline, or dies of memory or stack, is a closed connection. A fork server that dies is replaced.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import signal
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.errors import GraphError
from policygraph.isolation import isolated
from policygraph.web.fork_server import ANSWER, ENDED, OPEN, SANDBOXED, WANTED
from policygraph.web.lanes import Lanes, QueryStoppedError, Turn
from policygraph.web.messages import Header, pack, receive, receive_from
from policygraph.web.worker import seconds_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.web.limits import Limits

_IDLE = 3
_GROWN = 48_000_000
_GRACE = 0.5
_LOOK = 0.05
_NICE = 19
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_AGAIN = (1, 5, 20, 60)
_STARTING = QueryStoppedError("the graph is being loaded again", retry=5)


@dataclass(eq=False)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class _ForkServer:
    """The process that forks workers, seen from the server."""

    def __init__(
        self, process: asyncio.subprocess.Process, control: socket.socket, triples: int
    ) -> None:
        self.process = process
        self.control = control
        self.triples = triples
        self._asking = asyncio.Lock()

    @classmethod
    async def start(cls, graphs: Sequence[str], limits: Limits) -> Self:
        """Loads the graph in a process that imports nothing from the current folder.

        Raises:
            GraphError: The graph cannot be read.
        """
        loaded, loading = socket.socketpair()
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        numbers = (loading.fileno(), theirs.fileno())
        command = isolated(
            "policygraph.web.fork_server",
            *map(str, numbers),
            json.dumps(asdict(limits)),
            *graphs,
        )
        alone = {
            **os.environ,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }  # a fork takes no threads along
        process = await asyncio.create_subprocess_exec(
            *command, pass_fds=numbers, env=alone
        )
        loading.close()
        theirs.close()
        with loaded:
            message = await asyncio.to_thread(receive, loaded)
        if message is None or "error" in message[0]:
            control.close()
            await process.wait()
            raise GraphError(
                message[0]["error"]
                if message
                else "the graph could not be loaded: out of memory?"
            )
        control.setblocking(False)  # noqa: FBT003 (the socket's own interface)
        return cls(process, control, message[0]["triples"])

    async def fork(self, kind: bytes) -> _Worker:
        """A new worker.

        Raises:
            QueryStoppedError: None can be had.
        """
        ours, theirs = socket.socketpair()
        try:
            pid = await self._asked(kind, 0, [theirs.fileno()])
        except (OSError, ValueError) as error:
            ours.close()
            raise QueryStoppedError(
                "the server could not start a worker", retry=2
            ) from error
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        return _Worker(pid, reader, writer)

    async def ending_of(self, worker: _Worker) -> int:
        """The exit code of a worker that has gone; 0 where nobody knows any more."""
        with contextlib.suppress(OSError, ValueError):
            return await self._asked(ENDED, worker.pid, [])
        return 0

    async def _asked(self, wanted: bytes, number: int, descriptors: list[int]) -> int:
        async with self._asking:
            socket.send_fds(self.control, [WANTED.pack(wanted, number)], descriptors)
            answer = await asyncio.get_running_loop().sock_recv(
                self.control, ANSWER.size
            )
        if len(answer) != ANSWER.size:
            raise ConnectionError("the fork server has gone")
        return int(ANSWER.unpack(answer)[0])


class Pool:
    """Workers for one graph.

    Args:
        graphs: Files, folders or a store folder.
        limits: What a query may take.
    """

    def __init__(self, graphs: Sequence[str], limits: Limits) -> None:
        self.limits = limits
        self._graphs = tuple(graphs)
        self._lanes = Lanes(limits)
        self._idle: dict[bytes, list[_Worker]] = {SANDBOXED: [], OPEN: []}
        self._fork_server: _ForkServer | None = None
        self._watching: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @classmethod
    async def start(cls, graphs: Sequence[str], limits: Limits) -> Self:
        """Loads the graph in a fork server of its own.

        Raises:
            GraphError: The graph cannot be read.
        """
        pool = cls(graphs, limits)
        pool._fork_server = await _ForkServer.start(graphs, limits)
        pool._watching = asyncio.create_task(pool._watch())
        return pool

    async def run(self, header: Header, body: bytes = b"") -> tuple[Header, bytes]:
        """The reply to a request; `header["sandboxed"]` says which kind of worker gives it.

        Raises:
            QueryStoppedError: It took too long or too much, or there is no room for it.
        """
        if self._stopping.is_set():
            raise QueryStoppedError("the server is stopping", retry=5)
        key = hashlib.blake2b(pack(header, body), digest_size=16).digest()
        async with self._lanes.turn(key) as turn:
            running = asyncio.create_task(self._run(header, body, turn))
            stopping = asyncio.create_task(self._stopping.wait())
            try:
                await asyncio.wait(
                    {running, stopping}, return_when=asyncio.FIRST_COMPLETED
                )
                if not running.done():
                    raise QueryStoppedError("the server is stopping", retry=5)
                return running.result()
            finally:
                stopping.cancel()
                running.cancel()
                await asyncio.wait({running})

    def stop(self) -> None:
        """Ends what runs: its clients are told, and nothing more is begun."""
        self._stopping.set()

    async def close(self) -> None:
        """Lets all workers and the fork server go."""
        self.stop()
        if self._watching:
            self._watching.cancel()
        self._forget_idle()
        if self._fork_server is None:
            return
        self._fork_server.control.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._fork_server.process.wait(), 1)
            return
        self._fork_server.process.kill()

    async def _watch(self) -> None:
        """Replaces the fork server whenever it dies, after a pause that grows while nothing helps."""
        failed = 0
        while True:
            if self._fork_server:
                await self._fork_server.process.wait()
                self._fork_server.control.close()
                self._fork_server = None
                self._forget_idle()
            try:
                self._fork_server = await _ForkServer.start(self._graphs, self.limits)
                failed = 0
            except (GraphError, OSError):
                await asyncio.sleep(_AGAIN[min(failed, len(_AGAIN) - 1)])
                failed += 1

    def _forget_idle(self) -> None:
        for workers in self._idle.values():
            for worker in workers:
                worker.writer.close()
            workers.clear()

    async def _run(
        self, header: Header, body: bytes, turn: Turn
    ) -> tuple[Header, bytes]:
        fork_server = self._fork_server
        if fork_server is None:
            raise _STARTING
        kind = SANDBOXED if header["sandboxed"] else OPEN
        worker = (
            self._idle[kind].pop() if self._idle[kind] else await fork_server.fork(kind)
        )
        watch = asyncio.create_task(_let_go_on(worker.pid, turn, self.limits.quick))
        exchange = asyncio.create_task(_exchange(worker, header, body))
        kept = False
        try:
            reply = await self._awaited(exchange, watch, header)
            kept = reply[0]["grown"] < _GROWN and not watch.done()
            turn.was_quick()
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise self._ended(await fork_server.ending_of(worker), header) from error
        else:
            return reply
        finally:
            exchange.cancel()
            watch.cancel()
            self._let_go(worker, kind, kept=kept)

    async def _awaited(
        self,
        exchange: asyncio.Task[tuple[Header, bytes]],
        watch: asyncio.Task[bool],
        header: Header,
    ) -> tuple[Header, bytes]:
        """The reply, once it is here; one that takes long is waited for only where the watch lets it go on.

        Raises:
            QueryStoppedError: It took longer than it may, or there was no room for it to go on.
        """
        seconds = seconds_for(header, self.limits) + _GRACE
        await asyncio.wait(
            {exchange, watch}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        goes_on = watch.done() and watch.result()
        if not exchange.done() and goes_on:
            await asyncio.wait({exchange}, timeout=seconds)
        if not exchange.done():
            raise self._overdue(header, full=watch.done() and not goes_on)
        return exchange.result()

    def _let_go(self, worker: _Worker, kind: bytes, *, kept: bool) -> None:
        """Keeps a worker for the next request, or ends it: one that was stopped, was slow, or has grown."""
        if kept and len(self._idle[kind]) < _IDLE:
            self._idle[kind].append(worker)
            return
        worker.writer.close()
        if not kept:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)

    def _overdue(self, header: Header, *, full: bool) -> QueryStoppedError:
        if full:
            return QueryStoppedError(
                "the server is busy with other long requests", retry=5
            )
        return QueryStoppedError(
            f"the query ran longer than {seconds_for(header, self.limits):g} s and was stopped"
        )

    def _ended(self, code: int, header: Header) -> QueryStoppedError:
        """Why a worker died, by the signal that ended it."""
        if code == -signal.SIGALRM:
            return self._overdue(header, full=False)
        if code in {-signal.SIGSEGV, -signal.SIGBUS}:
            return QueryStoppedError(
                "the query is nested too deeply: the engine ran out of stack"
            )
        if code in {-signal.SIGABRT, -signal.SIGKILL}:
            return QueryStoppedError(
                f"the query needed more than {self.limits.memory // 1_000_000} MB and was stopped"
            )
        if code == 0:
            return QueryStoppedError(
                "the worker ended before its answer was there; why is not known",
                retry=2,
            )
        return QueryStoppedError(f"the engine failed with {code}")


async def _exchange(
    worker: _Worker, header: Header, body: bytes
) -> tuple[Header, bytes]:
    worker.writer.write(pack(header, body))
    await worker.writer.drain()
    return await receive_from(worker.reader)


async def _let_go_on(pid: int, turn: Turn, quick: float) -> bool:
    """Returns once a request has taken so many seconds of the processor: whether there is room for it to go on.

    One that goes on gives way to those that begin. One that only waited, because the machine is busy with other
    things, keeps its turn: it would hardly get another.
    """
    began = _processor_seconds(pid)
    while not turn.is_long and _processor_seconds(pid) - began < quick:  # noqa: ASYNC110 - a process has no event
        await asyncio.sleep(_LOOK)
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _NICE)
    return turn.is_long or await turn.goes_on()


def _processor_seconds(pid: int) -> float:
    """The processor time that a process has had; none for one that is gone."""
    try:
        fields = (
            Path(f"/proc/{pid}/stat")
            .read_text(encoding="utf-8")
            .rpartition(")")[2]
            .split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
