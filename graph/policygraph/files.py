"""Writing results: aside first, then renamed, so that nobody ever meets half a file."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from policygraph.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that it is there in full or not at all; folders above it are made.

    A file that is there already is replaced, keeping its permissions; through a symbolic link, what the link names.
    What is no file (a device, a pipe) is written to and stays what it is.

    Raises:
        OutputError: The file or its folder cannot be written; nothing is left behind.

    Example:
        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_atomically(pathlib.Path(folder) / "out" / "a.txt", b"all of it")
        ...     (pathlib.Path(folder) / "out" / "a.txt").read_bytes()
        b'all of it'
    """
    target = path.resolve()
    if target.is_dir():
        raise OutputError(f"'{path}' is a folder", expected="the name of a file", remedy="name a file in it")
    if path.exists() and not path.is_file():
        _write_into(path, content)
        return
    aside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        aside.write_bytes(content)
        if mode is not None:
            aside.chmod(mode)
        aside.replace(target)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        _remove(aside)


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error that says why a path cannot be written."""
    reason = error.strerror or str(error)
    return OutputError(f"'{path}' cannot be written: {reason}", remedy="name a place that you may write to")


def _write_into(path: Path, content: bytes) -> None:
    try:
        with path.open("wb", buffering=0) as stream:
            stream.write(content)
    except OSError as error:
        raise unwritable(path, error) from error


def _remove(aside: Path) -> None:
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        return  # its folder could not be reached, so it was never made
