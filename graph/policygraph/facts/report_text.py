"""The texts of reports with what they name, asked of a graph wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.facts.lookups import local_name
from policygraph.facts.rows import asked
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.answers import Term
    from policygraph.facts.rows import Row
    from policygraph.store.source import GraphSource

_TEXT = """
SELECT ?report ?text ?title ?date {
  ?report nif:isString ?text OPTIONAL { ?report dcterms:title ?title } OPTIONAL { ?report dcterms:date ?date }
}
"""
_TEXTS = "SELECT ?report ?text WHERE { ?report nif:isString ?text } ORDER BY ?report"
_BEGINS = "SELECT ?report ?begin { ?s nif:referenceContext ?report ; a nif:Sentence ; nif:beginIndex ?begin }"
_NAMED = """
SELECT ?report ?begin ?end ?entity ?class (MIN(STR(?name)) AS ?label)
WHERE {
  ?span nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:endIndex ?end ; itsrdf:taIdentRef ?entity .
  ?entity a ?class ; skos:prefLabel ?name .
  FILTER(?class IN (pg:Place, pg:Institution, pg:Project, pg:Industry, pg:Target, pg:Result))
}
GROUP BY ?report ?begin ?end ?entity ?class
ORDER BY ?begin DESC(?end) ?entity
"""
_WORDS = """
SELECT DISTINCT ?report ?begin ?end ?label ?class WHERE {
  { ?span itsrdf:taIdentRef ?thing } UNION { ?thing pg:object ?span }
  ?span nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?thing skos:prefLabel ?label ; a ?class .
} ORDER BY ?report ?begin ?end ?label
"""


class ReportText(NamedTuple):
    """The text of a report, its title and its date; what the graph does not give is empty."""

    report: str
    text: str
    title: str = ""
    date: str = ""


class Named(NamedTuple):
    """Words of a report that name something, or are the object of a measure.

    `thing` is what they name, where that was asked for; `type` is the local name of its class.
    """

    report: str
    begin: int
    end: int
    label: str
    type: str
    thing: str = ""


def text_in(source: GraphSource, report: Iri) -> ReportText | None:
    """A report's text, title and date; None where there is no such report."""
    rows = list(asked(source, _TEXT, {"report": report}))
    if not rows:
        return None
    text, title, date = (_text(rows[0][name]) for name in ("text", "title", "date"))
    return ReportText(str(report), text, title, date)


def texts_in(source: GraphSource) -> Iterator[ReportText]:
    """The texts of all reports, by IRI."""
    for row in asked(source, _TEXTS):
        yield ReportText(str(row["report"]), _text(row["text"]))


def begins_in(source: GraphSource, report: Iri) -> set[int]:
    """The offsets in a report's text at which its sentences begin."""
    rows = asked(source, _BEGINS, {"report": report})
    return {int(_text(row["begin"])) for row in rows}


def named_in(source: GraphSource, report: Iri) -> Iterator[Named]:
    """The words of a report that name an entity, by where they begin, the longest first."""
    for row in asked(source, _NAMED, {"report": report}):
        yield _named(row, str(row["entity"]))


def words_in(source: GraphSource) -> Iterator[Named]:
    """The words of all reports that name something or are the object of a measure, by where they stand."""
    for row in asked(source, _WORDS):
        yield _named(row)


def _named(row: Row, thing: str = "") -> Named:
    return Named(
        str(row["report"]),
        int(_text(row["begin"]) or 0),
        int(_text(row["end"]) or 0),
        _text(row["label"]),
        local_name(str(row["class"])),
        thing,
    )


def _text(term: Term | None) -> str:
    """The lexical form of a literal; empty where there is no term."""
    return term.value if isinstance(term, Literal) else ""
