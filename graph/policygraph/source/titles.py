"""What the words of a line alone say of whether it could be a heading."""

from __future__ import annotations

import re

from policygraph.source.english import MINOR_WORDS

_LONGEST = 110
_MOST_WORDS = 15
_LEAST_LETTERS = 3
_LETTERS = 0.6
_STOPS = frozenset(".!?:;,…-–—。！？：；，、")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\w/\w+/")
_COUNT = re.compile(r"(?!(?:19|20)\d\d\b)\d")
"""How a line begins that says how many: with a figure that is no year."""
_OPENING = re.compile(r"[“\"'‘«(\[*_]*(?P<first>[^\W_])")


def reads_as_title(words: str) -> bool:
    """Whether a line could be a heading: short, with a capital first, without a stop, and no sentence broken off.

    Example:
        >>> [reads_as_title(words) for words in ("Ports and waterways", "We will mend the", "the quay", "Done.")]
        [True, False, False, False]
    """
    words = " ".join(words.split()).rstrip("*_")
    opening = _OPENING.match(words)
    if opening is None or opening["first"].islower() or _COUNT.match(words):
        return False
    if not 0 < len(words) <= _LONGEST:
        return False
    if len(words.split()) > _MOST_WORDS:
        return False
    return not _is_broken_off(words) and _is_worded(words)


def _is_broken_off(words: str) -> bool:
    """Whether a line ends with a stop, before a small word's noun, or within brackets."""
    if words[-1] in _STOPS:
        return True
    if words.count("(") != words.count(")"):
        return True
    return words.rsplit(maxsplit=1)[-1].casefold() in MINOR_WORDS


def _is_worded(words: str) -> bool:
    """Whether a line is letters for the most part, and no address."""
    bare = "".join(words.split())
    letters = sum(character.isalpha() for character in bare)
    return letters >= max(_LEAST_LETTERS, _LETTERS * len(bare)) and not _ADDRESS.search(
        words
    )
