"""Which reports stand side by side, in which order, and under which names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.model import BY
from policygraph.comparison.reading import report_name, report_place
from policygraph.errors import UsageError
from policygraph.facts import date_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.facts import Lookups
    from policygraph.terms import Iri

    Grouped = dict[str, list[Iri]]

UNKNOWN = {"year": "no year", "place": "no place"}
"""The names of the groups of reports that do not say their year, or place."""

_SHOWN = 12


def grouped(
    reports: Mapping[Iri, Lookups], by: str, only: Sequence[str] = ()
) -> Grouped:
    """The reports by what they are compared by.

    Reports and years stand in the order of their dates; reports of one date in the order in which they are given, those
    without one last. Places stand by name.

    Args:
        reports: The facts of each, in the order in which they are given.
        by: One of `BY`.
        only: The groups that are wanted, by name; all of them unless given.

    Raises:
        UsageError: No such way to compare, no such group, or a single one.
    """
    if by not in BY:
        raise UsageError(
            f"'{by}' is nothing to compare by", expected=f"one of {', '.join(BY)}"
        )
    dates = {report: date_of(facts, report) for report, facts in reports.items()}

    def undated_last(report: Iri) -> tuple[bool, str]:
        return not dates[report], dates[report]

    groups: Grouped = defaultdict(list)
    for report in sorted(reports, key=undated_last):
        name = _name(report, reports[report], by, dates[report], groups)
        groups[name].append(report)
    if by == "place":
        groups = dict(sorted(groups.items()))
    chosen = _chosen(groups, by, only)
    return _checked(chosen, by)


def follow(groups: Mapping[str, object], by: str) -> bool:
    """Whether groups follow one another, so that something can be new or gone."""
    return by != "place" and UNKNOWN["year"] not in groups


def _name(
    report: Iri, facts: Lookups, by: str, date: str, taken: Mapping[str, object]
) -> str:
    """What the group of a report is called; reports have names that differ."""
    if by == "year":
        return date[:4] or UNKNOWN["year"]
    if by == "place":
        return report_place(report, facts) or UNKNOWN["place"]
    name = report_name(report, facts)
    if name not in taken:
        return name
    digest = report.rpartition("-")[2]
    return f"{name} ({digest})"


def _chosen(groups: Grouped, by: str, only: Sequence[str]) -> Grouped:
    if not only:
        return groups
    for name in only:
        if name not in groups:
            known = _listed(groups)
            raise UsageError(f"no {by} is named '{name}'", expected=f"some of {known}")
    return {name: found for name, found in groups.items() if name in only}


def _listed(groups: Grouped) -> str:
    """The names of groups, as many as a message has room for."""
    shown = ", ".join(list(groups)[:_SHOWN])
    more = len(groups) - _SHOWN
    if more <= 0:
        return shown
    return f"{shown} and {more} more"


def _checked(groups: Grouped, by: str) -> Grouped:
    if len(groups) != 1:
        return groups
    (only,) = groups
    raise UsageError(
        f"there is one {by} alone: {only!r}",
        expected="several to compare",
        remedy="name more graphs, or compare by something else",
    )
