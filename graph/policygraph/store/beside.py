"""Tables that stand beside a store in its folder: written aside, and put in their place when they are whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from policygraph.errors import GraphError
from policygraph.files import is_file, write_atomically
from policygraph.store.opening import is_store_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
"""What is written aside needs no journal: it takes its place whole or not at all."""


def store_folder(store: str | Path) -> Path:
    """The path of a store folder.

    Raises:
        GraphError: It is none.
    """
    folder = Path(store)
    if not is_store_folder(folder):
        raise GraphError(f"'{folder}' is no store folder", expected="a store folder")
    return folder


def read_beside(folder: Path, name: str) -> sqlite3.Connection | None:
    """A database of a store folder, for reading; None where there is none, or it cannot be opened.

    Source: SQLite, "Uniform Resource Identifiers" (immutable: it takes no lock and writes no journal).

    Args:
        folder: The store folder.
        name: What the file is called in it.
    """
    if not is_file(folder / name):
        return None
    address = f"file:{quote(str(folder.resolve() / name))}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(address, uri=True)
    except sqlite3.Error:
        return None


@contextmanager
def table_beside(
    folder: Path, name: str, declared: str
) -> Iterator[sqlite3.Connection]:
    """An empty database to fill, which takes its place in a store folder when the block ends without an error.

    Args:
        folder: The store folder.
        name: What the file is called in it.
        declared: The SQL that declares its tables.

    Raises:
        OutputError: It cannot be written.
    """
    with TemporaryDirectory(prefix="policygraph-") as home:
        path = Path(home) / name
        with closing(sqlite3.connect(path)) as tables:
            tables.executescript(_AT_ONCE + declared)
            yield tables
            tables.commit()
        write_atomically(folder / name, path.read_bytes())
