"""Things of different reports that may be one, by their names: for a person to judge, never merged here.

Similarity is that of the names with their words in order (the normalised insertion and deletion distance), of whatever
names the two have the best. Where the reports are of different places the score is lowered: a ministry of finance is
more often another's than the same.

Source: RapidFuzz, `fuzz.token_sort_ratio`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.comparison.english import EXTRA, bare
from policygraph.comparison.findings import Counted, add_under_first_label
from policygraph.comparison.model import COMPARED, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.comparison.findings import Groups
    from policygraph.comparison.model import Thing
    from policygraph.terms import Iri

    Ends = tuple[Iri, Iri]
    Holders = Mapping[str, Sequence[Iri]]
    ByThing = defaultdict[Iri, set[str]]

LEAST = 88
"""The similarity, of 100, from which two names are taken for candidates."""

SPELLING = 85
"""The similarity, of 100, from which one word is taken for another spelling of the other."""

ELSEWHERE = 0.8
"""What the score is multiplied by where the reports are of different places."""

_SAME = 100.0
_BEGINNING = 4
_FIRST = 8
_RAREST = 3
_CROWDED = 200
_FEWEST = 2
_NUMBER = re.compile(r"\d+|\b[ivx]+\b")
"""What tells parts of one thing apart: "Phase I" and "Phase II" are two."""


def candidates_of(groups: Groups) -> list[Candidate]:
    """The pairs of things that may be one, the most likely first.

    Both are of one class; no report names both, for one that does tells them apart; and of one of them at most more is
    known than its name. Of many things with one name each stands beside the first.
    """
    seen = _Seen(groups)
    counts = Counted(groups)
    found = []
    for class_ in COMPARED:
        similarities = _alike(seen, class_)
        for ends in sorted(similarities):
            candidate = _candidate(seen, ends, similarities[ends], counts)
            found.append(candidate)
    return sorted(found, key=_likely_first)


def _likely_first(pair: Candidate) -> tuple[float, str, str, Iri, Iri]:
    return (
        -pair.score,
        pair.one.type,
        pair.one.label,
        pair.one.iri,
        pair.other.iri,
    )


def _candidate(
    seen: _Seen, ends: Ends, similarity: float, counts: Counted
) -> Candidate:
    score = similarity / 100
    if not seen.are_of_one_place(*ends):
        score *= ELSEWHERE
    things = [seen.things[end] for end in ends]
    one, other = sorted(things, key=_by_label)
    return Candidate(one, other, round(score, 2), counts.cells(*ends))


def _by_label(thing: Thing) -> tuple[str, Iri]:
    return thing.label, thing.iri


class _Seen:
    """The things of all reports: where each is named, and how.

    Args:
        groups: The reports.
    """

    def __init__(self, groups: Groups) -> None:
        self.things: dict[Iri, Thing] = {}
        self._reports: dict[Iri, set[Iri]] = defaultdict(set)
        self._places: ByThing = defaultdict(set)
        self._names: dict[str, ByThing] = {}
        for report in chain.from_iterable(groups.values()):
            for thing in report.things.values():
                add_under_first_label(self.things, thing)
                self._reports[thing.iri].add(report.iri)
                if report.place:
                    self._places[thing.iri].add(report.place)
                self._add_names(thing)

    def _add_names(self, thing: Thing) -> None:
        names = set(map(bare, thing.names))
        names.discard("")
        of_class = self._names.setdefault(thing.type, defaultdict(set))
        of_class[thing.iri] |= names

    def names(self, class_: str) -> Mapping[Iri, set[str]]:
        """The folded names of the things of a class."""
        return self._names.get(class_, {})

    def may_be_one(self, one: Iri, other: Iri) -> bool:
        """Whether nothing that is known tells two things apart."""
        if self.things[one].known and self.things[other].known:
            return False
        return self._reports[one].isdisjoint(self._reports[other])

    def are_of_one_place(self, one: Iri, other: Iri) -> bool:
        """Whether the reports that name them may be of one place."""
        here = self._places[one]
        there = self._places[other]
        if not here or not there:
            return True
        return not here.isdisjoint(there)


def _alike(seen: _Seen, class_: str) -> dict[Ends, float]:
    """The pairs of things of a class with names that are alike, with the best similarity of their names."""
    holders: dict[str, list[Iri]] = defaultdict(list)
    named = seen.names(class_)
    for iri in sorted(named):
        for name in named[iri]:
            holders[name].append(iri)
    best: dict[Ends, float] = defaultdict(float)
    for alike in chain(_named_the_same(holders), _named_alike(holders, class_)):
        ones = holders[alike.one]
        others = holders[alike.other]
        for ends in _pairs(seen, ones, others):
            best[ends] = max(best[ends], alike.similarity)
    return best


class _NamesAlike(NamedTuple):
    """Two names and how alike they are, of 100."""

    one: str
    other: str
    similarity: float


def _named_the_same(holders: Holders) -> Iterator[_NamesAlike]:
    """The names that several things have, each beside itself."""
    for name, found in holders.items():
        if len(found) > 1:
            yield _NamesAlike(name, name, _SAME)


def _named_alike(holders: Holders, class_: str) -> Iterator[_NamesAlike]:
    """The names that are alike, but not the same.

    A name of one word is told from others by each letter: only those of more may be spelled in two ways.
    """
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    words = {name: frozenset(name.split()) for name in holders}
    several = [name for name in sorted(holders) if len(words[name]) >= _FEWEST]
    scorer = ratio if class_ == "Industry" else token_sort_ratio
    for one, other in _near(several):
        similarity = float(scorer(one, other, score_cutoff=LEAST))
        in_one_alone = words[one] ^ words[other]
        if in_one_alone <= EXTRA:
            similarity = max(similarity, LEAST)
        if similarity and _words_agree(words[one], words[other]):
            yield _NamesAlike(one, other, similarity)


def _pairs(seen: _Seen, ones: Sequence[Iri], others: Sequence[Iri]) -> Iterator[Ends]:
    """Each thing of one name beside the first of the other that it may be."""
    for other in others:
        for one in ones[:_FIRST]:
            if one != other and seen.may_be_one(one, other):
                yield (one, other) if one < other else (other, one)
                break


def _near(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names with the same numbers that share the beginning of one of their rarest words.

    What a crowd of names begins with tells none of them from another.
    """
    parts = {name: _beginnings(name) for name in names}
    counts = Counter(chain.from_iterable(parts.values()))
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)

    def rarity(part: str) -> tuple[int, str]:
        return counts[part], part

    for name in names:
        numbers = _NUMBER.findall(name)
        rarest = sorted(parts[name], key=rarity)
        met: set[str] = set()
        for part in rarest[:_RAREST]:
            block = blocks[part, *numbers]
            if len(block) < _CROWDED:
                met.update(block)
            block.append(name)
        for other in sorted(met):
            yield other, name


def _beginnings(name: str) -> set[str]:
    """What the words of a name begin with."""
    return {word[:_BEGINNING] for word in name.split() if not word.isdigit()}


def _words_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether no word tells two names apart.

    Of words that stand in one name alone, those of the name with fewer are spellings of those of the other ("Suzhou
    Government" and "Taizhou Government" are two).
    """
    from rapidfuzz.fuzz import ratio

    fewer, more = sorted((one - other, other - one), key=len)
    for word in fewer:
        closest = max(ratio(word, another) for another in more)
        if closest < SPELLING:
            return False
    return True
