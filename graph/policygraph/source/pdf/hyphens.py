r"""Hyphens at line ends: rejoined or kept by the words that the document itself holds.

A word that stands whole elsewhere in the document is joined ("com-" and "munity" to "community"), a compound that
stands so elsewhere keeps its hyphen ("long-term"). What stands in neither form is a compound if both halves are
words of the document, and one word otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS = ("\ufffe", "\u00ad", "-", "\u2010", "\u2011")
"""What a hyphen at a line's end may be: PDFium's sign for it, a soft hyphen, hyphens."""

_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PREFIXES = (
    "all anti co cost cross de ex high inter late long low mid multi non off on one post pre pro re self semi short "
    "sub two well zero"
)
_BEFORE_HYPHEN = frozenset(_PREFIXES.split())
_LEAST_HALF = 2


class WordList:
    """The words of a document, and how a word broken at a line's end is read.

    Example:
        >>> words = WordList(["The community drew up a long-term plan for the term."])
        >>> words.joined("a long-", "term plan"), words.joined("the com-", "munity")
        ('a long-term plan', 'the community')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        parted = False
        for line in lines:
            words = _WORDS.findall(line)
            begin, parted = int(parted), line.endswith(MARKS)
            self._counts.update(word.casefold() for word in words[begin : len(words) - parted])

    def joined(self, before: str, after: str) -> str:
        """Two lines as one, the first ending with a hyphen."""
        mark = before[-1]
        stem = before[:-1]
        first, second = _LAST.search(stem), _FIRST.match(after)
        if first is None or second is None:
            return f"{stem}- {after}" if first is None else f"{stem}-{after}"
        if mark == "\u00ad":
            return stem + after
        if self._keeps(first.group(), second.group()):
            return f"{stem}-{after}"
        return stem + after

    def _keeps(self, first: str, second: str) -> bool:
        if not second[0].islower() or first[-1].isdigit() or (first.isupper() and len(first) > 1):
            return True
        left, right = first.casefold(), second.casefold()
        whole = self._counts[left.rsplit("-", 1)[-1] + right] + self._counts[left + right]
        compound = self._counts[f"{left}-{right}"]
        if whole or compound:
            return compound > whole
        if "-" in left:
            return True
        last = left.rsplit("-", 1)[-1]
        if len(last) < _LEAST_HALF or len(right) <= _LEAST_HALF:
            return False
        return self._counts[right] > 0 and (self._counts[last] > 0 or last in _BEFORE_HYPHEN)
