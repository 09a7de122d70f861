"""Measures: the verbs that the reader marks, each with the object it points to and its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policygraph.extraction.boundaries import trim
from policygraph.extraction.decoding import Tagged, log_softmax, object_of, spans_of
from policygraph.extraction.model import Measure
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.reader import Reader, Scores
    from policygraph.extraction.windows import Window

VERB = "Verb"

LEAST = 0.45
"""Below this confidence, 0–1, a measure is kept out."""


def measures_of(text: str, window: Window, scores: Scores, reader: Reader) -> tuple[Measure, ...]:
    """The measures of a window, in the order of their verbs."""
    heads, stages = reader.heads, reader.stages
    logs = log_softmax(scores.tags[:, heads.index(VERB)])
    words = [text[word.begin : word.end] for word in window.words]
    stage_logs = log_softmax(scores.stages)
    measures = []
    for verb in spans_of(logs, window.breaks, window.joined):
        if verb.confidence < LEAST or not any(character.isalpha() for character in words[verb.first]):
            continue
        sentence = _sentence(window, verb)
        if sentence == (verb.first, verb.last):
            continue
        first, last, sure = object_of(
            scores.starts[verb.first], scores.stops[verb.first], verb, sentence, reader.distances
        )
        stage = stages[int(np.argmax(stage_logs[verb.first]))]
        measures.append(
            Measure(
                Span(window.words[verb.first].begin, window.words[verb.last].end),
                Span(window.words[first].begin, window.words[_end(words, first, last)].end),
                stage,
                window.sentences[verb.first],
                round(verb.confidence * sure, 4) if sure else 0.0,
            )
        )
    return tuple(measures)


def _sentence(window: Window, verb: Tagged) -> tuple[int, int]:
    """The first and the last word of the verb's sentence."""
    inside = [i for i, sentence in enumerate(window.sentences) if sentence == window.sentences[verb.first]]
    return inside[0], inside[-1]


def _end(words: Sequence[str], first: int, last: int) -> int:
    """The last word of an object without the punctuation behind it."""
    edges = trim(words, first, last, "Object")
    return edges[1] if edges else last
