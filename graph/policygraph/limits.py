"""How long a report may be: its graph has to fit into 1 GB of memory, or it is refused before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 3_000_000
"""The longest text of a report, in bytes of UTF-8, unless another limit is given."""

_BYTES_OF = {"sentences": 140, "lines": 40}
"""What one of these is worth: with so many bytes for each, a text of `MAX_BYTES` takes the memory that there is.

A sentence has its facts however short it is. Lines are counted before sentences are known.
"""


def check_length(path: Path, length: int, most: int) -> None:
    """Returns where a text is not too long.

    Args:
        path: The report, for the error.
        length: How long its text is, in bytes.
        most: How long it may be.

    Raises:
        ReportError: It is longer.
    """
    if length > most:
        raise _too_long(path, f"{length:,} bytes of text", f"{most:,} bytes", most)


def check_count(path: Path, kind: str, count: int, most_bytes: int) -> None:
    """Returns where a text has not too many "sentences" or "lines" for its graph to fit into memory.

    Args:
        path: The report, for the error.
        kind: What is counted.
        count: How many there are.
        most_bytes: How long the text may be, in bytes; a limit below `MAX_BYTES` allows no fewer of them.

    Raises:
        ReportError: There are more than a text of that length may have.
    """
    most = max(MAX_BYTES, most_bytes) // _BYTES_OF[kind]
    if count > most:
        raise _too_long(path, f"{count:,} {kind}", f"{most:,} {kind}", most_bytes)


def _too_long(path: Path, found: str, most: str, most_bytes: int) -> ReportError:
    why = ", so that its graph fits into 1 GB of memory"
    return ReportError(
        f"{str(path)!r} is too long: {found}",
        expected=f"at most {most}{why if most_bytes == MAX_BYTES else ''}",
        remedy="split it into parts, such as its volumes or chapters, or allow more with --max-bytes",
    )
