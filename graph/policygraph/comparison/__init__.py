"""Reports side by side: what is new and gone, what was promised and done, figures as series, what may be the same.

Example:
    >>> from policygraph.comparison.model import BY
    >>> BY
    ('report', 'year', 'place')
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from policygraph.comparison.candidates import candidates_of
from policygraph.comparison.deliveries import deliveries_of, matcher_of
from policygraph.comparison.figures import series_of
from policygraph.comparison.findings import findings_of
from policygraph.comparison.grouping import follow, grouped
from policygraph.comparison.kept import KeptReports, keep_reports
from policygraph.comparison.model import (
    BY,
    PARTS,
    Candidate,
    Cited,
    Comparison,
    Delivery,
    Finding,
    Observed,
    Point,
    Said,
    Sentence,
    Series,
)
from policygraph.comparison.output import to_triples, write_comparison
from policygraph.comparison.rows import to_answer
from policygraph.errors import GraphError
from policygraph.facts import Facts, facts_by_report, refuse_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from policygraph.facts import Lookups
    from policygraph.terms import Iri, Triple

__all__ = [
    "BY",
    "PARTS",
    "Candidate",
    "Cited",
    "Comparison",
    "Delivery",
    "Finding",
    "Observed",
    "Point",
    "Said",
    "Sentence",
    "Series",
    "compare_graphs",
    "compare_reports",
    "keep_reports",
    "to_answer",
    "to_triples",
    "write_comparison",
]


def compare_graphs(
    graphs: Sequence[str | Path], by: str = "report", only: Sequence[str] = ()
) -> Comparison:
    """What the reports of several graphs have in common, in what they differ, and what was promised and done.

    Of a store folder only what is compared is read.

    Args:
        graphs: Files, folders, store folders, or the URL of a SPARQL endpoint.
        by: What stands side by side: "report", "year" (of the reports' dates) or "place" (that the reports are of).
        only: Which reports, years or places, by name; all of them unless given.

    Raises:
        UsageError: There is nothing to compare by that, or no such group.
        GraphError: One of the graphs is missing, unreadable, no graph, or was built by version 0.1.
    """
    found = facts_by_report(graphs)
    if not found:
        raise GraphError(
            "the graphs hold no report",
            expected="graphs that `policygraph build` wrote",
        )
    return _compared(found, by, only)


def compare_reports(
    graphs: Mapping[Iri, Iterable[Triple]],
    by: str = "report",
    only: Sequence[str] = (),
) -> Comparison:
    """What reports have in common, in what they differ, and what was promised and done.

    Args:
        graphs: The triples of each report, by its IRI; reports of one date stand in this order.
        by: As of `compare_graphs`.
        only: As of `compare_graphs`.

    Raises:
        UsageError: There is nothing to compare by that, or no such group.
    """
    return _compared(
        {report: Facts(triples) for report, triples in graphs.items()}, by, only
    )


def _compared(found: Mapping[Iri, Lookups], by: str, only: Sequence[str]) -> Comparison:
    names = grouped(found, by, only)
    for report in chain.from_iterable(names.values()):
        refuse_first(report, found[report])
    kept = KeptReports()
    groups = {
        name: [kept.read(report, found[report]) for report in reports]
        for name, reports in names.items()
    }
    series = tuple(series_of(groups))
    listed = list(chain.from_iterable(groups.values()))
    matcher = matcher_of(listed)
    return Comparison(
        by,
        tuple(groups),
        tuple(findings_of(groups, series, matcher, ordered=follow(groups, by))),
        tuple(candidates_of(groups)),
        tuple(deliveries_of(groups, matcher)),
        series,
        tuple(report.name for report in listed if not report.date),
    )
