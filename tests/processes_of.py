"""The processes that a process started."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

READERS = "policygraph.building.worker"
"""What the command of a process that reads reports for another has."""


def children_of(pid: int, command: str = "") -> list[int]:
    """The processes whose parent is this one and whose command has these words."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            status = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            parent = int(status.rpartition(")")[2].split()[1])
            told = (folder / "cmdline").read_bytes().decode(errors="replace")
            if parent == pid and command in told:
                found.append(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] != "Z"
    return False


def readers() -> list[int]:
    """The processes that read reports for this one."""
    return children_of(os.getpid(), READERS)
