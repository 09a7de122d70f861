"""The report and its text as facts: context, sections, paragraphs, sentences, and the spans that are spoken of."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from typing import TYPE_CHECKING

from policygraph.assembly.facts import confidence, date, named, offset, types
from policygraph.assembly.finders import finder
from policygraph.errors import GraphError
from policygraph.namespaces import DCTERMS, ITSRDF, NIF, PG, RDF, SCHEMA, XSD
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.assembly.iris import Names
    from policygraph.assembly.layout import Layout
    from policygraph.extraction.model import Mention
    from policygraph.report.model import Paragraph, Report, Section, Sentence
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
    """What is said of the report itself; the place that it is of is left to the entities."""
    yield from types(names.report, "Report")
    yield Triple(names.report, NIF.isString, Literal(report.text))
    yield Triple(names.report, NIF.beginIndex, offset(0))
    yield Triple(names.report, NIF.endIndex, offset(len(report.text)))
    digest = report.sha256 or hashlib.sha256(report.text.encode()).hexdigest()
    yield Triple(names.report, PG.sha256, Literal(digest))
    yield from _catalogue_facts(report, names)


def _catalogue_facts(report: Report, names: Names) -> Iterator[Triple]:
    """What a catalogue would say of the report: title, language, file, date, speaker."""
    title = named(report.title or report.filename or report.name, language_of(report))
    if title.value:
        yield Triple(names.report, DCTERMS["title"], title)
    yield Triple(names.report, SCHEMA.inLanguage, Literal(report.language or "en"))
    yield from _known_facts(report, names)


def _known_facts(report: Report, names: Names) -> Iterator[Triple]:
    """The file, the date and the speaker, as far as they are known."""
    if report.filename:
        yield Triple(names.report, DCTERMS.source, Literal(report.filename))
    if report.date:
        yield Triple(names.report, DCTERMS.date, date(report.date))
    if report.speaker:
        yield Triple(names.report, PG.speaker, Literal(report.speaker))
    if report.licence:
        yield Triple(names.report, DCTERMS.license, Iri(report.licence))


def language_of(report: Report) -> str:
    """The language of the report's names: its language without script and region."""
    return report.language.partition("-")[0] or "en"


def structure_facts(report: Report, names: Names) -> Iterator[Triple]:
    """Sections, paragraphs and sentences, each part of the next larger one."""
    pages = Pages(report)
    for section in report.sections:
        yield from _section_facts(section, report, names, pages)
    for paragraph in report.paragraphs:
        yield from _paragraph_facts(paragraph, report, names, pages)
    rows = {row.sentence for row in report.rows}
    for index, sentence in enumerate(report.sentences):
        yield from _sentence_facts(sentence, report, names)
        if index in rows:
            yield Triple(names.part("sentence", sentence.span), RDF.type, PG.TableRow)


def _section_facts(
    section: Section, report: Report, names: Names, pages: Pages
) -> Iterator[Triple]:
    iri = names.part("section", section.span)
    title = named(report.reading(section.title), language_of(report))
    yield from types(iri, "Section")
    if title.value:
        yield Triple(iri, DCTERMS["title"], title)
    if section.number:
        yield Triple(iri, PG.number, Literal(section.number))
    yield Triple(iri, PG.level, Literal(str(section.level), XSD.positiveInteger))
    yield from _stretch(iri, section.span, report.text, names)
    yield from _page(iri, pages.of(section.span))
    yield Triple(iri, DCTERMS.isPartOf, _section(section.parent, report, names))


def _paragraph_facts(
    paragraph: Paragraph, report: Report, names: Names, pages: Pages
) -> Iterator[Triple]:
    iri = names.part("paragraph", paragraph.span)
    yield Triple(iri, RDF.type, NIF.Paragraph)
    yield from _stretch(iri, paragraph.span, report.text, names)
    yield from _page(iri, pages.of(paragraph.span))
    yield Triple(iri, DCTERMS.isPartOf, _section(paragraph.section, report, names))


def _sentence_facts(
    sentence: Sentence, report: Report, names: Names
) -> Iterator[Triple]:
    iri = names.part("sentence", sentence.span)
    paragraph = report.paragraphs[sentence.paragraph]
    yield Triple(iri, RDF.type, NIF.Sentence)
    yield Triple(iri, NIF.anchorOf, anchor(report.text, sentence.span))
    yield from _stretch(iri, sentence.span, report.text, names)
    yield from _page(iri, sentence.page)
    yield Triple(iri, DCTERMS.isPartOf, names.part("paragraph", paragraph.span))


def _section(index: int | None, report: Report, names: Names) -> Iri:
    """The section of that index, the report itself where there is none."""
    if index is None:
        return names.report
    return names.part("section", report.sections[index].span)


class Pages:
    """The page that a stretch of the text begins on: that of the first sentence in it."""

    def __init__(self, report: Report) -> None:
        self._sentences = report.sentences
        self._begins = [sentence.span.begin for sentence in report.sentences]

    def of(self, span: Span) -> int:
        """The page, 0 where the source has none or no sentence begins in the stretch."""
        first = bisect_left(self._begins, span.begin)
        inside = first < len(self._begins) and self._begins[first] < span.end
        return self._sentences[first].page if inside else 0


def _page(iri: Iri, page: int) -> Iterator[Triple]:
    if page:
        yield Triple(iri, PG.page, Literal(str(page), XSD.positiveInteger))


def phrase_facts(
    span: Span, report: Report, names: Names, sentences: Layout
) -> Iterator[Triple]:
    """One span: where it stands, what it reads, and the sentence that it begins in."""
    iri = names.span(span)
    yield Triple(iri, RDF.type, NIF.Phrase)
    yield Triple(iri, NIF.anchorOf, anchor(report.text, span))
    yield from _stretch(iri, span, report.text, names)
    holder = sentences.innermost(span.begin)
    if holder is not None:
        yield Triple(
            iri, NIF.sentence, names.part("sentence", report.sentences[holder].span)
        )


def mention_facts(
    named_by: Mapping[Span, Iterable[tuple[Mention, Iri]]], names: Names
) -> Iterator[Triple]:
    """What the spans name, how sure that is (the least sure reading counts), and what found it there."""
    for span, readings in named_by.items():
        iri = names.span(span)
        for mention, entity in readings:
            yield Triple(iri, ITSRDF.taIdentRef, entity)
            yield Triple(iri, PG.foundBy, finder(mention.found_by, names))
            if mention.is_known:
                yield Triple(iri, PG.entry, Iri(mention.found_by))
        least = min(mention.confidence for mention, _ in readings)
        yield Triple(iri, ITSRDF.taConfidence, confidence(least))


def _stretch(iri: Iri, span: Span, text: str, names: Names) -> Iterator[Triple]:
    anchor(text, span)
    yield Triple(iri, NIF.beginIndex, offset(span.begin))
    yield Triple(iri, NIF.endIndex, offset(span.end))
    yield Triple(iri, NIF.referenceContext, names.report)
