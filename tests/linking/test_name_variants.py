"""The many ways in which one report writes one name, and names that are alike without being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marks import labels
from policygraph.assembly.identity import Identity
from policygraph.assembly.iris import Names
from policygraph.linking.english import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked
    from policygraph.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "The [I Office for Tides] (OfT) met. [I OfT] agreed.",
            "Office for Tides",
            "OfT",
        ),
        (
            "The [I Office for Tides] (OFT) met. The [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Ministry of Lakes and Family Boats] (MoLFB) met. [I MoLFB] agreed.",
            "",
            "MoLFB",
        ),
        (
            "The [I Ministry of Commons] (MOCOM) met. [I MOCOM] agreed.",
            "Ministry of Commons",
            "MOCOM",
        ),
        (
            "[I OfT] ([I Office for Tides]) met. [I OfT] agreed.",
            "Office for Tides",
            "OfT",
        ),
        (
            "[I OFT], the [I Office for Tides], met. [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Office for Tides], or [I OfT], met. [I OfT] agreed.",
            "Office for Tides",
            "OfT",
        ),
        (
            'The [I Office for Tides] (the "OFT") met. [I OFT] agreed.',
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Office for Tides] (hereinafter OFT) met. [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Office for Tides] (hereinafter referred to as “OFT”) met. [I OFT] agreed.",
            "",
            "OFT",
        ),
        (
            "The [I Office for Tides] (OFT for short) met. [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Office for Tides] (OFT; founded in 1990) met. [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        (
            "The [I Larkfield Seed Fund] (hereinafter “the Fund”) met. The [I Fund] agreed.",
            "",
            "Fund",
        ),
        (
            "[I Regional Tide Boards] (RTBs) met. The [I RTB] agreed. All [I RTBs] left.",
            "Regional Tide Boards",
            "RTB",
        ),
        (
            "[I OFT] pays. The [I Office for Tides] (OFT) met. [I OFT] left.",
            "Office for Tides",
            "OFT",
        ),
        (
            "1. The [I Office for Tides] (OFT)\n\nIt met. The [I OFT] agreed.",
            "Office for Tides",
            "OFT",
        ),
        ("The [I Office for Tides] met. [I OfT] agreed.", "Office for Tides", "OfT"),
        (
            "The [I Larkfield Water Office] (L.W.O.) met. The [I LWO] agreed.",
            "Larkfield Water Office",
            "LWO",
        ),
    ],
)
def test_a_body_and_its_acronym_are_one(
    linked: Callable[..., Linked], text: str, long: str, short: str
) -> None:
    """Acronyms of every habit, before and behind the long name, keep the letters of small words or do not."""
    found = linked(text)
    (body,) = [entity for entity in found.entities if entity.type == "Institution"]
    assert not long or body.label == long
    assert short in body.alt_labels
    assert len(body.mentions) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "The [I Office for Tides] (Larkfield) met. [I Larkfield] agreed.",
        "The [I Office for Tides] (see OBX) met. [I OBX] agreed.",
        "The [I Office for Tides] met. [I OTS] agreed.",
        "The [I Office for Tides] (founded by the Fund) met. The [I Fund] agreed.",
        "The [I Office for Tides], [I Bank of Larkfield] and others met.",
    ],
)
def test_what_does_not_stand_for_a_body_is_another(
    linked: Callable[..., Linked], text: str
) -> None:
    """Words in brackets, and names side by side, are no short forms by that alone."""
    assert len(labels(linked(text), "Institution")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [P U.K]. and the [P UK] met the [P United Kingdom].", {"U.K.", "UK"}),
        ("The [I A.B.C]. Office met. The [I ABC] left. The [I A.B.C.] too.", {"ABC"}),
        ("The [P U.S]. and the [P US] are the [P United States].", {"U.S.", "US"}),
        ("The [P D.R]. Congo is no [P D.R.].", set()),
    ],
)
def test_full_stops_in_an_abbreviation_say_nothing(
    linked: Callable[..., Linked], text: str, expected: set[str]
) -> None:
    """A dotted abbreviation, with its last stop or without, is the same name as the one without stops."""
    (thing,) = linked(text).entities
    assert expected <= {thing.label, *thing.alt_labels}
    assert not any(
        name.endswith((".K", ".S", ".C", ".R"))
        for name in (thing.label, *thing.alt_labels)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The "[J Silver Carp" plant] opens.', "Silver Carp plant"),
        ("The “[J Silver Carp” plant] opens.", "Silver Carp plant"),
        ("The [J “Silver Carp” plant] opens.", "Silver Carp plant"),
        ("The ‘[J Silver Carp’ plant] opens.", "Silver Carp plant"),
        ("The '[J Silver Carp' plant] opens.", "Silver Carp plant"),
        ("The «[J Silver Carp» plant] opens.", "Silver Carp plant"),
        ("The **[J Silver Carp** plant] opens.", "Silver Carp plant"),
        ("The _[J Silver Carp_ plant] opens.", "Silver Carp plant"),
        ("The `[J Silver Carp` plant] opens.", "Silver Carp plant"),
        ("The [J Workers’ Rest plant] opens.", "Workers' Rest plant"),
        ("The [J Silver_Carp plant] opens.", "Silver_Carp plant"),
    ],
)
def test_a_name_has_no_half_of_a_pair_of_quotes(
    linked: Callable[..., Linked], text: str, expected: str
) -> None:
    """Quotation marks and marks of emphasis are no part of a name; an apostrophe and an inner underscore are."""
    assert labels(linked(text), "Project") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The [J Que\u0301nard Mole] and the [J Quénard Mole].",
        "The [J \uff2c\uff41\uff52\uff4b Mole] and the [J Lark Mole].",
        "The [J Lark\u200bfield Mole] and the [J Larkfield Mole].",
        "The [J O\ufb03ce Mole] and the [J Office Mole].",
        "The [J Lark\u00adfield Mole] and the [J Larkfield Mole].",
    ],
)
def test_unicode_forms_of_a_name_are_one(
    linked: Callable[..., Linked], text: str
) -> None:
    """Composed and decomposed letters, wide letters, ligatures and unseen characters make no second thing."""
    (name,) = labels(linked(text), "Project")
    assert name.isascii() or name == "Quénard Mole"


def test_a_fraction_in_a_name_is_no_other_number(linked: Callable[..., Linked]) -> None:
    """What is only compatible stays apart: "3½" is not "31⁄2", and a square metre no metre."""
    assert labels(
        linked("The [J Pier 3½ project] and the [J Pier 31/2 project]."), "Project"
    ) == [
        "Pier 3½ project",
        "Pier 31/2 project",
    ]
    assert key("10 m²") != key("10 m2")


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("[N Electric ferries] and [N EFs] grow.", "Industry", 1),
        ("The [N agro-forestry industry] and [N agroforestry].", "Industry", 1),
        (
            "The [N tidal energy], [N tidal-energy] and the [N Tidal energy sector].",
            "Industry",
            1,
        ),
        (
            "[I Lark Foods Co., Ltd.] runs, [I Lark Foods Company Limited] pays, [I Lark Foods] owns.",
            "Institution",
            1,
        ),
        ("[I Lark Foods plc] runs what [I Lark Foods] owns.", "Institution", 1),
        (
            "[I Lark Foods Inc]. runs what [I Lark Foods Incorporated] owns.",
            "Institution",
            1,
        ),
        ("The [I Centre for Labor] is the [I Center for Labour].", "Institution", 1),
        ("The [I Tide Organization] is the [I Tide Organisation].", "Institution", 1),
        (
            "The [I Office for Health & Tides] is the [I Office for Health and Tides].",
            "Institution",
            1,
        ),
        ("[I Lark Foods Ltd] is not [I Lark Boats Ltd].", "Institution", 2),
        ("[J Route 1 12] is not [J Route 11 2].", "Project", 2),
        ("[N agro-forestry] is not [N forestry].", "Industry", 2),
    ],
)
def test_spelling_variants_are_one(
    linked: Callable[..., Linked], text: str, type_: str, expected: int
) -> None:
    """Hyphens, plurals of acronyms, the two shores and forms of companies do not make a second thing."""
    assert len(labels(linked(text), type_)) == expected


def test_a_company_keeps_its_last_full_stop(linked: Callable[..., Linked]) -> None:
    """The stop of "Ltd." is the name's, also where a sentence goes on behind it."""
    assert labels(linked("[I Lark Foods Co., Ltd]. runs the mill."), "Institution") == [
        "Lark Foods Co., Ltd."
    ]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (
            "The [I North Hospital] in [P Tansy] grows. The [I North Hospital] in [P Merrow] closes.",
            "Institution",
        ),
        (
            "[I Second Bank] of [P Tansy] lends. [I Second Bank], [P Merrow], saves.",
            "Institution",
        ),
        (
            "The [J North Station] in [P Tansy] opens. The [J North Station] at [P Merrow] closes.",
            "Project",
        ),
        (
            "[I Holly School] ([P Tansy]) grows. [I Holly School] ([P Merrow]) closes.",
            "Institution",
        ),
    ],
)
def test_namesakes_in_two_places_are_two(
    linked: Callable[..., Linked], vocabulary: Vocabulary, text: str, type_: str
) -> None:
    """Where the text sets a thing of one name in two places there are two, each a node of its own."""
    found = linked(text)
    two = [entity for entity in found.entities if entity.type == type_]
    assert len({entity.label for entity in two}) == 1
    identity = Identity(found, Names("https://example.org/id/", "report-0"), vocabulary)
    assert len({identity.of(entity) for entity in two}) == len(two) == 2


def test_a_namesake_without_a_place_is_the_one_named_last(
    linked: Callable[..., Linked],
) -> None:
    """Before the first place it is the first of them."""
    found = linked(
        "[I North Hospital] is old. [I North Hospital] in [P Tansy] grows. [I North Hospital] in [P Merrow] closes. "
        "[I North Hospital] was small."
    )
    assert [
        entity.mentions for entity in found.entities if entity.type == "Institution"
    ] == [(0, 1), (3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "The [I Ministry of Tides] in [P Tansy] met. The [I Ministry of Tides] in [P Merrow] met.",
        "The [I North Hospital] in [P Tansy] grows. The [I North Hospital] opens.",
        "The [I North Hospital] in [P Tansy] grows. The [I North Hospital] hired 20 people in [P Merrow].",
        "The [I World Bank] in [P Tansy] met. The [I World Bank] in [P Merrow] met.",
    ],
)
def test_a_body_that_acts_in_two_places_is_one(
    linked: Callable[..., Linked], text: str
) -> None:
    """Ministries, what the vocabulary knows, and a name with one place behind it stay one."""
    assert len(labels(linked(text), "Institution")) == 1
