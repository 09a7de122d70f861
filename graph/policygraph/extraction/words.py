"""Words as the reader sees them: what carries a tag, and what its letters look like.

A word is a run of letters, a number, one mark of punctuation, or the possessive ending that hangs on a name. Hyphens
stand alone, so that both ends of a route ("Chengdu-Kunming") are words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policygraph.spans import Span

_WORD = re.compile(
    r"[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*|['’][sS]\b|\d+(?:[.,]\d+)*|[^\w\s]|_"
)

SHAPES = (
    "none",
    "lower",
    "opening",
    "title",
    "upper",
    "mixed",
    "number",
    "letter",
    "hyphen",
    "quote",
    "currency",
    "stop",
    "mark",
    "other",
)
"""The names of the shapes, which a word's `shape` indexes; an "opening" word has the capital that begins a sentence."""

_CODE = {name: code for code, name in enumerate(SHAPES)}
_MARKS = (
    ("hyphen", "-‐‑–—"),
    ("quote", "\"'“”‘’«»「」"),
    ("currency", "$€£¥₹₩%￥"),
    ("stop", ".!?;:。；："),
    ("mark", ",、()[]/&，（）"),
)
_MARK_SHAPE = {mark: name for name, marks in _MARKS for mark in marks}


class Word(NamedTuple):
    """A word's place in the report (offsets as everywhere) and its shape, an index into `SHAPES`."""

    begin: int
    end: int
    shape: int


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a sentence, in order.

    Args:
        text: The report's text.
        span: The sentence; its first word counts as an opening one.

    Example:
        >>> from policygraph.spans import Span
        >>> text = "Build the Chengdu-Kunming railway's 2nd track."
        >>> [text[word.begin : word.end] for word in words_of(text, Span(0, len(text)))]
        ['Build', 'the', 'Chengdu', '-', 'Kunming', 'railway', "'s", '2', 'nd', 'track', '.']
        >>> [SHAPES[word.shape] for word in words_of(text, Span(0, len(text)))][:4]
        ['opening', 'lower', 'title', 'hyphen']
    """
    words: list[Word] = []
    opening = True
    for match in _WORD.finditer(text, span.begin, span.end):
        word = match.group()
        shape = _shape(word, opening=opening)
        words.append(Word(match.start(), match.end(), _CODE[shape]))
        opening = opening and not word[0].isalpha()
    return words


def _shape(word: str, *, opening: bool) -> str:
    """The name of a word's shape."""
    if not word[0].isalpha():
        return _shape_of_mark(word[0])
    return _shape_of_letters(word, opening=opening)


def _shape_of_letters(word: str, *, opening: bool) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "letter"
    if not word[0].isupper() or not word[1:].islower():
        return "mixed"
    return "opening" if opening else "title"


def _shape_of_mark(first: str) -> str:
    if first.isdigit():
        return "number"
    return _MARK_SHAPE.get(first, "other")
