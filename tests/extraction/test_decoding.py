"""From scores to spans: legal sequences, and objects inside their sentence."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from policygraph.extraction.decoding import (
    INSIDE,
    LONGEST_OBJECT,
    OUTSIDE,
    REACH,
    Distances,
    Tagged,
    log_softmax,
    object_of,
    spans_of,
)

NOWHERE = Distances(np.zeros(2 * REACH + 1, np.float32), np.zeros(LONGEST_OBJECT, np.float32))

SCORES = arrays.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(-8, 8, width=32))


def test_an_inside_without_a_beginning_is_no_span_but_opens_one_where_that_is_likelier() -> None:
    """The best legal sequence is taken, not the best tag of each word."""
    logs = np.log(np.array([[0.45, 0.05, 0.5], [0.1, 0.1, 0.8], [0.9, 0.05, 0.05]], np.float32))
    assert spans_of(logs) == []
    logs = np.log(np.array([[0.3, 0.3, 0.4], [0.05, 0.05, 0.9], [0.9, 0.05, 0.05]], np.float32))
    assert [(span.first, span.last) for span in spans_of(logs)] == [(0, 1)]


def test_no_span_goes_on_into_the_next_sentence() -> None:
    """A break ends what is open, however likely the next word is inside."""
    logs = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.05, 0.05, 0.9]], np.float32))
    assert [(span.first, span.last) for span in spans_of(logs, frozenset({2}))] == [(0, 1)]


@given(SCORES)
def test_the_sequence_is_the_best_of_all_legal_ones(scores: np.ndarray) -> None:
    """Checked against all sequences where there are few words."""
    logs = log_softmax(scores[:6])
    best = max(_legal(len(logs)), key=lambda tags: sum(logs[i, tag] for i, tag in enumerate(tags)))
    total = sum(logs[i, tag] for i, tag in enumerate(best))
    found = _tags(spans_of(logs), len(logs))
    assert np.isclose(sum(logs[i, tag] for i, tag in enumerate(found)), total, atol=1e-4)


@given(SCORES)
def test_spans_are_disjoint_ordered_and_their_confidence_is_a_share(scores: np.ndarray) -> None:
    """Spans of one class never overlap."""
    spans = spans_of(log_softmax(scores))
    assert all(a.last < b.first for a, b in itertools.pairwise(spans))
    assert all(0 <= span.confidence <= 1.0001 for span in spans)


def test_an_object_lies_in_its_sentence_and_not_over_its_verb() -> None:
    """Words of other sentences and the verb's own are out of reach, whatever their scores."""
    starts = np.array([9, 9, 1, 0, 9], np.float32)
    stops = np.array([9, 9, 0, 1, 9], np.float32)
    assert object_of(starts, stops, Tagged(1, 1, 1.0), (1, 3), NOWHERE)[:2] == (2, 3)


def test_of_two_objects_of_one_score_the_nearer_is_taken_where_near_ones_are_likelier() -> None:
    """A verb's object mostly follows it."""
    even = np.zeros(6, np.float32)
    ahead = np.zeros(2 * REACH + 1, np.float32)
    ahead[REACH + 1] = 3
    near = Distances(ahead, np.array([2] + [0] * (LONGEST_OBJECT - 1), np.float32))
    assert object_of(even, even, Tagged(2, 2, 1.0), (0, 5), near)[:2] == (3, 3)


def _legal(words: int) -> list[list[int]]:
    sequences: list[list[int]] = [[]]
    for _ in range(words):
        sequences = [
            [*tags, tag] for tags in sequences for tag in range(3) if tag != INSIDE or (tags and tags[-1] != OUTSIDE)
        ]
    return sequences


def _tags(spans: list[Tagged], words: int) -> list[int]:
    tags = [0] * words
    for first, last, _ in spans:
        tags[first : last + 1] = [1] + [2] * (last - first)
    return tags
