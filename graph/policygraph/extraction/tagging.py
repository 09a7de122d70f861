"""From the encoder's scores to spans: the best legal sequence of tags, and how sure each of its spans is.

A head tags each word as outside, beginning or inside. The tags of a window are a chain: how well a tag follows another
is learned, an inside follows a beginning or an inside alone, and no span crosses the end of a sentence or cuts a word
of the text. Sources: Viterbi (1967) for the best sequence; forward and backward sums as in Rabiner (1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.windows import Window

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]

OUTSIDE = 0
BEGINNING = 1
INSIDE = 2


class Tagged(NamedTuple):
    """A span of words (first, last); its confidence, 0–1, is the share of all legal sequences that hold it as it is."""

    first: int
    last: int
    confidence: float


SpansByHead = list[list[Tagged]]
"""The spans of a window, those of each head."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How well tags follow each other.

    `after` are scores (heads, tag before, tag); `whole` says of each head whether its spans hold whole words of the
    text: not those of the head that finds names inside words ("Chengdu" in "Chengdu-Kunming").
    """

    after: Floats
    whole: tuple[bool, ...]

    def spans(
        self, windows: Sequence[Window], tags: Sequence[Floats]
    ) -> list[SpansByHead]:
        """The spans of each window, by head.

        Args:
            windows: The windows that were read.
            tags: For each, the scores of the tags (words, heads, 3).

        Example:
            >>> from policygraph.extraction.windows import Window
            >>> from policygraph.extraction.words import Word
            >>> words = Word(0, 4, 3), Word(5, 9, 3)
            >>> window = Window(0, words, ("Hong", "Kong"), ((1,), (1,)), (0, 0), frozenset())
            >>> scores = np.array([[[0.0, 5.0, 0.0]], [[0.0, 0.0, 5.0]]], np.float32)
            >>> chain = Chain(np.zeros((1, 3, 3), np.float32), (True,))
            >>> [[(span.first, span.last) for span in spans] for spans in chain.spans([window], [scores])[0]]
            [[(0, 1)]]
        """
        if not windows:
            return []
        opening, steps = self._weights(windows, tags)
        paths = _best_paths(opening, steps)
        rows = [self._no_spans() for _ in windows]
        for window, head, span in _Sums.of(opening, steps).spans(paths):
            rows[window][head].append(span)
        return rows

    def _no_spans(self) -> SpansByHead:
        return [[] for _ in self.whole]

    def _weights(
        self, windows: Sequence[Window], tags: Sequence[Floats]
    ) -> tuple[Doubles, Doubles]:
        """The weights of the first tags (windows, heads, 3), and of each step, (words - 1, windows, heads, 3, 3).

        Behind the end of a window all tags lead to outside, with weight 1.
        """
        longest = max(map(len, tags))
        factors = np.zeros((longest, len(windows), len(self.whole), 3))
        steps = np.zeros((longest, len(windows), len(self.whole), 3, 3))
        going = self._going()
        held = self._held(going)
        steps[..., OUTSIDE] = 1.0
        for row, window in enumerate(windows):
            scores = tags[row]
            words = len(scores)
            lower = scores - scores.max(axis=-1, keepdims=True)
            own = np.exp(lower, dtype=np.float64)
            own[list(window.breaks), :, INSIDE] = 0.0
            factors[:words, row] = own
            steps[:words, row] = going
            steps[list(window.joined), row] = held
            steps[:words, row] *= own[:, :, None, :]
        factors[0, :, :, INSIDE] = 0.0
        return factors[0], steps[1:]

    def _going(self) -> Doubles:
        """The weights of a tag behind another, (heads, tag before, tag)."""
        going: Doubles = np.exp(self.after.astype(np.float64))
        going[:, OUTSIDE, INSIDE] = 0.0
        return going

    def _held(self, going: Doubles) -> Doubles:
        """The weights within a word of the text: no span of whole words begins there, and none ends before."""
        held = going.copy()
        held[self.whole, :, BEGINNING] = 0.0
        held[self.whole, BEGINNING:, OUTSIDE] = 0.0
        return held


def _best_paths(opening: Doubles, steps: Doubles) -> Integers:
    """The tags of the best sequences, (words, windows, heads)."""
    best = opening
    back = np.empty((*steps.shape[:3], 3), np.int64)
    for index, step in enumerate(steps):
        ways = best[..., :, None] * step
        back[index] = ways.argmax(axis=-2)
        best = ways.max(axis=-2)
        best /= best.max(axis=-1, keepdims=True)
    path = np.empty((len(steps) + 1, *opening.shape[:2]), np.int64)
    path[-1] = best.argmax(axis=-1)
    for index in range(len(steps) - 1, -1, -1):
        path[index] = _picked(back[index], path[index + 1])
    return path


_Values = TypeVar("_Values", Doubles, Integers)


def _picked(values: _Values, tags: Integers) -> _Values:
    """Of values for each tag those of the tags that are told."""
    picked = np.take_along_axis(values, tags[..., None], -1)
    return picked[..., 0]


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums over all legal sequences up to each word and behind it, scaled so that their products are shares.

    `steps` are the weights of the steps, each divided by the scale of the word that it leads to.
    """

    before: Doubles
    behind: Doubles
    steps: Doubles

    @classmethod
    def of(cls, opening: Doubles, steps: Doubles) -> _Sums:
        before = np.empty((len(steps) + 1, *opening.shape))
        before[0] = opening / opening.sum(axis=-1, keepdims=True)
        steps = steps.copy()
        for index in range(len(steps)):
            row = before[index][..., None, :]
            following = np.matmul(row, steps[index])[..., 0, :]
            scale = following.sum(axis=-1, keepdims=True)
            before[index + 1] = following / scale
            steps[index] /= scale[..., None]
        behind = np.empty_like(before)
        behind[-1] = 1.0
        for index in range(len(steps) - 1, -1, -1):
            column = behind[index + 1][..., None]
            behind[index] = np.matmul(steps[index], column)[..., 0]
        return cls(before, behind, steps)

    def spans(self, paths: Integers) -> Iterator[tuple[int, int, Tagged]]:
        """The spans of the paths, each with the index of its window and of its head."""
        # By window and head, then along the words: begins and ends come in the same order.
        tags = paths.transpose(1, 2, 0)
        none = np.zeros_like(tags[..., :1])
        following = np.concatenate((tags[..., 1:], none), axis=-1)
        window, head, first = np.nonzero(tags == BEGINNING)
        ends = (tags != OUTSIDE) & (following != INSIDE)
        *_, last = np.nonzero(ends)
        onward = self._onward(paths)
        inside = onward[last, window, head] - onward[first, window, head]
        share = self.before[first, window, head, BEGINNING]
        share = share * np.exp(inside)
        share = share * self._ending(paths)[last, window, head]
        columns = (window, head, first, last, share)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for row, kind, begin, end, confidence in rows:
            yield row, kind, Tagged(begin, end, confidence)

    def _onward(self, paths: Integers) -> Doubles:
        """For each word, the logarithm of the weights of all steps inside spans up to it."""
        onward = np.zeros(paths.shape)
        weights = _picked(self.steps[..., INSIDE], paths[:-1])
        with np.errstate(divide="ignore"):
            steps = np.log(weights)
        onward[1:] = np.where(paths[1:] == INSIDE, steps, 0.0).cumsum(axis=0)
        return onward

    def _ending(self, paths: Integers) -> Doubles:
        """For each word, the sum over what can follow it if no span goes on there."""
        ending = np.ones(paths.shape)
        ways = self.steps[..., :INSIDE] * self.behind[1:, ..., None, :INSIDE]
        ending[:-1] = _picked(ways.sum(axis=-1), paths[:-1])
        return ending
