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
_GLUED = re.compile(r"['’.,]?\d")
_WORDS = re.compile(r"[A-Za-z]+")
_BETWEEN = re.compile(r"[\s\-‐]+")
_HALVES = re.compile(
    r"\s+and\s+(?:a|an|one)\s+(?P<part>half|quarter|third)\b", re.IGNORECASE
)
_OF_ONE = re.compile(r"\s+(?:of\s+)?(?:an?|one)\s+(?=[a-z])", re.IGNORECASE)
_LONGEST = 25
"""The most digits of a number; a longer one is no figure of a report."""


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
    digits = next(
        (
            number
            for match in _FORMS.finditer(text, start)
            if (number := _in_digits(text, match))
        ),
        None,
    )
    words = _in_words(text, start, digits.begin if digits else len(text))
    return words or digits


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
    value = _value(match)
    if _GLUED.match(text, end) or sum(map(str.isdigit, match[0])) > _LONGEST:
        value = None
    if sign := _MINUS.search(text, 0, begin):
        return Number(None if value is None else -value, sign.start(), end)
    return Number(value, begin, end)


def _without_share(text: str, match: re.Match[str]) -> Number | None:
    """The number at the beginning of words that only look like a share ("5 in total")."""
    if not match[0][0].isdigit():
        return None
    again = re.compile(r"\d+(?:[.,]\d+)?").match(text, match.start())
    return Number(Decimal(again[0].replace(",", ".")), *again.span()) if again else None


def _value(match: re.Match[str]) -> Decimal | None:
    """The value of a numeral."""
    if match["vulgar"]:
        part = (
            Decimal(str(unicodedata.numeric(match["vulgar"])))
            .quantize(Decimal("0.0001"))
            .normalize()
        )
        return Decimal(match["mixed"] or 0) + part
    kind = match.lastgroup or ""
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", match[kind])
    if kind == "stops":
        return Decimal(plain.replace(".", "").replace(",", "."))
    if kind == "commas":
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


def _fraction(match: re.Match[str]) -> Number | None:
    over, under = int(match["over"]), int(match["under"])
    if not 0 < over < under:
        return None
    if match["whole"]:
        return Number(Decimal(match["whole"]) + _part(over, under), *match.span())
    return Number(_percent(over, under), *match.span(), share=True)


def _share(words: str) -> Decimal | None:
    """The percentage that "1 in 4" or "three out of five" stands for; None where it is no share."""
    part, *_, whole = words.split()
    first, last = _small(part), _small(whole)
    return _percent(first, last) if first and last and first < last else None


def _small(word: str) -> int:
    return int(word) if word.isdigit() else int(_cardinal([word.casefold()]) or 0)


def _part(over: int, under: int) -> Decimal:
    return (Decimal(over) / under).quantize(Decimal("0.0001")).normalize()


def _percent(part: int, whole: int) -> Decimal:
    percent = (Decimal(100 * part) / whole).quantize(Decimal("0.01"))
    return (
        percent.quantize(Decimal(1))
        if percent == percent.to_integral_value()
        else percent
    )


def _in_words(text: str, start: int, end: int) -> Number | None:
    """The first number in words between two places: a share, a half, or a cardinal with what is added to it."""
    for word in _WORDS.finditer(text, start, end):
        folded = word[0].casefold()
        if folded in FACTORS:
            return Number(Decimal(FACTORS[folded]), *word.span())
        if folded in PARTS and PARTS[folded] in {2, 4} and folded != "fourth":
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
    return Number(_percent(1, part), *word.span(), share=True)


def _run(text: str, first: re.Match[str]) -> Number:
    """The number that begins with a word: "fifty-one", "two hundred and ten", "two thirds", "one and a half"."""
    words, end = _words_of(text, first)
    following = _next(text, end)
    part = _part_named(following[0].casefold()) if following else None
    if following and part and len(words) == 1:
        return Number(
            _percent(int(_cardinal(words) or 0), part),
            first.start(),
            following.end(),
            share=True,
        )
    value = _cardinal(words)
    if value is not None and (half := _HALVES.match(text, end)):
        return _scaled(
            text,
            value + _part(1, PARTS[half["part"].casefold()]),
            first.start(),
            half.end(),
        )
    return Number(value, first.start(), end)


def _words_of(text: str, first: re.Match[str]) -> tuple[list[str], int]:
    """The words of a number from its first on, and where they end."""
    words, end = [first[0].casefold()], first.end()
    while following := _next(text, end):
        folded = following[0].casefold()
        if folded not in CARDINALS and not (
            folded == "and" and _goes_on(text, following.end(), words)
        ):
            break
        words.append(folded)
        end = following.end()
    return words, end


def _part_named(word: str) -> int | None:
    """The part that a word names ("thirds"), as a whole's number of parts."""
    return PARTS.get(word) or PARTS.get(word.removesuffix("s"))


def _scaled(text: str, value: Decimal, begin: int, end: int) -> Number:
    """A number and a half with the scale behind it."""
    following = _next(text, end)
    scale = (
        _cardinal([following[0].casefold()])
        if following and following[0].casefold() in CARDINALS
        else None
    )
    if following and scale is not None and scale >= 100:  # noqa: PLR2004 - a scale, not a second number
        return Number(value * scale, begin, following.end())
    return Number(value, begin, end)


def _goes_on(text: str, end: int, words: list[str]) -> bool:
    """Whether a number goes on behind "and": after a hundred or more, before a number below it."""
    following = _next(text, end)
    return bool(
        following
        and following[0].casefold() in CARDINALS
        and words[-1] not in CARDINALS[:20]
    )


def _next(text: str, end: int) -> re.Match[str] | None:
    gap = _BETWEEN.match(text, end)
    return _WORDS.match(text, gap.end()) if gap else None


def _cardinal(words: list[str]) -> Decimal | None:
    """The value of a cardinal in words; None where they make none."""
    from text_to_num import text2num

    try:
        return Decimal(text2num(" ".join(words), "en"))
    except ValueError:
        return None
