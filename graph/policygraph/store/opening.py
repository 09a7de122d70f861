"""What names a graph, and how it comes into a store: files in any RDF syntax, folders of them, store folders."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.errors import GraphError
from policygraph.rdf import (
    EXTENSIONS,
    SYNTAXES,
    known_syntax,
    open_plain_or_gzip,
    read_quads,
    syntax_error_in,
    syntax_of,
    unreadable,
)
from policygraph.rdf_limits import checked
from policygraph.terms import Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    Quad = tuple[Triple, Iri | None]

COPY = "policygraph.nq.gz"
"""The file in a store folder that keeps the facts as they were written."""

_MARK_OF_A_STORE = "CURRENT"
"""The file that every store folder holds: RocksDB's pointer to its newest state."""


def is_store_folder(path: Path) -> bool:
    """Whether a folder is a store on disk."""
    return (path / _MARK_OF_A_STORE).is_file()


def is_url(graph: object) -> bool:
    """Whether a graph's name is the URL of an endpoint."""
    return isinstance(graph, str) and graph.startswith(("http://", "https://"))


def copy_in(folder: Path) -> Path | None:
    """The facts as they were written, beside the store that `GraphStore.save` made; None in a store of others."""
    copy = folder / COPY
    return copy if copy.is_file() else None


def open_store_folder(path: Path) -> ox.Store:
    """The store on disk, for reading only.

    Raises:
        GraphError: The folder is damaged or cannot be read.
    """
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise GraphError(f"'{path}' cannot be opened as a store: {error}", expected="a store folder") from error


def graph_files(path: Path) -> list[Path]:
    """The file, or the files of a folder whose extension names an RDF syntax, by name.

    Raises:
        GraphError: There is no such file or folder, or nothing in it.
    """
    if not path.is_dir():
        return [path]
    try:
        files = sorted(file for file in path.iterdir() if syntax_of(file) and file.is_file())
    except OSError as error:
        raise unreadable(path, error) from error
    if not files:
        raise GraphError(
            f"folder '{path}' holds no graph",
            expected=f"files that end in {' '.join(EXTENSIONS)} (or with .gz), or a store folder",
            remedy="name another, or run `policygraph build`",
        )
    return files


def load_files(paths: Iterable[Path]) -> ox.Store:
    """The graphs of all files in one store in memory; blank nodes of different files stay apart.

    Raises:
        GraphError: A file is missing, unreadable, of no known syntax, or broken (with line and column).
    """
    store = ox.Store()
    for path in paths:
        _load(store, path)
    return store


def read_files(paths: Sequence[Path]) -> Iterator[Quad]:
    """The facts of all files as they are written, which a store does not keep.

    Raises:
        GraphError: A file cannot be read any more.
    """
    for number, path in enumerate(paths):
        for triple, graph in read_quads(path):
            yield (_apart(triple, number) if len(paths) > 1 else triple), graph


def _apart(triple: Triple, number: int) -> Triple:
    """The triple with the labels of blank nodes made those of one file alone."""
    subject, predicate, target = (
        Iri(f"_:f{number}{term[2:]}") if isinstance(term, Iri) and term.startswith("_:") else term for term in triple
    )
    return Triple(subject, predicate, target)  # type: ignore[arg-type]


def _load(store: ox.Store, path: Path) -> None:
    try:
        with open_plain_or_gzip(path) as stream:
            syntax = known_syntax(path)
            store.bulk_load(checked(stream, syntax, path), SYNTAXES[syntax], base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise syntax_error_in(path, syntax, error) from error
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
