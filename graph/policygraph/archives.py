"""Zip archives that office programs write, and how much is unpacked of one: a small file can hold a large one."""

from __future__ import annotations

import io
import zipfile

MOST_MEMBERS = 20_000
"""How many members of an archive are listed: a Word file has dozens, and each costs memory."""

MOST_BYTES = 120_000_000
"""The most bytes that are unpacked of one archive."""

ENTRY = b"PK\x01\x02"
"""What each member's entry in the directory begins with."""


def unpacked_size(content: bytes) -> int:
    """How long the members of an archive are together; no reader gets more of one than its entry says.

    Raises:
        zipfile.BadZipFile: It is no archive, or has more than `MOST_MEMBERS`.
    """
    if content.count(ENTRY) > MOST_MEMBERS:
        raise zipfile.BadZipFile(f"more than {MOST_MEMBERS:,} members")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(member.file_size for member in archive.infolist())
