"""Things of different reports that may be one, by their names: for a person to judge, never merged here.

Similarity is that of the names with their words in order (the normalised insertion and deletion distance), of whatever
names the two have the best. Where the reports are of different places the score is lowered: a ministry of finance is
more often another's than the same.

Source: RapidFuzz, `fuzz.token_sort_ratio`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.findings import named
from policygraph.comparison.model import COMPARED, Candidate
from policygraph.linking.english import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.comparison.findings import Groups
    from policygraph.comparison.model import Thing
    from policygraph.terms import Iri

LEAST = 88
"""The similarity, of 100, from which two names are taken for candidates."""

SPELLING = 85
"""The similarity, of 100, from which one word is taken for another spelling of the other."""

ELSEWHERE = 0.8
"""What the score is multiplied by where the reports are of different places."""

_ROWS = 256
_NUMBER = re.compile(r"\d+|\b[ivx]+\b")


def candidates_of(groups: Groups) -> list[Candidate]:
    """The pairs of things that may be one, the most likely first.

    Both are of one class; no report names both, for one that does tells them apart; and of one of them at most more is
    known than its name.
    """
    seen = _Seen(groups)
    found = [
        _candidate(seen, (one, other), similarity, groups)
        for class_ in COMPARED
        for one, other, similarity in _alike(seen.names(class_))
        if seen.may_be_one(one, other)
    ]
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
    seen: _Seen, ends: tuple[Iri, Iri], similarity: float, groups: Groups
) -> Candidate:
    score = similarity / 100 * (1.0 if seen.are_of_one_place(*ends) else ELSEWHERE)
    one, other = sorted(
        (seen.things[end] for end in ends), key=lambda thing: (thing.label, thing.iri)
    )
    return Candidate(one, other, round(score, 2), named(groups, set(ends)))


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
                self._names[thing.type][iri] |= {key(name) for name in thing.names} - {
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


def _alike(names: Mapping[Iri, set[str]]) -> Iterator[tuple[Iri, Iri, float]]:
    """The pairs of things with names that are alike, each once, with the best similarity of their names."""
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.process import cdist

    rows = [(name, iri) for iri in sorted(names) for name in sorted(names[iri])]
    words = [name for name, _ in rows]
    best: dict[tuple[Iri, Iri], float] = {}
    for start in range(0, len(rows), _ROWS):
        block = cdist(
            words[start : start + _ROWS],
            words,
            scorer=token_sort_ratio,
            score_cutoff=LEAST,
        )
        for at, column in zip(*block.nonzero(), strict=True):
            (one_name, one), (other_name, other) = (
                rows[start + int(at)],
                rows[int(column)],
            )
            if one < other and _words_agree(one_name, other_name):
                best[one, other] = max(
                    best.get((one, other), 0.0), float(block[at, column])
                )
    return (
        (one, other, similarity) for (one, other), similarity in sorted(best.items())
    )


def _words_agree(one: str, other: str) -> bool:
    """Whether no word tells two names apart.

    Numbers are the same ("Phase I" and "Phase II" are two); of words that stand in one name alone, those of the name
    with fewer are spellings of those of the other ("Suzhou Government" and "Taizhou Government" are two).
    """
    from rapidfuzz.fuzz import ratio

    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    here, there = set(one.split()), set(other.split())
    fewer, more = sorted((here - there, there - here), key=len)
    return all(
        max(ratio(word, another) for another in more) >= SPELLING for word in fewer
    )
