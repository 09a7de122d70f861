"""The values that extraction yields: what a report mentions, does and links, as offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.spans import Span

READER = "reader"
"""What `found_by` says of what the shipped reader saw."""

PLANNED = "Planned"
"""The stage of a measure that is to be done: what is said in the imperative is at it."""

UNDERWAY = "Underway"
ACHIEVED = "Achieved"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity of one class.

    `type` is the class's local name ("Place"); `confidence` is 0–1; `found_by` is "reader" (the one that ships), the
    name of a rule or of another reader, which has no colon, or the IRI of the vocabulary entry. An `implied` mention is
    a place's name inside a longer name ("Kunming" in "Chongqing-Kunming high-speed railway"): it is an end for
    linkages, and no mention in the graph.
    """

    span: Span
    type: str
    confidence: float
    found_by: str
    implied: bool = False

    @property
    def key(self) -> tuple[Span, str, bool]:
        """What two mentions of the same have in common, whoever found them."""
        return self.span, self.type, self.implied

    @property
    def is_known(self) -> bool:
        """Whether an entry of the vocabulary found it: no reader and no rule has a colon in its name."""
        return ":" in self.found_by

    def kept_out(self, reason: str) -> Rejected:
        """The mention as a candidate that was kept out, with the reason in words."""
        return Rejected(self.span, self.type, self.confidence, reason)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done or to be done: a verb and its object.

    `stage` is "Planned", "Underway" or "Achieved";
    `sentence` is an index into `Report.sentences`; `confidence` is 0–1; `found_by` names the reader.
    """

    verb: Span
    object: Span
    stage: str
    sentence: int
    confidence: float
    found_by: str = READER


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that the reader sees linked.

    `subject` and `object` are indices into `Extraction.mentions`, `property` is the linkage's local name
    ("locatedIn"), `confidence` is 0–1, `found_by` names the reader.
    """

    subject: int
    object: int
    property: str
    confidence: float
    found_by: str = READER

    def moved(self, by: int) -> Pair:
        """The pair with its indices raised, as its mentions come behind others."""
        return replace(self, subject=self.subject + by, object=self.object + by)


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

    def with_mentions(self, mentions: tuple[Mention, ...]) -> Extraction:
        """The same with other mentions; a pair whose end is gone, or is another thing, is gone too."""
        place = {mention.key: index for index, mention in enumerate(mentions)}
        new = {
            index: place[mention.key]
            for index, mention in enumerate(self.mentions)
            if mention.key in place
        }
        return replace(self, mentions=mentions, pairs=renumbered(self.pairs, new))

    def at_least(self, confidence: float) -> Extraction:
        """What was found with some confidence, 0–1, or more; what was found with less is among the rejected.

        Example:
            >>> from policygraph.spans import Span
            >>> mentions = Mention(Span(0, 4), "Place", 0.6, "reader"), Mention(Span(9, 12), "Place", 0.9, "reader")
            >>> sure = Extraction(mentions, (), (Pair(0, 1, "partOf", 0.9),), ()).at_least(0.8)
            >>> [mention.span.begin for mention in sure.mentions], sure.pairs, len(sure.rejected)
            ([9], (), 1)
        """
        kept: dict[int, int] = {}
        gone: list[Rejected] = []
        reason = f"less sure than {confidence:g}"
        for index, one in enumerate(self.mentions):
            if one.confidence >= confidence:
                kept[index] = len(kept)
            else:
                gone.append(one.kept_out(reason))
        measures = (one for one in self.measures if one.confidence >= confidence)
        return Extraction(
            tuple(self.mentions[index] for index in kept),
            tuple(measures),
            renumbered(self.pairs, kept),
            (*self.rejected, *gone),
        )


def renumbered(pairs: Iterable[Pair], places: Mapping[int, int]) -> tuple[Pair, ...]:
    """The pairs with the new indices of their mentions; those of which an end has none are left out."""
    kept = []
    for pair in pairs:
        subject = places.get(pair.subject)
        object_ = places.get(pair.object)
        if subject is not None and object_ is not None:
            kept.append(replace(pair, subject=subject, object=object_))
    return tuple(kept)
