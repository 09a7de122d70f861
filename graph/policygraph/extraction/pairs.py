"""Linkages as the reader sees them: pairs of mentions in a window, each judged by the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policygraph.extraction.candidates import Candidates, End, candidates_of
from policygraph.extraction.model import Mention, Pair
from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.extraction.reader import Floats, Reader, Scores
    from policygraph.extraction.windows import Window
    from policygraph.ontology import Signatures

LEAST = 0.35
"""Below this confidence, 0–1, a pair is not taken for linked; chosen on reports left out of training."""


def _linked(mentions: Sequence[Mention]) -> list[int]:
    """The mentions of classes that linkages stand between, by index."""
    return [
        index
        for index, mention in enumerate(mentions)
        if mention.type in LINKED_CLASSES
    ]


def pairs_of(
    mentions: Sequence[Mention],
    window: Window,
    scores: Scores,
    reader: Reader,
    allowed: Signatures,
) -> list[Pair]:
    """The pairs of a window's mentions that may be linked, in order of subject, object and linkage.

    Args:
        mentions: The window's mentions; the pairs' indices count these.
        window: The window that was read.
        scores: What the network said of it.
        reader: The network.
        allowed: The linkages that can stand from one class to another.
    """
    usable = _linked(mentions)
    mentions = [mentions[index] for index in usable]
    ends = _ends(mentions, window)
    candidates = candidates_of(ends, window.texts, allowed)
    if not len(candidates.pairs):
        return []
    raw = reader.judge(*_states(ends, candidates, scores.states), candidates.clues)
    sure = np.array([mention.confidence for mention in mentions])
    both = sure[candidates.pairs].prod(axis=1, keepdims=True)
    in_names = np.array([end.implied for end in ends])[candidates.pairs[:, 1]]
    confidences = reader.calibration.pairs(reader.linkages, raw * both, in_names)
    pairs = []
    for row, column in np.argwhere(confidences >= LEAST).tolist():
        subject, object_ = candidates.pairs[row].tolist()
        linkage = reader.linkages[column]
        if linkage in allowed[ends[subject].type, ends[object_].type]:
            sure_of = float(confidences[row, column])
            pairs.append(Pair(usable[subject], usable[object_], linkage, sure_of))
    sentences = {usable[index]: end.sentence for index, end in enumerate(ends)}
    return _without_far_industries(pairs, sentences)


def _without_far_industries(
    pairs: Sequence[Pair], sentences: Mapping[int, int]
) -> list[Pair]:
    """The pairs without those of a project and another sentence's industry, where its own sentence has a surer one."""
    near = {
        pair.subject: pair.confidence
        for pair in sorted(pairs, key=lambda pair: pair.confidence)
        if pair.property == "inIndustry"
        and sentences[pair.subject] == sentences[pair.object]
    }
    return [
        pair
        for pair in pairs
        if pair.property != "inIndustry"
        or sentences[pair.subject] == sentences[pair.object]
        or pair.confidence >= near.get(pair.subject, 0.0)
    ]


def _states(
    ends: Sequence[End], candidates: Candidates, states: Floats
) -> tuple[Floats, Floats, Floats]:
    """For each candidate, the state of its subject, of its object and of the words between them, on average."""
    first = np.array([end.first for end in ends])
    last = np.array([end.last for end in ends])
    subject, object_ = candidates.pairs.T
    begin, end = candidates.between.T
    sums = np.concatenate(
        (np.zeros_like(states[:1, 4]), states[:, 4].cumsum(axis=0, dtype=np.float32))
    )
    between = (sums[end] - sums[begin]) / np.maximum(end - begin, 1)[:, None].astype(
        np.float32
    )
    return (
        (states[first, 0] + states[last, 1])[subject],
        (states[first, 2] + states[last, 3])[object_],
        between,
    )


def _ends(mentions: Sequence[Mention], window: Window) -> list[End]:
    ends = []
    for mention in mentions:
        first, last = window.at(mention.span)
        ends.append(
            End(mention.type, first, last, window.sentences[first], mention.implied)
        )
    return ends
