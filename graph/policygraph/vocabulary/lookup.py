"""Look-ups by words: the concept of an industry, the action that a verb names, the kind that a head noun tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.vocabulary.english import base_forms, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.terms import Iri
    from policygraph.vocabulary.model import HeadNoun

_GENERIC = (
    "industry",
    "sector",
    "cluster",
    "industry cluster",
    "business",
    "product",
    "economy",
    "field",
    "chain",
    "market",
    "export",
    "development",
)
"""Words behind an industry's name that do not change which one it is."""

_TURN = re.compile(
    r"\s(?:of|in|for|from|between|on|at|to|under|against|with|along|around|and support)\s",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|\band\b|\bor\b)\s*", re.IGNORECASE)


class Concepts:
    """Industry concepts by their names: as they are, then by the words at the end, then without a generic last word."""

    def __init__(self, names: Iterable[tuple[str, Iri]]) -> None:
        self._by_key: dict[str, Iri] = {}
        for name, concept in names:
            self._by_key.setdefault(key(name), concept)

    def find(self, label: str) -> Iri | None:
        """The concept of an industry's name, or the nearest wider one that its last words name; None without one."""
        words = key(label).split()
        tails = (" ".join(words[start:]) for start in range(len(words)))
        return next(
            (
                self._by_key[form]
                for tail in tails
                for form in _forms(tail)
                if form in self._by_key
            ),
            None,
        )


def _forms(words: str) -> Iterator[str]:
    """A name as it is, without generic words behind it, and as an industry."""
    yield words
    bare = words
    while shorter := next(
        (bare.removesuffix(f" {end}") for end in _GENERIC if bare.endswith(f" {end}")),
        "",
    ):
        bare = shorter
        yield bare
    yield f"{bare} industry"


class Actions:
    """Policy actions by the verbs that name them."""

    def __init__(self, verbs: Mapping[str, Iri]) -> None:
        self._verbs = verbs

    def find(self, verb: str) -> Iri | None:
        """The action that a verb names, in whatever form and with its particle; of joined verbs, that of the first."""
        words = _AND.split(" ".join(verb.casefold().split()))[0].split()
        for length in range(len(words), 0, -1):
            rest = words[1:length]
            for form in base_forms(words[0]):
                found = self._verbs.get(" ".join((form, *rest)))
                if found:
                    return found
        return self.find(" ".join(words[1:])) if len(words) > 1 else None


class Heads:
    """Head nouns by their words; the longest at the end of a name's head tells."""

    def __init__(self, nouns: Iterable[HeadNoun]) -> None:
        self._by_key: dict[str, list[HeadNoun]] = {}
        for noun in nouns:
            for label in noun.labels:
                self._by_key.setdefault(key(label), []).append(noun)

    def find(self, name: str, type_: str = "") -> HeadNoun | None:
        """The head noun of a name, of those that suggest the class if one is given; None where none is known."""
        for stretch in dict.fromkeys((_TURN.split(name)[0], name)):
            words = key(stretch).split()
            for start in range(len(words)):
                for noun in self._by_key.get(" ".join(words[start:]), ()):
                    if not type_ or type_ in noun.suggests:
                        return noun
        return None

    def named(self, words: str) -> tuple[HeadNoun, ...]:
        """The head nouns that some words are, wholly."""
        return tuple(self._by_key.get(key(words), ()))


class Procedures:
    """Nouns of what a government does in every field ("report", "meeting"), which tell of none."""

    def __init__(self, nouns: Iterable[str]) -> None:
        self._keys = frozenset(key(noun) for noun in nouns)

    def has(self, phrase: str) -> bool:
        """Whether the head of a noun phrase is one of these nouns: "an annual report on schools"."""
        words = key(_TURN.split(phrase)[0]).split()
        return any(" ".join(words[start:]) in self._keys for start in range(len(words)))
