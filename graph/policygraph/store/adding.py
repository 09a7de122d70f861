"""A few graphs added to a store that holds many: a copy of it aside is changed, whose large files are its own.

Source: link(2); RocksDB wiki, "Checkpoints" (tables never change once they are written, all other files may).
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.files import is_file, is_folder
from policygraph.store.opening import UNION, is_store_folder
from policygraph.store.text import ANSWERS, TEXT, write_text
from policygraph.store.written import FACTS, lines_of, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policygraph.store.spooling import Spooled
    from policygraph.terms import Iri

_TABLE = ".sst"
_BLANK = b"_:"
_OWN_TO_EACH = ("LOCK", "LOG")
_MANY = 100_000
"""From so many facts on, they are loaded as tables of their own."""


def can_be_added_to(folder: Path, spooled: Spooled) -> bool:
    """Whether a store folder has all that belongs to it, and what some graphs replace there can be found again.

    The engine gives blank nodes labels of its own: a graph that has some is not changed, but written anew.
    """
    is_whole = (
        is_store_folder(folder)
        and is_folder(folder / FACTS)
        and is_file(folder / UNION)
        and is_file(folder / TEXT)
    )
    if not is_whole:
        return False
    return not any(_has_blank_nodes(folder, graph) for graph in spooled.names)


def _has_blank_nodes(folder: Path, graph: Iri) -> bool:
    return any(_BLANK in line for line in lines_of(folder, graph))


def add_to(folder: Path, aside: Path, spooled: Spooled) -> None:
    """Puts a store with some graphs added or replaced into an empty folder."""
    _copy(folder, aside)
    native = ox.Store(str(aside))
    changed = [
        graph for graph in spooled.names if _replace(aside, native, graph, spooled)
    ]
    held = dict.fromkeys(lines_of(aside, None))
    come = [line for line in spooled.loose if line not in held]
    if come:
        native.extend(_quads(come))
        write_lines(aside, None, [*held, *come])
    native.flush()
    write_text(aside, native, changed, loose=bool(come))


def link(path: Path, there: Path) -> None:
    """Gives a file that never changes a second name, or copies it where the system has no such thing."""
    try:
        os.link(path, there)
    except OSError:
        shutil.copy2(path, there)


def _copy(folder: Path, aside: Path) -> None:
    """Copies a store folder; files that never change are the same ones."""
    (aside / FACTS).mkdir()
    facts = folder / FACTS
    for path in (*folder.iterdir(), *facts.iterdir()):
        there = aside / path.relative_to(folder)
        if path.is_dir() or path.name.startswith((*_OWN_TO_EACH, ANSWERS)):
            continue
        if path.suffix == _TABLE or path.parent.name == FACTS:
            link(path, there)
        else:
            shutil.copy2(path, there)


def _replace(aside: Path, native: ox.Store, graph: Iri, spooled: Spooled) -> bool:
    """Whether a graph is another than that of its name in the store, which it replaces."""
    old = lines_of(aside, graph)
    new = spooled.lines(graph)
    kept = set(new)
    if set(old) == kept:
        return False
    gone = [line for line in old if line not in kept]
    _take_out(native, _quads(gone), aside)
    many = len(new) > _MANY
    put = native.bulk_extend if many else native.extend
    for home in (ox.NamedNode(graph), ox.DefaultGraph()):
        put(_in_graph(quad, home) for quad in _quads(new))
    write_lines(aside, graph, new)
    return True


def _take_out(native: ox.Store, gone: Iterator[ox.Quad], aside: Path) -> None:
    """Takes facts out of a named graph, and out of the union where no other graph has them."""
    loose: set[ox.Triple] | None = None
    for quad in gone:
        native.remove(quad)
        subject, predicate, target = quad.triple
        held = native.quads_for_pattern(subject, predicate, target)
        if any(isinstance(other.graph_name, ox.NamedNode) for other in held):
            continue
        if loose is None:
            own = _quads(lines_of(aside, None))
            loose = {one.triple for one in own}
        if quad.triple not in loose:
            in_union = _in_graph(quad, ox.DefaultGraph())
            native.remove(in_union)


def _in_graph(quad: ox.Quad, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    """The same fact in a graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _quads(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
