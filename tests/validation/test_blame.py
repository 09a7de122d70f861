"""What the gate blames: for each kind of broken rule the least that can go, whatever engine finds it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import GraphError
from policygraph.namespaces import BASE, GEO, ITSRDF, PG, RDF, SKOS, XSD
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import Gated, ValidationReport, Violation
from policygraph.validation import gate as gate_of

if TYPE_CHECKING:
    from collections.abc import Callable

MILL, BARN, ROAD = BASE["project-mill"], BASE["place-barn"], BASE["place-road"]
FIRST, SECOND = BASE["linkage-locatedIn-1"], BASE["linkage-locatedIn-2"]
SHAPE = Iri("https://example.org/shape")
LABEL = Triple(MILL, SKOS.prefLabel, Literal("mill", language="en"))
IN_BARN, ON_ROAD = Triple(MILL, PG.locatedIn, BARN), Triple(MILL, PG.locatedIn, ROAD)


def linkage(node: Iri, target: Iri, confidence: str) -> list[Triple]:
    """The facts of a linkage from the mill."""
    return [
        Triple(node, RDF.type, PG.Linkage),
        Triple(node, RDF.subject, MILL),
        Triple(node, RDF.predicate, PG.locatedIn),
        Triple(node, RDF.object, target),
        Triple(node, PG.confidence, Literal(confidence, XSD.decimal)),
    ]


GRAPH = [
    Triple(MILL, RDF.type, PG.Project),
    LABEL,
    Triple(BARN, RDF.type, PG.Place),
    Triple(ROAD, RDF.type, PG.Place),
    IN_BARN,
    ON_ROAD,
    *linkage(FIRST, BARN, "0.9"),
    *linkage(SECOND, ROAD, "0.6"),
]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Gated]:
    """The gate behind an engine that finds some violations first, and none afterwards."""

    def run(*violations: Violation, graph: list[Triple] = GRAPH) -> Gated:
        reports = iter([ValidationReport(conforms=False, results=violations)])
        sound = ValidationReport(conforms=True, results=())
        module = import_module(
            "policygraph.validation.gate"
        )  # its package gives the function that name
        monkeypatch.setattr(module, "validate_all", lambda _: next(reports, sound))
        return gate_of(graph)

    return run


def broken(
    focus: Iri | Literal,
    path: str = "",
    value: Iri | Literal | None = None,
    shape: Iri = SHAPE,
) -> Violation:
    """A violation at a node."""
    return Violation(focus, path, value, "It is broken.", shape, "Violation")


def test_the_statement_of_an_offending_value_goes_alone(
    gate: Callable[..., Gated],
) -> None:
    """The node and its other statements stay."""
    found = gate(broken(MILL, SKOS.prefLabel, LABEL.object))
    assert [(one.kind, one.triples) for one in found.rejected] == [
        ("statement", (LABEL,))
    ]


def test_where_something_is_missing_the_node_goes(gate: Callable[..., Gated]) -> None:
    """A rule that names no value, at a property that has one value or none, is a rule about the node."""
    for path in (SKOS.prefLabel, SKOS.altLabel):
        found = gate(broken(MILL, path))
        assert [(one.node, one.kind) for one in found.rejected] == [(MILL, "Project")]
        assert not [triple for triple in found.triples if MILL in triple]


def test_where_several_values_compete_all_of_them_go(
    gate: Callable[..., Gated],
) -> None:
    """None of them is known to be the right one."""
    other = Triple(MILL, SKOS.prefLabel, Literal("watermill", language="en"))
    (out,) = gate(broken(MILL, SKOS.prefLabel), graph=[*GRAPH, other]).rejected
    assert set(out.triples) == {LABEL, other}


def test_of_several_linkages_the_least_sure_goes(gate: Callable[..., Gated]) -> None:
    """With its direct statement; the surer one stays."""
    (out,) = gate(broken(MILL, PG.locatedIn)).rejected
    assert (out.node, out.kind) == (SECOND, "Linkage")
    assert ON_ROAD in out.triples
    assert IN_BARN not in out.triples


def test_a_value_without_a_property_is_blamed_wherever_it_stands(
    gate: Callable[..., Gated],
) -> None:
    """Its statements go, but not that the node is of a class."""
    (out,) = gate(broken(MILL, value=BARN)).rejected
    assert set(out.triples) >= {IN_BARN}
    assert Triple(MILL, RDF.type, PG.Project) not in out.triples
    (out,) = gate(broken(MILL, value=PG.Project)).rejected
    assert (out.node, out.kind) == (MILL, "Project")


def test_a_direct_statement_stays_as_long_as_a_linkage_states_it(
    gate: Callable[..., Gated],
) -> None:
    """Of two linkages that say the same, the broken one goes alone."""
    again = linkage(BASE["linkage-locatedIn-3"], BARN, "0.5")
    (out,) = gate(
        broken(BASE["linkage-locatedIn-3"], PG.confidence), graph=[*GRAPH, *again]
    ).rejected
    assert set(out.triples) == set(again)
    (out,) = gate(broken(FIRST, PG.confidence)).rejected
    assert IN_BARN in out.triples


def test_of_linkages_that_break_one_rule_together_one_goes_in_a_round(
    gate: Callable[..., Gated],
) -> None:
    """A circle is open when its least sure link has gone; the others are judged anew."""
    found = gate(broken(FIRST, PG.confidence), broken(SECOND, PG.confidence))
    assert [one.node for one in found.rejected] == [SECOND]
    other = Iri("https://example.org/other")
    found = gate(
        broken(FIRST, PG.confidence), broken(SECOND, PG.confidence, shape=other)
    )
    assert [one.node for one in found.rejected] == [SECOND, FIRST]


def test_what_has_just_left_is_not_blamed_again(gate: Callable[..., Gated]) -> None:
    """A rule at a node that went, or by it, may be mended, and waits for the next round."""
    found = gate(
        broken(SECOND, PG.confidence),
        broken(MILL, PG.entry, SECOND),
        broken(SECOND, RDF.object, ROAD),
    )
    assert [one.node for one in found.rejected] == [SECOND]


def test_a_geometry_stays_with_the_other_place_that_has_it(
    gate: Callable[..., Gated],
) -> None:
    """It goes with the last one."""
    point = BASE["geometry-1"]
    shared = [
        Triple(BARN, GEO.hasCentroid, point),
        Triple(ROAD, GEO.hasCentroid, point),
        Triple(point, RDF.type, GEO.Geometry),
    ]
    found = gate(broken(BARN, SKOS.prefLabel), graph=[*GRAPH, *shared])
    assert shared[2] in found.triples
    found = gate(broken(BARN, SKOS.prefLabel), graph=[*GRAPH, shared[0], shared[2]])
    assert shared[2] not in found.triples


def test_a_mention_of_two_things_stays_with_the_other(
    gate: Callable[..., Gated],
) -> None:
    """Only that it names the one that goes is taken back."""
    span = BASE["report-1#char=0,4"]
    naming = [
        Triple(span, ITSRDF.taIdentRef, BARN),
        Triple(span, ITSRDF.taIdentRef, MILL),
    ]
    found = gate(broken(BARN, SKOS.prefLabel), graph=[*GRAPH, *naming])
    assert naming[1] in found.triples
    assert naming[0] not in found.triples


def test_a_report_and_what_is_no_node_cannot_go(gate: Callable[..., Gated]) -> None:
    """Then nothing can pass, and the error says which rule it is."""
    report = BASE["report-1"]
    with pytest.raises(GraphError, match=r"report-1: It is broken\."):
        gate(
            broken(report, PG.sha256),
            graph=[*GRAPH, Triple(report, RDF.type, PG.Report)],
        )
    with pytest.raises(GraphError, match=r'"mill": It is broken\.'):
        gate(broken(Literal("mill")))
