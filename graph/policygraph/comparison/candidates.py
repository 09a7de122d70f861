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
from typing import TYPE_CHECKING

from policygraph.comparison.english import EXTRA, bare
from policygraph.comparison.findings import Counted
from policygraph.comparison.model import COMPARED, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.comparison.findings import Groups
    from policygraph.comparison.model import Thing
    from policygraph.terms import Iri

LEAST = 88
"""The similarity, of 100, from which two names are taken for candidates."""

SPELLING = 85
"""The similarity, of 100, from which one word is taken for another spelling of the other."""

ELSEWHERE = 0.8
"""What the score is multiplied by where the reports are of different places."""

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
        for (one, other), similarity in sorted(_alike(seen, class_).items()):
            found.append(_candidate(seen, (one, other), similarity, counts))
    return sorted(
        found,
        key=lambda pair: (
            -pair.score,
            pair.one.type,
            pair.one.label,
            pair.one.iri,
            pair.other.iri,
        ),
    )


def _candidate(
    seen: _Seen, ends: tuple[Iri, Iri], similarity: float, counts: Counted
) -> Candidate:
    score = similarity / 100 * (1.0 if seen.are_of_one_place(*ends) else ELSEWHERE)
    one, other = sorted(
        (seen.things[end] for end in ends), key=lambda thing: (thing.label, thing.iri)
    )
    return Candidate(one, other, round(score, 2), counts.cells(*ends))


class _Seen:
    """The things of all reports: where each is named, and how.

    Args:
        groups: The reports.
    """

    def __init__(self, groups: Groups) -> None:
        self.things: dict[Iri, Thing] = {}
        self._reports: dict[Iri, set[Iri]] = defaultdict(set)
        self._places: dict[Iri, set[str]] = defaultdict(set)
        self._names: dict[str, dict[Iri, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for report in (report for reports in groups.values() for report in reports):
            for iri, thing in report.things.items():
                first = self.things.setdefault(iri, thing)
                if thing.label < first.label:
                    self.things[iri] = thing
                self._reports[iri].add(report.iri)
                self._places[iri] |= {report.place} - {""}
                self._names[thing.type][iri] |= {bare(name) for name in thing.names} - {
                    ""
                }

    def names(self, class_: str) -> Mapping[Iri, set[str]]:
        """The folded names of the things of a class."""
        return self._names[class_]

    def may_be_one(self, one: Iri, other: Iri) -> bool:
        """Whether nothing that is known tells two things apart."""
        both_known = self.things[one].known and self.things[other].known
        return not both_known and not self._reports[one] & self._reports[other]

    def are_of_one_place(self, one: Iri, other: Iri) -> bool:
        """Whether the reports that name them may be of one place."""
        here, there = self._places[one], self._places[other]
        return not here or not there or bool(here & there)


def _alike(seen: _Seen, class_: str) -> dict[tuple[Iri, Iri], float]:
    """The pairs of things of a class with names that are alike, with the best similarity of their names."""
    holders: dict[str, list[Iri]] = defaultdict(list)
    for iri, names in sorted(seen.names(class_).items()):
        for name in names:
            holders[name].append(iri)
    best: dict[tuple[Iri, Iri], float] = {}
    several = ((name, name, 100.0) for name, found in holders.items() if found[1:])
    for one, other, similarity in chain(several, _named_alike(holders, class_)):
        for ends in _pairs(seen, holders[one], holders[other]):
            best[ends] = max(best.get(ends, 0.0), similarity)
    return best


def _named_alike(
    holders: Mapping[str, Sequence[Iri]], class_: str
) -> Iterator[tuple[str, str, float]]:
    """The names that are alike, but not the same.

    A name of one word is told from others by each letter: only those of more may be spelled in two ways.
    """
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    words = {name: frozenset(name.split()) for name in holders}
    several = [name for name in sorted(holders) if len(words[name]) >= _FEWEST]
    scorer = ratio if class_ == "Industry" else token_sort_ratio
    for one, other in _near(several):
        similarity = float(scorer(one, other, score_cutoff=LEAST))
        more = words[one] ^ words[other]
        if (similarity or more <= EXTRA) and _words_agree(words[one], words[other]):
            yield one, other, max(similarity, LEAST if more <= EXTRA else 0.0)


def _pairs(
    seen: _Seen, ones: Sequence[Iri], others: Sequence[Iri]
) -> Iterator[tuple[Iri, Iri]]:
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
    counts = Counter(part for found in parts.values() for part in found)
    blocks: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for name in names:
        numbers = tuple(_NUMBER.findall(name))
        rarest = sorted(parts[name], key=lambda part: (counts[part], part))[:_RAREST]
        met: set[str] = set()
        for part in rarest:
            block = blocks[numbers, part]
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
    return all(
        max(ratio(word, another) for another in more) >= SPELLING for word in fewer
    )
