"""Short names that a report uses for a long one: "Hong Kong Monetary Authority (HKMA)", or "MOF" without a word."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.linking.english import initials, tidy
from policygraph.namespaces import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.extraction.model import Mention

_BRACKET = re.compile(r"^\s*\((?:the\s+|or\s+)?[\"“']?(?P<short>[^()\"”']{2,30})[\"”']?\)", re.IGNORECASE)
_OWN_BRACKET = re.compile(r"^(?P<long>.+?)\s*\((?:the\s+)?[\"“']?(?P<short>[^()\"”']{2,30})[\"”']?\)$")
_APPOSED = re.compile(r"^,\s+(?:or\s+|known as\s+|called\s+)?(?:the\s+)?$")
_LEAST_LETTERS = 3
_REACH = 50

Alias = tuple[int, str]


def is_abbreviation(short: str, long: str) -> bool:
    """Whether some letters can stand for a name: capitals and digits only, all of them in order among its initials.

    Example:
        >>> is_abbreviation("HKMA", "Hong Kong Monetary Authority"), is_abbreviation("Macao", "Hong Kong")
        (True, False)
    """
    letters = [letter for letter in short if letter.isalpha()]
    if len(letters) < 2 or not short.replace(" ", "").isalnum() or any(letter.islower() for letter in letters):  # noqa: PLR2004
        return False
    capitals = iter("".join(letter for letter in long if letter.isupper()) or initials(long))
    return short != long and all(letter in capitals for letter in letters)


def aliases(text: str, mentions: Sequence[Mention], labels: Sequence[str]) -> Iterator[Alias]:
    """The short names that a report introduces in brackets or in apposition, each with its long name's mention."""
    for index, mention in enumerate(mentions):
        if mention.type in FIGURES or mention.implied:
            continue
        if (own := _OWN_BRACKET.match(labels[index])) and is_abbreviation(own["short"], own["long"]):
            yield index, own["short"]
            yield index, own["long"]
        after = text[mention.span.end : mention.span.end + _REACH]
        if (match := _BRACKET.match(after)) and is_abbreviation(match["short"].strip(), labels[index]):
            yield index, match["short"].strip()
    for index, (first, second) in enumerate(pairwise(mentions)):
        gap = text[first.span.end : second.span.begin]
        if (
            first.type == second.type
            and _APPOSED.match(gap)
            and _apposed(tidy(first.span.of(text)), tidy(second.span.of(text)))
        ):
            yield index, tidy(second.span.of(text))


def _apposed(long: str, short: str) -> bool:
    """Whether a name in apposition is a short form: it begins alike and holds an abbreviation ("the New PAC")."""
    words = short.split()
    return (
        len(words) > 1
        and words[0] == long.split(maxsplit=1)[0]
        and any(word.isupper() and len(word) > 1 for word in words)
    )


def unintroduced(labels: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Abbreviations that nothing introduces, each with the one name of its class whose initials it is.

    `labels` are the names of the entities of one class. An abbreviation has three letters or more, and fits one name.
    """
    by_initials: dict[str, set[int]] = defaultdict(set)
    for long, name in labels.items():
        by_initials[initials(name)].add(long)
    for short, name in labels.items():
        fitting = by_initials.get(name, set()) - {short}
        if name.isupper() and name.isalpha() and len(name) >= _LEAST_LETTERS and len(fitting) == 1:
            yield short, next(iter(fitting))
