"""An empty store filled with facts part by part: memory stays as it is however many there are.

The engine sorts what it is given at once in memory. Blank nodes have the labels of what is read at once, so whatever
has some is read as one.

Source: Oxigraph, `BulkLoader` (each call sorts its facts and adds them as tables).
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.store.written import as_stream, lines_in, parts_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BLANK = b"_:"
_STOP = b" .\n"
_MOST = 24_000_000
"""So many bytes of facts, some 100,000, are loaded at once."""


def fill(native: ox.Store, folder: Path) -> None:
    """Loads the facts that are written in a folder: each into its named graph, and all into the default graph.

    Args:
        native: The store, which is empty.
        folder: The folder in which the facts are.
    """
    apart: list[Path] = []
    for part in _parts(written_in(folder), apart):
        native.bulk_load(b"".join(part), ox.RdfFormat.N_QUADS)
        triples = b"".join(_without_graph(data) for data in part)
        native.bulk_load(triples, ox.RdfFormat.N_TRIPLES)
    _fill_as_one(native, apart)


def _parts(paths: Sequence[Path], apart: list[Path]) -> Iterator[list[bytes]]:
    """The facts of named graphs, some at a time; files that cannot be parted are put into the list instead."""
    part: list[bytes] = []
    size = 0
    for path in paths:
        data = gzip.decompress(path.read_bytes())
        if not _is_one_graph(data):
            apart.append(path)
            continue
        part.append(data)
        size += len(data)
        if size >= _MOST:
            yield part
            part, size = [], 0
    if part:
        yield part


def _is_one_graph(data: bytes) -> bool:
    """Whether all lines are of one named graph, and no node in it is blank."""
    ending = _ending_of(data)
    return (
        ending.startswith(b" <")
        and _BLANK not in data
        and data.count(ending) == data.count(b"\n")
        and parts_of(data[: data.index(b"\n") + 1])[1] == ending[1 : -len(_STOP)]
    )


def _without_graph(data: bytes) -> bytes:
    """The lines of a named graph as those of triples."""
    return data.replace(_ending_of(data), _STOP)


def _ending_of(data: bytes) -> bytes:
    """What the last line ends in: the name of its graph and the stop."""
    return data[data.rfind(b" ", 0, -len(_STOP)) :]


def _fill_as_one(native: ox.Store, paths: Sequence[Path]) -> None:
    """Loads files whose blank nodes may be the same."""
    if not paths:
        return
    native.bulk_load(as_stream(lines_in(paths)), ox.RdfFormat.N_QUADS)
    triples = (parts_of(line)[0] + _STOP for line in lines_in(paths))
    native.bulk_load(as_stream(triples), ox.RdfFormat.N_TRIPLES)
