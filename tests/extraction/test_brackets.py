"""Names that the reader cut at a bracket."""

from __future__ import annotations

import pytest

from policygraph.extraction.brackets import with_brackets
from policygraph.extraction.mentions import READER, Found
from policygraph.extraction.model import Mention
from policygraph.spans import Span


def joined(text: str, *cut: tuple[str, str]) -> list[tuple[str, str]]:
    """The names of a text, each with its class, when those that were read have whole brackets."""
    mentions = tuple(
        Mention(
            Span(text.index(words), text.index(words) + len(words)), kind, 0.9, READER
        )
        for words, kind in cut
    )
    found = with_brackets(Found(mentions, ()), text)
    assert len(found.mentions) + len(found.rejected) <= len(mentions)
    return [(one.span.of(text), one.type) for one in found.mentions]


def test_what_begins_in_a_bracket_goes_on_with_the_name_before_it() -> None:
    """The one name has the class of what was read last, and the part alone is gone."""
    text = "The Land Bank (LB) Renewal Scheme is late."
    assert joined(
        text, ("Land Bank", "Institution"), ("LB) Renewal Scheme", "Project")
    ) == [("Land Bank (LB) Renewal Scheme", "Project")]


def test_without_a_name_before_it_a_name_begins_behind_the_bracket() -> None:
    """And where what is left opens small, nothing is left."""
    assert joined(
        "a house (HB) Harbour Trust", ("HB) Harbour Trust", "Institution")
    ) == [("Harbour Trust", "Institution")]
    assert joined("a house (HB) scheme", ("HB) scheme", "Project")) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Land Bank (LB) Fund", "Institution"),
        ("Land Bank", "Institution"),
        ("5) million", "Target"),
    ],
)
def test_whole_brackets_and_figures_stay(words: str, kind: str) -> None:
    """Nothing is moved that needs not be."""
    assert joined(f"The {words} grew.", (words, kind)) == [(words, kind)]
