"""A table's result as bars, by year and on a map, where its columns allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_plans import two_plans

from policygraph.views import render
from policygraph.views.model import Edge, Network, Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/policygraph/id/"


@pytest.fixture
def figures() -> Network:
    """Three figures of two years, two places of which one has coordinates, and a project in each."""

    def target(number: int, value: str, year: str) -> Node:
        facts = (("value", value), ("unit", "km"), ("indicator", f"length {number}"))
        return Node(
            f"{BASE}target-{number}",
            f"{value} km",
            "Target",
            facts=(*facts, ("year", year)) if year else facts,
        )

    nodes = (
        target(0, "500", "2019"),
        target(1, "1200", "2021"),
        target(2, "80", ""),
        Node(f"{BASE}ford", "Ford", "Place", longitude=106.5, latitude=29.5),
        Node(f"{BASE}moor", "Moor", "Place"),
        Node(f"{BASE}road", "ford road", "Project"),
        Node(f"{BASE}lane", "moor lane", "Project"),
    )
    edges = (Edge(5, 3, "locatedIn"), Edge(6, 4, "locatedIn"))
    return Network("Figures", nodes, edges, (), BASE)


def test_figures_are_drawn_as_bars_and_by_year(
    opened: Callable[..., Opened], figures: Network
) -> None:
    """Bars stand longest first; years in their order, without the figure that has none; a click on a row picks it."""
    one = opened(render(figures), "#view=tables&table=Target")
    labels = "[...document.querySelectorAll('#rows .chart-label')].map(one => one.textContent)"
    one.page.locator("#as-bars").click()
    assert one.page.evaluate(labels) == ["length 1", "length 0", "length 2"]
    one.page.locator("#as-years").click()
    assert one.page.evaluate(labels) == ["length 0", "length 1"]
    assert one.page.locator("#as-years").get_attribute("aria-pressed") == "true"
    assert one.page.locator("#rows td").all_inner_texts()[1] == "2019"
    assert one.page.locator("#as-map").is_hidden()
    one.page.locator("#rows .chart-row").nth(1).click()
    assert one.state("node") == "target-1"
    one.page.locator("#as-years").click()
    assert one.page.locator("#rows tbody tr").count() == 3
    one.check_quiet()


def test_projects_are_drawn_where_they_are(
    opened: Callable[..., Opened], figures: Network
) -> None:
    """A map of the places that the rows name, one of which leads to its panel; rows without a place are counted."""
    one = opened(render(figures), "#view=tables&table=Project")
    one.page.locator("#as-map").click()
    one.rest()
    assert (
        one.page.inner_text("#rows p")
        == "1 of 2 rows name no place that has coordinates."
    )
    box = one.page.locator("#rows .on-map").bounding_box()
    assert box is not None
    one.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert one.state("node") == "ford"
    assert one.page.locator("#as-years").is_hidden()
    one.check_quiet()


def test_a_row_says_which_report_and_page_its_sentence_is_from(
    opened: Callable[..., Opened],
) -> None:
    """Where there are several reports; it can be filtered by, and is kept in the CSV."""
    one = opened(render(two_plans()), "#view=tables&table=Project")
    said = one.page.locator("#rows td.stated .from").all_inner_texts()
    assert sorted(said) == ["Plan (2030), p. 3", "Plan (2031)"]
    one.page.get_by_label("Filter rows").fill("2031")
    assert one.page.locator("#rows tbody tr").count() == 1
    one.check_quiet()
