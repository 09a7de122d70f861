"""Countries by name: found wherever they stand by themselves, in capitals too, and not inside longer names."""

from __future__ import annotations

import pytest

from policygraph.linking.gazetteer import KIND_COUNTRY, KIND_PROVINCE, look_up
from policygraph.namespaces import CONCEPT
from policygraph.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def found(vocabulary: Vocabulary, text: str) -> list[str]:
    """The places that the vocabulary knows in a text."""
    return [
        known.span.of(text) for known in vocabulary.find(text) if known.type == "Place"
    ]


def test_countries_are_those_of_the_table_of_places(vocabulary: Vocabulary) -> None:
    """The English name of each country's entry is that of a country in the table of places."""
    countries = [entry for entry in vocabulary.entries if entry.kind == CONCEPT.country]
    assert len(countries) > 190
    strange = [
        one.label
        for one in countries
        if not {KIND_COUNTRY, KIND_PROVINCE} & {row.kind for row in look_up(one.label)}
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Trade with Peru and Nepal's imports grew. Although Oman sold less, Fiji did not.",
            ["Peru", "Nepal", "Oman", "Fiji"],
        ),
        ("Country | PERU | NEPAL | SIERRA LEONE", ["PERU", "NEPAL", "SIERRA LEONE"]),
        ("PERU NEPAL OMAN (OMN) FIJI", ["PERU", "NEPAL", "OMAN", "FIJI"]),
        ("Peru\nPeople in need", ["Peru"]),
        ("We sell to the U.K. and to the U.A.E. too.", ["U.K.", "U.A.E."]),
        ("The Peru of today is not the Viet Nam of then.", ["Peru", "Viet Nam"]),
    ],
)
def test_a_country_is_a_place_wherever_it_stands(
    vocabulary: Vocabulary, text: str, places: list[str]
) -> None:
    """In running argument, lists and tables, in capitals and with full stops."""
    assert found(vocabulary, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The Central Bank of Peru lends.",
        "GOVERNMENT OF PERU",
        "The New Peru Party and Old Nepal met.",
        "The Peru Harbour Programme begins.",
        "The Peru-Nepal Corridor opens; a pro-Peru policy follows.",
        "Peruvian exports and the peru of fables.",
    ],
)
def test_a_country_inside_a_longer_name_is_left_to_the_reader(
    vocabulary: Vocabulary, text: str
) -> None:
    """What begins or ends another name is no place by itself."""
    assert found(vocabulary, text) == []
