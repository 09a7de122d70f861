"""Bullets that a page draws instead of writing them, as browsers do: put before the words that they point to."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.values import Stroke, Word

_BULLET = "•"
_SMALLEST = 1.5
_LARGEST = 9.0
_MOST = 200
_REACH = 2.5
_ALONE = 1.5


def is_dot(stroke: Stroke) -> bool:
    """Whether a stroke is as small as a bullet, and as tall as it is wide.

    Example:
        >>> from policygraph.source.pdf.values import Stroke
        >>> is_dot(Stroke(74, 500, 78, 504)), is_dot(Stroke(74, 500, 274, 501))
        (True, False)
    """
    wide = stroke.right - stroke.left
    high = stroke.bottom - stroke.top
    return min(wide, high) >= _SMALLEST and max(wide, high) <= min(
        _LARGEST, 1.25 * min(wide, high)
    )


def with_bullets(words: list[Word], strokes: list[Stroke]) -> list[Word]:
    """The words with a bullet before each that a dot points to; a page of hundreds of dots is a drawing."""
    dots = [stroke for stroke in strokes if is_dot(stroke)]
    if not dots or len(dots) > _MOST:
        return words
    pointed = {
        id(word): bullet for dot in dots for word, bullet in _pointed(dot, words)
    }
    return _inserted(words, pointed)


def _inserted(words: list[Word], pointed: dict[int, Word]) -> list[Word]:
    made: list[Word] = []
    for word in words:
        if id(word) in pointed:
            made.append(pointed[id(word)])
        made.append(word)
    return made


def _pointed(dot: Stroke, words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """The word that a dot points to, with the bullet before it; none where words stand right before the dot."""
    middle = (dot.top + dot.bottom) / 2
    level = [word for word in words if word.top < middle < word.base]
    pointed = (word for word in level if _points(dot, word))
    word = min(pointed, key=attrgetter("left"), default=None)
    if word is None or len(word.text) == 1:
        return
    if not _stands_behind(dot, level, _ALONE * word.size):
        yield (
            word,
            word._replace(
                text=_BULLET,
                left=dot.left,
                right=dot.right,
                bold=False,
                symbol=False,
                glued=False,
            ),
        )


def _stands_behind(dot: Stroke, level: list[Word], reach: float) -> bool:
    """Whether a dot stands right behind a word of its line: then it is of the text."""
    return any(0 <= dot.left - other.right < reach for other in level)


def _points(dot: Stroke, word: Word) -> bool:
    """Whether a word stands close behind a dot that is small beside its letters."""
    return (
        0 < word.left - dot.right < _REACH * word.size
        and dot.bottom - dot.top < 0.7 * word.size
    )
