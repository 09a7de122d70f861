"""Foot- and endnotes of a plain text, and their marks on the words that they hang on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.source.english import NOTES
from policygraph.source.words import known_words
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.source.plain.lines import Lines

_MARKDOWN = re.compile(r"\[\^[^\]\s]{1,20}\]:")
_NOTE = re.compile(
    r"(?:\[(?P<square>\d{1,3})\]|(?P<plain>\d{1,3})|(?P<sign>[*†‡§¹²³⁴-⁹⁰]{1,3}))\s+(?=[^\W\d_])"
)
_SIGNS = "*†‡§"
_SIGN = re.compile(r"[†‡§](?!\w)")
_HUNG = re.compile(r"[^\W\d_][.,;:]?\Z")
_RAISED = re.compile(
    r"(?<=[^\s\d])[⁰¹²³⁴-⁹]+|(?<=\d)[⁰¹⁴-⁹][⁰¹²³⁴-⁹]*|(?<=\d)[²³](?=\s+[^\W\d_]{3,})"
)
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcmd]?m|km|ft|mi|in|yd)$")
_SQUARE = re.compile(
    r"(?<=[\w.,;:!?”’)])(?:\[\d{1,3}\]|\[\^[^\]\s]{1,20}\])(?=[\s.,;:!?)]|$)"
)
_GLUED = re.compile(r"(?<![\w.,])(?P<word>[^\W\d_]{2,})(?P<mark>\d{1,2})(?!\w|[.,]\d)")
_COUNTED = re.compile(r"(?:\(?\d{1,3}[.)]|\[\d{1,3}\]|\d{1,3})\s+\S")
_LONG_WORD = 5
_LETTERS = {"1": "l", "0": "o"}
"""What a figure inside a word is that was taken from a picture."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The figures and signs that hang on words of a text; those behind capitals may belong to a name (G20, NST2)."""

    sure: frozenset[str]
    behind_capitals: frozenset[str]


def marks_of(text: str) -> Marks:
    """The figures that are glued to words of a text or hang on them in square brackets, and signs such as a dagger.

    Example:
        >>> marks = marks_of("The level7 was met.[12] The PM2.5 limit and the NST2 plan were too.")
        >>> sorted(marks.sure), sorted(marks.behind_capitals)
        (['12', '7'], ['2'])
    """
    sure = set()
    behind_capitals = set()
    for match in _GLUED.finditer(text):
        if match["word"].isupper():
            behind_capitals.add(match["mark"])
        elif _may_carry(match):
            sure.add(match["mark"])
    sure.update(match.group().strip("[]") for match in _SQUARE.finditer(text))
    sure.update(_signs_in(text))
    return Marks(frozenset(sure), frozenset(behind_capitals))


def _signs_in(text: str) -> Iterator[str]:
    """The daggers and other signs that hang on a word."""
    for match in _SIGN.finditer(text):
        if _HUNG.search(text, max(match.start() - 2, 0), match.start()):
            yield match.group()


def find_notes(
    lines: Lines, spoken_for: AbstractSet[int], marks: Marks
) -> frozenset[int]:
    """The indices of the lines that open a note: one whose mark hangs on a word of the text.

    What a figure behind capitals points to must be a sentence.

    Args:
        lines: The lines of the text.
        spoken_for: The indices of lines that are something else.
        marks: The marks on its words.
    """
    all_marks = marks.sure | marks.behind_capitals
    found = set()
    for at, line in enumerate(lines):
        likely = all_marks if line.words[-1] == "." else marks.sure
        if at not in spoken_for and _opens_note(line.words, likely):
            found.add(at)
    return frozenset(found).union(*_listed(lines, spoken_for))


def _listed(lines: Lines, spoken_for: AbstractSet[int]) -> Iterator[range]:
    """The lists of counted notes, with the line above each that says what they are."""
    for at, line in enumerate(lines):
        if not NOTES.fullmatch(line.words.rstrip(":")):
            continue
        end = at + 1
        while (
            end < len(lines)
            and end not in spoken_for
            and _COUNTED.match(lines[end].words)
        ):
            end += 1
        if end > at + 1:
            yield range(at, end)


def _opens_note(words: str, marks: AbstractSet[str]) -> bool:
    if _MARKDOWN.match(words):
        return True
    note = _NOTE.match(words)
    if note is None:
        return False
    if (note["plain"] or note["square"] or note["sign"][0]) in marks:
        return True
    if note["sign"] is None:
        return False
    return note["sign"][0] not in _SIGNS


def find_marks(text: str, notes: Sequence[str]) -> Iterator[Span]:
    """The marks of notes on the words of a text: raised figures, figures in square brackets, figures glued to a word.

    Args:
        text: The text.
        notes: The words of its notes.
    """
    yield from (
        Span(*match.span())
        for match in _RAISED.finditer(text)
        if not _is_power(text, match)
    )
    yield from (Span(*match.span()) for match in _SQUARE.finditer(text))
    numbers = _numbers_of(notes)
    yield from (
        Span(*match.span("mark"))
        for match in _GLUED.finditer(text)
        if _carries(match, numbers)
    )


def _numbers_of(notes: Sequence[str]) -> set[str]:
    """The plain figures that notes begin with."""
    begun = (_NOTE.match(note) for note in notes)
    return {match["plain"] for match in begun if match and match["plain"]}


def _carries(glued: re.Match[str], numbers: AbstractSet[str]) -> bool:
    """Whether a figure is a mark on its word: that of a note, or one whose note is not at hand."""
    if not _may_carry(glued):
        return False
    return glued["mark"] in numbers or _is_glued(
        glued["word"], marks_elsewhere=bool(numbers)
    )


def _is_power(text: str, raised: re.Match[str]) -> bool:
    """Whether a raised figure makes a square or a cube of a unit."""
    return (
        raised.group() in "²³"
        and _UNIT.search(text[max(0, raised.start() - 4) : raised.start()]) is not None
    )


def _may_carry(glued: re.Match[str]) -> bool:
    """Whether a figure may be a mark on its word, and is no letter misread as a figure."""
    letter = _LETTERS.get(glued["mark"])
    word = glued["word"].casefold()
    if letter is None or word in known_words():
        return True
    return word + letter not in known_words()


def _is_glued(word: str, *, marks_elsewhere: bool) -> bool:
    """Whether a figure behind a word is the mark of a note although no note is at hand."""
    if len(word) < _LONG_WORD or (
        known_words() and word.casefold() not in known_words()
    ):
        return False
    return word.islower() or (marks_elsewhere and word.istitle())
