"""Linkages: what names imply, what the reader sees, and what the ontology lets stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marks import statements
from policygraph.linking.linkages import READER
from policygraph.linking.name_rules import CONFIDENCE
from policygraph.namespaces import LINKAGES, PG, RDF
from policygraph.ontology import signatures
from policygraph.rdf import read_triples
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Build the [J Chengdu-Kunming high-speed railway].",
            {
                (
                    "Chengdu-Kunming high-speed railway",
                    "connects",
                    "Chengdu",
                    "RouteRule",
                ),
                (
                    "Chengdu-Kunming high-speed railway",
                    "connects",
                    "Kunming",
                    "RouteRule",
                ),
            },
        ),
        (
            "Build the [J Beijing-Hong Kong-Macao Expressway].",
            {
                ("Beijing-Hong Kong-Macao Expressway", "connects", place, "RouteRule")
                for place in ("Beijing", "Hong Kong", "Macao")
            },
        ),
        (
            "Dig the [J pipeline from Hami to Chongqing].",
            {
                ("pipeline from Hami to Chongqing", "connects", "Hami", "RouteRule"),
                (
                    "pipeline from Hami to Chongqing",
                    "connects",
                    "Chongqing",
                    "RouteRule",
                ),
            },
        ),
        (
            "Build the [J [I Silver Carp] [N LCD panel] project].",
            {
                (
                    "Silver Carp LCD panel project",
                    "undertakenBy",
                    "Silver Carp",
                    "CompanyInProjectRule",
                ),
                (
                    "Silver Carp LCD panel project",
                    "inIndustry",
                    "LCD panel",
                    "IndustryInProjectRule",
                ),
            },
        ),
        (
            "The [I Chongqing Municipal People's Government] agreed. [P Chongqing] grows.",
            {
                (
                    "Chongqing Municipal People's Government",
                    "jurisdiction",
                    "Chongqing",
                    "JurisdictionRule",
                )
            },
        ),
        (
            "In [P Wuhan], [P Kunming] and [P Chengdu]: the [J Kunming battery plant].",
            {("Kunming battery plant", "locatedIn", "Kunming", "PlaceInNameRule")},
        ),
        (
            "[P Wuhan] [P Kunming] [P Chengdu] [J phase two of Kunming Airport] [J Wuhan Metro] [J power into Chengdu]",
            {
                (
                    "phase two of Kunming Airport",
                    "locatedIn",
                    "Kunming",
                    "PlaceInNameRule",
                ),
                ("Wuhan Metro", "locatedIn", "Wuhan", "PlaceInNameRule"),
            },
        ),
        (
            "[P Yunnan] [P Hunan] [J southern Yunnan water project] [J Hunan railway] [J Wuhan metropolitan area plan]",
            {
                (
                    "southern Yunnan water project",
                    "locatedIn",
                    "southern Yunnan",
                    "PlaceInNameRule",
                )
            },
        ),
        (
            "Open the [J Chengdu-Kunming International Airport] and the [J Chengdu-Kunming Station].",
            set(),
        ),
        (
            "Build the [J Chengdu-Kunming Bridge].",
            {
                ("Chengdu-Kunming Bridge", "connects", place, "RouteRule")
                for place in ("Chengdu", "Kunming")
            },
        ),
        ("In [P China]: the [J grain reserve plan China needs].", set()),
        (
            "The [J [p Silver Carp] battery plant] of which only the reader sees a place.",
            set(),
        ),
        ("The [J FAW-Silver Carp assembly line] beside [I FAW].", set()),
        ("The [J New Western Land-Sea Corridor] runs over land and sea.", set()),
        ("A [J Lantern Bay plan] without a place.", set()),
        (
            "Build the [J Chengdu-Kunming section of the Wuhan-Hefei railway].",
            {
                (
                    "Chengdu-Kunming section of the Wuhan-Hefei railway",
                    "connects",
                    place,
                    "RouteRule",
                )
                for place in ("Chengdu", "Kunming")
            },
        ),
        (
            "Build the [J Second Chengdu-Kunming railway] and the [J New Delhi-Mumbai Expressway].",
            {
                ("Second Chengdu-Kunming railway", "connects", "Chengdu", "RouteRule"),
                ("Second Chengdu-Kunming railway", "connects", "Kunming", "RouteRule"),
                ("New Delhi-Mumbai Expressway", "connects", "New Delhi", "RouteRule"),
                ("New Delhi-Mumbai Expressway", "connects", "Mumbai", "RouteRule"),
            },
        ),
        ("Widen the [J Trans-Sumatra Toll Road].", set()),
    ],
)
def test_a_name_implies_linkages(
    linked: Callable[..., Linked], text: str, expected: set[tuple[str, ...]]
) -> None:
    """Routes join their ends; companies, industries, places and bodies in a name say what they are to it."""
    found = {one for one in statements(linked(text)) if one[1] != "partOf"}
    assert {
        (one[0], one[1], one[2].removesuffix(" industry").removesuffix("s"), one[3])
        for one in found
    } == {(one[0], one[1], one[2].removesuffix("s"), one[3]) for one in expected}


def test_a_part_of_a_place_lies_in_it(linked: Callable[..., Linked]) -> None:
    """A place by its direction is part of the place that it is a part of; one that the table knows is its own."""
    found = statements(
        linked(
            "From [P northern Hunan] in [P Hunan] to [P West Virginia] beside [P Virginia]."
        )
    )
    assert {(one[0], one[2]) for one in found if one[1] == "partOf"} == {
        ("northern Hunan", "Hunan")
    }


def test_the_evidence_of_a_name_is_each_sentence_that_bears_it(
    linked: Callable[..., Linked],
) -> None:
    """A name that stands twice gives one linkage with both sentences."""
    found = linked(
        "The [J Chengdu-Kunming railway] is near. We wait. The [J Chengdu-Kunming railway] will open."
    )
    assert {one.sentences for one in found.linkages} == {(0, 2)}


def test_a_pair_across_sentences_has_the_sentence_of_each_end(
    linked: Callable[..., Linked],
) -> None:
    """The reader's pairs carry over with their score."""
    found = linked(
        "The [J Alpha plant] grows. [I Silver Carp] builds it.",
        pairs=((0, "undertakenBy", 1, 0.756),),
    )
    assert [
        (one.sentences, one.found_by, one.confidence) for one in found.linkages
    ] == [((0, 1), "Reader", 0.76)]


def test_one_statement_has_all_sentences_and_the_surest_finder(
    linked: Callable[..., Linked],
) -> None:
    """What the reader and a rule both say is one linkage, as sure as the rule and both its mentions (0.9 each) are."""
    text = "The [J [N chip] plant of Lantern Bay] and [N chips]."
    found = linked(text, pairs=((0, "inIndustry", 1, 0.5), (0, "inIndustry", 2, 0.6)))
    assert [(one.found_by, one.confidence) for one in found.linkages] == [
        (
            "IndustryInProjectRule",
            round(CONFIDENCE["Project", "IndustryInProjectRule"] * 0.9 * 0.9, 2),
        )
    ]


@pytest.mark.parametrize(
    ("property_", "stands"),
    [
        ("locatedIn", True),
        ("connects", True),
        ("partOf", False),
        ("jurisdiction", False),
        ("hasTarget", False),
    ],
)
def test_domain_and_range_decide_what_stands(
    linked: Callable[..., Linked], property_: str, *, stands: bool
) -> None:
    """A project can lie in a place or connect it; it can be no part of it, nor govern it."""
    found = linked(
        "The [J Alpha plant] and [P Wuhan].", pairs=((0, property_, 1, 0.9),)
    )
    assert bool(found.linkages) is stands


def test_of_two_linkages_of_a_pair_the_surer_one_stays(
    linked: Callable[..., Linked],
) -> None:
    """A railway connects a town or lies in it."""
    found = linked(
        "The [J Alpha line] and [P Wuhan].",
        pairs=((0, "locatedIn", 1, 0.4), (0, "connects", 1, 0.7)),
    )
    assert [one.property for one in found.linkages] == ["connects"]


def test_nothing_is_part_of_itself(linked: Callable[..., Linked]) -> None:
    """The least sure linkage of a ring is left out, and so is one from a thing to itself."""
    ring = (
        (0, "partOf", 1, 0.9),
        (1, "partOf", 2, 0.8),
        (2, "partOf", 0, 0.3),
        (0, "partOf", 3, 0.9),
    )
    found = linked(
        "[P Alphatown], [P Betatown], [P Gammatown] and [P Alphatown].", pairs=ring
    )
    assert [round(one.confidence, 2) for one in found.linkages] == [0.9, 0.8]


def test_min_confidence_leaves_out_what_is_less_sure(
    linked: Callable[..., Linked],
) -> None:
    """A place that only such a linkage has for an end goes with it."""
    text, pairs = "The [J [p Kunming] Lantern programme].", ((0, "locatedIn", 1, 0.3),)
    assert len(linked(text, pairs=pairs).entities) == 2
    assert len(linked(text, pairs=pairs, min_confidence=0.8).entities) == 1


def test_what_is_as_sure_as_asked_for_stays(linked: Callable[..., Linked]) -> None:
    """The bound itself is sure enough, for a linkage and for a stage."""
    text, pairs = (
        "The [J Alpha plant] for [P Kunming] was opened.",
        ((0, "locatedIn", 1, 0.75),),
    )
    measures = (
        ("opened", "Alpha plant for Kunming", "Achieved"),
    )  # of a measure the tests are sure by 0.9
    assert len(linked(text, pairs=pairs, min_confidence=0.75).linkages) == 1
    assert not linked(text, pairs=pairs, min_confidence=0.76).linkages
    assert len(linked(text, measures=measures, min_confidence=0.9).stages) == 1
    assert not linked(text, measures=measures, min_confidence=0.91).stages


@pytest.mark.parametrize(
    ("raw", "rounded"), [(0.7449, 0.74), (0.7451, 0.75), (0.8999, 0.9)]
)
def test_a_confidence_is_rounded_where_it_is_made(
    linked: Callable[..., Linked], raw: float, rounded: float
) -> None:
    """What is compared with the bound is what the graph writes."""
    text = "The [J Alpha plant] for [P Kunming] was opened."
    (linkage,) = linked(text, pairs=((0, "locatedIn", 1, raw),)).linkages
    assert linkage.confidence == rounded
    assert (
        len(
            linked(
                text, pairs=((0, "locatedIn", 1, raw),), min_confidence=rounded
            ).linkages
        )
        == 1
    )


def test_finders_are_those_of_the_ontology(linked: Callable[..., Linked]) -> None:
    """Each rule's name, and the reader's, is an individual of the ontology."""
    triples = read_triples(resource("ontology", "policy.ttl"))
    finders = {
        one.subject.removeprefix(PG)
        for one in triples
        if (one.predicate, one.object) == (RDF.type, PG.Finder)
    }
    assert {rule for _, rule in CONFIDENCE} | {READER} <= finders
    text = "The [J [I Silver Carp] Chengdu-Kunming railway]."
    assert {one.found_by for one in linked(text).linkages} == {
        "CompanyInProjectRule",
        "RouteRule",
    }


def test_domains_and_ranges_are_the_ontologys() -> None:
    """They are read from policy.ttl, unions and all."""
    ends = {
        name: {pair for pair, names in signatures().items() if name in names}
        for name in LINKAGES
    }
    assert ends["locatedIn"] == {("Project", "Place"), ("Institution", "Place")}
    assert ends["hasTarget"] == {("Industry", "Target"), ("Project", "Target")}
    assert ends["partOf"] == {("Place", "Place"), ("Project", "Project")}
