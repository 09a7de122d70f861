"""The report and its text as facts: context, sections, paragraphs, sentences, and the spans that are spoken of."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from typing import TYPE_CHECKING

from policygraph.assembly.facts import confidence, date, named, offset, told, types
from policygraph.assembly.finders import finder
from policygraph.errors import GraphError
from policygraph.namespaces import DCTERMS, ITSRDF, NIF, PG, RDF, SCHEMA, XSD
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from policygraph.assembly.facts import Triples, Values
    from policygraph.assembly.iris import Names
    from policygraph.assembly.layout import Layout
    from policygraph.extraction.model import Mention
    from policygraph.report.model import Paragraph, Report, Section, Sentence
    from policygraph.spans import Span

    NamedBy = dict[Span, list[tuple[Mention, Iri]]]
    """By span the mentions there, each with the entity that it names."""


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


def report_facts(report: Report, names: Names) -> Triples:
    """What is said of the report itself; the place that it is of is left to the entities."""
    digest = report.sha256 or hashlib.sha256(report.text.encode()).hexdigest()
    values: Values = {
        NIF.isString: Literal(report.text),
        NIF.beginIndex: offset(0),
        NIF.endIndex: offset(len(report.text)),
        PG.sha256: Literal(digest),
    }
    yield from types(names.report, "Report")
    yield from told(names.report, values)
    yield from _catalogue_facts(report, names)


def _catalogue_facts(report: Report, names: Names) -> Triples:
    """What a catalogue would say of the report: title, language, file, date, speaker."""
    name = report.title or report.filename or report.name
    title = named(name, language_of(report))
    if title.value:
        yield Triple(names.report, DCTERMS["title"], title)
    language = Literal(report.language or "en")
    yield Triple(names.report, SCHEMA.inLanguage, language)
    yield from _known_facts(report, names)


def _known_facts(report: Report, names: Names) -> Triples:
    """The file, the date and the speaker, as far as they are known."""
    values: Values = {}
    if report.filename:
        values[DCTERMS.source] = Literal(report.filename)
    if report.date:
        values[DCTERMS.date] = date(report.date)
    if report.speaker:
        values[PG.speaker] = Literal(report.speaker)
    if report.licence:
        values[DCTERMS.license] = Iri(report.licence)
    return told(names.report, values)


def language_of(report: Report) -> str:
    """The language of the report's names: its language without script and region."""
    return report.language.partition("-")[0] or "en"


def structure_facts(report: Report, names: Names) -> Triples:
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
            iri = names.part("sentence", sentence.span)
            yield Triple(iri, RDF.type, PG.TableRow)


def _section_facts(
    section: Section, report: Report, names: Names, pages: Pages
) -> Triples:
    iri = names.part("section", section.span)
    words = report.reading(section.title)
    title = named(words, language_of(report))
    values: Values = {
        PG.level: _count(section.level),
        DCTERMS.isPartOf: _section(section.parent, report, names),
    }
    if title.value:
        values[DCTERMS["title"]] = title
    if section.number:
        values[PG.number] = Literal(section.number)
    yield from types(iri, "Section")
    yield from told(iri, values)
    yield from _stretch(iri, section.span, report.text, names)
    yield from _page(iri, pages.of(section.span))


def _paragraph_facts(
    paragraph: Paragraph, report: Report, names: Names, pages: Pages
) -> Triples:
    iri = names.part("paragraph", paragraph.span)
    values: Values = {
        RDF.type: NIF.Paragraph,
        DCTERMS.isPartOf: _section(paragraph.section, report, names),
    }
    yield from told(iri, values)
    yield from _stretch(iri, paragraph.span, report.text, names)
    yield from _page(iri, pages.of(paragraph.span))


def _sentence_facts(sentence: Sentence, report: Report, names: Names) -> Triples:
    iri = names.part("sentence", sentence.span)
    paragraph = report.paragraphs[sentence.paragraph]
    values: Values = {
        RDF.type: NIF.Sentence,
        NIF.anchorOf: anchor(report.text, sentence.span),
        DCTERMS.isPartOf: names.part("paragraph", paragraph.span),
    }
    yield from told(iri, values)
    yield from _stretch(iri, sentence.span, report.text, names)
    yield from _page(iri, sentence.page)


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
        if first == len(self._begins):
            return 0
        if self._begins[first] >= span.end:
            return 0
        return self._sentences[first].page


def _count(number: int) -> Literal:
    """A number that counts from 1."""
    return Literal(str(number), XSD.positiveInteger)


def _page(iri: Iri, page: int) -> Triples:
    if page:
        yield Triple(iri, PG.page, _count(page))


def phrase_facts(
    span: Span, report: Report, names: Names, sentences: Layout
) -> Triples:
    """One span: where it stands, what it reads, and the sentence that it begins in."""
    iri = names.span(span)
    values: Values = {RDF.type: NIF.Phrase, NIF.anchorOf: anchor(report.text, span)}
    holder = sentences.innermost(span.begin)
    if holder is not None:
        sentence = report.sentences[holder]
        values[NIF.sentence] = names.part("sentence", sentence.span)
    yield from told(iri, values)
    yield from _stretch(iri, span, report.text, names)


def mention_facts(named_by: NamedBy, names: Names) -> Triples:
    """What the spans name, how sure that is (the least sure reading counts), and what found it there."""
    for span, readings in named_by.items():
        iri = names.span(span)
        for mention, entity in readings:
            values: Values = {
                ITSRDF.taIdentRef: entity,
                PG.foundBy: finder(mention.found_by, names),
            }
            if mention.is_known:
                values[PG.entry] = Iri(mention.found_by)
            yield from told(iri, values)
        least = min(mention.confidence for mention, _ in readings)
        yield Triple(iri, ITSRDF.taConfidence, confidence(least))


def _stretch(iri: Iri, span: Span, text: str, names: Names) -> Triples:
    anchor(text, span)
    values: Values = {
        NIF.beginIndex: offset(span.begin),
        NIF.endIndex: offset(span.end),
        NIF.referenceContext: names.report,
    }
    return told(iri, values)
