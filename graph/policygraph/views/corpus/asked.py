"""The reports of a graph and what each has, asked of it in a few questions: nothing of it is read but the answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.facts import local_name
from policygraph.namespaces import CLASSES, PG
from policygraph.quality import kind_of_file, remarks_on_contents, remarks_on_sections
from policygraph.terms import Literal
from policygraph.views.corpus.digest import in_order, year_in
from policygraph.views.corpus.model import COUNTED, Digest, Entity, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.answers import Term
    from policygraph.queries import LocalGraph

_REPORTS = """
SELECT ?report ?title ?date ?source ?end ?place {
  ?report a pg:Report
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report dcterms:date ?date }
  OPTIONAL { ?report dcterms:source ?source }
  OPTIONAL { ?report nif:endIndex ?end }
  OPTIONAL { ?report dcterms:spatial/skos:prefLabel ?place }
}
"""
_ENTITIES = "SELECT ?report ?one ?class {{ VALUES ?class {{ {classes} }} {said} }}"
_COUNTS = """SELECT ?report ?class (COUNT(*) AS ?count) {{ VALUES ?class {{ {classes} }} {said} }}
GROUP BY ?report ?class"""
_PREDICATES = (
    "SELECT ?report ?what (COUNT(*) AS ?count) {{ {said} }} GROUP BY ?report ?what"
)
_PAIRS = "SELECT ?report ?one ?what {{ {said} }}"
_VALUES = "SELECT ?report ?what {{ {said} }}"
_LABELS = """SELECT ?one ?label {{ VALUES ?class {{ {classes} }} ?one a ?class ; skos:prefLabel ?label }}"""
_TASKS = ("KeyTask", "SubTask", "Measure")
_ENDS = ("rdf:subject", "rdf:object")


@dataclass(frozen=True, slots=True)
class About:
    """What a graph says of a report itself; empty where it does not. `end` is the length of its text."""

    title: str = ""
    date: str = ""
    source: str = ""
    end: str = ""
    place: str = ""


def reports_in(graph: LocalGraph) -> dict[str, About]:
    """What is told of each report, by its IRI, in order; of what is told twice, the first."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for report, *told in _asked(graph, _REPORTS):
        about = found[report]
        for name, value in zip(About.__slots__, told, strict=True):
            if value and value < about.get(name, chr(0x10FFFF)):
                about[name] = value
    return {report: About(**found[report]) for report in sorted(found)}


def rows_in(graph: LocalGraph) -> tuple[Row, ...]:
    """A row for each report without what would have to be counted."""
    about = reports_in(graph)
    return tuple(_row(iri, told, Counter()) for iri, told in about.items())


class AskedReports:
    """The reports of a graph: a row for each, whose `page` is its IRI, and a digest without sentences.

    Args:
        graph: What is asked.

    Example:
        >>> from policygraph.queries import LocalGraph
        >>> asked = AskedReports(LocalGraph.open(["tests/fixtures/small.ttl"]))
        >>> [(row.year, row.place, row.counts[0]) for row in asked.rows]
        [('2018', 'Chongqing', 2)]
    """

    def __init__(self, graph: LocalGraph) -> None:
        self._graph = graph
        self._about = reports_in(graph)
        self._apart = self._about.keys() <= set(graph.store.named_graphs)
        self._entities = self._entities_of()
        counts = self._counts()
        self.rows = tuple(
            _row(iri, about, counts[iri]) for iri, about in self._about.items()
        )

    def digests(self, entities: int) -> Iterator[tuple[str, Digest]]:
        """Each report by its IRI with its most linked entities, so many at most."""
        labels = self._labels()
        linkages = self._linkages()
        years = {(row[0], row[1]): row[2] for row in self._said(_PAIRS, "pg:year")}
        for report in self._about:
            found = [
                Entity(
                    iri=iri,
                    label=labels.get(iri, local_name(iri)),
                    type=class_,
                    other_names=(),
                    linkages=linkages[report, iri],
                    sentence=-1,
                    year=year_in(years.get((report, iri), "")),
                )
                for iri, class_ in self._entities[report].items()
            ]
            kept = tuple(sorted(found, key=in_order)[:entities])
            yield report, Digest(kept, (), len(found), 0)

    def _entities_of(self) -> Mapping[str, dict[str, str]]:
        """The class of each entity, by its report and IRI; of two classes, the first counts."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        rank = {str(PG[name]): number for number, name in enumerate(CLASSES)}
        for report, iri, class_ in self._said(_ENTITIES, "a", CLASSES, "?class"):
            known = found[report].get(iri)
            if known is None or rank[class_] < CLASSES.index(known):
                found[report][iri] = CLASSES[rank[class_]]
        return found

    def _counts(self) -> Mapping[str, Counter[str]]:
        """How many of each class a report has, and how many linkages of two things."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for report, entities in self._entities.items():
            found[report].update(entities.values())
        for report, class_, count in self._said(_COUNTS, "a", _TASKS, "?class"):
            found[report][local_name(class_)] = int(count)
        for report, class_, count in self._said(_COUNTS, "a", ("Section",), "?class"):
            found[report][local_name(class_)] = int(count)
        for report, what, count in self._said(_PREDICATES, "rdf:predicate"):
            found[report]["Linkage"] += int(count) if what != PG.stage else 0
        return found

    def _linkages(self) -> Counter[tuple[str, ...]]:
        """How many linkages of a report an entity is an end of."""
        return Counter(pair for name in _ENDS for pair in self._said(_VALUES, name))

    def _labels(self) -> Mapping[str, str]:
        """What entities are called: the first name in English or no language, else the first of all."""
        found: dict[str, tuple[bool, str, str]] = {}
        answer = self._graph.query(_LABELS.format(classes=_listed(CLASSES)))
        for one, label in answer.rows if isinstance(answer, Answer) else ():
            if isinstance(label, Literal):
                key = (label.language not in {"en", ""}, label.language, label.value)
                found[str(one)] = min(key, found.get(str(one), key))
        return {iri: key[2] for iri, key in found.items()}

    def _said(
        self,
        question: str,
        property_: str,
        classes: tuple[str, ...] = (),
        value: str = "?what",
    ) -> Iterator[tuple[str, ...]]:
        """The rows about what has a property in each report: looked up in the report's own graph where it has one."""
        pattern = f"?one {property_} {value}"
        within = "nif:referenceContext" if "Section" in classes else "pg:inReport"
        said = (
            f"GRAPH ?report {{ {pattern} }}"
            if self._apart
            else f"{pattern} ; {within} ?report ."
        )
        asked = question.format(classes=_listed(classes), said=said)
        return (row for row in _asked(self._graph, asked) if row[0] in self._about)


def _asked(graph: LocalGraph, question: str) -> Iterator[tuple[str, ...]]:
    """The rows of an answer as text, what is not bound being empty."""
    answer = graph.query(question)
    for row in answer.rows if isinstance(answer, Answer) else ():
        yield tuple(map(_text, row))


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


def _row(iri: str, about: About, counts: Counter[str]) -> Row:
    tasks = sum(counts[name] for name in _TASKS)
    entities = sum(counts[name] for name in CLASSES)
    characters = int(about.end) if about.end.isdecimal() else 0
    stem = PurePath(about.source).stem or local_name(iri)
    return Row(
        title=about.title,
        date=about.date,
        place=about.place,
        kind=kind_of_file(about.source),
        counts=tuple(counts[name] for name in COUNTED),
        notes=(
            *remarks_on_sections(counts["Section"], characters),
            *remarks_on_contents(tasks, entities),
        ),
        page=iri,
        graph=f"{stem}.ttl",
    )


def _listed(classes: tuple[str, ...]) -> str:
    return " ".join(f"pg:{name}" for name in classes)
