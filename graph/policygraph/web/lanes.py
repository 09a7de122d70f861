"""Three queues: for requests known to end at once, for those never seen, and for those that take long.

Whoever asks small things waits behind small things alone. A request that nobody asked before begins in the second
queue; once it has taken a fifth of a second of the processor it must go on among the long ones, of which fewer run at
once, at a lower priority; where there is no room, it is ended, and its client told to come back. What came of it is
remembered for the next like it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from policygraph.web.limits import Limits

_REMEMBERED = 10_000


class QueryStoppedError(Exception):
    """A request that was not let run to its end; `reason` says why, in words for the person who asked.

    `retry` is after how many seconds it may be answered, or 0 where asking again would change nothing.
    """

    def __init__(self, reason: str, *, retry: int = 0) -> None:
        self.reason = reason
        self.retry = retry
        super().__init__(reason)


class _Lane:
    def __init__(self, at_once: int, waiting: int) -> None:
        self.room = asyncio.Semaphore(at_once)
        self.waiting = waiting

    async def enter(self, seconds: float) -> None:
        """Waits for room.

        Raises:
            QueryStoppedError: So many wait already, or there was none in so many seconds.
        """
        if self.waiting <= 0:
            raise QueryStoppedError("too many requests are waiting", retry=2)
        self.waiting -= 1
        try:
            await asyncio.wait_for(self.room.acquire(), seconds)
        except TimeoutError as error:
            raise QueryStoppedError(
                "all workers are busy with other requests", retry=2
            ) from error
        finally:
            self.waiting += 1


class Turn:
    """The place of one request in a lane."""

    def __init__(self, lanes: Lanes, lane: _Lane, key: bytes) -> None:
        self._lanes = lanes
        self._lane = lane
        self._key = key

    @property
    def is_long(self) -> bool:
        """Whether it runs among the long ones."""
        return self._lane is self._lanes.long

    async def goes_on(self) -> bool:
        """Moves the request among the long ones; False where there is no room, and it must end."""
        self._lanes.remember(self._key, self._lanes.long)
        if self._lanes.long.room.locked():
            return False
        await self._lanes.long.room.acquire()
        self.leave()
        self._lane = self._lanes.long
        return True

    def was_quick(self) -> None:
        """Takes note that the request ended in time."""
        if not self.is_long:
            self._lanes.remember(self._key, self._lanes.quick)

    def leave(self) -> None:
        """Makes room for the next."""
        self._lane.room.release()


class Lanes:
    """The lanes, and what came of requests.

    Args:
        limits: How many run and wait in each.
    """

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        half = max(limits.workers // 2, 1)
        self.quick = _Lane(half, limits.waiting)
        self.new = _Lane(half, limits.waiting)
        self.long = _Lane(limits.long_workers, limits.long_waiting)
        self._known: OrderedDict[bytes, _Lane] = OrderedDict()

    @contextlib.asynccontextmanager
    async def turn(self, key: bytes) -> AsyncIterator[Turn]:
        """A turn for the request that a key stands for.

        Raises:
            QueryStoppedError: There is no room, now or for as long as it may wait.
        """
        lane = self._known.get(key, self.new)
        await lane.enter(self._seconds)
        if (
            lane is not self.long and self._known.get(key) is self.long
        ):  # one like it was found to be long meanwhile
            lane.room.release()
            lane = self.long
            await lane.enter(self._seconds)
        turn = Turn(self, lane, key)
        try:
            yield turn
        finally:
            turn.leave()

    def remember(self, key: bytes, lane: _Lane) -> None:
        """Takes note of where the next request like this belongs."""
        self._known[key] = lane
        self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
