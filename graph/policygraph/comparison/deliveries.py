"""What one report promises and a later one says is done."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.comparison.matching import Matcher
from policygraph.comparison.model import Cited, Delivery
from policygraph.comparison.reading import read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.matching import Match
    from policygraph.comparison.model import ReportRead, Said
    from policygraph.terms import Iri

_PROMISED = frozenset({"Planned", "Underway"})
_DONE = "Achieved"
_DIGITS = 2


def deliveries_of(
    groups: Mapping[str, Sequence[ReportRead]], matcher: Matcher
) -> list[Delivery]:
    """What reports promise and later ones achieve, the most alike first.

    Only reports with a date take part, and only one of a later date can have achieved what another promises. Of each
    promise the achievement that is most like it stands, for each later report.

    Args:
        groups: The reports by what they are compared by.
        matcher: What finds the sayings of theirs that are of one thing.
    """
    dated = _dated(groups)
    promised = []
    achieved = []
    for one in matcher.sayings:
        if one.said.report not in dated:
            continue
        if one.said.stage in _PROMISED:
            promised.append(one)
        elif one.said.stage == _DONE:
            achieved.append(one)

    def may_match(one: Said, other: Said) -> bool:
        earlier = dated[one.report].report
        later = dated[other.report].report
        return is_before(earlier, later)

    matches = matcher.pairs(promised, achieved, may_match)
    best = chain.from_iterable(map(best_of, _by_reports(matches)))
    found = [_delivery(match, dated) for match in best]
    return sorted(found, key=_order)


class _Dated(NamedTuple):
    """A report with a date, and its group."""

    group: str
    report: ReportRead


def _dated(groups: Mapping[str, Sequence[ReportRead]]) -> dict[Iri, _Dated]:
    """The reports with a date."""
    dated = {}
    for group, reports in groups.items():
        for report in reports:
            if report.date:
                dated[report.iri] = _Dated(group, report)
    return dated


def _by_reports(matches: Iterable[Match]) -> Iterable[list[Match]]:
    """The matches of each two reports."""
    found: dict[tuple[Iri, Iri], list[Match]] = defaultdict(list)
    for match in matches:
        earlier = match.one.said.report
        later = match.other.said.report
        found[earlier, later].append(match)
    return found.values()


def _order(one: Delivery) -> tuple[float, str, int, str, int, str]:
    return (
        -one.score,
        one.promised.report,
        one.promised.said.begin,
        one.achieved.report,
        one.achieved.said.begin,
        one.promised.said.iri,
    )


def matcher_of(reports: Iterable[ReportRead]) -> Matcher:
    """What finds the sayings of some reports that are of one thing."""
    sayings: list[Said] = []
    classes: dict[Iri, str] = {}
    for report in reports:
        sayings += report.said
        for iri, thing in report.things.items():
            classes[iri] = thing.type
    return Matcher(sayings, classes)


def is_before(one: ReportRead, other: ReportRead) -> bool:
    """Whether a report is of an earlier date than another, as far as both say theirs.

    A year and a day of it are not told apart.
    """
    size = min(len(one.date), len(other.date))
    return bool(size) and one.date[:size] < other.date[:size]


def best_of(matches: Iterable[Match]) -> Iterator[Match]:
    """For each promise the match with the highest score; for a list of them one for each thing that is done.

    What is said in one place is said once, whether it was read as a measure or as a project.
    """
    taken: list[Match] = []
    for match in sorted(matches, key=_best_first):
        if not any(_says_the_same(match, other) for other in taken):
            taken.append(match)
            yield match


def _best_first(match: Match) -> tuple[float, int, int]:
    return (
        -match.score,
        match.one.said.begin,
        match.other.said.begin,
    )


def _says_the_same(match: Match, better: Match) -> bool:
    """Whether a match is of what another, which is better, is of too."""
    if not _overlap(match.one.said, better.one.said):
        return False
    is_list = len(match.one.items) > 1
    return not is_list or _overlap(match.other.said, better.other.said)


def _overlap(one: Said, other: Said) -> bool:
    return one.begin < other.end and other.begin < one.end


def _delivery(match: Match, dated: Mapping[Iri, _Dated]) -> Delivery:
    promised = _cited(match.one.said, dated)
    achieved = _cited(match.other.said, dated)
    score = round(match.score, _DIGITS)
    return Delivery(promised, achieved, score)


def _cited(said: Said, dated: Mapping[Iri, _Dated]) -> Cited:
    group, report = dated[said.report]
    sentence = read_sentence(said, report.facts)
    return Cited(group, report.name, said, sentence)
