"""Who else promises the same: what several groups say they will do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.matching import coverage
from policygraph.comparison.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.matching import Matcher, Weighed
    from policygraph.comparison.model import ReportRead, Said
    from policygraph.terms import Iri

LEAST = 0.75
"""The score from which two promises are one: nothing else than their words says so."""

COVERED = 0.6
"""The share of the words of each, by their weights, that the other has too: else one promises more than the other."""

_SEVERAL = "; "
_DIGITS = 2

Pair = tuple["Weighed", "Weighed", float]


def promised_by_several(
    groups: Mapping[str, Sequence[ReportRead]], matcher: Matcher
) -> Iterator[Finding]:
    """The measures that several groups plan, the most alike first; a cell holds each group's words.

    Around the promise that is most like others stand those that are like it: that two are like a third does not make
    them one.
    """
    home = {
        report.iri: group for group, reports in groups.items() for report in reports
    }
    found = [
        _finding(first, around, home, tuple(groups))
        for first, around in _stars(_alike(groups, home, matcher))
    ]
    yield from sorted(found, key=_order)


def _alike(
    groups: Iterable[str], home: Mapping[Iri, str], matcher: Matcher
) -> list[Pair]:
    """The promises of different groups that are one."""
    places = {group: at for at, group in enumerate(groups)}
    place = {report: places[group] for report, group in home.items()}
    planned = [
        one
        for one in matcher.sayings
        if (one.said.kind, one.said.stage) == ("Measure", "Planned")
    ]

    def may_match(one: Said, other: Said) -> bool:
        return place[one.report] < place[other.report]

    return [
        pair
        for pair in matcher.pairs(planned, planned, may_match)
        if pair[2] >= LEAST and coverage(pair[0], pair[1]) >= COVERED
    ]


def _stars(
    pairs: Sequence[Pair],
) -> Iterator[tuple[Said, list[tuple[Said, float]]]]:
    """Each promise with those that are like it, a promise in one of them alone."""
    near: dict[Said, dict[Said, float]] = defaultdict(dict)
    for one, other, score in pairs:
        near[one.said][other.said] = near[other.said][one.said] = score
    taken: set[Said] = set()
    for said in sorted(near, key=lambda said: (-_sum(near[said]), _place(said))):
        around = [
            (other, score) for other, score in near[said].items() if other not in taken
        ]
        if said in taken or not around:
            continue
        taken |= {said, *(other for other, _ in around)}
        yield said, around


def _order(finding: Finding) -> tuple[int, float, str, str]:
    groups = sum(map(bool, finding.cells))
    return (
        -groups,
        -(finding.score or 0.0),
        finding.label.casefold(),
        str(finding.thing),
    )


def _sum(scores: Mapping[Said, float]) -> float:
    return round(sum(sorted(scores.values())), 6)


def _place(said: Said) -> tuple[str, int, int, str]:
    return said.report, said.begin, said.end, said.iri


def _finding(
    first: Said,
    around: Sequence[tuple[Said, float]],
    home: Mapping[Iri, str],
    groups: Sequence[str],
) -> Finding:
    words: dict[str, list[str]] = defaultdict(list)
    for said in sorted([first, *(said for said, _ in around)], key=_place):
        words[home[said.report]].append(said.label)
    return Finding(
        "also promised",
        first.iri,
        first.label,
        "Measure",
        tuple(_SEVERAL.join(dict.fromkeys(words[group])) for group in groups),
        score=round(min(score for _, score in around), _DIGITS),
    )
