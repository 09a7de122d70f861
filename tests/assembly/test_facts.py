"""How facts are put down: each number, date and name in its one spelling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.assembly.facts import canonical, confidence, date, decimal, named, year
from policygraph.namespaces import XSD
from policygraph.terms import Literal


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (0.8, "0.8"),
        (1, "1"),
        (0, "0"),
        (0.996, "1"),
        (0.126, "0.13"),
        (0.125, "0.12"),
        (0.135, "0.14"),
        (0.004, "0"),
    ],
)
def test_a_confidence_is_rounded_once_to_two_places(value: float, spelled: str) -> None:
    """To the nearest hundredth, a half to the even one, without zeros at the end."""
    assert confidence(value) == Literal(spelled, XSD.decimal)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("100", "100"),
        ("4.21e10", "42100000000"),
        ("0.50", "0.5"),
        ("12.00", "12"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("-1.50", "-1.5"),
        ("1E-3", "0.001"),
    ],
)
def test_a_decimal_is_canonical(value: str, spelled: str) -> None:
    """No exponent, no zeros behind the last digit that counts, no negative nought."""
    assert decimal(Decimal(value)) == Literal(spelled, XSD.decimal)


@pytest.mark.parametrize(
    ("value", "type_"),
    [("2030", XSD.gYear), ("2030-06", XSD.gYearMonth), ("2030-06-01", XSD.date)],
)
def test_a_date_is_as_exact_as_it_is_known(value: str, type_: str) -> None:
    """A year, a month and a day are of different datatypes."""
    assert date(value) == Literal(value, type_)


def test_a_year_has_four_digits() -> None:
    """As XML Schema asks for them."""
    assert year(987) == Literal("0987", XSD.gYear)


def test_a_name_has_one_space_between_words_and_the_language_of_its_letters() -> None:
    """A Han character makes it Chinese wherever the report's language matters less than the name."""
    assert named("Otter\n  Bay", "fr") == Literal("Otter Bay", language="fr")
    assert named("重庆 Otter", "en").language == "zh"
    assert canonical(" 重庆  市 ", "en") == Literal("重庆 市", language="en")
