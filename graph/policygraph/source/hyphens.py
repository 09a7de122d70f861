r"""Hyphens at line ends: rejoined or kept by the words that the document itself holds.

A word that stands whole elsewhere in the document is joined ("com-" and "munity" to "community"), a compound that
stands so elsewhere keeps its hyphen ("long-term"). What stands in neither form keeps its hyphen where the document
divides no words at all; where it does, it is one word if the reader knows it whole, a compound if both halves are
words, and one word otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.source.words import known_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKS = ("\ufffe", "\u00ad", "-", "\u2010", "\u2011")
"""What a hyphen at a line's end may be: PDFium's sign for it, a soft hyphen, hyphens."""

_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_BROKEN = re.compile(r"\S*[\ufffe\u00ad\u2010\u2011-]\n\s*\S*")
_LAST = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OF_ONE_WORD = "de di dis en fore in inter mis out over pro re sur trans un up"
_OF_EITHER = "macro micro multi pre sub"
_OF_COMPOUNDS = (
    "agro all anti bio co cross eco ex half mid non quasi self semi socio well"
)
_JOINING = frozenset(_OF_ONE_WORD.split())
_PARTING = frozenset(_OF_COMPOUNDS.split())
_EITHER = frozenset(_OF_EITHER.split())
_SMALL_WORDS = frozenset({"of", "to", "in", "on", "up", "by", "and", "the", "sur"})
_ENDINGS = frozenset(
    {
        *(
            "able",
            "ible",
            "ing",
            "ings",
            "ling",
            "ally",
            "board",
            "boards",
            "hood",
            "land",
            "lands",
            "less",
            "men",
        ),
        *("ship", "ships", "ward", "wives"),
    }
)
_LEAST_HALF = 2
_LEAST_WHOLE = 4
_LEAST_ENDS = 4
_MOST_DIVIDED = 0.2


class WordList:
    """The words of a document, and how a word broken at a line's end is read.

    Example:
        >>> words = WordList(["The community drew up a long-term plan for the term."])
        >>> words.joined("a long-", "term plan"), words.joined("the com-", "munity")
        ('a long-term plan', 'the community')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        kept = list(lines)
        text = _BROKEN.sub(" ", "\n".join(kept).casefold())
        self._counts: Counter[str] = Counter(_WORDS.findall(text))
        self._divides = self._divides_words(kept)

    def _divides_words(self, lines: list[str]) -> bool:
        """Whether hyphens at line ends divide words: known words are made where they are taken away."""
        words = list(_halves(lines))
        made = sum(
            (first.rsplit("-", 1)[-1] + second).casefold() in known_words()
            for first, second in words
        )
        if len(words) < _LEAST_ENDS:
            return True
        return made > _MOST_DIVIDED * len(words)

    def joined(self, before: str, after: str) -> str:
        """Two lines as one, the first ending with a hyphen."""
        mark = before[-1]
        stem = before[:-1]
        first = _LAST.search(stem)
        second = _FIRST.match(after)
        if first is None:
            return f"{stem}- {after}"
        if second is None:
            return f"{stem}-{after}"
        left = first.group()
        right = second.group()
        if mark == "\u00ad" or (mark == "\u2010" and _is_divided(left, right)):
            return stem + after
        if _is_chain(left, right, after[second.end() :]) or self._keeps(left, right):
            return f"{stem}-{after}"
        return stem + after

    def _keeps(self, first: str, second: str) -> bool:
        """Whether a hyphen between two halves belongs to the word."""
        if not second[0].islower() or first[-1].isdigit() or _is_in_capitals(first):
            return True
        left = first.casefold()
        right = second.casefold()
        last = left.rsplit("-", 1)[-1]
        whole = sum(self._counts[word] for word in {last + right, left + right})
        compound = self._counts[f"{left}-{right}"]
        return (
            compound > whole
            if whole or compound
            else self._keeps_unseen(left, last, right)
        )

    def _keeps_unseen(self, left: str, last: str, right: str) -> bool:
        """Whether halves that the document has in neither form are parts of a compound; `last` is the part before."""
        if last + right in known_words() or right in _ENDINGS:
            return False
        return (
            not self._divides or len(last) == 1 or self._is_compound(left, last, right)
        )

    def _is_compound(self, left: str, last: str, right: str) -> bool:
        """Whether what nobody wrote whole is a compound, of two words or of one and what is often put before others."""
        if "-" in left or last in _PARTING:
            return self._is_word(right) or right in _SMALL_WORDS
        if last in _JOINING or not self._is_word(right):
            return False
        if last in _EITHER:
            return len(right) > _LEAST_WHOLE
        return self._is_word(last)

    def _is_word(self, word: str) -> bool:
        """Whether half a word is a word by itself; short ones are so by chance too often."""
        return len(word) > _LEAST_HALF and (
            word in known_words() or self._counts[word] > 1
        )


def _halves(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What stands right before and right behind each hyphen at the end of a line."""
    for one, two in pairwise(lines):
        if not one.endswith(MARKS):
            continue
        first = _LAST.search(one[:-1])
        second = _FIRST.match(two)
        if first and second:
            yield first.group(), second.group()


def _is_in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_divided(first: str, second: str) -> bool:
    """Whether a hyphen of the kind that programs put in divides one word: what follows is of the same case."""
    if second[0].islower():
        return True
    return first.isupper() and second.isupper()


def _is_chain(first: str, second: str, behind: str) -> bool:
    """Whether the hyphen is one of several in a compound with a small word: "coal-to-oil", "Stratford-on-Avon"."""
    if behind.startswith("-"):
        return second.casefold() in _SMALL_WORDS
    if "-" not in first:
        return False
    return first.rsplit("-", 1)[-1].casefold() in _SMALL_WORDS
