"""Words that say how things are make no measure."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.states import tells_a_state
from policygraph.report import parse_report


@pytest.mark.parametrize(
    "words",
    [
        "totalling",
        "Cost",
        "needs",
        "resulting in",
        "stemmed from",
        "below",
        "in and out of",
        "necessary",
    ],
)
def test_a_state_is_told_from_a_doing(words: str) -> None:
    """Verbs of state, thought and event, and what is no verb."""
    assert tells_a_state(words.split())


@pytest.mark.parametrize(
    "words", ["build", "face up to", "remain engaged in", "step up", "set aside", "be"]
)
def test_a_doing_is_no_state(words: str) -> None:
    """What acts stays, though a word of state stands in it."""
    assert not tells_a_state(words.split())


def test_what_things_cost_is_no_measure() -> None:
    """Of a promise and what follows from it, the promise stands alone."""
    text = (
        "We have rolled out three packages totalling more than 3.5 billion dollars. "
        "The scheme will cost 3 billion dollars."
    )
    report = parse_report(text, name="x")
    verbs = [one.verb.of(text) for one in extract(report).measures]
    assert verbs == ["rolled out"]
