"""Names compared and searched as people type them: without regard to case, accents, spacing and kinds of apostrophe.

Source: Unicode Standard Annex #15 (normalisation forms): a letter with its accents is a base letter and marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

_APOSTROPHES = "'’‘ʼ"
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_MARKS = "\u0300-\u036f"
_LETTERS = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_SPECIAL = frozenset("\\^$.|?*+()[]{}-")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")


def fold(name: str) -> str:
    """A name as it is compared.

    Example:
        >>> fold("Québec’s  Congress") == fold("quebec's congress")
        True
    """
    visible = _INVISIBLE.sub("", name)
    plain = _without_marks(visible).casefold()
    straight = _ANY_APOSTROPHE.sub("'", plain)
    return " ".join(straight.split())


def pattern_of(text: str) -> str:
    r"""A regular expression, to be matched without regard to case, for names that hold a text in whatever spelling.

    Its syntax is that of XPath, which SPARQL's REGEX takes.

    Example:
        >>> names = ("Québec (old)", "Que\u0301bec  (Old)", "Québec")
        >>> [bool(re.search(pattern_of("quebec (old)"), name, re.IGNORECASE)) for name in names]
        [True, True, False]
    """
    words = []
    for word in fold(text).split():
        letters = map(_matching, word)
        words.append("".join(letters))
    return r"\s+".join(words)


def _matching(character: str) -> str:
    if character == "'":
        return f"[{_APOSTROPHES}]"
    if character in _SPECIAL:
        return f"\\{character}"
    variants = _variants().get(character)
    if not variants:
        return character
    return f"[{character}{variants}][{_MARKS}]*"


@cache
def _variants() -> dict[str, str]:
    """The letters with accents, by the small letter that they are without them."""
    variants: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, _LETTERS):
        plain = _without_marks(letter).casefold()
        if plain != letter.casefold() and len(plain) == 1:
            variants[plain] += letter
    return variants


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    letters = (part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", "".join(letters))
