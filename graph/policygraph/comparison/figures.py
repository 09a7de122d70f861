"""Figures of one indicator, report by report, as numbers that can be compared."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

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
    if plain.casefold() in _PERCENT:
        return "%"
    return plain


def series_of(groups: Mapping[str, Sequence[ReportRead]]) -> Iterator[Series]:
    """The indicators of which at least two groups have figures of one sort and unit, for one place."""
    points: dict[_Counted, list[Point]] = defaultdict(list)
    for group, reports in groups.items():
        for report in reports:
            for figure in report.figures:
                counted = _counted(figure)
                point = Point(group, report.iri, figure)
                points[counted].append(point)
    for counted in sorted(points):
        found = points[counted]
        speaking = {point.group for point in found}
        if len(speaking) > 1:
            yield Series(
                found[0].figure.indicator,
                counted.sort,
                counted.unit,
                counted.place,
                tuple(found),
            )


def finding_of(series: Series, groups: Iterable[str]) -> Finding:
    """A series as a row: the figures of each group."""
    words: dict[str, list[str]] = {group: [] for group in groups}
    for point in series.points:
        words[point.group].append(point.figure.words)
    cells = tuple(_SEVERAL.join(dict.fromkeys(said)) for said in words.values())
    return Finding(
        "figure",
        None,
        series.indicator,
        series.sort,
        cells,
        other_label=series.place,
    )


class _Counted(NamedTuple):
    """What must be the same for two figures to be of one series."""

    indicator: str
    sort: str
    unit: str
    place: str


def _counted(figure: Observed) -> _Counted:
    return _Counted(
        key(figure.indicator),
        figure.sort,
        key(figure.unit),
        figure.place,
    )
