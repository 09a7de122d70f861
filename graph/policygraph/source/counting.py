"""Numbers as lists and headings show them.

Source: ECMA-376 part 1, section 17.18.59 (number formats), and the HTML Living Standard, section 4.4.5 (`ol`).
"""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 4999
_LETTERS = 26
_MOST_LETTERS = 780
_CHINESE = "零一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
_WORDS = (
    *(
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
    ),
    *(
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ),
)


def format_number(number: int, form: str) -> str:
    """A number as a format shows it; in figures where the format is not known.

    Example:
        >>> [format_number(4, form) for form in ("upperRoman", "lowerLetter", "ordinal", "chineseCounting", "hex")]
        ['IV', 'd', '4th', '四', '4']
    """
    lower = form.lower()
    if lower.endswith("roman") and 0 < number <= _MOST_ROMAN:
        return _cased(_roman(number), form)
    if lower.endswith("letter") and 0 < number <= _MOST_LETTERS:
        times, place = divmod(number - 1, _LETTERS)
        letter = chr(ord("a") + place)
        return _cased(letter * (times + 1), form)
    if lower.startswith(
        ("chinese", "ideograph", "japanesecounting", "taiwanesecounting")
    ):
        return _chinese(number)
    return _in_words(number, form)


def _in_words(number: int, form: str) -> str:
    if form == "cardinalText" and 0 < number <= len(_WORDS):
        return _WORDS[number - 1].capitalize()
    if form == "ordinal":
        return f"{number}{_ordinal(number)}"
    if form == "decimalZero":
        return f"{number:02}"
    if form == "none":
        return ""
    return str(number)


def _ordinal(number: int) -> str:
    teens = _TEN < number % _HUNDRED < 2 * _TEN
    if teens:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % _TEN, "th")


def _cased(words: str, form: str) -> str:
    if form.startswith("upper"):
        return words.upper()
    return words


def _roman(number: int) -> str:
    found = ""
    for worth, sign in (*_ROMAN, *_ROMAN_ONES):
        found += sign * (number // worth)
        number %= worth
    return found


def _chinese(number: int) -> str:
    if not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    words = ""
    if tens > 1:
        words += _CHINESE[tens]
    if tens:
        words += "十"
    if ones:
        words += _CHINESE[ones]
    return words
