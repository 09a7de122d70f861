"""Where a name may begin and end: the guide's grammar of phrases, by which the reader's spans are trimmed.

No mention begins or ends inside a word, with a bare article, preposition or conjunction, with half a pair of quotation
marks or brackets, or with stray punctuation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from policygraph.extraction.english import (
    ARTICLES,
    FIGURE_OPENERS,
    NOT_FIRST,
    NOT_LAST,
    POSSESSIVES,
)
from policygraph.namespaces import FIGURES

if TYPE_CHECKING:
    from policygraph.extraction.windows import Edges

_OPENERS = {"(": ")", "（": "）", "[": "]", "“": "”", "‘": "’", "«": "»", "「": "」"}
_CLOSERS = {closer: opener for opener, closer in _OPENERS.items()}
_EDGE_MARKS = frozenset(".,;:!?、，。；：-‐‑–—/&*·…|<>=+_\\~^`@")
_CURRENCY = frozenset("$€£¥₹₩￥#")
_PERCENT = frozenset("%‰°")
_QUOTES = frozenset("\"'")
"""Marks that open and close alike."""

_NEVER_FIRST = _EDGE_MARKS | _CURRENCY | _PERCENT | frozenset(_CLOSERS)
_NEVER_LAST = _EDGE_MARKS | _CURRENCY | frozenset(_OPENERS)


def trim(words: Sequence[str], first: int, last: int, kind: str) -> Edges | None:
    """The part of a span (first and last word) that may stand as a name of its class, or None if nothing is left.

    Args:
        words: The words of the window.
        first: Index of the span's first word.
        last: Index of the span's last word.
        kind: The class's local name; figures may open with a currency sign or a word such as "over".

    Example:
        >>> trim(["the", "port", "of"], 0, 2, "Place")
        (1, 1)
        >>> trim(["over", "$", "5", "million"], 0, 3, "Target")
        (0, 3)
    """
    may_open, may_close = _rules(kind)
    while True:
        before = first, last
        while first <= last and not may_open(words, first, last):
            first += 1
        while first <= last and not may_close(words, first, last):
            last -= 1
        if first > last:
            return None
        if (first, last) == before:
            return first, last


_Rule = Callable[[Sequence[str], int, int], bool]


def _rules(kind: str) -> tuple[_Rule, _Rule]:
    if kind in FIGURES:
        return _figure_opens, _figure_closes
    return _name_opens, _name_closes


def _name_opens(words: Sequence[str], first: int, last: int) -> bool:
    word = words[first]
    if word in _NEVER_FIRST:
        return False
    if word in _OPENERS or word in _QUOTES:
        inside = words[first + 1 : last + 1]
        return _OPENERS.get(word, word) in inside
    return not _bare(word, NOT_FIRST)


def _name_closes(words: Sequence[str], first: int, last: int) -> bool:
    word = words[last]
    if word in _NEVER_LAST:
        return False
    if word in _CLOSERS or word in _QUOTES:
        inside = words[first:last]
        return _CLOSERS.get(word, word) in inside
    if last > first and _is_letter(word):
        return True
    return not _bare(word, NOT_LAST)


def _is_letter(word: str) -> bool:
    """Whether a word is a single capital: "Block A"."""
    return len(word) == 1 and word.isupper()


def _bare(word: str, barred: frozenset[str]) -> bool:
    """Whether a word is one that no name begins (or ends) with; in capitals it may be an acronym ("AT", "IN")."""
    lower = word.lower()
    if lower not in barred:
        return False
    if lower in ARTICLES or lower in POSSESSIVES:
        return True
    return not word.isupper() or len(word) == 1


def _figure_opens(words: Sequence[str], first: int, last: int) -> bool:
    word = words[first]
    if word in _CURRENCY:
        return True
    if word.lower() in FIGURE_OPENERS:
        return True
    return _name_opens(words, first, last)


def _figure_closes(words: Sequence[str], first: int, last: int) -> bool:
    if words[last] in _PERCENT:
        return True
    return _name_closes(words, first, last)
