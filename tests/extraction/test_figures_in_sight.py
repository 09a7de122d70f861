"""Figures that the reader did not mark and that are plain to see."""

from __future__ import annotations

import pytest

from policygraph.extraction.figures import with_figures
from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Measure, Mention, Rejected
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def figures(text: str, *doings: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The figures of a text in which the reader saw none, with measures of these verbs, objects and stages."""
    return seen(text, Found((), ()), *doings)


def seen(
    text: str, found: Found, *doings: tuple[str, str, str]
) -> list[tuple[str, str]]:
    """The figures of a text, by class and words."""
    report = parse_report(text, name="plan")
    measures = [
        Measure(_span(text, verb), _span(text, what), stage, 0, 0.8)
        for verb, what, stage in doings
    ]
    (window,) = windows_of(report, PIECES)
    mentions = with_figures(found, measures, window, text).mentions
    return [(one.type, one.span.of(text)) for one in mentions]


def _span(text: str, words: str) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports fell by 12.5 percent in May.", ("Result", "12.5 percent")),
        ("Growth will top 3% next year.", ("Target", "3%")),
        ("Some 17 per cent of the catch in the bay was lost.", ("Result", "Some 17 per cent of the catch")),
        ("The mill cost more than EUR 2 million to mend.", ("Result", "more than EUR 2 million")),
        ("Debt stands at 70 % of GDP today.", ("Result", "70 % of GDP")),
        ("The fund shall hold at least 400 million pesos.", ("Target", "at least 400 million pesos")),
        ("Wages rose by three and a quarter percent.", ("Result", "three and a quarter percent")),
        ("Of all boats 40 percent of them were old.", ("Result", "40 percent")),
    ],
)  # fmt: skip
def test_percentages_and_sums_are_figures(text: str, expected: tuple[str, str]) -> None:
    """Each with its bound and what it is a part of; its sentence tells whether it is promised or reached."""
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "what", "stage", "expected"),
    [
        ("Build ≥500 homes.", "≥500 homes", "Planned", ("Target", "≥500 homes")),
        ("Build 500+ schools.", "500+ schools", "Planned", ("Target", "500+ schools")),
        ("Build 500 or more homes.", "500 or more homes", "Planned", ("Target", "500 or more homes")),
        ("Build 40 rural clinics in the hills.", "40 rural clinics", "Planned", ("Target", "40 rural clinics")),
        ("Build 12 ferries.", "12 ferries", "Achieved", ("Result", "12 ferries")),
    ],
)  # fmt: skip
def test_counts_in_the_object_of_a_measure_are_figures(
    text: str, what: str, stage: str, expected: tuple[str, str]
) -> None:
    """What is to be done is a target, what is done a result."""
    assert figures(text, ("Build", what, stage)) == [expected]


@pytest.mark.parametrize(
    "what", ["the plan 2031 homes", "ships for 12 months", "a second quay"]
)
def test_years_and_spans_of_time_count_nothing(what: str) -> None:
    """A year before a noun and a duration are no figures."""
    assert figures(f"Build {what}.", ("Build", what, "Planned")) == []


def test_outside_measures_bare_counts_are_left_to_the_reader() -> None:
    """Nothing tells what "40 clinics" is in a sentence without a measure."""
    assert figures("There are 40 clinics in the hills.") == []


def test_what_the_reader_marked_stands() -> None:
    """No second figure is put over one that the reader saw."""
    text = "Exports fell by 12.5 percent in May."
    marked = Mention(_span(text, "12.5 percent"), "Target", 0.9, "reader")
    assert seen(text, Found((marked,), ())) == [("Target", "12.5 percent")]


def test_what_the_reader_half_saw_tells_the_class() -> None:
    """A candidate that was kept out for its confidence says more than the words of the sentence."""
    text = "Exports fell by 12.5 percent in May."
    unsure = Rejected(_span(text, "12.5 percent"), "Target", 0.4, "unsure")
    assert seen(text, Found((), (unsure,))) == [("Target", "12.5 percent")]


@pytest.mark.parametrize(
    ("stage", "target", "result", "expected"),
    [
        ("Planned", 0.5, 0.6, "Target"),
        ("Achieved", 0.6, 0.5, "Result"),
        ("", 0.5, 0.6, "Result"),
        ("", 0.6, 0.5, "Target"),
    ],
)
def test_a_figure_is_a_target_or_a_result(
    stage: str, target: float, result: float, expected: str
) -> None:
    """Where the reader saw both, the measure around it tells, or else what the reader is surer of."""
    text = "The fund paid 30% of the cost."
    span = _span(text, "30% of the cost")
    both = (
        Mention(span, "Target", target, "reader"),
        Mention(span, "Result", result, "reader"),
    )
    doings = [("paid", "30% of the cost", stage)] if stage else []
    assert seen(text, Found(both, ()), *doings) == [(expected, "30% of the cost")]
