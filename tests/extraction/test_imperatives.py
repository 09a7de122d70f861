"""Imperatives that open an item are measures, whatever the reader thinks."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.imperatives import imperatives_of
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.tagging import Tagged
from policygraph.extraction.windows import Window, windows_of
from policygraph.report import parse_report
from policygraph.resources import resource

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def window_of(text: str) -> Window:
    """The one window of a text."""
    (window,) = windows_of(parse_report(text, name="plan"), PIECES)
    return window


def verbs(text: str, *seen: Tagged) -> list[str]:
    """The imperatives of a line of which the reader saw some verbs."""
    window = window_of(text)
    found = imperatives_of(window, seen)
    return [window.span(one.first, one.last).of(text) for one in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a) Guide growth along the quay.", ["Guide"]),
        ("• Increase access to clean water to 95 % by 2032.", ["Increase"]),
        ("Policy 4.1 Harbours: Use local plans to track repairs.", ["Use"]),
        ("3. Work with fishers on nets.", ["Work with"]),
        ("Create a register of empty homes.", ["Create"]),
        ("(b) Carry out the survey of wells.", ["Carry out"]),
    ],
)
def test_a_verb_that_opens_an_item_is_a_measures(
    line: str, expected: list[str]
) -> None:
    """Behind a mark, a number or a heading's colon, with its particle."""
    assert verbs(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Support is admissible for small boats.",
        "Work has begun on the quay.",
        "Support for boats was high.",
        "See the harbour plan for the rules.",
        "Reform of the tide office is late.",
        "The council will build a quay.",
        "Plan",
        "Build the quay. Dredge the bay.",
    ],
)
def test_nouns_references_and_leading_sentences_are_none(line: str) -> None:
    """A noun that is written like a verb, what tells where to read, and a sentence that others spell out."""
    assert verbs(line) == []


def test_what_the_reader_saw_is_not_seen_twice() -> None:
    """A verb of the reader's stands alone."""
    assert verbs("Create a register of homes.", Tagged(0, 0, 0.9)) == []


def test_items_of_a_list_become_planned_measures() -> None:
    """In a whole report each item has one measure; the heading above has none."""
    text = (
        "1. Grow trade\n\n"
        "a) Guide growth along the quay.\n\n"
        "b) Use local plans to track repairs.\n\n"
        "c) Respect the limits of the bay.\n"
    )
    report = parse_report(text, name="plan")
    found = [
        (one.verb.of(text), one.object.of(text), one.stage)
        for one in extract(report).measures
    ]
    assert [verb for verb, _, _ in found] == ["Guide", "Use", "Respect"]
    assert all(stage == "Planned" and what for _, what, stage in found)
