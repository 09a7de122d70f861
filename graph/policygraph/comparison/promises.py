"""Who else promises the same: what several groups say they will do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.matching import coverage
from policygraph.comparison.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.matching import Match, Matcher, Weighed
    from policygraph.comparison.model import ReportRead, Said
    from policygraph.terms import Iri

    Around = dict[Said, float]
    Place = tuple[str, int, int, str]

LEAST = 0.75
"""The score from which two promises are one: nothing else than their words says so."""

COVERED = 0.6
"""The share of the words of each, by their weights, that the other has too: else one promises more than the other."""

_SEVERAL = "; "
_DIGITS = 2


def promised_by_several(
    groups: Mapping[str, Sequence[ReportRead]], matcher: Matcher
) -> Iterator[Finding]:
    """The measures that several groups plan, the most alike first; a cell holds each group's words.

    Around the promise that is most like others stand those that are like it: that two are like a third does not make
    them one.
    """
    home = {}
    for group, reports in groups.items():
        for report in reports:
            home[report.iri] = group
    same = _alike(groups, home, matcher)
    found = [
        _finding(first, around, home, tuple(groups)) for first, around in _stars(same)
    ]
    yield from sorted(found, key=_order)


def _alike(
    groups: Iterable[str], home: Mapping[Iri, str], matcher: Matcher
) -> Iterator[Match]:
    """The promises of different groups that are one."""
    places = {group: at for at, group in enumerate(groups)}
    place = {report: places[group] for report, group in home.items()}
    planned = list(filter(_is_planned, matcher.sayings))

    def may_match(one: Said, other: Said) -> bool:
        return place[one.report] < place[other.report]

    for match in matcher.pairs(planned, planned, may_match):
        if match.score < LEAST:
            continue
        if coverage(match.one, match.other) >= COVERED:
            yield match


def _is_planned(one: Weighed) -> bool:
    return one.said.kind == "Measure" and one.said.stage == "Planned"


def _stars(matches: Iterable[Match]) -> Iterator[tuple[Said, Around]]:
    """Each promise with those that are like it, a promise in one of them alone."""
    near: dict[Said, Around] = defaultdict(dict)
    for match in matches:
        one = match.one.said
        other = match.other.said
        near[one][other] = match.score
        near[other][one] = match.score

    def most_alike_first(said: Said) -> tuple[float, Place]:
        return -_sum(near[said]), _place(said)

    taken: set[Said] = set()
    for said in sorted(near, key=most_alike_first):
        if said in taken:
            continue
        around = {
            other: score for other, score in near[said].items() if other not in taken
        }
        if not around:
            continue
        taken.add(said)
        taken.update(around)
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


def _place(said: Said) -> Place:
    return said.report, said.begin, said.end, said.iri


def _finding(
    first: Said,
    around: Around,
    home: Mapping[Iri, str],
    groups: Sequence[str],
) -> Finding:
    words: dict[str, list[str]] = {group: [] for group in groups}
    for said in sorted([first, *around], key=_place):
        group = home[said.report]
        words[group].append(said.label)
    cells = (_SEVERAL.join(dict.fromkeys(labels)) for labels in words.values())
    lowest = min(around.values())
    return Finding(
        "also promised",
        first.iri,
        first.label,
        "Measure",
        tuple(cells),
        score=round(lowest, _DIGITS),
    )
