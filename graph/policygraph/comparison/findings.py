"""What several groups of reports speak of: stages that change, figures of one indicator, things that are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.figures import finding_of
from policygraph.comparison.model import COMPARED, Finding
from policygraph.comparison.promises import promised_by_several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.comparison.matching import Matcher
    from policygraph.comparison.model import ReportRead, Series, Thing
    from policygraph.terms import Iri

    Groups = Mapping[str, Sequence[ReportRead]]

_SEVERAL = "; "


def findings_of(
    groups: Groups, series: Sequence[Series], matcher: Matcher, *, ordered: bool
) -> Iterator[Finding]:
    """What groups speak of: stages, figures, promises that several make, what is named, industries by place.

    Args:
        groups: The reports by what they are compared by, in order.
        series: The figures of each indicator.
        matcher: What finds the sayings of theirs that are of one thing.
        ordered: Whether the groups follow one another, so that something can be new or gone.
    """
    named = _Named(groups)
    yield from _stages(groups, named)
    for one in series:
        yield finding_of(one, groups)
    yield from promised_by_several(groups, matcher)
    yield from _entities(named, ordered=ordered)
    yield from _industries(groups, named)


class Counted:
    """How often groups name things.

    Args:
        groups: The reports.
    """

    def __init__(self, groups: Groups) -> None:
        self._counts: dict[Iri, dict[int, int]] = defaultdict(dict)
        self._groups = len(groups)
        for at, reports in enumerate(groups.values()):
            for report in reports:
                for iri, thing in report.things.items():
                    counts = self._counts[iri]
                    counts[at] = counts.get(at, 0) + thing.mentions

    def groups(self, iri: Iri) -> set[int]:
        """The places of the groups that name a thing."""
        return set(self._counts[iri])

    def cells(self, *things: Iri) -> tuple[str, ...]:
        """How often each group names one of some things; empty where it does not.

        Zero is a group in which a thing stands only as a part of another's name.
        """
        counts: dict[int, int] = {}
        for iri in set(things):
            for at, count in self._counts[iri].items():
                counts[at] = counts.get(at, 0) + count
        return tuple(str(counts.get(at, "")) for at in range(self._groups))


class _Named(Counted):
    """The things that groups name, and how often each does.

    Args:
        groups: The reports.
    """

    def __init__(self, groups: Groups) -> None:
        super().__init__(groups)
        self.last = len(groups) - 1
        self.things: dict[Iri, Thing] = {}
        for report in (report for reports in groups.values() for report in reports):
            for iri, thing in report.things.items():
                first = self.things.setdefault(iri, thing)
                if thing.label < first.label:  # each report may spell it its way
                    self.things[iri] = thing

    def in_order(self) -> list[Thing]:
        """All things by class and name."""
        return sorted(
            self.things.values(),
            key=lambda thing: (
                COMPARED.index(thing.type),
                thing.label.casefold(),
                thing.iri,
            ),
        )


def _stages(groups: Groups, named: _Named) -> Iterator[Finding]:
    """The projects of which groups say different stages."""
    said: dict[Iri, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for at, reports in enumerate(groups.values()):
        for report in reports:
            for iri, stage in report.stages.items():
                said[iri][at].append(stage)
    for thing in named.in_order():
        if thing.iri not in said:
            continue
        cells = tuple(
            _SEVERAL.join(dict.fromkeys(said[thing.iri].get(at, ())))
            for at in range(len(groups))
        )
        if len(set(filter(None, cells))) > 1:
            yield Finding("stage", thing.iri, thing.label, thing.type, cells)


def _entities(named: _Named, *, ordered: bool) -> Iterator[Finding]:
    """What is named, by class and name: kept, gone and new, or shared and named by one alone."""
    found: dict[str, list[Finding]] = defaultdict(list)
    last = named.last
    for thing in named.in_order():
        kind = _kind(named.groups(thing.iri), last, ordered=ordered)
        found[kind].append(
            Finding(kind, thing.iri, thing.label, thing.type, named.cells(thing.iri))
        )
    for kind in ("kept", "gone", "new", "shared", "only"):
        yield from found[kind]


def _kind(groups: set[int], last: int, *, ordered: bool) -> str:
    if not ordered:
        return "shared" if len(groups) > 1 else "only"
    if last not in groups:
        return "gone"
    return "kept" if len(groups) > 1 else "new"


def _industries(groups: Groups, named: _Named) -> Iterator[Finding]:
    """How many measures and projects of each group concern an industry at a place.

    The place is the one that the measure or project is said to be at, else the one that its report is of.
    """
    counts: dict[tuple[Iri, Iri], Counter[int]] = defaultdict(Counter)
    for at, reports in enumerate(groups.values()):
        for report in reports:
            for concerned in _concerned(report):
                for pair in _industries_at(concerned, report, named):
                    counts[pair][at] += 1
    things = named.things
    at_places = sorted(
        counts.items(),
        key=lambda item: (
            things[item[0][0]].label.casefold(),
            things[item[0][1]].label.casefold(),
            item[0],
        ),
    )
    for (industry, place), counted in at_places:
        yield Finding(
            "industry",
            industry,
            things[industry].label,
            "Industry",
            tuple(str(counted[at] or "") for at in range(len(groups))),
            other=place,
            other_label=things[place].label,
        )


def _concerned(report: ReportRead) -> Iterator[tuple[Iri, ...]]:
    """The things that each measure and each project of a report is about."""
    for said in report.said:
        if said.kind == "Measure":
            yield said.things
    yield from report.located.values()


def _industries_at(
    things: Iterable[Iri], report: ReportRead, named: _Named
) -> Iterator[tuple[Iri, Iri]]:
    classes: dict[str, list[Iri]] = defaultdict(list)
    for iri in things:
        if iri in named.things:
            classes[named.things[iri].type].append(iri)
    home = [report.home] if report.home else []
    for industry in classes["Industry"]:
        for place in classes["Place"] or home:
            yield industry, place
