"""What the network is trained to get right: tags, measures and pairs, each as a sum over a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from policygraph.extraction.candidates import End, candidates_of
from policygraph.namespaces import CLASSES, LINKAGES
from policygraph.ontology import signatures
from training.examples import HEADS, Example
from training.network import PAIR, TAGS, Reader

if TYPE_CHECKING:
    from training.augment import Sample
    from training.batches import Batch

VERB = HEADS.index("Verb")
IGNORED = 0.3
"""How much a word counts that two careful readers could differ on."""

MEASURES = 0.5
"""The weight of the measures' objects and stages beside the tags."""

NEVER = -1e4


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """The loss of a batch, a word."""
    tags, stages, starts, stops, states = reader(batch.ids, batch.shapes, batch.mask, batch.first, batch.last)
    total = tag_loss(tags, batch) + MEASURES * measure_loss(stages, starts, stops, batch)
    return (total + pair_loss(reader, states, batch)) / batch.words


def tag_loss(tags: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of the tags; verbs count only where the gold has measures."""
    rows, words, heads, _ = tags.shape
    target = torch.zeros(rows, words, heads, dtype=torch.long)
    weight = torch.zeros(rows, words, heads)
    for row, sample in enumerate(batch.samples):
        weight[row, : len(sample.words)] = 1.0
        example = sample.example
        if example.measures is None:
            weight[row, :, VERB] = 0.0
        for first, last in example.ignored:
            weight[row, sample.at[first] : sample.until[last] + 1, : len(CLASSES)] = IGNORED
        for head, first, last in example.spans:
            begin, end = sample.at[first], sample.until[last]
            target[row, begin, head] = 1
            target[row, begin + 1 : end + 1, head] = 2
            weight[row, begin : end + 1, head] = 1.0
    loss = F.cross_entropy(tags.reshape(-1, TAGS), target.reshape(-1), reduction="none")
    return (loss * weight.reshape(-1)).sum()


def measure_loss(stages: Tensor, starts: Tensor, stops: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of each measure's stage and of where, in its sentence, its object begins and ends."""
    picks, stage, begin, end, masks = [], [], [], [], []
    for row, sample in enumerate(batch.samples):
        sentences = torch.tensor(sample.sentences)
        for (verb, _), (first, last), how_far in sample.example.measures or ():
            at = sample.at[verb]
            picks.append((row, at))
            stage.append(how_far)
            begin.append(sample.at[first])
            end.append(sample.until[last])
            mask = torch.full((starts.shape[-1],), NEVER)
            mask[: len(sentences)][sentences == sentences[at]] = 0.0
            masks.append(mask)
    if not picks:
        return starts.sum() * 0
    r, v = torch.tensor(picks).T
    mask = torch.stack(masks)
    loss = F.cross_entropy(stages[r, v], torch.tensor(stage), reduction="sum")
    loss = loss + F.cross_entropy(starts[r, v] + mask, torch.tensor(begin), reduction="sum")
    return loss + F.cross_entropy(stops[r, v] + mask, torch.tensor(end), reduction="sum")


def pair_loss(reader: Reader, states: Tensor, batch: Batch) -> Tensor:
    """Binary cross entropy of every linkage that could stand between the marked mentions."""
    parts = [_pairs(states[row], sample) for row, sample in enumerate(batch.samples)]
    parts = [part for part in parts if part]
    if not parts:
        return states.sum() * 0
    subjects, objects, features, target, weight = (torch.cat(part) for part in zip(*parts, strict=True))
    logits = reader.pairs(subjects, objects, features)
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (loss * weight).sum()


def _pairs(states: Tensor, sample: Sample) -> tuple[Tensor, ...] | None:
    """A sample's candidate pairs: both ends' states, features, what stands, and how much that counts."""
    example = sample.example
    marked = sum(head < len(CLASSES) for head, _, _ in example.spans)
    ends = [
        End(kind, sample.at[first], sample.until[last], sample.sentences[sample.at[first]], index >= marked)
        for index, (kind, first, last) in enumerate(example.ends)
    ]
    pairs, features = candidates_of(ends, signatures())
    if not len(pairs):
        return None
    first = torch.tensor([end.first for end in ends])
    last = torch.tensor([end.last for end in ends])
    roles = states.view(-1, 4, PAIR)
    subjects = (roles[first, 0] + roles[last, 1])[pairs[:, 0]]
    objects = (roles[first, 2] + roles[last, 3])[pairs[:, 1]]
    return subjects, objects, torch.from_numpy(features), *_targets(example, pairs.tolist())


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
