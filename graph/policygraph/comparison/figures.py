"""Figures of one indicator, report by report, as numbers that can be compared."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.model import Finding, Point, Series
from policygraph.linking.english import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.model import Observed, ReportRead

_SEVERAL = "; "
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})


def number_of(value: str) -> float | None:
    """A figure's number in its unit, as the graph has it; None of a range.

    Example:
        >>> number_of("6000000000"), number_of("")
        (6000000000.0, None)
    """
    try:
        return float(value)
    except ValueError:
        return None


def one_unit(unit: str) -> str:
    """A unit under one name.

    Example:
        >>> one_unit("per cent"), one_unit("kilometre")
        ('%', 'kilometre')
    """
    plain = unit.strip()
    return "%" if plain.casefold() in _PERCENT else plain


def series_of(groups: Mapping[str, Sequence[ReportRead]]) -> Iterator[Series]:
    """The indicators of which at least two groups have figures of one sort and unit, for one place."""
    points: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for group, reports in groups.items():
        for report in reports:
            for figure in report.figures:
                points[_counted(figure)].append(Point(group, report.iri, figure))
    for (_, sort, unit, place), found in sorted(points.items()):
        if len({point.group for point in found}) > 1:
            yield Series(found[0].figure.indicator, sort, unit, place, tuple(found))


def finding_of(series: Series, groups: Iterable[str]) -> Finding:
    """A series as a row: the figures of each group."""
    cells = tuple(
        _SEVERAL.join(
            dict.fromkeys(
                point.figure.words for point in series.points if point.group == group
            )
        )
        for group in groups
    )
    return Finding(
        "figure",
        None,
        series.indicator,
        series.sort,
        cells,
        other_label=series.place,
    )


def _counted(figure: Observed) -> tuple[str, str, str, str]:
    """What must be the same for two figures to be of one series."""
    return (key(figure.indicator), figure.sort, key(figure.unit), figure.place)
