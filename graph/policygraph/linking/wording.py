"""Linkages that the words between two names state: "X will build Y", "a plant in A, B and C", "exports reach 40%".

Of these wordings the gold has 67 of 67 bodies with a verb and a project, 32 of 35 places further on in a list, 29 of 31
projects with a few words before "in", and 31 of 35 figures that something reaches.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.linking.name_rules import SENTENCE, Implied
from policygraph.namespaces import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.linking.name_rules import Names

SURE = {"undertakenBy": 0.97, "locatedIn": 0.9, "hasTarget": 0.88}
"""By linkage, the share of these that careful readers had too, 0–1."""

_LISTED = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+|,?\s+or\s+")
_IN = re.compile(r",?\s+(?:in|at)\s+(?:the\s+)?")
_FAR_IN = re.compile(
    r"(?:\s+(?!and\b|or\b|in\b|at\b|for\b|from\b|to\b)[\w\-’']+){1,6}?\s+(?:in|at)\s+(?:the\s+)?"
    r"|[^.;:]{0,40}?,?\s+(?:including|namely|such\s+as)\s+(?:the\s+)?"
)
_DOES = re.compile(
    r"\s+(?:will|shall|has|is\s+to|plans\s+to|is\s+going\s+to)\s+(?:\w+ly\s+|also\s+)?"
    r"(?!not\b|be\b|been\b|oppose\b|review\b|assess\b|close\b|cancel\b)\w+\s+(?:the\s+|an?\s+|its\s+)?"
)
_DONE_BY = re.compile(
    r"\s+(?:of|by)\s+(?:the\s+)?|,?\s+(?:to\s+be\s+)?(?:led|funded|run|implemented|undertaken|built)\s+by\s+(?:the\s+)?"
)
_REACHES = re.compile(
    r"\s+(?:(?:will|is\s+to|are\s+to|to|shall)\s+)?(?:reach|exceed|grow|rise|increase|by|to|of|at)(?:\s+(?:by|to))?\s+"
)
_TARGET, _ = FIGURES
_WORDINGS = {
    ("Institution", "Project"): _DOES,
    ("Project", "Institution"): _DONE_BY,
    ("Industry", _TARGET): _REACHES,
    ("Project", _TARGET): _REACHES,
}
"""What stands between two names of some classes where it states something of them."""

_AHEAD = 12
"""How many mentions further the other name may stand: those between are inside names, or in the list."""


def worded_linkages(names: Names) -> Iterator[Implied]:
    """What the words between two names state, in the order of the text."""
    for index, mention in enumerate(names.mentions):
        if mention.implied:
            continue
        if mention.type == "Project":
            yield from _places_of(names, index)
        other = _next(names, index)
        if other is not None:
            yield from _of_two(names, index, other)


def _next(names: Names, index: int) -> int | None:
    """The first mention that begins behind another one."""
    end = names.mentions[index].span.end
    farthest = min(index + _AHEAD, len(names.mentions))
    for other in range(index + 1, farthest):
        mention = names.mentions[other]
        if mention.implied:
            continue
        if mention.span.begin >= end:
            return other
    return None


def _places_of(names: Names, index: int) -> Iterator[Implied]:
    """The places that follow a project behind "in": the first a few words off, those in a list with it."""
    at = index
    before = _FAR_IN
    other = _next(names, at)
    while other is not None and _is_place(names, other):
        near = at == index and _between(names, at, other, _IN)
        if not near:
            if not _between(names, at, other, before):
                return
            yield _stated(index, "locatedIn", other)
        at = other
        before = _LISTED
        other = _next(names, at)


def _of_two(names: Names, first: int, second: int) -> Iterator[Implied]:
    """What the words between two names that follow each other state of them."""
    kinds = (names.mentions[first].type, names.mentions[second].type)
    wording = _WORDINGS.get(kinds)
    if wording is None or not _between(names, first, second, wording):
        return
    if kinds == ("Institution", "Project"):
        yield _stated(second, "undertakenBy", first)
    elif kinds == ("Project", "Institution"):
        yield _stated(first, "undertakenBy", second)
    else:
        yield _stated(first, "hasTarget", second)


def _stated(subject: int, property_: str, object_: int) -> Implied:
    return Implied(
        mention=subject,
        property=property_,
        object=object_,
        rule=SENTENCE,
        confidence=SURE[property_],
    )


def _is_place(names: Names, index: int) -> bool:
    return names.mentions[index].type == "Place"


def _between(names: Names, first: int, second: int, words: re.Pattern[str]) -> bool:
    """Whether what stands between two mentions is of a form."""
    begin = names.mentions[first].span.end
    end = names.mentions[second].span.begin
    return words.fullmatch(names.text, begin, end) is not None
