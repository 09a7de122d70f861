"""Words broken at a line's end, by a soft hyphen or by a note's mark are read whole; offsets stay those of the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from policygraph.assembly import assemble
from policygraph.extraction import extract
from policygraph.linking import link
from policygraph.namespaces import NIF, SKOS
from policygraph.report import Report, parse_report
from policygraph.report.unbroken import Unbroken
from policygraph.spans import Span
from policygraph.vocabulary import load_vocabulary

_MARK = "¦"
"""Stands around what is not read, and is taken out before the text is parsed."""


def _broken(marked: str) -> Report:
    """A report whose breaks stand between marks."""
    pieces = marked.split(_MARK)
    ends = list(accumulate(map(len, pieces)))
    breaks = tuple(
        Span(ends[at] - len(pieces[at]), ends[at]) for at in range(1, len(pieces), 2)
    )
    return replace(parse_report("".join(pieces), name="plan"), breaks=breaks)


def test_names_and_figures_are_read_through_breaks() -> None:
    """A broken ministry, a broken unit and a soft hyphen give the names as they are spoken, at their places."""
    report = _broken(
        "(1) Grow. The Ministry of Inland Trans¦- ¦port will allocate 3.5 bil¦- ¦lion dollars¦24¦ to the Marlow "
        "Harbour Express¦\u00ad¦way."
    )
    vocabulary = load_vocabulary()
    extraction = extract(report, vocabulary=vocabulary)
    found = {
        (mention.type, mention.span.of(report.text))
        for mention in extraction.mentions
        if not mention.implied
    }
    assert ("Institution", "Ministry of Inland Trans- port") in found
    assert ("Project", "Marlow Harbour Express\u00adway") in found
    linked = link(report, extraction, vocabulary)
    named = {(entity.type, entity.label) for entity in linked.entities}
    assert {
        ("Institution", "Ministry of Inland Transport"),
        ("Project", "Marlow Harbour Expressway"),
    } <= named
    [figure] = [entity.figure for entity in linked.entities if entity.figure]
    assert (figure.value, figure.currency) == (3_500_000_000, "USD")
    assert linked.report is report


def test_labels_of_tasks_and_measures_are_read_without_breaks() -> None:
    """In the graph a label holds no hyphen of a line's end, the span that it comes from holds it."""
    report = _broken("(1) Widen the har¦- ¦bour.")
    graph = assemble(link(report, extract(report), load_vocabulary()))
    labels = {
        triple.object.value for triple in graph if triple.predicate == SKOS.prefLabel
    }  # type: ignore[union-attr]
    texts = {
        triple.object.value for triple in graph if triple.predicate == NIF.isString
    }  # type: ignore[union-attr]
    assert "Widen the harbour." in labels
    assert texts == {"(1) Widen the har- bour."}


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), max_size=8),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_what_is_moved_comes_back(
    runs: list[tuple[int, int]], begin: int, length: int
) -> None:
    """A stretch of the text as read lies in the text as published so that it reads the same there."""
    report = _broken(
        "".join("ab" * words + _MARK + "-" * gap + _MARK for words, gap in runs)
        + "c" * 70
    )
    read = Unbroken(report)
    span = Span(begin, begin + length)
    published = read.back(span)
    assert report.reading(published) == span.of(read.report.text)
    assert read.onto(published) == span


def test_an_offset_in_a_break_lies_where_the_break_was() -> None:
    """A sentence that ends with a note's mark ends before it in the text as read."""
    report = _broken("We build¦12¦ it.")
    assert Unbroken(report).onto(Span(0, 9)) == Span(0, 8)
