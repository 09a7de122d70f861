"""Names of what is none of the classes: laws and treaties, events and awards, indices and reports, persons in office.

A reader that looks for names takes them for institutions and projects. What the last noun of a name says is surer.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAWS = {
    "act", "agreement", "amendment", "bill", "charter", "constitution", "convention", "covenant", "declaration",
    "decree", "directive", "law", "legislation", "memoranda", "memorandum",
    "ordinance", "protocol", "regulation", "resolution", "statute",
    "treaty",
}  # fmt: skip
_EVENTS = {
    "award",
    "championship",
    "cup",
    "day",
    "festival",
    "games",
    "prize",
    "summit",
}
_WRITINGS = {
    "article",
    "book",
    "index",
    "indices",
    "journal",
    "paper",
    "report",
    "speech",
    "statement",
}
_PERSONS = {
    "ambassador", "chairman", "chairperson", "chairwoman", "citizen", "commissioner", "governor", "manager", "mayor",
    "minister", "officer", "president", "secretary", "senator", "worker",
}  # fmt: skip
_HEADS = frozenset(_LAWS | _EVENTS | _WRITINGS | _PERSONS)
_COUNTS = frozenset({"census", "generation"})
"""What is no institution, though it may be a project."""

_OF = frozenset({"of", "on", "for", "against", "between", "concerning"})
"""Words behind which a name goes on after its head."""

_TITLES = frozenset(
    {"chancellor", "dr", "justice", "mr", "mrs", "ms", "professor"}
) | _PERSONS - {"citizen", "worker"}
_BODIES = frozenset(
    {
        "academy", "board", "center", "centre", "college", "commission", "council", "foundation", "institute", "office",
        "school",
    }
)  # fmt: skip
_NAMED_AFTER = frozenset(
    {
        "aerospace", "airlines", "airport", "avenue", "bank", "bay", "beach", "brae", "bridge", "building",
        "campus", "canal", "castle", "cathedral", "church", "city", "clinic", "company", "county", "creek", "dam",
        "district", "energy", "falls", "foundation", "fund", "gardens", "group", "hall", "heights", "hospital",
        "hotel", "house", "industries", "initiative", "institution", "island", "islands", "laboratories", "lake",
        "lane", "library", "mall", "memorial", "mill", "mine", "motors", "mountain", "museum", "park", "partners",
        "peninsula", "pharmaceuticals", "plan", "plaza", "point", "port", "power", "program", "programme",
        "project", "region", "ridge", "river", "road", "square", "stadium", "state", "station", "steel", "street",
        "terminal", "theatre", "tower", "town", "township", "trust", "tunnel", "university", "valley", "village",
        "way", "zone",
    }
)  # fmt: skip
"""What is called by a person's name without being the person: the last words of places, bodies and projects."""

_INTENTIONS = frozenset(
    {
        "ability", "aim", "attempt", "commitment", "decision", "desire", "effort", "efforts", "intention", "need",
        "obligation", "pledge", "promise", "proposal", "resolve", "right", "willingness",
    }
)  # fmt: skip
"""What somebody has "to do" something, which is no undertaking yet."""

_LEAST_LETTERS = 2
_MOST_NAMES = 2
"""The most words in the name of a person behind a title."""

_MOST_WORDS = 3
"""The most words in a person's name that is told by its first."""


def is_stranger(words: Sequence[str], kind: str) -> bool:
    """Whether the words of a place's, an institution's or a project's name say that it names none of these.

    Args:
        words: The words of the name.
        kind: The class that it was taken for.

    Example:
        >>> is_stranger(["Treaty", "of", "Westphalia"], "Institution"), is_stranger(["Treasury"], "Institution")
        (True, False)
        >>> is_stranger(["Commissioner", "Ana", "Silva"], "Institution")
        True
        >>> is_stranger(["Ana", "Silva"], "Place"), is_stranger(["Albert", "Street"], "Place")
        (True, False)
    """
    if kind not in ("Place", "Institution", "Project"):
        return False
    head = _head(words)
    if head in _HEADS:
        return True
    if kind == "Institution" and head in _COUNTS:
        return True
    return any(test(words) for test in _STRANGE)


def _has_section(words: Sequence[str]) -> bool:
    """Whether a word is the number of a section, as references to it have it ("4.2.1")."""
    return any(word[0].isdigit() and word.count(".") > 1 for word in words)


def _is_kind(words: Sequence[str]) -> bool:
    """Whether a name is an abbreviation in the plural, which says of what kind things are ("NGOs")."""
    (word, *others) = words
    if others or len(word) <= _LEAST_LETTERS:
        return False
    return word.endswith("s") and word[:-1].isupper()


def _is_intention(words: Sequence[str]) -> bool:
    """Whether the words are those of a decision or a wish to do something ("decision to move the port")."""
    before = (word for word, follower in pairwise(words) if follower == "to")
    return any(word.lower() in _INTENTIONS for word in before)


def _is_in_charge(words: Sequence[str]) -> bool:
    """Whether the words open with an office that a hyphen goes on with ("Minister-in-charge of ...")."""
    if len(words) == 1 or words[1] != "-":
        return False
    return words[0].lower() in _PERSONS


def _head(words: Sequence[str]) -> str:
    """The last noun of a name, before what "of" adds to it and without a year, in the singular."""
    end = _before_of(words)
    while end > 1 and not words[end - 1][0].isalpha():
        end -= 1
    head = words[end - 1].lower()
    if head in _HEADS:
        return head
    return head.removesuffix("s")


def _before_of(words: Sequence[str]) -> int:
    """How many words stand before the first "of" that does not open a name."""
    for index in range(1, len(words)):
        if words[index].lower() in _OF:
            return index
    return len(words)


@cache
def _given_names() -> frozenset[str]:
    text = resource("extraction", "given_names.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _is_person(words: Sequence[str]) -> bool:
    """Whether the name opens with a given name and ends with no word for a place, a body or a project."""
    names = [word for word in words if word != "."]
    if not 1 < len(names) <= _MOST_WORDS:
        return False
    if names[0] not in _given_names():
        return False
    if not all(word.istitle() and word.isalpha() for word in names):
        return False
    lower = [word.lower() for word in names]
    return _BODIES.isdisjoint(lower) and lower[-1] not in _NAMED_AFTER


def _is_titled(words: Sequence[str]) -> bool:
    """Whether the name is that of a person behind a title ("Commissioner Ana Silva")."""
    names = [word for word in words if word != "."]
    for index, word in enumerate(names):
        if not _is_title(word):
            continue
        behind = names[index + 1 :]
        if 0 < len(behind) <= _MOST_NAMES:
            return all(map(_may_be_of_person, behind))
    return False


def _may_be_of_person(word: str) -> bool:
    if not word.istitle():
        return False
    return word.lower() not in _BODIES


def _is_title(word: str) -> bool:
    if not word[0].isupper():
        return False
    return word.lower() in _TITLES


_STRANGE = (
    _has_section,
    _is_kind,
    _is_intention,
    _is_in_charge,
    _is_titled,
    _is_person,
)
"""What tells a stranger beside the head of its name."""
