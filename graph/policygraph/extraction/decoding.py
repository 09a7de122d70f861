"""From the encoder's scores to spans: the best legal sequence of tags, the best object of a verb.

A head tags each word as outside, beginning or inside; a sequence is legal where an inside follows a beginning or an
inside. Source: Viterbi (1967) over the transitions of the IOB2 scheme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

OUTSIDE, BEGINNING, INSIDE = range(3)
LONGEST_OBJECT = 60
"""The most words in a measure's object."""

REACH = 40
"""Objects that begin farther than this from their verb, in words, count as this far."""

NEVER = np.float32(-1e4)
"""A score that no other makes up for."""


class Tagged(NamedTuple):
    """A span of words (first, last) with its confidence, 0–1: the geometric mean of its tags' probabilities."""

    first: int
    last: int
    confidence: float


def log_softmax(scores: Floats) -> Floats:
    """The logarithms of probabilities that sum to 1 over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def spans_of(
    logs: Floats, breaks: frozenset[int] = frozenset(), joined: frozenset[int] = frozenset(), *, onward: float = 0.0
) -> list[Tagged]:
    """The spans of the best legal sequence of tags.

    Args:
        logs: Log-probabilities of the tags, (words, 3).
        breaks: Indices of words that no span continues into (the first word of a sentence).
        joined: Indices of words before which no span begins or ends (the inner parts of a word of the text).
        onward: Added to the score of inside. Tags are judged one by one, which leaves long names in pieces; this
            puts them together again.

    Example:
        >>> scores = np.log(np.array([[0.1, 0.8, 0.1], [0.2, 0.2, 0.6], [0.9, 0.05, 0.05]], np.float32))
        >>> [(span.first, span.last) for span in spans_of(scores)]
        [(0, 1)]
    """
    tags = _best_tags(logs, breaks, joined, onward)
    spans = []
    words = len(tags)
    index = 0
    while index < words:
        if tags[index] != BEGINNING:
            index += 1
            continue
        last = index
        while last + 1 < words and tags[last + 1] == INSIDE:
            last += 1
        spans.append(Tagged(index, last, _confidence(logs, tags, index, last, breaks)))
        index = last + 1
    return spans


def _confidence(logs: Floats, tags: list[int], first: int, last: int, breaks: frozenset[int]) -> float:
    """The geometric mean of the probabilities of a span's tags, and of its ending where it does."""
    parts = logs[np.arange(first, last + 1), tags[first : last + 1]].tolist()
    if last + 1 < len(tags) and last + 1 not in breaks:
        parts.append(float(np.log(max(1 - np.exp(logs[last + 1, INSIDE]), 1e-9))))
    return float(np.exp(np.mean(parts)))


def _best_tags(logs: Floats, breaks: frozenset[int], joined: frozenset[int], onward: float) -> list[int]:
    rows = logs.tolist()
    never = float("-inf")
    best = [rows[0][0], rows[0][1], never]
    back: list[tuple[int, int]] = []
    for index in range(1, len(rows)):
        outside, beginning, inside = rows[index]
        open_tag = BEGINNING if best[BEGINNING] >= best[INSIDE] else INSIDE
        any_tag = OUTSIDE if index in joined or best[OUTSIDE] >= best[open_tag] else open_tag
        carried = never if index in breaks else best[open_tag] + inside + onward
        opened = never if index in joined else best[any_tag] + beginning
        best = [best[any_tag] + outside, opened, carried]
        back.append((any_tag, open_tag))
    tag = max(range(3), key=best.__getitem__)
    tags = [tag]
    for any_tag, open_tag in reversed(back):
        tag = open_tag if tag == INSIDE else any_tag
        tags.append(tag)
    return tags[::-1]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far objects lie from their verbs, as scores.

    `ahead` has one for each distance from the verb's last word to the object's first, from -`REACH` to `REACH` words;
    `longer` one for each number of words, up to `LONGEST_OBJECT`, that an object has behind its first.
    """

    ahead: Floats
    longer: Floats


def object_of(
    starts: Floats, stops: Floats, verb: Tagged, sentence: tuple[int, int], distances: Distances
) -> tuple[int, int, float]:
    """The words (first, last) that a verb's object most likely spans, and the confidence, 0–1.

    Args:
        starts: For each word of the window, how likely the object begins there, as a score; (words,).
        stops: Likewise for its last word.
        verb: The verb's span; the object lies wholly before or behind it.
        sentence: The first and the last word of the verb's sentence.
        distances: The scores of distances, which are added.
    """
    low, high = sentence
    words = np.arange(low, high + 1)
    ahead = np.clip(words - verb.last, -REACH, REACH) + REACH
    begin = log_softmax(starts[low : high + 1] + distances.ahead[ahead])
    length = words[None, :] - words[:, None]
    longer = distances.longer[np.clip(length, 0, LONGEST_OBJECT - 1)]
    end = log_softmax(np.where(length >= 0, stops[None, low : high + 1] + longer, NEVER))
    apart = (words[None, :] < verb.first) | (words[:, None] > verb.last)
    legal = (length >= 0) & (length < LONGEST_OBJECT) & apart
    scores = np.where(legal, begin[:, None] + end, -np.inf)
    first, last = divmod(int(scores.argmax()), len(words))
    return low + first, low + last, float(np.exp(scores[first, last] / 2))
