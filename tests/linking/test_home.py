"""Whose a report is, by its title."""

from __future__ import annotations

import pytest

from policygraph.linking.home import home_of_title
from policygraph.pipeline import build_graph
from policygraph.report import parse_report


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Work Plan of Chongqing", "Chongqing"),
        ("Anhui Province's Plan for Rivers", "Anhui"),
        ("Ghana Vision 2040", "Ghana"),
        ("Budget Speech for Ontario, 2031", "Ontario"),
        ("City of Osaka Transport Plan", "Osaka"),
        ("Growth for Portugal: A Programme", "Portugal"),
    ],
)
def test_the_place_that_a_title_is_of_is_the_report_s(title: str, place: str) -> None:
    """It opens the title, or ends a part of it behind "of", "for" or "in"."""
    assert home_of_title(title) == place


@pytest.mark.parametrize(
    "title",
    [
        "Trade with Ghana",
        "Hunan and Hubei Joint Plan",
        "Ghana-Togo Corridor Plan",
        "Paris Agreement Work Programme",
        "The Plan of Reading for All",
        "A Plan for Rivers",
    ],
)
def test_a_title_that_leaves_a_choice_says_nothing(title: str) -> None:
    """Two places, a place that something else is called by, or a word that is a place elsewhere."""
    assert home_of_title(title) == ""


def test_a_project_in_two_reports_of_one_place_is_one_node() -> None:
    """The titles alone say that both are of Chongqing."""
    planned = "Work Plan of Chongqing\n\n(1) Roads\nWe will complete the Chongqing-Kunming high-speed railway.\n"
    achieved = "Report for Chongqing\n\n(1) Roads\nThe Chongqing-Kunming high-speed railway was completed.\n"
    projects = [_projects(text) for text in (planned, achieved)]
    assert projects[0] & projects[1]


def _projects(text: str) -> set[str]:
    triples = build_graph(parse_report(text, name="plan")).triples
    return {
        triple.subject
        for triple in triples
        if "/project-chongqing_kunming" in triple.subject
    }
