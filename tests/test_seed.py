"""The seed's graph: valid by every parser, true to the text, and each linkage tied to sentences that state it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
import rdflib

from policygraph.namespaces import (
    CLASSES,
    DCTERMS,
    ITSRDF,
    NIF,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    STATEMENTS,
)
from policygraph.rdf import read_triples
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import validate
from project import SEED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Facts:
    """The graph by subject and predicate, and by predicate and object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._values: defaultdict[tuple[str, str], list[Iri | Literal]] = defaultdict(
            list
        )
        self._subjects: defaultdict[tuple[str, str], list[Iri]] = defaultdict(list)
        for subject, predicate, value in self.triples:
            self._values[subject, predicate].append(value)
            if isinstance(value, Iri):
                self._subjects[predicate, value].append(subject)

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a property, as text."""
        return [
            value.value if isinstance(value, Literal) else str(value)
            for value in self._values[subject, predicate]
        ]

    def one(self, subject: str, predicate: str) -> str:
        """The only value of a property, as text."""
        (value,) = self.all(subject, predicate)
        return value

    def of_class(self, name: str) -> list[Iri]:
        """The things of one of our classes."""
        return self._subjects[RDF.type, PG[name]]

    def pointing(self, predicate: str, value: str) -> list[Iri]:
        """The subjects whose property has that value."""
        return self._subjects[predicate, value]


@pytest.fixture(scope="module")
def facts(seed_graph: Path) -> Facts:
    """The seed's graph."""
    return Facts(read_triples(seed_graph))


@pytest.fixture(scope="module")
def text() -> str:
    """The seed as published."""
    return SEED.read_bytes().decode()


def test_three_parsers_read_the_same_number_of_triples(
    seed_graph: Path, facts: Facts
) -> None:
    """Rapper, rdflib and pyoxigraph agree on the Turtle."""
    assert len(rdflib.Graph().parse(seed_graph)) == len(facts.triples)
    if not shutil.which("rapper"):
        pytest.skip("no rapper")
    counted = subprocess.run(
        ["rapper", "--input", "turtle", "--count", str(seed_graph)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"returned (\d+) triples", counted.stderr), counted.stderr
    assert f"returned {len(facts.triples)} triples" in counted.stderr


def test_no_node_is_blank(seed_graph: Path) -> None:
    """Every subject and object of the graph is an IRI or a literal."""
    graph = rdflib.Graph().parse(seed_graph)
    assert not [
        term for triple in graph for term in triple if isinstance(term, rdflib.BNode)
    ]


def test_graph_conforms(facts: Facts) -> None:
    """The graph keeps every promise of the shapes."""
    assert validate(facts.triples).results == ()


def test_text_is_kept_whole(facts: Facts, text: str) -> None:
    """The graph's one text is the report's, character by character."""
    (report,) = facts.of_class("Report")
    assert facts.one(report, NIF.isString) == text


def test_every_span_is_anchored_at_the_characters_of_the_text(
    facts: Facts, text: str
) -> None:
    """The words of each mention, verb and object are what stands at its offsets."""
    anchored = [
        (triple.subject, triple.object)
        for triple in facts.triples
        if triple.predicate == NIF.anchorOf
    ]
    assert len(anchored) > 100
    for span, words in anchored:
        begin, end = (
            int(facts.one(span, NIF.beginIndex)),
            int(facts.one(span, NIF.endIndex)),
        )
        assert isinstance(words, Literal)
        assert words.value == text[begin:end]


def test_every_linkage_is_reified_and_every_reification_stated(facts: Facts) -> None:
    """Each linkage is a plain triple and one `pg:Linkage`, with a finder and a confidence from 0 to 1."""
    plain = {
        (t.subject, t.predicate, str(t.object))
        for t in facts.triples
        for name in STATEMENTS
        if t.predicate == PG[name]
    }
    plain = {fact for fact in plain if PG.Measure not in facts.all(fact[0], RDF.type)}
    reified = [
        (
            facts.one(node, RDF.subject),
            facts.one(node, RDF.predicate),
            facts.one(node, RDF.object),
        )
        for node in facts.of_class("Linkage")
    ]
    assert len(reified) == len(set(reified)) > 50
    assert set(reified) == plain
    for node in facts.of_class("Linkage"):
        assert 0 < float(facts.one(node, PG.confidence)) <= 1
        assert facts.one(node, PG.foundBy)


def test_every_linkage_is_stated_by_sentences_that_name_its_ends(
    facts: Facts, text: str
) -> None:
    """In the evidence of each linkage both ends are named, or a name that stands there implies the other end."""
    classes = {node for name in CLASSES for node in facts.of_class(name)}
    unnamed = []
    for linkage in facts.of_class("Linkage"):
        sentences = facts.all(linkage, PROV.wasDerivedFrom)
        assert sentences, linkage
        if facts.one(linkage, RDF.predicate) == PG.stage:
            continue
        ends = facts.one(linkage, RDF.subject), facts.one(linkage, RDF.object)
        assert set(ends) <= classes
        named = [words_for(facts, end, sentences, text) for end in ends]
        other = [named[1], named[0]]
        for end, own, across in zip(ends, named, other, strict=True):
            if not own and not any(
                name in words for name in names_of(facts, end) for words in across
            ):
                unnamed.append((linkage, end))
    assert not unnamed


def words_for(facts: Facts, entity: str, sentences: list[str], text: str) -> list[str]:
    """The words that name an entity in the sentences, in small letters."""
    stretches = [
        (int(facts.one(s, NIF.beginIndex)), int(facts.one(s, NIF.endIndex)))
        for s in sentences
    ]
    found = []
    for span in facts.pointing(ITSRDF.taIdentRef, entity):
        begin, end = (
            int(facts.one(span, NIF.beginIndex)),
            int(facts.one(span, NIF.endIndex)),
        )
        if any(first <= begin and end <= last for first, last in stretches):
            found.append(text[begin:end].casefold())
    return found


def names_of(facts: Facts, entity: str) -> list[str]:
    """The names of an entity, in small letters."""
    return [
        name.casefold()
        for label in (SKOS.prefLabel, SKOS.altLabel)
        for name in facts.all(entity, label)
    ]


def test_a_place_without_a_mention_has_a_linkage_as_its_evidence(facts: Facts) -> None:
    """An entity that no words name is there because a linkage ends in it."""
    for name in CLASSES:
        for entity in facts.of_class(name):
            if not facts.pointing(ITSRDF.taIdentRef, entity):
                assert facts.pointing(RDF.object, entity) or facts.pointing(
                    RDF.subject, entity
                ), entity


def test_targets_and_places_are_tied_to_values(facts: Facts) -> None:
    """Some places lead to GeoNames with coordinates; every target of the graph has a number."""
    places = facts.of_class("Place")
    assert any(facts.all(place, SCHEMA.sameAs) for place in places)
    assert facts.of_class("Target")


@pytest.mark.shared
def test_tasks_are_those_of_the_gold(facts: Facts, shared: Path) -> None:
    """All five key tasks stand with their numbers, and all tasks below them under the right parents."""
    rows = (
        (shared / "gold" / "chongqing-2017.tasks.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    wanted: list[tuple[str, str]] = []
    numbers: dict[str, str] = {}
    key_task = ""
    for level, number, _, label in (row.split("\t") for row in rows):
        if level == "1":
            key_task, numbers[label] = label, number
        else:
            wanted.append((label, key_task))

    def label(node: str) -> str:
        return facts.one(node, SKOS.prefLabel).replace(
            "’", "'"
        )  # the gold knows one apostrophe

    assert {
        label(node): facts.one(node, PG.number) for node in facts.of_class("KeyTask")
    } == numbers
    found = [
        (label(node), label(facts.one(node, DCTERMS.isPartOf)))
        for node in facts.of_class("SubTask")
    ]
    assert sorted(pair for pair in found if pair[1] in numbers) == sorted(wanted)
