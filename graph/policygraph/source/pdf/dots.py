"""Bullets that a page draws instead of writing them, as browsers do: put before the words that they point to."""

from __future__ import annotations

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
    wide, high = stroke.right - stroke.left, stroke.bottom - stroke.top
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
    made: list[Word] = []
    for word in words:
        if id(word) in pointed:
            made.append(pointed[id(word)])
        made.append(word)
    return made


def _pointed(dot: Stroke, words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """The word that a dot points to, with the bullet before it; none where words stand right before the dot."""
    level = [
        word for word in words if word.top < (dot.top + dot.bottom) / 2 < word.base
    ]
    word = min(
        (word for word in level if _points(dot, word)),
        key=lambda word: word.left,
        default=None,
    )
    if word is None or len(word.text) == 1:
        return
    if not any(0 <= dot.left - other.right < _ALONE * word.size for other in level):
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


def _points(dot: Stroke, word: Word) -> bool:
    """Whether a word stands close behind a dot that is small beside its letters."""
    return (
        0 < word.left - dot.right < _REACH * word.size
        and dot.bottom - dot.top < 0.7 * word.size
    )
