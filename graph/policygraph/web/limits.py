"""How much a query may take, so that none can take the server with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query, and all of them together, may take.

    `seconds` is how long a query may run, `memory` how many bytes it may add to the graph's own, `rows` and `size`
    (bytes) what its answer may have; `workers` is how many queries run at once and `waiting` how many more may wait
    for a worker; `body` is the most bytes of a request.
    """

    seconds: float = 10.0
    memory: int = 512_000_000
    rows: int = 100_000
    size: int = 64_000_000
    workers: int = 16
    waiting: int = 100
    body: int = 1_000_000
