"""Writing a folder: aside first, then exchanged for the one that is there, so that nobody ever meets half of it.

Source: renameat2(2) (RENAME_EXCHANGE), fsync(2), flock(2).
"""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policygraph.files import (
    aside_of,
    led_to,
    real,
    refuse_planted,
    settle,
    sweep,
    unwritable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HERE = -100
_EXCHANGE = 2


@contextmanager
def folder_aside(place: Path) -> Iterator[Path]:
    """An empty folder to write into, which takes its place once the block ends: whole, or not at all.

    A folder that is there already is replaced. What killed processes left beside it is taken away.

    Raises:
        OutputError: It cannot be written, or a link may have been planted; nothing is left behind.
    """
    refuse_planted(place)
    target = real(place)
    aside, lock = target, -1
    try:
        led_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        aside, lock = aside_of(target.parent, folder=True)
        yield aside
        _settle_all(aside)
        _put(aside, target)
    except OSError as error:
        raise unwritable(place, error) from error
    finally:
        if lock >= 0:
            shutil.rmtree(aside, ignore_errors=True)
            os.close(lock)


def _settle_all(folder: Path) -> None:
    """Has the disk keep all that a folder holds."""
    for home, _, files in os.walk(folder):
        for name in files:
            descriptor = os.open(os.path.join(home, name), os.O_RDONLY)  # noqa: PTH118 - as `os.walk` names it
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    settle(folder)


def _put(aside: Path, target: Path) -> None:
    """Puts a folder where it belongs; what stood there is aside then, and goes with it."""
    if not target.exists():
        aside.rename(target)
    elif not _exchanged(aside, target):
        shutil.rmtree(
            target
        )  # no system call does both: who comes between meets no folder
        aside.rename(target)
    settle(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders changed places, at once."""
    exchange = (
        getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    )
    return (
        exchange is not None
        and exchange(_HERE, bytes(one), _HERE, bytes(other), _EXCHANGE) == 0
    )
