"""Candidate linkages: which mentions of a window may be linked at all, and what the reader is told about each pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from policygraph.ontology import Signatures

    Integers = NDArray[np.int64]

DISTANCES = (0, 1, 2, 4, 7, 12, 20)
"""The upper bounds of the buckets of distance, in words; farther pairs fall into one more bucket."""

INSIDE = 8
"""The bucket of an object inside its subject."""

AROUND = 9
"""The bucket of a subject inside its object."""

FARTHEST = 3
"""Pairs more sentences apart than this are no candidates."""

_MOST = 3
"""So many mentions or commas, and more, count alike."""

_COUNTS = _MOST + 1
SIZES = (
    20,
    FARTHEST + 1,
    4 * len(LINKED_CLASSES) ** 2,
    _COUNTS**2,
    4,
    2 * _COUNTS,
    _COUNTS**2,
)
"""How many values the clues of a pair have: distance and order, sentences apart, classes and how one lies in the other,
mentions of the classes between, whether each is the other's nearest, commas and semicolons between, mentions of the
classes in the sentences."""

_BREAKS = frozenset(";:；：")
_COMMAS = frozenset(",，、")


class End(NamedTuple):
    """One end of a candidate: its class, its first and last word in the window, its sentence, whether it is implied."""

    type: str
    first: int
    last: int
    sentence: int
    implied: bool


class Candidates(NamedTuple):
    """Pairs (subject, object) of ends, their clues, numbered on through `SIZES`, and the words between, from and to.

    Where one end lies in the other, the words between are those from the one's first to the other's last.
    """

    pairs: Integers
    clues: Integers
    between: Integers


def candidates_of(
    ends: Sequence[End], words: Sequence[str], signatures: Signatures
) -> Candidates:
    """The pairs of ends between which some linkage can stand, in order of subject and object.

    An implied end is linked only with the name that it stands in.

    Example:
        >>> ends = [End("Project", 0, 4, 0, False), End("Place", 2, 2, 0, True)]
        >>> words = ["Chengdu", "-", "Kunming", "rail", "link"]
        >>> candidates_of(ends, words, {("Project", "Place"): frozenset({"connects"})}).pairs.tolist()
        [[0, 1]]
    """
    surroundings = _Surroundings(ends, words)
    pairs = []
    clues = []
    between = []
    for i, j in permutations(range(len(ends)), 2):
        subject = ends[i]
        object_ = ends[j]
        if (subject.type, object_.type) in signatures and _may_link(subject, object_):
            pairs.append((i, j))
            clues.append(surroundings.clues(i, j))
            between.append(_between(subject, object_))
    *offsets, _ = accumulate(SIZES, initial=0)
    return Candidates(
        _rows(pairs, 2),
        _rows(clues, len(SIZES)) + np.array(offsets, np.int64),
        _rows(between, 2),
    )


def _rows(values: Sequence[tuple[int, ...]], width: int) -> Integers:
    """Tuples as the rows of an array; one of no rows where there are none."""
    return np.array(values, np.int64).reshape(-1, width)


def _may_link(subject: End, object_: End) -> bool:
    if subject.implied:
        return False
    if object_.implied:
        return _is_within(object_, subject)
    return abs(subject.sentence - object_.sentence) <= FARTHEST


def _between(subject: End, object_: End) -> tuple[int, int]:
    """The words between two ends, the last excluded."""
    after, before = _gap(subject, object_)
    if before >= after:
        return after, before
    first = min(subject.first, object_.first)
    last = max(subject.last, object_.last)
    return first, last + 1


def _gap(one: End, other: End) -> tuple[int, int]:
    """The word behind the end that closes first and the word that opens the later one: before it where they overlap."""
    after = min(one.last, other.last) + 1
    before = max(one.first, other.first)
    return after, before


def _firsts_by_class(ends: Sequence[End]) -> dict[str, list[int]]:
    """The first words of the ends of each class, in their order."""
    firsts: dict[str, list[int]] = {kind: [] for kind in LINKED_CLASSES}
    for end in ends:
        if end.type in firsts:
            firsts[end.type].append(end.first)
    for places in firsts.values():
        places.sort()
    return firsts


class _Surroundings:
    """What else stands in a window, counted."""

    def __init__(self, ends: Sequence[End], words: Sequence[str]) -> None:
        self._ends = ends
        self._real = [end for end in ends if not end.implied]
        self._firsts = _firsts_by_class(self._real)
        self._in_sentence = Counter((end.type, end.sentence) for end in self._real)
        self._commas = [0, *accumulate(word in _COMMAS for word in words)]
        self._breaks = [0, *accumulate(word in _BREAKS for word in words)]
        self._nearest: dict[tuple[int, str], int] = {}
        for index, end in enumerate(ends):
            for kind in LINKED_CLASSES:
                self._nearest[index, kind] = self._distance_to_nearest(end, kind)

    def clues(self, i: int, j: int) -> tuple[int, ...]:
        """The clues of a pair of ends, by index, each from 0."""
        subject = self._ends[i]
        object_ = self._ends[j]
        sentences_apart = abs(subject.sentence - object_.sentence)
        lower, upper = _gap(subject, object_)
        like_subject = self._count(subject.type, lower, upper)
        like_object = self._count(object_.type, lower, upper)
        apart = _words_apart(subject, object_)
        nearest_to_subject = apart <= self._nearest[i, object_.type]
        nearest_to_object = apart <= self._nearest[j, subject.type]
        return (
            _bucket(subject, object_) * 2 + _is_before(subject, object_),
            min(sentences_apart, FARTHEST),
            _classes(subject, object_),
            like_subject * _COUNTS + like_object,
            2 * nearest_to_subject + nearest_to_object,
            self._marks(lower, upper),
            self._crowd(subject) * _COUNTS + self._crowd(object_),
        )

    def _count(self, kind: str, lower: int, upper: int) -> int:
        """How many mentions of a class begin between two words."""
        firsts = self._firsts[kind]
        count = bisect_left(firsts, upper) - bisect_left(firsts, lower)
        return _few(count)

    def _marks(self, lower: int, upper: int) -> int:
        if upper <= lower:
            return 0
        broken = self._breaks[upper] > self._breaks[lower]
        commas = self._commas[upper] - self._commas[lower]
        return broken * _COUNTS + _few(commas)

    def _crowd(self, end: End) -> int:
        """How many other mentions of an end's class its sentence has."""
        count = self._in_sentence[end.type, end.sentence]
        return _few(count - 1)

    def _distance_to_nearest(self, end: End, kind: str) -> int:
        others = (one for one in self._real if one.type == kind and one != end)
        return min((_words_apart(end, other) for other in others), default=0)


def _few(count: int) -> int:
    """A number of mentions or commas as it counts: none for less than none, and many alike."""
    return max(0, min(count, _MOST))


def _is_before(subject: End, object_: End) -> bool:
    """Whether a subject begins before its object, or with it and is no shorter."""
    if subject.first == object_.first:
        return subject.last >= object_.last
    return subject.first < object_.first


def _classes(subject: End, object_: End) -> int:
    """The classes of a pair, whether its object is implied, and whether both begin with one word, as one number."""
    row = LINKED_CLASSES.index(subject.type)
    column = LINKED_CLASSES.index(object_.type)
    classes = row * len(LINKED_CLASSES) + column
    together = subject.first == object_.first
    return classes * 4 + 2 * object_.implied + together


def _words_apart(one: End, other: End) -> int:
    """How many words lie between two ends; 0 where they overlap."""
    first = max(one.first, other.first)
    last = min(one.last, other.last)
    return max(first - last, 0)


def _bucket(subject: End, object_: End) -> int:
    if _is_within(object_, subject):
        return INSIDE
    if _is_within(subject, object_):
        return AROUND
    between = _words_apart(subject, object_) - 1
    return bisect_left(DISTANCES, max(between, 0))


def _is_within(inner: End, outer: End) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
