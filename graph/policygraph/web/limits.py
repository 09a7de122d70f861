"""How much a request may take, so that none can take the server with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and all of them together, may take; times in seconds, sizes in bytes.

    Queries: `seconds` is how long one may run, `memory` what it may add to the graph's own, `rows` and `size` what its
    answer may have. `workers` is how many run at once and `waiting` how many more may wait; of those that have taken
    `quick` seconds of the processor, or are known to, `long_workers` run at once and `long_waiting` wait.

    Connections: `connections` may be open at once; a request's head must be here after `arrival`, its body, of at most
    `body`, after as long again; a client that takes none of its answer for `stalled` is left.
    """

    seconds: float = 10.0
    memory: int = 512_000_000
    rows: int = 100_000
    size: int = 64_000_000
    workers: int = 16
    waiting: int = 200
    quick: float = 0.2
    long_workers: int = 4
    long_waiting: int = 24
    body: int = 1_000_000
    connections: int = 500
    arrival: float = 10.0
    stalled: float = 20.0
