"""The values of an evaluation: counts that add up, and the figures that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.terms import Iri

_PLACES = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, proposed and wanted.

    `found` counts the gold items that the graph has, `proposed` those of the graph that are judged, `right` the ones
    among these that the gold confirms: the same number as `found`, except for linkages, where two of the graph can
    answer to one of the gold.

    Example:
        >>> (Tally(1, 2, 4) + Tally(1, 2, 0)).f1
        0.5
    """

    found: int = 0
    proposed: int = 0
    gold: int = 0
    right: int = -1

    def __post_init__(self) -> None:
        """Take `found` for `right` where it is not given."""
        if self.right < 0:
            object.__setattr__(self, "right", self.found)

    def __add__(self, other: Tally) -> Tally:
        """The counts of both together: a micro average."""
        return Tally(
            self.found + other.found,
            self.proposed + other.proposed,
            self.gold + other.gold,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """The part of what the graph proposes that is right, 0–1."""
        return _part(self.right, self.proposed)

    @property
    def recall(self) -> float:
        """The part of the gold that is found, 0–1."""
        return _part(self.found, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0–1."""
        precision = self.precision
        recall = self.recall
        if not precision + recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)

    def as_json(self) -> dict[str, float]:
        """Figures, rounded to three places, and counts."""
        return {
            "p": round(self.precision, _PLACES),
            "r": round(self.recall, _PLACES),
            "f1": round(self.f1, _PLACES),
            "tp": self.found,
            "pred": self.proposed,
            "gold": self.gold,
        }


def _part(number: int, whole: int) -> float:
    if not whole:
        return 0.0
    return number / whole


@dataclass(frozen=True, slots=True)
class Errors:
    """What to look at: spans as (class, text, begin), linkages as (subject, property, object)."""

    missed: tuple[tuple[str, str, int], ...] = ()
    spurious: tuple[tuple[str, str, int], ...] = ()
    boundary: tuple[tuple[str, str, str], ...] = ()
    linkages_missed: tuple[tuple[str, str, str], ...] = ()
    linkages_spurious: tuple[tuple[Iri, str, Iri], ...] = ()


def _by_class() -> dict[str, Tally]:
    return {name: Tally() for name in LINKED_CLASSES}


@dataclass(frozen=True, slots=True)
class Scores:
    """A graph against its gold, or the sum over many.

    `strict` counts mentions of the same class and characters; `raw` counts like it, but what the gold excuses is wrong
    there: what a user of the graph meets; `relaxed` counts those whose spans share at least half of their joint
    length, `entities` things matched one to one by a shared mention. Results stand apart, in `results`, and not in
    these. `results`, `linkages`, `measures` and `stage` (measures found, and those among them at the right stage) are
    None where there is no gold for them.
    """

    strict: Tally = Tally()
    raw: Tally = Tally()
    relaxed: Tally = Tally()
    entities: Tally = Tally()
    strict_by_class: Mapping[str, Tally] = field(default_factory=_by_class)
    relaxed_by_class: Mapping[str, Tally] = field(default_factory=_by_class)
    linkages: Tally | None = None
    measures: Tally | None = None
    stage: tuple[int, int] | None = None
    results: Tally | None = None
    errors: Errors = Errors()

    def __add__(self, other: Scores) -> Scores:
        """The counts of both together; the errors stay behind."""
        return Scores(
            self.strict + other.strict,
            self.raw + other.raw,
            self.relaxed + other.relaxed,
            self.entities + other.entities,
            _joint_classes(self.strict_by_class, other.strict_by_class),
            _joint_classes(self.relaxed_by_class, other.relaxed_by_class),
            _joint(self.linkages, other.linkages),
            _joint(self.measures, other.measures),
            _joint_stage(self.stage, other.stage),
            _joint(self.results, other.results),
        )

    @property
    def stage_accuracy(self) -> float:
        """The part of the measures found that are at the right stage, 0–1."""
        right, judged = self.stage or (0, 0)
        return _part(right, judged)

    def as_json(self) -> dict[str, object]:
        """All figures as JSON takes them."""
        figures: dict[str, object] = {
            "strict": self.strict.as_json(),
            "raw": self.raw.as_json(),
            "relaxed": self.relaxed.as_json(),
            "by_type": {
                name: {
                    "strict": tally.as_json(),
                    "relaxed": self.relaxed_by_class[name].as_json(),
                }
                for name, tally in self.strict_by_class.items()
            },
            "entities": self.entities.as_json(),
        }
        if self.linkages is not None:
            figures["linkages"] = self.linkages.as_json()
        if self.measures is not None:
            figures["measures"] = self.measures.as_json() | {
                "stage": round(self.stage_accuracy, _PLACES)
            }
        if self.results is not None:
            figures["results"] = self.results.as_json()
        return figures


def _joint(one: Tally | None, other: Tally | None) -> Tally | None:
    if one is None or other is None:
        return one or other
    return one + other


def _joint_classes(
    ones: Mapping[str, Tally], others: Mapping[str, Tally]
) -> dict[str, Tally]:
    return {name: tally + others[name] for name, tally in ones.items()}


def _joint_stage(
    one: tuple[int, int] | None, other: tuple[int, int] | None
) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    right, judged = one
    more_right, more_judged = other
    return right + more_right, judged + more_judged
