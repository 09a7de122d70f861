"""What an object is without where to read on ("a duty on salt [see Annex A]"), and promises to say more later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING = {"]": "[", ")": "("}
_READ_ON = frozenset({"cf", "consult", "please", "refer", "see", "vide"})
_PLACES = frozenset({"annex", "appendix", "box", "chart", "figure", "page", "table"})

_TELLING = frozenset(
    {
        "disclose", "elaborate", "explain", "give", "given", "giving", "offer", "present", "provide", "provided",
        "providing", "share", "shared", "sharing", "tell",
    }
)  # fmt: skip
_TOLD = frozenset({"detail", "details", "particulars", "update", "updates"})
_BEFORE_TOLD = frozenset(
    {"a", "an", "any", "full", "fuller", "further", "more", "some", "the", "these"}
)


def before_reference(words: Sequence[str], first: int, last: int) -> int:
    """The last word of an object without the bracket at its end that only says where to read on.

    Args:
        words: The words of a window.
        first: The index of the object's first word.
        last: The index of its last word.

    Example:
        >>> words = ["a", "duty", "on", "salt", "[", "see", "Annex", "A", "]"]
        >>> before_reference(words, 0, 8)
        3
        >>> before_reference(["the", "Salt", "Office", "(", "SO", ")"], 0, 5)
        5
    """
    opening = _OPENING.get(words[last])
    if opening is None:
        return last
    for at in range(last - 1, first, -1):
        if words[at] != opening:
            continue
        if _says_where(words[at + 1 : last]):
            return at - 1
        return last
    return last


def promises_to_tell(verb: Sequence[str], thing: Sequence[str]) -> bool:
    """Whether a verb and its object promise words and no deed ("give more details", "provide an update").

    Args:
        verb: The words of the verb.
        thing: The words of its object.

    Example:
        >>> promises_to_tell(["share"], ["more", "details", "in", "May"])
        True
        >>> promises_to_tell(["provide"], ["details", "of", "every", "well", "to", "the", "county"])
        False
    """
    if verb[0].lower() not in _TELLING:
        return False
    plain = [word.lower() for word in thing]
    heads = [word for word in plain if word not in _BEFORE_TOLD]
    if not heads or "of" in heads:
        return False
    return heads[0] in _TOLD


def _says_where(words: Sequence[str]) -> bool:
    """Whether the words of a bracket name a place of this document or of another."""
    if not words:
        return False
    opening = words[0].lower()
    return opening in _READ_ON or opening in _PLACES
