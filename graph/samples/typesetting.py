"""Text set in lines: words measured, broken at spaces, hyphens and syllables, as a typesetter does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pyphen import Pyphen
from reportlab.pdfbase.pdfmetrics import stringWidth

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 3
"""The fewest letters that stay on either side of a hyphen."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font in a size, in points; `rise` lifts it off the baseline, `spacing` stands between letters."""

    font: str
    size: float
    rise: float = 0.0
    spacing: float = 0.0

    def width(self, text: str) -> float:
        """The width of a text in points."""
        return stringWidth(text, self.font, self.size) + self.spacing * len(text)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the mark of a note behind it, and the number of the sentence that begins with it, if one does."""

    text: str
    mark: str = ""
    begins: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, `x` points from the left of their column; `last` lines are not stretched.

    What follows a line that `holds` must stand on the same page; `notes` hang on its words.
    """

    words: tuple[Word, ...]
    face: Face
    leading: float
    x: float = 0.0
    width: float = 0.0
    last: bool = False
    above: float = 0.0
    holds: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: its face, the width, the indents, the space above, and whether words are divided."""

    face: Face
    leading: float
    width: float
    first: float = 0.0
    left: float = 0.0
    above: float = 0.0
    divided: bool = False
    holds: bool = False


def plain_words(text: str) -> tuple[Word, ...]:
    """The words of a text in which no sentence is counted."""
    return tuple(map(Word, text.split()))


def set_lines(words: Iterable[Word], setting: Setting) -> list[Line]:
    """The lines of a paragraph, none wider than its setting allows."""
    lines: list[Line] = []
    room = setting.width - setting.left - setting.first
    line: list[Word] = []
    waiting = list(words)[::-1]
    while waiting:
        word = waiting.pop()
        if _width([*line, word], setting.face) <= room:
            line.append(word)
            continue
        head, tail = (
            _divided(word, room - _width([*line, Word("")], setting.face), setting)
            if line
            else (word, None)
        )
        if head:
            line.append(head)
        if tail:
            waiting.append(tail)
        lines.append(_line(line, setting, first=not lines))
        line, room = [], setting.width - setting.left
    if line:
        lines.append(_line(line, setting, first=not lines))
    return [*lines[:-1], replace(lines[-1], last=True)] if lines else []


def _line(words: list[Word], setting: Setting, *, first: bool) -> Line:
    x = setting.left + (setting.first if first else 0.0)
    above = setting.above if first else 0.0
    held = setting.holds
    return Line(
        tuple(words),
        setting.face,
        setting.leading,
        x,
        setting.width - x,
        last=held,
        above=above,
        holds=held,
    )


def _width(words: list[Word], face: Face) -> float:
    small = face.size * 0.6
    marks = sum(stringWidth(word.mark, face.font, small) for word in words)
    return face.width(" ".join(word.text for word in words)) + marks


def _divided(
    word: Word, room: float, setting: Setting
) -> tuple[Word | None, Word | None]:
    """A word in two where a part of it, with a hyphen, fits into the room left."""
    for head, tail in _divisions(word.text, setting.divided):
        if setting.face.width(head) <= room:
            return replace(word, text=head, mark=""), Word(tail, word.mark)
    return None, word


@cache
def _divisions(text: str, divided: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001 - a key of the cache
    """Where a word may end on a line, the longest part first."""
    own = [
        (text[: at + 1], text[at + 1 :])
        for at, letter in enumerate(text[:-1])
        if letter == "-" and at
    ]
    core = text.rstrip('.,;:!?"”)')
    places = _syllables(core) if divided and core.isalpha() and core.islower() else []
    cut = [
        (f"{text[:at]}-", text[at:])
        for at in places
        if _SHORTEST <= at <= len(core) - _SHORTEST
    ]
    return tuple(sorted((*own, *cut), key=lambda parts: -len(parts[0])))


def _syllables(text: str) -> list[int]:
    return [int(place) for place in Pyphen(lang="en_GB").positions(text)]
