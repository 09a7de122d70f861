"""Graphs loaded into a store folder, a named graph for each report.

The store is written anew aside, from the lines of its facts: however many reports it holds, no more than one of them is
in memory.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from policygraph.edition import refuse_first_edition
from policygraph.errors import GraphError
from policygraph.rdf import read_quads, to_nquads, to_ntriples, with_blank_nodes_marked
from policygraph.report_graphs import graphs_of
from policygraph.store.graph_store import GraphStore
from policygraph.store.opening import (
    COPY,
    UNION,
    copy_in,
    graph_files,
    is_store_folder,
    is_url,
)
from policygraph.store.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from policygraph.store.opening import Quad
    from policygraph.terms import Iri, Triple

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph that a store took.

    `graph` is its name there; None is the default graph, for facts of no report. `triples` counts what was loaded;
    `replaced` says whether a graph of that name stood there.
    """

    graph: Iri | None
    triples: int
    replaced: bool


def load_graphs(graphs: Sequence[str | Path], store: str | Path) -> tuple[Loaded, ...]:
    """Loads graphs into a store folder, which is made if need be; returns what it took, in the order of the graphs.

    Each report has a named graph under its IRI, and a report that is loaded again replaces its graph. What belongs to
    no report, such as an ontology, is added to the default graph, which also holds the union of all. The store is built
    aside and then renamed: readers find the old one or the new one.

    Args:
        graphs: Files, folders, store folders, or the URL of a SPARQL endpoint.
        store: The folder of the store.

    Raises:
        GraphError: One of the graphs is missing, unreadable, no graph, or was built by version 0.1.
        OutputError: The store cannot be written, or the folder holds something else.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as home:
        ...     (loaded,) = load_graphs(["tests/fixtures/small.ttl"], f"{home}/store")
        ...     (again,) = load_graphs(["tests/fixtures/small.ttl"], f"{home}/store")
        >>> loaded.graph[-16:], loaded.replaced, again.replaced
        ('ee8d00f2ce3828dd', False, True)
    """
    folder = Path(store)
    with replaced(folder) as aside, TemporaryDirectory(prefix="policygraph-") as home:
        spooled = _Spooled(Path(home))
        for name in graphs:
            for shown, quads in _sources(name):
                spooled.take(shown, quads)
        loaded = spooled.loaded(_names_in(folder))
        with gzip.GzipFile(aside / COPY, "wb", compresslevel=6, mtime=0) as copy:
            copy.writelines(spooled.over(_lines_in(folder)))
        _write(aside)
    return loaded


def _sources(name: str | Path) -> Iterator[tuple[str, Iterable[Quad]]]:
    """The files or the one store that a graph's name stands for, each with how it is shown."""
    path = Path(name)
    if is_url(name) or is_store_folder(path):
        from policygraph.remote import shown_name

        with GraphStore.open(name) as store:
            yield shown_name(str(name)), store.quads()
        return
    for file in graph_files(path):
        yield str(file), read_quads(file)


class _Spooled:
    """The lines of the graphs that are loaded, each in a file of its own; of two with one name, the later counts.

    Args:
        home: A folder for the files.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._files: dict[Iri, Path] = {}
        self._counts: dict[Iri, int] = {}
        self._loose: dict[bytes, None] = {}

    def take(self, shown: str, quads: Iterable[Quad]) -> None:
        """Takes the graphs among some facts.

        Raises:
            GraphError: They hold a report of version 0.1, or no fact.
        """
        listed = list(quads)
        refuse_first_edition((triple for triple, _ in listed), shown)
        if not listed:
            raise GraphError(
                f"'{shown}' holds no fact",
                expected="a graph that `policygraph build` wrote",
            )
        for name, triples in graphs_of(listed).items():
            lines = _lines(triples, name)
            if name is None:
                self._loose |= dict.fromkeys(lines)
                continue
            file = self._files.setdefault(name, self._home / str(len(self._files)))
            file.write_bytes(b"".join(lines))
            self._counts[name] = len(lines)

    def loaded(self, names: frozenset[Iri]) -> tuple[Loaded, ...]:
        """What was taken, where a store has graphs of these names."""
        graphs = [
            Loaded(name, count, name in names) for name, count in self._counts.items()
        ]
        return (
            *graphs,
            *([Loaded(None, len(self._loose), replaced=False)] if self._loose else []),
        )

    def over(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines of a store with those that were taken in the place of theirs."""
        gone = {f"<{name}>".encode() for name in self._files}
        for line in lines:
            if _graph_in(line) not in gone and line not in self._loose:
                yield line
        yield from self._loose
        for name in sorted(self._files):
            with self._files[name].open("rb") as kept:
                yield from kept


def _lines(triples: Iterable[Triple], graph: Iri | None) -> list[bytes]:
    """The triples as lines of N-Quads; labels of blank nodes are their own, and the same whenever they are read."""
    listed = tuple(triples)
    mark = hashlib.sha256(to_ntriples(listed)).hexdigest()[:_DIGITS]
    return to_nquads(
        (triple, graph) for triple in with_blank_nodes_marked(listed, mark)
    ).splitlines(keepends=True)


def _names_in(folder: Path) -> frozenset[Iri]:
    """The names of the graphs that a store holds, where there is one."""
    if not is_store_folder(folder):
        return frozenset()
    with GraphStore.open(folder) as store:
        return frozenset(store.named_graphs)


def _lines_in(folder: Path) -> Iterator[bytes]:
    """The facts of a store as lines of N-Quads, where there is one."""
    if not is_store_folder(folder):
        return
    copy = copy_in(folder)
    if copy:
        with gzip.open(copy) as lines:
            yield from lines
        return
    with GraphStore.open(folder) as store:
        yield from to_nquads(store.quads()).splitlines(keepends=True)


def _graph_in(line: bytes) -> bytes:
    """The name of the graph of a line of N-Quads, in angle brackets; empty for the default graph."""
    return _parts(line)[1]


def _parts(line: bytes) -> tuple[bytes, bytes]:
    """A line of N-Quads as its triple, without the stop, and the name of its graph."""
    opening, quote, last = line.rpartition(b'"')
    if not quote:
        subject, predicate, rest = line.split(b" ", 2)
        opening, last = b" ".join((subject, predicate, b"")), rest
    words = last.split(b" ")
    graph = words[1] if len(words) > 2 else b""  # noqa: PLR2004 - the object's end, the graph, the stop
    return opening + quote + words[0], graph


def _write(folder: Path) -> None:
    """Makes a store of the facts that lie in its folder; it is let go of when this returns, which frees its lock."""
    written = ox.Store(str(folder))
    with gzip.open(folder / COPY) as lines:
        written.bulk_load(cast("IO[bytes]", lines), ox.RdfFormat.N_QUADS)
    with gzip.open(folder / COPY) as lines:
        triples = io.BufferedReader(
            _Stream(_parts(line)[0] + b" .\n" for line in lines)
        )
        written.bulk_load(cast("IO[bytes]", triples), ox.RdfFormat.N_TRIPLES)
    written.flush()
    written.optimize()
    (folder / UNION).touch()


class _Stream(io.RawIOBase):
    """A stream of lines that are made as they are read."""

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
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
