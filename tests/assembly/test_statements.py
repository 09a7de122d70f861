"""Statements with their evidence: what two findings say together, and what nothing says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import builders
from policygraph.assembly import Names
from policygraph.assembly.statements import statement_facts
from policygraph.linking.model import Entity, Linkage, StageLinkage
from policygraph.namespaces import BASE, PG, PROV, RDF, XSD
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "(1) Build.\nThe port will be built. The port is under way. The port stands.\n"
NAMES = Names.of_text(TEXT)
PORT, QUAY, BAY = BASE["project-port"], BASE["project-quay"], BASE["place-bay"]
ENTITIES = (
    Entity("Project", "port"),
    Entity("Project", "quay"),
    Entity("Place", "bay"),
)


def facts(
    iris: Sequence[Iri],
    *,
    linkages: tuple[Linkage, ...] = (),
    stages: tuple[StageLinkage, ...] = (),
) -> set[Triple]:
    """The facts of some findings, the entities having some nodes."""
    linked = builders.linked_of(builders.make_report(TEXT), entities=ENTITIES)
    return set(
        statement_facts(replace(linked, linkages=linkages, stages=stages), iris, NAMES)
    )


def values(found: set[Triple], property_: str) -> set[Iri | Literal]:
    """The values of a property, whoever has it."""
    return {triple.object for triple in found if triple.predicate == property_}


def test_two_findings_of_one_statement_are_one_linkage() -> None:
    """Where two entities turn out to be one, both finders and all sentences count, and the surer confidence."""
    found = facts(
        (PORT, PORT, BAY),
        linkages=(
            Linkage(0, "locatedIn", 2, (1,), "Reader", 0.625),
            Linkage(1, "locatedIn", 2, (2, 3), "TypeOfPlaceRule", 0.875),
        ),
    )
    (node,) = {triple.subject for triple in found if triple.object == PG.Linkage}
    assert Triple(PORT, PG.locatedIn, BAY) in found
    assert values(found, PG.confidence) == {Literal("0.88", XSD.decimal)}
    assert values(found, PG.foundBy) == {PG.Reader, PG.TypeOfPlaceRule}
    assert len(values(found, PROV.wasDerivedFrom)) == 3
    assert node == NAMES.linkage(PORT, "locatedIn", BAY)


def test_of_two_stages_of_one_project_the_surer_stands() -> None:
    """A project has one stage in a report, though two entities that had one each turn out to be one."""
    found = facts(
        (PORT, PORT, BAY),
        stages=(
            StageLinkage(0, "Planned", (1,), "reader", 0.5),
            StageLinkage(1, "Achieved", (3,), "reader", 0.75),
        ),
    )
    assert values(found, PG.stage) == {PG.Achieved}
    assert values(found, PG.confidence) == {Literal("0.75", XSD.decimal)}
    found = facts(
        (PORT, QUAY, BAY), stages=(StageLinkage(0, "Planned", (1,), "reader", 0.5),)
    )
    assert values(found, RDF.subject) == {PORT}


def test_nothing_is_linked_with_itself() -> None:
    """Two entities that turn out to be one have no linkage between them."""
    assert not facts(
        (PORT, PORT, BAY), linkages=(Linkage(0, "partOf", 1, (1,), "Reader", 0.9),)
    )
    assert facts(
        (PORT, QUAY, BAY), linkages=(Linkage(0, "partOf", 1, (1,), "Reader", 0.9),)
    )


def test_a_result_is_reached_and_not_promised() -> None:
    """A linkage to a figure that is a result has a property of its own."""
    result = (Entity("Project", "port"), Entity("Result", "3 million tonnes"))
    linked = builders.linked_of(builders.make_report(TEXT), entities=result)
    linkages = (Linkage(0, "hasTarget", 1, (1,), "Reader", 0.9),)
    found = set(
        statement_facts(
            replace(linked, linkages=linkages), (PORT, BASE["result-1"]), NAMES
        )
    )
    assert Triple(PORT, PG.hasResult, BASE["result-1"]) in found
    assert not values(found, PG.hasTarget)
