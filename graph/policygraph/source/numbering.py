"""The numbers that stand before headings and paragraphs: "(7)", "7.", "III.", "Section 7", "Part Seven", "##".

A marker only says what stands there; whether it makes a heading, the layout of the whole text decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING

from policygraph.source.english import HEADING_WORDS, NUMBER_WORDS

if TYPE_CHECKING:
    from policygraph.spans import Span

_LONGEST = 160
_HAN_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_HAN_RANKS = {"编": 0, "部": 1, "部分": 1, "篇": 1, "章": 3, "节": 4, "条": 5}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_RANKS = {
    "code": 16,
    "roman": 10,
    "han": 10,
    "dot": 12,
    "paren": 12,
    "decimal": 12,
    "half": 15,
}
_ROMAN_FORM = re.compile(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)

_WORDS = "|".join(
    sorted((word.replace(" ", r"\s") for word in HEADING_WORDS), key=len, reverse=True)
)
_NUMBER_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_HAN = "[一二三四五六七八九十百〇零]{1,5}"
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=[^\s*_])")
_FORMS = re.compile(
    rf"""
    (?P<word>(?i:{_WORDS}))\s(?:(?i:No)\.?\s)?
        (?P<of_word>\d{{1,3}}(?:\.\d{{1,2}})*|[IVXLCivxlc]+\b|(?i:{_NUMBER_WORDS})\b|[A-Z](?=[.:]))
        (?P<separator>\s?[.:：、]\s?|\s[-–—]\s|\s|$|(?=[*_]))
    | 第(?P<han_word>{_HAN}|\d{{1,3}})(?P<han_unit>部分|[编部篇章节条])[\s、：]*
    | [(（]\s?(?P<paren>\d{{1,3}}|[IVXivx]+|{_HAN})\s?[)）]\s?(?:[.:：、]\s?)?
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?(?:\s+|$)
    | (?P<code>[A-Z]\d{{1,2}})[.:]\s+
    | (?P<half>\d{{1,3}}|[ivxIVX]+|{_HAN})[)）]\s*
    | (?P<dot>\d{{1,3}})[.．、]\s*(?!\d)
    | (?P<roman>[IVX][IVXLC]*|[LC][IVXLC]+)(?:[.．、:]\s+|、)
    | (?P<han>{_HAN})[、.．]\s*
    """,
    re.VERBOSE,
)

_UNIT = re.compile(
    r"[a-z](?![A-Z])|[kKMGT]?Wh?p?\b|[%°€£¥$]|(?:US|HK|A|C|NZ|S)\$|(?:USD|EUR|GBP|RMB|CNY)\b"
)
"""What follows a figure that is no number of a heading."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before a heading or paragraph.

    `style` tells numberings apart (headings of one style are of one level), `rank` orders styles that have a natural
    order, `number` is the numeral as printed, `ordinal` its value, `end` the offset of the words behind it, `hashes`
    the number of a Markdown heading's hashes (0 elsewhere); `separated` says that a stop or colon sets it off.
    """

    style: str
    rank: int
    number: str
    ordinal: int
    end: int
    hashes: int = 0
    separated: bool = False

    @property
    def named(self) -> bool:
        """Whether a word such as "Chapter" says that this is a heading."""
        return self.style in HEADING_WORDS or self.style.startswith("第")


def _form_at(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The form of number that a text has at an offset, behind signs of emphasis if there are any."""
    emphasis = _EMPHASIS.match(text, begin, end)
    return _FORMS.match(text, emphasis.end() if emphasis else begin, end)


def find_marker(text: str, span: Span) -> Marker | None:
    """The number that a paragraph begins with, if it begins with one.

    Example:
        >>> from policygraph.spans import Span
        >>> text = "Part Seven: Safe roads"
        >>> marker = find_marker(text, Span(0, len(text)))
        >>> marker.number, marker.ordinal, text[marker.end:]
        ('Seven', 7, 'Safe roads')
    """
    end = min(span.end, span.begin + _LONGEST)
    begin = span.begin
    hashes = 0
    markdown = _MARKDOWN.match(text, begin, end)
    if markdown:
        hashes = len(markdown["hashes"])
        begin = markdown.end()
    marker = None
    form = _form_at(text, begin, end)
    if form and not _is_quantity(text, form):
        marker = _of_form(form, hashes)
    if marker or not hashes:
        return marker
    return Marker("markdown", hashes, "", 0, begin, hashes)


def _is_quantity(text: str, form: re.Match[str]) -> bool:
    """Whether a decimal says how much: a unit follows, or a word in lower case ("2.5 million people")."""
    if form.lastgroup != "decimal":
        return False
    return _UNIT.match(text, form.end()) is not None


def _of_form(form: re.Match[str], hashes: int) -> Marker | None:
    """The marker that a match stands for; None where its numeral is none after all."""
    if form["word"]:
        return _of_word(form, hashes)
    if form["han_word"]:
        return _of_han_word(form, hashes)
    kind = form.lastgroup or ""
    number = form[kind]
    ordinal = ordinal_of(number.lstrip(ascii_uppercase) if kind == "code" else number)
    if not ordinal:
        return None
    rank = _RANKS[kind]
    if kind == "decimal":
        rank += number.count(".")
    return Marker(
        _style(kind, number),
        rank,
        number,
        ordinal,
        form.end(),
        hashes,
        separated=kind in {"dot", "roman"},
    )


def _of_han_word(form: re.Match[str], hashes: int) -> Marker:
    unit = form["han_unit"]
    number = form["han_word"]
    return Marker(
        f"第{unit}",
        _HAN_RANKS[unit],
        number,
        ordinal_of(number),
        form.end(),
        hashes,
    )


def _of_word(form: re.Match[str], hashes: int) -> Marker | None:
    word = form["word"]
    number = form["of_word"]
    ordinal = ordinal_of(number)
    if not word[0].isupper() or not ordinal:
        return None
    style = " ".join(word.casefold().split())
    separated = bool(form["separator"].strip(" \t\n*_"))
    return Marker(
        style, HEADING_WORDS[style], number, ordinal, form.end(), hashes, separated
    )


def _style(kind: str, number: str) -> str:
    """What numbers of one form are told by: a decimal's depth, the script of what is no figure."""
    if kind == "decimal":
        return f"decimal {number.count('.')}"
    if kind == "code" or number[0].isdigit():
        return kind
    return f"{kind} {_script(number)}"


def _script(number: str) -> str:
    if number[0] in _HAN_DIGITS or number[0] in "十百〇零":
        return "han"
    if number.isupper():
        return "upper"
    return "lower"


def ordinal_of(number: str) -> int:
    """The value of a numeral in figures, words, Roman or Chinese; of "1.2" the last part; 0 if it is none.

    Example:
        >>> [ordinal_of(number) for number in ("7", "2.3", "XIV", "Twenty-One", "二十三", "IIII")]
        [7, 3, 14, 21, 23, 0]
    """
    last = number.rsplit(".", 1)[-1]
    if last.isascii() and last.isdigit():
        return int(last)
    if number.casefold() in NUMBER_WORDS:
        return NUMBER_WORDS[number.casefold()]
    if number[0] in _HAN_DIGITS or number[0] in "十百":
        return _han_value(number)
    if _ROMAN_FORM.fullmatch(number):
        return _roman_value(number.upper())
    return _letter_value(number)


def _letter_value(number: str) -> int:
    """The place of a capital in the alphabet, from 1; 0 of what is no single letter."""
    if len(number) != 1 or not number.isalpha():
        return 0
    return ord(number) - ord("A") + 1


def _roman_value(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    total = values[-1]
    for value, following in pairwise(values):
        if following > value:
            total -= value
        else:
            total += value
    return total


def _han_value(number: str) -> int:
    total = digit = 0
    for sign in number:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS.get(sign, 0)
    return total + digit
