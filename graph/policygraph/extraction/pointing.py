"""From a verb to its object: the stretch of its sentence that the network's scores and a few plain clues speak for.

What the network says of each word is added to what is known of the place: how far it is from the verb, how many other
verbs and commas lie between, whether a name would be cut. No object holds another measure's verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.windows import Edges

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

REACH = 40
"""Objects that begin farther than this from their verb, in words, count as this far."""

LONGEST = 60
"""The most words in an object."""

_MOST = 3
"""So many verbs or commas between a verb and its object, and more, count alike."""

_SIDED = 2 * (_MOST + 1)
OPENING = (2 * REACH + 1, _SIDED, _SIDED, 2)
"""How many values the clues of an object's first word have: distance, verbs and commas between, a cut name."""

CLOSING = (LONGEST, _MOST + 3, 2)
"""How many values the clues of its last word have: length, commas inside, a cut name."""

NEVER = np.float32(-1e4)
"""A score that no other makes up for."""

BEAM = 8
"""So many likeliest first words are tried."""

_COMMAS = frozenset(",;:，；、")


class Pointed(NamedTuple):
    """The words of an object (first, last), and the confidence, 0–1, that it is the verb's."""

    first: int
    last: int
    confidence: float


class Clues:
    """What is plain to see of the words of a window, for its verbs' objects.

    Args:
        words: The window's words.
        sentences: The index of each word's sentence.
        verbs: The first and the last word of each verb.
        names: The first and the last word of each name.
    """

    def __init__(
        self,
        words: Sequence[str],
        sentences: Sequence[int],
        verbs: Sequence[Edges],
        names: Sequence[Edges],
    ) -> None:
        count = len(words)
        self._words = np.arange(count)
        self._sentences = np.array(sentences)
        begun = np.zeros(count + 1, np.int64)
        for first, _ in verbs:
            begun[first + 1] += 1
        self._verbs = begun.cumsum()
        commas = np.zeros(count + 1, np.int64)
        commas[1:] = [word in _COMMAS for word in words]
        self._commas = commas.cumsum()
        self._cut = np.zeros(count + 1, np.int64)
        for first, last in names:
            self._cut[first + 1 : last + 1] = 1

    def opening(self, verb: Edges) -> Integers:
        """For each word as the first of a verb's object, its clues, numbered on through `OPENING`; (words, 4)."""
        first, last = verb
        distance = np.clip(self._words - last, -REACH, REACH)
        # What lies behind the verb is counted apart from what lies before it.
        side = (self._words > last) * (_MOST + 1)
        columns = (
            distance + REACH,
            self._between(self._verbs, first, last) + side,
            self._between(self._commas, first, last) + side,
            self._cut[:-1],
        )
        return _numbered(columns, OPENING)

    def closing(self, firsts: Integers) -> Integers:
        """For each word as the last of an object that begins at a word, its clues, numbered likewise.

        Args:
            firsts: Where objects begin; the result is (firsts, words, 3).
        """
        length = self._words - firsts[:, None]
        before = self._commas[firsts][:, None]
        commas = self._commas[1:] - before
        columns = (
            np.clip(length, 0, LONGEST - 1),
            np.clip(commas, 0, _MOST + 2),
            np.broadcast_to(self._cut[1:], length.shape),
        )
        return _numbered(columns, CLOSING)

    def may_open(self, verb: Edges) -> Booleans:
        """Whether an object of a verb may begin at a word: in its sentence, with no verb."""
        first, last = verb
        apart = (self._words < first) | (self._words > last)
        no_verb = self._verbs[1:] == self._verbs[:-1]
        may: Booleans = apart & no_verb & self._beside(first)
        return may

    def may_close(self, verb: Edges, firsts: Integers) -> Booleans:
        """Whether an object of a verb that begins at a word may end at a word: no verb lies within; (firsts, words)."""
        first, _ = verb
        length = self._words - firsts[:, None]
        fits = (length >= 0) & (length < LONGEST)
        before = self._verbs[firsts][:, None]
        no_verb = self._verbs[1:] == before
        may: Booleans = fits & no_verb & self._beside(first)
        return may

    def _beside(self, word: int) -> Booleans:
        """Whether each word is in the sentence of one of them."""
        beside: Booleans = self._sentences == self._sentences[word]
        return beside

    def _between(self, sums: Integers, first: int, last: int) -> Integers:
        """How many lie between a verb and each word."""
        ahead = sums[:-1] - sums[last + 1]
        behind = sums[first] - sums[1:]
        counts = np.where(self._words > last, ahead, behind)
        most: Integers = np.clip(counts, 0, _MOST)
        return most


def _numbered(columns: Sequence[Integers], sizes: Sequence[int]) -> Integers:
    """Columns of clues as indices into one table that holds the values of all."""
    *before, _ = accumulate(sizes, initial=0)
    return np.stack(columns, axis=-1) + np.array(before, np.int64)


@dataclass(frozen=True, slots=True)
class Pointing:
    """The scores of the clues: one for each value of each clue in `OPENING`, one for each in `CLOSING`."""

    opening: Floats
    closing: Floats

    def object_of(
        self, asks: Floats, answers: Floats, verb: Edges, clues: Clues
    ) -> Pointed | None:
        """The words (first, last) that a verb's object most likely spans, and the confidence, 0–1; None if none can.

        Args:
            asks: What the verb asks for, (2, width): as the first word of its object, and as the last.
            answers: What each word answers, (words, 2, width).
            verb: The verb's first and last word.
            clues: Of the verb's window.
        """
        opening = self.opening[clues.opening(verb)].sum(axis=1)
        begins = _match(asks[0], answers[:, 0]) + opening
        begin = log_softmax(np.where(clues.may_open(verb), begins, NEVER))
        likeliest = np.argsort(-begin, kind="stable")
        firsts = likeliest[:BEAM]
        may_close = clues.may_close(verb, firsts)
        may_open = begin[firsts] > NEVER / 2
        can = may_open & may_close.any(axis=1)
        if not can.any():
            return None
        firsts = firsts[can]
        closing = self.closing[clues.closing(firsts)].sum(axis=2)
        ends = _match(asks[1], answers[:, 1]) + closing
        end = log_softmax(np.where(may_close[can], ends, NEVER))
        lasts = end.argmax(axis=1)
        sure = (begin[firsts] + end.max(axis=1)) / 2
        best = int(sure.argmax())
        first = int(firsts[best])
        last = int(lasts[best])
        confidence = np.exp(sure[best])
        return Pointed(first, last, float(confidence))


def _match(asked: Floats, answers: Floats) -> Floats:
    """How well each word answers what a verb asks for."""
    scale = np.float32(asked.shape[-1] ** -0.5)
    matches: Floats = answers @ asked * scale
    return matches


def log_softmax(scores: Floats) -> Floats:
    """The logarithms of probabilities that sum to 1 over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
