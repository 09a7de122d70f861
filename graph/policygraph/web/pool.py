"""The pool: as many workers as may run at once, forked when they are needed, gone when they have grown.

Nothing that a query does can hold the server: it waits for the worker's reply on the event loop, and a worker that is
killed at its deadline, or by running out of memory, is a closed connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import signal
import socket
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.errors import GraphError
from policygraph.web.frames import Head, pack, receive, receive_from
from policygraph.web.nursery import OPEN, PID, SEALED
from policygraph.web.worker import seconds_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.web.limits import Limits

_IDLE = 3
_GROWN = 48_000_000
_GRACE = 0.5
_NICE_AFTER = 0.5
_EARLY = 0.05
_NICE = 19
_TICKS = os.sysconf("SC_CLK_TCK")


class QueryStoppedError(Exception):
    """A query that was not let run to its end; `reason` says why, in words for the person who asked."""

    def __init__(self, reason: str, *, retry: bool = False) -> None:
        self.reason = reason
        self.retry = retry
        super().__init__(reason)


@dataclass
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


@dataclass
class Pool:
    """Workers for one graph.

    Args:
        limits: What a query may take.
        triples: How many triples the graph has.
        graphs: The names of its named graphs.
    """

    limits: Limits
    triples: int
    graphs: tuple[str, ...]
    _control: socket.socket
    _nursery: asyncio.subprocess.Process
    _idle: dict[bytes, list[_Worker]] = field(default_factory=lambda: {SEALED: [], OPEN: []})
    _waiting: int = 0

    def __post_init__(self) -> None:
        """Makes what is shared by requests."""
        self._room = asyncio.Semaphore(self.limits.workers)
        self._forking = asyncio.Lock()

    @classmethod
    async def start(cls, graphs: Sequence[str], limits: Limits) -> Self:
        """Loads the graph in a nursery of its own.

        Raises:
            GraphError: The graph cannot be read.
        """
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "policygraph.web.nursery", str(theirs.fileno()), json.dumps(asdict(limits))]
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # a fork takes no threads along
        nursery = await asyncio.create_subprocess_exec(*command, *graphs, pass_fds=(theirs.fileno(),), env=alone)
        theirs.close()
        message = await asyncio.to_thread(receive, ours)
        if message is None or "error" in message[0]:
            await nursery.wait()
            raise GraphError(message[0]["error"] if message else "the graph could not be loaded: out of memory?")
        ours.setblocking(False)  # noqa: FBT003 (the socket's own interface)
        return cls(limits, message[0]["triples"], tuple(message[0]["graphs"]), ours, nursery)

    async def run(self, head: Head, body: bytes = b"", *, sealed: bool = True) -> tuple[Head, bytes]:
        """The reply to a request, from a worker that can open nothing unless it is the project's own code.

        Raises:
            QueryStoppedError: It took too long or too much, or there is no room for it.
        """
        if self._waiting >= self.limits.waiting:
            raise QueryStoppedError("too many queries are waiting", retry=True)
        self._waiting += 1
        try:
            await asyncio.wait_for(self._room.acquire(), self.limits.seconds)
        except TimeoutError as error:
            raise QueryStoppedError("all workers are busy with other queries", retry=True) from error
        finally:
            self._waiting -= 1
        try:
            return await self._run(head, body, SEALED if sealed else OPEN)
        finally:
            self._room.release()

    async def close(self) -> None:
        """Lets all workers and the nursery go."""
        for workers in self._idle.values():
            for worker in workers:
                worker.writer.close()
            workers.clear()
        self._control.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._nursery.wait(), 3)
            return
        self._nursery.kill()

    async def _run(self, head: Head, body: bytes, kind: bytes) -> tuple[Head, bytes]:
        worker = self._idle[kind].pop() if self._idle[kind] else await self._fork(kind)
        began = time.monotonic()
        giving_way = asyncio.create_task(_give_way(worker.pid))
        kept = False
        try:
            reply, answer = await asyncio.wait_for(
                _exchange(worker, head, body), seconds_for(head, self.limits) + _GRACE
            )
            kept = reply["grown"] < _GROWN and not giving_way.done()
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            raise self._stopped(time.monotonic() - began, seconds_for(head, self.limits)) from error
        finally:
            giving_way.cancel()
            self._let_go(worker, kind, kept=kept)
        if reply["status"] == "memory":
            raise self._stopped(0, self.limits.seconds)
        return reply, answer

    def _let_go(self, worker: _Worker, kind: bytes, *, kept: bool) -> None:
        """Keeps a worker for the next request, or ends it: one that was stopped, was slow, or has grown."""
        if kept and len(self._idle[kind]) < _IDLE:
            self._idle[kind].append(worker)
            return
        worker.writer.close()
        if not kept:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)

    def _stopped(self, took: float, allowed: float) -> QueryStoppedError:
        if took >= allowed - _EARLY:
            return QueryStoppedError(f"the query ran longer than {allowed:g} s and was stopped")
        return QueryStoppedError(f"the query needed more than {self.limits.memory // 1_000_000} MB and was stopped")

    async def _fork(self, kind: bytes) -> _Worker:
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        async with self._forking:
            try:
                socket.send_fds(self._control, [kind], [theirs.fileno()])
                pid = PID.unpack(await loop.sock_recv(self._control, PID.size))[0]
            except (OSError, ValueError) as error:
                ours.close()
                raise QueryStoppedError("the server could not start a worker", retry=True) from error
            finally:
                theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        return _Worker(pid, reader, writer)


async def _exchange(worker: _Worker, head: Head, body: bytes) -> tuple[Head, bytes]:
    worker.writer.write(pack(head, body))
    await worker.writer.drain()
    return await receive_from(worker.reader)


async def _give_way(pid: int) -> None:
    """Lets a query that takes much of the processor give way to those that do not.

    One that only waited, because the machine is busy with other things, keeps its turn: it would hardly get another.
    """
    began = _processor_seconds(pid)
    used = 0.0
    while used < _NICE_AFTER:
        await asyncio.sleep(max(_NICE_AFTER - used, _EARLY))
        used = _processor_seconds(pid) - began
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _NICE)


def _processor_seconds(pid: int) -> float:
    """The processor time that a process has had; without end for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / _TICKS
