"""Linkages as the reader sees them: pairs of mentions in a window, each judged by the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policygraph.extraction.candidates import End, candidates_of
from policygraph.extraction.model import Mention, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.reader import Reader, Scores
    from policygraph.extraction.windows import Window
    from policygraph.ontology import Signatures

LEAST = 0.4
"""Below this confidence, 0–1, a pair is not taken for linked; chosen on reports left out of training."""


def pairs_of(
    mentions: Sequence[Mention], window: Window, scores: Scores, reader: Reader, allowed: Signatures
) -> list[Pair]:
    """The pairs of a window's mentions that may be linked, in order of subject, object and linkage.

    Args:
        mentions: The window's mentions; the pairs' indices count these.
        window: The window that was read.
        scores: What the network said of it.
        reader: The network.
        allowed: The linkages that can stand from one class to another.
    """
    ends = _ends(mentions, window)
    candidates = candidates_of(ends, allowed)
    if not len(candidates.pairs):
        return []
    first = np.array([end.first for end in ends])
    last = np.array([end.last for end in ends])
    subjects = scores.states[first, 0] + scores.states[last, 1]
    objects = scores.states[first, 2] + scores.states[last, 3]
    confidences = reader.judge(subjects[candidates.pairs[:, 0]], objects[candidates.pairs[:, 1]], candidates.features)
    pairs = []
    for (subject, object_), row in zip(candidates.pairs.tolist(), confidences.tolist(), strict=True):
        may_stand = allowed[ends[subject].type, ends[object_].type]
        both = mentions[subject].confidence * mentions[object_].confidence
        for linkage, raw in zip(reader.linkages, row, strict=True):
            confidence = reader.calibration.pairs.at(raw * both)
            if linkage in may_stand and confidence >= LEAST:
                pairs.append(Pair(subject, object_, linkage, confidence))
    return pairs


def _ends(mentions: Sequence[Mention], window: Window) -> list[End]:
    begins = {word.begin: index for index, word in enumerate(window.words)}
    stops = {word.end: index for index, word in enumerate(window.words)}
    ends = []
    for mention in mentions:
        first, last = begins[mention.span.begin], stops[mention.span.end]
        ends.append(End(mention.type, first, last, window.sentences[first], mention.implied))
    return ends
