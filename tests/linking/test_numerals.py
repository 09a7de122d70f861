"""Numbers as people write them, at their unit: what is one, what is none, and what has no value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.linking.numerals import find_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,50,000 homes", "150000"),
        ("1,500 homes", "1500"),
        ("minus 3.2 percent", "-3.2"),
        ("(-4) degrees", "-4"),
        ("2 1/2 years", "2.5"),
        ("3/4 of homes", "75"),
        ("24/7 lines for 30 towns", "30"),
        ("12'500 homes", "12500"),
        ("1.500,50 euros", "1500.50"),
        ("half of the homes", "50"),
        ("half a percentage point", "0.5"),
        ("half an hour", "0.5"),
        ("nearly half a century", "0.5"),
        ("a quarter of a million homes", "0.25"),
    ],
)
def test_a_number_has_the_value_that_its_form_says(text: str, value: str) -> None:
    """Thousands, decimals, signs and fractions; what only looks like a fraction is passed over."""
    number = find_number(text)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["3.5.1 is a section", "10.1.2024 was a Monday", "1" * 26, "1,234,5 homes"]
)
def test_what_goes_on_in_no_known_form_has_no_value(text: str) -> None:
    """Rather none than a wrong one: numbers of sections, dates, digits without end."""
    number = find_number(text)
    assert number is not None
    assert number.value is None


def test_the_longest_number_is_still_read() -> None:
    """Twenty-five digits are, one more is no figure of a report."""
    number = find_number("9" * 25)
    assert number is not None
    assert number.value == Decimal("9" * 25)


@pytest.mark.parametrize("text", ["", "no figure at all", "24/7 help"])
def test_where_there_is_none_none_is_found(text: str) -> None:
    """A way of speaking is no number."""
    assert find_number(text) is None
