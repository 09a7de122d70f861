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
    from collections.abc import Iterable, Iterator, Sequence
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
    bare = list(_counted(lines, [at for at in free if _may_head(lines, at, _BARE)]))
    if all(_first_number(lines, at) in marks for at in bare):
        bare = []
    lettered = _lettered(lines, [at for at in free if _may_head(lines, at, _LETTERED)])
    return frozenset([*bare, *lettered, *alone, *_below(alone)])


def _below(places: Iterable[int]) -> Iterator[int]:
    return (at + 1 for at in places)


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
        if run and ord(letter) == ord(lines[run[-1]].words[0]) + 1:
            run.append(at)
        else:
            run = [at] if letter == "A" else []
            runs.append(run)
    return runs


def _alone(lines: Lines, spoken_for: AbstractSet[int]) -> Iterator[int]:
    """The lines of a number and nothing else, if all of them stand above a title and they rise."""
    numbers: dict[int, str] = {}
    for at, line in enumerate(lines):
        match = None if at in spoken_for else _ALONE.fullmatch(line.words)
        if match:
            numbers[at] = match["number"]
    if _count_on(lines, list(numbers.values())) and all(
        _stands_above_title(lines, at) for at in numbers
    ):
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
    if two[:-1] != one[: len(two) - 1]:
        return False
    return two[-1] == one[len(two) - 1] + 1


def _stands_above_title(lines: Lines, at: int) -> bool:
    if at + _LEAST >= len(lines):
        return False
    if not reads_as_title(lines[at + 1].words):
        return False
    return _begins(lines[at + 2].words)


def _may_head(lines: Lines, at: int, form: re.Pattern[str]) -> bool:
    """Whether a line could be a title with a number before it: nothing runs on into it or out of it."""
    found = form.fullmatch(lines[at].words)
    if found is None or not reads_as_title(found["title"]):
        return False
    if at + 1 == len(lines):
        return False
    line = lines[at]
    below = lines[at + 1]
    return _is_parted(lines, at) and (
        below.number > line.number + 1 or _begins(below.words)
    )


def _is_parted(lines: Lines, at: int) -> bool:
    """Whether a line begins anew: at the top, below a blank line or a title, or behind a stop."""
    if (
        at <= 1
        or lines[at].number > lines[at - 1].number + 1
        or lines[at].page != lines[at - 1].page
    ):
        return True
    above = lines[at - 1].words
    if above[-1] in _STOPS:
        return True
    return _BARE.fullmatch(above) is not None


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
    if len(run) >= _LEAST and _head_text(lines, run):
        yield from run


def _head_text(lines: Lines, run: Sequence[int]) -> bool:
    """Whether text stands below most of the titles."""
    return 2 * sum(_heads_text(lines, at) for at in run) > len(run)


def _heads_text(lines: Lines, at: int) -> bool:
    """Whether text stands below a title, at once or below a title of its own: a line that is long or ends in a stop."""
    below = lines[at + 1 : at + 4]
    if (
        not below
        or _BARE.fullmatch(below[0].words)
        or _LETTERED.fullmatch(below[0].words)
    ):
        return False
    return any(len(line.words) >= _LONG or line.words[-1] in ".:" for line in below)
