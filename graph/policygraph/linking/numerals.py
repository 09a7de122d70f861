"""Numbers as people write them: digits of every convention, fractions, and words.

"1,50,000", "52 000", "1.500.000", "12'500", "4,5" (a decimal comma), "3½", "2 1/2", "minus 3.2"; "two hundred and fifty
million", "half a million", "two thirds", "1 in 4". Cardinals in words are computed by text2num; what stands in no known
form has no value, rather than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from policygraph.linking.number_words import CARDINALS, FACTORS, OPENING, PARTS

_VULGAR = "¼½¾⅐-⅞"
_FORMS = re.compile(
    rf"""
    (?P<share>(?:\d+|[A-Za-z]+)\s(?:(?:in|out\sof)\s(?:every\s)?(?:\d+|[A-Za-z]+)|[a-z]+\sin\s(?:ten|10|hundred|100|five|5)))\b
    | (?P<mixed>\d+)?\s?(?P<vulgar>[{_VULGAR}])
    | (?:(?P<whole>\d{{1,4}})\s)?(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/])
    | (?P<apostrophes>\d{{1,3}}(?:['’]\d{{3}})+(?:[.,]\d+)?)
    | (?P<stops>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?!\d))
    | (?P<commas>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?(?!\d))
    | (?P<spaces>\d{{1,3}}(?:[\s\u00a0\u202f]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d\-]|,\d))
    | (?P<plain>\d+(?:[.,]\d+)?)
    """,
    re.VERBOSE,
)
_MINUS = re.compile(
    r"(?:(?:^|(?<=[\s(]))[-−–]|\bminus\s+|\bnegative\s+)$", re.IGNORECASE
)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_GLUED = re.compile(r"['’.,]?\d")
_WORDS = re.compile(r"[A-Za-z]+")
_BETWEEN = re.compile(r"[\s\-‐]+")
_HALVES = re.compile(
    r"\s+and\s+(?:a|an|one)\s+(?P<part>half|quarter|third)\b", re.IGNORECASE
)
_OF_ONE = re.compile(r"\s+(?:of\s+)?(?:an?|one)\s+(?=[a-z])", re.IGNORECASE)
_FINEST = Decimal("0.0001")
_LONGEST = 25
"""The most digits of a number; a longer one is no figure of a report."""


_ALONE = frozenset({"half", "halves", "quarter"})
"""The parts of a whole that are spoken of without their number: one half, one quarter."""


class Number(NamedTuple):
    """A number in a text before any multiplier, and where it stands; a `share` is a part of one, in percent.

    `value` is None where the form is not understood.
    """

    value: Decimal | None
    begin: int
    end: int
    share: bool = False


def find_number(text: str, start: int = 0) -> Number | None:
    """The first number behind a place in a text, in digits or else in words; None where there is none.

    Example:
        >>> [str(find_number(words).value) for words in ("3½ million", "1.500,50 euros", "12'500", "minus 3.2 percent")]
        ['3.5', '1500.50', '12500', '-3.2']
        >>> [str(find_number(words).value) for words in ("one hundred and twenty schools", "one and a half million")]
        ['120', '1500000.0']
        >>> find_number("1 in 4 families").value, find_number("two thirds of homes").value
        (Decimal('25'), Decimal('66.67'))
    """
    digits = _first_in_digits(text, start)
    end = digits.begin if digits else len(text)
    words = _in_words(text, start, end)
    return words or digits


def _first_in_digits(text: str, start: int) -> Number | None:
    for match in _FORMS.finditer(text, start):
        number = _in_digits(text, match)
        if number:
            return number
    return None


def _as_share(text: str, match: re.Match[str]) -> Number | None:
    share = _share(match["share"])
    if share is None:
        return _without_share(text, match)
    return Number(share, *match.span(), share=True)


def _in_digits(text: str, match: re.Match[str]) -> Number | None:
    begin, end = match.span()
    if match["share"]:
        return _as_share(text, match)
    if match["over"]:
        return _fraction(match)
    digits = sum(map(str.isdigit, match[0]))
    value = _value(match)
    if _GLUED.match(text, end) or digits > _LONGEST:
        value = None
    sign = _MINUS.search(text, 0, begin)
    if sign is None:
        return Number(value, begin, end)
    if value is not None:
        value = -value
    return Number(value, sign.start(), end)


def _without_share(text: str, match: re.Match[str]) -> Number | None:
    """The number at the beginning of words that only look like a share ("5 in total")."""
    if not match[0][0].isdigit():
        return None
    again = _PLAIN.match(text, match.start())
    if again is None:
        return None
    value = Decimal(again[0].replace(",", "."))
    return Number(value, *again.span())


def _value(match: re.Match[str]) -> Decimal | None:
    """The value of a numeral."""
    if match["vulgar"]:
        numeric = unicodedata.numeric(match["vulgar"])
        part = Decimal(str(numeric)).quantize(_FINEST)
        whole = Decimal(match["mixed"] or 0)
        return whole + part.normalize()
    kind = match.lastgroup or ""
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", match[kind])
    if kind == "stops":
        return Decimal(plain.replace(".", "").replace(",", "."))
    if kind == "commas":
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


def _fraction(match: re.Match[str]) -> Number | None:
    over = int(match["over"])
    under = int(match["under"])
    if not 0 < over < under:
        return None
    if match["whole"]:
        value = Decimal(match["whole"]) + _part(over, under)
        return Number(value, *match.span())
    share = _percent(over, under)
    return Number(share, *match.span(), share=True)


def _share(words: str) -> Decimal | None:
    """The percentage that "1 in 4" or "three out of five" stands for; None where it is no share."""
    part, *_, whole = words.split()
    first = _small(part)
    last = _small(whole)
    if not 0 < first < last:
        return None
    return _percent(first, last)


def _small(word: str) -> int:
    """The number that a word is, in digits or letters; 0 where it is none."""
    if word.isdigit():
        return int(word)
    value = _cardinal([word.casefold()])
    return int(value or 0)


def _part(over: int, under: int) -> Decimal:
    part = Decimal(over) / under
    return part.quantize(_FINEST).normalize()


def _percent(part: int, whole: int) -> Decimal:
    percent = Decimal(100 * part) / whole
    rounded = percent.quantize(Decimal("0.01"))
    if rounded != rounded.to_integral_value():
        return rounded
    return rounded.quantize(Decimal(1))


def _in_words(text: str, start: int, end: int) -> Number | None:
    """The first number in words between two places: a share, a half, or a cardinal with what is added to it."""
    for word in _WORDS.finditer(text, start, end):
        folded = word[0].casefold()
        if folded in FACTORS:
            factor = Decimal(FACTORS[folded])
            return Number(factor, *word.span())
        if folded in _ALONE:
            return _half(text, word)
        if folded in OPENING:
            return _run(text, word)
    return None


def _half(text: str, word: re.Match[str]) -> Number:
    """What a half is: of homes a share, of a million or an hour a number."""
    one = _OF_ONE.match(text, word.end())
    part = PARTS[word[0].casefold()]
    if one:
        return Number(_part(1, part), word.start(), one.end())
    share = _percent(1, part)
    return Number(share, *word.span(), share=True)


def _run(text: str, first: re.Match[str]) -> Number:
    """The number that begins with a word: "fifty-one", "two hundred and ten", "two thirds", "one and a half"."""
    begin = first.start()
    words, end = _words_of(text, first)
    value = _cardinal(words)
    following = _next(text, end)
    if following and len(words) == 1:
        part = _part_named(following[0].casefold())
        if part:
            share = _percent(int(value or 0), part)
            return Number(share, begin, following.end(), share=True)
    half = _HALVES.match(text, end)
    if value is None or half is None:
        return Number(value, begin, end)
    part_of_one = _part(1, PARTS[half["part"].casefold()])
    return _scaled(text, value + part_of_one, begin, half.end())


def _words_of(text: str, first: re.Match[str]) -> tuple[list[str], int]:
    """The words of a number from its first on, and where they end."""
    words = [first[0].casefold()]
    end = first.end()
    following = _next(text, end)
    while following and _belongs(text, following, words):
        words.append(following[0].casefold())
        end = following.end()
        following = _next(text, end)
    return words, end


def _belongs(text: str, word: re.Match[str], before: list[str]) -> bool:
    """Whether a word is of the number that some words begin."""
    folded = word[0].casefold()
    if folded in CARDINALS:
        return True
    if folded != "and":
        return False
    return _goes_on(text, word.end(), before)


def _part_named(word: str) -> int | None:
    """The part that a word names ("thirds"), as a whole's number of parts."""
    if word in PARTS:
        return PARTS[word]
    return PARTS.get(word.removesuffix("s"))


def _scaled(text: str, value: Decimal, begin: int, end: int) -> Number:
    """A number and a half with the scale behind it."""
    plain = Number(value, begin, end)
    following = _next(text, end)
    if following is None or following[0].casefold() not in CARDINALS:
        return plain
    scale = _cardinal([following[0].casefold()])
    if scale is None or scale < 100:  # noqa: PLR2004 - a scale, not a second number
        return plain
    return Number(value * scale, begin, following.end())


def _goes_on(text: str, end: int, words: list[str]) -> bool:
    """Whether a number goes on behind "and": after a hundred or more, before a number below it."""
    if words[-1] in CARDINALS[:20]:
        return False
    following = _next(text, end)
    if following is None:
        return False
    return following[0].casefold() in CARDINALS


def _next(text: str, end: int) -> re.Match[str] | None:
    """The word that follows, with a space or a hyphen between."""
    gap = _BETWEEN.match(text, end)
    if gap is None:
        return None
    return _WORDS.match(text, gap.end())


def _cardinal(words: list[str]) -> Decimal | None:
    """The value of a cardinal in words; None where they make none."""
    from text_to_num import text2num

    try:
        return Decimal(text2num(" ".join(words), "en"))
    except ValueError:
        return None
