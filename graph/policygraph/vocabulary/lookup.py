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
        for tail in _tails(key(label)):
            for form in _forms(tail):
                if form in self._by_key:
                    return self._by_key[form]
        return None


def _tails(words: str) -> Iterator[str]:
    """Some words, all but the first, and so on to the last alone."""
    split = words.split()
    for start in range(len(split)):
        yield " ".join(split[start:])


def _forms(words: str) -> Iterator[str]:
    """A name as it is, without generic words behind it, and as an industry."""
    yield words
    bare = words
    shorter = _without_generic_end(bare)
    while shorter != bare:
        yield shorter
        bare = shorter
        shorter = _without_generic_end(bare)
    yield f"{bare} industry"


def _without_generic_end(words: str) -> str:
    """A name without the generic word that stands last, if one does."""
    for generic in _GENERIC:
        if words.endswith(f" {generic}"):
            return words.removesuffix(f" {generic}")
    return words


class Actions:
    """Policy actions by the verbs that name them."""

    def __init__(self, verbs: Mapping[str, Iri]) -> None:
        self._verbs = verbs

    def find(self, verb: str) -> Iri | None:
        """The action that a verb names, in whatever form and with its particle; of joined verbs, that of the first."""
        folded = " ".join(verb.casefold().split())
        words = _AND.split(folded)[0].split()
        for length in range(len(words), 0, -1):
            rest = words[1:length]
            for form in base_forms(words[0]):
                phrase = " ".join((form, *rest))
                found = self._verbs.get(phrase)
                if found:
                    return found
        rest = words[1:]
        if not rest:
            return None
        return self.find(" ".join(rest))


class Heads:
    """Head nouns by their words; the longest at the end of a name's head tells."""

    def __init__(self, nouns: Iterable[HeadNoun]) -> None:
        self._by_key: dict[str, list[HeadNoun]] = {}
        for noun in nouns:
            for label in noun.labels:
                self._by_key.setdefault(key(label), []).append(noun)

    def find(self, name: str, type_: str = "") -> HeadNoun | None:
        """The head noun of a name, of those that suggest the class if one is given; None where none is known."""
        head = _TURN.split(name)[0]
        for stretch in dict.fromkeys((head, name)):
            for tail in _tails(key(stretch)):
                for noun in self._by_key.get(tail, ()):
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
        head = _TURN.split(phrase)[0]
        return any(tail in self._keys for tail in _tails(key(head)))
