"""A store folder that takes another's place as a whole."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from policygraph.errors import OutputError
from policygraph.files import is_folder, is_there
from policygraph.folders import folder_aside
from policygraph.store.opening import is_store_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """The path of a store to write aside, which takes the folder's place when the block ends well.

    Folders above it are made. Whoever opens the folder meanwhile finds the store that stood there.

    Raises:
        OutputError: The folder cannot be written, or holds something else than a store.
    """
    check_place(folder)
    with folder_aside(folder) as aside:
        yield aside


def check_place(folder: Path) -> None:
    """Returns where a store can be written: where there is nothing, an empty folder or a store.

    Raises:
        OutputError: There is something else, or the place is an address of the web or lies within a store.
    """
    if str(folder).startswith(("http:/", "https:/")):  # as a path has it
        raise _no_place(folder, "is an address of the web")
    if any(map(is_store_folder, folder.absolute().parents)):
        raise _no_place(folder, "lies in a store")
    if is_there(folder) and not is_store_folder(folder) and not _is_empty(folder):
        raise _no_place(folder, "is no store folder")


def _no_place(folder: Path, fault: str) -> OutputError:
    return OutputError(
        f"'{folder}' {fault}",
        expected="a new or empty folder, or a store to replace",
        remedy="name another folder with --store",
    )


def _is_empty(folder: Path) -> bool:
    return is_folder(folder) and not any(folder.iterdir())
