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

UNKNOWN = {"year": "no year", "place": "no place"}
"""The names of the groups of reports that do not say their year, or place."""

_SHOWN = 12


def grouped(
    reports: Mapping[Iri, Lookups], by: str, only: Sequence[str] = ()
) -> dict[str, list[Iri]]:
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
    ordered = sorted(reports, key=lambda report: (not dates[report], dates[report]))
    groups: dict[str, list[Iri]] = defaultdict(list)
    for report in ordered:
        groups[_name(report, reports[report], by, dates[report], groups)].append(report)
    if by == "place":
        groups = dict(sorted(groups.items()))
    return _checked(_chosen(groups, by, only), by)


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
    return f"{name} ({report.rpartition('-')[2]})" if name in taken else name


def _chosen(
    groups: Mapping[str, list[Iri]], by: str, only: Sequence[str]
) -> dict[str, list[Iri]]:
    for name in only:
        if name not in groups:
            known = ", ".join([*groups][:_SHOWN]) + (
                f" and {len(groups) - _SHOWN} more" if len(groups) > _SHOWN else ""
            )
            raise UsageError(f"no {by} is named '{name}'", expected=f"some of {known}")
    return {name: found for name, found in groups.items() if not only or name in only}


def _checked(groups: dict[str, list[Iri]], by: str) -> dict[str, list[Iri]]:
    if len(groups) == 1:
        raise UsageError(
            f"there is one {by} alone: {next(iter(groups))!r}",
            expected="several to compare",
            remedy="name more graphs, or compare by something else",
        )
    return groups
