"""From a verb to its object: the stretch of its sentence that the network's scores and a few plain clues speak for.

What the network says of each word is added to what is known of the place: how far it is from the verb, how many other
verbs and commas lie between, whether a name would be cut. No object holds another measure's verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        verbs: Sequence[tuple[int, int]],
        names: Sequence[tuple[int, int]],
    ) -> None:
        count = len(words)
        self._words = np.arange(count)
        self._sentences = np.array(sentences)
        self._verbs, self._commas = (
            np.zeros(count + 1, np.int64),
            np.zeros(count + 1, np.int64),
        )
        for first, _ in verbs:
            self._verbs[first + 1] += 1
        self._commas[1:] = [word in _COMMAS for word in words]
        self._verbs, self._commas = self._verbs.cumsum(), self._commas.cumsum()
        self._cut = np.zeros(count + 1, np.int64)
        for first, last in names:
            self._cut[first + 1 : last + 1] = 1

    def opening(self, verb: tuple[int, int]) -> Integers:
        """For each word as the first of a verb's object, its clues, numbered on through `OPENING`; (words, 4)."""
        first, last = verb
        after = self._words > last
        columns = (
            np.clip(self._words - last, -REACH, REACH) + REACH,
            self._between(self._verbs, first, last) + after * (_MOST + 1),
            self._between(self._commas, first, last) + after * (_MOST + 1),
            self._cut[:-1],
        )
        return _numbered(columns, OPENING)

    def closing(self, firsts: Integers) -> Integers:
        """For each word as the last of an object that begins at a word, its clues, numbered likewise.

        Args:
            firsts: Where objects begin; the result is (firsts, words, 3).
        """
        length = self._words - firsts[:, None]
        columns = (
            np.clip(length, 0, LONGEST - 1),
            np.clip(self._commas[1:] - self._commas[firsts][:, None], 0, _MOST + 2),
            np.broadcast_to(self._cut[1:], length.shape),
        )
        return _numbered(columns, CLOSING)

    def may_open(self, verb: tuple[int, int]) -> Booleans:
        """Whether an object of a verb may begin at a word: in its sentence, with no verb."""
        first, last = verb
        apart = (self._words < first) | (self._words > last)
        no_verb = self._verbs[1:] == self._verbs[:-1]
        may: Booleans = apart & no_verb & (self._sentences == self._sentences[first])
        return may

    def may_close(self, verb: tuple[int, int], firsts: Integers) -> Booleans:
        """Whether an object of a verb that begins at a word may end at a word: no verb lies within; (firsts, words)."""
        length = self._words - firsts[:, None]
        no_verb = self._verbs[1:] == self._verbs[firsts][:, None]
        here = self._sentences == self._sentences[verb[0]]
        may: Booleans = (length >= 0) & (length < LONGEST) & no_verb & here
        return may

    def _between(self, sums: Integers, first: int, last: int) -> Integers:
        """How many lie between a verb and each word."""
        ahead = sums[:-1] - sums[last + 1]
        behind = sums[first] - sums[1:]
        counts: Integers = np.clip(
            np.where(self._words > last, ahead, behind), 0, _MOST
        )
        return counts


def _numbered(columns: Sequence[Integers], sizes: Sequence[int]) -> Integers:
    """Columns of clues as indices into one table that holds the values of all."""
    offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    return np.stack(columns, axis=-1) + offsets


@dataclass(frozen=True, slots=True)
class Pointing:
    """The scores of the clues: one for each value of each clue in `OPENING`, one for each in `CLOSING`."""

    opening: Floats
    closing: Floats

    def object_of(
        self, asks: Floats, answers: Floats, verb: tuple[int, int], clues: Clues
    ) -> tuple[int, int, float] | None:
        """The words (first, last) that a verb's object most likely spans, and the confidence, 0–1; None if none can.

        Args:
            asks: What the verb asks for, (2, width): as the first word of its object, and as the last.
            answers: What each word answers, (words, 2, width).
            verb: The verb's first and last word.
            clues: Of the verb's window.
        """
        scale = np.float32(asks.shape[-1] ** -0.5)
        opening = self.opening[clues.opening(verb)].sum(axis=1)
        begin = answers[:, 0] @ asks[0] * scale + opening
        begin = log_softmax(np.where(clues.may_open(verb), begin, NEVER))
        firsts = np.argsort(-begin, kind="stable")[:BEAM]
        may_close = clues.may_close(verb, firsts)
        can = (begin[firsts] > NEVER / 2) & may_close.any(axis=1)
        if not can.any():
            return None
        firsts, may_close = firsts[can], may_close[can]
        closing = self.closing[clues.closing(firsts)].sum(axis=2)
        ends = answers[:, 1] @ asks[1] * scale + closing
        end = log_softmax(np.where(may_close, ends, NEVER))
        lasts = end.argmax(axis=1)
        sure_of_end = end[np.arange(len(firsts)), lasts]
        sure = (begin[firsts] + sure_of_end) / 2
        best = int(sure.argmax())
        confidence = float(np.exp(sure[best]))
        return int(firsts[best]), int(lasts[best]), confidence


def log_softmax(scores: Floats) -> Floats:
    """The logarithms of probabilities that sum to 1 over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
