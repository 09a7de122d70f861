"""The values of a comparison: what each report says, and what comes of putting them side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.facts import Lookups
    from policygraph.terms import Iri

BY = ("report", "year", "place")
"""What can stand side by side."""

COMPARED = ("Project", "Place", "Institution", "Industry")
"""The classes of things that more than one report can name."""

PARTS = (
    "delivered",
    "stage",
    "figure",
    "also promised",
    "new",
    "gone",
    "kept",
    "only",
    "shared",
    "industry",
    "maybe same",
)
"""What a comparison finds, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as one report names it.

    `names` are all its names there, `mentions` counts them; `known` says whether more than its name is known of it: an
    identifier, a concept or an entry of a vocabulary.
    """

    iri: Iri
    type: str
    label: str
    names: tuple[str, ...]
    mentions: int
    known: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: its text, and where it begins in the report's; `page` is empty where there are none."""

    iri: Iri
    text: str
    begin: int
    page: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a report says is planned, underway or achieved: a measure or a project.

    `label` says it whole, `words` what it is of; `begin` and `end` are where both stand in the report's text. `verb` is
    that of a measure; `things` are the entities that it concerns.
    """

    iri: Iri
    report: Iri
    kind: str
    stage: str
    label: str
    words: str
    verb: str
    begin: int
    end: int
    sentence: Iri | None
    things: tuple[Iri, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """A figure of an indicator, with the sort, unit and place that make it comparable.

    `kind` is "target" or "result"; `value` the number in the unit itself, "3.2 million people" being 3200000 people;
    `words` what is said; `year` the one that it is for, where the text says it.
    """

    iri: Iri
    indicator: str
    sort: str
    unit: str
    place: str
    kind: str
    value: float | None
    year: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What one report says, as far as it is compared; `stages` are those of projects, by the local names."""

    iri: Iri
    name: str
    date: str
    place: str
    things: Mapping[Iri, Thing]
    stages: Mapping[Iri, str]
    figures: tuple[Observed, ...]
    said: tuple[Said, ...]
    home: Iri | None = None
    located: Mapping[Iri, tuple[Iri, ...]] = field(default_factory=dict)
    facts: Lookups | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that groups speak of, or some of them.

    `kind` is one of `PARTS`: "stage" (a project's, where it changes), "figure" (of one indicator), "kept", "gone",
    "new", "shared" or "only" (what is named), "also promised" (by several), "industry" (what is said of it at a place,
    which is `other`). `cells` hold what each group says, in their order: the stage, the figures, the promise, or how
    often; an empty cell is a group that does not speak of it.
    """

    kind: str
    thing: Iri | None
    label: str
    type: str
    cells: tuple[str, ...]
    other: Iri | None = None
    other_label: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series: the group and report that say it."""

    group: str
    report: Iri
    figure: Observed


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator, of one sort and unit, for one place, in the order of the reports."""

    indicator: str
    sort: str
    unit: str
    place: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """What a report says, with its sentence; `group` is the one that the report stands in."""

    group: str
    report: str
    said: Said
    sentence: Sentence

    @property
    def words(self) -> Span:
        """Where in the sentence the words stand that are meant."""
        begin = self.said.begin - self.sentence.begin
        end = self.said.end - self.sentence.begin
        length = len(self.sentence.text)
        return Span(max(0, begin), min(length, end))


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that one report plans and a later one says is done; `score`, 0–1, says how alike the two are."""

    promised: Cited
    achieved: Cited
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things of different reports that may be one, by their names; `score` is between 0 and 1.

    `cells` hold how often each group names one or the other.
    """

    one: Thing
    other: Thing
    score: float
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups side by side, what they share and do not, what was delivered, and what may be the same in them.

    `undated` names the reports whose date is not known: no promise of theirs is followed.
    """

    by: str
    groups: tuple[str, ...]
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...]
    deliveries: tuple[Delivery, ...] = ()
    series: tuple[Series, ...] = ()
    undated: tuple[str, ...] = ()

    def to_dicts(self, part: str) -> list[dict[str, object]]:
        """The rows of one of `PARTS`, each a mapping from column to value, as pandas takes them.

        Example:
            >>> Comparison("year", ("2031", "2032"), (), ()).to_dicts("delivered")
            []
        """
        from policygraph.comparison.rows import rows_of

        return rows_of(self, part)
