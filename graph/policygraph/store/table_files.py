"""The files of a store folder, opened before a process gives up the right to open any.

RocksDB opens the first files of a large store with it, and each other when something in it is first asked for. A
process that is sealed, or that has closed what it did not know of, cannot do that later. So something is asked of each
file before: facts are kept in an order that is by chance, and what is asked for by chance lies in all of them.

Source: RocksDB, `VersionBuilder::LoadTableHandlers`; oxigraph, the order of its indexes (by hashes of terms).
"""

from __future__ import annotations

import os
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENED_AT_ONCE = 16
"""How many files RocksDB opens with the store; one that has no more needs nothing else."""

_DRAWN = 3000
"""From so many facts it is asked for things by chance; a hundred open a store of five thousand reports."""

_DESCRIPTORS = Path("/proc/self/fd")
_SUFFIX = ".sst"


def open_table_files(store: ox.Store, folder: Path) -> None:
    """Asks a store for things by chance until all of its files are open.

    Where the system does not say which files are open, it is asked for as many as are ever drawn.

    Args:
        store: The store, opened for reading.
        folder: Where it lies.
    """
    wanted = {path.name for path in folder.iterdir() if path.suffix == _SUFFIX}
    if len(wanted) <= OPENED_AT_ONCE:
        return
    for _ in _looked_at(store):
        if wanted.issubset(opened_in(folder).values()):
            return


def _looked_at(store: ox.Store) -> Iterator[None]:
    """Looks at one fact after the other, from its subject, its predicate and its object, in each kind of graph."""
    named = cycle([*store.named_graphs()] or [ox.DefaultGraph()])
    drawn = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    for fact, graph in zip(islice(drawn, _DRAWN), named, strict=False):
        thing = fact.subject if isinstance(fact.object, ox.Literal) else fact.object
        for where in (ox.DefaultGraph(), None):
            _first(store, thing, None, None, where)
            _first(store, None, fact.predicate, fact.object, where)
            _first(store, None, None, fact.object, where)
        _first(store, None, None, None, graph)
        _first(store, None, fact.predicate, None, graph)
        _first(store, None, None, fact.object, graph)
        yield


def _first(store: ox.Store, *pattern: object) -> None:
    """Reads the first fact of a pattern, and the terms in it."""
    next(iter(store.quads_for_pattern(*pattern)), None)  # type: ignore[arg-type]


def opened_in(folder: Path) -> dict[int, str]:
    """The names of the files in a folder that this process has open, by descriptor; none where no system tells."""
    if not _DESCRIPTORS.is_dir():
        return {}
    home = folder.resolve()
    found = {}
    for number in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - names, not paths
        path = _leads_to(number)
        if path.parent == home:
            found[int(number)] = path.name
    return found


def _leads_to(number: str) -> Path:
    try:
        return (_DESCRIPTORS / number).readlink()
    except OSError:
        return Path()  # that with which the folder was listed
