"""Linkages as the reader sees them: pairs of mentions in a window, each judged by the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policygraph.extraction.candidates import Candidates, End, candidates_of
from policygraph.extraction.model import Mention, Pair
from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.extraction.calibration import Confidences
    from policygraph.extraction.reader import Floats, Integers, Reader, Scores
    from policygraph.extraction.windows import Window
    from policygraph.ontology import Signatures

LEAST = 0.35
"""Below this confidence, 0–1, a pair is not taken for linked; chosen on reports left out of training."""


def _linked(mentions: Sequence[Mention]) -> list[int]:
    """The mentions of classes that linkages stand between, by index."""
    return [i for i, mention in enumerate(mentions) if mention.type in LINKED_CLASSES]


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
    states = _states(ends, candidates, scores.states)
    raw = reader.judge(*states, candidates.clues)
    confidences = _confidences(mentions, candidates, raw, reader)
    pairs = []
    for row, column in np.argwhere(confidences >= LEAST).tolist():
        subject, object_ = candidates.pairs[row].tolist()
        linkage = reader.linkages[column]
        if linkage not in allowed[ends[subject].type, ends[object_].type]:
            continue
        pair = Pair(
            subject=usable[subject],
            object=usable[object_],
            property=linkage,
            confidence=float(confidences[row, column]),
        )
        pairs.append(pair)
    sentences = {index: end.sentence for index, end in zip(usable, ends, strict=True)}
    return _without_far_industries(pairs, sentences)


def _confidences(
    mentions: Sequence[Mention], candidates: Candidates, raw: Floats, reader: Reader
) -> Confidences:
    """How often candidates are right, (pairs, linkages), by what the network says of them and of their mentions."""
    sure = np.array([mention.confidence for mention in mentions])
    implied = np.array([mention.implied for mention in mentions])
    both = sure[candidates.pairs].prod(axis=1, keepdims=True)
    in_names = implied[candidates.pairs[:, 1]]
    return reader.calibration.pairs(reader.linkages, raw * both, in_names)


def _without_far_industries(
    pairs: Sequence[Pair], sentences: Mapping[int, int]
) -> list[Pair]:
    """The pairs without those of a project and another sentence's industry, where its own sentence has a surer one."""
    surest: dict[int, float] = {}
    for pair in pairs:
        if pair.property == "inIndustry" and not _is_far(pair, sentences):
            other = surest.get(pair.subject, 0.0)
            surest[pair.subject] = max(pair.confidence, other)
    kept = []
    for pair in pairs:
        surer = surest.get(pair.subject, 0.0)
        is_far = pair.property == "inIndustry" and _is_far(pair, sentences)
        if not is_far or pair.confidence >= surer:
            kept.append(pair)
    return kept


def _is_far(pair: Pair, sentences: Mapping[int, int]) -> bool:
    """Whether the ends of a pair stand in two sentences."""
    return sentences[pair.subject] != sentences[pair.object]


def _states(
    ends: Sequence[End], candidates: Candidates, states: Floats
) -> tuple[Floats, Floats, Floats]:
    """For each candidate, the state of its subject, of its object and of the words between them, on average."""
    first = np.array([end.first for end in ends])
    last = np.array([end.last for end in ends])
    as_subject = states[first, 0] + states[last, 1]
    as_object = states[first, 2] + states[last, 3]
    subject, object_ = candidates.pairs.T
    return (
        as_subject[subject],
        as_object[object_],
        _means(states[:, 4], candidates.between),
    )


def _means(states: Floats, stretches: Integers) -> Floats:
    """The mean of the states of the words of each stretch, which are (stretches, 2): from and to."""
    begin, end = stretches.T
    sums = states.cumsum(axis=0, dtype=np.float32)
    sums = np.concatenate((np.zeros_like(states[:1]), sums))
    counts = np.maximum(end - begin, 1).astype(np.float32)
    means: Floats = (sums[end] - sums[begin]) / counts[:, None]
    return means


def _ends(mentions: Sequence[Mention], window: Window) -> list[End]:
    ends = []
    for mention in mentions:
        first, last = window.at(mention.span)
        end = End(
            type=mention.type,
            first=first,
            last=last,
            sentence=window.sentences[first],
            implied=mention.implied,
        )
        ends.append(end)
    return ends
