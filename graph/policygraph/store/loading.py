"""Graphs loaded into a store folder, a named graph for each report.

A store is never written where it lies. A large load writes it anew aside; a small one puts a copy aside whose large
files are those of the store (they never change, so two names for one file will do), and changes that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.store.adding import add_to, can_be_added_to
from policygraph.store.filling import fill
from policygraph.store.graph_store import GraphStore
from policygraph.store.opening import UNION, graph_files, is_store_folder, is_url
from policygraph.store.replacing import replaced
from policygraph.store.spooling import Spooled
from policygraph.store.text import seal_text, write_text
from policygraph.store.written import (
    FACTS,
    file_of,
    lines_of,
    write_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.terms import Iri

_SMALL = 4
"""A load is small where the store holds so many times as many facts."""


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
        spooled = Spooled(Path(home))
        for name in graphs:
            _take(spooled, name)
        names, size = _held_in(folder)
        if spooled.size * _SMALL <= size and can_be_added_to(folder, spooled):
            add_to(folder, aside, spooled)
        else:
            _write_anew(folder, aside, spooled)
        seal_text(aside)
    return _loaded(spooled, names)


def _take(spooled: Spooled, name: str | Path) -> None:
    """Takes the files or the one store that a graph's name stands for."""
    path = Path(name)
    if is_url(name) or is_store_folder(path):
        from policygraph.remote import shown_name

        with GraphStore.open(name) as store:
            spooled.take(shown_name(str(name)), store.quads())
        return
    for file in graph_files(path):
        spooled.take_file(file)


def _loaded(spooled: Spooled, names: frozenset[Iri]) -> tuple[Loaded, ...]:
    """What was taken, where a store had graphs of these names."""
    graphs = [
        Loaded(name, count, name in names) for name, count in spooled.counts.items()
    ]
    loose = len(spooled.loose)
    if loose:
        graphs.append(Loaded(None, loose, replaced=False))
    return tuple(graphs)


def _held_in(folder: Path) -> tuple[frozenset[Iri], int]:
    """The names of the graphs that a store holds, and how many facts they are, where there is one."""
    if not is_store_folder(folder):
        return frozenset(), 0
    with GraphStore.open(folder) as store:
        return frozenset(store.named_graphs), store.size


def _write_anew(folder: Path, aside: Path, spooled: Spooled) -> None:
    """Writes a store of what a folder holds and of what was taken."""
    _write_facts(folder, aside, spooled)
    native = ox.Store(str(aside))
    fill(native, aside)
    native.flush()
    native.optimize()
    (aside / UNION).touch()
    names = sorted(graph.value for graph in native.named_graphs())
    write_text(aside, native, names, loose=bool(lines_of(aside, None)))


def _write_facts(folder: Path, aside: Path, spooled: Spooled) -> None:
    """Writes the facts of a store with those that were taken in the place of theirs."""
    (aside / FACTS).mkdir()
    for graph in spooled.names:
        write_lines(aside, graph, spooled.lines(graph))
    loose = dict(spooled.loose)
    if (folder / FACTS).is_dir():
        loose = dict.fromkeys(lines_of(folder, None)) | loose
        _link_facts(folder, aside)
    elif is_store_folder(folder):
        loose = _facts_of_others(folder, aside, spooled) | loose
    if loose:
        write_lines(aside, None, loose)


def _link_facts(folder: Path, aside: Path) -> None:
    """Takes over the facts of graphs that stay."""
    from policygraph.store.adding import link

    loose = file_of(folder, None)
    for path in (folder / FACTS).iterdir():
        there = aside / FACTS / path.name
        if path != loose and not there.exists():
            link(path, there)


def _facts_of_others(folder: Path, aside: Path, spooled: Spooled) -> dict[bytes, None]:
    """Writes the facts of a store that keeps none by graph; returns those of its default graph alone."""
    with (
        TemporaryDirectory(prefix="policygraph-") as home,
        GraphStore.open(folder) as store,
    ):
        held = Spooled(Path(home))
        held.take(str(folder), store.quads())
        for graph in set(held.names) - set(spooled.names):
            write_lines(aside, graph, held.lines(graph))
        return held.loose
