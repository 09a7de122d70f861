"""How a text is laid out: its headed sections, and the paragraph and section that a sentence lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.namespaces import DCTERMS, NIF, PG, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.facts.lookups import Lookups
    from policygraph.facts.model import MarkedSentence
    from policygraph.terms import Iri

_DEEPEST = 8
_KINDS = {PG.Section, PG.Report}


@dataclass(frozen=True, slots=True)
class Section:
    """A section with a heading: its offset in the report's text, its number as printed, and its level from 1."""

    report: Iri
    begin: int
    title: str
    number: str
    level: int


def sections(facts: Lookups) -> Iterator[Section]:
    """The sections that have a heading, by IRI."""
    for iri in facts.with_property(PG.level):
        title = facts.text(iri, DCTERMS["title"])
        if title:
            yield Section(
                facts.iri(iri, NIF.referenceContext),
                facts.number(iri, NIF.beginIndex),
                title,
                facts.text(iri, PG.number),
                facts.number(iri, PG.level),
            )


def paragraph_of(facts: Lookups, sentence: MarkedSentence) -> Iri:
    """The paragraph, or whatever else a sentence is part of; empty where it is part of nothing."""
    return facts.iri(sentence.iri, DCTERMS.isPartOf)


def section_of(facts: Lookups, sentence: MarkedSentence) -> str:
    """The section or, where the text has none, the report that a sentence lies in."""
    iri: str = sentence.iri
    for _ in range(_DEEPEST):
        iri = facts.iri(iri, DCTERMS.isPartOf)
        if not iri:
            break
        if not _KINDS.isdisjoint(facts.iris(iri, RDF.type)):
            return iri
    return sentence.report
