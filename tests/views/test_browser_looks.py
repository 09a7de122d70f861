"""How the page looks and how it reads: nothing overlaps or is cut off, and axe-core finds no violation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from opened_page import NARROW, WIDE

from accessibility import violations
from policygraph.rdf import read_triples
from policygraph.views import VIEWS, read_network, render
from policygraph.views.model import Edge, Network, Node

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from opened_page import Opened
    from playwright.sync_api import ViewportSize

pytestmark = pytest.mark.browser

AROUND = "place-1814906"
FAULTS = """() => {
    const {scene, renderer} = policygraph, size = renderer.size(), at = renderer.camera();
    const labels = document.getElementById('stage').hidden ? [] : renderer.labels();
    const faults = [];
    labels.forEach((a, i) => labels.slice(i + 1).forEach(b => {
        if (a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
            faults.push(`labels ${a.lines} and ${b.lines} overlap`);
    }));
    for (const a of labels) if (a.x < 0 || a.y < 0 || a.x + a.w > size.width || a.y + a.h > size.height)
        faults.push(`label ${a.lines} is cut off`);
    for (const one of scene.nodes) {
        const [x, y] = [(one.x - at.x) * at.k + size.width / 2, (one.y - at.y) * at.k + size.height / 2];
        const r = Math.max(1.4, one.r * Math.min(1.6, at.k ** 0.6));
        const below = y + r > size.height && !scene.frame;
        if (x < r || x > size.width - r || y < r || below) faults.push(`node ${one.key} is outside`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
    const parts = 'header, header > *, #views button, #tools > *, #panel h2, #status';
    for (const part of document.querySelectorAll(parts)) {
        const box = part.getBoundingClientRect();
        const outside = box.left < -0.5 || box.right > innerWidth + 0.5;
        if (box.width && outside) faults.push(`${part.id || part.tagName} is cut off`);
    }
    for (const part of document.querySelectorAll('body *')) {
        const look = getComputedStyle(part), scrolls = /auto|scroll/.test(look.overflowX);
        const own = [...part.childNodes].some(child => child.nodeType === 3 && child.data.trim());
        const seen = part.getClientRects().length && look.display !== 'inline' && !part.closest('.hidden');
        if (own && seen && !scrolls && part.scrollWidth > part.clientWidth + 1)
            faults.push(`'${part.textContent}' is cut off`);
    }
    return faults;
}"""
NAMED = """document.getElementById('stage').hidden
    ? document.querySelector(':is(#matrix, #sheet):not([hidden]) :is(td, div, p) :is(button, [role=button])') !== null
    : policygraph.renderer.labels().length > 0"""
"""Whether the view shows something that has a name."""
SABOTAGE = {
    "overlap": "policygraph.renderer.labels().push({...policygraph.renderer.labels()[0]})",
    "label .* is cut off": "policygraph.renderer.labels()[0].x = -3",
    "is outside": "policygraph.scene.nodes[0].x = 1e5",
    "'A long .*' is cut off": """(() => {
        const part = document.querySelector('#panel h2');
        part.textContent = 'A long heading that no panel has room for on one line';
        part.style.whiteSpace = 'nowrap';
        part.style.overflow = 'hidden';
    })()""",
}


@pytest.fixture(scope="module")
def networks(small_network: Network, seed_graph: Path) -> dict[str, Network]:
    """The small hand-made network and the seed's."""
    return {"small": small_network, "seed": read_network(read_triples(seed_graph))}


@pytest.mark.parametrize("graph", ["small", "seed"])
def test_nothing_overlaps_and_nothing_is_cut_off(
    opened: Callable[..., Opened],
    networks: dict[str, Network],
    graph: str,
) -> None:
    """In each view, wide and narrow, labels keep apart, nodes are inside the stage, and every text has its room."""
    one = opened(render(networks[graph]))
    for size in (WIDE, NARROW):
        one.page.set_viewport_size(size)
        for view in VIEWS:
            around = AROUND if view == "neighbourhood" else ""
            one.page.evaluate(
                "([view, around]) => policygraph.go({view, around, node: around})",
                [view, around],
            )
            one.until(
                f"document.getElementById('stage').hidden || policygraph.renderer.size().width <= {size['width']}"
            )
            one.rest()
            assert one.page.evaluate(FAULTS) == [], (view, size)
            assert one.page.evaluate(NAMED), view
    one.check_quiet()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("table", ["Project", "Target", "promises", "KeyTask"])
def test_a_table_is_read_without_going_sideways(
    opened: Callable[..., Opened],
    networks: dict[str, Network],
    table: str,
    size: ViewportSize,
) -> None:
    """All columns have room in the window; on a phone each cell stands below the other, with its column's name."""
    one = opened(render(networks["seed"]), f"#view=tables&table={table}", size=size)
    wider = "(() => { const b = document.querySelector('#rows .scroll'); return b.scrollWidth - b.clientWidth; })()"
    assert one.page.evaluate(wider) <= 0
    heads = one.page.evaluate(
        """[...document.querySelector('#rows tbody tr').cells].slice(1).filter(cell => cell.getClientRects().length)
            .map(cell => [cell.dataset.head, getComputedStyle(cell, '::before').content])"""
    )
    assert heads[-1][0] == "Sentence"
    for head, shown in heads:
        assert shown == (f'"{head}"' if size is NARROW else "none")
    one.check_quiet()


def test_columns_that_say_nothing_are_left_out_of_the_table_alone(
    opened: Callable[..., Opened], networks: dict[str, Network]
) -> None:
    """A column without a value in any row does not take room; filtered rows may bring it back."""
    one = opened(render(networks["seed"]), "#view=tables&table=sums")
    heads = "[...document.querySelectorAll('#rows thead th')].map(head => head.innerText.trim())"
    shown = one.page.evaluate(heads)
    assert "By" not in shown
    assert {"What it is for", "Where"} <= set(shown)
    one.check_quiet()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_an_overview_of_many_tasks_shows_those_that_concern_most_and_every_class(
    opened: Callable[..., Opened], size: ViewportSize
) -> None:
    """Twelve of thirty stand beside the classes; opened, all do, and the classes are still on the first screen."""
    base = "https://w3id.org/policygraph/id/"
    nodes = [Node(f"{base}task-{n}", f"Task {n}", "KeyTask") for n in range(30)]
    nodes += [Node(f"{base}place-{n}", f"Place {n}", "Place") for n in range(400)]
    nodes += [Node(f"{base}maker-{n}", f"Maker {n}", "Institution") for n in range(400)]
    edges = [
        Edge(task, 30 + n, "concerns") for task in range(30) for n in range(task + 1)
    ]
    one = opened(
        render(Network("Many", tuple(nodes), tuple(edges), (), base)), size=size
    )
    one.rest()
    tasks = [key for key in one.drawn() if key.startswith("task-")]
    assert tasks == [f"task-{n}" for n in range(18, 30)]
    labels = "policygraph.renderer.labels().flatMap(one => one.lines)"
    assert {"Place · 400", "Institution · 400", "18 more"} <= set(
        one.page.evaluate(labels)
    )
    one.click("more:tasks")
    one.rest()
    assert sum(key.startswith("task-") for key in one.drawn()) == 30
    assert {"Place · 400", "Institution · 400"} <= set(one.page.evaluate(labels))
    one.check_quiet()


def test_a_matrix_opens_on_two_classes_that_are_joined(
    opened: Callable[..., Opened], networks: dict[str, Network]
) -> None:
    """Where nothing joins industries and places, the two stand against each other that most linkages join."""
    one = opened(render(networks["seed"]), "#view=matrix")
    assert one.page.locator("#matrix tbody button.cell:not(.faint)").count() > 0
    assert (one.state("rows"), one.state("cols")) == ("Project", "Industry")
    assert "rows" not in one.page.evaluate("location.hash")
    one.page.locator("#axis-cols").select_option("Place")
    assert "cols=Place" in one.page.evaluate("location.hash")
    one.check_quiet()


@pytest.mark.parametrize("fault", SABOTAGE)
def test_the_check_sees_what_it_looks_for(
    opened: Callable[..., Opened], small_network: Network, fault: str
) -> None:
    """A label on another or beyond the edge, a node outside and a text without room are each found."""
    one = opened(
        render(small_network),
        f"#view=neighbourhood&around={AROUND}&node={AROUND}",
    )
    assert one.page.evaluate(FAULTS) == []
    one.page.evaluate(SABOTAGE[fault])
    assert re.search(fault, " ".join(one.page.evaluate(FAULTS)))


def test_what_is_printed_is_dark_on_white(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Printed in the dark palette, the drawing stands on white paper as lines; afterwards it is dark again."""
    one = opened(render(small_network), "#view=network", dark=True)
    paper = (
        "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    )
    dark = one.page.evaluate(paper)
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    one.page.emulate_media(media="print", color_scheme="dark")
    assert one.page.evaluate(paper) == "#ffffff" != dark
    assert one.page.locator("#print svg > rect").get_attribute("fill") == "#ffffff"
    assert one.page.locator("#print svg").is_visible()
    assert "Kunming" in one.page.locator("#print svg text").all_text_contents()
    assert not one.page.locator("#stage, #filters, #views").filter(visible=True).count()
    one.page.emulate_media(media="screen", color_scheme="dark")
    one.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert one.page.evaluate(paper) == dark
    assert one.page.locator("#print svg").count() == 0
    one.check_quiet()


def test_the_wheel_scrolls_a_long_list_and_zooms_a_network(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """In the tree of tasks the wheel goes down to the last task and not beyond; in a network it zooms."""
    short = {"width": 1000, "height": 360}
    one = opened(render(small_network), "#view=tasks", size=short)
    scale, low = "policygraph.renderer.camera().k", "policygraph.renderer.camera().y"
    before = one.page.evaluate(low)
    one.page.mouse.move(*one.place(one.drawn()[0]))
    one.page.mouse.wheel(0, 5000)
    one.until(f"{low} > {before}")
    assert one.page.evaluate(scale) == 1
    bottom = "policygraph.renderer.camera().y + policygraph.renderer.size().height / 2 - policygraph.scene.frame.bottom"
    assert abs(one.page.evaluate(bottom)) < 1
    one.page.evaluate("policygraph.go({view: 'network'})")
    one.until("!policygraph.scene.frame")
    near = one.page.evaluate(scale)
    one.page.mouse.wheel(0, -300)
    one.until(f"{scale} > {near}")
    one.check_quiet()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(
    opened: Callable[..., Opened],
    small_network: Network,
    dark: bool,  # noqa: FBT001
) -> None:
    """Every view with its panel open, the search list and the list of what is drawn pass all of axe-core's rules."""
    one = opened(render(small_network), dark=dark)
    one.page.locator("#listing summary").click()
    for view in [*VIEWS, "search", "bars"]:
        changes = {"view": view, "around": "", "node": AROUND, "q": "", "chart": ""}
        if view == "search":
            changes["q"] = "railway"
        if view == "bars":
            changes |= {"view": "tables", "table": "Place", "chart": "bars"}
        one.page.evaluate("changes => policygraph.go(changes)", changes)
        one.rest()
        assert violations(one.page, colours_alone=dark) == [], view
    one.page.evaluate("policygraph.go({edge: '0', node: ''})")
    one.page.locator("#search").fill("o")
    assert violations(one.page, colours_alone=dark) == []
