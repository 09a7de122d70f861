"""What a command shows while it works long."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


@dataclass
class Progress:
    """Shows what is going on once it has taken a second: a line that is rewritten on a terminal, else a line a change.

    It is a context manager; `show` may be called as often as one likes. Nothing is shown where `quiet` is set.
    """

    quiet: bool = False
    delay: float = 1.0
    _text: str = ""
    _shown: str = ""
    _began: float = field(default_factory=time.monotonic)
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
                self._shown = self._text
                sys.stderr.write(f"{self._shown}\n")
            sys.stderr.flush()
            if self._stopped.wait(0.2):
                return
