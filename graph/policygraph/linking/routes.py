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
    if _FROM.search(name) and (match := _TO.search(name)):
        return tuple(_trimmed(end.split(), heads, is_place) for end in match.groups())
    words = _HYPHEN.sub("-", name).split()
    for place in range(len(words)):
        if _is_route(words, place, heads):
            ends = _ends(words, place, heads, is_place, is_name)
            if _are_ends(ends, is_name):
                return ends
    return ()


def _is_route(words: Sequence[str], place: int, heads: AbstractSet[str]) -> bool:
    """Whether the hyphens in one of a name's words join the ends of a route."""
    word = words[place]
    return (
        "-" in word
        and _joins(word)
        and _opens(words[:place])
        and _has_head(words[place + 1 :], heads)
    )


def _are_ends(ends: Sequence[str], is_name: IsPlace) -> bool:
    """Whether what a route joins are names, several and different ones."""
    if not len(set(ends)) == len(ends) > 1:
        return False
    return all(end and is_name(end) and end not in DIRECTIONS for end in ends)


def _joins(word: str) -> bool:
    """Whether the parts of a hyphenated word can all be names, as in "Beijing-Hong" and not in "Trans-Sumatra"."""
    return all(
        is_capitalised(part) and part[:1].isalpha() and part not in _NO_PLACES
        for part in word.split("-")
    )


def _opens(before: Sequence[str]) -> bool:
    """Whether a route's name can begin behind some words: "section of the", and not "center for"."""
    joining = [
        word for word in before if is_function_word(word) and word.casefold() != "the"
    ]
    return not joining or joining[-1].casefold() == "of"


def _has_head(after: Sequence[str], heads: AbstractSet[str]) -> bool:
    """Whether some words carry on a noun phrase headed by the noun of a route, by works on one or by a section."""
    end = _end_of_phrase(after)
    nouns = [noun for noun in key(" ".join(after[:end])).split() if not noun.isdigit()]
    section = " ".join(nouns[-1:]) in _SECTIONS and after[end : end + 1] == ["of"]
    return section or _ends_in_head(nouns, heads)


def _end_of_phrase(words: Sequence[str]) -> int:
    """Where the first function word but "and" stands; behind all words where none does."""
    for place, word in enumerate(words):
        if is_function_word(word) and word != "and":
            return place
    return len(words)


def _ends_in_head(nouns: list[str], heads: AbstractSet[str]) -> bool:
    """Whether nouns end in that of a route, works on one aside."""
    while nouns and nouns[-1] in _WORKS and " ".join(nouns[-2:]) not in heads:
        nouns.pop()
    return any(" ".join(nouns[place:]) in heads for place in range(len(nouns)))


def _ends(
    words: Sequence[str],
    place: int,
    heads: AbstractSet[str],
    is_place: IsPlace,
    is_name: IsPlace,
) -> tuple[str, ...]:
    """The ends of the route whose hyphens stand in one of some words, each with the words that belong to it."""
    joined = [place]
    while joined[-1] + 1 < len(words) and (
        following := _next_hyphenated(words, joined[-1], heads)
    ):
        joined.append(following)
    text = " ".join(words[joined[0] : joined[-1] + 1]).split("-")
    before = _leading(words[:place])
    after = _following(words[joined[-1] + 1 :], heads, is_name)
    first = _longest([*before, text[0]], is_place, from_end=True)
    if not is_place(first):
        first = " ".join(dropwhile(_NUMBERED.__contains__, first.split()))
    last = _longest([*text[-1].split(), *after], is_place, from_end=False)
    return (first, *text[1:-1], last)


def _next_hyphenated(words: Sequence[str], place: int, heads: AbstractSet[str]) -> int:
    """The place of a further hyphenated word that carries on the route: "Beijing-Hong Kong-Macao"; 0 if none."""
    for ahead in range(place + 1, min(place + _MOST_WORDS, len(words))):
        if not _carries_on(words[ahead], heads):
            return 0
        if "-" in words[ahead]:
            return ahead if _joins(words[ahead]) else 0
    return 0


def _carries_on(word: str, heads: AbstractSet[str]) -> bool:
    """Whether a word may be of a place that a route leads on to: no noun for a route, nor what says of which kind."""
    first, *others = word.split("-")
    if not is_capitalised(first) or key(first) in heads:
        return False
    return not others or first.casefold() not in _MEASURING


def _leading(words: Sequence[str]) -> list[str]:
    """The capitalised words that end a list."""
    begin = len(words)
    while (
        begin
        and is_capitalised(words[begin - 1])
        and words[begin - 1][:1].isalpha()
        and len(words) - begin < _MOST_WORDS - 1
    ):
        begin -= 1
    return list(words[begin:])


def _following(
    words: Sequence[str], heads: AbstractSet[str], is_name: IsPlace
) -> list[str]:
    """The capitalised words that begin a list, up to a head noun, an abbreviation or a compound."""
    end = 0
    while end < min(len(words), _MOST_WORDS - 1):
        word = words[end]
        if _ends_name(word, heads) or not is_capitalised(word) or not is_name(word):
            break
        end += 1
    return list(words[:end])


def _ends_name(word: str, heads: AbstractSet[str]) -> bool:
    """Whether a word is no part of a place's name: a head noun, an abbreviation, a compound or a figure."""
    if word.isupper() or "-" in word or not word[:1].isalpha():
        return True
    return key(word) in heads


def _longest(words: Sequence[str], is_place: IsPlace, *, from_end: bool) -> str:
    """The longest known place that the words end in (or begin with), or else all of them."""
    count = len(words)
    spans = (
        [words[i:] for i in range(count)]
        if from_end
        else [words[:i] for i in range(count, 0, -1)]
    )
    known = (" ".join(span) for span in spans if is_place(" ".join(span)))
    return next(known, " ".join(words))


def _trimmed(words: Sequence[str], heads: AbstractSet[str], is_place: IsPlace) -> str:
    """A place's words up to a head noun that is no part of it."""
    kept = [
        word
        for place, word in enumerate(words)
        if not any(key(w) in heads for w in words[1 : place + 1])
    ]
    return _longest(kept, is_place, from_end=False)
