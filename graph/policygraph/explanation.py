"""Why a thing is in the graph: its names, its linkages, and the sentences behind each of them.

Example:
    >>> from policygraph.queries import open_source
    >>> why = explain(open_source(["tests/fixtures/small.ttl"]), "shapingba station")
    >>> [(linkage.property, linkage.other, linkage.found_by) for linkage in why.linkages]
    [('locatedIn', 'Shapingba', 'place-in-name rule')]
    >>> why.linkages[0].sentences[0].marked()
    'We will complete [Shapingba Station] in [Shapingba].'
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.errors import ParameterError
from policygraph.namespaces import PG, RDFS, SKOS
from policygraph.queries.model import Parameter
from policygraph.queries.parameters import term_for
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.answers import Value
    from policygraph.queries.parameters import Source

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# A variable that is bound from outside must stand in the projection, hence ?thing in each.
_ABOUT = """SELECT ?property ?value ?thing WHERE {
  ?thing ?property ?value
  VALUES ?property {
    rdf:type skos:prefLabel skos:altLabel schema:sameAs skos:broader
    pg:stage pg:number pg:year pg:currency pg:comparison schema:value schema:unitText
  }
} ORDER BY ?property ?value"""
_LINKAGES = """SELECT DISTINCT ?linkage ?way ?property ?other ?otherLabel ?confidence ?foundBy ?sentence ?thing WHERE {
  { ?linkage rdf:subject ?thing ; rdf:object ?other BIND("to" AS ?way) }
  UNION { ?linkage rdf:object ?thing ; rdf:subject ?other BIND("from" AS ?way) }
  ?linkage a pg:Linkage ; rdf:predicate ?property ; pg:confidence ?confidence ; pg:foundBy ?foundBy ;
    prov:wasDerivedFrom ?sentence .
  ?other skos:prefLabel ?otherLabel .
} ORDER BY ?property ?way ?otherLabel ?linkage ?sentence"""
_MENTIONS = """SELECT DISTINCT ?words ?confidence ?foundBy ?begin ?end ?sentence ?thing WHERE {
  ?span itsrdf:taIdentRef ?thing ; nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:sentence ?sentence .
  OPTIONAL { ?span itsrdf:taConfidence ?confidence }
  OPTIONAL { ?span pg:foundBy ?rule }
  OPTIONAL { ?span pg:entry ?entry }
  BIND(COALESCE(?entry, ?rule) AS ?foundBy)
} ORDER BY ?begin"""
_SENTENCES = """SELECT DISTINCT ?sentence ?text ?begin ?other ?spanBegin ?spanEnd ?thing WHERE {
  { ?near itsrdf:taIdentRef ?thing ; nif:sentence ?sentence }
  UNION { ?linkage rdf:subject ?thing ; prov:wasDerivedFrom ?sentence }
  UNION { ?linkage rdf:object ?thing ; prov:wasDerivedFrom ?sentence }
  UNION { ?thing prov:wasDerivedFrom ?sentence }
  ?sentence nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?report .
  ?report nif:isString ?whole .
  BIND(SUBSTR(?whole, ?begin + 1, ?end - ?begin) AS ?text)
  OPTIONAL {
    ?span nif:sentence ?sentence ; itsrdf:taIdentRef ?other ; nif:beginIndex ?spanBegin ; nif:endIndex ?spanEnd
  }
} ORDER BY ?begin ?spanBegin ?spanEnd"""
_TASKS = """SELECT DISTINCT ?task ?label ?stage ?thing WHERE {
  ?task pg:concerns ?thing ; skos:prefLabel ?label .
  OPTIONAL { ?task pg:stage ?stage }
  FILTER NOT EXISTS { ?below dcterms:isPartOf ?task ; pg:concerns ?thing }
} ORDER BY ?task"""

_CONCERNS = """SELECT DISTINCT ?label ?thing WHERE {
  ?thing pg:concerns ?other . ?other skos:prefLabel ?label
} ORDER BY ?label"""
_STATED = """SELECT DISTINCT ?sentence ?thing WHERE { ?thing prov:wasDerivedFrom ?sentence } ORDER BY ?sentence"""

_KNOWN_NAME = "A name that it knows stands as it knows it, whatever the reader thinks."
_CLASSES = (
    "Place",
    "Institution",
    "Project",
    "Industry",
    "Target",
    "Result",
    "KeyTask",
    "SubTask",
    "Measure",
    "Report",
)


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as published, the offset at which it begins in the report, and the stretches to mark in it."""

    text: str
    begin: int
    marks: tuple[tuple[int, int], ...]

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """The sentence with its marks written out; a mark inside another is left out."""
        parts, at = [], 0
        for begin, end in sorted(self.marks, key=lambda mark: (mark[0], -mark[1])):
            if begin >= at:
                parts += [self.text[at:begin], opening, self.text[begin:end], closing]
                at = end
        return " ".join("".join([*parts, self.text[at:]]).split())


@dataclass(frozen=True, slots=True)
class ExplainedLinkage:
    """A linkage of the thing and why it stands.

    `way` is "to" where it leads from the thing to `other`, else "from"; `found_by` names the rule or model, `because`
    says what that one looks for; `confidence` is 0–1.
    """

    property: str
    way: str
    other: str
    confidence: float
    found_by: str
    because: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """Words that name the thing, how sure the finder was (0–1, None where it does not say), and the sentence.

    `found_by` names the reader or the vocabulary's entry, `because` says what that means.
    """

    words: str
    confidence: float | None
    found_by: str
    because: str
    sentence: ShownSentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the graph says of a thing and where it says so.

    `facts` are names and values in words; `tasks` the lowest tasks that concern it. A task has the sentences that
    state it and names of what it `concerns`; an entity has neither.
    """

    iri: Iri
    label: str
    type: str
    alt_labels: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    mentions: tuple[ExplainedMention, ...]
    linkages: tuple[ExplainedLinkage, ...]
    tasks: tuple[str, ...]
    sentences: tuple[ShownSentence, ...]
    concerns: tuple[str, ...]


def explain(source: Source, name: str) -> Explanation:
    """What a graph knows of a thing, and why.

    Args:
        source: The graph (see `policygraph.queries.open_source`).
        name: One of the thing's names, without regard to case, or its IRI.

    Raises:
        ParameterError: If the name stands for nothing, or for more than one thing; the message names the nearest.
    """
    thing = term_for(Parameter("label", "any thing", "", "the thing to explain"), name, source)
    if not isinstance(thing, Iri):
        raise TypeError(f"{name!r} stands for a literal")  # names of things are looked up as IRIs
    about = _facts(source, thing)
    if not about:
        raise ParameterError(f"<{thing}> is nothing of this graph", expected="the IRI of a thing in it")
    sentences = _Sentences(_rows(source, _SENTENCES, thing))
    return Explanation(
        iri=thing,
        label=next(iter(about.pop("prefLabel", [])), str(thing)),
        type=next((kind for kind in _CLASSES if PG[kind] in about.get("type", [])), ""),
        alt_labels=tuple(about.pop("altLabel", [])),
        facts=tuple((key, _words(value)) for key, values in about.items() if key != "type" for value in values),
        mentions=tuple(_mentions(source, thing, sentences)),
        linkages=tuple(_linkages(source, thing, sentences)),
        tasks=tuple(_task(row) for row in _rows(source, _TASKS, thing)),
        sentences=tuple(sentences.show(str(row["sentence"]), set()) for row in _rows(source, _STATED, thing)),
        concerns=tuple(str(row["label"]) for row in _rows(source, _CONCERNS, thing)),
    )


def _rows(source: Source, text: str, thing: Iri | None) -> list[dict[str, Value]]:
    answer = source.ask(_PREFIXES + text, {"thing": thing} if thing else {})
    return answer.to_dicts() if isinstance(answer, Answer) else []


def _facts(source: Source, thing: Iri) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(source, _ABOUT, thing):
        found[_local(row["property"])].append(str(row["value"]))
    return dict(found)


def _mentions(source: Source, thing: Iri, sentences: _Sentences) -> Iterable[ExplainedMention]:
    for row in _rows(source, _MENTIONS, thing):
        confidence = row["confidence"]
        found_by, because = _finder(str(row["foundBy"])) if row["foundBy"] else ("", "")
        yield ExplainedMention(
            str(row["words"]),
            confidence if isinstance(confidence, float) else None,
            found_by,
            because,
            sentences.show_stretch(str(row["sentence"]), int(row["begin"] or 0), int(row["end"] or 0)),
        )


def _linkages(source: Source, thing: Iri, sentences: _Sentences) -> Iterable[ExplainedLinkage]:
    stating: defaultdict[str, list[str]] = defaultdict(list)
    linkages = {}
    for row in _rows(source, _LINKAGES, thing):
        linkages[str(row["linkage"])] = row
        stating[str(row["linkage"])].append(str(row["sentence"]))
    for linkage, row in linkages.items():
        found_by, because = _finder(str(row["foundBy"]))
        shown = [sentences.show(sentence, {str(thing), str(row["other"])}) for sentence in stating[linkage]]
        yield ExplainedLinkage(
            _local(row["property"]),
            str(row["way"]),
            str(row["otherLabel"]),
            float(row["confidence"] or 0),
            found_by,
            because,
            tuple(sorted(shown, key=lambda sentence: sentence.begin)),
        )


def _task(row: Mapping[str, Value]) -> str:
    return f"{row['label']} ({_local(row['stage']).lower()})" if row["stage"] else str(row["label"])


def _local(iri: Value) -> str:
    return str(iri).replace("#", "/").rsplit("/", 1)[-1]


def _words(value: str) -> str:
    """A value of the ontology by its local name, a concept by its label and IRI, any other as it is."""
    if value.startswith(str(PG)):
        return value.removeprefix(str(PG))
    label = _label_of(value)
    return f"{label} <{value}>" if label else value


def _label_of(iri: str) -> str:
    from policygraph.vocabulary import load_vocabulary  # noqa: PLC0415 - read once, and only to explain

    return load_vocabulary().label_of(Iri(iri))


def _finder(iri: str) -> tuple[str, str]:
    """The name of a rule or model and what it looks for, as the ontology says; else the vocabulary's entry."""
    if iri in _finders():
        return _finders()[iri]
    label = _label_of(iri)
    return f"the vocabulary, entry {f'“{label}” ' if label else ''}<{iri}>", _KNOWN_NAME


@lru_cache(maxsize=1)
def _finders() -> dict[str, tuple[str, str]]:
    from policygraph.rdf import read_triples  # noqa: PLC0415 - read once, and only to explain
    from policygraph.resources import resource  # noqa: PLC0415

    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value in read_triples(resource("ontology", "policy.ttl")):
        if predicate in (RDFS.label, SKOS.definition) and isinstance(value, Literal) and value.language == "en":
            texts[subject][predicate] = value.value
    return {iri: (text.get(RDFS.label, _local(iri)), text.get(SKOS.definition, "")) for iri, text in texts.items()}


class _Sentences:
    """The sentences near a thing, with what is named in each and where."""

    def __init__(self, rows: Iterable[Mapping[str, Value]]) -> None:
        self._texts: dict[str, tuple[str, int]] = {}
        self._named: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for row in rows:
            sentence, begin = str(row["sentence"]), int(row["begin"] or 0)
            self._texts[sentence] = (str(row["text"]), begin)
            if row["other"]:
                span = (int(row["spanBegin"] or 0) - begin, int(row["spanEnd"] or 0) - begin)
                self._named[sentence].append((str(row["other"]), *span))

    def show(self, sentence: str, things: set[str]) -> ShownSentence:
        """A sentence with the words marked that name any of the things."""
        text, begin = self._texts.get(sentence, ("", 0))
        marks = tuple((start, end) for other, start, end in self._named[sentence] if other in things)
        return ShownSentence(text, begin, marks)

    def show_stretch(self, sentence: str, begin: int, end: int) -> ShownSentence:
        """A sentence with one stretch marked, which is given by its offsets in the report."""
        text, start = self._texts.get(sentence, ("", 0))
        return ShownSentence(text, start, ((begin - start, end - start),))
