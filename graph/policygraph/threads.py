"""How many threads of a process read side by side; a process that is one of many is told in its environment."""

from __future__ import annotations

import os

VARIABLE = "POLICYGRAPH_READER_THREADS"
_UNLESS_TOLD = 2


def reader_threads() -> int:
    """How many batches of windows are read at once; each is read by one thread, so that no figure hangs on it."""
    told = os.environ.get(VARIABLE, "")
    return max(1, int(told)) if told.isdecimal() else _UNLESS_TOLD
