"""Names of routes, at their unit: which places they join, and what is no route."""

from __future__ import annotations

import pytest

from policygraph.linking.routes import route_ends

PLACES = {"Merrow", "Tansy", "Old Ferry", "Ling"}


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Merrow-Tansy railway", ("Merrow", "Tansy")),
        ("Merrow-Old Ferry railway", ("Merrow", "Old Ferry")),
        ("Merrow–Ling–Tansy Railway", ("Merrow", "Ling", "Tansy")),
        ("second phase of the Merrow-Tansy railway", ("Merrow", "Tansy")),
        ("railway from Merrow to Tansy", ("Merrow", "Tansy")),
        ("Merrow-Tansy High-Speed Railway", ("Merrow", "Tansy")),
        ("Merrow-Sedge Double-Track Electrified Railway", ("Merrow", "Sedge")),
        ("Merrow-Old Ferry-Ling Light-Rail Railway", ("Merrow", "Old Ferry", "Ling")),
        ("Merrow-High Fell-Ling railway", ("Merrow", "High Fell", "Ling")),
        ("Merrow-Merrow railway", ()),
        ("Merrow-Tansy-Merrow railway", ()),
        ("North-South railway", ()),
        ("Trans-Tansy railway", ()),
        ("Merrow-Tansy bakery", ()),
        ("centre for the Merrow-Tansy railway", ()),
    ],
)
def test_a_route_joins_the_places_of_its_name(name: str, ends: tuple[str, ...]) -> None:
    """Two or more, all of them different; a circle, directions and prefixes join nothing."""
    found = route_ends(
        name,
        {"railway"},
        is_place=PLACES.__contains__,
        is_name=lambda words: words[:1].isupper(),
    )
    assert found == ends
