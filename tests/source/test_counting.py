"""Numbers of lists and headings, as the formats of Word and of HTML show them."""

from __future__ import annotations

import pytest

from policygraph.source.counting import format_number


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 5000, "5000"),
        ("lowerLetter", 26, "z"),
        ("upperLetter", 28, "BB"),
        ("upperLetter", 781, "781"),
        ("ordinal", 1, "1st"),
        ("ordinal", 12, "12th"),
        ("ordinal", 23, "23rd"),
        ("cardinalText", 12, "Twelve"),
        ("cardinalText", 21, "21"),
        ("decimalZero", 7, "07"),
        ("none", 7, ""),
        ("chineseCounting", 10, "十"),
        ("ideographDigital", 25, "二十五"),
        ("taiwaneseCountingThousand", 100, "100"),
        ("a format of tomorrow", 7, "7"),
    ],
)
def test_a_number_is_shown_as_its_format_has_it(
    form: str, number: int, shown: str
) -> None:
    """Beyond what a format can count to, and where it is not known, in figures."""
    assert format_number(number, form) == shown
