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
    if is_there(folder) and not is_store_folder(folder) and not _is_empty(folder):
        raise OutputError(
            f"'{folder}' is no store folder",
            expected="a new or empty folder, or a store to replace",
        )
    with folder_aside(folder) as aside:
        yield aside


def _is_empty(folder: Path) -> bool:
    return is_folder(folder) and not any(folder.iterdir())
