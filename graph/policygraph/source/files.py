"""The bytes of a source, or an error that says why they cannot be had."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from policygraph.errors import ReportError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MAX_SOURCE_BYTES = 200_000_000
"""The largest file that is opened; a PDF or a Word file is mostly pictures."""

WANTED = "a PDF, Word (.docx), HTML, Markdown or text file"
"""What can be read, in words for errors."""


def read_bytes(path: Path, *, most: int = MAX_SOURCE_BYTES) -> bytes:
    """The bytes of a file.

    Args:
        path: The file.
        most: The largest number of bytes.

    Raises:
        UsageError: The path is a folder.
        ReportError: The file is missing, unreadable, empty or too large.
    """
    try:
        with open(path, "rb", opener=_opened) as file:
            content = file.read(most + 1)
    except IsADirectoryError as error:
        raise UsageError(
            f"{str(path)!r} is a folder", expected=WANTED, remedy="name the files in it"
        ) from error
    except FileNotFoundError as error:
        raise ReportError(
            f"{str(path)!r} does not exist",
            expected=WANTED,
            remedy="check the name and the folder",
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError(
            f"{str(path)!r} cannot be read ({reason})",
            expected="a readable file",
            remedy="check its permissions",
        ) from error
    if len(content) > most:
        raise ReportError(
            f"{str(path)!r} is larger than {most:,} bytes",
            expected=f"at most {most:,} bytes",
            remedy="split it",
        )
    if not content:
        raise ReportError(
            f"{str(path)!r} is empty", expected="a report", remedy="name another file"
        )
    return content


def _opened(path: str, flags: int) -> int:
    """The descriptor of a file; of a pipe, at once: one into which nobody writes is empty."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    return descriptor
