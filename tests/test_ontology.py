"""The ontology: every term is declared, labelled in two languages, and bounded by a domain and a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from policygraph.namespaces import CLASSES, LINKAGES, PG, SH, STAGES
from policygraph.ontology import ontology_in
from policygraph.resources import resource

if TYPE_CHECKING:
    from rdflib.term import Node

FILES = ("policy.ttl", "concepts.ttl", "lexicon.ttl", "shapes.ttl")
OBJECT, DATATYPE, ANNOTATION = (
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
)
DESIGNED = (
    *("Report", "Section", "Task", "KeyTask", "SubTask", "Measure"),
    *(*CLASSES, "Linkage", "Stage", "Comparison", "Finder"),
    *(
        *STAGES,
        "Exactly",
        "AtLeast",
        "MoreThan",
        "AtMost",
        "LessThan",
        "About",
        "Reader",
    ),
    *(*LINKAGES, "concerns", "verb", "object", "action", "stage", "number"),
    *(
        "foundBy",
        "confidence",
        "inReport",
        "sha256",
        "speaker",
        "isicCode",
        "currency",
        "comparison",
        "year",
    ),
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """policy.ttl as rdflib reads it."""
    return Graph().parse(resource("ontology", "policy.ttl"))


def own(graph: Graph, *types: URIRef) -> list[URIRef]:
    """The project's own terms that are of one of the types."""
    found = {term for kind in types for term in graph.subjects(RDF.type, kind)}
    return sorted(
        term for term in found if isinstance(term, URIRef) and term.startswith(PG)
    )


@pytest.mark.parametrize("name", DESIGNED)
def test_every_designed_term_is_declared(ontology: Graph, name: str) -> None:
    """What outside programs rely on is a class, a property or an individual of the ontology."""
    assert (URIRef(PG[name]), RDF.type, None) in ontology


def test_every_term_has_label_and_definition_in_english_and_chinese(
    ontology: Graph,
) -> None:
    """Each own term has exactly one label and one definition in each of the two languages."""
    terms = own(ontology, OWL.Class, OBJECT, DATATYPE, ANNOTATION, OWL.NamedIndividual)
    assert len(terms) > len(DESIGNED)
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(
                str(value.language)
                for value in ontology.objects(term, predicate)
                if isinstance(value, Literal)
            )
            assert languages == ["en", "zh"], (term, predicate)


def test_every_property_has_domain_and_range(ontology: Graph) -> None:
    """No property is left open at either end."""
    for term in own(ontology, OBJECT, DATATYPE, ANNOTATION):
        assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
        assert len(list(ontology.objects(term, RDFS.range))) == 1, term


def test_every_property_is_of_one_kind(ontology: Graph) -> None:
    """OWL 2 DL: an object, datatype or annotation property is no other of the three."""
    kinds = {
        term: {
            k for k in (OBJECT, DATATYPE, ANNOTATION) if (term, RDF.type, k) in ontology
        }
        for term in ontology.subjects(RDF.type)
    }
    assert [term for term, found in kinds.items() if len(found) > 1] == []


def test_every_class_named_in_an_axiom_is_declared(ontology: Graph) -> None:
    """OWL 2 DL: whatever stands as a class is declared as one; the exceptions are reserved names."""
    named: set[Node] = set(ontology.objects(None, RDFS.subClassOf))
    object_properties = own(ontology, OBJECT)
    for term in object_properties:
        for predicate in (RDFS.domain, RDFS.range):
            for end in ontology.objects(term, predicate):
                union = ontology.value(end, OWL.unionOf)
                named |= set(Collection(ontology, union)) if union else {end}
    undeclared = {term for term in named if (term, RDF.type, OWL.Class) not in ontology}
    assert undeclared == {RDF.Statement, OWL.Thing}


def test_every_property_of_the_published_ontology_is_declared() -> None:
    """OWL 2 DL: whatever the classes and the concepts are described with is declared as a property of some kind."""
    published = Graph().parse(data=ontology_in("turtle"), format="turtle")
    built_in = (str(RDF), str(RDFS), str(OWL))
    used = {
        term for term in published.predicates() if not str(term).startswith(built_in)
    }
    declared = {
        term
        for kind in (OBJECT, DATATYPE, ANNOTATION)
        for term in published.subjects(RDF.type, kind)
    }
    assert used - declared == set()


def test_every_class_of_the_published_ontology_is_declared() -> None:
    """OWL 2 DL: whatever an individual, a concept or a collection of concepts is said to be is declared as a class."""
    published = Graph().parse(data=ontology_in("turtle"), format="turtle")
    built_in = (str(RDF), str(RDFS), str(OWL))
    used = {
        class_
        for class_ in published.objects(None, RDF.type)
        if not str(class_).startswith(built_in)
    }
    assert SKOS.Collection in used
    assert used - set(published.subjects(RDF.type, OWL.Class)) == set()


def test_superproperties_are_of_the_same_kind(ontology: Graph) -> None:
    """OWL 2 DL: object properties lie below object properties alone, datatype properties below their like."""
    for kind in (OBJECT, DATATYPE):
        for term in own(ontology, kind):
            for above in ontology.objects(term, RDFS.subPropertyOf):
                assert (above, RDF.type, kind) in ontology, (term, above)


def test_standard_vocabularies_are_tied_in(ontology: Graph) -> None:
    """The kinds of entity, the report, the task and the linkage lie below classes that others know."""
    for name in (*CLASSES, "Report", "Task", "Linkage"):
        above = {
            str(term)
            for term in ontology.transitive_objects(URIRef(PG[name]), RDFS.subClassOf)
        }
        assert any(not term.startswith(PG) for term in above), name


def test_header_says_what_the_file_is(ontology: Graph) -> None:
    """The ontology's header carries its title in both languages and its version."""
    header = ontology.value(None, RDF.type, OWL.Ontology)
    assert header is not None
    assert ontology.value(header, OWL.versionInfo)
    titles = [
        title
        for title in ontology.objects(header, DCTERMS.title)
        if isinstance(title, Literal)
    ]
    assert sorted(str(title.language) for title in titles) == ["en", "zh"]


@pytest.mark.parametrize("name", FILES[1:])
def test_no_undeclared_term_is_used(ontology: Graph, name: str) -> None:
    """Concepts, lexicon and shapes use no term of the project's own namespace that the ontology lacks."""
    triples = Graph().parse(resource("ontology", name))
    used = {
        term
        for triple in triples
        for term in triple
        if isinstance(term, URIRef) and term.startswith(PG)
    }
    assert used
    assert sorted(term for term in used if (term, RDF.type, None) not in ontology) == []


def test_shapes_know_every_finder(ontology: Graph) -> None:
    """The finders that the shapes allow are those of the ontology."""
    shapes = Graph().parse(resource("ontology", "shapes.ttl"))
    allowed = shapes.value(
        URIRef("https://w3id.org/policygraph/shape/IsKnownFinder"), URIRef(SH["in"])
    )
    assert allowed is not None
    assert set(Collection(shapes, allowed)) == set(
        ontology.subjects(RDF.type, URIRef(PG.Finder))
    )


def test_shapes_have_iris_and_messages() -> None:
    """Every shape and every SPARQL constraint is an IRI, with exactly one message, which begins with a capital."""
    shapes = Graph().parse(resource("ontology", "shapes.ttl"))
    kinds = ("NodeShape", "PropertyShape", "SPARQLConstraint")
    found = [
        term for kind in kinds for term in shapes.subjects(RDF.type, URIRef(SH[kind]))
    ]
    groups = {"TextPart", "KeyTask", "SubTask", "Measure"}
    for term in found:
        assert isinstance(term, URIRef), term
        messages = list(shapes.objects(term, URIRef(SH.message)))
        only_gathers = term.rsplit("/", 1)[1] in groups
        assert len(messages) == (0 if only_gathers else 1), term
        assert (
            only_gathers
            or str(messages[0])[0].isupper()
            or str(messages[0]).startswith("pg:")
        ), term
