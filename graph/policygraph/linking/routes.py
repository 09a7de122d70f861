"""Names of routes ("Chongqing-Kunming railway", "railway from Hami to Chongqing") and the places that they join."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

from policygraph.linking.english import (
    DIRECTIONS,
    is_capitalised,
    is_function_word,
    key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    IsPlace = Callable[[str], bool]

_HYPHEN = re.compile(r"\s?[-–—]\s?")
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.]*(?: [^\W\d_a-zß-öø-ÿ][\w'’.]*){0,3}"
_TO = re.compile(
    rf"(?:^|\b(?:from|linking|between|connecting) )(?:the )?({_NAME}),?"
    rf" (?:to|and(?=.* [A-Z])|with|through) (?:the )?({_NAME})"
)
_FROM = re.compile(r"\b(?:from|linking|between|connecting)\b|^\S+(?: [^\Wa-z]\S*)* to ")
_WORKS = frozenset(
    {
        "project",
        "section",
        "extension",
        "construction",
        "expansion",
        "upgrade",
        "upgrading",
        "improvement",
    }
)
_SECTIONS = frozenset({"section", "stretch", "leg"})
"""Parts of a longer route: what they join stands in front of them, what the whole joins behind."""

_NO_PLACES = frozenset(
    {"Air", "Cross", "Inter", "Intra", "Land", "Pan", "Rail", "Road", "Trans"}
)
"""What is hyphenated in names without being a place."""

_MEASURING = frozenset(
    {
        "broad",
        "double",
        "dual",
        "extra",
        "fast",
        "heavy",
        "high",
        "light",
        "low",
        "medium",
        "multi",
        "narrow",
        "single",
        "standard",
        "ultra",
        "wide",
    }
)
"""What begins a compound that says what kind of route it is, capitalised or not: "High-Speed", "Double-Track"."""

_NUMBERED = frozenset(
    {
        "New",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
    }
)
"""What tells routes of one name apart, in front of the places that they join."""

_MOST_WORDS = 3


def route_ends(
    name: str, heads: AbstractSet[str], *, is_place: IsPlace, is_name: IsPlace
) -> tuple[str, ...]:
    """The places that a route's name joins, in its order; none where it is no route's name.

    `heads` are the nouns of routes ("railway"). `is_place` knows places, `is_name` says whether words can be a name at
    all: it holds for a place that nobody knows, and not for "Land" in "Land-Sea Corridor".

    Example:
        >>> known = {"Chongqing", "Kunming"}.__contains__
        >>> route_ends("Chongqing-Kunming High-speed Railway", {"railway"}, is_place=known, is_name=lambda _: True)
        ('Chongqing', 'Kunming')
    """
    if _FROM.search(name):
        told = _TO.search(name)
        if told:
            ends = [end.split() for end in told.groups()]
            return tuple(_trimmed(end, heads, is_place) for end in ends)
    words = _HYPHEN.sub("-", name).split()
    for place in range(len(words)):
        if not _is_route(words, place, heads):
            continue
        joined = _ends(words, place, heads, is_place, is_name)
        if _are_ends(joined, is_name):
            return joined
    return ()


def _is_route(words: Sequence[str], place: int, heads: AbstractSet[str]) -> bool:
    """Whether the hyphens in one of a name's words join the ends of a route."""
    word = words[place]
    if "-" not in word or not _joins(word):
        return False
    if not _opens(words[:place]):
        return False
    return _has_head(words[place + 1 :], heads)


def _are_ends(ends: Sequence[str], is_name: IsPlace) -> bool:
    """Whether what a route joins are names, several and different ones."""
    if not len(set(ends)) == len(ends) > 1:
        return False
    return all(_is_end(end) and is_name(end) for end in ends)


def _is_end(words: str) -> bool:
    """Whether words are there, and more than a direction."""
    if not words:
        return False
    return words not in DIRECTIONS


def _joins(word: str) -> bool:
    """Whether the parts of a hyphenated word can all be names, as in "Beijing-Hong" and not in "Trans-Sumatra"."""
    return all(map(_may_be_name, word.split("-")))


def _may_be_name(part: str) -> bool:
    if part in _NO_PLACES:
        return False
    return is_capitalised(part) and part[:1].isalpha()


def _opens(before: Sequence[str]) -> bool:
    """Whether a route's name can begin behind some words: "section of the", and not "center for"."""
    joining = [word.casefold() for word in before if is_function_word(word)]
    while joining and joining[-1] == "the":
        joining.pop()
    if not joining:
        return True
    return joining[-1] == "of"


def _has_head(after: Sequence[str], heads: AbstractSet[str]) -> bool:
    """Whether some words carry on a noun phrase headed by the noun of a route, by works on one or by a section."""
    end = _end_of_phrase(after)
    phrase = " ".join(after[:end])
    nouns = [noun for noun in key(phrase).split() if not noun.isdigit()]
    if not nouns:
        return False
    following = after[end : end + 1]
    if nouns[-1] in _SECTIONS and following == ["of"]:
        return True
    return _ends_in_head(nouns, heads)


def _end_of_phrase(words: Sequence[str]) -> int:
    """Where the first function word but "and" stands; behind all words where none does."""
    for place, word in enumerate(words):
        if is_function_word(word) and word != "and":
            return place
    return len(words)


def _ends_in_head(nouns: list[str], heads: AbstractSet[str]) -> bool:
    """Whether nouns end in that of a route, works on one aside."""
    while nouns and nouns[-1] in _WORKS:
        if " ".join(nouns[-2:]) in heads:
            break
        nouns.pop()
    tails = (" ".join(nouns[place:]) for place in range(len(nouns)))
    return any(tail in heads for tail in tails)


def _ends(
    words: Sequence[str],
    place: int,
    heads: AbstractSet[str],
    is_place: IsPlace,
    is_name: IsPlace,
) -> tuple[str, ...]:
    """The ends of the route whose hyphens stand in one of some words, each with the words that belong to it."""
    final = _last_hyphenated(words, place, heads)
    joined = " ".join(words[place : final + 1])
    opening, *between, closing = joined.split("-")
    before = _leading(words[:place])
    after = _following(words[final + 1 :], heads, is_name)
    first = _longest([*before, opening], is_place, from_end=True)
    if not is_place(first):
        own = dropwhile(_NUMBERED.__contains__, first.split())
        first = " ".join(own)
    last = _longest([*closing.split(), *after], is_place, from_end=False)
    return (first, *between, last)


def _last_hyphenated(words: Sequence[str], place: int, heads: AbstractSet[str]) -> int:
    """The place of the last of the hyphenated words in which a route goes on."""
    last = place
    following = _next_hyphenated(words, last, heads)
    while following:
        last = following
        following = _next_hyphenated(words, last, heads)
    return last


def _next_hyphenated(words: Sequence[str], place: int, heads: AbstractSet[str]) -> int:
    """The place of a further hyphenated word that carries on the route: "Beijing-Hong Kong-Macao"; 0 if none."""
    farthest = min(place + _MOST_WORDS, len(words))
    for ahead in range(place + 1, farthest):
        word = words[ahead]
        if not _carries_on(word, heads):
            return 0
        if "-" in word:
            return ahead if _joins(word) else 0
    return 0


def _carries_on(word: str, heads: AbstractSet[str]) -> bool:
    """Whether a word may be of a place that a route leads on to: no noun for a route, nor what says of which kind."""
    first, *others = word.split("-")
    if not is_capitalised(first) or key(first) in heads:
        return False
    if not others:
        return True
    return first.casefold() not in _MEASURING


def _leading(words: Sequence[str]) -> list[str]:
    """The capitalised words that end a list."""
    leading: list[str] = []
    for word in reversed(words):
        if len(leading) == _MOST_WORDS - 1:
            break
        if not is_capitalised(word) or not word[:1].isalpha():
            break
        leading.insert(0, word)
    return leading


def _following(
    words: Sequence[str], heads: AbstractSet[str], is_name: IsPlace
) -> list[str]:
    """The capitalised words that begin a list, up to a head noun, an abbreviation or a compound."""
    following: list[str] = []
    for word in words[: _MOST_WORDS - 1]:
        if _ends_name(word, heads):
            break
        if not is_capitalised(word) or not is_name(word):
            break
        following.append(word)
    return following


def _ends_name(word: str, heads: AbstractSet[str]) -> bool:
    """Whether a word is no part of a place's name: a head noun, an abbreviation, a compound or a figure."""
    if word.isupper() or "-" in word:
        return True
    if not word[:1].isalpha():
        return True
    return key(word) in heads


def _longest(words: Sequence[str], is_place: IsPlace, *, from_end: bool) -> str:
    """The longest known place that the words end in (or begin with), or else all of them."""
    for shorter in range(len(words)):
        span = words[: len(words) - shorter]
        if from_end:
            span = words[shorter:]
        name = " ".join(span)
        if is_place(name):
            return name
    return " ".join(words)


def _trimmed(words: Sequence[str], heads: AbstractSet[str], is_place: IsPlace) -> str:
    """A place's words up to a head noun that is no part of it."""
    kept = [*words[:1]]
    for word in words[1:]:
        if key(word) in heads:
            break
        kept.append(word)
    return _longest(kept, is_place, from_end=False)
