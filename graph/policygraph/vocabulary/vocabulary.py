"""The vocabulary: all that the project and its users know of names and words, in one value."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES, CONCEPT, PG, RDF, SKOS
from policygraph.vocabulary.areas import Areas
from policygraph.vocabulary.lookup import Actions, Concepts, Heads, Procedures
from policygraph.vocabulary.matching import Matcher
from policygraph.vocabulary.model import (
    Entry,
    HeadNoun,
    Implication,
    KnownConcept,
    KnownName,
    NamePattern,
)
from policygraph.vocabulary.patterns import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from policygraph.terms import Iri, Literal
    from policygraph.vocabulary.areas import Cue
    from policygraph.vocabulary.reading import Record

_NAMES = (SKOS.prefLabel, SKOS.altLabel)
_MADE = ("zone", "region")
"""The kinds of place that a policy makes."""


class Vocabulary:
    """Known names, phrases that are none, concepts and words, ready to be asked.

    Args:
        records: What the vocabulary files say, by subject, in the order of the files.
        files: The files that they were read from.

    Example:
        >>> from policygraph.vocabulary import load_vocabulary
        >>> vocabulary = load_vocabulary()
        >>> [(name.entry.label, name.type) for name in vocabulary.find("The State Council backs new energy vehicles.")]
        [('State Council', 'Institution'), ('new energy vehicles', 'Industry')]
        >>> vocabulary.concept_for("tractor and farm machinery industry")
        'https://w3id.org/policygraph/concept/agricultural_machinery'
        >>> vocabulary.action_for("put into operation")
        'https://w3id.org/policygraph/concept/commission_action'
    """

    def __init__(
        self, records: Mapping[Iri, Record], files: Sequence[Path] = ()
    ) -> None:
        self._records = records
        self.files = tuple(files)
        """The files that it was read from."""
        self.entries: tuple[Entry, ...] = tuple(_entries(records.values()))

    def find(self, text: str) -> tuple[KnownName, ...]:
        """The known names that stand in a text, in its order: whole words, the longest of each class."""
        return self._matcher.find(text)[0]

    def find_denied(self, text: str) -> tuple[KnownName, ...]:
        """The phrases that an entry bars from a class, in the order of the text; `type` is the barred class."""
        return self._matcher.find(text)[1]

    def label_of(self, iri: Iri) -> str:
        """The English name of an entry or a concept, or nothing."""
        record = self._records.get(iri)
        words = record.words(*_NAMES) if record else ()
        return words[0] if words else ""

    def concept(self, iri: Iri) -> KnownConcept | None:
        """What is known of a concept or an entry; None where it is no one of this vocabulary.

        A language's first label is the one that counts.
        """
        record = self._records.get(iri)
        if record is None or not record.words(SKOS.prefLabel):
            return None
        first: dict[str, Literal] = {}
        for label in record.literals(SKOS.prefLabel):
            first.setdefault(label.language, label)
        return KnownConcept(
            iri,
            tuple(first.values()),
            tuple(
                name
                for name in record.literals(SKOS.altLabel)
                if name not in first.values()
            ),
            record.iris(SKOS.inScheme),
            next(iter(record.words(PG.isicCode)), ""),
            record.iris(SKOS.broader),
        )

    def concept_for(self, label: str) -> Iri | None:
        """The industry concept for an industry's name: its own, or the nearest wider one that its last words name."""
        return self._concepts.find(label)

    def action_for(self, verb: str) -> Iri | None:
        """The concept of the policy action that a verb names, in whatever form, with its particle."""
        return self._actions.find(verb)

    def areas_in(self, text: str) -> tuple[Cue, ...]:
        """The policy areas that a text speaks of, two at most, each with the first words that tell it."""
        return self._areas.find(text)

    def area_hints_in(self, text: str) -> tuple[Cue, ...]:
        """The policy areas that words of a text may speak of, which another cue has to bear out."""
        return self._areas.hints(text)

    def area_cues_in(self, text: str) -> tuple[Cue, ...]:
        """All words of a text that tell a policy area whatever stands beside them, in its order."""
        return tuple(self._areas.strong(text))

    def is_procedure(self, phrase: str) -> bool:
        """Whether a noun phrase is of what a government does in every field: a report, a meeting, a list."""
        return self._procedures.has(phrase)

    def kind_for(self, name: str, type_: str) -> Iri | None:
        """The kind of project, institution or place that the head of a name tells."""
        head = self._heads.find(name, type_)
        return head.kind if head else None

    def within(self, concept: Iri, wider: Iri) -> bool:
        """Whether a concept is another one or lies below it by skos:broader."""
        return wider in self._above(concept)

    def implications(
        self,
        name: str,
        type_: str,
        *,
        is_place: Callable[[str], bool],
        is_name: Callable[[str], bool] | None = None,
    ) -> tuple[Implication, ...]:
        """The linkages that a name implies, of each property those of the first pattern that fits.

        What a route connects is not where it lies.

        Args:
            name: The name.
            type_: The local name of its class.
            is_place: Whether some words name a place.
            is_name: Whether some words name another entity of that class; without it no pattern asks for one.
        """
        found: dict[str, tuple[Implication, ...]] = {}
        for pattern in self.patterns:
            if pattern.type == type_ and pattern.property not in found:
                templates = Templates(
                    pattern,
                    is_place,
                    is_name or _never,
                    self._is_head(pattern.kind, type_),
                )
                if fitting := templates.implications(name):
                    found[pattern.property] = fitting
        return tuple(_without_ends(found))

    @cached_property
    def head_nouns(self) -> tuple[HeadNoun, ...]:
        """The head nouns, in the order of the files."""
        return tuple(
            HeadNoun(
                r.iri,
                r.words(*_NAMES),
                r.locals(PG.suggests),
                r.iri_of(PG.kind) or CONCEPT[""],
            )
            for r in self._of("HeadNoun")
        )

    @cached_property
    def patterns(self) -> tuple[NamePattern, ...]:
        """The name patterns, in the order of the files."""
        return tuple(
            NamePattern(
                r.iri, type_, property_, r.words(PG.template), r.iri_of(PG.ofKind)
            )
            for r in self._of("NamePattern")
            for type_ in r.locals(PG.ofClass)
            for property_ in r.locals(PG.implies)
        )

    @cached_property
    def currencies(self) -> dict[str, tuple[str, ...]]:
        """The ISO 4217 codes by currency word or sign; a word that several currencies share has several."""
        return {
            word: r.words(PG.currency)
            for r in self._of("CurrencyWord")
            for word in r.words(*_NAMES)
        }

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit's name by each word or sign for it."""
        return {
            word: r.words(*_NAMES)[0]
            for r in self._of("Unit")
            for word in r.words(*_NAMES)
        }

    @cached_property
    def multipliers(self) -> dict[str, Decimal]:
        """The factor by each word or sign that multiplies the figure before it."""
        return {
            w: Decimal(r.words(PG.factor)[0])
            for r in self._of("Multiplier")
            for w in r.words(*_NAMES)
        }

    @cached_property
    def comparisons(self) -> dict[str, str]:
        """The local name of the comparison by each word that bounds a figure."""
        return {
            w: name
            for r in self._of("ComparisonWord")
            for name in r.locals(PG.comparison)
            for w in r.words(*_NAMES)
        }

    @cached_property
    def _matcher(self) -> Matcher:
        zones = (
            e.iri
            for e in self.entries
            if e.kind and any(self.within(e.kind, CONCEPT[k]) for k in _MADE)
        )
        countries = (
            entry.iri for entry in self.entries if entry.kind == CONCEPT.country
        )
        return Matcher(self.entries, frozenset(zones), frozenset(countries))

    @cached_property
    def _heads(self) -> Heads:
        return Heads(self.head_nouns)

    @cached_property
    def _concepts(self) -> Concepts:
        industries = [r for r in self._records.values() if self._is_industry(r)]
        names = [(word, r.iri) for r in industries for word in r.words(*_NAMES)]
        return Concepts(
            [
                *names,
                *(
                    (word, r.iri)
                    for r in industries
                    for word in r.words(SKOS.hiddenLabel)
                ),
            ]
        )

    @cached_property
    def _areas(self) -> Areas:
        return Areas(
            (
                (record.iri, record.words(*_NAMES, SKOS.hiddenLabel))
                for record in self._records.values()
                if CONCEPT.areas in record.iris(SKOS.inScheme)
            ),
            self._words_of(CONCEPT.weak_cues),
            self._words_of(CONCEPT.no_area),
        )

    @cached_property
    def _procedures(self) -> Procedures:
        return Procedures(self._words_of(CONCEPT.procedures))

    def _words_of(self, collection: Iri) -> tuple[str, ...]:
        """The words that a collection gathers."""
        record = self._records.get(collection)
        return record.words(SKOS.hiddenLabel) if record else ()

    @cached_property
    def _actions(self) -> Actions:
        verbs: dict[str, Iri] = {}
        for record in self._records.values():
            if CONCEPT.actions in record.iris(SKOS.inScheme):
                for verb in record.words(*_NAMES, SKOS.hiddenLabel):
                    verbs.setdefault(verb.casefold(), record.iri)
        return Actions(verbs)

    def _of(self, name: str) -> Iterator[Record]:
        return (
            record
            for record in self._records.values()
            if PG[name] in record.iris(RDF.type)
        )

    def _is_industry(self, record: Record) -> bool:
        return CONCEPT.industries in (
            *record.iris(SKOS.inScheme),
            *record.iris(SKOS.topConceptOf),
        )

    def _is_head(self, kind: Iri | None, type_: str) -> Callable[[str], bool]:
        def is_head(words: str) -> bool:
            nouns = self._heads.named(words)
            suggesting = [noun for noun in nouns if type_ in noun.suggests]
            if kind is None:
                return bool(suggesting)
            return any(self.within(noun.kind, kind) for noun in suggesting)

        return is_head

    def _above(self, concept: Iri) -> set[Iri]:
        seen: set[Iri] = set()
        waiting = [concept]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                record = self._records.get(here)
                waiting += record.iris(SKOS.broader) if record else ()
        return seen


def _without_ends(
    found: Mapping[str, tuple[Implication, ...]],
) -> Iterator[Implication]:
    """What names imply, without what else it is said to be of the places that it connects."""
    ends = {implication.span for implication in found.get("connects", ())}
    for implications in found.values():
        yield from (
            one
            for one in implications
            if one.property == "connects" or one.span not in ends
        )


def _never(_: str) -> bool:
    return False


def _class_of(record: Record) -> str:
    """The class of what a record's names stand for; empty where they stand for no entity."""
    types = {*record.iris(PG.entryClass), *record.iris(RDF.type)}
    for name in CLASSES:
        if PG[name] in types:
            return name
    return ""


def _entries(records: Iterable[Record]) -> Iterator[Entry]:
    for record in records:
        type_ = _class_of(record)
        barred = record.locals(PG.notA)
        labels, hidden = record.words(*_NAMES), record.words(SKOS.hiddenLabel)
        if type_ and labels:
            yield Entry(
                record.iri,
                type_,
                labels,
                hidden,
                broader=record.iri_of(SKOS.broader),
                kind=record.iri_of(PG.kind),
            )
        if barred and labels:
            yield Entry(record.iri, "", labels, not_a=barred)
