"""What the vocabulary knows of English beyond its entries: plurals, inflected verbs, spelling of the two shores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_SHORT = 3
"""A word no longer than this has no ending to take off ("gas", "ted")."""

TITLE_BEFORE = re.compile(r"([^\W\d_][^\s,;:.]*) (?:(?:and|&|of|for) )?$")
"""The word before a name that a title would go on from: "Ministry of Industry and"."""

NAME_BEFORE = re.compile(
    r"(?P<opens>(?:^|[.!?\n]\s*|[\"“(]))?\b(?P<word>[^\W\d_][\w'’]*)(?P<of> of(?: the)?)? $",
    re.IGNORECASE,
)
"""The word before a name that the name may end: "Republic of", "New"; `opens` is what it begins a sentence behind."""

BUILDING = re.compile(
    r"\b(?:(?:construction|establishment|creation) of|(?:build|construct|establish)(?:ing)?|set(?:ting)? up)"
    r" (?:an? |the )?$",
    re.IGNORECASE,
)
"""What stands before something that is being built."""

_SPELLING = {
    "aluminum": "aluminium",
    "center": "centre",
    "fertilizer": "fertiliser",
    "fiber": "fibre",
    "defense": "defence",
    "jewelry": "jewellery",
    "program": "programme",
    "tire": "tyre",
    "labor": "labour",
    "harbor": "harbour",
    "non ferrous": "nonferrous",
    "eco tourism": "ecotourism",
    "e commerce": "ecommerce",
}
_AMERICAN = re.compile(r"\b(?:" + "|".join(_SPELLING) + r")\b")
_AMERICAN_WORD = re.compile(
    r"\b(?P<word>" + "|".join(_SPELLING) + r")(?P<ending>s?)\b", re.IGNORECASE
)
_IZE = re.compile(r"(?<=[^\W\d_]{3})iz(?=(?:ations?|ed?|es|ing)\b)")


def plural(noun: str) -> str:
    """The regular plural of a noun phrase whose head stands last.

    Example:
        >>> plural("free trade zone"), plural("battery"), plural("coal bus")
        ('free trade zones', 'batteries', 'coal buses')
    """
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


def singular(word: str) -> str:
    """A word without its regular plural ending.

    Example:
        >>> [singular(word) for word in ("zones", "batteries", "gas", "glass", "switches")]
        ['zone', 'battery', 'gas', 'glass', 'switch']
    """
    if (
        len(word) <= _SHORT
        or word.endswith(("ss", "us", "ics"))
        or not word.endswith("s")
    ):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ss|x|ch|sh)es$", word) else word[:-1]


def key(phrase: str) -> str:
    """A phrase as concepts and head nouns are looked up: folded case, no hyphens, singular words, British spelling.

    Example:
        >>> key("Carbon-Fiber Products"), key("E-commerce")
        ('carbon fibre product', 'ecommerce')
    """
    words = re.sub(
        r"[^\w&%+]+", " ", phrase.casefold().replace("'", "").replace("’", "")
    ).split()
    return _AMERICAN.sub(
        lambda found: _SPELLING[found[0]], " ".join(singular(word) for word in words)
    )


def american_to_british(text: str) -> str:
    """A text with British spelling where the two shores differ, the case of each first letter kept.

    Example:
        >>> american_to_british("Labor Organization for fiber programs")
        'Labour Organisation for fibre programmes'
    """
    british = _AMERICAN_WORD.sub(_british, text)
    return _IZE.sub("is", british)


def _british(found: re.Match[str]) -> str:
    written = found["word"]
    word = _SPELLING[written.casefold()]
    if written[0].isupper():
        word = word[0].upper() + word[1:]
    return word + found["ending"]


def base_forms(verb: str) -> Iterator[str]:
    """What a verb may be an inflected form of: itself, then its stems by the regular endings, likeliest first.

    Example:
        >>> list(base_forms("planning"))
        ['planning', 'plann', 'planne', 'plan']
    """
    yield verb
    if len(verb) <= _SHORT:
        return
    if verb.endswith(("ied", "ies")):
        yield verb[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if verb.endswith(ending):
            yield from _before_ending(verb.removesuffix(ending), ending)


def _before_ending(stem: str, ending: str) -> Iterator[str]:
    """A stem as it may be without an ending: as it stands, with the e that was dropped, with its last letter once."""
    yield stem
    if ending != "s":
        yield stem + "e"
    if ending in ("ing", "ed") and _DOUBLED.search(stem):
        yield stem[:-1]
