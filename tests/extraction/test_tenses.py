"""The auxiliaries before a verb tell how far a measure is."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.tenses import stages_told
from policygraph.report import parse_report


@pytest.mark.parametrize(
    ("text", "verb", "stage"),
    [
        ("They will soon build it", "build", "Planned"),
        ("It should also be built", "built", None),
        ("The toll is now being cut", "cut", "Underway"),
        ("They are actively cutting it", "cutting", "Underway"),
        ("The toll has already been cut", "cut", "Achieved"),
        ("They have cut it", "cut", "Achieved"),
        ("They have begun the work", "begun", None),
        ("They have been cutting it", "cutting", None),
        ("They would have been cut", "cut", None),
        ("They may have cut it", "cut", None),
        ("The toll being cut helps", "cut", None),
        ("They cut it", "cut", None),
        ("The toll is cut", "cut", None),
    ],
)
def test_auxiliaries_tell_the_stage(text: str, verb: str, stage: str | None) -> None:
    """Where they leave it open the network says."""
    words = text.split()
    assert stages_told(words, [0] * len(words), [words.index(verb)]) == [stage]


def test_another_sentence_tells_nothing() -> None:
    """What stands before the sentence's first word is not looked at."""
    words = ["So", "they", "will", "Build", "it"]
    assert stages_told(words, [0, 0, 0, 1, 1], [3]) == [None]


def test_what_goes_on_behind_one_auxiliary_is_told_with_it() -> None:
    """The second verb has none of its own; the third says something else."""
    words = [
        "We",
        "are",
        "mending",
        "the",
        "mill",
        ",",
        "and",
        "building",
        "weirs",
        ".",
        "We",
        "build",
    ]
    sentences = [0] * 10 + [1] * 2
    assert stages_told(words, sentences, [2, 7, 11]) == ["Underway", "Underway", None]


def test_what_a_speech_says_is_going_on_is_underway() -> None:
    """What is being done, and what has been done, are told from what will be."""
    text = (
        "Roads\n\nThe coastal road is being widened. We have already opened two clinics "
        "in the north. We will build a new port in Tansy.\n"
    )
    report = parse_report(text, name="speech")
    stages = [one.stage for one in extract(report).measures]
    assert stages == ["Underway", "Achieved", "Planned"]
