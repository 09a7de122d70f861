"""The facts as they were written, beside the store that keeps them: a file for each named graph.

An engine keeps the value of a number, not its digits; and a graph that stays as it was is not written again.
"""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, cast

from policygraph.files import is_file, is_folder
from policygraph.rdf import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from policygraph.store.opening import Quad
    from policygraph.terms import Iri

COPY = "policygraph.nq.gz"
"""The file in the store folders of before that keeps all facts as they were written."""

FACTS = "policygraph.facts"
"""The folder in a store folder that keeps the facts as they were written."""

_LOOSE = "default"
_ENDING = ".nq.gz"
_DIGITS = 32
_LEVEL = 1
_TRAILER = 8


def written_in(folder: Path) -> tuple[Path, ...]:
    """The files with the facts of a store folder, sorted; none in a store of others."""
    if is_folder(folder / FACTS):
        found = (folder / FACTS).glob(f"*{_ENDING}")
        return tuple(sorted(found))
    copy = folder / COPY
    return (copy,) if is_file(copy) else ()


def read_written(folder: Path) -> Iterator[Quad]:
    """The facts, each with its named graph.

    Raises:
        GraphError: A file of them is broken.
    """
    for path in written_in(folder):
        yield from read_quads(path)


def file_of(folder: Path, graph: Iri | None) -> Path:
    """The file with the facts of a graph, None for the default graph's own; it need not be there."""
    import hashlib

    name = _LOOSE
    if graph:
        digest = hashlib.sha256(graph.encode()).hexdigest()
        name = digest[:_DIGITS]
    return folder / FACTS / f"{name}{_ENDING}"


def lines_of(folder: Path, graph: Iri | None) -> list[bytes]:
    """The facts of a graph as lines of N-Quads; none where it is not there."""
    path = file_of(folder, graph)
    if not is_file(path):
        return []
    with gzip.open(path) as lines:
        return list(lines)


def mark_of(folder: Path, graph: Iri) -> bytes:
    """What tells whether the facts of a graph are others than they were: their checksum and size, as gzip has them.

    Empty where they are not there.
    """
    path = file_of(folder, graph)
    if not is_file(path):
        return b""
    with path.open("rb") as packed:
        packed.seek(-_TRAILER, io.SEEK_END)
        return packed.read()


def write_lines(folder: Path, graph: Iri | None, lines: Iterable[bytes]) -> None:
    """Writes the facts of a graph; a file that is there already is replaced by another, not written to."""
    path = file_of(folder, graph)
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    packed = gzip.compress(b"".join(lines), _LEVEL, mtime=0)
    path.write_bytes(packed)


def lines_in(paths: Iterable[Path]) -> Iterator[bytes]:
    """The facts of files as lines of N-Quads."""
    for path in paths:
        with gzip.open(path) as lines:
            yield from lines


def parts_of(line: bytes) -> tuple[bytes, bytes]:
    r"""A line of N-Quads as its triple, without the stop, and the name of its graph.

    Example:
        >>> parts_of(b'<x:s> <x:p> "a b"@en <x:g> .\n'), parts_of(b"<x:s> <x:p> <x:o> .\n")
        ((b'<x:s> <x:p> "a b"@en', b'<x:g>'), (b'<x:s> <x:p> <x:o>', b''))
    """
    opening, quote, last = line.rpartition(b'"')
    if not quote:
        subject, predicate, last = line.split(b" ", 2)
        opening = b" ".join((subject, predicate, b""))
    end, *behind = last.split(b" ")
    triple = opening + quote + end
    graph = b"".join(behind[:-1])  # but for the stop
    return triple, graph


def as_stream(lines: Iterable[bytes]) -> IO[bytes]:
    """A stream of lines that are made as they are read."""
    return cast("IO[bytes]", io.BufferedReader(_Stream(iter(lines))))


class _Stream(io.RawIOBase):
    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        """Whether it can be read; it can."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what comes next; 0 at the end."""
        if not self._rest:
            self._rest = next(self._lines, b"")
        size = len(buffer)
        part = self._rest[:size]
        self._rest = self._rest[size:]
        buffer[: len(part)] = part
        return len(part)
