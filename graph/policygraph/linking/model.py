"""The values that linking yields: the entities that a report's mentions name, and the linkages between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from policygraph.extraction.model import Extraction
    from policygraph.report.model import Report
    from policygraph.terms import Iri


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target's words say: `value` in units of `unit` ("42.1 billion yuan" is 42100000000 "yuan").

    `currency` is an ISO 4217 code or empty, `comparison` the local name of a `pg:Comparison` ("AtLeast"), `year`
    the year it is promised for, or None.
    """

    value: Decimal
    unit: str
    currency: str
    comparison: str
    year: int | None


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
    the vocabulary entry that knows it; `stage` a stage's local name or empty.
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
    stage: str = ""


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
class Linked:
    """A report with everything that was read from it: the value that assembly turns into RDF."""

    report: Report
    extraction: Extraction
    entities: tuple[Entity, ...]
    linkages: tuple[Linkage, ...]
