"""How alike what two reports say is: the words of two promises weighed, and what tells them apart.

A word that few promises of the compared reports have weighs more than one that many have, a name more than a noun, and
words that could stand in any promise ("system", "improve") little. What both have is held against what each has alone.
One may say more than the other; where each has words of its own, one stands in the other's place, and they are two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from policygraph.comparison.english import (
    heads_of,
    is_general,
    items_of,
    parts_of,
    stem,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from policygraph.comparison.english import Word
    from policygraph.comparison.model import Said
    from policygraph.terms import Iri

LEAST = 0.55
"""The score from which two sayings are taken to be of one thing."""

_GENERAL = 0.25
_NAME = 1.5
_COMMON = 0.45
_MORE = 0.22
_OTHER = 0.9
_OTHER_NAME = 1.6
_HEAD = 0.7
_OTHER_BODY = 0.6
_SAME_DOING = 0.06
_FEW = 2
_CROWDED = 300
"""A word that more sayings than this have is no reason to put two of them side by side."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words are said to be planned or done, weighed by their stems.

    `total` is their sum; `telling` are the stems that could not stand in any promise, `names` those of names.
    """

    weights: dict[str, float]
    total: float
    telling: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A saying with its words weighed: as a whole, and item by item where it is a list."""

    said: Said
    whole: Phrase
    items: tuple[Phrase, ...]
    verb: str
    bodies: frozenset[Iri]


class Match(NamedTuple):
    """Two sayings of different reports and how alike they are, between 0 and 1."""

    one: Weighed
    other: Weighed
    score: float


class Matcher:
    """Finds which sayings of different reports are of one thing; `sayings` are all of theirs, weighed.

    Args:
        sayings: All that the compared reports say: how common a word is, is counted in them.
        classes: The class of each thing that they concern.
    """

    def __init__(self, sayings: Iterable[Said], classes: Mapping[Iri, str]) -> None:
        self._classes = classes
        self._counts: Counter[str] = Counter()
        listed = list(sayings)
        for said in listed:
            words = words_of(said.words)
            self._counts.update(word.stem for word in words)
        self._all = max(len(listed), 1)
        self.sayings = [self._weighed(said) for said in listed]

    def _weighed(self, said: Said) -> Weighed:
        """A saying with its words weighed."""
        whole = self._phrase(said.words)
        items = self._items(said.words)
        bodies = filter(self._is_body, said.things)
        return Weighed(
            said=said,
            whole=whole,
            items=items or (whole,),
            verb=stem(said.verb),
            bodies=frozenset(bodies),
        )

    def _items(self, text: str) -> tuple[Phrase, ...]:
        """The items of a list that say enough to be told from others; none where a text is no list."""
        items = items_of(text)
        if len(items) == 1:
            return ()
        phrases = map(self._phrase, items)
        return tuple(one for one in phrases if len(one.telling) >= _FEW)

    def _is_body(self, thing: Iri) -> bool:
        return self._classes.get(thing) == "Institution"

    def _phrase(self, text: str) -> Phrase:
        words = words_of(text)
        weights = {word.stem: self._weight(word) for word in words}
        names = frozenset(word.stem for word in words if word.is_name)
        plain = frozenset(one for one in weights if not is_general(one))
        return Phrase(
            weights=weights,
            total=sum(weights.values()),
            telling=plain | names,
            names=names,
            heads=heads_of(text),
            parts=parts_of(text),
        )

    def _weight(self, word: Word) -> float:
        count = self._counts[word.stem]
        spread = math.log1p(count) / math.log1p(self._all)
        rarity = min(1.0, 1.0 - spread + _COMMON)
        if is_general(word.stem):
            return rarity if word.is_name else _GENERAL * rarity
        return _NAME * rarity if word.is_name else rarity

    def pairs(
        self,
        earlier: Iterable[Weighed],
        later: Sequence[Weighed],
        may_match: Callable[[Said, Said], bool],
    ) -> Iterator[Match]:
        """The pairs that are of one thing, with their scores.

        Only such are looked at as share a word that says something and is not the commonest of either; it takes two.
        """
        by_word: dict[str, list[int]] = defaultdict(list)
        for at, other in enumerate(later):
            for word in self._rare(other.whole):
                by_word[word].append(at)
        for promise in earlier:
            near: set[int] = set()
            for word in self._rare(promise.whole):
                holding = by_word.get(word, ())
                if len(holding) <= _CROWDED:
                    near.update(holding)
            for at in sorted(near):
                other = later[at]
                if may_match(promise.said, other.said):
                    score = alike(promise, other)
                    if score >= LEAST:
                        yield Match(promise, other, score)

    def _rare(self, phrase: Phrase) -> Collection[str]:
        """The words of a phrase by which others are found: names, and all but the commonest that say something."""
        telling = sorted(phrase.telling, key=self._rarity)
        rare = set(telling[:1])
        rare.update(telling[:-1])
        return rare | phrase.names

    def _rarity(self, stemmed: str) -> tuple[int, str]:
        return self._counts[stemmed], stemmed


def alike(one: Weighed, other: Weighed) -> float:
    """How alike two sayings are, between 0 and 1: where names are listed, item by item; less if of other bodies."""
    same_doing = bool(one.verb) and one.verb == other.verb
    if _are_lists_with_a_name(one, other):
        score = max(
            _alike(mine, theirs, same_doing=same_doing)
            for mine, theirs in product(one.items, other.items)
        )
    else:
        score = _alike(one.whole, other.whole, same_doing=same_doing)
    if one.bodies and other.bodies and one.bodies.isdisjoint(other.bodies):
        score *= _OTHER_BODY
    return score


def _are_lists_with_a_name(one: Weighed, other: Weighed) -> bool:
    """Whether one of two sayings is a list, and both name something."""
    if len(one.items) == 1 and len(other.items) == 1:
        return False
    return not one.whole.names.isdisjoint(other.whole.names)


def coverage(one: Weighed, other: Weighed) -> float:
    """The share of the words of the longer of two sayings, by their weights, that the other has too."""
    mine = one.whole
    theirs = other.whole
    longer = max(mine.total, theirs.total)
    if not longer:
        return 0.0
    shared = sum(
        max(weight, theirs.weights[word])
        for word, weight in mine.weights.items()
        if word in theirs.weights
    )
    return shared / longer


def _alike(one: Phrase, other: Phrase, *, same_doing: bool) -> float:
    if not _say_enough(one, other, same_doing=same_doing):
        return 0.0
    if one.parts and other.parts and one.parts != other.parts:
        return 0.0
    score = _overlap(one, other)
    if not one.heads & other.weights.keys():
        score *= _HEAD
    elif not other.heads & one.weights.keys():
        score *= (1 + _HEAD) / 2
    if same_doing:
        score += _SAME_DOING
    return min(1.0, score)


def _overlap(one: Phrase, other: Phrase) -> float:
    """What two phrases share against what each has alone."""
    shared = mine = of_both = 0.0
    for word, weight in one.weights.items():
        weight_there = other.weights.get(word)
        if weight_there is None:
            mine += weight
        else:
            shared += max(weight, weight_there)
            of_both += weight_there
    theirs = max(0.0, other.total - of_both)
    each_has_a_name = one.names - other.names and other.names - one.names
    weight_of_another = _OTHER_NAME if each_has_a_name else _OTHER
    instead = weight_of_another * min(mine, theirs)
    more = _MORE * (mine + theirs)
    return shared / (shared + more + instead)


def _say_enough(one: Phrase, other: Phrase, *, same_doing: bool) -> bool:
    """Whether what two phrases share could tell a promise from others.

    Two words, or a name, but not one that is all that one of them says; else both must say the same and do the same.
    """
    both = one.telling & other.telling
    if len(both) >= _FEW:
        return True
    if not both:
        return False
    if one.telling == other.telling:
        is_named = not both.isdisjoint(one.names)
        return same_doing or is_named or _have_words_in_common(one, other)
    if both.isdisjoint(one.names & other.names):
        return False
    fewer = min(len(one.telling), len(other.telling))
    return fewer >= _FEW


def _have_words_in_common(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases have the same words, or several that are."""
    mine = one.weights.keys()
    theirs = other.weights.keys()
    return mine == theirs or len(mine & theirs) > _FEW
