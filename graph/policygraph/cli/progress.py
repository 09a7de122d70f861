"""What a command shows while it works long."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_MINUTE = 60
_HOUR = 60 * _MINUTE
_SURE = 3
"""After how many are done a rate is told."""


@dataclass
class Progress:
    """Shows what is going on once it has taken a second: a line that is rewritten on a terminal, else one now and then.

    It is a context manager; `show` may be called as often as one likes. Nothing is shown where `quiet` is set. Where
    there is no terminal, a line comes at most every `pause` seconds.
    """

    quiet: bool = False
    delay: float = 1.0
    pause: float = 30.0
    _text: str = ""
    _shown: str = ""
    _began: float = field(default_factory=time.monotonic)
    _told: float = float("-inf")
    _stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Begin to count the seconds."""
        if not self.quiet:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and leave the terminal's line empty."""
        self._stopped.set()
        if self._thread:
            self._thread.join()
        if self._shown and sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, text: str) -> None:
        """Say what is going on now."""
        self._text = text

    def _run(self) -> None:
        if self._stopped.wait(self.delay):
            return
        terminal = sys.stderr.isatty()
        while True:
            if terminal:
                self._shown = f"{self._text} ({time.monotonic() - self._began:.0f} s)"
                sys.stderr.write(f"\r\x1b[K{self._shown}")
            elif self._text != self._shown:
                self._tell()
            sys.stderr.flush()
            if self._stopped.wait(0.2):
                return

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= self.pause:
            self._shown, self._told = self._text, now
            sys.stderr.write(f"{self._shown}\n")


@dataclass
class Pace:
    """How many of `total` are done, how fast they are read, and how long the rest will take.

    What need not be read (`read` is false) is done, but tells nothing of the pace.

    Example:
        >>> seconds = iter((0.0, 1.0, 2.0, 3.0, 4.0))
        >>> pace = Pace(100, clock=lambda: next(seconds))
        >>> for _ in range(4):
        ...     pace.add()
        >>> pace.text()
        '4 of 100 reports, 1.0 a second, 1 min 36 s left'
    """

    total: int
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    _read: int = 0
    _began: float = 0.0
    _last: float = 0.0

    def __post_init__(self) -> None:
        """Begins to count the seconds."""
        self._began = self._last = self.clock()

    def add(self, *, read: bool = True) -> None:
        """Counts one more."""
        self.done += 1
        if read:
            self._read += 1
            self._last = self.clock()

    def text(self) -> str:
        """All that in words; no rate before there is one."""
        told = f"{self.done:,} of {self.total:,} reports"
        seconds = self._last - self._began
        if self._read < _SURE or seconds <= 0:
            return told
        rate = self._read / seconds
        left = duration((self.total - self.done) / rate)
        return f"{told}, {rate:.1f} a second, {left} left"


def duration(seconds: float) -> str:
    """A time in words.

    Example:
        >>> duration(9.2), duration(75), duration(7260)
        ('9 s', '1 min 15 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
