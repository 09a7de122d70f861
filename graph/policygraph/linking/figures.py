"""What the words of a target promise: a value, what it counts, and how it is bounded.

The words for currencies, units, multipliers and comparisons are the vocabulary's. Numerals and their grouping are read
here: "1,50,000", "52 000", "4,5 million" (a decimal comma), "3 to 5".
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.cardinals import read_words
from policygraph.linking.figurewords import PERCENT, figure_words
from policygraph.linking.model import Figure

if TYPE_CHECKING:
    from policygraph.linking.figurewords import FigureWords
    from policygraph.vocabulary import Vocabulary

EXACTLY = "Exactly"
AT_LEAST = "AtLeast"

_NUMERAL = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\s\d{3})+(?![\d\-]|,\d)|\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"^\s*(?:[-–—~]|to\b|and\b)\s*$")
_SPACES = re.compile(r"^[\s\-‐–]+")
_FILLER = re.compile(r"^(?:more|further|additional|another|the|of|these|a|an)\s+", re.IGNORECASE)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d|-\d)"
_DEADLINE = re.compile(
    rf"\b(?:by|before|until|till|through)\s+(?:the\s+)?(?:(?:end|close|middle|year)\s+(?:of\s+)?)?(?:FY\s?)?{_YEAR}",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"\b(?:in|for|during|throughout)\s+(?:the\s+year\s+)?{_YEAR}", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?P<which>this|next)\s+year\b(?!')", re.IGNORECASE)
_BOUND = 3
"""The most words before a figure that bound it."""

_THOUSANDS_DIGITS = 3


class _Number(NamedTuple):
    """A number in a text before any multiplier, and where it stands."""

    value: Decimal
    begin: int
    end: int
    share: bool = False


def read_figure(  # noqa: PLR0913 - what the sentence and the report say, by keyword
    text: str,
    *,
    vocabulary: Vocabulary,
    context: str = "",
    before: str = "",
    country: str = "",
    report_year: int | None = None,
) -> Figure:
    """What a target's words promise; of a range, the lower end as a lower bound ("3 to 5 percent" is at least 3).

    Args:
        text: The words.
        vocabulary: Words for currencies, units, multipliers and comparisons.
        context: The sentence that the words stand in, which may name the year.
        before: What stands before them in it, which may bound them ("is to exceed").
        country: The ISO 3166 code of the report's country, by which a sign that several currencies share is read.
        report_year: The year of the report, which is "this year" in it.

    Example:
        >>> from policygraph.vocabulary import load_vocabulary
        >>> figure = read_figure("more than 42.1 billion yuan", vocabulary=load_vocabulary())
        >>> str(figure.value), figure.unit, figure.currency, figure.comparison
        ('42100000000', 'yuan', 'CNY', 'MoreThan')
    """
    words = figure_words(vocabulary)
    plain = " ".join(text.split())
    number, last = _numbers(plain)
    factor, rest = _multiplied(plain[last.end :], words)
    opening = plain[: number.begin].strip()
    unit, currency, rest = _unit(opening, rest, number, words, country)
    comparison = words.comparison(opening) or words.comparison(rest, trailing=True)
    if not comparison and not opening:
        comparison = words.comparison(" ".join(before.split()[-_BOUND:]), trailing=True)
    if not comparison:
        comparison = AT_LEAST if last is not number else EXACTLY
    return Figure(_plain(number.value * factor), unit, currency, comparison, read_year(context, report_year))


def read_year(context: str, report_year: int | None = None) -> int | None:
    """The one year by which, or for which, a sentence promises; None where it names none or several.

    Args:
        context: The sentence.
        report_year: The year of its report, if that is known: "this year".

    Example:
        >>> read_year("Build 20 schools by the end of 2025, up from 12 in 2020.")
        2025
        >>> read_year("Build 20 schools next year.", 2018)
        2019
    """
    for pattern in (_DEADLINE, _PERIOD):
        years = {int(match["year"]) for match in pattern.finditer(context)}
        if years:
            return years.pop() if len(years) == 1 else None
    named = {match["which"].casefold() for match in _RELATIVE.finditer(context)}
    if report_year is None or len(named) != 1:
        return None
    return report_year + (named == {"next"})


def _plain(value: Decimal) -> Decimal:
    """The value without an exponent or trailing zeros behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _numbers(text: str) -> tuple[_Number, _Number]:
    """The number that a figure states, twice, or the two ends of a range."""
    first = _number(text, 0)
    if first is None:
        return (nothing := _Number(Decimal(1), 0, 0)), nothing
    second = _number(text, first.end)
    if second and _RANGE.match(re.sub(r"^\s*(?:%|per ?cent)", "", text[first.end : second.begin])):
        return first, second
    return first, first


def _number(text: str, start: int) -> _Number | None:
    """The first number behind a place in a text, in digits or else in words."""
    digits = _NUMERAL.search(text, start)
    words = read_words(text[start:])
    if digits and not (words and start + words.begin < digits.start()):
        return _Number(_decimal(digits[0]), digits.start(), digits.end())
    return _Number(words.value, start + words.begin, start + words.end, words.share) if words else None


def _decimal(numeral: str) -> Decimal:
    """The value of a numeral: a comma before three digits groups, before one or two at the end it is the point."""
    plain = re.sub(r"\s", "", numeral)
    head, comma, tail = plain.rpartition(",")
    if comma and "," not in head and "." not in plain and len(tail) < _THOUSANDS_DIGITS:
        return Decimal(f"{head}.{tail}")
    return Decimal(plain.replace(",", ""))


def _multiplied(rest: str, words: FigureWords) -> tuple[Decimal, str]:
    """The product of the multipliers that a text begins with ("lakh crore"), and what stands behind them."""
    factor = Decimal(1)
    while found := words.multiplier(_SPACES.sub("", rest)):
        factor *= found.value
        rest = _SPACES.sub("", rest)[found.length :]
    return factor, rest


def _unit(before: str, rest: str, number: _Number, words: FigureWords, country: str) -> tuple[str, str, str]:
    """What a figure counts, the code of its currency if it is money, and the words behind it."""
    rest = _SPACES.sub("", rest)
    if number.share:
        return PERCENT, "", rest
    if found := words.currency(before, country, ending=True):
        return found.name, found.code, rest
    while (shorter := _FILLER.sub("", rest)) != rest:
        rest = shorter
    if found := words.currency(rest, country):
        return found.name, found.code, rest[found.length :]
    if unit := words.unit(rest):
        return unit.name, "", rest[unit.length :]
    return words.without_comparison(rest), "", rest
