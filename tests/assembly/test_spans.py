"""Spans of the text as facts: what lies where, and on which page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygraph.assembly.finders import finder
from policygraph.assembly.iris import Names
from policygraph.assembly.spans import Pages, anchor
from policygraph.errors import GraphError
from policygraph.namespaces import PG
from policygraph.report import parse_report
from policygraph.spans import Span
from policygraph.terms import Literal

TEXT = "Harbours\nWe will dig. We will dredge.\nWe will build.\n"


def test_a_stretch_is_on_the_page_of_the_first_sentence_that_begins_in_it() -> None:
    """One without a sentence has none, wherever the next sentence stands."""
    report = parse_report(TEXT, name="harbours")
    paged = [
        replace(sentence, page=number)
        for number, sentence in enumerate(report.sentences, 1)
    ]
    pages = Pages(replace(report, sentences=tuple(paged)))
    begins = [sentence.span.begin for sentence in paged]
    for number, begin in enumerate(begins, 1):
        assert pages.of(Span(begin, len(TEXT))) == number
        assert pages.of(Span(begin, begin + 1)) == number
    assert pages.of(Span(begins[-1] + 1, len(TEXT))) == 0
    assert pages.of(Span(begins[0] + 1, begins[1])) == 0


@pytest.mark.parametrize(
    "span", [Span(3, 3), Span(0, len(TEXT) + 1), Span(len(TEXT), len(TEXT) + 4)]
)
def test_a_span_beyond_the_text_is_an_error(span: Span) -> None:
    """Whoever made it counted otherwise than in characters of the text; the error says which span it is."""
    with pytest.raises(
        GraphError, match=f"the span {span.begin},{span.end} does not lie"
    ):
        anchor(TEXT, span)


def test_the_words_of_a_span_are_those_of_the_text() -> None:
    """White space and all."""
    assert anchor(TEXT, Span(0, 9)) == Literal("Harbours\n")


def test_what_found_something_is_named_in_the_ontology() -> None:
    """A rule by its own name, an entry of a vocabulary by what all entries have in common."""
    names = Names.of_text("Build a port.")
    assert finder("reader", names) == PG.Reader
    assert finder("RouteRule", names) == PG.RouteRule
    assert finder("https://example.org/vocabulary/Bay", names) == PG.VocabularyRule
