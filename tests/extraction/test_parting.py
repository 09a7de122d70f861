"""Places that the reader took for one."""

from __future__ import annotations

import pytest

from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention
from policygraph.extraction.parting import with_places_apart
from policygraph.spans import Span


def apart(words: str) -> list[str]:
    """What is left of one place with these words."""
    text = f"In {words} rain fell."
    found = Found((Mention(Span(3, 3 + len(words)), "Place", 0.9, "reader"),), ())
    return [
        mention.span.of(text) for mention in with_places_apart(found, text).mentions
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Zunyi of Guizhou", ["Zunyi", "Guizhou"]),
        ("Ouagadougou of Burkina Faso", ["Ouagadougou", "Burkina Faso"]),
        ("Dali of the Philippines", ["Dali", "Philippines"]),
    ],
)
def test_a_town_of_a_known_place_is_two_places(words: str, places: list[str]) -> None:
    """The town and what it lies in, each with its own words."""
    assert apart(words) == places


@pytest.mark.parametrize(
    "words",
    [
        "Gulf of Thailand",
        "Republic of Ghana",
        "north of Portugal",
        "Port of Mombasa",
        "Isle of Nowhere",
    ],
)
def test_a_longer_name_stays_one(words: str) -> None:
    """A common noun before "of", or an unknown name behind it, belongs to the name."""
    assert apart(words) == [words]


def test_what_is_no_place_stays() -> None:
    """Only places are taken apart."""
    words = "Zunyi of Guizhou"
    mention = Mention(Span(0, len(words)), "Project", 0.9, "reader")
    assert with_places_apart(Found((mention,), ()), words).mentions == (mention,)
