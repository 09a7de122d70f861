"""How alike what two reports say is: the words of two promises weighed, and what tells them apart.

A word that few promises of the compared reports have weighs more than one that many have, a name more than a noun, and
words that could stand in any promise ("system", "improve") little. What both have is held against what each has alone.
One may say more than the other; where each has words of its own, one stands in the other's place, and they are two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


class Matcher:
    """Finds which sayings of different reports are of one thing; `sayings` are all of theirs, weighed.

    Args:
        sayings: All that the compared reports say: how common a word is, is counted in them.
        classes: The class of each thing that they concern.
    """

    def __init__(self, sayings: Iterable[Said], classes: Mapping[Iri, str]) -> None:
        self._classes = classes
        counts: Counter[str] = Counter()
        listed = list(sayings)
        for said in listed:
            counts.update(one for one, _ in words_of(said.words))
        self._counts = counts
        self._all = max(len(listed), 1)
        self.sayings = [self._weighed(said) for said in listed]

    def _weighed(self, said: Said) -> Weighed:
        """A saying with its words weighed."""
        whole = self._phrase(said.words)
        items = items_of(said.words)
        phrases = map(self._phrase, items) if len(items) > 1 else ()
        telling = tuple(one for one in phrases if len(one.telling) >= _FEW)
        bodies = frozenset(
            iri for iri in said.things if self._classes.get(iri) == "Institution"
        )
        return Weighed(said, whole, telling or (whole,), stem(said.verb), bodies)

    def _phrase(self, text: str) -> Phrase:
        words = words_of(text)
        weights = {one: self._weight(one, is_name=name) for one, name in words}
        return Phrase(
            weights,
            sum(weights.values()),
            frozenset(one for one, name in words if name or not is_general(one)),
            frozenset(one for one, name in words if name),
            heads_of(text),
            parts_of(text),
        )

    def _weight(self, stemmed: str, *, is_name: bool) -> float:
        spread = math.log1p(self._counts[stemmed]) / math.log1p(self._all)
        rarity = min(1.0, 1.0 - spread + _COMMON)
        if is_general(stemmed):
            return (1.0 if is_name else _GENERAL) * rarity
        return (_NAME if is_name else 1.0) * rarity

    def pairs(
        self,
        earlier: Iterable[Weighed],
        later: Sequence[Weighed],
        may_match: Callable[[Said, Said], bool],
    ) -> Iterator[tuple[Weighed, Weighed, float]]:
        """The pairs that are of one thing, with their scores.

        Only such are looked at as share a word that says something and is not the commonest of either; it takes two.
        """
        by_word: dict[str, list[int]] = defaultdict(list)
        for at, other in enumerate(later):
            for one in self._rare(other.whole):
                by_word[one].append(at)
        for promise in earlier:
            near = {
                at
                for one in self._rare(promise.whole)
                if len(by_word.get(one, ())) <= _CROWDED
                for at in by_word.get(one, ())
            }
            for at in sorted(near):
                other = later[at]
                if may_match(promise.said, other.said):
                    score = alike(promise, other)
                    if score >= LEAST:
                        yield promise, other, score

    def _rare(self, phrase: Phrase) -> Collection[str]:
        """The words of a phrase by which others are found: names, and all but the commonest that say something."""
        telling = sorted(phrase.telling, key=lambda one: (self._counts[one], one))
        return {*telling[: max(1, len(telling) - 1)], *phrase.names}


def alike(one: Weighed, other: Weighed) -> float:
    """How alike two sayings are, between 0 and 1: where names are listed, item by item; less if of other bodies."""
    same_doing = bool(one.verb) and one.verb == other.verb
    listed = len(one.items) > 1 or len(other.items) > 1
    if listed and one.whole.names & other.whole.names:
        score = max(
            _alike(mine, theirs, same_doing=same_doing)
            for mine in one.items
            for theirs in other.items
        )
    else:
        score = _alike(one.whole, other.whole, same_doing=same_doing)
    apart = one.bodies and other.bodies and not one.bodies & other.bodies
    return score * (_OTHER_BODY if apart else 1.0)


def coverage(one: Weighed, other: Weighed) -> float:
    """The share of the words of the longer of two sayings, by their weights, that the other has too."""
    mine, theirs = one.whole, other.whole
    shared = sum(
        max(weight, theirs.weights[word])
        for word, weight in mine.weights.items()
        if word in theirs.weights
    )
    longer = max(mine.total, theirs.total)
    return shared / longer if longer else 0.0


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
    return min(1.0, score + (_SAME_DOING if same_doing else 0.0))


def _overlap(one: Phrase, other: Phrase) -> float:
    """What two phrases share against what each has alone."""
    shared = mine = theirs = 0.0
    for word, weight in one.weights.items():
        if word in other.weights:
            shared += max(weight, other.weights[word])
            theirs += other.weights[word]
        else:
            mine += weight
    theirs = max(0.0, other.total - theirs)
    another_name = one.names - other.names and other.names - one.names
    instead = (_OTHER_NAME if another_name else _OTHER) * min(mine, theirs)
    return shared / (shared + _MORE * (mine + theirs) + instead)


def _say_enough(one: Phrase, other: Phrase, *, same_doing: bool) -> bool:
    """Whether what two phrases share could tell a promise from others.

    Two words, or a name, but not one that is all that one of them says; else both must say the same and do the same.
    """
    both = one.telling & other.telling
    if len(both) >= _FEW:
        return True
    if one.telling == other.telling:
        same = one.weights.keys() & other.weights.keys()
        equal = one.weights.keys() == other.weights.keys() or len(same) > _FEW
        return bool(both) and (same_doing or bool(both & one.names) or equal)
    return bool(both & one.names & other.names) and (
        min(len(one.telling), len(other.telling)) >= _FEW
    )
