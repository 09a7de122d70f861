"""What the pages say of an entity and of a report, read from the graph."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.namespaces import CLASSES, DCTERMS, NIF, PG, RDF, SKOS
from policygraph.queries import ask_source, load_query, own_query
from policygraph.queries.parameters import iri_in
from policygraph.queries.tables import shown
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph, Query

_FACTS = """
SELECT DISTINCT ?entity ?property ?value ?label
WHERE { ?entity ?property ?value OPTIONAL { ?value skos:prefLabel ?label } }
ORDER BY ?property ?label ?value
"""
_SENTENCES = """
SELECT DISTINCT ?entity ?sentence ?text ?begin ?report ?words
WHERE {
  { ?span itsrdf:taIdentRef ?entity ; nif:sentence ?sentence ; nif:anchorOf ?words }
  UNION { ?statement rdf:subject ?entity ; a pg:Linkage ; prov:wasDerivedFrom ?sentence }
  UNION { ?statement rdf:object ?entity ; a pg:Linkage ; prov:wasDerivedFrom ?sentence }
  UNION { ?entity prov:wasDerivedFrom ?sentence }
  ?sentence nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:referenceContext ?report .
}
ORDER BY ?report ?begin DESC(?words)
"""
_TASKS = """
SELECT DISTINCT ?entity ?task ?label ?stage
WHERE {
  { ?task pg:concerns ?entity ; a pg:Measure } UNION { ?task dcterms:isPartOf ?entity ; a pg:Task }
  ?task skos:prefLabel ?label OPTIONAL { ?task pg:stage ?stage }
}
ORDER BY ?label ?task
"""
_MENTIONS = """
SELECT ?report ?begin ?end ?entity ?class ?label
WHERE {
  VALUES ?class { pg:Place pg:Institution pg:Project pg:Industry pg:Target pg:Result }
  ?span nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:endIndex ?end ; itsrdf:taIdentRef ?entity .
  ?entity a ?class ; skos:prefLabel ?label .
}
ORDER BY ?begin DESC(?end) ?entity
"""
_BEGINS = "SELECT ?report ?begin { ?s a nif:Sentence ; nif:referenceContext ?report ; nif:beginIndex ?begin }"
_HIDDEN = {
    *(RDF.type, SKOS.prefLabel, SKOS.altLabel, NIF.isString, PG.concerns),
    *(PG[name] for name in ("inIndustry", "undertakenBy", "locatedIn", "connects", "partOf", "hasTarget", "hasResult")),
}
_SHORT = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing: what to call it, the value in words, and the IRI it leads to, or none."""

    name: str
    text: str
    iri: str


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence, cut where it names the thing: before, the words, after; and where it stands."""

    before: str
    words: str
    after: str
    report: str
    begin: int


@dataclass(frozen=True, slots=True)
class EntityRead:
    """Everything that the page of an entity or task shows."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    linkages: tuple[dict[str, str], ...]
    tasks: tuple[dict[str, str], ...]
    sentences: tuple[MarkedSentence, ...]

    @property
    def drawable(self) -> bool:
        """Whether there is anything around it to draw."""
        return bool(self.linkages)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text; `iri`, `kind` and `label` are those of what it names, or empty.

    `anchor` is the offset where a sentence begins, or -1; `closes` and `opens` say whether a paragraph ends or begins.
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


def read_entity(graph: LocalGraph, iri: str) -> EntityRead | None:
    """What is known of an entity or task; None where nothing is."""
    if iri_in(iri) is None:
        return None
    facts = _rows(graph, _FACTS, iri)
    if not facts:
        return None
    by_property: dict[str, list[str]] = {}
    for row in facts:
        by_property.setdefault(row["property"], []).append(row["value"])
    kinds = [name for name in (*CLASSES, "KeyTask", "SubTask", "Measure") if PG[name] in by_property.get(RDF.type, ())]
    label = (by_property.get(SKOS.prefLabel) or by_property.get(DCTERMS["title"]) or [iri.rsplit("/", 1)[-1]])[0]
    return EntityRead(
        iri=iri,
        label=label,
        kind=kinds[0] if kinds else "Thing",
        names=tuple(by_property.get(SKOS.altLabel, ())),
        facts=tuple(_fact(row) for row in facts if row["property"] not in _HIDDEN),
        linkages=tuple(_linkage(row, iri) for row in _named_rows(graph, "linkages", {"entity": iri})),
        tasks=tuple(_rows(graph, _TASKS, iri)),
        sentences=_marked(_rows(graph, _SENTENCES, iri)),
    )


def read_report(graph: LocalGraph, iri: str) -> ReportRead | None:
    """A report's text with its mentions; None where there is no such report."""
    if iri_in(iri) is None:
        return None
    facts = {row["property"]: row["value"] for row in _rows(graph, _FACTS, iri)}
    text = facts.get(NIF.isString)
    if text is None:
        return None
    mentions = _rows(graph, _MENTIONS, iri, name="report")
    sentences = _rows(graph, _BEGINS, iri, name="report")
    return ReportRead(
        iri=iri,
        title=facts.get(DCTERMS["title"], "Report"),
        date=facts.get(DCTERMS["date"], ""),
        paragraphs=cut(text, mentions, {int(row["begin"]) for row in sentences}),
    )


def cut(text: str, mentions: list[dict[str, str]], anchors: set[int]) -> tuple[tuple[Piece, ...], ...]:
    r"""The text in paragraphs and pieces; of mentions that overlap, the one that begins first and is longest stands.

    Example:
        >>> cut("A b.\\nC", [{"begin": "2", "end": "3", "entity": "x:b", "class": "Place", "label": "B"}], {0})[0][1]
        Piece(text='b', anchor=-1, iri='x:b', kind='Place', label='B')
    """
    paragraphs, begin = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(tuple(_pieces(text, begin, begin + len(line.rstrip("\r\n")), mentions, anchors)))
        begin += len(line)
    return tuple(paragraphs)


def _pieces(text: str, begin: int, end: int, mentions: list[dict[str, str]], anchors: set[int]) -> list[Piece]:
    inside = [(int(row["begin"]), int(row["end"]), row) for row in mentions]
    inside = [mention for mention in inside if begin <= mention[0] and mention[1] <= end]
    pieces, at = [], begin
    for first, last, row in inside:
        if first < at:
            continue
        pieces += _plain(text, at, first, anchors)
        kind = shown(Iri(row["class"]))
        pieces.append(Piece(text[first:last], first if first in anchors else -1, row["entity"], kind, row["label"]))
        at = last
    return pieces + _plain(text, at, end, anchors)


def _plain(text: str, begin: int, end: int, anchors: set[int]) -> list[Piece]:
    places = sorted({begin, *(anchor for anchor in anchors if begin <= anchor < end), end})
    spans = itertools.pairwise(places)
    return [Piece(text[first:last], first if first in anchors else -1) for first, last in spans]


def _fact(row: dict[str, str]) -> Fact:
    value = row["value"]
    iri = value if iri_in(value) and not value.startswith(str(PG)) and value.startswith("http") else ""
    text = row["label"] or shown(Iri(value)) if iri or value.startswith(str(PG)) else value
    return Fact(shown(Iri(row["property"])), text[:_SHORT], iri)


def _linkage(row: dict[str, str], iri: str) -> dict[str, str]:
    outward = row["from"] == iri
    other, label = (row["to"], row["toLabel"]) if outward else (row["from"], row["fromLabel"])
    direction = "" if outward else "is what is linked by"
    return {**row, "other": other, "label": label, "direction": direction, "name": shown(Iri(row["by"]))}


def _marked(rows: list[dict[str, str]]) -> tuple[MarkedSentence, ...]:
    """Each sentence once, cut where it names the entity first."""
    marked: dict[str, MarkedSentence] = {}
    for row in rows:
        if row["sentence"] in marked:
            continue
        before, words, after = row["text"].partition(row["words"]) if row["words"] else (row["text"], "", "")
        marked[row["sentence"]] = MarkedSentence(before, words, after, row["report"], int(row["begin"]))
    return tuple(marked.values())


def _rows(graph: LocalGraph, text: str, iri: str, name: str = "entity") -> list[dict[str, str]]:
    return _answered(graph, own_query(text), {name: iri})


def _named_rows(graph: LocalGraph, name: str, given: dict[str, str]) -> list[dict[str, str]]:
    return _answered(graph, load_query(name), given)


def _answered(graph: LocalGraph, query: Query, given: dict[str, str]) -> list[dict[str, str]]:
    """The rows that answer a query, each from column to text."""
    answer = ask_source(query, graph, given).answer
    if not isinstance(answer, Answer):
        return []
    return [
        {
            name: term.value if isinstance(term, Literal) else str(term or "")
            for name, term in zip(answer.columns, row, strict=True)
        }
        for row in answer.rows
    ]
