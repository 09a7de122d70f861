"""What the pages say of an entity and of a report, from the facts about it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts import counts_about, facts_about, known_of
from policygraph.facts.report_text import begins_in, named_in, text_in
from policygraph.namespaces import GEO, NIF, PG, RDF, RELATIONS, SKOS
from policygraph.queries.parameters import iri_in
from policygraph.queries.tables import shown
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.facts import Known, MarkedSentence, Thing, Tie
    from policygraph.facts.knowledge import Value
    from policygraph.facts.report_text import Named
    from policygraph.store import GraphSource

MOST = 100
"""How many linkages, how many sentences and how many tasks a page of a thing shows."""

_HIDDEN = {
    RDF.type,
    SKOS.prefLabel,
    SKOS.altLabel,
    NIF.isString,
    PG.concerns,
    GEO.hasCentroid,
    *(PG[name] for name in RELATIONS),
}
_SHORT = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing: what to call it, the value in words, and the IRI it leads to, or none."""

    name: str
    text: str
    iri: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence in stretches, each with whether it names the thing, and where it stands.

    `page` is that of the source, from 1, or 0 where it has none.
    """

    pieces: tuple[tuple[str, bool], ...]
    report: str
    title: str
    begin: int
    page: int


@dataclass(frozen=True, slots=True)
class LinkageRead:
    """A linkage of a thing: what to call it, whether it leads away, the other end, and the sentences that state it.

    `confidence` is 0–1, as the graph writes it, or empty.
    """

    name: str
    outward: bool
    other: str
    label: str
    confidence: str
    sentences: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class TaskRead:
    """A task by its IRI, name and stage (or empty)."""

    iri: str
    label: str
    stage: str


@dataclass(frozen=True, slots=True)
class EntityRead:
    """Everything that the page of an entity or task shows; `totals` counts what there is of each, shown or not."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    linkages: tuple[LinkageRead, ...]
    tasks: tuple[TaskRead, ...]
    sentences: tuple[Quotation, ...]
    totals: dict[str, int]

    @property
    def drawable(self) -> bool:
        """Whether there is anything around it to draw."""
        return bool(self.linkages)

    def beyond(self, name: str) -> str:
        """The sentence that says how many of linkages, mentions or tasks are not shown; empty where all are."""
        total = self.totals[name]
        if total <= MOST:
            return ""
        return f"The first {MOST:,} of {total:,} {name}."


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text; `iri`, `kind` and `label` are those of what it names, or empty.

    `anchor` is the offset where a sentence begins, or -1.
    """

    text: str
    anchor: int
    iri: str = ""
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report as text, paragraph by paragraph, cut into pieces."""

    iri: str
    title: str
    date: str
    paragraphs: tuple[tuple[Piece, ...], ...]


def read_entity(graph: GraphSource, iri: str) -> EntityRead | None:
    """What is known of an entity or task; None where nothing is."""
    thing = iri_in(iri)
    if not thing:
        return None
    known = known_of(facts_about(graph, thing, MOST), thing)
    if known is None:
        return None
    totals = counts_about(graph, known.thing.iri)
    return _shown(known, totals)


def _shown(known: Known, totals: dict[str, int]) -> EntityRead:
    """What a page shows of what is known."""
    quote = _Quoting(known)
    thing = known.thing
    values = [value for value in known.values if value.property not in _HIDDEN]
    return EntityRead(
        iri=thing.iri,
        label=thing.label,
        kind=thing.type or "Thing",
        names=thing.other_names,
        facts=(*_coordinates(thing), *map(_fact, values)),
        linkages=tuple(_linkage(tie, quote) for tie in known.ties),
        tasks=tuple(_task(task) for task in known.tasks),
        sentences=tuple(quote.sentence(one) for one in _naming(known)),
        totals=totals,
    )


def read_report(graph: GraphSource, iri: str) -> ReportRead | None:
    """A report's text with its mentions; None where there is no such report."""
    report = iri_in(iri)
    if report is None:
        return None
    found = text_in(graph, report)
    if found is None:
        return None
    named = list(named_in(graph, report))
    return ReportRead(
        iri=iri,
        title=found.title or "Report",
        date=found.date,
        paragraphs=cut(found.text, named, begins_in(graph, report)),
    )


def cut(
    text: str, mentions: Sequence[Named], anchors: set[int]
) -> tuple[tuple[Piece, ...], ...]:
    r"""The text in paragraphs and pieces; of mentions that overlap, the one that begins first and is longest stands.

    Example:
        >>> from policygraph.facts.report_text import Named
        >>> cut("A b.\\nC", [Named("x:r", 2, 3, "B", "Place", "x:b")], {0})[0][1]
        Piece(text='b', anchor=-1, iri='x:b', kind='Place', label='B')
    """
    paragraphs = []
    begin = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            end = begin + len(line.rstrip("\r\n"))
            pieces = _pieces(text, begin, end, mentions, anchors)
            paragraphs.append(tuple(pieces))
        begin += len(line)
    return tuple(paragraphs)


def _pieces(
    text: str, begin: int, end: int, mentions: Sequence[Named], anchors: set[int]
) -> list[Piece]:
    inside = [one for one in mentions if begin <= one.begin and one.end <= end]
    pieces: list[Piece] = []
    at = begin
    for one in inside:
        if one.begin < at:
            continue
        pieces += _plain(text, at, one.begin, anchors)
        words = text[one.begin : one.end]
        anchor = _anchor(one.begin, anchors)
        piece = Piece(words, anchor, one.thing, one.type, one.label)
        pieces.append(piece)
        at = one.end
    pieces += _plain(text, at, end, anchors)
    return pieces


def _plain(text: str, begin: int, end: int, anchors: set[int]) -> Iterator[Piece]:
    inside = {anchor for anchor in anchors if begin <= anchor < end}
    places = sorted({begin, *inside, end})
    for first, last in itertools.pairwise(places):
        yield Piece(text[first:last], _anchor(first, anchors))


def _anchor(begin: int, anchors: set[int]) -> int:
    return begin if begin in anchors else -1


class _Quoting:
    """Quotes the sentences about a thing, with its words marked."""

    def __init__(self, known: Known) -> None:
        self._thing = frozenset({known.thing.iri})
        self._known = known

    def sentence(self, sentence: MarkedSentence) -> Quotation:
        """A sentence with the words marked that name the thing."""
        title = self._known.sentences.title(sentence.report)
        return Quotation(
            sentence.pieces(self._thing),
            sentence.report,
            title,
            sentence.begin,
            sentence.page,
        )

    def stating(self, tie: Tie) -> tuple[Quotation, ...]:
        """The sentences that state a linkage."""
        stating = self._known.sentences.of(tie.linkage.sentences)
        return tuple(map(self.sentence, stating))


def _naming(known: Known) -> tuple[MarkedSentence, ...]:
    """The sentences that name the thing or state it and, for one that only a name implies, those of its linkages."""
    wanted: list[str] = [mention.sentence for mention in known.mentions]
    wanted += known.thing.sentences
    if not wanted:
        for tie in known.ties:
            wanted += tie.linkage.sentences
    return known.sentences.of(wanted)[:MOST]


def _coordinates(thing: Thing) -> tuple[Fact, ...]:
    """Where a place lies, in degrees."""
    if thing.point is None:
        return ()
    longitude, latitude = thing.point
    north = _degrees(latitude, "N", "S")
    east = _degrees(longitude, "E", "W")
    return (Fact("coordinates", f"{north}, {east}", ""),)


def _degrees(value: float, onward: str, back: str) -> str:
    way = onward if value >= 0 else back
    return f"{abs(value):.4f}° {way}"


def _fact(value: Value) -> Fact:
    name = shown(value.property)
    if isinstance(value.term, Literal):
        return Fact(name, value.term.value[:_SHORT], "")
    label = value.label or shown(value.term)
    openable = value.term.startswith("http") and not value.term.startswith(str(PG))
    iri = str(value.term) if openable else ""
    return Fact(name, label[:_SHORT], iri)


def _linkage(tie: Tie, quote: _Quoting) -> LinkageRead:
    sure = ""
    if tie.linkage.confidence is not None:
        sure = f"{tie.linkage.confidence:.2f}"
    return LinkageRead(
        tie.linkage.property,
        tie.outward,
        str(tie.other),
        tie.label,
        sure,
        quote.stating(tie),
    )


def _task(task: Thing) -> TaskRead:
    return TaskRead(str(task.iri), task.label, task.stage)
