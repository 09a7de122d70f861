"""The numbers of headings and items, counted as a word processor counts them: the text itself holds none.

Source: ECMA-376 part 1, sections 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.source.word.styles import number_of

if TYPE_CHECKING:
    from policygraph.source.word.markup import Node

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 4999
_LETTERS = 26
_MOST_LETTERS = 780
_CHINESE = "零一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
_DEPTHS = 9
_PLACE = re.compile(r"%([1-9])")
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it starts, its format, its text with places for numbers, and whether all are decimal."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    legal: bool = False
    style: str = ""


class Numbering:
    """The lists of a file, each with its count so far.

    Args:
        part: The numbering's part, or None where the file has none.
    """

    def __init__(self, part: Node | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        for node in part.children if part else []:
            if node.tag == "abstractNum":
                self._levels[node.attributes.get("abstractNumId", "")] = dict(map(_level, _levels(node)))
            elif node.tag == "num":
                self._add(node)

    def _add(self, node: Node) -> None:
        name = node.attributes.get("numId", "")
        self._lists[name] = node.value("abstractNumId") or ""
        overrides = [child for child in node.children if child.tag == "lvlOverride"]
        self._starts[name] = {
            number_of(child.attributes.get("ilvl"), 0): number_of(child.value("startOverride"), 1)
            for child in overrides
            if child.child("startOverride")
        }

    def depth_of(self, number: str, style: str) -> int | None:
        """The level of a list that a style is tied to, or None."""
        levels = self._levels.get(self._lists.get(number, ""), {})
        return next((depth for depth, level in levels.items() if style and level.style == style), None)

    def count(self, number: str, depth: int) -> str | None:
        """Counts the next paragraph of a list: its number as shown, "" for a bullet, None where there is no such list.

        Args:
            number: The list's id; "0" takes a paragraph out of every list.
            depth: The level, from 0.
        """
        if number in {"", "0"} or number not in self._lists:
            return None
        shared = self._lists[number]
        levels = self._levels.get(shared, {})
        level = levels.get(depth, _Level())
        counts = self._counts[shared]
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self._starts[number].items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return "" if level.form == "bullet" else _filled(level, levels, counts)
        return _filled(level, levels, counts)


def _levels(node: Node) -> list[Node]:
    return [child for child in node.children if child.tag == "lvl"]


def _level(node: Node) -> tuple[int, _Level]:
    depth = number_of(node.attributes.get("ilvl"), 0)
    given = node.value("lvlText")
    return depth, _Level(
        number_of(node.value("start"), 1),
        node.value("numFmt") or "decimal",
        f"%{depth + 1}." if given is None else given,
        bool(node.is_on("isLgl")),
        node.value("pStyle") or "",
    )


def _filled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """The text of a level with the numbers of it and of the levels above in their places."""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        above = levels.get(at, _Level())
        return format_number(counts.get(at, above.start), "decimal" if level.legal else above.form)

    return _PLACE.sub(number, level.text)


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
        return _cased(chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1), form)
    if lower.startswith(("chinese", "ideograph", "japanesecounting", "taiwanesecounting")):
        return _chinese(number)
    return _in_words(number, form)


def _in_words(number: int, form: str) -> str:
    if form == "cardinalText" and 0 < number <= len(_WORDS):
        return _WORDS[number - 1].capitalize()
    if form == "ordinal":
        return f"{number}{_ordinal(number)}"
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form == "none" else str(number)


def _ordinal(number: int) -> str:
    teens = _TEN < number % _HUNDRED < 2 * _TEN
    return "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % _TEN, "th")


def _cased(words: str, form: str) -> str:
    return words.upper() if form.startswith("upper") else words


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
    head = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones else "")
