"""Words of any length are read."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.report import parse_report


@pytest.mark.parametrize("word", ["x" * 3000, "qzj" * 700, "9" * 2000])
def test_a_word_longer_than_a_window_stops_nothing(word: str) -> None:
    """What stands beside it in its sentence is read all the same."""
    text = f"(1) Roads.\nThe code {word} stands for the plan. We will build the Merrow-Tansy railway in Chongqing."
    found = extract(parse_report(text, name="x"))
    assert any("railway" in mention.span.of(text) for mention in found.mentions)
