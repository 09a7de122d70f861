"""A process that reads reports for another: options and tasks come in, results go out, files are written on the way.

It ends as soon as its input does, whether it was dismissed or left behind by one that was killed; only what it is
writing then is written to its end.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from typing import IO, TYPE_CHECKING

from policygraph.building.making import attempt

if TYPE_CHECKING:
    from policygraph.building.model import Task

_STDOUT, _STDERR = 1, 2


def main() -> None:
    """Serves whoever started this process."""
    results = os.fdopen(os.dup(_STDOUT), "wb")
    os.dup2(_STDERR, _STDOUT)  # what a library prints is no result
    source = sys.stdin.buffer
    options = pickle.load(source)  # noqa: S301 (from the process that started this one)
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    writing = threading.Lock()
    threading.Thread(target=_take, args=(source, tasks, writing), daemon=True).start()
    while True:
        result = attempt(tasks.get(), options, writing=writing)
        pickle.dump(result, results)
        results.flush()


def _take(
    source: IO[bytes], tasks: queue.SimpleQueue[Task], writing: threading.Lock
) -> None:
    """Takes tasks until there are no more, and then ends the process, though not while it writes."""
    try:
        while True:
            tasks.put(pickle.load(source))  # noqa: S301 (likewise)
    except (EOFError, OSError, pickle.UnpicklingError):
        writing.acquire()
        os._exit(0)
