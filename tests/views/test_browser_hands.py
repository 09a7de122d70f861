"""Buttons, keys and fingers on the drawing, and what stands in the panel beside it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from opened_page import NARROW
from two_plans import RIVER, SUM, two_plans

from policygraph.views import Start, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

SCALE = "policygraph.renderer.camera().k"


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the two plans."""
    return render(two_plans())


def corner(one: Opened) -> list[int]:
    """The colour of a point of the drawing at the edge of the stage."""
    found: list[int] = one.page.evaluate(
        """() => {
            const dot = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
            dot.drawImage(document.querySelector('#stage canvas'), 4, 4, 1, 1, 0, 0, 1, 1);
            return [...dot.getImageData(0, 0, 1, 1).data];
        }"""
    )
    return found


def saved(one: Opened, name: str) -> str:
    """What the menu of exports saves."""
    one.page.locator("#export summary").click()
    with one.page.expect_download() as download:
        one.page.locator(f"[data-export={name}]").click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_keys_and_buttons_zoom_and_show_all(
    opened: Callable[..., Opened], html: str
) -> None:
    """Plus, minus and 0 do what the three buttons in the corner do."""
    one = opened(html, "#view=network")
    one.rest()
    whole = one.page.evaluate(SCALE)

    def near() -> float:
        one.rest()
        return float(one.page.evaluate(SCALE)) / whole

    one.page.focus("#stage")
    one.page.keyboard.press("+")
    assert near() == pytest.approx(1.3)
    one.page.keyboard.press("=")
    assert near() == pytest.approx(1.69)
    one.page.keyboard.press("-")
    assert near() == pytest.approx(1.3)
    one.page.keyboard.press("0")
    assert near() == pytest.approx(1)
    one.page.locator("#zoom-in").click()
    assert near() == pytest.approx(1.4)
    one.page.locator("#zoom-out").click()
    assert near() == pytest.approx(1)
    one.page.locator("#zoom-in").click()
    one.page.locator("#zoom-fit").click()
    assert near() == pytest.approx(1)
    one.check_quiet()


def test_the_drawing_is_dragged_by_its_ground(
    opened: Callable[..., Opened], html: str
) -> None:
    """Where no node is, the hand moves the whole drawing with it."""
    one = opened(html, "#view=network")
    one.rest()
    before = one.place("ford")
    x, y = one.place("ford")
    ground = one.page.locator("#stage").bounding_box()
    assert ground is not None
    x, y = ground["x"] + 6, ground["y"] + 6
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x + 40, y + 30, steps=4)
    one.page.mouse.up()
    one.rest()
    assert one.place("ford") == pytest.approx((before[0] + 40, before[1] + 30), abs=1)
    one.check_quiet()


def test_what_was_moved_is_put_back_at_once(
    opened: Callable[..., Opened], html: str
) -> None:
    """After two nodes were dragged, one button puts both where they stood."""
    one = opened(html, "#view=network")
    one.rest()
    before = {key: one.place(key) for key in ("rail", "sum")}
    for key, (x, y) in before.items():
        one.page.mouse.move(x, y)
        one.page.mouse.down()
        one.page.mouse.move(x + 25, y + 12, steps=4)
        one.page.mouse.up()
        one.rest()
        assert one.place(key) == pytest.approx((x + 25, y + 12), abs=1)
    one.page.get_by_role("button", name="Put back 2").click()
    one.rest()
    assert {key: one.place(key) for key in before} == before
    one.check_quiet()


def test_a_lasso_is_thrown_without_a_keyboard(
    opened: Callable[..., Opened], html: str
) -> None:
    """After the button, a finger's way around everything picks all that is drawn."""
    one = opened(html, "#view=network", size=NARROW)
    one.rest()
    one.page.get_by_role("button", name="Lasso").click()
    box = one.page.locator("#stage").bounding_box()
    assert box is not None
    left, top = box["x"] + 2, box["y"] + 2
    right, bottom = left + box["width"] - 4, top + box["height"] - 46
    one.page.mouse.move(left, top)
    one.page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top + 5)):
        one.page.mouse.move(x, y, steps=4)
    one.page.mouse.up()
    single = one.page.evaluate("policygraph.scene.nodes.filter(one => one.node).length")
    assert one.page.inner_text("#panel h2") == f"{single} things picked together"
    one.check_quiet()


def test_the_palette_is_turned_by_hand_and_follows_the_system(
    opened: Callable[..., Opened], html: str
) -> None:
    """The canvas changes with the page; what was chosen by hand stays, whatever the system does."""
    one = opened(html, "#view=map")
    one.rest()
    light = corner(one)
    one.page.emulate_media(color_scheme="dark")
    one.until("document.documentElement.dataset.theme !== undefined")
    one.rest()
    dark = corner(one)
    assert sum(dark[:3]) < sum(light[:3]) / 2
    one.page.locator("#theme").click()
    one.rest()
    assert corner(one) == light
    one.page.emulate_media(color_scheme="light")
    one.page.emulate_media(color_scheme="dark")
    one.rest()
    assert corner(one) == light
    one.page.locator("#theme").click()
    one.rest()
    assert corner(one) == dark
    one.check_quiet()


def test_a_class_of_the_overview_opens_and_tells_its_members(
    opened: Callable[..., Opened], html: str
) -> None:
    """Double click and button open it in the drawing; its panel lists it and leads to its table; tasks open, too."""
    one = opened(html)
    one.double_click("class:Place")
    assert {"ford", "isle"} <= set(one.drawn())
    one.double_click("class:Place")
    assert "ford" not in one.drawn()
    one.click("class:Place")
    assert one.page.inner_text("#panel h2") == "Place"
    assert one.page.locator("#panel li").count() == 7
    one.page.get_by_role("button", name="Open in the drawing").click()
    assert "ford" in one.drawn()
    one.page.get_by_role("button", name="Close in the drawing").click()
    assert "ford" not in one.drawn()
    one.double_click("key-2030")
    assert "task-2030" in one.drawn()
    one.page.locator("#listing summary").click()
    one.page.locator("#list button", has_text="Place · 7").click()
    one.page.get_by_role("button", name="As a table").click()
    assert (one.state("view"), one.state("table")) == ("tables", "Place")
    one.check_quiet()


def test_what_a_task_touches_is_listed_with_its_sentences(
    opened: Callable[..., Opened], html: str
) -> None:
    """In the tree of tasks, a count leads to what it counts; an address that means nothing leads to the first panel."""
    one = opened(html, "#view=tasks")
    one.click("touch:key-2030 Place")
    assert one.page.inner_text("#panel .kind") == "Place · 2"
    assert one.page.locator("#panel section").first.locator("li").count() == 2
    assert one.page.inner_text("#panel blockquote") == RIVER
    one.click("touch:key-2030 Industry")
    assert one.page.locator("#panel blockquote").all_inner_texts() == [RIVER, SUM]
    rows = list(csv.DictReader(io.StringIO(saved(one, "csv"))))
    counted = [row for row in rows if row["linkage"] == "concerns"]
    assert ("(1) Build in 2030", "Place", "2") in {
        (row["source"], row["target"], row["count"]) for row in counted
    }
    for key in ("touch:nothing Place", "ribbon:%E0%A4%A 1", "class:Nothing"):
        one.page.evaluate("node => policygraph.go({node})", key)
        assert one.page.inner_text("#panel h2") == "What the reports say"
    one.check_quiet()


def test_an_overview_is_taken_away_with_what_its_ribbons_stand_for(
    opened: Callable[..., Opened], html: str
) -> None:
    """A ribbon's row has its count and the sentences behind it."""
    one = opened(html)
    rows = list(csv.DictReader(io.StringIO(saved(one, "csv"))))
    ribbon = next(
        row
        for row in rows
        if {row["source"], row["target"]} == {"(1) Build in 2030", "Place · 7"}
    )
    assert (ribbon["count"], ribbon["sentences"]) == ("2", RIVER)
    one.check_quiet()


def test_columns_keep_their_headings_in_a_drawing_that_is_saved(
    opened: Callable[..., Opened], html: str
) -> None:
    """Industries, projects and places stand above the columns of the saved drawing as on the screen."""
    one = opened(html, "#view=bipartite")
    text = saved(one, "svg")
    for heading in ("Industries", "Projects", "Places"):
        assert f">{heading}</text>" in text
    one.check_quiet()


def test_a_saved_file_is_let_go_of_in_the_end(
    opened: Callable[..., Opened], html: str
) -> None:
    """Ten seconds after a download the page no longer holds the file in memory."""
    one = opened(html, "#view=network")
    one.page.clock.install()
    one.page.evaluate(
        """() => {
            const [made, revoke] = [[], URL.revokeObjectURL];
            window.released = made;
            URL.revokeObjectURL = address => { made.push(address); revoke.call(URL, address); };
        }"""
    )
    saved(one, "csv")
    assert one.page.evaluate("window.released.length") == 0
    one.page.clock.fast_forward(11_000)
    assert one.page.evaluate("window.released.length") == 1
    one.check_quiet()


def test_what_lies_far_is_told_of_and_shown_where_it_is_alone(
    opened: Callable[..., Opened], html: str
) -> None:
    """A map opens on where the things are; the place that lies far is listed, and zoomed to when it is all there is."""
    one = opened(html, "#view=map")
    one.page.get_by_role("button", name="1 place lies far from here").click()
    assert one.page.locator("#panel li").all_inner_texts() == ["Distant Isle"]
    one.page.evaluate(
        "policygraph.go({keyTask: 'key-2031', hide: new Set(['Project'])})"
    )
    one.rest()
    assert one.drawn() == ["isle"]
    box = one.page.locator("#stage").bounding_box()
    assert box is not None
    x, y = one.place("isle")
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    one.check_quiet()


def test_what_has_no_linkage_is_counted_and_drawn_when_asked_for(
    opened: Callable[..., Opened],
) -> None:
    """In the network it stands as one line below the rest, and in what is taken away it stands by name."""
    network = two_plans()
    kept = tuple(edge for edge in network.edges if 4 not in {edge.source, edge.target})
    one = opened(render(replace(network, edges=kept)), "#view=network")
    assert network.nodes[4].label == "Mill"
    assert "mill" not in one.drawn()
    rows = list(csv.DictReader(io.StringIO(saved(one, "csv"))))
    assert "Mill" in {row["source"] for row in rows}
    one.click("more:alone")
    assert "mill" in one.drawn()
    one.click("more:alone")
    assert "mill" not in one.drawn()
    one.check_quiet()


def test_a_page_opens_on_the_classes_that_were_asked_for(
    opened: Callable[..., Opened],
) -> None:
    """The others can be switched on, which the address then tells; what is as at first the address leaves out."""
    html = render(two_plans(), Start(view="network", types=("Place", "Project")))
    one = opened(html)
    assert one.state("hide") == ["Industry", "Institution", "Result", "Target"]
    assert "rail" not in one.drawn()
    one.page.evaluate("policygraph.go({node: 'ford'})")
    assert "hide" not in one.page.evaluate("location.hash")
    one.page.locator("#legend label[data-type=Institution] input").check()
    assert "rail" in one.drawn()
    assert "hide=Industry" in one.page.evaluate("location.hash")
    one.check_quiet()


def test_a_panel_leads_two_steps_around_and_out_of_a_chain(
    opened: Callable[..., Opened], html: str
) -> None:
    """Two steps reach farther than one; what only tasks join is chained through them; a button leaves the chain."""
    one = opened(html, "#view=network&node=rail")
    one.page.get_by_role("button", name="Open neighbours").click()
    assert (one.state("view"), one.state("around")) == ("neighbourhood", "rail")
    one.page.evaluate("policygraph.go({view: 'network', around: ''})")
    near = "policygraph.scene.nodes.filter(one => !one.faded).length"
    one.page.get_by_role("button", name="1 step", exact=True).click()
    first = one.page.evaluate(near)
    one.page.get_by_role("button", name="2 steps").click()
    assert one.page.evaluate(near) > first
    one.page.evaluate("policygraph.go({from: 'range', to: 'ford'})")
    assert one.page.locator("#panel h3").first.inner_text() == "Step 1"
    one.page.get_by_role("button", name="Leave the chain").click()
    assert one.state("from") == one.state("to") == ""
    one.page.evaluate(
        "policygraph.go({from: 'lock', to: 'moor', without: new Set(['inIndustry', 'isPartOf'])})"
    )
    assert one.page.locator("#panel h3").count() > 1
    assert "concerns" in one.page.locator("#panel em").all_inner_texts()[1]
    one.check_quiet()


def test_a_chain_stands_upright_on_a_phone(
    opened: Callable[..., Opened], html: str
) -> None:
    """One node below the other, in the middle of the stage."""
    one = opened(html, "#from=rail&to=quay", size=NARROW)
    one.rest()
    assert one.drawn() == ["rail", "river", "quay"]
    places = [one.place(key) for key in one.drawn()]
    assert len({x for x, _ in places}) == 1
    assert [y for _, y in places] == sorted(y for _, y in places)
    one.check_quiet()


def test_the_way_up_from_a_task_leads_there(
    opened: Callable[..., Opened], html: str
) -> None:
    """Above a measure its task and key task stand as steps; below a sentence, too, and its report if there are two."""
    one = opened(html, "#node=do-2030")
    one.page.locator("#panel .way button", has_text="Rail in 2030").first.click()
    assert one.state("node") == "task-2030"
    one.page.evaluate("policygraph.go({node: 'rail'})")
    way = one.page.locator("#panel .sentences").first.locator(".way button")
    assert [step.strip("› ") for step in way.all_inner_texts()[:2]] == [
        "Plan",
        "(1) Build in 2030",
    ]
    way.nth(1).click()
    assert one.state("node") == "key-2030"
    one.check_quiet()


def test_a_picked_view_of_neighbours_is_that_of_what_is_picked(
    opened: Callable[..., Opened], html: str
) -> None:
    """Going to the neighbourhood from another view keeps to the node that is picked."""
    one = opened(html, "#view=network&node=quay")
    one.page.locator("#views [data-view=neighbourhood]").click()
    assert one.state("around") == "quay"
    one.page.locator("#views [data-view=network]").click()
    assert one.state("around") == ""
    one.check_quiet()
