"""What several groups of reports speak of: stages that change, figures of one indicator, things that are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
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
    Counts = dict[int, int]
    IndustryAt = tuple[Iri, Iri]

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
        self._counts: dict[Iri, Counts] = defaultdict(dict)
        self._groups = len(groups)
        for at, reports in enumerate(groups.values()):
            for report in reports:
                for thing in report.things.values():
                    counts = self._counts[thing.iri]
                    before = counts.get(at, 0)
                    counts[at] = before + thing.mentions

    def groups(self, iri: Iri) -> set[int]:
        """The places of the groups that name a thing."""
        return set(self._counts[iri])

    def cells(self, *things: Iri) -> tuple[str, ...]:
        """How often each group names one of some things; empty where it does not.

        Zero is a group in which a thing stands only as a part of another's name.
        """
        counts: Counts = {}
        for iri in set(things):
            for at, count in self._counts[iri].items():
                before = counts.get(at, 0)
                counts[at] = before + count
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
        for report in chain.from_iterable(groups.values()):
            for thing in report.things.values():
                add_under_first_label(self.things, thing)

    def in_order(self) -> list[Thing]:
        """All things by class and name."""
        return sorted(self.things.values(), key=_class_and_name)


def _class_and_name(thing: Thing) -> tuple[int, str, Iri]:
    return (
        COMPARED.index(thing.type),
        thing.label.casefold(),
        thing.iri,
    )


def add_under_first_label(things: dict[Iri, Thing], thing: Thing) -> None:
    """Adds a thing to those that are known, with the first of its labels: each report may spell it its way."""
    known = things.setdefault(thing.iri, thing)
    if thing.label < known.label:
        things[thing.iri] = thing


def _stages(groups: Groups, named: _Named) -> Iterator[Finding]:
    """The projects of which groups say different stages."""
    said = [_stages_said(reports) for reports in groups.values()]
    for thing in named.in_order():
        cells = tuple(stages.get(thing.iri, "") for stages in said)
        different = set(cells) - {""}
        if len(different) > 1:
            yield Finding("stage", thing.iri, thing.label, thing.type, cells)


def _stages_said(reports: Iterable[ReportRead]) -> Mapping[Iri, str]:
    """The stages of each project as some reports say them, one after the other."""
    said: dict[Iri, list[str]] = defaultdict(list)
    for report in reports:
        for iri, stage in report.stages.items():
            said[iri].append(stage)
    return {iri: _SEVERAL.join(dict.fromkeys(stages)) for iri, stages in said.items()}


def _entities(named: _Named, *, ordered: bool) -> Iterator[Finding]:
    """What is named, by class and name: kept, gone and new, or shared and named by one alone."""
    found: dict[str, list[Finding]] = defaultdict(list)
    last = named.last
    for thing in named.in_order():
        groups = named.groups(thing.iri)
        kind = _kind(groups, last, ordered=ordered)
        cells = named.cells(thing.iri)
        finding = Finding(kind, thing.iri, thing.label, thing.type, cells)
        found[kind].append(finding)
    for kind in ("kept", "gone", "new", "shared", "only"):
        yield from found[kind]


def _kind(groups: set[int], last: int, *, ordered: bool) -> str:
    by_several = len(groups) > 1
    if not ordered:
        return "shared" if by_several else "only"
    if last not in groups:
        return "gone"
    return "kept" if by_several else "new"


def _industries(groups: Groups, named: _Named) -> Iterator[Finding]:
    """How many measures and projects of each group concern an industry at a place.

    The place is the one that the measure or project is said to be at, else the one that its report is of.
    """
    counts: dict[IndustryAt, Counter[str]] = defaultdict(Counter)
    for group, reports in groups.items():
        for report in reports:
            for pair in _industries_of(report, named):
                counts[pair][group] += 1

    def by_labels(pair: IndustryAt) -> tuple[str, str, IndustryAt]:
        industry, place = (named.things[end] for end in pair)
        return industry.label.casefold(), place.label.casefold(), pair

    for pair in sorted(counts, key=by_labels):
        industry, place = (named.things[end] for end in pair)
        counted = counts[pair]
        yield Finding(
            "industry",
            industry.iri,
            industry.label,
            "Industry",
            tuple(str(counted[group] or "") for group in groups),
            other=place.iri,
            other_label=place.label,
        )


def _industries_of(report: ReportRead, named: _Named) -> Iterator[IndustryAt]:
    """The industry and the place of each measure and project of a report."""
    for concerned in _concerned(report):
        yield from _industries_at(concerned, report, named)


def _concerned(report: ReportRead) -> Iterator[tuple[Iri, ...]]:
    """The things that each measure and each project of a report is about."""
    for said in report.said:
        if said.kind == "Measure":
            yield said.things
    yield from report.located.values()


def _industries_at(
    things: Iterable[Iri], report: ReportRead, named: _Named
) -> Iterator[IndustryAt]:
    classes: dict[str, list[Iri]] = defaultdict(list)
    for iri in things:
        if iri in named.things:
            class_ = named.things[iri].type
            classes[class_].append(iri)
    places = classes["Place"]
    if not places and report.home:
        places = [report.home]
    for industry in classes["Industry"]:
        for place in places:
            yield industry, place
