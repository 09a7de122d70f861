"""The concepts that a graph points to, as facts: with the labels of every language, scheme, code and wider concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import PG, RDF, SKOS
from policygraph.terms import Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.assembly.facts import Triples
    from policygraph.terms import Iri
    from policygraph.vocabulary import KnownConcept, Vocabulary


def concept_facts(concepts: Iterable[Iri], vocabulary: Vocabulary) -> Triples:
    """The concepts and all above them; one that the vocabulary does not know stays an IRI."""
    waiting = list(concepts)
    seen: set[Iri] = set()
    while waiting:
        iri = waiting.pop()
        known = vocabulary.concept(iri)
        if iri in seen or known is None:
            continue
        seen.add(iri)
        yield from _facts_of(iri, known)
        waiting += known.broader


def _facts_of(iri: Iri, known: KnownConcept) -> Triples:
    yield Triple(iri, RDF.type, SKOS.Concept)
    for label in known.labels:
        yield Triple(iri, SKOS.prefLabel, label)
    for scheme in known.schemes:
        yield Triple(iri, SKOS.inScheme, scheme)
        yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    if known.isic:
        code = Literal(known.isic)
        yield Triple(iri, PG.isicCode, code)
    for wider in known.broader:
        yield Triple(iri, SKOS.broader, wider)
