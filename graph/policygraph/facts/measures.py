"""Measures: what is done, to what, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts.lookups import local_name
from policygraph.namespaces import NIF, PG, RDF
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.facts.lookups import Lookups
    from policygraph.terms import Iri


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a report's text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a report says is done.

    `stage` is a local name ("Planned") or empty, `label` the measure's name, `concerns` are the entities that it names.
    """

    iri: Iri
    label: str
    verb: Words
    object: Words
    stage: str
    concerns: tuple[Iri, ...]


def measures(facts: Lookups) -> Iterator[Measure]:
    """The measures whose verb and object the text has, by IRI."""
    for iri in facts.subjects(RDF.type, PG.Measure):
        verb, noun = (_words(facts, facts.iri(iri, p)) for p in (PG.verb, PG.object))
        if verb and noun:
            yield Measure(
                iri,
                facts.label(iri),
                verb,
                noun,
                local_name(facts.iri(iri, PG.stage)),
                tuple(facts.iris(iri, PG.concerns)),
            )


def _words(facts: Lookups, span: Iri) -> Words | None:
    """The words of a span; None where the graph does not say where it is."""
    begin, end = (facts.text(span, name) for name in (NIF.beginIndex, NIF.endIndex))
    if not (begin.isdecimal() and end.isdecimal()):
        return None
    return Words(Span(int(begin), int(end)), facts.text(span, NIF.anchorOf))
