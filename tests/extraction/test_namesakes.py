"""A name is a body or an undertaking in all of a report, as the reader is surest of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.marks import marked

from policygraph.extraction.namesakes import of_one_class


def told(words: str, least: str = "") -> list[tuple[str, str]]:
    """What each mention of a marked text is; those of the class `least` the reader is less sure of."""
    text, mentions = marked(words)
    seen = [
        replace(one, confidence=0.3) if one.type == least else one for one in mentions
    ]
    return [(one.span.of(text), one.type) for one in of_one_class(text, seen)]


def test_a_name_is_what_most_of_its_mentions_say() -> None:
    """Two against one."""
    text = "[J Elm Care] grew. [I Elm Care] is old. Pay for [J Elm Care]."
    assert told(text) == [("Elm Care", "Project")] * 3


def test_a_sure_mention_counts_for_more_than_two_doubtful_ones() -> None:
    """The confidences are added up, not the mentions."""
    text = "[J Elm Care] grew. [I Elm Care] is old. Pay for [J Elm Care]."
    assert told(text, least="Project") == [("Elm Care", "Institution")] * 3


def test_what_is_both_in_one_place_and_one_of_them_elsewhere_is_that_one() -> None:
    """A mention of both classes says nothing against the others."""
    text = "[J [I Elm Care]] grew. [J Elm Care] is old."
    assert set(told(text)) == {("Elm Care", "Project")}


@pytest.mark.parametrize(
    "text",
    [
        "[J [I Huake]] and [J [I Tiema]] were signed. [J [I Huake]] is under way.",
        "[P Kashgar] grows. The [J Kashgar] and Aksu zones open.",
        "[I Elm Bank] lends. [J Elm Care] grows.",
    ],
)
def test_other_names_stay_what_they_are(text: str) -> None:
    """A company that stands for its project, a place that a list names a zone by, and names of their own."""
    _, mentions = marked(text)
    assert [kind for _, kind in told(text)] == [one.type for one in mentions]
