"""Validation and the gate, with pySHACL as the oracle."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from breaks import BEIBEI, CHONGQING, PANEL, RAILWAY, Break, all_breaks
from policygraph.assembly import assemble
from policygraph.errors import GraphError
from policygraph.namespaces import BASE, NIF, PG, PROV, RDF, SCHEMA, SH, SKOS, XSD
from policygraph.rdf import to_ntriples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import gate, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

pytestmark = pytest.mark.lengthy

BROKEN = all_breaks()
KUNMING = BASE["place-1804651"]
BEYOND_MENDING = {"text_too_short", "no_digest", "no_title"}
CONFIDENCE = "1.50"


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The shapes as rdflib holds them."""
    import rdflib

    return rdflib.Graph().parse(resource("ontology", "shapes.ttl"))


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The graph of the small report."""
    return assemble(builders.small_linked())


@pytest.fixture(scope="module", autouse=True)
def queries_parsed_once() -> Iterator[None]:
    """Has rdflib parse the SPARQL of each constraint once, not for each node: most of pySHACL's time goes there."""
    from rdflib.plugins.sparql import processor

    def prepared(
        text: str, base: str | None, names: tuple[tuple[str, object], ...]
    ) -> object:
        return processor.translateQuery(processor.parseQuery(text), base, dict(names))

    once, evaluate = lru_cache(maxsize=None)(prepared), processor.SPARQLProcessor.query

    def query(
        self: object,
        asked: object,
        bindings: object = None,
        names: object = None,
        *rest: object,
        **more: object,
    ) -> object:
        if isinstance(asked, str):
            asked = once(asked, more.get("base"), tuple(sorted((names or {}).items())))
        return evaluate(self, asked, bindings, names, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor.SPARQLProcessor, "query", query)
        yield


def reference_results(
    triples: Iterable[Triple], shapes: rdflib.Graph
) -> set[tuple[str, str, str]]:
    """What pySHACL finds: node, shape, message; blank nodes without their labels."""
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(data=to_ntriples(triples), format="ntriples")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return {
        (
            named(results.value(result, rdflib.URIRef(SH.focusNode))),
            str(results.value(result, rdflib.URIRef(SH.sourceShape))),
            str(results.value(result, rdflib.URIRef(SH.resultMessage))),
        )
        for result in results.subjects(
            rdflib.RDF.type, rdflib.URIRef(SH.ValidationResult)
        )
        if not any(results.subjects(rdflib.URIRef(SH.detail), result))
    }


def named(node: object) -> str:
    """A node's IRI, and one name for all blank nodes, which each engine labels anew."""
    import rdflib

    return (
        "_:"
        if isinstance(node, rdflib.BNode) or str(node).startswith("_:")
        else str(node)
    )


def own_results(triples: Iterable[Triple]) -> set[tuple[str, str, str]]:
    """What our engine finds, in the same form."""
    return {
        (named(each.focus), str(each.shape), each.message)
        for each in validate(triples).results
    }


def test_the_small_graph_conforms(
    small: tuple[Triple, ...], shapes: rdflib.Graph
) -> None:
    """What assembly makes of a sound reading conforms, for our engine and for pySHACL."""
    assert validate(small).results == ()
    assert validate(small).conforms
    assert reference_results(small, shapes) == set()


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_graph_is_reported_with_node_and_rule(broken: Break) -> None:
    """A broken graph does not conform, and a message names the node and the rule."""
    report = validate(broken.triples)
    assert not report.conforms
    told = [
        each
        for each in report.results
        if named(each.focus) == named(broken.node) and each.shape == broken.rule
    ]
    assert told, [str(each) for each in report.results]
    assert all(
        each.message and str(each.shape) in str(each) and str(each.focus) in str(each)
        for each in told
    )


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_pyshacl_agrees_on_a_broken_graph(broken: Break, shapes: rdflib.Graph) -> None:
    """PySHACL finds the same rules broken at the same nodes, with the same words."""
    assert own_results(broken.triples) == reference_results(broken.triples, shapes)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_the_gate_lets_the_sound_part_of_a_broken_graph_through(broken: Break) -> None:
    """The gate mends what can be mended, keeps most of the rest, and accounts for every triple."""
    triples = list(broken.triples)
    if broken.name in BEYOND_MENDING:
        with pytest.raises(GraphError):
            gate(triples)
        return
    gated = gate(triples)
    assert validate(gated.triples).conforms
    assert gated.rejected
    assert all(each.reasons and each.triples and each.kind for each in gated.rejected)
    out = [triple for each in gated.rejected for triple in each.triples]
    assert len(out) == len(set(out))
    assert set(gated.triples) | set(out) == set(triples)
    assert not set(gated.triples) & set(out)
    assert any(triple.object == PG.Project for triple in gated.triples)


def test_the_gate_keeps_a_sound_graph_as_it_is(small: tuple[Triple, ...]) -> None:
    """Nothing is rejected from a graph that conforms, and its order stays."""
    assert gate(small) == (gate(small).__class__)(small, ())


def test_a_key_task_needs_no_number(small: tuple[Triple, ...]) -> None:
    """Where a report numbers no heading, its key tasks conform without a number."""
    bare = tuple(triple for triple in small if triple.predicate != PG.number)
    assert len(bare) < len(small)
    assert validate(bare).conforms


def test_a_linkage_that_goes_takes_the_place_that_it_alone_implied(
    small: tuple[Triple, ...],
) -> None:
    """Without its evidence the linkage to Kunming goes with its direct triple, and Kunming with its geometry."""
    linkage = linkage_to(small, KUNMING)
    evidence = {
        triple
        for triple in small
        if triple.subject == linkage and triple.predicate == PROV.wasDerivedFrom
    }
    gated = gate([triple for triple in small if triple not in evidence])
    assert [(each.kind, each.label) for each in gated.rejected] == [
        ("Linkage", "Chongqing-Kunming high-speed railway connects Kunming"),
        ("Place", "Kunming"),
    ]
    left = {term for triple in gated.triples for term in triple}
    assert not left & {linkage, KUNMING, BASE["geometry-1804651"]}
    assert RAILWAY in left
    assert Triple(RAILWAY, PG.connects, CHONGQING) in gated.triples


def test_a_bad_value_costs_only_its_statement(small: tuple[Triple, ...]) -> None:
    """A wrong GeoNames link leaves; the place stays."""
    bad = Triple(
        BASE["place-shapingba--310fc0d27fc8"], SCHEMA.sameAs, BASE["place-1804651"]
    )
    gated = gate([*small, bad])
    assert gated.triples == small
    assert [(each.kind, each.node, each.triples) for each in gated.rejected] == [
        ("statement", bad.subject, (bad,))
    ]


def test_an_entity_without_a_label_goes_with_all_that_hangs_on_it(
    small: tuple[Triple, ...],
) -> None:
    """The unnamed project goes with its linkages and mentions; verbs and objects of measures stay."""
    gated = gate([triple for triple in small if triple[:2] != (PANEL, SKOS.prefLabel)])
    assert validate(gated.triples).conforms
    assert not any(PANEL in triple for triple in gated.triples)
    assert sum(triple.object == PG.Measure for triple in gated.triples) == 6
    assert gated.rejected[0].kind == "Project"


def test_a_circle_is_opened_at_its_least_sure_link(small: tuple[Triple, ...]) -> None:
    """Of places that are part of each other in a circle, only the least sure linkage goes."""
    closing = reified(small, CHONGQING, PG.partOf, BEIBEI, "0.4")
    gated = gate([*small, *closing])
    assert set(gated.triples) == set(small)
    assert len(gated.rejected) == 1
    assert "part of itself" in " ".join(gated.rejected[0].reasons)


def test_of_two_linkages_that_say_the_same_one_stays(small: tuple[Triple, ...]) -> None:
    """A doubled linkage goes once: the direct triple and one statement of it stay."""
    doubled = reified(small, RAILWAY, PG.connects, KUNMING, "0.1")
    gated = gate([*small, *doubled])
    assert set(gated.triples) == set(small)


def test_a_report_that_is_broken_itself_cannot_pass(small: tuple[Triple, ...]) -> None:
    """Without its text a report has nothing that could be kept."""
    with pytest.raises(GraphError, match="isString"):
        gate([triple for triple in small if triple.predicate != NIF.isString])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_the_gate_mends_whatever_is_lost(
    small: tuple[Triple, ...], data: st.DataObject
) -> None:
    """Whatever few facts are lost, except the report's own, the gate ends with a graph that conforms."""
    report = next(triple.subject for triple in small if triple.object == PG.Report)
    own = {
        report,
        *(
            triple.subject
            for triple in small
            if triple.subject.startswith((BASE.build, BASE.software))
        ),
    }
    losable = [triple for triple in small if triple.subject not in own]
    lost = set(data.draw(st.lists(st.sampled_from(losable), max_size=6)))
    gated = gate([triple for triple in small if triple not in lost])
    assert validate(gated.triples).conforms
    assert {triple for each in gated.rejected for triple in each.triples} | set(
        gated.triples
    ) == set(small) - lost


def linkage_to(triples: Iterable[Triple], target: Iri) -> Iri:
    """The linkage whose object is `target`."""
    return next(
        triple.subject for triple in triples if triple[1:] == (RDF.object, target)
    )


def reified(
    triples: Iterable[Triple], subject: Iri, property_: Iri, target: Iri, sure: str
) -> list[Triple]:
    """One more linkage, with its direct triple and a sentence of the graph as evidence."""
    iri = BASE["linkage-more"]
    report = next(triple.subject for triple in triples if triple.object == PG.Report)
    sentence = next(
        triple.subject for triple in triples if triple.object == NIF.Sentence
    )
    return [
        Triple(subject, property_, target),
        *(
            Triple(iri, RDF.type, class_)
            for class_ in (PG.Linkage, RDF.Statement, PROV.Entity)
        ),
        Triple(iri, RDF.subject, subject),
        Triple(iri, RDF.predicate, property_),
        Triple(iri, RDF.object, target),
        Triple(iri, PROV.wasDerivedFrom, sentence),
        Triple(iri, PG.foundBy, PG.Reader),
        Triple(iri, PG.confidence, Literal(sure, XSD.decimal)),
        Triple(iri, PG.inReport, report),
    ]


def test_the_shapes_are_shapes_by_the_standard_s_own_shapes() -> None:
    """SHACL's shapes of shapes find nothing wrong in ours, and do find a broken one.

    Source: SHACL, appendix C (SHACL Shapes to Validate Shapes Graphs).
    """
    import pyshacl
    import shacl

    shapes_of_shapes = Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl"
    text = resource("ontology", "shapes.ttl").read_text(encoding="utf-8")
    meta = shacl.Shapes.from_file(str(shapes_of_shapes))
    assert meta.validate_text(text, format="turtle").conforms
    assert not meta.validate_text(
        f"{text}\n<urn:x:shape> a sh:NodeShape ; sh:minCount 1 .\n", format="turtle"
    ).conforms
