"""From the encoder's scores to spans: the best legal sequence of tags, and how sure each of its spans is.

A head tags each word as outside, beginning or inside. The tags of a window are a chain: how well a tag follows another
is learned, an inside follows a beginning or an inside alone, and no span crosses the end of a sentence or cuts a word
of the text. Sources: Viterbi (1967) for the best sequence; forward and backward sums as in Rabiner (1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.windows import Window

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]

OUTSIDE, BEGINNING, INSIDE = range(3)


class Tagged(NamedTuple):
    """A span of words (first, last); its confidence, 0–1, is the share of all legal sequences that hold it as it is."""

    first: int
    last: int
    confidence: float


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
    ) -> list[list[list[Tagged]]]:
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
        sums = _Sums.of(opening, steps)
        rows: list[list[list[Tagged]]] = [[[] for _ in self.whole] for _ in windows]
        for window, head, first, last, share in sums.spans(paths):
            rows[window][head].append(Tagged(first, last, share))
        return rows

    def _weights(
        self, windows: Sequence[Window], tags: Sequence[Floats]
    ) -> tuple[Doubles, Doubles]:
        """The weights of the first tags (windows, heads, 3), and of each step, (words - 1, windows, heads, 3, 3).

        Behind the end of a window all tags lead to outside, with weight 1.
        """
        longest = max(map(len, tags))
        factors = np.zeros((longest, len(windows), len(self.whole), 3))
        steps = np.zeros((longest, len(windows), len(self.whole), 3, 3))
        going = np.exp(self.after.astype(np.float64))
        going[:, OUTSIDE, INSIDE] = 0.0
        held = going.copy()
        held[self.whole, :, BEGINNING] = held[self.whole, BEGINNING:, OUTSIDE] = 0.0
        steps[..., OUTSIDE] = 1.0
        for row, (window, scores) in enumerate(zip(windows, tags, strict=True)):
            words = len(scores)
            factors[:words, row] = np.exp(
                scores - scores.max(axis=-1, keepdims=True), dtype=np.float64
            )
            factors[list(window.breaks), row, :, INSIDE] = 0.0
            steps[:words, row] = going
            steps[list(window.joined), row] = held
            steps[:words, row] *= factors[:words, row, :, None, :]
        factors[0, :, :, INSIDE] = 0.0
        return factors[0], steps[1:]


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
        path[index] = np.take_along_axis(back[index], path[index + 1][..., None], -1)[
            ..., 0
        ]
    return path


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
            following = np.matmul(before[index][..., None, :], steps[index])[..., 0, :]
            scale = following.sum(axis=-1, keepdims=True)
            before[index + 1] = following / scale
            steps[index] /= scale[..., None]
        behind = np.empty_like(before)
        behind[-1] = 1.0
        for index in range(len(steps) - 1, -1, -1):
            behind[index] = np.matmul(steps[index], behind[index + 1][..., None])[
                ..., 0
            ]
        return cls(before, behind, steps)

    def spans(self, paths: Integers) -> list[tuple[int, int, int, int, float]]:
        """The spans of the paths: window, head, first word, last word, and their share of all sequences."""
        # By window and head, then along the words: begins and ends come in the same order.
        tags = paths.transpose(1, 2, 0)
        following = np.concatenate(
            (tags[..., 1:], np.zeros_like(tags[..., :1])), axis=-1
        )
        window, head, first = np.nonzero(tags == BEGINNING)
        last = np.nonzero((tags != OUTSIDE) & (following != INSIDE))[2]
        onward = np.zeros((len(paths), *paths.shape[1:]))
        with np.errstate(divide="ignore"):
            steps = np.log(
                np.take_along_axis(self.steps[..., INSIDE], paths[:-1, ..., None], -1)[
                    ..., 0
                ]
            )
        onward[1:] = np.where(paths[1:] == INSIDE, steps, 0.0).cumsum(axis=0)
        share = self.before[first, window, head, BEGINNING]
        share = share * np.exp(onward[last, window, head] - onward[first, window, head])
        share = share * self._ending(paths)[last, window, head]
        return list(
            zip(
                window.tolist(),
                head.tolist(),
                first.tolist(),
                last.tolist(),
                share.tolist(),
                strict=True,
            )
        )

    def _ending(self, paths: Integers) -> Doubles:
        """For each word, the sum over what can follow it if no span goes on there."""
        ending = np.ones(paths.shape)
        ways = self.steps[..., :INSIDE] * self.behind[1:, ..., None, :INSIDE]
        ending[:-1] = np.take_along_axis(ways.sum(axis=-1), paths[:-1, ..., None], -1)[
            ..., 0
        ]
        return ending
