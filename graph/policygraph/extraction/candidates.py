"""Candidate linkages: which mentions of a window may be linked at all, and what the reader is told about each pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from policygraph.ontology import Signatures

DISTANCES = (0, 1, 2, 4, 7, 12, 20)
"""The upper bounds of the buckets of distance, in words; farther pairs fall into one more bucket."""

INSIDE, AROUND = 8, 9
"""The buckets of an object inside its subject and of a subject inside its object."""

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

    pairs: NDArray[np.int64]
    clues: NDArray[np.int64]
    between: NDArray[np.int64]


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
    pairs, clues, between = [], [], []
    for i, subject in enumerate(ends):
        for j, object_ in enumerate(ends):
            if (
                i != j
                and (subject.type, object_.type) in signatures
                and _may_link(subject, object_)
            ):
                pairs.append((i, j))
                clues.append(surroundings.clues(i, j))
                between.append(_between(subject, object_))
    offsets = np.array([0, *accumulate(SIZES[:-1])], np.int64)
    numbered = np.array(clues, np.int64).reshape(-1, len(SIZES)) + offsets
    return Candidates(
        np.array(pairs, np.int64).reshape(-1, 2),
        numbered,
        np.array(between, np.int64).reshape(-1, 2),
    )


def _may_link(subject: End, object_: End) -> bool:
    if subject.implied:
        return False
    if object_.implied:
        return subject.first <= object_.first and object_.last <= subject.last
    return abs(subject.sentence - object_.sentence) <= FARTHEST


def _between(subject: End, object_: End) -> tuple[int, int]:
    """The words between two ends, the last excluded."""
    after, before = (
        min(subject.last, object_.last) + 1,
        max(subject.first, object_.first),
    )
    if before >= after:
        return after, before
    return min(subject.first, object_.first), max(subject.last, object_.last) + 1


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
        self._nearest = {
            (index, kind): self._distance_to_nearest(ends[index], kind)
            for index, kind in product(range(len(ends)), LINKED_CLASSES)
        }

    def clues(self, i: int, j: int) -> tuple[int, ...]:
        """The clues of a pair of ends, by index, each from 0."""
        subject, object_ = self._ends[i], self._ends[j]
        before = subject.first < object_.first or (
            subject.first == object_.first and subject.last >= object_.last
        )
        classes = LINKED_CLASSES.index(subject.type) * len(
            LINKED_CLASSES
        ) + LINKED_CLASSES.index(object_.type)
        lower, upper = (
            min(subject.last, object_.last) + 1,
            max(subject.first, object_.first),
        )
        apart = _words_apart(subject, object_)
        nearest = 2 * (apart <= self._nearest[i, object_.type])
        nearest += apart <= self._nearest[j, subject.type]
        return (
            _bucket(subject, object_) * 2 + before,
            min(abs(subject.sentence - object_.sentence), FARTHEST),
            classes * 4 + 2 * object_.implied + (subject.first == object_.first),
            self._count(subject.type, lower, upper) * _COUNTS
            + self._count(object_.type, lower, upper),
            nearest,
            self._marks(lower, upper),
            self._crowd(subject) * _COUNTS + self._crowd(object_),
        )

    def _count(self, kind: str, lower: int, upper: int) -> int:
        """How many mentions of a class begin between two words."""
        firsts = self._firsts[kind]
        return max(
            0, min(bisect_left(firsts, upper) - bisect_left(firsts, lower), _MOST)
        )

    def _marks(self, lower: int, upper: int) -> int:
        if upper <= lower:
            return 0
        broken = self._breaks[upper] > self._breaks[lower]
        return broken * _COUNTS + min(self._commas[upper] - self._commas[lower], _MOST)

    def _crowd(self, end: End) -> int:
        """How many other mentions of an end's class its sentence has."""
        return max(0, min(self._in_sentence[end.type, end.sentence] - 1, _MOST))

    def _distance_to_nearest(self, end: End, kind: str) -> int:
        return min(
            (
                _words_apart(end, other)
                for other in self._real
                if other.type == kind and other != end
            ),
            default=0,
        )


def _words_apart(one: End, other: End) -> int:
    """How many words lie between two ends; 0 where they overlap."""
    return max(max(one.first, other.first) - min(one.last, other.last), 0)


def _bucket(subject: End, object_: End) -> int:
    if subject.first <= object_.first and object_.last <= subject.last:
        return INSIDE
    if object_.first <= subject.first and subject.last <= object_.last:
        return AROUND
    return bisect_left(DISTANCES, max(_words_apart(subject, object_) - 1, 0))
