"""Words as they are looked up: without regard to case and accents; Chinese by pairs of characters.

Source: Unicode Standard Annex #15 (normalisation forms); bigrams as Lucene's CJKBigramFilter makes them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.spellings import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.fulltext.model import Mark

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Letters of writings that put no spaces between words: Han and kana."""

_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Marks and signs that stand within words."""

_WORD = re.compile(rf"[{_UNSPACED}]+|(?:[^\W_{_UNSPACED}][{_JOINED}]*)+")
_ASKED = re.compile(rf"({_WORD.pattern})(\*?)")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for: as it is folded, and whether it may go on."""

    word: str
    goes_on: bool = False

    @property
    def is_run(self) -> bool:
        """Whether it is of a writing without spaces."""
        return bool(_IS_UNSPACED.match(self.word))

    def is_met_by(self, word: str) -> bool:
        """Whether a folded word of a text is the one that is looked for."""
        if self.goes_on:
            return word.startswith(self.word)
        return word == self.word


def wanted_in(text: str) -> tuple[Wanted, ...]:
    """The words that somebody looks for; one with a star behind it may go on.

    Example:
        >>> wanted_in("New  rail* 高铁")
        (Wanted(word='new', goes_on=False), Wanted(word='rail', goes_on=True), Wanted(word='高铁', goes_on=False))
    """
    found: dict[Wanted, None] = {}
    for match in _ASKED.finditer(text):
        word = fold(match[1])
        star = match[2]
        if word:
            found[Wanted(word, bool(star))] = None
    return tuple(found)


def indexed(text: str) -> str:
    """The words of a text as the index keeps them, with spaces between them.

    Example:
        >>> indexed("Québec’s 高铁网")
        'quebec s 高铁 铁网 网'
    """
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if _IS_UNSPACED.match(word):
            words += _pairs(word)
        else:
            words.append(word)
    return " ".join(words)


def expression(wanted: tuple[Wanted, ...]) -> str:
    """What FTS5 is asked for: all of the words, a run of Chinese as a phrase of its pairs.

    Example:
        >>> expression(wanted_in("rail* 高铁网 网"))
        '"rail"* "高铁 铁网" "网"*'
    """
    return " ".join(_term(one) for one in wanted)


def marks_in(text: str, wanted: tuple[Wanted, ...]) -> tuple[Mark, ...]:
    """Where the words stand in a text, in order, none over another.

    Example:
        >>> marks_in("Railways, rails: 建设高铁网", wanted_in("rail* 高铁"))
        ((0, 8), (10, 15), (19, 21))
    """
    merged: list[Mark] = []
    for begin, end in sorted(_places(text, wanted)):
        if merged and begin < merged[-1][1]:
            opened, closed = merged.pop()
            merged.append((opened, max(end, closed)))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _places(text: str, wanted: tuple[Wanted, ...]) -> Iterator[Mark]:
    for match in _WORD.finditer(text):
        word = fold(match[0])
        for one in wanted:
            if one.is_run:
                yield from _runs(match, one)
            elif one.is_met_by(word):
                yield match.span()


def _runs(match: re.Match[str], one: Wanted) -> Iterator[Mark]:
    """Where a run stands in a longer one."""
    longer = unicodedata.normalize("NFC", match[0])
    at = longer.find(one.word)
    while at >= 0:
        begin = match.start() + at
        yield begin, begin + len(one.word)
        at = longer.find(one.word, at + 1)


def _term(one: Wanted) -> str:
    if one.is_run:
        phrase = " ".join(_pairs(one.word)[:-1])
        return f'"{phrase}"' if phrase else f'"{one.word}"*'
    if one.goes_on:
        return f'"{one.word}"*'
    return f'"{one.word}"'


def _pairs(run: str) -> list[str]:
    """The pairs of neighbours in a run, and its last character."""
    return [run[at : at + 2] for at in range(len(run))]
