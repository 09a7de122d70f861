"""What one report's graph says of things, stages and figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policygraph.comparison.model import COMPARED, Observed, ReportRead, Thing
from policygraph.namespaces import (
    CONCEPT,
    DCTERMS,
    FIGURES,
    ITSRDF,
    NIF,
    PG,
    RDF,
    SCHEMA,
    SKOS,
)
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.terms import Triple

_CLASSES = {PG[name]: name for name in COMPARED}
_FIGURES = frozenset(PG[name] for name in FIGURES)


class _Facts:
    """The triples of a report by subject and property.

    Args:
        triples: Its graph.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[Iri, dict[Iri, list[Iri | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.mentions: Counter[Iri | Literal] = Counter()
        for subject, predicate, target in triples:
            self._said[subject][predicate].append(target)
            if predicate == ITSRDF.taIdentRef:
                self.mentions[target] += 1

    def subjects(self) -> list[Iri]:
        """All that something is said of, in order."""
        return sorted(self._said)

    def iris(self, node: Iri, property_: Iri) -> list[Iri]:
        """The nodes that a property leads to, in order."""
        return sorted(
            value for value in self._said[node][property_] if isinstance(value, Iri)
        )

    def first(self, node: Iri, property_: Iri) -> Iri | None:
        """The first node that a property leads to."""
        return next(iter(self.iris(node, property_)), None)

    def texts(self, node: Iri, property_: Iri, language: str = "") -> list[str]:
        """The literal values of a property, those of a language first."""
        found = [
            value for value in self._said[node][property_] if isinstance(value, Literal)
        ]
        return [
            value.value
            for value in sorted(
                found, key=lambda value: (value.language != language, value)
            )
        ]

    def text(self, node: Iri | None, property_: Iri, language: str = "") -> str:
        """The first literal value of a property; empty where there is none."""
        return next(iter(self.texts(node, property_, language)), "") if node else ""


def read_report_graph(report: Iri, triples: Iterable[Triple]) -> ReportRead:
    """What a report says of things that others may name too."""
    facts = _Facts(triples)
    language = facts.text(report, SCHEMA.inLanguage)
    things = {thing.iri: thing for thing in _things(facts, language)}
    place = facts.first(report, DCTERMS.spatial)
    return ReportRead(
        iri=report,
        name=_stem(facts.text(report, DCTERMS.source))
        or facts.text(report, DCTERMS["title"], language)
        or str(report),
        date=facts.text(report, DCTERMS.date),
        place=facts.text(place, SKOS.prefLabel, language),
        things=things,
        stages={
            thing: local(stage)
            for thing in things
            if (stage := facts.first(thing, PG.stage))
        },
        figures=tuple(_figures(facts, language)),
    )


def local(iri: str) -> str:
    """What an IRI ends in."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _stem(file: str) -> str:
    return file.rpartition(".")[0] or file


def _things(facts: _Facts, language: str) -> Iterator[Thing]:
    for node in facts.subjects():
        classes = sorted(
            _CLASSES[kind] for kind in facts.iris(node, RDF.type) if kind in _CLASSES
        )
        if not classes:
            continue
        labels = facts.texts(node, SKOS.prefLabel, language)
        yield Thing(
            iri=node,
            type=classes[0],
            label=labels[0] if labels else local(node),
            names=(*labels, *facts.texts(node, SKOS.altLabel, language)),
            mentions=facts.mentions[node],
            known=bool(
                facts.iris(node, SCHEMA.sameAs)
                or facts.iris(node, PG.entry)
                or node.startswith(CONCEPT)
            ),
        )


def _figures(facts: _Facts, language: str) -> Iterator[Observed]:
    """The figures of which the text says what they count."""
    for node in facts.subjects():
        indicator = facts.text(facts.first(node, PG.indicator), NIF.anchorOf)
        if not indicator or not _FIGURES & set(facts.iris(node, RDF.type)):
            continue
        kind = "target" if PG.Target in facts.iris(node, RDF.type) else "result"
        told = [kind, facts.text(node, PG.year)]
        yield Observed(
            indicator=" ".join(indicator.split()),
            sort=local(facts.first(node, PG.sort) or ""),
            unit=facts.text(node, PG.currency) or facts.text(node, SCHEMA.unitText),
            words=f"{facts.text(node, SKOS.prefLabel, language)} ({', '.join(filter(None, told))})",
        )
