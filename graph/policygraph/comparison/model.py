"""The values of a comparison: what each report says, and what comes of putting them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.terms import Iri

BY = ("report", "year", "place")
"""What can stand side by side."""

COMPARED = ("Project", "Place", "Institution", "Industry")
"""The classes of things that more than one report can name."""


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
class Observed:
    """A figure: what it counts, the sort and unit that make it comparable, and what is said."""

    indicator: str
    sort: str
    unit: str
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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that several groups speak of.

    `kind` is "stage" (a project's, where it changes), "figure" (of one indicator) or "shared" (named by several);
    `cells` hold what each group says: the stage, the figures, or how often the thing is named.
    """

    kind: str
    thing: Iri | None
    label: str
    type: str
    cells: tuple[str, ...]


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
    """Groups side by side, what they share, and what may be the same in them."""

    by: str
    groups: tuple[str, ...]
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...]
