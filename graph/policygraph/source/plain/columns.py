"""Two columns that a tool has painted side by side into the lines of a text.

Such a text is a picture of a page; it has no order in which it can be read. It is put in order as a page of a PDF
would be: the left column's lines, then the right one's. Nothing else of a text is ever moved.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GUTTER = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_LEAST_LINES = 4
_LEAST_WORDS = 3
_LETTERS = 0.7
_DRIFT = 2


def in_reading_order(text: str) -> str:
    """The text with the columns of each stretch that has two put one below the other; the same text without any."""
    if not _GUTTER.search(text):
        return text
    ordered: list[str] = []
    for stretch in _stretches(text.split("\n")):
        ordered += _ordered(stretch)
    return "\n".join(ordered)


def _stretches(lines: list[str]) -> Iterator[list[str]]:
    """The lines between blank ones, and each blank line by itself."""
    stretch: list[str] = []
    for line in lines:
        if line.strip():
            stretch.append(line)
            continue
        if stretch:
            yield stretch
            stretch = []
        yield [line]
    if stretch:
        yield stretch


def _ordered(lines: list[str]) -> list[str]:
    at = _gutter(lines)
    if at is None:
        return lines
    cut = [_cut(line, at) for line in lines]
    ordered = [left.rstrip() for left, _ in cut if left.strip()]
    ordered += [right.strip() for _, right in cut if right.strip()]
    return ordered


def _gutter(lines: list[str]) -> int | None:
    """The column at which the right one begins, if prose stands on both sides of a gutter in most lines."""
    if len(lines) < _LEAST_LINES:
        return None
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update(match.end() for match in _GUTTER.finditer(line))
    if not starts:
        return None
    most = max(starts.values())
    at = min(start for start, times in starts.items() if times == most)
    if _parts_prose(lines, at):
        return at
    return None


def _parts_prose(lines: list[str], at: int) -> bool:
    """Whether enough lines have words on both sides of a column, and most of them prose."""
    two = 0
    prose = 0
    for line in lines:
        left, right = _cut(line, at)
        if not left.strip() or not right.strip():
            continue
        two += 1
        if _is_prose(left.strip()) and _is_prose(right.strip()):
            prose += 1
    if two < _LEAST_LINES:
        return False
    return prose * 4 >= two * 3


def _cut(line: str, at: int) -> tuple[str, str]:
    """A line's left and right part; a line that runs over the gutter is all left."""
    for match in _GUTTER.finditer(line):
        if abs(match.end() - at) <= _DRIFT:
            left = line[: match.start()]
            right = line[match.end() :]
            return left, right
    bare = line.lstrip()
    indent = len(line) - len(bare)
    if abs(indent - at) <= _DRIFT:
        return "", line
    return line, ""


def _is_prose(words: str) -> bool:
    """Whether words run on as those of a sentence do: letters for the most part, and no gap as between cells."""
    if _GUTTER.search(words):
        return False
    parts = words.split()
    if len(parts) < _LEAST_WORDS:
        return False
    bare = "".join(parts)
    letters = sum(map(str.isalpha, bare))
    return letters >= _LETTERS * len(bare)
