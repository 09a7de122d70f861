"""Reports side by side: what several name, how stages changed, figures for one indicator, and what may be the same.

Example:
    >>> from policygraph.comparison.model import BY
    >>> BY
    ('report', 'year', 'place')
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.candidates import candidates_of
from policygraph.comparison.findings import findings_of
from policygraph.comparison.model import BY, Candidate, Comparison, Finding
from policygraph.comparison.output import to_answer, to_triples, write_comparison
from policygraph.comparison.reading import read_report_graph
from policygraph.edition import refuse_first_edition
from policygraph.errors import GraphError, UsageError
from policygraph.report_graphs import graphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygraph.comparison.model import ReportRead
    from policygraph.terms import Iri, Triple

__all__ = [
    "BY",
    "Candidate",
    "Comparison",
    "Finding",
    "compare_graphs",
    "compare_reports",
    "to_answer",
    "to_triples",
    "write_comparison",
]

_UNKNOWN = {"year": "no year", "place": "no place"}


def compare_graphs(graphs: Sequence[str | Path], by: str = "report") -> Comparison:
    """What the reports of several graphs have in common, and in what they differ.

    Args:
        graphs: Files, folders, store folders, or the URL of a SPARQL endpoint.
        by: What stands side by side: "report", "year" (of the reports' dates) or "place" (that the reports are of).

    Raises:
        UsageError: There is nothing to compare by that.
        GraphError: One of the graphs is missing, unreadable, no graph, or was built by version 0.1.
    """
    from policygraph.store.reading import read_facts

    found: dict[Iri, set[Triple]] = defaultdict(set)
    for name in graphs:
        facts = read_facts(name)
        refuse_first_edition((triple for triple, _ in facts), str(name))
        for report, triples in graphs_of(facts).items():
            if report:
                found[report] |= set(triples)
    if not found:
        raise GraphError(
            "the graphs hold no report",
            expected="graphs that `policygraph build` wrote",
        )
    return compare_reports(found, by)


def compare_reports(graphs: dict[Iri, set[Triple]], by: str = "report") -> Comparison:
    """What reports have in common, and in what they differ.

    Args:
        graphs: The triples of each report, by its IRI.
        by: As of `compare_graphs`.

    Raises:
        UsageError: There is nothing to compare by that.
    """
    if by not in BY:
        raise UsageError(
            f"'{by}' is nothing to compare by", expected=f"one of {', '.join(BY)}"
        )
    reports = [
        read_report_graph(report, triples) for report, triples in sorted(graphs.items())
    ]
    reports.sort(key=lambda report: (report.date, report.name, report.iri))
    groups = _groups(reports, by)
    if len(groups) == 1:
        raise UsageError(
            f"there is one {by} alone: {next(iter(groups))!r}",
            expected="several to compare",
            remedy="name more graphs, or compare by something else",
        )
    return Comparison(
        by, tuple(groups), tuple(findings_of(groups)), tuple(candidates_of(groups))
    )


def _groups(reports: Iterable[ReportRead], by: str) -> dict[str, list[ReportRead]]:
    """The reports by what they are compared by, under names that differ."""
    groups: dict[str, list[ReportRead]] = defaultdict(list)
    for report in reports:
        if by == "report":
            name = (
                report.name
                if report.name not in groups
                else f"{report.name} ({report.iri.rpartition('-')[2]})"
            )
        else:
            name = (report.date[:4] if by == "year" else report.place) or _UNKNOWN[by]
        groups[name].append(report)
    return dict(sorted(groups.items())) if by != "report" else dict(groups)
