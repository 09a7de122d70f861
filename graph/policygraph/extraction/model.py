"""The values that extraction yields: what a report mentions, does and links, as offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity of one class.

    `type` is the class's local name ("Place"); `confidence` is 0–1; `found_by` is "reader" or the IRI of the
    vocabulary entry. An `implied` mention is a place's name inside a longer name ("Kunming" in "Chongqing-Kunming
    high-speed railway"): it is an end for linkages, and no mention in the graph.
    """

    span: Span
    type: str
    confidence: float
    found_by: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done or to be done: a verb and its object.

    `stage` is "Planned", "Underway" or "Achieved";
    `sentence` is an index into `Report.sentences`; `confidence` is 0–1.
    """

    verb: Span
    object: Span
    stage: str
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that the reader sees linked.

    `subject` and `object` are indices into `Extraction.mentions`, `property` is the linkage's local name
    ("locatedIn"), `confidence` is 0–1.
    """

    subject: int
    object: int
    property: str
    confidence: float

    def moved(self, by: int) -> Pair:
        """The pair with its indices raised, as its mentions come behind others."""
        return Pair(self.subject + by, self.object + by, self.property, self.confidence)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate span that was kept out, with the reason in words."""

    span: Span
    type: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the reader and the vocabulary found in one report, in the order of the text."""

    mentions: tuple[Mention, ...]
    measures: tuple[Measure, ...]
    pairs: tuple[Pair, ...]
    rejected: tuple[Rejected, ...]
