"""The report and its text as facts: context, sections, paragraphs, sentences, and the spans that are spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import confidence, date, named, offset, types
from policygraph.errors import GraphError
from policygraph.namespaces import DCTERMS, ITSRDF, NIF, PG, PROV, RDF
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.assembly.iris import Names
    from policygraph.assembly.layout import Layout
    from policygraph.extraction.model import Mention
    from policygraph.report.model import Report
    from policygraph.spans import Span


def anchor(text: str, span: Span) -> Literal:
    """The characters of a span, cut from the text anew.

    Raises:
        GraphError: The span is empty or reaches beyond the text: whoever made it counted otherwise.
    """
    cut = span.of(text)
    if not cut or len(cut) != span.end - span.begin:
        raise GraphError(
            f"the span {span.begin},{span.end} does not lie in the report's {len(text)} characters",
            expected="offsets into the text as published, 0-based, end-exclusive",
        )
    return Literal(cut)


def report_facts(report: Report, names: Names) -> Iterator[Triple]:
    """What is said of the report itself; its jurisdiction, a place, is left to the entities."""
    yield from types(names.report, "Report")
    yield Triple(names.report, NIF.isString, Literal(report.text))
    yield Triple(names.report, NIF.beginIndex, offset(0))
    yield Triple(names.report, NIF.endIndex, offset(len(report.text)))
    if report.sha256:
        yield Triple(names.report, PG.sha256, Literal(report.sha256))
    if report.title:
        yield Triple(names.report, DCTERMS["title"], named(report.title))
    if report.date:
        yield Triple(names.report, DCTERMS.date, date(report.date))
    if report.speaker:
        yield Triple(names.report, PG.speaker, Literal(report.speaker))


def structure_facts(report: Report, names: Names) -> Iterator[Triple]:
    """Sections, paragraphs and sentences, each part of the next larger one."""
    sections = [names.part("section", section.span) for section in report.sections]
    paragraphs = [names.part("paragraph", paragraph.span) for paragraph in report.paragraphs]
    for iri, section in zip(sections, report.sections, strict=True):
        yield from types(iri, "Section")
        yield Triple(iri, DCTERMS["title"], named(report.reading(section.title)))
        yield from _stretch(iri, section.span, report.text, names)
        yield Triple(iri, DCTERMS.isPartOf, names.report if section.parent is None else sections[section.parent])
    for iri, paragraph in zip(paragraphs, report.paragraphs, strict=True):
        yield Triple(iri, RDF.type, NIF.Paragraph)
        yield from _stretch(iri, paragraph.span, report.text, names)
        yield Triple(iri, DCTERMS.isPartOf, names.report if paragraph.section is None else sections[paragraph.section])
    for sentence in report.sentences:
        iri = names.part("sentence", sentence.span)
        yield Triple(iri, RDF.type, NIF.Sentence)
        yield Triple(iri, NIF.anchorOf, anchor(report.text, sentence.span))
        yield from _stretch(iri, sentence.span, report.text, names)
        yield Triple(iri, DCTERMS.isPartOf, paragraphs[sentence.paragraph])


def phrase_facts(span: Span, report: Report, names: Names, sentences: Layout) -> Iterator[Triple]:
    """One span: where it stands, what it reads, and the sentence that it begins in."""
    iri = names.span(span)
    yield Triple(iri, RDF.type, NIF.Phrase)
    yield Triple(iri, NIF.anchorOf, anchor(report.text, span))
    yield from _stretch(iri, span, report.text, names)
    holder = sentences.innermost(span.begin)
    if holder is not None:
        yield Triple(iri, NIF.sentence, names.part("sentence", report.sentences[holder].span))


def mention_facts(named_by: Mapping[Span, Iterable[tuple[Mention, Iri]]], names: Names) -> Iterator[Triple]:
    """What the spans name, how sure that is (the surest reading counts), and who found it there."""
    for span, readings in named_by.items():
        iri = names.span(span)
        for mention, entity in readings:
            yield Triple(iri, ITSRDF.taIdentRef, entity)
            yield Triple(iri, PROV.wasAttributedTo, finder(mention.found_by))
        surest = max(mention.confidence for mention, _ in readings)
        yield Triple(iri, ITSRDF.taConfidence, confidence(surest))


def finder(found_by: str) -> Iri:
    """Who found something: a vocabulary entry by its own IRI, a rule or model by its name in the ontology.

    Example:
        >>> finder("reader")
        'https://w3id.org/policygraph/ontology#Reader'
    """
    return Iri(found_by) if ":" in found_by else PG[found_by[:1].upper() + found_by[1:]]


def _stretch(iri: Iri, span: Span, text: str, names: Names) -> Iterator[Triple]:
    anchor(text, span)
    yield Triple(iri, NIF.beginIndex, offset(span.begin))
    yield Triple(iri, NIF.endIndex, offset(span.end))
    yield Triple(iri, NIF.referenceContext, names.report)
