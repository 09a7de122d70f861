r"""Hyphens at line ends: rejoined or kept by the words that the document itself holds.

A word that stands whole elsewhere in the document is joined ("com-" and "munity" to "community"), a compound that
stands so elsewhere keeps its hyphen ("long-term"). What stands in neither form is one word if the reader knows it
whole, a compound if both halves are words, and one word otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policygraph.source.words import known_words

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS = ("\ufffe", "\u00ad", "-", "\u2010", "\u2011")
"""What a hyphen at a line's end may be: PDFium's sign for it, a soft hyphen, hyphens."""

_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OF_ONE_WORD = "de di dis en fore in inter macro micro mis multi over out pre pro re sub sur trans un under up"
_OF_COMPOUNDS = "agro all anti bio co cross eco ex half mid non quasi self semi socio well"
_JOINING = frozenset(_OF_ONE_WORD.split())
_PARTING = frozenset(_OF_COMPOUNDS.split())
_SMALL_WORDS = frozenset({"of", "to", "in", "on", "up", "by", "and", "the", "sur"})
_ENDINGS = frozenset(
    {"able", "ible", "ing", "ings", "land", "lands", "less", "men", "ship", "ships", "ward", "wives", "hood"}
)
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
        if mark == "\u00ad" or (mark == "\u2010" and second.group()[0].islower()):
            return stem + after
        if self._keeps(first.group(), second.group()):
            return f"{stem}-{after}"
        return stem + after

    def _keeps(self, first: str, second: str) -> bool:
        if not second[0].islower() or first[-1].isdigit() or (first.isupper() and len(first) > 1):
            return True
        left, right = first.casefold(), second.casefold()
        last = left.rsplit("-", 1)[-1]
        whole = self._counts[last + right] + self._counts[left + right]
        compound = self._counts[f"{left}-{right}"]
        if whole or compound:
            return compound > whole
        if last + right in known_words() or right in _ENDINGS:
            return False
        if len(last) == 1 or "-" in left or last in _PARTING:
            return self._is_word(right) or right in _SMALL_WORDS
        return last not in _JOINING and self._is_word(last) and self._is_word(right)

    def _is_word(self, word: str) -> bool:
        """Whether half a word is a word by itself; short ones are so by chance too often."""
        return len(word) > _LEAST_HALF and (word in known_words() or self._counts[word] > 1)
