"""What follows from the data by the vocabularies that it borrows from: nothing that is false.

``fixtures/borrowed.ttl`` has what those vocabularies say of the terms in use.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef

from policygraph.namespaces import (
    DCTERMS,
    FOAF,
    GEO,
    OWL,
    PG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
)
from policygraph.rdf import read_triples
from policygraph.terms import Iri, Literal, Triple
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FIXTURES = Path(__file__).parent / "fixtures"
RDF_TYPE = URIRef(RDF.type)
ONTOLOGY = ("policy.ttl", "concepts.ttl", "lexicon.ttl")

AGENTS = frozenset({PROV.Agent, FOAF.Agent, FOAF.Person, DCTERMS.Agent})
DOINGS = frozenset({PROV.Activity, SCHEMA.Action, PG.Task})
THINGS = frozenset(
    {
        PG.Place,
        PG.Institution,
        PG.Project,
        PG.Target,
        PG.Result,
        PG.Industry,
        PG.Report,
        PG.Linkage,
    }
)
NOT_A_CONCEPT = (
    AGENTS
    | DOINGS
    | {GEO.Feature, SCHEMA.Place, FOAF.Project, FOAF.Document, SKOS.ConceptScheme}
)
NEVER: dict[str, frozenset[Iri]] = {
    "Industry": NOT_A_CONCEPT | (THINGS - {PG.Industry}),
    "Place": AGENTS
    | DOINGS
    | {SKOS.Concept, FOAF.Project, GEO.Geometry}
    | (THINGS - {PG.Place}),
    "Project": AGENTS
    | DOINGS
    | {SKOS.Concept, SCHEMA.Place, GEO.Feature}
    | (THINGS - {PG.Project}),
    "Institution": DOINGS
    | {SKOS.Concept, FOAF.Person, SCHEMA.Place, GEO.Feature}
    | (THINGS - {PG.Institution}),
    "Task": AGENTS | {PROV.Activity, SKOS.Concept, FOAF.Project} | THINGS,
    "Figure": AGENTS
    | DOINGS
    | {SKOS.Concept, SCHEMA.Place}
    | (THINGS - {PG.Target, PG.Result}),
    "Report": AGENTS
    | DOINGS
    | {SKOS.Concept, FOAF.Project, SCHEMA.Place}
    | (THINGS - {PG.Report}),
    "Linkage": AGENTS | DOINGS | {SKOS.Concept} | (THINGS - {PG.Linkage}),
    "Entry": DOINGS | AGENTS | (THINGS - {PG.Industry}),
}
"""Classes that nothing of a class ever becomes."""


def closed(triples: Iterable[Triple]) -> Mapping[str, set[str]]:
    """The classes of each node, closed under domain, range, subclass and subproperty; equivalents go both ways.

    Source: RDF Semantics, section 9.2.1 (entailment patterns rdfs2, 3, 5, 7, 9 and 11).
    """
    stated = tuple(triples)
    domains, ranges = values_of(stated, RDFS.domain), values_of(stated, RDFS.range)
    all_above = hierarchy(stated)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in stated:
        if predicate == RDF.type:
            types[subject] |= all_above(str(value))
        for property_ in all_above(predicate):
            types[subject].update(*map(all_above, domains[property_]))
            if not isinstance(value, Literal):
                types[value].update(*map(all_above, ranges[property_]))
    return types


def values_of(
    triples: Iterable[Triple], *properties: Iri
) -> defaultdict[str, set[str]]:
    """What each subject leads to by some properties."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate in properties:
            found[subject].add(str(value))
    return found


def hierarchy(triples: tuple[Triple, ...]) -> Callable[[str], frozenset[str]]:
    """Tells of a class or a property all that are above it, and itself."""
    above = values_of(
        triples,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        OWL.equivalentClass,
        OWL.equivalentProperty,
    )
    for name, others in values_of(
        triples, OWL.equivalentClass, OWL.equivalentProperty
    ).items():
        for other in others:
            above[other].add(name)

    @cache
    def all_above(name: str) -> frozenset[str]:
        found, queue = {name}, [name]
        while queue:
            new = above[queue.pop()] - found
            found |= new
            queue.extend(new)
        return frozenset(found)

    return all_above


@pytest.fixture(scope="module")
def world(seed_graph: Path) -> frozenset[Triple]:
    """A built report, the small one that has everything, the whole ontology, and what others say of their terms."""
    files = [seed_graph, *FIXTURES.glob("small.ttl"), FIXTURES / "borrowed.ttl"]
    files += [ROOT / "ontology" / name for name in ONTOLOGY]
    return frozenset(triple for file in files for triple in read_triples(file))


@pytest.fixture(scope="module")
def types(world: frozenset[Triple]) -> Mapping[str, set[str]]:
    """The classes of each node, inferred ones too."""
    return closed(world)


@pytest.mark.parametrize("name", NEVER)
def test_nothing_becomes_what_it_is_not(
    types: Mapping[str, set[str]], name: str
) -> None:
    """No domain, range or superproperty makes an agent of a concept, a concept of a place, an action of a project."""
    members = [node for node, classes in types.items() if PG[name] in classes]
    assert members
    wrong = {(node, class_) for node in members for class_ in types[node] & NEVER[name]}
    assert wrong == set()


def test_the_check_sees_a_term_used_amiss(world: frozenset[Triple]) -> None:
    """An industry that something is associated with by PROV becomes an agent, and would be found."""
    industry = next(
        t.subject for t in world if t.predicate == RDF.type and t.object == PG.Industry
    )
    found = closed(
        {*world, Triple(Iri("urn:x:build"), PROV.wasAssociatedWith, industry)}
    )
    assert found[industry] & NEVER["Industry"] == {PROV.Agent}


def test_no_node_is_of_two_classes_that_exclude_each_other(
    world: frozenset[Triple], types: Mapping[str, set[str]]
) -> None:
    """Disjoint classes, of the ontology and of the borrowed vocabularies, share no member."""
    apart = {
        frozenset((str(t.subject), str(t.object)))
        for t in world
        if t.predicate == OWL.disjointWith
    }
    for members in disjoint_lists(world):
        apart |= {
            frozenset((one, other))
            for one in members
            for other in members
            if one != other
        }
    assert len(apart) > 60
    both = [
        (node, pair)
        for node, classes in types.items()
        for pair in apart
        if pair <= classes
    ]
    assert both == []


def test_whatever_has_something_broader_is_a_concept_by_its_own_word(
    world: frozenset[Triple],
) -> None:
    """Nothing that SKOS would have to take for a concept is none."""
    stated = {
        t.subject for t in world if t.predicate == RDF.type and t.object == SKOS.Concept
    }
    taken = {
        SKOS[name]
        for name in (
            "broader",
            "narrower",
            "exactMatch",
            "closeMatch",
            "broadMatch",
            "relatedMatch",
        )
    }
    ends = {
        end
        for t in world
        if t.predicate in taken
        for end in (t.subject, t.object)
        if t.predicate.startswith(SKOS)
    }
    data = {end for end in ends if not end.startswith(str(SKOS))}
    assert len(data) > 100
    assert data - stated == set()


def disjoint_lists(world: frozenset[Triple]) -> list[list[str]]:
    """The members of each `owl:AllDisjointClasses`."""
    first = {t.subject: str(t.object) for t in world if t.predicate == RDF.first}
    rest = {t.subject: str(t.object) for t in world if t.predicate == RDF.rest}
    lists = []
    for triple in world:
        if triple.predicate != OWL.members:
            continue
        members, at = [], str(triple.object)
        while at in first:
            members.append(first[Iri(at)])
            at = rest[Iri(at)]
        lists.append(members)
    return lists


def reasoned(*more: tuple[str, str, str]) -> tuple[Graph, list[str]]:
    """The small graph, the ontology and the borrowed vocabularies under OWL 2 RL; what the reasoner finds amiss."""
    import owlrl

    graph = Graph()
    for file in (
        FIXTURES / "small.ttl",
        FIXTURES / "borrowed.ttl",
        ROOT / "ontology" / "policy.ttl",
    ):
        graph.parse(file)
    for triple in more:
        graph.add(tuple(map(URIRef, triple)))
    reasoner = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False)
    reasoner.closure()
    return graph, reasoner.error_messages


@pytest.fixture(scope="module")
def inferred() -> tuple[Graph, list[str]]:
    """The closure of what is true, once for all tests."""
    return reasoned()


def test_a_reasoner_finds_data_and_ontology_consistent(
    inferred: tuple[Graph, list[str]],
) -> None:
    """By the rules of OWL 2 RL nothing contradicts anything."""
    graph, amiss = inferred
    assert amiss == []
    assert len(graph) > 5000


def test_a_reasoner_would_find_a_contradiction() -> None:
    """A place that is an institution too is one thing of two classes that exclude each other."""
    node = "urn:x:both"
    amiss = reasoned((node, RDF.type, PG.Place), (node, RDF.type, PG.Institution))[1]
    assert any("disjoint" in message.lower() for message in amiss)


@pytest.mark.parametrize("name", NEVER)
def test_a_reasoner_makes_nothing_what_it_is_not(
    inferred: tuple[Graph, list[str]], name: str
) -> None:
    """Inverses, chains and equivalences, which RDFS does not see, add no class that a thing is not of."""
    graph = inferred[0]
    never = {URIRef(iri) for iri in NEVER[name]}
    wrong = [
        (node, class_)
        for node in graph.subjects(RDF_TYPE, URIRef(PG[name]))
        for class_ in graph.objects(node, RDF_TYPE)
        if class_ in never
    ]
    assert wrong == []
