"""What a graph says, as values: things, linkages, mentions and sentences with the words marked.

Offsets count code points: those of a mention from the start of its report's text, those of a mark from the start of its
sentence; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES

if TYPE_CHECKING:
    from policygraph.terms import Iri

TASKS = ("KeyTask", "SubTask", "Measure")
"""The classes of task, from the highest level down, by the local names of their classes."""

TYPES = (*CLASSES, *TASKS, "Report")
"""The classes of things that facts are read of; of two that a thing bears, the first counts."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, a task or a report.

    `type` is one of `TYPES`, or empty; `other_names` are its further labels and names in any language. `stage` is a
    local name ("Planned"), `number` a key task's numeral as printed. `kinds`, `broader`, `entries` (of the vocabulary,
    that know it), `matches` (the same thing in other data sets), `about` (the places that it is of), `above` (what a
    task is part of), `reports` and `sentences` (those that state a task) are IRIs.
    `point` is longitude and latitude in degrees (WGS 84). `values` are the names and lexical forms of what else a
    reader is told: value, unit, currency, year, date, speaker, comparison.
    """

    iri: Iri
    type: str
    label: str
    other_names: tuple[str, ...] = ()
    number: str = ""
    stage: str = ""
    action: str = ""
    kinds: tuple[Iri, ...] = ()
    broader: tuple[Iri, ...] = ()
    entries: tuple[Iri, ...] = ()
    matches: tuple[Iri, ...] = ()
    about: tuple[Iri, ...] = ()
    above: tuple[Iri, ...] = ()
    reports: tuple[Iri, ...] = ()
    sentences: tuple[Iri, ...] = ()
    point: tuple[float, float] | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """What one report says of two things.

    `property` is a local name ("connects"); `confidence` is 0–1, None where the graph gives none; `found_by` are rules
    or models, `sentences` those that state it.
    """

    iri: Iri
    subject: Iri
    property: str
    object: Iri
    confidence: float | None
    found_by: tuple[Iri, ...]
    sentences: tuple[Iri, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that name one thing or several.

    `found_by` is the vocabulary's entry that knows the words, else the rule or model; `confidence` is 0–1, None where
    the graph gives none. What the graph does not give is an empty string; `placed` says whether it gives the offsets.
    """

    iri: Iri
    begin: int
    end: int
    words: str
    sentence: str
    things: tuple[Iri, ...]
    confidence: float | None
    found_by: str
    placed: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a sentence that names a thing."""

    begin: int
    end: int
    thing: Iri


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence as published, and the stretches of it that name something.

    `begin` is its offset in the text of `report`; `page` counts from 1 and is 0 where the source has no pages.
    """

    iri: Iri
    text: str
    begin: int
    report: str
    page: int
    marks: tuple[Mark, ...] = ()

    def naming(self, things: frozenset[str] | set[str]) -> tuple[Mark, ...]:
        """The marks that name any of some things."""
        return tuple(mark for mark in self.marks if mark.thing in things)

    def pieces(self, things: frozenset[str] | set[str]) -> tuple[tuple[str, bool], ...]:
        """The sentence cut into stretches, each with whether it names any of some things.

        Of two such stretches that overlap, the one that begins first and is the longest stands.

        Example:
            >>> from policygraph.terms import Iri
            >>> rail, town = Iri("urn:rail"), Iri("urn:town")
            >>> marks = (Mark(6, 10, town), Mark(6, 15, rail))
            >>> MarkedSentence(Iri("urn:s"), "A new Ford rail.", 0, "urn:r", 1, marks).pieces({rail, town})
            (('A new ', False), ('Ford rail', True), ('.', False))
        """
        cut: list[tuple[str, bool]] = []
        at = 0
        for mark in sorted(
            self.naming(things), key=lambda mark: (mark.begin, -mark.end)
        ):
            if mark.begin < at:
                continue
            cut += [
                (self.text[at : mark.begin], False),
                (self.text[mark.begin : mark.end], True),
            ]
            at = mark.end
        cut.append((self.text[at:], False))
        return tuple(piece for piece in cut if piece[0])
