"""Candidate linkages: which mentions of a window may be linked at all, and what the reader is told about each pair."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from policygraph.namespaces import CLASSES

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


class End(NamedTuple):
    """One end of a candidate: its class, its first and last word in the window, its sentence, whether it is implied."""

    type: str
    first: int
    last: int
    sentence: int
    implied: bool


class Candidates(NamedTuple):
    """Pairs (subject, object) of ends, and their features: distance, sentences apart, classes."""

    pairs: NDArray[np.int64]
    features: NDArray[np.int64]


def candidates_of(ends: Sequence[End], signatures: Signatures) -> Candidates:
    """The pairs of ends between which some linkage can stand, in order of subject and object.

    An implied end is linked only with the name that it stands in.

    Example:
        >>> ends = [End("Project", 0, 4, 0, False), End("Place", 2, 2, 0, True)]
        >>> candidates_of(ends, {("Project", "Place"): frozenset({"connects"})}).pairs.tolist()
        [[0, 1]]
    """
    pairs, features = [], []
    for i, subject in enumerate(ends):
        for j, object_ in enumerate(ends):
            if i != j and (subject.type, object_.type) in signatures and _may_link(subject, object_):
                pairs.append((i, j))
                features.append(_features(subject, object_))
    return Candidates(np.array(pairs, np.int64).reshape(-1, 2), np.array(features, np.int64).reshape(-1, 3))


def _may_link(subject: End, object_: End) -> bool:
    if subject.implied:
        return False
    if object_.implied:
        return subject.first <= object_.first and object_.last <= subject.last
    return abs(subject.sentence - object_.sentence) <= FARTHEST


def _features(subject: End, object_: End) -> tuple[int, int, int]:
    before = subject.first < object_.first or (subject.first == object_.first and subject.last >= object_.last)
    distance = _distance(subject, object_) * 2 + before
    apart = min(abs(subject.sentence - object_.sentence), 3)
    classes = CLASSES.index(subject.type) * len(CLASSES) + CLASSES.index(object_.type)
    return distance, apart, classes * 4 + 2 * object_.implied + (subject.first == object_.first)


def _distance(subject: End, object_: End) -> int:
    if subject.first <= object_.first and object_.last <= subject.last:
        return INSIDE
    if object_.first <= subject.first and subject.last <= object_.last:
        return AROUND
    between = max(subject.first, object_.first) - min(subject.last, object_.last) - 1
    return bisect_left(DISTANCES, max(between, 0))
