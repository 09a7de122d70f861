"""Reading a PDF in a process of its own, with a deadline and a limit of memory.

PDFium is a library of a million lines of C++ that is handed files from anywhere. A file that crashes it, fills memory
or never ends costs the child process alone, and becomes an error of that one report. The child is this very Python,
isolated: neither the current folder nor the environment says what it imports.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from policygraph.errors import ReportError
from policygraph.isolation import isolated
from policygraph.source.pdf.sharing import PAGES_ALONE, half_of
from policygraph.source.pdf.values import Bookmark, Box, Head, Line, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from typing import IO

    _Read = tuple[Head, list[Page]]
    _Begun = Callable[[Head], None]

SECONDS = 10.0
"""The processor time that any PDF has."""
SECONDS_A_PAGE = 0.1
"""The processor time that each of its pages adds."""
WAITING = 6.0
"""How many times that a PDF may take by the clock: on a busy machine a process waits for its turn."""
MEMORY = 420 * 1024 * 1024
"""The address space of a child, in bytes, besides the file itself."""

_OUT_OF_TIME = 24
"""The signal that ends a process whose processor time is over, on Linux and macOS (SIGXCPU)."""
_MOST_OUTPUT = 300_000_000
_PASSWORD = "POLICYGRAPH_PDF_PASSWORD"  # noqa: S105 (the name of a variable)


def read_pages(content: bytes, filename: str, *, password: str | None = None) -> _Read:
    """What a PDF says of itself, and its pages.

    Raises:
        ReportError: It is damaged or protected, or the library crashed over it, or took too long or too much.
    """
    with tempfile.TemporaryFile() as file, ThreadPoolExecutor(1) as other:
        file.write(content)
        file.flush()
        share = _Share(filename, len(content), password, second=False)
        rest: list[Future[_Read]] = []

        def share_out(head: Head) -> None:
            if head.pages > PAGES_ALONE:
                rest.append(
                    other.submit(_read_share, file, replace(share, second=True))
                )

        head, pages = _read_share(file, share, share_out)
        return head, pages + [page for future in rest for page in future.result()[1]]


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process reads of a file of so many bytes: its pages or their first half, or the `second`."""

    filename: str
    size: int
    password: str | None
    second: bool


def _read_share(file: IO[bytes], share: _Share, begun: _Begun | None = None) -> _Read:
    """What a process reads; `begun` is called when it has opened the file."""
    child = _start(file, share)
    try:
        return _collect(child, share, begun)
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _start(file: IO[bytes], share: _Share) -> subprocess.Popen[bytes]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LD_"))
    }
    environment[_PASSWORD] = share.password or ""
    limits = (MEMORY + 2 * share.size, SECONDS, SECONDS_A_PAGE)
    arguments = [*map(str, limits), str(int(share.second))]
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        isolated("policygraph.source.pdf.child", *arguments),
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=tempfile.gettempdir(),
    )


class _Deadline:
    """Ends a process when its time is over."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._began = time.monotonic()
        self._timer: threading.Timer | None = None
        self.passed = False

    def set(self, seconds: float) -> None:
        """Let the process end `seconds` after the deadline was made."""
        self.cancel()
        self._timer = threading.Timer(
            max(0.0, self._began + seconds - time.monotonic()), self._end
        )
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Let the process be."""
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        self.passed = True
        self._child.kill()


def _collect(
    child: subprocess.Popen[bytes], share: _Share, begun: _Begun | None
) -> _Read:
    deadline = _Deadline(child)
    deadline.set(WAITING * SECONDS)
    head: Head | None = None
    pages: list[Page] = []
    whole = False
    try:
        for value in _values(child, share.filename):
            if isinstance(value, dict):
                _raise_if_refused(value, share.filename)
                whole = True
            elif head is None:
                head = _head(value)
                deadline.set(WAITING * (SECONDS + SECONDS_A_PAGE * head.pages))
                if begun is not None:
                    begun(head)
            else:
                pages.append(_page(value))
    finally:
        deadline.cancel()
    if head is not None and whole:
        return head, pages
    late = deadline.passed or child.wait() == -_OUT_OF_TIME
    raise _broken_off(share.filename, pages=_done(share, head, pages), late=late)


def _raise_if_refused(value: dict[str, Any], filename: str) -> None:
    if "refused" in value:
        raise _refusal(str(value["refused"]), filename)


def _done(share: _Share, head: Head | None, pages: list[Page]) -> int:
    """How many pages of the whole file had been read when a share of it broke off."""
    before = half_of(head.pages) if head is not None and share.second else 0
    return before + len(pages)


def _values(child: subprocess.Popen[bytes], filename: str) -> Iterator[Any]:
    taken = 0
    if child.stdout is None:  # pragma: no cover (it is a pipe)
        return
    for line in child.stdout:
        taken += len(line)
        if taken > _MOST_OUTPUT:
            raise ReportError(
                f"{filename!r} holds more text than any report",
                expected=f"at most {_MOST_OUTPUT // 1_000_000} MB of text with its places",
                remedy="split it (qpdf --split-pages) and name the parts",
            )
        try:
            yield json.loads(line)
        except ValueError:
            return


def _head(value: list[Any]) -> Head:
    pages, title, date, language, bookmarks = value
    return Head(
        pages, title, date, language, tuple(Bookmark(*one) for one in bookmarks)
    )


def _page(value: list[Any]) -> Page:
    number, width, height, lines, dropped, glyphs, nameless = value
    made = tuple(
        Line._make([*line[:-1], tuple(Box(*box) for box in line[-1])]) for line in lines
    )
    return Page(number, width, height, made, dropped, glyphs, nameless)


def _refusal(reason: str, filename: str) -> ReportError:
    if reason == "password":
        return ReportError(
            f"{filename!r} is protected by a password",
            expected="a PDF that opens without one",
            remedy="save a copy without it (qpdf --decrypt --password=… in.pdf out.pdf) and name that",
        )
    return ReportError(
        f"{filename!r} is a damaged PDF: it cannot be opened",
        expected="a whole PDF",
        remedy="fetch it again, or try to repair it (qpdf in.pdf out.pdf)",
    )


def _broken_off(filename: str, *, pages: int, late: bool) -> ReportError:
    what = "took too long" if late else "could not be read to its end"
    where = f"after page {pages}" if pages else "before its first page"
    return ReportError(
        f"{filename!r} {what}: reading broke off {where}",
        expected="a PDF that is neither damaged nor made to harm",
        remedy="print it to a new PDF, or repair it (qpdf in.pdf out.pdf), and name that",
    )
