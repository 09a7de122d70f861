"""Lists of cities, in which pairs are no routes."""

from __future__ import annotations

import pytest

from policygraph.extraction.listed import with_lists
from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def read(text: str, *projects: str) -> list[tuple[str, str]]:
    """The mentions of a text in which the reader took some words for projects."""
    seen = tuple(
        Mention(Span(text.index(p), text.index(p) + len(p)), "Project", 0.9, "reader")
        for p in projects
    )
    (window,) = windows_of(parse_report(text, name="plan"), PIECES)
    found = with_lists(Found(seen, ()), window).mentions
    return [(one.type, one.span.of(text)) for one in found]


@pytest.mark.parametrize(
    ("text", "pairs", "places"),
    [
        (
            "Depots stand in Nairobi, Mombasa-Kisumu, Kampala, Kigali and Dodoma.",
            ["Mombasa-Kisumu"],
            ["Nairobi", "Mombasa", "Kisumu", "Kampala", "Kigali", "Dodoma"],
        ),
        (
            "It names Lima, Quito (Guayaquil), Bogotá, Medellín and Caracas.",
            ["Quito (Guayaquil)"],
            ["Lima", "Quito", "Guayaquil", "Bogotá", "Medellín", "Caracas"],
        ),
        (
            "It names Lagos, Accra, Dakar, Bamako, Niamey, as planned.",
            ["Accra"],
            ["Lagos", "Accra", "Dakar", "Bamako", "Niamey"],
        ),
    ],
)
def test_each_name_in_a_list_of_cities_is_a_place(
    text: str, pairs: list[str], places: list[str]
) -> None:
    """A pair with a hyphen or with brackets is two places, whatever the reader took it for."""
    assert read(text, *pairs) == [("Place", place) for place in places]


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        (
            "We build the Nairobi-Mombasa, Kampala-Kigali and Dodoma-Mwanza railways.",
            ["Nairobi-Mombasa", "Kampala-Kigali", "Dodoma-Mwanza"],
        ),
        (
            "Three lines, namely Nairobi-Mombasa, Kampala-Kigali and Dodoma-Mwanza.",
            ["Nairobi-Mombasa", "Kampala-Kigali", "Dodoma-Mwanza"],
        ),
        ("We build Nairobi-Mombasa and Kampala.", ["Nairobi-Mombasa"]),
    ],
)
def test_pairs_that_are_routes_stay(text: str, projects: list[str]) -> None:
    """Where the list ends with what they are, where most are pairs, and in short lists."""
    assert read(text, *projects) == [("Project", one) for one in projects]
