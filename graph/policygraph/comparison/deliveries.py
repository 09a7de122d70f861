"""What one report promises and a later one says is done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.matching import Matcher
from policygraph.comparison.model import Cited, Delivery
from policygraph.comparison.reading import read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.matching import Weighed
    from policygraph.comparison.model import ReportRead, Said
    from policygraph.terms import Iri

_PROMISED = frozenset({"Planned", "Underway"})
_DONE = "Achieved"
_DIGITS = 2

Pair = tuple["Weighed", "Weighed", float]


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
    known = [one for one in matcher.sayings if one.said.report in dated]
    promised, achieved = (
        [one for one in known if one.said.stage in stages]
        for stages in (_PROMISED, {_DONE})
    )

    def may_match(one: Said, other: Said) -> bool:
        return is_before(dated[one.report][1], dated[other.report][1])

    found = [
        _delivery(dated[pair[0].said.report], dated[pair[1].said.report], pair)
        for pairs in _by_reports(matcher.pairs(promised, achieved, may_match))
        for pair in best_of(pairs)
    ]
    return sorted(found, key=_order)


def _dated(
    groups: Mapping[str, Sequence[ReportRead]],
) -> dict[Iri, tuple[str, ReportRead]]:
    """The reports with a date, each with its group."""
    return {
        report.iri: (group, report)
        for group, reports in groups.items()
        for report in reports
        if report.date
    }


def _by_reports(pairs: Iterable[Pair]) -> Iterable[list[Pair]]:
    """The pairs of each two reports."""
    found: dict[tuple[Iri, Iri], list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair[0].said.report, pair[1].said.report].append(pair)
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
    listed = list(reports)
    return Matcher(
        (said for report in listed for said in report.said),
        {iri: thing.type for report in listed for iri, thing in report.things.items()},
    )


def is_before(one: ReportRead, other: ReportRead) -> bool:
    """Whether a report is of an earlier date than another, as far as both say theirs.

    A year and a day of it are not told apart.
    """
    size = min(len(one.date), len(other.date))
    return bool(size) and one.date[:size] < other.date[:size]


def best_of(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """For each promise the pair with the highest score; for a list of them one for each thing that is done.

    What is said in one place is said once, whether it was read as a measure or as a project.
    """
    taken: list[Pair] = []
    for pair in sorted(
        pairs, key=lambda one: (-one[2], one[0].said.begin, one[1].said.begin)
    ):
        promise, done, _ = pair
        if not any(
            _overlap(promise.said, first.said)
            and (len(promise.items) == 1 or _overlap(done.said, second.said))
            for first, second, _ in taken
        ):
            taken.append(pair)
            yield pair


def _overlap(one: Said, other: Said) -> bool:
    return one.begin < other.end and other.begin < one.end


def _delivery(
    earlier: tuple[str, ReportRead], later: tuple[str, ReportRead], pair: Pair
) -> Delivery:
    promise, done, score = pair
    return Delivery(
        _cited(*earlier, promise.said), _cited(*later, done.said), round(score, _DIGITS)
    )


def _cited(group: str, report: ReportRead, said: Said) -> Cited:
    return Cited(group, report.name, said, read_sentence(said, report.facts))
