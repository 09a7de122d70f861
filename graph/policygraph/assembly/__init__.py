"""Assembly: what was read from a report becomes triples, each fact tied to the sentence that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.entities import entity_facts, entity_iri, jurisdiction_facts, linkage_facts
from policygraph.assembly.iris import Names
from policygraph.assembly.layout import Layout
from policygraph.assembly.spans import mention_facts, phrase_facts, report_facts, structure_facts
from policygraph.assembly.tasks import Actions, TaskTree
from policygraph.namespaces import BASE
from policygraph.terms import Iri, Triple, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Mention
    from policygraph.linking.model import Linked
    from policygraph.spans import Span

__all__ = ["Actions", "Names", "assemble"]


def assemble(linked: Linked, *, base: str = BASE, vocabulary: Actions | None = None) -> tuple[Triple, ...]:
    """The graph of one report: sorted, each triple once, without a blank node.

    Args:
        linked: The report with all that was read from it.
        base: What the IRIs of the data begin with.
        vocabulary: Knows the kind of action that a measure's verb names; without it none is written.

    Raises:
        GraphError: An offset lies outside the text, or a target stands nowhere in it.
    """
    names = Names.of_text(linked.report.text, base)
    return in_order(_facts(linked, names, vocabulary))


def _facts(linked: Linked, names: Names, vocabulary: Actions | None) -> Iterator[Triple]:
    report, extraction = linked.report, linked.extraction
    iris = [entity_iri(entity, linked, names) for entity in linked.entities]
    named_by = _named_by(linked, iris)
    tasks = TaskTree(report, extraction.measures, names)
    yield from report_facts(report, names)
    yield from structure_facts(report, names)
    spoken_of = {*named_by, *(span for measure in extraction.measures for span in (measure.verb, measure.object))}
    spoken_of |= {one.figure.indicator for one in linked.entities if one.figure and one.figure.indicator}
    sentences = Layout([sentence.span for sentence in report.sentences])
    for span in spoken_of:
        yield from phrase_facts(span, report, names, sentences)
    yield from mention_facts(named_by, names)
    yield from tasks.facts(vocabulary)
    yield from tasks.concerns((span, entity) for span, readings in named_by.items() for _, entity in readings)
    for entity, iri in zip(linked.entities, iris, strict=True):
        yield from entity_facts(entity, iri, names)
    yield from jurisdiction_facts(report, linked.entities, iris, names)
    for linkage in linked.linkages:
        yield from linkage_facts(linkage, iris, report, names)


def _named_by(linked: Linked, iris: Sequence[Iri]) -> dict[Span, list[tuple[Mention, Iri]]]:
    """By span: the mentions there, each with the entity that it names; a merely implied one is no mention."""
    named_by: dict[Span, list[tuple[Mention, Iri]]] = {}
    for entity, iri in zip(linked.entities, iris, strict=True):
        for index in entity.mentions:
            mention = linked.extraction.mentions[index]
            if not mention.implied:
                named_by.setdefault(mention.span, []).append((mention, iri))
    return named_by
