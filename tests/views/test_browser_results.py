"""What was reached is told wherever what is promised is: in tables, on the first screen, in drawings and by search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.namespaces import BASE
from policygraph.views import render
from policygraph.views.model import Edge, Mark, Network, Node, Sentence
from policygraph.views.view import start_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

SAID = "In 2029 we opened 40 clinics and planted 9,500 hectares."
FACTS = {
    "clinics": (("value", "40"), ("unit", "1"), ("indicator", "clinics opened")),
    "forest": (("value", "9500"), ("unit", "hectare"), ("year", "2029")),
    "target": (("value", "12000"), ("unit", "hectare"), ("year", "2035")),
}


@pytest.fixture
def reached() -> Network:
    """A place with a target, two results, of which one is that of an industry, and measures done and planned."""

    def figure(name: str, label: str, kind: str, *sentences: int) -> Node:
        return Node(
            str(BASE[name]), label, kind, facts=FACTS[name], sentences=sentences
        )

    def measure(name: str, label: str, stage: str) -> Node:
        return Node(str(BASE[name]), label, "Measure", stage=stage, sentences=(0,))

    nodes = (
        Node(str(BASE["moor"]), "Moor", "Place", sentences=()),
        Node(str(BASE["forestry"]), "forestry", "Industry"),
        figure("clinics", "40 clinics", "Result", 0),
        figure("forest", "9,500 hectares", "Result", 0),
        figure("target", "12,000 hectares", "Target"),
        measure("done", "forest planted", "Achieved"),
        measure("planned", "forest tended", "Planned"),
    )
    edges = (
        Edge(1, 3, "hasResult", 0.9, "", (0,)),
        Edge(1, 4, "hasTarget", 0.9),
        Edge(5, 1, "concerns", None, "", (0,)),
        Edge(6, 1, "concerns"),
    )
    at = SAID.index("9,500")
    marks = (Mark(at, at + len("9,500 hectares"), 3),)
    return Network(
        "Reached", nodes, edges, (Sentence(SAID, 0, marks=marks),), str(BASE)
    )


def cells(one: Opened) -> list[list[str]]:
    """The rows of the table, without the sentences."""
    rows = one.page.locator("#rows tbody tr").all()
    return [row.locator("td:not(.stated)").all_inner_texts() for row in rows]


def test_results_have_a_table_with_value_unit_year_and_sentence(
    opened: Callable[..., Opened], reached: Network
) -> None:
    """The latest first; what is counted without a unit has none; each row leads to its sentence."""
    one = opened(render(reached), "#view=tables&table=Result")
    assert cells(one) == [
        ["9,500 hectares", "", "forestry", "2029"],
        ["40", "clinics opened", "", ""],
    ]
    said = one.page.locator("#rows td.stated").all_inner_texts()
    assert all(SAID in text for text in said)
    assert one.page.locator("#which").input_value() == "Result"
    one.check_quiet()


def test_what_was_reached_for_a_thing_is_an_answer(
    opened: Callable[..., Opened], reached: Network
) -> None:
    """Its measures that are done and its results, not what is only planned; asked in words from the first screen."""
    one = opened(render(reached))
    one.page.get_by_role("button", name="What was reached for forestry?").click()
    assert [row[:2] for row in cells(one)] == [
        ["forest planted", "Measure"],
        ["9,500 hectares", "Result"],
    ]
    one.check_quiet()


def test_the_first_screen_and_the_search_tell_results(
    opened: Callable[..., Opened], reached: Network
) -> None:
    """A line with the figure and what it counts leads to its panel, which says of what it is the result."""
    one = opened(render(reached))
    group = one.page.locator("section.top", has_text="What was reached")
    assert "40clinics opened" in "".join(group.inner_text().split("\n"))
    group.get_by_role("button", name="9,500 hectares").click()
    panel = one.page.locator("#panel").inner_text()
    assert "Result" in panel
    assert "forestry" in panel
    assert SAID in panel
    found = opened(render(reached), "#view=search&q=9,500")
    assert "9,500 hectares" in found.page.locator(".results").inner_text()
    one.check_quiet()


def test_results_are_drawn_and_chosen_like_other_classes(
    opened: Callable[..., Opened], reached: Network
) -> None:
    """`--types results` shows them and hides the rest; in the neighbourhood of a thing its results stand around it."""
    start = start_of(reached, view="network", types=["results", "industry"])
    one = opened(render(reached, start))
    assert one.state("hide") == ["Institution", "Place", "Project", "Target"]
    assert {"forest", "forestry"} <= set(one.drawn())
    assert "target" not in one.drawn()
    near = opened(render(reached), "#view=neighbourhood&around=forestry")
    assert {"forest", "forestry", "target"} <= set(near.drawn())
    one.check_quiet()
