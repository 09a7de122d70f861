"""A folder that takes another's place as a whole."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING

from policygraph.errors import OutputError
from policygraph.files import unwritable
from policygraph.store.opening import is_store_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """The path of a store to write aside, which takes the folder's place when the block ends well.

    Folders above it are made. Whoever opens the folder meanwhile finds the store that stood there.

    Raises:
        OutputError: The folder cannot be written, or holds something else than a store.
    """
    target = folder.resolve()
    if target.exists() and not is_store_folder(target) and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(f"'{folder}' is no store folder", expected="a new or empty folder, or a store to replace")
    mark = secrets.token_hex(6)
    aside, old = (target.with_name(f".{target.name}.{mark}.{kind}") for kind in ("part", "old"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield aside
        _swap(aside, target, old)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _swap(aside: Path, target: Path, old: Path) -> None:
    """Puts one folder where another stands; the other stays if that cannot be done."""
    if not target.exists():
        aside.rename(target)
        return
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
