"""What is read from triples: things, linkages, and sentences with the words marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import builders
from policygraph.assembly import assemble
from policygraph.extraction.model import Mention
from policygraph.facts import Facts, Sentences, linkages, mentions, things
from policygraph.linking.model import Entity
from policygraph.namespaces import BASE, LINKAGES, NIF, PG, RDF, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Sequence

TWICE = "The port of Lowen buys from Lowen every year."
"""A name stands twice: first inside a longer one, then alone."""


@pytest.fixture(scope="module")
def small() -> Facts:
    """The facts of the small graph."""
    return Facts(assemble(builders.small_linked()))


def report_of(
    text: str, names: Sequence[tuple[str, int, str]], **given: object
) -> tuple[Triple, ...]:
    """The graph of a text in which the nth occurrence of some words names a thing of a class."""
    spans = tuple(
        Mention(builders.span_of(text, words, nth), kind, 0.9, "reader")
        for words, nth, kind in names
    )
    entities = tuple(
        Entity(kind, words, mentions=(at,)) for at, (words, _, kind) in enumerate(names)
    )
    report = replace(builders.make_report(text), **given)
    return assemble(builders.linked_of(report, mentions=spans, entities=entities))


def test_things_have_their_class_names_and_figures(small: Facts) -> None:
    """Entities, tasks and the report are read, each with what is stated of it."""
    read = {thing.label: thing for thing in things(small)}
    chongqing = read["Chongqing"]
    assert (chongqing.type, chongqing.other_names) == (
        "Place",
        ("Chongqing Municipality", "重庆"),
    )
    assert chongqing.point == (106.55771, 29.56026)
    assert dict(read["42.1 billion yuan"].values)["currency"] == "CNY"
    assert read["Extend the transport network."].number == "III"
    assert {thing.type for thing in read.values()} >= {
        "KeyTask",
        "SubTask",
        "Measure",
        "Report",
        "Industry",
    }


def test_every_kind_of_linkage_is_read_with_its_evidence(small: Facts) -> None:
    """Those between entities and the stages of projects, each with a sentence and how sure it is."""
    read = list(linkages(small))
    assert {linkage.property for linkage in read} == {*LINKAGES, "stage"}
    assert all(linkage.sentences and linkage.confidence is not None for linkage in read)


def test_the_occurrence_that_names_the_thing_is_marked() -> None:
    """Marks come from offsets: where a name stands twice, the words that the mention covers are marked."""
    facts = Facts(report_of(TWICE, [("Lowen", 2, "Place")]))
    (sentence,) = Sentences(facts)
    (lowen,) = things(facts, ["Place"])
    assert sentence.pieces({lowen.iri}) == (
        ("The port of Lowen buys from ", False),
        ("Lowen", True),
        (" every year.", False),
    )


def test_of_overlapping_names_the_longer_is_marked() -> None:
    """A name inside another is left out where both are asked for, and marked where it alone is."""
    facts = Facts(
        report_of(TWICE, [("port of Lowen", 1, "Institution"), ("Lowen", 1, "Place")])
    )
    (sentence,) = Sentences(facts)
    both = {thing.label: thing.iri for thing in things(facts, ["Institution", "Place"])}
    assert [text for text, names in sentence.pieces(set(both.values())) if names] == [
        "port of Lowen"
    ]
    assert [text for text, names in sentence.pieces({both["Lowen"]}) if names] == [
        "Lowen"
    ]


def test_offsets_count_code_points_before_the_name_too() -> None:
    """A character beyond the first plane counts once, so that the words after it are marked whole."""
    text = "First 🚆 line. The 🚆 runs to Lowen."
    facts = Facts(report_of(text, [("Lowen", 1, "Place")]))
    (lowen,) = things(facts, ["Place"])
    marked = [
        piece
        for sentence in Sentences(facts)
        for piece in sentence.pieces({lowen.iri})
        if piece[1]
    ]
    assert marked == [("Lowen", True)]


def test_a_sentence_knows_its_report_and_page() -> None:
    """The page is that of the source; 0 where the source has none."""
    report = builders.make_report(TWICE)
    paged = tuple(replace(sentence, page=7) for sentence in report.sentences)
    (first,) = Sentences(
        Facts(report_of(TWICE, [("Lowen", 2, "Place")], sentences=paged))
    )
    (second,) = Sentences(Facts(report_of(TWICE, [("Lowen", 2, "Place")])))
    assert (first.page, second.page) == (7, 0)
    assert (
        first.report
        == second.report
        == next(things(Facts(report_of(TWICE, []))), None).iri
    )  # type: ignore[union-attr]


def test_what_is_no_number_or_no_class_of_ours_is_passed_over() -> None:
    """A graph of others breaks nothing: confidences beyond 1, classes and predicates that we do not know."""
    odd = Iri("urn:x:odd")
    facts = Facts(
        [
            Triple(odd, RDF.type, SKOS.Concept),
            Triple(odd, RDF.predicate, PG.concerns),
            Triple(BASE["l"], RDF.predicate, PG.connects),
            Triple(BASE["l"], RDF.subject, odd),
            Triple(BASE["l"], RDF.object, odd),
            Triple(BASE["l"], PG.confidence, Literal("7")),
            Triple(odd, NIF.anchorOf, Literal("no sentence")),
        ]
    )
    assert list(things(facts)) == []
    assert [linkage.confidence for linkage in linkages(facts)] == [None]
    assert list(mentions(facts)) == list(Sentences(facts)) == []
