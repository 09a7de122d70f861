"""Measures: the verbs that the reader marks, each with the object it points to and its stage."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policygraph.extraction.boundaries import trim
from policygraph.extraction.calibration import MEASURE
from policygraph.extraction.imperatives import imperatives_of
from policygraph.extraction.model import PLANNED, Measure
from policygraph.extraction.negation import is_negated
from policygraph.extraction.pointing import Clues
from policygraph.extraction.purposes import before_purpose
from policygraph.extraction.references import before_reference, promises_to_tell
from policygraph.extraction.states import tells_a_state
from policygraph.extraction.tenses import stages_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.model import Mention
    from policygraph.extraction.pointing import Pointed
    from policygraph.extraction.reader import Reader, Scores
    from policygraph.extraction.tagging import Tagged
    from policygraph.extraction.windows import Window
    from policygraph.spans import Span

VERB = "Verb"

LEAST = 0.45
"""Below this confidence, 0–1, a measure is kept out."""


def measures_of(
    window: Window,
    scores: Scores,
    mentions: Sequence[Mention],
    reader: Reader,
    *,
    heading: bool = False,
) -> tuple[Measure, ...]:
    """The measures of a window, in the order of their verbs.

    Args:
        window: The window that was read.
        scores: What the network said of it.
        mentions: The window's mentions, which no object cuts without need.
        reader: The network.
        heading: Whether the window is a heading, in which an imperative sums up what follows.
    """
    words = window.texts
    verbs = _verbs(window, scores)
    opening = [] if heading else list(imperatives_of(window, verbs))
    verbs = sorted((*verbs, *opening))
    names = [window.at(mention.span) for mention in mentions if not mention.implied]
    edges = [(verb.first, verb.last) for verb in verbs]
    clues = Clues(words, window.sentences, edges, names)
    stages = _stages(window, scores, reader, verbs)
    measures = []
    for verb, place, stage in zip(verbs, edges, stages, strict=True):
        asks = scores.asks[verb.first]
        found = reader.pointing.object_of(asks, scores.answers, place, clues)
        if found:
            said = PLANNED if verb in opening else stage
            measures.append(_measure(window, verb, found, said, reader))
    return tuple(filter(None, measures))


def _stages(
    window: Window, scores: Scores, reader: Reader, verbs: Sequence[Tagged]
) -> list[str]:
    """The stage of each verb: what its auxiliaries tell, or else what the network says."""
    starts = [verb.first for verb in verbs]
    told = stages_told(window.texts, window.sentences, starts)
    stages = []
    for start, stage in zip(starts, told, strict=True):
        likeliest = int(scores.stages[start].argmax())
        stages.append(stage or reader.stages[likeliest])
    return stages


def _measure(
    window: Window,
    verb: Tagged,
    found: Pointed,
    stage: str,
    reader: Reader,
) -> Measure | None:
    """The measure of a verb and the object that was found for it; None if it promises words and no deed."""
    words_of_verb = window.texts[verb.first : verb.last + 1]
    words_of_object = window.texts[found.first : found.last + 1]
    if promises_to_tell(words_of_verb, words_of_object):
        return None
    curve = reader.calibration.of(MEASURE)
    confidence = curve.at(verb.confidence * found.confidence)
    return Measure(
        verb=window.span(verb.first, verb.last),
        object=_object(window, verb, found),
        stage=stage,
        sentence=window.sentences[verb.first],
        confidence=round(confidence, 4),
    )


def _verbs(window: Window, scores: Scores) -> list[Tagged]:
    """The verbs of measures that the network sees and that say what is done."""
    sentences = Counter(window.sentences)
    return [
        verb
        for verb in scores.spans[VERB]
        if verb.confidence >= LEAST and _acts(verb, window, sentences)
    ]


def _object(window: Window, verb: Tagged, found: Pointed) -> Span:
    """The object of a verb, without a clause of purpose, where to read on and the punctuation behind it."""
    words = window.texts
    first = found.first
    last = before_reference(words, first, found.last)
    if first > verb.last:
        last = before_purpose(words, words[verb.first], first, last)
    end = _end(words, first, last)
    return window.span(first, end)


def _acts(verb: Tagged, window: Window, sentences: Counter[int]) -> bool:
    """Whether a verb is a word that says what is done, is not all of its sentence, and is not negated."""
    sentence = window.sentences[verb.first]
    words = window.texts[verb.first : verb.last + 1]
    if len(words) >= sentences[sentence]:
        return False
    if not any(map(str.isalpha, words[0])):
        return False
    if tells_a_state(words):
        return False
    return not is_negated(window.texts, window.sentences, verb.first)


def _end(words: Sequence[str], first: int, last: int) -> int:
    """The last word of an object without the punctuation behind it."""
    edges = trim(words, first, last, "Object")
    return edges[1] if edges else last
