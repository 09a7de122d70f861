"""Batches: varied examples as tensors, those of like length together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.pieces import WordPieces
    from training.augment import Sample

PIECES_A_STEP = 620
"""The most word pieces, padding included, that one step of training reads."""

JITTER = 8
"""By how many word pieces the order of lengths is shaken; more makes padding, 4 % of what is read at this one."""

POSITIONS = 512


class Batch:
    """Samples as tensors, padded to one length.

    Args:
        samples: What to read.
        pieces: The encoder's vocabulary.
        hide: The share of words, 0–1, whose letters the encoder does not get to see.
        rng: Decides which.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        pieces: WordPieces,
        hide: float,
        rng: random.Random,
    ) -> None:
        self.samples = samples
        rows, shapes, firsts, lasts = [], [], [], []
        for sample in samples:
            row, shape, first, last = [pieces.opening], [0], [], []
            for word, kind in zip(pieces.of(sample.words), sample.shapes, strict=True):
                ids = (pieces.mask,) * len(word) if rng.random() < hide else word
                first.append(len(row))
                row += ids
                shape += [kind] * len(ids)
                last.append(len(row) - 1)
            rows.append([*row, pieces.closing][:POSITIONS])
            shapes.append([*shape, 0][:POSITIONS])
            firsts.append([min(x, POSITIONS - 1) for x in first])
            lasts.append([min(x, POSITIONS - 1) for x in last])
        self.ids, self.shapes = _padded(rows), _padded(shapes)
        self.mask = _padded([[1] * len(row) for row in rows]).float()
        self.first, self.last = _padded(firsts), _padded(lasts)

    @property
    def words(self) -> int:
        """How many words the batch has."""
        return sum(len(sample.words) for sample in self.samples)


def batches(
    samples: Sequence[Sample], pieces: WordPieces, rng: random.Random, hide: float
) -> Iterator[Batch]:
    """Batches of samples of like length, in random order."""
    lengths = [sum(map(len, pieces.of(sample.words))) + 2 for sample in samples]
    shaken = [length + rng.random() * JITTER for length in lengths]
    order = sorted(range(len(samples)), key=shaken.__getitem__)
    groups: list[list[Sample]] = [[]]
    longest = 0
    for sample, length in ((samples[index], lengths[index]) for index in order):
        if groups[-1] and max(longest, length) * (len(groups[-1]) + 1) > PIECES_A_STEP:
            groups.append([])
            longest = 0
        groups[-1].append(sample)
        longest = max(longest, length)
    rng.shuffle(groups)
    for group in groups:
        yield Batch(group, pieces, hide, rng)


def _padded(rows: list[list[int]]) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])
