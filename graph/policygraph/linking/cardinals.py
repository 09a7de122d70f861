"""English numbers written in words, and shares: "fifty-one", "two thirds", "half", "one in every three"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_FACTORS = {
    "double": 2,
    "doubling": 2,
    "twice": 2,
    "triple": 3,
    "tripling": 3,
    "treble": 3,
    "quadruple": 4,
    "fourfold": 4,
}
_WORD = re.compile(r"[A-Za-z]+")
_SHARE = re.compile(r"\b(?P<part>[a-z]+|\d+) (?:in|out of) (?:every )?(?P<whole>[a-z]+|\d+)\b", re.IGNORECASE)
_HUNDRED = 100


class Words(NamedTuple):
    """A number in words: its value and where it stands; a `share` is a part of one, in percent."""

    value: Decimal
    begin: int
    end: int
    share: bool


def read_words(text: str) -> Words | None:
    """The first number that a text has in words, or None.

    Example:
        >>> read_words("fifty-one schools").value, read_words("two thirds of homes").value
        (Decimal('51'), Decimal('66.67'))
        >>> read_words("double the output").value
        Decimal('2')
        >>> read_words("many schools") is None
        True
    """
    if (match := _SHARE.search(text)) and (share := _share(match)):
        return share
    words = list(_WORD.finditer(text))
    for first, match in enumerate(words):
        word = match[0].casefold()
        if (word in _PARTS and _PARTS[word] in (2, 4)) or word in _FACTORS:
            value = Decimal(_FACTORS[word]) if word in _FACTORS else _percent(1, _PARTS[word])
            return Words(value, match.start(), match.end(), word in _PARTS)
        if word in _UNITS or word in _TENS:
            return _cardinal(text, words[first:])
    return None


def _share(match: re.Match[str]) -> Words | None:
    part, whole = (_small(match[name]) for name in ("part", "whole"))
    return Words(_percent(part, whole), match.start(), match.end(), share=True) if part and whole else None


def _small(word: str) -> int:
    return int(word) if word.isdigit() else _UNITS.get(word.casefold(), 0)


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01")).normalize() + Decimal(0)


def _cardinal(text: str, words: list[re.Match[str]]) -> Words:
    """The number that begins with the first of some words: "fifty-one", "two hundred", "two thirds"."""
    total, end = 0, words[0].end()
    for place, match in enumerate(words):
        word = match[0].casefold()
        joined = place == 0 or text[end : match.start()] in {" ", "-"}
        part = _PARTS.get(word) or _PARTS.get(word.removesuffix("s"))
        if place and joined and part and total:
            return Words(_percent(total, part), words[0].start(), match.end(), share=True)
        if not joined or not (value := _UNITS.get(word) or _TENS.get(word) or (_HUNDRED if word == "hundred" else 0)):
            break
        total = total * value if value == _HUNDRED else total + value
        end = match.end()
    return Words(Decimal(total), words[0].start(), end, share=False)
