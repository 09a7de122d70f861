"""What the words before a verb say of its stage: "will build", "is being built", "has been built".

In the gold "will", "shall", "must" and "should" stand before 301 measures, all of them planned; "is being" and "is
-ing" before 23, all underway; "has been" before 47, all achieved; "was" before 220, 217 of them achieved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.extraction.model import ACHIEVED, PLANNED, UNDERWAY

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODALS = frozenset({"must", "shall", "should", "will"})
_PRESENT = frozenset({"are", "is"})
_HAVE = frozenset({"has", "have"})
_DOUBT = _MODALS | {"can", "could", "may", "might", "to", "would"}
"""Before "have", these say that it is not so, or not yet."""

_ADVERBS = frozenset(
    {"again", "all", "already", "also", "both", "just", "now", "soon", "still", "then"}
)
_REACH = 6
"""How many words before a verb are looked at."""


def stages_told(
    words: Sequence[str], sentences: Sequence[int], verbs: Sequence[int]
) -> list[str | None]:
    """For each verb the stage that the auxiliaries right before it tell, or None where they tell none.

    "They are mending the mill and building a weir" tells it of both: the second goes on after the first.

    Args:
        words: The words of a window.
        sentences: For each, the index of its sentence.
        verbs: The index of each verb's first word, in order.

    Example:
        >>> words = "The mill is now being built and the weir has been mended".split()
        >>> stages_told(words, [0] * len(words), [5, 11])
        ['Underway', 'Achieved']
        >>> words = "They are mending it , paid it and tearing it down".split()
        >>> stages_told(words, [0] * len(words), [2, 5, 8])
        ['Underway', None, 'Underway']
    """
    told: list[str | None] = []
    going_on = -1
    for verb in verbs:
        sentence = sentences[verb]
        auxiliaries = _auxiliaries(words, sentences, verb)
        stage = _told(auxiliaries, words[verb].lower())
        if stage is None and going_on == sentence and _goes_on(words, verb):
            stage = UNDERWAY
        if stage is not None:
            going_on = -1
            if _is_ing(words[verb]):
                going_on = sentence
        told.append(stage)
    return told


def _auxiliaries(
    words: Sequence[str], sentences: Sequence[int], verb: int
) -> list[str]:
    """The last three words before a verb, in its sentence, that are no adverbs."""
    auxiliaries = []
    for at in range(max(0, verb - _REACH), verb):
        word = words[at].lower()
        if sentences[at] == sentences[verb] and not _is_adverb(word):
            auxiliaries.append(word)
    return auxiliaries[-3:]


def _goes_on(words: Sequence[str], verb: int) -> bool:
    """Whether a verb in "-ing" is joined to what stands before it."""
    if not _is_ing(words[verb]):
        return False
    return words[verb - 1].lower() in {"and", ","}


def _is_ing(word: str) -> bool:
    return word.lower().endswith("ing")


def _told(auxiliaries: list[str], verb: str) -> str | None:
    """The stage by the last words before a verb that are no adverbs."""
    before, last = _last_two(auxiliaries)
    if last in _MODALS:
        return PLANNED
    if _is_ing(verb):
        return UNDERWAY if last in _PRESENT else None
    if last == "being" and before in _PRESENT:
        return UNDERWAY
    if last == "been":
        auxiliaries = auxiliaries[:-1]
    if _is_perfect(auxiliaries) and _is_done(verb):
        return ACHIEVED
    return None


def _is_perfect(auxiliaries: list[str]) -> bool:
    """Whether auxiliaries end in "have", and nothing before it says that it is not so."""
    before, last = _last_two(auxiliaries)
    if before in _DOUBT:
        return False
    return last in _HAVE


def _last_two(words: list[str]) -> list[str]:
    """The last two words; empty ones where there are fewer."""
    padded = ["", "", *words]
    return padded[-2:]


def _is_done(verb: str) -> bool:
    """Whether a participle may stand behind "have" for what is done: what has only begun is not."""
    return verb not in {"begun", "commenced", "started"}


def _is_adverb(word: str) -> bool:
    if word in _ADVERBS:
        return True
    return word.endswith("ly")
