"""Linkages from names of bodies of any country, from the words beside a name, and from the subject of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marks import statements
from policygraph.linking.linkages import ALONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked


def said(found: Linked) -> set[tuple[str, str, str]]:
    """The linkages without their finders."""
    return {one[:3] for one in statements(found)}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ministry of Tides of Peru", "Peru"),
        ("Ministry of Tides, Peru", "Peru"),
        ("Nepal Revenue Authority", "Nepal"),
        ("Peruvian Treasury", "Peru"),
        ("Nepali Ministry of Tides", "Nepal"),
        ("Danish Tide Agency", "Denmark"),
        ("Central Bank of Nepal", "Nepal"),
        ("Bank of Zambia", "Zambia"),
        ("Government of New Zealand", "New Zealand"),
        ("Peru's Ministry of Tides", "Peru"),
        ("Parliament of Fiji", "Fiji"),
        ("Welsh Government", "Wales"),
        ("National Bureau of Statistics of Oman", "Oman"),
        ("South African Revenue Service", "South Africa"),
        ("Lagos State Government", "Lagos State"),
    ],
)
def test_a_public_body_governs_the_country_in_its_name(
    linked: Callable[..., Linked], name: str, place: str
) -> None:
    """By the country's name wherever it stands, by its adjective, and a state's by its name."""
    found = linked(f"The [I {name}] met in [P Lagos State].")
    assert (name, "jurisdiction", place) in {
        one for one in said(found) if one[1] == "jurisdiction"
    }


@pytest.mark.parametrize(
    "name",
    [
        "Bank of China",
        "Peru Cement Company",
        "Danish Shipping Group",
        "Office for Tides",
        "Nepal Airlines",
    ],
)
def test_a_company_governs_no_country(linked: Callable[..., Linked], name: str) -> None:
    """Companies, banks that are known for them, and bodies without a country in their name have no jurisdiction."""
    assert not [
        one for one in said(linked(f"The [I {name}] met.")) if one[1] == "jurisdiction"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The [J Lantern mill] in [P Tansy] opens.",
            ("Lantern mill", "locatedIn", "Tansy"),
        ),
        (
            "The [J Lantern mill] at the [P Tansy Quay] opens.",
            ("Lantern mill", "locatedIn", "Tansy Quay"),
        ),
        (
            "[J Lantern mill], in [P Tansy], opens.",
            ("Lantern mill", "locatedIn", "Tansy"),
        ),
        (
            "The [I Silver Carp Institute] in [P Tansy] met.",
            ("Silver Carp Institute", "locatedIn", "Tansy"),
        ),
        (
            "The [P Merrow Quay] in [P Tansy] is old.",
            ("Merrow Quay", "partOf", "Tansy"),
        ),
        (
            "The [P Merrow Basin] of [P Tansy] is old.",
            ("Merrow Basin", "partOf", "Tansy"),
        ),
        (
            "From [P Hangzhou], [P Zhejiang], to [P Shanghai] and [P Suzhou].",
            ("Hangzhou", "partOf", "Zhejiang"),
        ),
        (
            "From [P Hangzhou] ([P Zhejiang]) to [P Shanghai].",
            ("Hangzhou", "partOf", "Zhejiang"),
        ),
    ],
)
def test_a_place_beside_a_name_is_where_it_lies(
    linked: Callable[..., Linked], text: str, expected: tuple[str, str, str]
) -> None:
    """A preposition states it; a comma or a bracket does where the table of places sets the one in the other."""
    found = linked(text)
    assert expected in said(found)
    assert "SentenceRule" in {one[3] for one in statements(found)}


@pytest.mark.parametrize(
    "text",
    [
        "From [P Merrow], [P Tansy] and [P Wells].",
        "The [J Lantern mill] and [P Tansy] grow.",
        "The [J Lantern mill] goes on. In [P Tansy] we wait.",
        "The [J Lantern mill] for [P Tansy] opens.",
        "The [J Lantern mill] in the [J Reed programme] of [P Tansy].",
    ],
)
def test_what_stands_near_without_a_word_for_it_lies_nowhere(
    linked: Callable[..., Linked], text: str
) -> None:
    """Lists, other sentences, other prepositions and another name between state no place of the first."""
    assert not [
        one
        for one in said(linked(text))
        if one[0] in {"Lantern mill", "Merrow", "Tansy"}
    ]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("[P Peru] will grow. The [I Ministry of Tides] will build ships.", True),
        (
            "The [P Netherlands] is flat. Ships sail. The [I Ministry of Tides] builds dykes.",
            True,
        ),
        (
            "[P Nepal] has hills. The [I Parliament] will meet, and the [I Treasury] pays.",
            True,
        ),
        (
            "[P Peru] and [P Chile] will grow. The [I Ministry of Tides] will build ships.",
            False,
        ),
        ("We sell to [P Peru]. The [I Ministry of Tides] will build ships.", False),
        ("The [I Ministry of Tides] will build ships. [P Peru] will grow.", False),
        ("[P Peru] will grow.\n\nThe [I Ministry of Tides] will build ships.", False),
        ("[P Peru] will grow. The [I Lantern Boat Company] will build ships.", False),
    ],
)
def test_a_national_body_belongs_to_the_country_that_its_paragraph_is_about(
    linked: Callable[..., Linked], text: str, *, holds: bool
) -> None:
    """The evidence are the two sentences; a country that is only mentioned, or one of two, is not the subject."""
    found = [one for one in linked(text).linkages if one.property == "jurisdiction"]
    assert bool(found) is holds
    assert all(
        one.found_by == "ParagraphRule" and len(one.sentences) == 2 for one in found
    )


def test_a_body_with_its_own_country_has_no_other(
    linked: Callable[..., Linked],
) -> None:
    """The name of a body says more than the subject of its paragraph."""
    found = linked("[P Peru] will grow. The [I Ministry of Tides of Chile] will help.")
    assert said(found) == {("Ministry of Tides of Chile", "jurisdiction", "Chile")}


def test_no_country_is_part_of_another(linked: Callable[..., Linked]) -> None:
    """What the reader pairs in a list of countries does not stand, nor a province around its country."""
    text = "[P Haiti], [P Guatemala], [P Yunnan], [P Kunming] and [P China]."
    pairs = (
        (0, "partOf", 1, 0.9),
        (4, "partOf", 2, 0.9),
        (3, "partOf", 2, 0.6),
        (2, "partOf", 3, 0.9),
    )
    assert said(linked(text, pairs=pairs)) == {("Kunming", "partOf", "Yunnan")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [J Peru Tide Plan] begins.", {("Peru Tide Plan", "locatedIn", "Peru")}),
        ("The [J Feed Peru plan] begins.", set()),
        (
            "The [J [I Peru Cement] mill] opens.",
            {("Peru Cement mill", "undertakenBy", "Peru Cement")},
        ),
    ],
)
def test_a_project_lies_in_the_country_that_its_name_opens_with(
    linked: Callable[..., Linked], text: str, expected: set[tuple[str, str, str]]
) -> None:
    """A country inside a name, and one that a company is called by, say nothing."""
    assert said(linked(text)) == expected


def test_an_industry_in_a_name_that_the_reader_pairs_with_nothing_is_unsure(
    linked: Callable[..., Linked],
) -> None:
    """The rule on names alone is right less than half of the time, with the reader nearly always."""
    text = "The [J Lantern [N chip] plant] opens."
    (alone,) = linked(text).linkages
    (both,) = linked(text, pairs=((0, "inIndustry", 1, 0.5),)).linkages
    assert alone.confidence == ALONE["IndustryInProjectRule"] < 0.5 < both.confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[I Merrow Rail] will build the [J Lantern line].",
            {("Lantern line", "undertakenBy", "Merrow Rail")},
        ),
        (
            "The [J Lantern line], to be built by [I Merrow Rail], opens.",
            {("Lantern line", "undertakenBy", "Merrow Rail")},
        ),
        (
            "[J harbour works] of high standard in [P Tansy], [P Marlow] and [P Wells] open.",
            {
                ("harbour works", "locatedIn", "Tansy"),
                ("harbour works", "locatedIn", "Marlow"),
                ("harbour works", "locatedIn", "Wells"),
            },
        ),
        (
            "[N wind power] will reach [T 40%] by then.",
            {("wind power", "hasTarget", "40%")},
        ),
    ],
)
def test_the_words_between_two_names_state_a_linkage(
    linked: Callable[..., Linked], text: str, expected: set[tuple[str, str, str]]
) -> None:
    """Who builds what, where along a list, and what a line of business is to reach."""
    assert expected <= said(linked(text))


@pytest.mark.parametrize(
    "text",
    [
        "[I Merrow Rail] will not build the [J Lantern line].",
        "[I Merrow Rail] is to be told of the [J Lantern line].",
        "The [J Lantern line] and works in [P Tansy] open.",
    ],
)
def test_other_words_between_state_none(
    linked: Callable[..., Linked], text: str
) -> None:
    """A negation, a passive and another subject between two names link nothing."""
    assert not said(linked(text))
