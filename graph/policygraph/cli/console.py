"""Where the commands write: results to stdout or a file, everything else to stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from policygraph.abridging import abridged
from policygraph.errors import OutputError
from policygraph.terminal import printable

if TYPE_CHECKING:
    from pathlib import Path


def write_out(content: bytes, path: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to stdout where no file is named.

    Raises:
        OutputError: If the file cannot be written.
    """
    if path is None:
        if sys.stdout is None:
            raise OutputError(
                "there is no output to write to",
                expected="stdout, or a file",
                remedy="name one with -o",
            )
        stream = sys.stdout.buffer
        stream.write(content)
        stream.flush()
        return
    from policygraph.files import write_atomically

    write_atomically(path, content)


def say(text: str, *, unless: bool = False) -> None:
    """Tell the person at the terminal something that is no result; silent where `unless` holds (``--quiet``)."""
    if not unless:
        print(printable(abridged(text)), file=sys.stderr)  # noqa: T201 - the command line prints


def show(text: str, *, newline: bool = True) -> None:
    """Print text for people to stdout, without what a terminal would obey."""
    write_out(
        (printable(text) + ("\n" if newline else "")).encode(errors="backslashreplace"),
        None,
    )


def plural(count: int, noun: str) -> str:
    """A count and its noun.

    Example:
        >>> plural(1, "linkage"), plural(2, "linkage"), plural(1200, "triple")
        ('1 linkage', '2 linkages', '1,200 triples')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
