"""Whether a verb is negated: what a sentence says is not done is no measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT = frozenset({"not", "never", "neither", "nor", "n't", "cannot", "without"})
_AUXILIARIES = frozenset(
    {
        "will", "would", "shall", "should", "can", "could", "may", "might", "must", "be", "been", "being", "is", "are",
        "was", "were", "has", "have", "had", "do", "does", "did", "to", "any", "longer", "yet", "also", "again",
    }
)  # fmt: skip
_UNDONE = frozenset(
    {
        "fail",
        "fails",
        "failed",
        "failing",
        "refuse",
        "refuses",
        "refused",
        "decline",
        "declines",
        "declined",
    }
)
_REACH = 6
_NO = frozenset({"no", "none", "neither"})
_NO_NEGATION = frozenset(
    {
        "less",
        "fewer",
        "later",
        "more",
        "matter",
    }
)
"""What may follow "no" without negating anything."""

_ONLY = frozenset({"only", "just", "merely"})
_BREAKS = frozenset({",", ";", ":", ".", "but", "and", "while", "whereas"})


def is_negated(words: Sequence[str], sentences: Sequence[int], verb: int) -> bool:
    """Whether the words before a verb, in its sentence, negate it.

    "not", "never", "no longer" and "neither ... nor" do, with nothing but auxiliaries between; so does "fails to", and
    a subject that begins with "no". "Not only" negates nothing.

    Args:
        words: The words of a window.
        sentences: For each, the index of its sentence.
        verb: The index of the verb's first word.

    Example:
        >>> words = "The duchy will not raise the salt tax".split()
        >>> is_negated(words, [0] * len(words), 4)
        True
        >>> words = "It will stop building the mill".split()
        >>> is_negated(words, [0] * len(words), 2)
        False
    """
    before = _words_before(words, sentences, verb)
    at = len(before)
    while at and len(before) - at < _REACH and _may_stand_between(before[at - 1]):
        at -= 1
        if _is_undone(before[at - 1 : at], before[at]):
            return True
    if at and before[at - 1] in _NOT:
        return not _is_not_only(before, at - 1, words, verb)
    return _has_negated_subject(before[:at])


def _is_undone(before: list[str], word: str) -> bool:
    """Whether two words say "no longer" or "fails to"."""
    if word == "longer":
        return before == ["no"]
    if word == "to":
        return not _UNDONE.isdisjoint(before)
    return False


def _is_not_only(before: list[str], at: int, words: Sequence[str], verb: int) -> bool:
    behind = words[verb].lower()
    if at + 1 < len(before):
        behind = before[at + 1]
    return behind in _ONLY


def _has_negated_subject(before: list[str]) -> bool:
    """Whether the subject that ends before a verb begins with "no" ("No new mine will be opened")."""
    for at in range(len(before) - 1, -1, -1):
        if before[at] in _BREAKS:
            return False
        if before[at] not in _NO:
            continue
        if at == 0 or before[at - 1] in _BREAKS:
            following = before[at + 1 : at + 2]
            return _NO_NEGATION.isdisjoint(following)
    return False


def _may_stand_between(word: str) -> bool:
    """Whether a word may stand between a negation and its verb: an auxiliary, or an adverb."""
    if word in _AUXILIARIES:
        return True
    return word.endswith("ly")


def _words_before(
    words: Sequence[str], sentences: Sequence[int], verb: int
) -> list[str]:
    """The words before a verb in its sentence, in lower case."""
    before = zip(words[:verb], sentences[:verb], strict=True)
    return [word.lower() for word, sentence in before if sentence == sentences[verb]]
