"""The values that linking yields: the entities that a report's mentions name, and the linkages between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from policygraph.extraction.model import Extraction
    from policygraph.report.model import Report
    from policygraph.spans import Span
    from policygraph.terms import Iri


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target's or a result's words say: `value` in units of `unit` ("42.1 billion yuan" is 42100000000 "yuan").

    A range has `least` and `most` instead of `value`; all are None where the words were not understood. `currency` is
    an ISO 4217 code or empty, `unit_code` a UCUM code or empty, `comparison` the local name of a `pg:Comparison`
    ("AtLeast"), `year` the year that it is for, or None. `indicator` is the span that says what is counted; `sort` the
    local name of a `pg:Sort` ("Share") or empty; `baseline_value` and `baseline_year` what the text starts from;
    `place` an index into `Linked.entities`: the place that the figure's clause speaks of.
    """

    value: Decimal | None
    unit: str
    currency: str
    comparison: str
    year: int | None
    least: Decimal | None = None
    most: Decimal | None = None
    unit_code: str = ""
    indicator: Span | None = None
    sort: str = ""
    baseline_value: Decimal | None = None
    baseline_year: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place as GeoNames knows it: its IRI there and its coordinates in degrees (WGS 84)."""

    iri: Iri
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the report names, however often and in whatever words.

    `type` is the class's local name; `label` its canonical English name; `mentions` are indices into
    `Extraction.mentions` (none where only a name implies it); `discriminator` is empty unless another thing of that
    class bears the same name; `concept` is the industry concept above it, or for others its kind; `entry` the IRI of
    the vocabulary entry that knows it.
    """

    type: str
    label: str
    alt_labels: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    discriminator: str = ""
    concept: Iri | None = None
    entry: Iri | None = None
    location: Location | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Linkage:
    """A statement between two entities.

    `subject` and `object` are indices into `Linked.entities`, `property` is a
    local name ("connects"), `sentences` indices into `Report.sentences` (the evidence, at least one), `found_by` the
    local name of the rule or model, `confidence` 0–1.
    """

    subject: int
    property: str
    object: int
    sentences: tuple[int, ...]
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class StageLinkage:
    """How far a project has come, by the sentences that say so; `stage` is a stage's local name ("Planned")."""

    project: int
    stage: str
    sentences: tuple[int, ...]
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Doing:
    """What a measure's sentence says besides verb and object.

    `measure` is an index into `Extraction.measures`, `actor` one into `Linked.entities` (an institution) or None,
    `deadline` an ISO 8601 day or year, empty where the sentence gives none.
    """

    measure: int
    actor: int | None = None
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class TaskArea:
    """That a task is about a policy area.

    `area` is the concept, `cue` the words that tell it: in the task, or in a heading above it. Either `task` (an index
    into `Report.tasks`) or `measure` (one into `Extraction.measures`) is given.
    """

    area: Iri
    cue: Span
    task: int | None = None
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A report with everything that was read from it: the value that assembly turns into RDF.

    A project's stage is a linkage like the others: `stages` holds it as (project, stage, sentences, found by,
    confidence); `doings` holds those measures alone of which more than verb and object is known, `areas` what the
    tasks are about.
    """

    report: Report
    extraction: Extraction
    entities: tuple[Entity, ...]
    linkages: tuple[Linkage, ...]
    stages: tuple[StageLinkage, ...] = ()
    doings: tuple[Doing, ...] = ()
    areas: tuple[TaskArea, ...] = ()
