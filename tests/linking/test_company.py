"""Names that places of several countries bear, told apart by the places that they are listed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.linking.gazetteer import look_up
from policygraph.namespaces import GEONAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked


def countries_of(found: Linked, name: str) -> list[str]:
    """The countries of the places of a name, in the order of the text."""
    homes = {str(GEONAMES[f"{row.geonames}/"]): row.country for row in look_up(name)}
    return [
        homes[entity.location.iri]
        for entity in found.entities
        if entity.label == name and entity.location
    ]


@pytest.mark.parametrize(
    ("name", "text", "countries"),
    [
        (
            "Georgia",
            "[P Florida], [P Georgia] and [P Alabama] grow fruit. We sign with [P Armenia], [P Georgia] and [P Iran].",
            ["US", "GE"],
        ),
        ("Georgia", "The State of [P Georgia] leads; [P Georgia] grows.", ["US"]),
        ("Georgia", "We met in [P Tbilisi], [P Georgia].", ["GE"]),
        ("Georgia", "We trade with [P Georgia].", ["GE"]),
        (
            "Niger",
            "[P Kwara], [P Niger] and [P Kogi] lead. [P Niger], [P Chad] and [P Benin] border us.",
            ["NG", "NE"],
        ),
        (
            "Luxembourg",
            "[P Liège], [P Namur] and [P Luxembourg] grow. [P Germany], [P France] and [P Luxembourg] pay.",
            ["BE", "LU"],
        ),
        (
            "Punjab",
            "Wheat is grown in [P Haryana] and [P Punjab]. Rice comes from [P Punjab] and [P Sindh].",
            ["IN", "PK"],
        ),
        ("Punjab", "Wheat is grown in [P Punjab].", []),
    ],
)
def test_the_places_listed_with_a_name_tell_whose_it_is(
    linked: Callable[..., Linked], name: str, text: str, countries: list[str]
) -> None:
    """A country's name among countries is the country's; among provinces of another it is that of one of these."""
    assert countries_of(linked(text), name) == countries


def test_what_is_at_home_needs_no_company(linked: Callable[..., Linked]) -> None:
    """In a report of one country its own division is meant, wherever the text does not list it with countries."""
    found = linked(
        "[P Texas], [P Ohio], [P Utah] and [P Oregon] lead. [P Georgia] grows. We buy from [P Georgia] and [P Armenia]."
    )
    assert countries_of(found, "Georgia") == ["US", "GE"]


def test_a_division_is_no_entry_of_the_country_of_its_name(
    linked: Callable[..., Linked],
) -> None:
    """The vocabulary knows the country Niger; the state of Nigeria gets neither its entry nor its kind."""
    found = linked("[P Kwara], [P Niger] and [P Kogi]. [P Niger] and [P Chad].")
    state, country = (one for one in found.entities if one.label == "Niger")
    assert (state.entry, state.concept) == (None, None)
    assert country.entry is not None
