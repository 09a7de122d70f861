"""Text for spreadsheets: what would be computed is only shown."""

from __future__ import annotations

import pytest

from policygraph.spreadsheets import no_formula


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
)
def test_what_begins_like_a_formula_has_an_apostrophe_before_it(sign: str) -> None:
    """Each sign that a spreadsheet takes for the beginning of one, in its narrow and its wide form."""
    assert no_formula(f"{sign}SUM(A1:A2)") == f"'{sign}SUM(A1:A2)"


@pytest.mark.parametrize(
    "text", ["", "road", "1+1", "a = b", "'=1", "￥5", "–", "重庆"]
)
def test_other_text_stays(text: str) -> None:
    """Signs elsewhere, dashes and an apostrophe that is there already compute nothing."""
    assert no_formula(text) == text
