"""The second stage of training: the heads that point from a verb to its object, with the distance in view.

The encoder stays as it is, so that its states are computed once; a few hundred measures are enough for the rest.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from policygraph.extraction.decoding import LONGEST_OBJECT, REACH
from training.batches import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.pieces import WordPieces
    from training.augment import Sample
    from training.network import Reader

EPOCHS = 40
RATE = 1e-3
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Asked:
    """A window with measures: its words' states, its sentences, and the measures (verb, object) in word indices."""

    states: Tensor
    sentences: Tensor
    measures: list[tuple[tuple[int, int], tuple[int, int]]]


def finish_pointing(reader: Reader, samples: Sequence[Sample], pieces: WordPieces, seed: int) -> None:
    """Train the pointing heads of a reader, in place, on samples as they stand."""
    asked = list(_asked(reader, samples, pieces))
    heads = [*reader.asks.parameters(), *reader.answers.parameters()]
    distances = [reader.ahead, reader.longer]
    groups = [{"params": heads, "lr": RATE}, {"params": distances, "lr": 30 * RATE, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05)
    rates = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, EPOCHS)
    rng = random.Random(seed)
    torch.manual_seed(seed)
    for _ in range(EPOCHS):
        rng.shuffle(asked)
        for start in range(0, len(asked), 8):
            optimizer.zero_grad()
            torch.stack([_loss(reader, one) for one in asked[start : start + 8]]).sum().backward()
            optimizer.step()
        rates.step()


@torch.no_grad()
def _asked(reader: Reader, samples: Sequence[Sample], pieces: WordPieces) -> Iterator[Asked]:
    reader.eval()
    for sample in samples:
        if sample.example.measures:
            batch = Batch([sample], pieces, 0.0, random.Random(0))
            states = reader.states(batch.ids, batch.shapes, batch.mask, batch.first, batch.last)
            measures = [(verb, what) for verb, what, _ in sample.example.measures]
            yield Asked(states, torch.tensor(sample.sentences), measures)


def _loss(reader: Reader, asked: Asked) -> Tensor:
    """Cross entropy of where each object begins, and of where it ends given that."""
    h = F.dropout(asked.states, 0.3, training=True)
    starts, stops = (scores[0] for scores in reader.pointers(h))
    words = torch.arange(len(asked.sentences))
    losses = []
    for (verb, verb_last), (first, last) in asked.measures:
        outside = (asked.sentences != asked.sentences[verb]) * NEVER
        ahead = (words - verb_last).clamp(-REACH, REACH) + REACH
        begin = starts[verb] + reader.ahead[ahead] + outside
        length = (words - first).clamp(0, LONGEST_OBJECT - 1)
        end = stops[verb] + reader.longer[length] + outside + (words < first) * NEVER
        losses.append(F.cross_entropy(begin[None], torch.tensor([first])))
        losses.append(F.cross_entropy(end[None], torch.tensor([last])))
    return torch.stack(losses).sum() / len(losses)
