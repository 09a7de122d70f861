"""Why a phrase is no thing of a graph: where it stands, what it is part of, what was considered there and kept out.

Example:
    >>> from policygraph.queries import open_source
    >>> absence = why_absent(open_source(["tests/fixtures/small.ttl"]), "high-speed railway")
    >>> [longer.words for longer in absence.within if longer.type == "Project"]
    ['Chongqing-Kunming high-speed railway']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.explanation import ShownSentence
from policygraph.facts.listed import names_in
from policygraph.facts.report_text import texts_in, words_in
from policygraph.namespaces import CLASSES
from policygraph.queries.near import nearest
from policygraph.spans import Span
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygraph.facts.report_text import Named
    from policygraph.report import Report
    from policygraph.store.source import GraphSource
    from policygraph.vocabulary import Vocabulary

_KINDS = (*CLASSES, "Measure")
_MOST_NAMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Longer:
    """Words of the graph that the phrase is part of, or lies across: the name of an entity, or a measure's object.

    `label` and `type` are those of the entity or the measure.
    """

    words: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Words that were considered for a class and kept out: how sure the reader was (0–1), and why they are no name."""

    words: str
    type: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Barred:
    """An entry of the vocabulary that says that the phrase names nothing of a class."""

    type: str
    entry: Iri


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a phrase names nothing in a graph.

    `sentences` are those of the reports that have it, with the phrase marked; `within` the names and the objects of
    measures that it is part of; `kept_out` the candidates that overlap with it, those of exactly its words first;
    `barred` what the vocabulary says against it; `found_now` the classes as which reader and vocabulary find it,
    though the graph does not have it, for it was built with others; `near` names of entities that may be meant.
    """

    phrase: str
    sentences: tuple[ShownSentence, ...]
    within: tuple[Longer, ...]
    kept_out: tuple[KeptOut, ...]
    barred: tuple[Barred, ...]
    found_now: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A report's text and where the phrase stands in it."""

    report: Iri
    text: str
    places: tuple[Span, ...]


def why_absent(
    source: GraphSource,
    phrase: str,
    *,
    vocabulary: Vocabulary | None = None,
    weights: Path | None = None,
) -> Absence:
    """Why a phrase that names nothing in a graph does not.

    The texts of the graph's reports that have the phrase are read anew, which takes as long as building them.

    Args:
        source: The graph.
        phrase: Some words, without regard to case.
        vocabulary: The vocabulary that the graph was built with; the shipped one unless given.
        weights: The weights that the graph was built with; the shipped ones unless given.

    Raises:
        WeightsError: If the reader's weights are missing or damaged.
    """
    from policygraph.report import parse_report
    from policygraph.vocabulary import load_vocabulary

    known = vocabulary or load_vocabulary()
    texts = list(_texts(source, phrase))
    named = list(words_in(source)) if texts else []
    sentences: list[ShownSentence] = []
    within: list[Longer] = []
    kept_out: list[KeptOut] = []
    barred: list[Barred] = []
    found_now: list[str] = []
    for text in texts:
        report = parse_report(text.text, name="report")
        sentences += _sentences(report, text.places)
        within += _within(text, named)
        barred += [
            Barred(no.type, no.entry.iri)
            for no in known.find_denied(text.text)
            if no.span in text.places
        ]
        candidates, found = _read(report, text.places, known, weights)
        kept_out += candidates
        found_now += found
    whole = phrase.casefold()
    return Absence(
        phrase,
        tuple(sentences),
        tuple(dict.fromkeys(within)),
        tuple(
            sorted(
                dict.fromkeys(kept_out),
                key=lambda one: (
                    one.words.casefold() != whole,
                    -one.confidence,
                    one.words,
                ),
            )
        ),
        tuple(dict.fromkeys(barred)),
        tuple(dict.fromkeys(found_now)),
        tuple(nearest(phrase, _labels(source))),
    )


def _labels(source: GraphSource) -> list[str]:
    """The names of all entities."""
    return sorted({one.name for one in names_in(source, CLASSES, _MOST_NAMES)})


def _texts(source: GraphSource, phrase: str) -> Iterable[_Text]:
    """The texts that have a phrase as whole words, whatever its case and the spaces in it."""
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    if not words:
        return
    standing = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for one in texts_in(source):
        places = tuple(Span(*match.span()) for match in standing.finditer(one.text))
        if places:
            yield _Text(Iri(one.report), one.text, places)


def _sentences(report: Report, places: Sequence[Span]) -> Iterable[ShownSentence]:
    for sentence in report.sentences:
        whole = sentence.span
        marks = tuple(
            (p.begin - whole.begin, p.end - whole.begin)
            for p in places
            if whole.covers(p)
        )
        if marks:
            yield ShownSentence(whole.of(report.text), whole.begin, marks)


def _within(text: _Text, named: Iterable[Named]) -> Iterable[Longer]:
    for one in named:
        span = Span(one.begin, one.end)
        if (
            one.type in _KINDS
            and one.report == text.report
            and any(span.overlap(place) for place in text.places)
        ):
            yield Longer(" ".join(span.of(text.text).split()), one.label, one.type)


def _read(
    report: Report, places: Sequence[Span], vocabulary: Vocabulary, weights: Path | None
) -> tuple[list[KeptOut], list[str]]:
    """The candidates of a report that overlap with some places, and the classes of mentions exactly there."""
    from policygraph.extraction import extract

    extraction = extract(report, vocabulary=vocabulary, weights=weights)
    candidates = [
        KeptOut(
            " ".join(one.span.of(report.text).split()),
            one.type,
            one.confidence,
            one.reason,
        )
        for one in extraction.rejected
        if any(one.span.overlap(place) for place in places)
    ]
    return candidates, [
        one.type
        for one in extraction.mentions
        if one.span in places and not one.implied
    ]
