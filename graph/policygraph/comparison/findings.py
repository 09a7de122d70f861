"""What several groups of reports speak of: stages that change, figures of one indicator, things that are named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from policygraph.comparison.model import COMPARED, Finding
from policygraph.linking.english import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.model import ReportRead, Thing
    from policygraph.terms import Iri

    Groups = Mapping[str, Sequence[ReportRead]]

_SEVERAL = "; "
_Said = TypeVar("_Said")


def findings_of(groups: Groups) -> Iterator[Finding]:
    """What at least two groups speak of: first stages, then figures, then all that is shared; by class and name."""
    shared = dict(_in_several(groups))
    yield from _stages(groups, shared)
    yield from _figures(groups)
    for iri, thing in shared.items():
        yield Finding("shared", iri, thing.label, thing.type, named(groups, {iri}))


def named(groups: Groups, things: set[Iri]) -> tuple[str, ...]:
    """How often each group names one of some things; empty where it does not."""
    return _cells(
        groups,
        lambda report: [
            report.things[iri].mentions for iri in things if iri in report.things
        ],
        _sum,
    )


def _sum(counts: Iterable[int]) -> str:
    listed = list(counts)
    return str(sum(listed)) if listed else ""


def _joined(words: Iterable[str]) -> str:
    return _SEVERAL.join(dict.fromkeys(words))


def _cells(
    groups: Groups,
    said: Callable[[ReportRead], Iterable[_Said]],
    together: Callable[[Iterable[_Said]], str],
) -> tuple[str, ...]:
    """What the reports of each group say, put together."""
    return tuple(
        together([each for report in reports for each in said(report)])
        for reports in groups.values()
    )


def _in_several(groups: Groups) -> Iterator[tuple[Iri, Thing]]:
    """The things that at least two groups name, by class and name."""
    found: dict[Iri, Thing] = {}
    where: dict[Iri, set[str]] = defaultdict(set)
    for group, reports in groups.items():
        for report in reports:
            for iri, thing in report.things.items():
                first = found.setdefault(iri, thing)
                if thing.label < first.label:  # each report may spell it in its own way
                    found[iri] = thing
                where[iri].add(group)
    order = sorted(
        found.items(),
        key=lambda item: (
            COMPARED.index(item[1].type),
            item[1].label.casefold(),
            item[0],
        ),
    )
    return ((iri, thing) for iri, thing in order if len(where[iri]) > 1)


def _stages(groups: Groups, shared: Mapping[Iri, Thing]) -> Iterator[Finding]:
    """The projects of which groups say different stages."""
    for iri, thing in shared.items():

        def said(report: ReportRead, iri: Iri = iri) -> list[str]:
            return [report.stages[iri]] if iri in report.stages else []

        cells = _cells(groups, said, _joined)
        if len(set(filter(None, cells))) > 1:
            yield Finding("stage", iri, thing.label, thing.type, cells)


def _figures(groups: Groups) -> Iterator[Finding]:
    """The indicators of which at least two groups have figures of one sort and unit."""
    indicators: dict[tuple[str, str, str], str] = {}
    for reports in groups.values():
        for report in reports:
            for figure in report.figures:
                indicators.setdefault(
                    (key(figure.indicator), figure.sort, figure.unit), figure.indicator
                )
    for counted in sorted(indicators):

        def said(
            report: ReportRead, counted: tuple[str, str, str] = counted
        ) -> Iterator[str]:
            figures = (
                one
                for one in report.figures
                if (key(one.indicator), one.sort, one.unit) == counted
            )
            return (figure.words for figure in figures)

        cells = _cells(groups, said, _joined)
        if len([cell for cell in cells if cell]) > 1:
            yield Finding("figure", None, indicators[counted], counted[1], cells)
