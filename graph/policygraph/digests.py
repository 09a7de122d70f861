"""Digests of files, and the lists of them that `sha256sum` writes and checks.

Source: FIPS 180-4 (SHA-256); the format of ``sha256sum`` of GNU coreutils.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIST = "SHA256SUMS"
"""The name of a folder's list."""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex; read once as long as the file does not change.

    Raises:
        OSError: It cannot be read.
    """
    return _digest(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _digest(path: Path, _changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def listed_digests(folder: Path) -> dict[str, str]:
    """File name to digest, as a folder's list has them; empty where it has none.

    Raises:
        OSError: The list cannot be read.
        ValueError: It is no such list.
    """
    path = folder / LIST
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    rows = [line.split(maxsplit=1) for line in text.splitlines()]
    return {name.removeprefix("*"): digest for digest, name in rows}


def write_digests(folder: Path, names: tuple[str, ...]) -> None:
    """Writes a folder's list, in the order of the names."""
    lines = []
    for name in sorted(names):
        digest = digest_of(folder / name)
        lines.append(f"{digest}  {name}\n")
    (folder / LIST).write_text("".join(lines), encoding="utf-8")
