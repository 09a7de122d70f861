"""What names a graph, and how it comes into a store: files in any RDF syntax, folders of them, store folders."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.errors import GraphError
from policygraph.rdf import EXTENSIONS, SYNTAXES, open_plain_or_gzip, syntax_error_in, syntax_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MARK_OF_A_STORE = "CURRENT"
"""The file that every store folder holds: RocksDB's pointer to its newest state."""


def is_store_folder(path: Path) -> bool:
    """Whether a folder is a store on disk."""
    return (path / _MARK_OF_A_STORE).is_file()


def is_url(graph: object) -> bool:
    """Whether a graph's name is the URL of an endpoint."""
    return isinstance(graph, str) and graph.startswith(("http://", "https://"))


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


def _load(store: ox.Store, path: Path) -> None:
    syntax = syntax_of(path)
    try:
        with open_plain_or_gzip(path) as stream:
            if not syntax:
                raise GraphError(
                    f"'{path}' has no extension of an RDF syntax",
                    expected=f"one of {' '.join(EXTENSIONS)} (or with .gz)",
                    remedy="rename it or convert it",
                )
            store.bulk_load(stream, SYNTAXES[syntax], base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise syntax_error_in(path, syntax, error) from error
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
