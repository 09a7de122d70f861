"""The vocabulary's words for figures, arranged for looking up at the beginning or the end of a text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.vocabulary import Vocabulary

PERCENT = "%"
"""How a share is written as a unit, whatever word the text has for it."""

_DEFAULT_CURRENCY_COUNTRY = "US"
"""Whose currency a sign that several share stands for in a report of a country that has none of its own among them."""

_CODE_BEFORE = re.compile(r"(?:^|(?<=\s))([A-Z]{3})\s?$")
_CODE_BEHIND = re.compile(r"^([A-Z]{3})\b")

_BEHIND = ("or ", "and ", "+", "plus", "-plus")
"""What a comparison behind a number begins with, before the noun that it counts."""


class Found(NamedTuple):
    """A word found at the beginning or the end of a text: its name, the value or code behind it, its length."""

    name: str
    length: int
    code: str = ""
    value: Decimal = Decimal(1)


class FigureWords:
    """The words for currencies, units, multipliers and comparisons.

    Args:
        currencies: The name and the ISO 4217 codes by word or sign; a sign that several currencies share has several.
        units: The unit's name by word.
        multipliers: The factor by word.
        comparisons: The local name of the comparison by word.

    Example:
        >>> words = FigureWords({"US$": ("US dollar", ["USD"])}, {}, {"million": Decimal(10**6)}, {"up to": "AtMost"})
        >>> words.currency("US$", ending=True).code, words.comparison("up to 5")
        ('USD', 'AtMost')
    """

    def __init__(
        self,
        currencies: Mapping[str, tuple[str, Iterable[str]]],
        units: Mapping[str, str],
        multipliers: Mapping[str, Decimal],
        comparisons: Mapping[str, str],
    ) -> None:
        self._currencies = {
            fold(word): (name, tuple(codes))
            for word, (name, codes) in currencies.items()
        }
        self._units = {fold(word): name for word, name in units.items()}
        self._multipliers = {fold(word): factor for word, factor in multipliers.items()}
        self._comparisons = {fold(word): name for word, name in comparisons.items()}

    def multiplier(self, text: str) -> Found | None:
        """The multiplier that a text begins with."""
        word = _beginning(text, self._multipliers)
        return (
            Found(word, len(word), value=self._multipliers[fold(word)])
            if word
            else None
        )

    def unit(self, text: str) -> Found | None:
        """The unit that a text begins with."""
        word = _beginning(text, self._units)
        return Found(self._units[fold(word)], len(word)) if word else None

    def currency(
        self, text: str, country: str = "", *, ending: bool = False
    ) -> Found | None:
        """The currency that a text begins with, or ends in; of several that share a sign, that of the country.

        A letter stands for a currency only before its figure ("R5 million").
        """
        word = (_ending if ending else _beginning)(text, self._currencies)
        if not word:
            return _iso_code(text, ending=ending)
        if ending and _is_part(text, word):  # "Z$", of which nothing is known
            return Found("", len(word))
        if not ending and _is_letter(word):  # "5 R&D centres"
            return None
        name, codes = self._currencies[fold(word)]
        return Found(name, len(word), _code_for(codes, country))

    def leading_comparison(self, text: str) -> tuple[str, str]:
        """The comparison that the words behind a number begin with ("or more homes"), and what stands behind it."""
        plain = text.lstrip()
        word = _beginning(plain, self._comparisons)
        if not word.casefold().startswith(_BEHIND):
            return "", text
        return self._comparisons[fold(word)], plain[len(word) :]

    def without_currency(self, text: str) -> str:
        """The text without the currency that it ends in."""
        word = _ending(text, self._currencies)
        return text.removesuffix(word).strip() if word else text

    def comparison(self, text: str, *, trailing: bool = False) -> str:
        """The comparison that the words before a number make, or that those behind a figure begin or end with."""
        words = fold(text).split()
        spans = (
            [
                " ".join(words[i:j])
                for i in range(len(words))
                for j in range(len(words), i, -1)
            ]
            if not trailing
            else [" ".join(words[i:]) for i in range(len(words))]
        )
        found = [span for span in spans if span in self._comparisons]
        return self._comparisons[max(found, key=len)] if found else ""

    def without_comparison(self, text: str) -> str:
        """The text without the comparison that it ends in ("or more")."""
        words = text.split()
        for place in range(len(words)):
            if fold(" ".join(words[place:])) in self._comparisons:
                return " ".join(words[:place])
        return text


def _iso_code(text: str, *, ending: bool) -> Found | None:
    """The code of ISO 4217 that a text begins with, or ends in."""
    code = (_CODE_BEFORE if ending else _CODE_BEHIND).search(text)
    return (
        Found(code[1], len(code[0]), code[1])
        if code and code[1] in iso_codes()
        else None
    )


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalpha()


def _code_for(codes: tuple[str, ...], country: str) -> str:
    """Of the currencies that share a sign that of the country; without one among them the only one, or the dollar."""
    # the first two letters of an ISO 4217 code are the ISO 3166 code of the country
    own = [code for code in codes if country and code.startswith(country)]
    if own:
        return own[0]
    fallback = [code for code in codes if code.startswith(_DEFAULT_CURRENCY_COUNTRY)]
    return (codes if len(codes) == 1 else fallback or [""])[0]


def fold(word: str) -> str:
    """A word as it is looked up: single spaces, folded case, no full stop at the end."""
    return " ".join(word.split()).casefold().rstrip(".")


def _beginning(text: str, words: Mapping[str, object]) -> str:
    """The longest of some words that a text begins with, as it stands there, up to the end of a word."""
    for end in sorted(
        {m.end() for m in re.finditer(r"\w+\.?|[^\w\s]", text)}, reverse=True
    ):
        if fold(text[:end]) in words:
            return text[:end]
    return ""


def _ending(text: str, words: Mapping[str, object]) -> str:
    for begin in sorted({m.start() for m in re.finditer(r"\w+|[^\w\s.]", text)}):
        if fold(text[begin:]) in words:
            return text[begin:]
    return ""


def _is_part(text: str, word: str) -> bool:
    """Whether letters are glued to the sign that a text ends in."""
    before = text.removesuffix(word)[-1:]
    return not word[0].isalpha() and before.isalpha()


@cache
def iso_codes() -> frozenset[str]:
    """The currency codes of ISO 4217, as the package iso-codes has them."""
    return frozenset(
        Path(__file__).with_name("currencies.txt").read_text(encoding="ascii").split()
    )


@lru_cache(maxsize=4)
def figure_words(vocabulary: Vocabulary) -> FigureWords:
    """The words of a vocabulary for figures, arranged once for each."""
    names = _first_words(vocabulary.currencies)
    units = {
        word: PERCENT if PERCENT in _same(vocabulary.units, name) else name
        for word, name in vocabulary.units.items()
    }
    currencies = {
        word: (names[codes], codes) for word, codes in vocabulary.currencies.items()
    }
    return FigureWords(
        currencies, units, vocabulary.multipliers, vocabulary.comparisons
    )


def _first_words(
    currencies: Mapping[str, tuple[str, ...]],
) -> dict[tuple[str, ...], str]:
    """The first word for each set of codes, which is the currency's name."""
    names: dict[tuple[str, ...], str] = {}
    for word, codes in currencies.items():
        names.setdefault(codes, word)
    return names


def _same(units: Mapping[str, str], name: str) -> set[str]:
    return {word for word, other in units.items() if other == name}
