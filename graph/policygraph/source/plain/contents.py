"""Contents lists, lists of tables and figures, and indices: lines that say where something stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.plain.lines import Lines

_HEADING = re.compile(
    r"(?:#{1,6}\s*)?(?:table\s+of\s+contents|contents|contents\s+page|list\s+of\s+(?:tables|figures|boxes|charts|maps"
    r"|annexes|abbreviations)|index|tables|figures|目\s*录)\s*:?",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r".{2,}?(?:\.{4,}|(?:\s+\.){3,}|…{2,}|_{4,}|·{4,})\s*(?:\d{1,4}|[ivxlc]{1,6})?"
)
_NUMBERED = re.compile(r".{2,200}?[\s.]\s*(?:\d{1,4}|[ivxlc]{1,6})")
_REACH = 2
"""How many lines in a contents list may break off before the list is over."""


def find_contents(lines: Lines) -> frozenset[int]:
    """The indices of the lines of contents lists, their headings included."""
    found = {index for index, line in enumerate(lines) if _LEADER.fullmatch(line.words)}
    later = _last_places(lines)
    for index, line in enumerate(lines):
        if _HEADING.fullmatch(line.words):
            listed = list(_listed(lines, index + 1, found, later))
            if listed:
                found.update((index, *listed))
    return frozenset(found)


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()


def _last_places(lines: Lines) -> dict[str, int]:
    """By its words, where a line stands last."""
    return {_key(line.words): index for index, line in enumerate(lines)}


def _listed(
    lines: Lines, start: int, found: set[int], later: dict[str, int]
) -> Iterator[int]:
    """The lines below a heading that are listed there: with a page's number, or words that come again as a line."""
    missed: list[int] = []
    for index in range(start, len(lines)):
        words = lines[index].words
        if (
            index in found
            or _NUMBERED.fullmatch(words)
            or _comes_again(words, index, later)
        ):
            yield from missed
            yield index
            missed = []
            continue
        missed.append(index)
        if len(missed) >= _REACH or words[-1] in ".!?":
            return


def _comes_again(words: str, index: int, later: dict[str, int]) -> bool:
    key = _key(words)
    if not key:
        return False
    return later.get(key, index) > index
