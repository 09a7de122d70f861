"""Walls of text: paragraphs of more sentences than anybody writes are parted, all others stay as they are."""

from __future__ import annotations

import re
import textwrap

from policygraph.report import parse_report
from policygraph.report.walls import MOST, without_walls


def test_a_wall_is_parted_and_nothing_of_it_is_lost() -> None:
    """Its paragraphs follow each other, hold its sentences in order, and have as many as may be."""
    text = "Rivers\n\n" + " ".join(f"Road {i} is built." for i in range(2 * MOST + 1))
    report = parse_report(text, name="wall")
    of_wall = report.paragraphs[1:]
    held = [
        [one.span for one in report.sentences if one.paragraph == at]
        for at in range(1, len(report.paragraphs))
    ]
    assert [len(spans) for spans in held] == [MOST, MOST, 1]
    assert [(spans[0].begin, spans[-1].end) for spans in held] == [
        (paragraph.span.begin, paragraph.span.end) for paragraph in of_wall
    ]
    assert [paragraph.line for paragraph in of_wall] == [3, 3, 3]


def test_a_stretch_knows_its_line() -> None:
    """Where a wall runs over several lines, each stretch tells the line that it begins on."""
    prose = " ".join(
        f"The road to the {name} harbour is widened before the end of the year."
        for name in ("northern", "southern", "eastern", "western")
    )
    text = textwrap.fill(prose, 60)
    report = parse_report(text, name="lines")
    parted = without_walls(report, most=1)
    assert len(report.paragraphs) == 1
    assert [paragraph.line for paragraph in parted.paragraphs] == [
        text.count("\n", 0, match.start()) + 1
        for match in re.finditer(r"The\s+road", text)
    ]


def test_a_report_without_walls_stays_as_it_is() -> None:
    """A paragraph of as many sentences as may be is none."""
    text = " ".join(f"Road {i} is built." for i in range(MOST))
    report = parse_report(text, name="whole")
    assert len(report.paragraphs) == 1
    assert without_walls(report) is report
