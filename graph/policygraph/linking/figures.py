"""What the words of a figure say: a value or a range, what it counts, how it is bounded, and the year that it is for.

The words for currencies, units, multipliers and comparisons are the vocabulary's; numbers are read in `numerals`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.figurewords import PERCENT, figure_words
from policygraph.linking.model import Figure
from policygraph.linking.numerals import Number, find_number

if TYPE_CHECKING:
    from policygraph.linking.figurewords import FigureWords
    from policygraph.vocabulary import Vocabulary

EXACTLY = "Exactly"

_RANGE = re.compile(r"^\s*(?:[-–—~]|to\b|and\b)\s*(?P<sign>[^\w\s]{0,2})\s*$")
_SPACES = re.compile(r"^[\s\-‐–]+")
_FILLER = re.compile(
    r"^(?:more|further|additional|another|the|of|these|a|an)\s+", re.IGNORECASE
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d|-\d|s\b|/\d)"
_DAY = r"(?:[A-Z][a-z]+\s+\d{1,2},?\s+|\d{1,2}\s+[A-Z][a-z]+\s+|\d{1,2}[/.]\d{1,2}[/.]|[A-Z][a-z]+\s+)?"
_OPENS = r"(?:(?:end|close|middle|start|beginning|year)[\s\-]+(?:of\s+)?|mid[\s\-]?|early\s+|late\s+)?"
_DEADLINE = re.compile(
    rf"\b(?:by|before|until|till|through|no\s+later\s+than)\s+(?:the\s+)?{_OPENS}(?:FY\s?)?{_DAY}{_YEAR}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:between|from)\s+(?:19|20)\d\d\s*(?:and|to|[-–])\s*{_YEAR}", re.IGNORECASE
)
_PERIOD = re.compile(
    rf"\b(?:in|for|during|throughout|as\s+of|at\s+the\s+end\s+of)\s+(?:the\s+(?:financial\s+|fiscal\s+)?year\s+)?"
    rf"{_OPENS}(?:FY\s?)?{_DAY}{_YEAR}",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?P<which>this|next|last)\s+year\b(?!')", re.IGNORECASE)
_YEARS_ON = {
    "this": 0,
    "next": 1,
    "last": -1,
}
_NOUN = re.compile(r"[\"“‘'(]?[^\W\d_]|\d+-[^\W\d_]")
"""How what is counted begins: with a letter, or a measure before one ("750-kV lines")."""

_ARTICLE = re.compile(r"\ban?\s+", re.IGNORECASE)
_AT_ONCE = re.compile(
    rf"\s*,?\s*(?:in|by|before|until|at\s+the\s+end\s+of)\s+(?:the\s+)?{_OPENS}(?:FY\s?)?{_DAY}{_YEAR}",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\bfrom\s+$", re.IGNORECASE)
"""What stands before a figure that something starts from: a year that the sentence names is not its own."""

_START = re.compile(
    r"\bfrom\s+(?!(?:19|20)\d\d\b)[^;]{1,40}?\bin\s+(?:19|20)\d\d\b", re.IGNORECASE
)
"""What something starts from, with its year ("up from 6.1 million in 2019")."""

_DIGITS = 60
"""The precision in digits: more than a numeral that is read has, with all its multipliers."""

_BOUND = 3
"""The most words before a figure that bound it."""


class _Read(NamedTuple):
    """The numbers of a figure: one, or the two ends of a range."""

    first: Number
    last: Number | None


def read_figure(  # noqa: PLR0913 - what the sentence and the report say, by keyword
    text: str,
    *,
    vocabulary: Vocabulary,
    context: str = "",
    before: str = "",
    behind: str = "",
    country: str = "",
    report_year: int | None = None,
) -> Figure:
    """What a figure's words say; a range has both its ends and no value, and what is not understood has neither.

    Args:
        text: The words.
        vocabulary: Words for currencies, units, multipliers and comparisons.
        context: The sentence that the words stand in, which may name the year.
        before: What stands before them in it, which may bound them ("is to exceed").
        behind: What stands behind them in it, where a year may follow at once.
        country: The ISO 3166 code of the report's country, by which a sign that several currencies share is read.
        report_year: The year of the report, which is "this year" in it.

    Example:
        >>> from policygraph.vocabulary import load_vocabulary
        >>> figure = read_figure("more than 42.1 billion yuan", vocabulary=load_vocabulary())
        >>> str(figure.value), figure.unit, figure.currency, figure.comparison
        ('42100000000', 'yuan', 'CNY', 'MoreThan')
        >>> figure = read_figure("$5-$7 million", vocabulary=load_vocabulary())
        >>> str(figure.least), str(figure.most), figure.currency
        ('5000000', '7000000', 'USD')
    """
    words = figure_words(vocabulary)
    plain = " ".join(text.split())
    year = _year_behind(behind) or _year_around(context, before, report_year)
    unread = Figure(
        value=None,
        unit="",
        currency="",
        comparison="",
        year=year,
    )
    read = _numbers(plain, words)
    if read is None:
        return unread
    number = read.last or read.first
    factor, rest = _multiplied(plain[number.end :], words)
    first = _times(read.first, factor)
    if first is None:
        return unread
    bound, rest = words.leading_comparison(rest)
    opening = plain[: read.first.begin].strip()
    unit, currency, rest = _unit(opening, rest, number, words, country)
    if read.last:
        last = _times(read.last, factor)
        return replace(unread, unit=unit, currency=currency, least=first, most=last)
    comparison = (
        words.comparison(opening) or bound or words.comparison(rest, trailing=True)
    )
    if not comparison:
        bare = words.without_currency(opening)
        comparison = _bound_by(bare, before, behind, words)
    return Figure(
        value=first,
        unit=unit,
        currency=currency,
        comparison=comparison,
        year=year,
    )


def read_year(context: str, report_year: int | None = None) -> int | None:
    """The one year by which, or for which, a sentence states its figures; None where it names none or several.

    Args:
        context: The sentence.
        report_year: The year of its report, if that is known: "this year".

    Example:
        >>> read_year("Build 20 schools by the end of 2025, up from 12 in 2020.")
        2025
        >>> read_year("Reach 93% by December 31, 2027."), read_year("Reach 91% in FY2026."), read_year("by the 2030s")
        (2027, 2026, None)
        >>> read_year("Build 20 schools next year.", 2018)
        2019
    """
    for pattern in (_DEADLINE, _SPAN, _PERIOD):
        years = {int(match["year"]) for match in pattern.finditer(context)}
        if years:
            return years.pop() if len(years) == 1 else None
    if report_year is None:
        return None
    named = {match["which"].casefold() for match in _RELATIVE.finditer(context)}
    if len(named) != 1:
        return None
    return report_year + _YEARS_ON[named.pop()]


def _year_around(context: str, before: str, report_year: int | None) -> int | None:
    """The year of a figure by its sentence; none of what something starts from.

    Where the sentence has several, that of what something starts from is left out.
    """
    if _STARTS.search(before):
        return None
    year = read_year(context, report_year)
    if year is not None:
        return year
    others = _START.sub("", context)
    return read_year(others, report_year)


def _bound_by(opening: str, before: str, behind: str, words: FigureWords) -> str:
    """How the words around a figure bound it: "to exceed" right before its number, "or more" behind it."""
    if not opening:
        near = " ".join(before.split()[-_BOUND:])
        bound = words.comparison(near, trailing=True)
        if bound:
            return bound
    bound, _ = words.leading_comparison(behind)
    return bound or EXACTLY


def _year_behind(behind: str) -> int | None:
    """The year that follows a figure at once ("610 homes in 2019")."""
    found = _AT_ONCE.match(behind)
    return int(found["year"]) if found else None


def _times(number: Number, factor: Decimal) -> Decimal | None:
    """A number's value with its multiplier, without an exponent or trailing zeros behind the point."""
    if number.value is None:
        return None
    with localcontext(prec=_DIGITS):
        value = number.value * factor
        if value != value.to_integral_value():
            return value.normalize()
        return value.quantize(Decimal(1))


def _numbers(text: str, words: FigureWords) -> _Read | None:
    """The number that a figure states, or the two ends of a range."""
    first = find_number(text) or _one(text, words)
    if first is None:
        return None
    second = find_number(text, first.end)
    if second is None or first.value is None or second.value is None:
        return _Read(first, None)
    between = text[first.end : second.begin]
    if not _joins_ends(between, words) or abs(first.value) > abs(second.value):
        return _Read(first, None)
    return _Read(first, second)


def _joins_ends(between: str, words: FigureWords) -> bool:
    """Whether what stands between two numbers makes a range of them: "to", with multiplier, percent or currency."""
    _, behind = _multiplied(between, words)
    behind = re.sub(r"^\s*(?:%|per ?cent)", "", behind)
    gap = _RANGE.match(behind)
    if gap is None:
        return False
    if not gap["sign"]:
        return True
    return words.currency(gap["sign"], ending=True) is not None


def _one(text: str, words: FigureWords) -> Number | None:
    """The one that "a dozen" stands for."""
    article = _ARTICLE.search(text)
    if article and words.multiplier(text[article.end() :]):
        return Number(Decimal(1), article.start(), article.end())
    return None


def _multiplied(rest: str, words: FigureWords) -> tuple[Decimal, str]:
    """The product of the multipliers that a text begins with ("lakh crore"), and what stands behind them."""
    factor = Decimal(1)
    plain = _SPACES.sub("", rest)
    found = words.multiplier(plain)
    while found:
        factor *= found.value
        rest = plain[found.length :]
        plain = _SPACES.sub("", rest)
        found = words.multiplier(plain)
    return factor, rest


def _unit(
    before: str, rest: str, number: Number, words: FigureWords, country: str
) -> tuple[str, str, str]:
    """What a figure counts, the code of its currency if it is money, and the words behind it."""
    rest = _SPACES.sub("", rest)
    if number.share:
        return PERCENT, "", rest
    money = words.currency(before, country, ending=True)
    if money:
        return money.name, money.code, rest
    rest = _without_filler(rest)
    money = words.currency(rest, country)
    if money:
        return money.name, money.code, rest[money.length :]
    unit = words.unit(rest)
    if unit:
        return unit.name, "", rest[unit.length :]
    counted = words.without_comparison(rest)
    if not _NOUN.match(counted):
        return "", "", rest
    return counted, "", rest


def _without_filler(words: str) -> str:
    """The words behind a number without those that say nothing of what it counts."""
    shorter = _FILLER.sub("", words)
    while shorter != words:
        words = shorter
        shorter = _FILLER.sub("", words)
    return words
