"""Assembly: what was read from a report becomes triples, each fact tied to the sentence that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.concepts import concept_facts
from policygraph.assembly.entities import Entities
from policygraph.assembly.finders import finder_facts
from policygraph.assembly.identity import Identity
from policygraph.assembly.iris import Names
from policygraph.assembly.layout import Layout
from policygraph.assembly.provenance import build_facts
from policygraph.assembly.spans import (
    mention_facts,
    phrase_facts,
    report_facts,
    structure_facts,
)
from policygraph.assembly.statements import statement_facts
from policygraph.assembly.tasks import TaskTree
from policygraph.inputs import Build, Used
from policygraph.namespaces import BASE, PG, SKOS
from policygraph.terms import Iri, Triple, in_order, with_shared_terms
from policygraph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.assembly.facts import Triples
    from policygraph.assembly.spans import NamedBy
    from policygraph.linking.model import Linked
    from policygraph.spans import Span
    from policygraph.vocabulary import Vocabulary

__all__ = ["Build", "Names", "Used", "assemble"]

_TO_CONCEPTS = frozenset((PG.kind, PG.action, PG.area, SKOS.broader))


def assemble(
    linked: Linked,
    *,
    base: str = BASE,
    vocabulary: Vocabulary | None = None,
    build: Build | None = None,
) -> tuple[Triple, ...]:
    """The graph of one report: sorted, each triple once, without a blank node.

    Args:
        linked: The report with all that was read from it.
        base: What the IRIs of the data begin with.
        vocabulary: Knows concepts, entries and the kinds of action that verbs name; the shipped one unless given.
        build: What decided the graph besides the report; this version of policygraph alone unless given.

    Raises:
        GraphError: An offset lies outside the text, or a figure stands nowhere in it.
    """
    from policygraph.vocabulary import load_vocabulary

    names = Names.of_text(linked.report.text, base)
    known = vocabulary or load_vocabulary()
    found = _facts(linked, names, known)
    facts = list(with_shared_terms(found))
    facts += finder_facts(linked, facts, names)
    facts += build_facts(build or Build(VERSION), names)
    concepts = {*_pointed_to(facts), *_industries(facts)}
    facts += concept_facts(sorted(concepts), known)
    return in_order(facts)


def _facts(linked: Linked, names: Names, vocabulary: Vocabulary) -> Triples:
    report = linked.report
    identity = Identity(linked, names, vocabulary)
    entities = Entities(linked, names, identity, vocabulary)
    named_by = _named_by(linked, entities.iris)
    tasks = TaskTree(linked, entities.iris, names)
    yield from report_facts(report, names)
    yield from structure_facts(report, names)
    sentences = Layout([sentence.span for sentence in report.sentences])
    for span in {*named_by, *_spoken_of(linked, sentences)}:
        yield from phrase_facts(span, report, names, sentences)
    yield from mention_facts(named_by, names)
    yield from tasks.facts(vocabulary)
    yield from tasks.concerns(_mentioned(named_by))
    yield from entities.facts()
    yield from statement_facts(linked, entities.iris, names)


def _mentioned(named_by: NamedBy) -> Iterator[tuple[Span, Iri]]:
    """The spans, each with every entity that it names."""
    for span, readings in named_by.items():
        for _, entity in readings:
            yield span, entity


def _spoken_of(linked: Linked, sentences: Layout) -> Iterator[Span]:
    """The spans that are no mentions: verbs and objects, what figures count, and the words that tell an area."""
    for measure in linked.extraction.measures:
        yield measure.verb
        yield measure.object
    for entity in linked.entities:
        if entity.figure and entity.figure.indicator:
            yield entity.figure.indicator
    for area in linked.areas:
        if sentences.innermost(area.cue.begin) is not None:
            yield area.cue


def _pointed_to(facts: Sequence[Triple]) -> Iterator[Iri]:
    """What the facts point to as a concept."""
    for triple in facts:
        if triple.predicate in _TO_CONCEPTS and isinstance(triple.object, Iri):
            yield triple.object


def _industries(facts: Sequence[Triple]) -> Iterator[Iri]:
    """The concepts that are industries themselves."""
    for triple in facts:
        if triple.object == PG.Industry:
            yield triple.subject


def _named_by(linked: Linked, iris: Sequence[Iri]) -> NamedBy:
    """By span: the mentions there, each with the entity that it names; a merely implied one is no mention."""
    named_by: NamedBy = {}
    for entity, iri in zip(linked.entities, iris, strict=True):
        for index in entity.mentions:
            mention = linked.extraction.mentions[index]
            if mention.implied:
                continue
            readings = named_by.setdefault(mention.span, [])
            readings.append((mention, iri))
    return named_by
