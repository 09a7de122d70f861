"""What the network is trained to get right: tags, measures and pairs, each as a sum over a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from policygraph.extraction.candidates import End, candidates_of
from policygraph.extraction.reader import ROLES
from policygraph.extraction.tagging import BEGINNING, INSIDE
from policygraph.namespaces import LINKAGES, LINKED_CLASSES
from policygraph.ontology import signatures
from training.examples import HEADS, Example
from training.network import NEVER, PAIR, POINTER, TAGS, Reader

if TYPE_CHECKING:
    from policygraph.extraction.pointing import Clues
    from training.augment import Sample
    from training.batches import Batch

VERB = HEADS.index("Verb")
MEASURES = 0.5
"""The weight of the measures' objects and stages beside the tags."""


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """The loss of a batch, a word."""
    tags, stages, asks, answers, states = reader(
        batch.ids, batch.shapes, batch.mask, batch.first, batch.last
    )
    total = tag_loss(reader, tags, batch) + MEASURES * measure_loss(
        reader, stages, asks, answers, batch
    )
    return (total + pair_loss(reader, states, batch)) / batch.words


def tag_loss(reader: Reader, tags: Tensor, batch: Batch) -> Tensor:
    """The negative log-likelihood of the tags as a chain; verbs count only where the gold has measures.

    Where two careful readers could differ, and what nobody marked, every tag is right. Source: Lafferty, McCallum and
    Pereira (2001); for the words that are not judged, Tsuboi et al. (2008).
    """
    rows, words, heads, _ = tags.shape
    right = torch.full((rows, words, heads, TAGS), NEVER)
    right[..., 0] = 0.0
    within = torch.zeros(rows, words)
    going_on = torch.zeros(rows, words, 1, TAGS)
    for row, sample in enumerate(batch.samples):
        within[row, : len(sample.words)] = 1.0
        for index in range(1, len(sample.words)):
            if sample.sentences[index] != sample.sentences[index - 1]:
                going_on[row, index, 0, INSIDE] = NEVER
        if sample.example.measures is None:
            right[row, :, VERB] = 0.0
        for head in sample.example.unjudged:
            right[row, :, head] = 0.0
        for head, first, last in sample.example.ignored:
            right[row, sample.at[first] : sample.until[last] + 1, head] = 0.0
        for head, first, last in sample.marks:
            right[row, first : last + 1, head] = NEVER
            right[row, first, head, BEGINNING] = 0.0
            right[row, first + 1 : last + 1, head, INSIDE] = 0.0
    scores = tags + going_on
    both = log_partition(
        torch.cat((scores + right, scores)), reader.chain(), torch.cat((within, within))
    )
    return (both[rows:] - both[:rows]).sum()


def log_partition(scores: Tensor, chain: Tensor, within: Tensor) -> Tensor:
    """The log of the summed exponentials of all legal sequences of tags, (batch, heads).

    Args:
        scores: Of each tag, (batch, words, heads, tags).
        chain: Of each tag (last axis) behind each other, (heads, tags, tags).
        within: 1 where there is a word, 0 behind a window's end; (batch, words).
    """
    total = scores[:, 0] + torch.tensor([0.0, 0.0, NEVER])
    for index in range(1, scores.shape[1]):
        following = torch.logsumexp(total[..., :, None] + chain, -2) + scores[:, index]
        total = torch.where(within[:, index, None, None] > 0, following, total)
    return torch.logsumexp(total, -1)


def measure_loss(
    reader: Reader, stages: Tensor, asks: Tensor, answers: Tensor, batch: Batch
) -> Tensor:
    """Cross entropy of each measure's stage, of where its object begins, and of where it ends given that."""
    total = stages.sum() * 0
    for row, sample in enumerate(batch.samples):
        measures = sample.measures
        if not measures:
            continue
        words = len(sample.words)
        picks = torch.tensor([verb[0] for verb, _, _ in measures])
        how_far = torch.tensor([stage for _, _, stage in measures])
        total = total + F.cross_entropy(stages[row, picks], how_far, reduction="sum")
        clues = sample.clues
        scaled = asks[row, picks].view(-1, 2, POINTER) * POINTER**-0.5
        pointed = torch.einsum(
            "mrp,wrp->mrw", scaled, answers[row, :words].view(words, 2, POINTER)
        )
        for scores, (verb, what, _) in zip(pointed, measures, strict=True):
            judged = _with_clues(reader, scores, clues, verb, what[0])
            if (judged.gather(1, torch.tensor(what)[:, None]) > NEVER).all():
                total = total + F.cross_entropy(
                    judged, torch.tensor(what), reduction="sum"
                )
    return total


def _with_clues(
    reader: Reader, scores: Tensor, clues: Clues, verb: tuple[int, int], first: int
) -> Tensor:
    """The scores (2, words) of each word as the first of a verb's object, and as its last if it begins at a word."""
    firsts = np.array([first])
    opening, closing = (
        torch.from_numpy(rows)
        for rows in (clues.opening(verb), clues.closing(firsts)[0])
    )
    seen = torch.stack((reader.opening[opening].sum(1), reader.closing[closing].sum(1)))
    may = torch.from_numpy(
        np.stack((clues.may_open(verb), clues.may_close(verb, firsts)[0]))
    )
    return (scores + seen).masked_fill(~may, NEVER)


def pair_loss(reader: Reader, states: Tensor, batch: Batch) -> Tensor:
    """Binary cross entropy of every linkage that could stand between the marked mentions."""
    parts = [_pairs(states[row], sample) for row, sample in enumerate(batch.samples)]
    parts = [part for part in parts if part]
    if not parts:
        return states.sum() * 0
    *ends, target, weight = (torch.cat(part) for part in zip(*parts, strict=True))
    logits = reader.pairs(*ends)
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (loss * weight).sum()


def _pairs(states: Tensor, sample: Sample) -> tuple[Tensor, ...] | None:
    """A sample's candidate pairs: states of both ends and between, clues, what stands, and how much that counts."""
    example = sample.example
    if not sample.linked:
        return None
    marked = sum(head < len(LINKED_CLASSES) for head, _, _ in example.spans)
    ends = [
        End(
            kind,
            sample.at[first],
            sample.until[last],
            sample.sentences[sample.at[first]],
            index >= marked,
        )
        for index, (kind, first, last) in enumerate(example.ends)
    ]
    candidates = candidates_of(ends, sample.words, signatures())
    if not len(candidates.pairs):
        return None
    first = torch.tensor([end.first for end in ends])
    last = torch.tensor([end.last for end in ends])
    roles = states.view(-1, ROLES, PAIR)
    subject, object_ = torch.from_numpy(candidates.pairs).T
    begin, end = torch.from_numpy(candidates.between).T
    sums = torch.cat((torch.zeros(1, PAIR), roles[:, 4].cumsum(0)))
    return (
        (roles[first, 0] + roles[last, 1])[subject],
        (roles[first, 2] + roles[last, 3])[object_],
        (sums[end] - sums[begin]) / (end - begin).clamp(min=1)[:, None],
        torch.from_numpy(candidates.clues),
        *_targets(example, candidates.pairs.tolist()),
    )


def _targets(example: Example, pairs: list[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    target = torch.zeros(len(pairs), len(LINKAGES))
    weight = torch.zeros(len(pairs), len(LINKAGES))
    for row, (subject, object_) in enumerate(pairs):
        for linkage in signatures()[example.ends[subject][0], example.ends[object_][0]]:
            at = LINKAGES.index(linkage)
            key = (subject, object_, at)
            target[row, at] = float(key in example.pairs)
            weight[row, at] = float(key in example.pairs or key not in example.doubtful)
    return target, weight
