"""Foot- and endnotes of a plain text, and their marks on the words that they hang on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.source.plain.lines import Line

_MARKDOWN = re.compile(r"\[\^[^\]\s]{1,20}\]:")
_NOTE = re.compile(r"(?:\[(?P<square>\d{1,3})\]|(?P<plain>\d{1,3})|(?P<sign>[*†‡§¹²³⁴-⁹⁰]{1,3}))\s+(?=[^\W\d_])")
_RAISED = re.compile(r"(?<=[^\s\d])[⁰¹²³⁴-⁹]+|(?<=\d)[⁰¹⁴-⁹][⁰¹²³⁴-⁹]*|(?<=\d)[²³](?=\s+[^\W\d_]{3,})")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcmd]?m|km|ft|mi|in|yd)$")
_SQUARE = re.compile(r"(?<=[\w.,;:!?”’)])(?:\[\d{1,3}\]|\[\^[^\]\s]{1,20}\])(?=[\s.,;:!?)]|$)")
_GLUED = re.compile(r"(?<![\w.,])(?P<word>[^\W\d_]{2,})(?P<mark>\d{1,2})(?![\w])")
_LONG_WORD = 5


def find_notes(text: str, lines: Sequence[Line], spoken_for: AbstractSet[int]) -> frozenset[int]:
    """The indices of the lines that open a note: one whose mark hangs on a word of the text.

    Args:
        text: The text.
        lines: Its lines.
        spoken_for: The indices of lines that are something else.
    """
    glued = {match["mark"] for match in _GLUED.finditer(text)}
    square = {match.group().strip("[]") for match in _SQUARE.finditer(text)}
    found = set()
    for index, line in enumerate(lines):
        if index in spoken_for:
            continue
        note = _NOTE.match(line.words)
        marked = note and (note["plain"] in glued or note["square"] in square or (note["sign"] or "*")[0] != "*")
        if marked or _MARKDOWN.match(line.words):
            found.add(index)
    return frozenset(found)


def find_marks(text: str, notes: Sequence[str]) -> Iterator[Span]:
    """The marks of notes on the words of a text: raised figures, figures in square brackets, figures glued to a word.

    Args:
        text: The text.
        notes: The words of its notes.
    """
    numbers = {match["plain"] for note in notes if (match := _NOTE.match(note)) and match["plain"]}
    for match in _RAISED.finditer(text):
        if not (match.group() in "²³" and _UNIT.search(text[max(0, match.start() - 4) : match.start()])):
            yield Span(*match.span())
    for match in _SQUARE.finditer(text):
        yield Span(*match.span())
    for match in _GLUED.finditer(text):
        if match["mark"] in numbers or _is_glued(match["word"], marks_elsewhere=bool(numbers)):
            yield Span(*match.span("mark"))


def _is_glued(word: str, *, marks_elsewhere: bool) -> bool:
    """Whether a figure behind a word is the mark of a note although no note is at hand."""
    return len(word) >= _LONG_WORD and (word.islower() or (marks_elsewhere and word.istitle()))
