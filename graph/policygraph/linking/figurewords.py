"""The vocabulary's words for figures, arranged for looking up at the beginning or the end of a text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.vocabulary import Vocabulary

    Codes = tuple[str, ...]

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
        self._currencies: dict[str, tuple[str, Codes]] = {}
        for word, (name, codes) in currencies.items():
            self._currencies[fold(word)] = (name, tuple(codes))
        self._units = {fold(word): name for word, name in units.items()}
        self._multipliers = {fold(word): factor for word, factor in multipliers.items()}
        self._comparisons = {fold(word): name for word, name in comparisons.items()}

    def multiplier(self, text: str) -> Found | None:
        """The multiplier that a text begins with."""
        word = _beginning(text, self._multipliers)
        if not word:
            return None
        factor = self._multipliers[fold(word)]
        return Found(word, len(word), value=factor)

    def unit(self, text: str) -> Found | None:
        """The unit that a text begins with."""
        word = _beginning(text, self._units)
        if not word:
            return None
        name = self._units[fold(word)]
        return Found(name, len(word))

    def currency(
        self, text: str, country: str = "", *, ending: bool = False
    ) -> Found | None:
        """The currency that a text begins with, or ends in; of several that share a sign, that of the country.

        A letter stands for a currency only before its figure ("R5 million").
        """
        at_edge = _ending if ending else _beginning
        word = at_edge(text, self._currencies)
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
        if not word:
            return text
        return text.removesuffix(word).strip()

    def comparison(self, text: str, *, trailing: bool = False) -> str:
        """The comparison that the words before a number make, or that those behind a figure begin or end with."""
        words = fold(text).split()
        spans = _tails(words) if trailing else _stretches(words)
        found = [span for span in spans if span in self._comparisons]
        if not found:
            return ""
        longest = max(found, key=len)
        return self._comparisons[longest]

    def without_comparison(self, text: str) -> str:
        """The text without the comparison that it ends in ("or more")."""
        words = text.split()
        for place, tail in enumerate(_tails(words)):
            if fold(tail) in self._comparisons:
                return " ".join(words[:place])
        return text


def _tails(words: Sequence[str]) -> Iterator[str]:
    """What some words end in, all of them first."""
    for begin in range(len(words)):
        yield " ".join(words[begin:])


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """All stretches of some words, the longest at each word first."""
    for begin in range(len(words)):
        for end in range(len(words), begin, -1):
            yield " ".join(words[begin:end])


def _iso_code(text: str, *, ending: bool) -> Found | None:
    """The code of ISO 4217 that a text begins with, or ends in."""
    at_edge = _CODE_BEFORE if ending else _CODE_BEHIND
    found = at_edge.search(text)
    if found is None:
        return None
    code = found[1]
    if code not in iso_codes():
        return None
    return Found(code, len(found[0]), code)


def _is_letter(word: str) -> bool:
    if len(word) != 1:
        return False
    return word.isascii() and word.isalpha()


def _code_for(codes: Codes, country: str) -> str:
    """Of the currencies that share a sign that of the country; without one among them the only one, or the dollar."""
    if country:
        own = _code_of(codes, country)
        if own:
            return own
    if len(codes) == 1:
        return codes[0]
    return _code_of(codes, _DEFAULT_CURRENCY_COUNTRY)


def _code_of(codes: Codes, country: str) -> str:
    """The first currency of a country among some; empty where there is none."""
    # the first two letters of an ISO 4217 code are the ISO 3166 code of the country
    for code in codes:
        if code.startswith(country):
            return code
    return ""


def fold(word: str) -> str:
    """A word as it is looked up: single spaces, folded case, no full stop at the end."""
    return " ".join(word.split()).casefold().rstrip(".")


def _beginning(text: str, words: Mapping[str, object]) -> str:
    """The longest of some words that a text begins with, as it stands there, up to the end of a word."""
    ends = [match.end() for match in re.finditer(r"\w+\.?|[^\w\s]", text)]
    for end in reversed(ends):
        beginning = text[:end]
        if fold(beginning) in words:
            return beginning
    return ""


def _ending(text: str, words: Mapping[str, object]) -> str:
    """The longest of some words that a text ends in, as it stands there, from the beginning of a word."""
    for match in re.finditer(r"\w+|[^\w\s.]", text):
        ending = text[match.start() :]
        if fold(ending) in words:
            return ending
    return ""


def _is_part(text: str, word: str) -> bool:
    """Whether letters are glued to the sign that a text ends in."""
    if word[0].isalpha():
        return False
    before = text.removesuffix(word)
    return before[-1:].isalpha()


@cache
def iso_codes() -> frozenset[str]:
    """The currency codes of ISO 4217, as the package iso-codes has them."""
    table = Path(__file__).with_name("currencies.txt")
    codes = table.read_text(encoding="ascii")
    return frozenset(codes.split())


@lru_cache(maxsize=4)
def figure_words(vocabulary: Vocabulary) -> FigureWords:
    """The words of a vocabulary for figures, arranged once for each."""
    names = _first_words(vocabulary.currencies)
    currencies = {}
    for word, codes in vocabulary.currencies.items():
        currencies[word] = (names[codes], codes)
    percent = vocabulary.units.get(PERCENT)
    units = {}
    for word, name in vocabulary.units.items():
        units[word] = PERCENT if name == percent else name
    return FigureWords(
        currencies=currencies,
        units=units,
        multipliers=vocabulary.multipliers,
        comparisons=vocabulary.comparisons,
    )


def _first_words(currencies: Mapping[str, Codes]) -> dict[Codes, str]:
    """The first word for each set of codes, which is the currency's name."""
    names: dict[Codes, str] = {}
    for word, codes in currencies.items():
        names.setdefault(codes, word)
    return names
