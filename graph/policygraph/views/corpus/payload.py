"""The network that the page of several reports holds: reports, the entities of all of them, and their sentences.

It has the form that the page of one report has, so that both are read and searched by the same code; entities that
several reports name stand in it once, and ``in`` says of each report how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygraph.namespaces import BASE, CLASSES
from policygraph.views.corpus.model import COUNTED
from policygraph.views.corpus.names import names_of
from policygraph.views.payload import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.views.corpus.model import Digest, Entity, Row, Said

TYPES = (*CLASSES, "Report")
_REPORT = TYPES.index("Report")


@dataclass(slots=True)
class _Gathered:
    """The entities and sentences of the reports so far, by the numbers that they have on the page."""

    number: dict[str, int] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    more: dict[int, dict[str, Any]] = field(default_factory=dict)
    sentences: list[list[Any]] = field(default_factory=list)
    entities_left: int = 0
    sentences_left: int = 0

    def add(self, report: int, digest: Digest) -> None:
        for entity in digest.entities:
            self._add_entity(report, entity)
        for said in digest.sentences:
            self.sentences.append(self._sentence(report, said))
        self.entities_left += digest.all_entities - len(digest.entities)
        self.sentences_left += digest.all_sentences - len(digest.sentences)

    def name(self, row: Row, name: str) -> None:
        """Adds a report as a thing that can be searched for."""
        self.more[len(self.labels)] = {
            "alt": sorted({row.title, row.stem} - {name, ""})
        }
        self.number[f"report:{len(self.labels)}"] = len(self.labels)
        self.labels.append(name)
        self.types.append(_REPORT)

    def _add_entity(self, report: int, entity: Entity) -> None:
        at = self.number.setdefault(entity.iri, len(self.labels))
        if at == len(self.labels):
            self.labels.append(entity.label)
            self.types.append(TYPES.index(entity.type))
            self.more[at] = {"in": []}
        more = self.more[at]
        more["in"] += [report, entity.linkages, entity.sentence]
        others = {*more.get("alt", ()), *entity.other_names, entity.label}
        if others - {self.labels[at]}:
            more["alt"] = sorted(others - {self.labels[at]})
        if entity.year:
            more["year"] = entity.year

    def _sentence(self, report: int, said: Said) -> list[Any]:
        marks = [
            value
            for begin, end, iri in said.marks
            for value in (begin, end, self.number[iri])
        ]
        return [said.text, 0, None, report, marks, said.page, 0, said.number]


def corpus_payload(rows: Sequence[Row], digests: Iterable[Digest]) -> dict[str, Any]:
    """The page's data; `digests` are taken one after the other, in the order of the rows."""
    gathered = _Gathered()
    names = names_of(rows)
    for row, name in zip(rows, names, strict=True):
        gathered.name(row, name)
    for report, digest in enumerate(digests):
        gathered.add(report, digest)
    return {
        "format": FORMAT,
        "title": f"{len(rows)} reports",
        "base": str(BASE),
        "types": list(TYPES),
        "stages": [],
        "entities": len(CLASSES),
        "properties": [],
        "propertyLabels": [],
        "nodes": {
            "id": [iri.removeprefix(str(BASE)) for iri in gathered.number],
            "label": gathered.labels,
            "type": gathered.types,
            "stage": [],
            "x": [],
            "y": [],
        },
        "more": {str(at): more for at, more in gathered.more.items()},
        "edges": {"source": [], "target": [], "sentences": {}, "rules": [], "rule": {}},
        "sentences": gathered.sentences,
        "left": [gathered.entities_left, gathered.sentences_left],
        "reports": [_report(row) for row in rows],
        "counted": list(COUNTED.values()),
    }


def _report(row: Row) -> dict[str, Any]:
    return {
        "page": row.page,
        "year": row.year,
        "place": row.place,
        "kind": row.kind,
        "counts": list(row.counts),
    }
