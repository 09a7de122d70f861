"""Headings with a figure before them that no stop sets off, and numbers that stand alone above their headings.

Such a figure may as well count the items of a list, the rows of a table or the pages. It numbers headings where the
figures count on one by one from the beginning, and prose stands below them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.source.titles import reads_as_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.source.plain.lines import Lines

_BARE = re.compile(r"(?P<number>\d{1,2})\s+(?P<title>[^\W\d].*)")
_LETTERED = re.compile(r"(?P<number>[A-H])\.\s+(?P<title>[^\W\d_].*)")
_ALONE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?")
_FIRST = 2
"""The highest figure that a count may begin with: the first heading may have none."""
_LEAST = 2
_LONG = 40
"""From so many characters on a line below a title is text."""
_STOPS = '.!?:;)”"'


def find_numbered(
    lines: Lines, spoken_for: AbstractSet[int], marks: AbstractSet[str]
) -> frozenset[int]:
    """The indices of the lines that are such headings; of a number that stands alone, its heading's line as well.

    Args:
        lines: The lines of a text without furniture.
        spoken_for: The indices of lines that are something else.
        marks: The figures that hang on words of the text as the marks of notes; what they all name are notes.
    """
    alone = list(_alone(lines, spoken_for))
    free = sorted(set(range(len(lines))) - spoken_for)
    with_figure = [at for at in free if _may_head(lines, at, _BARE)]
    with_letter = [at for at in free if _may_head(lines, at, _LETTERED)]
    bare = list(_counted(lines, with_figure))
    if all(_first_number(lines, at) in marks for at in bare):
        bare = []
    lettered = _lettered(lines, with_letter)
    below = [at + 1 for at in alone]
    return frozenset([*bare, *lettered, *alone, *below])


def _first_number(lines: Lines, at: int) -> str:
    return lines[at].words.split()[0]


def _lettered(lines: Lines, candidates: Sequence[int]) -> Iterator[int]:
    """Of the candidates those whose letters count on from A, each count of two or more by itself."""
    for run in _runs_of_letters(lines, candidates):
        if len(run) >= _LEAST and _head_text(lines, run):
            yield from run


def _runs_of_letters(lines: Lines, candidates: Sequence[int]) -> list[list[int]]:
    run: list[int] = []
    runs: list[list[int]] = []
    for at in candidates:
        letter = lines[at].words[0]
        if run and _follows(letter, lines[run[-1]].words[0]):
            run.append(at)
            continue
        run = []
        if letter == "A":
            run.append(at)
        runs.append(run)
    return runs


def _follows(letter: str, before: str) -> bool:
    """Whether a letter is the next after another in the alphabet."""
    return ord(letter) == ord(before) + 1


def _alone(lines: Lines, spoken_for: AbstractSet[int]) -> Iterator[int]:
    """The lines of a number and nothing else, if all of them stand above a title and they rise."""
    numbers: dict[int, str] = {}
    for at, line in enumerate(lines):
        if at in spoken_for:
            continue
        match = _ALONE.fullmatch(line.words)
        if match:
            numbers[at] = match["number"]
    if not _count_on(lines, list(numbers.values())):
        return
    if all(_stands_above_title(lines, at) for at in numbers):
        yield from numbers


def _count_on(lines: Lines, numbers: Sequence[str]) -> bool:
    """Whether numbers count on one by one, from the first or from one whose parts are counted."""
    paths = [tuple(map(int, number.split("."))) for number in numbers]
    if len(paths) < _LEAST:
        return False
    if not all(_goes_on(a, b) for a, b in pairwise(paths)):
        return False
    if paths[0][0] <= _FIRST:
        return True
    return _has_parts(lines, numbers[0])


def _has_parts(lines: Lines, number: str) -> bool:
    """Whether numbers below a number count its parts: 3.1 of 3."""
    return any(line.words.startswith(f"{number}.1 ") for line in lines)


def _goes_on(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    """Whether a number is the next after another in an outline: 2 after 1.3, 1.1 after 1, 1.2 after 1.1."""
    if len(two) > len(one):
        return two == (*one, 1)
    last = len(two) - 1
    if two[:last] != one[:last]:
        return False
    return two[last] == one[last] + 1


def _stands_above_title(lines: Lines, at: int) -> bool:
    if at + _LEAST >= len(lines):
        return False
    title = lines[at + 1].words
    below = lines[at + 2].words
    return reads_as_title(title) and _begins(below)


def _may_head(lines: Lines, at: int, form: re.Pattern[str]) -> bool:
    """Whether a line could be a title with a number before it: nothing runs on into it or out of it."""
    line = lines[at]
    found = form.fullmatch(line.words)
    if found is None or not reads_as_title(found["title"]):
        return False
    if at + 1 == len(lines) or not _is_parted(lines, at):
        return False
    below = lines[at + 1]
    if below.number > line.number + 1:
        return True
    return _begins(below.words)


def _is_parted(lines: Lines, at: int) -> bool:
    """Whether a line begins anew: at the top, below a blank line or a title, or behind a stop."""
    if at <= 1:
        return True
    line = lines[at]
    above = lines[at - 1]
    if line.page != above.page:
        return True
    if line.number > above.number + 1:
        return True
    if above.words[-1] in _STOPS:
        return True
    return _BARE.fullmatch(above.words) is not None


def _begins(words: str) -> bool:
    return not words[0].islower()


def _counted(lines: Lines, candidates: Sequence[int]) -> Iterator[int]:
    """Of the candidates those that count on one by one, unless most of them stand one below the other as items do."""
    run: list[int] = []
    last = None
    for at in candidates:
        number = int(_first_number(lines, at))
        if number <= _FIRST if last is None else number == last + 1:
            run.append(at)
            last = number
    if len(run) < _LEAST:
        return
    if _head_text(lines, run):
        yield from run


def _head_text(lines: Lines, run: Sequence[int]) -> bool:
    """Whether text stands below most of the titles."""
    heading = sum(_heads_text(lines, at) for at in run)
    return 2 * heading > len(run)


def _heads_text(lines: Lines, at: int) -> bool:
    """Whether text stands below a title, at once or below a title of its own: a line that is long or ends in a stop."""
    below = lines[at + 1 : at + 4]
    if not below:
        return False
    first = below[0].words
    if _BARE.fullmatch(first) or _LETTERED.fullmatch(first):
        return False
    return any(_is_text(line.words) for line in below)


def _is_text(words: str) -> bool:
    return len(words) >= _LONG or words[-1] in ".:"
