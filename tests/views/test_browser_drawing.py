"""The drawing under the hand: what is named, what shines, what moves and comes back, and what cannot be lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import HOSTILE, hostile_network
from opened_page import NARROW, WIDE

from policygraph.views import render
from policygraph.views.model import Edge, Mark, Network, Node, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened
    from playwright.sync_api import ViewportSize

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/policygraph/id/"
MOST_LINKED = """() => {
    const {scene, renderer} = policygraph;
    const named = new Set(renderer.labels().filter(one => one.node).map(one => one.node.key));
    const linked = scene.nodes.filter(one => one.node && one.node.degree && !one.far);
    linked.sort((a, b) => b.node.degree - a.node.degree || a.node.i - b.node.i);
    return linked.slice(0, 30).map(one => [one.key, named.has(one.key)]);
}"""
OVERLAPS = """() => {
    const labels = policygraph.renderer.labels(), found = [];
    labels.forEach((a, i) => labels.slice(i + 1).forEach(b => {
        if (a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h) found.push([a.lines, b.lines]);
    }));
    return found;
}"""
IN_SIGHT = """() => {
    const {scene, renderer} = policygraph, at = renderer.camera(), size = renderer.size();
    return scene.nodes.filter(one => Math.abs(one.x - at.x) * at.k < size.width / 2
        && Math.abs(one.y - at.y) * at.k < size.height / 2).length;
}"""


def entangled(count: int = 700) -> Network:
    """Places in a ring of hubs with many leaves, some located, and projects between them: one large part."""
    types = ("Place", "Institution", "Project", "Industry", "Target")
    nodes = tuple(
        Node(
            f"{BASE}thing-{n}",
            f"{types[n % 5]} of the {n}th kind",
            types[n % 5],
            longitude=100.0 + n % 17 if n % 5 == 0 and n % 2 else None,
            latitude=25.0 + n % 11 if n % 5 == 0 and n % 2 else None,
        )
        for n in range(count)
    )
    edges = [Edge(n, n % 40 if n % 40 != n else 0, "partOf") for n in range(1, count)]
    edges += [Edge(n, (n + 1) % 40, "locatedIn") for n in range(40)]
    return Network("Entangled", nodes, tuple(edges), (), BASE)


@pytest.mark.parametrize(
    ("view", "size"), [("network", NARROW), ("map", WIDE)], ids=["network", "map"]
)
def test_the_thirty_most_linked_are_named_at_rest(
    opened: Callable[..., Opened], size: ViewportSize, view: str
) -> None:
    """None of their labels is dropped, and no label lies on another."""
    one = opened(render(entangled()), f"#view={view}", size=size)
    one.rest()
    found = one.page.evaluate(MOST_LINKED)
    assert len(found) == 30
    assert [key for key, named in found if not named] == []
    assert one.page.evaluate(OVERLAPS) == []
    one.check_quiet()


def test_a_picked_node_is_named_whatever_else_is(
    opened: Callable[..., Opened],
) -> None:
    """A leaf without a name at rest has one when it is picked."""
    one = opened(render(entangled()), "#view=network&node=thing-699")
    one.rest()
    keys = one.page.evaluate(
        "policygraph.renderer.labels().map(one => one.node && one.node.key)"
    )
    assert "thing-699" in keys


def test_what_a_node_is_linked_to_shines_while_the_hand_is_on_it(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """The rest of the drawing fades while the hand points at a node, and shines again when it leaves."""
    one = opened(render(small_network), "#view=network")
    one.page.mouse.move(*one.place("place-1814906"))
    one.until("policygraph.renderer.lit() === 'place-1814906'")
    faded = "document.querySelector('#stage canvas').style.opacity"
    assert float(one.page.evaluate(faded)) < 0.5
    one.page.mouse.move(5, 5)
    one.until("policygraph.renderer.lit() === ''")
    assert one.page.evaluate(faded) == ""
    one.check_quiet()


def test_a_node_is_moved_by_hand_stays_and_comes_back(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Dragged, a node stays in its new place through a filter and back; undone, it stands where it stood."""
    one = opened(render(small_network), "#view=network")
    key = "place-1814906"
    before = one.place(key)
    one.page.mouse.move(*before)
    one.page.mouse.down()
    one.page.mouse.move(before[0] + 30, before[1] - 20, steps=3)
    one.page.mouse.move(before[0] + 60, before[1] - 40, steps=3)
    one.page.mouse.up()
    one.rest()
    at = f"(() => {{ const {{x, y}} = policygraph.scene.nodes[policygraph.scene.at.get('{key}')]; return [x, y]; }})()"
    moved = one.page.evaluate(at)
    assert one.place(key) == pytest.approx((before[0] + 60, before[1] - 40), abs=1)
    one.page.locator("#legend label[data-type=Industry] input").uncheck()
    assert one.page.evaluate(at) == moved
    one.page.get_by_role("button", name="Undo").click()
    assert one.page.evaluate(at) != moved
    assert one.page.get_by_role("button", name="Undo").count() == 0
    one.check_quiet()


def test_a_lasso_picks_what_it_goes_around(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Drawn around everything with Shift held, it lists all nodes; dragging one of them then moves them all."""
    one = opened(render(small_network), "#view=network")
    stage = one.page.locator("#stage").bounding_box()
    assert stage is not None
    left, top = stage["x"] + 3, stage["y"] + 3
    right, bottom = left + stage["width"] - 6, top + stage["height"] - 6
    one.page.keyboard.down("Shift")
    one.page.mouse.move(left, top)
    one.page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top + 5)):
        one.page.mouse.move(x, y, steps=4)
    one.page.mouse.up()
    one.page.keyboard.up("Shift")
    single = one.page.evaluate("policygraph.scene.nodes.filter(one => one.node).length")
    assert one.page.inner_text("#panel h2") == f"{single} things picked together"
    place, other = "place-1804651", "place-1814906"
    before = one.place(other)
    x, y = one.place(place)
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x + 15, y + 10, steps=3)
    one.page.mouse.up()
    one.rest()
    assert one.place(other) == pytest.approx((before[0] + 15, before[1] + 10), abs=1)
    one.check_quiet()


@pytest.mark.parametrize(
    "act", ["zoom(1.4, 300, 200)", "zoom(0.8, 300, 200)", "panBy(70, -40)"]
)
def test_a_large_network_moves_as_one_picture_until_the_hand_rests(
    opened: Callable[..., Opened], act: str
) -> None:
    """Labels wait for the rest, and on the way as well as then nodes shine where they are said to stand."""
    one = opened(render(entangled(1000)), "#view=network")
    one.rest()
    on_the_way, at_rest = one.page.evaluate(
        """async () => {
            const {scene, renderer} = policygraph;
            const frames = async () => { for (let k = 0; k < 2; k += 1) await new Promise(requestAnimationFrame); };
            const hubs = [...scene.nodes].sort((a, b) => b.priority - a.priority).slice(0, 40);
            const dot = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
            const seen = hub => {
                const at = renderer.camera(), size = renderer.size();
                const [x, y] = [(hub.x - at.x) * at.k + size.width / 2, (hub.y - at.y) * at.k + size.height / 2];
                dot.clearRect(0, 0, 1, 1);
                dot.drawImage(document.querySelector('#stage canvas'), x, y, 1, 1, 0, 0, 1, 1);
                return dot.getImageData(0, 0, 1, 1).data.join();
            };
            const [labels, colours] = [renderer.labels(), hubs.map(seen)];
            // A label may come to lie on one or the other.
            const same = () => hubs.filter((hub, k) => seen(hub) === colours[k]).length;
            const now = () => [renderer.labels() === labels, same() >= 24];
            renderer.ACT;
            await frames();
            const moving = now();
            await new Promise(done => setTimeout(done, 200));
            await frames();
            return [moving, now()];
        }""".replace("ACT", act)
    )
    assert on_the_way == [True, True]
    assert at_rest == [False, True]
    one.check_quiet()


@pytest.mark.parametrize("view", ["overview", "network", "map", "tasks"])
def test_no_swipe_empties_a_view(
    opened: Callable[..., Opened], small_network: Network, view: str
) -> None:
    """However far and in whatever direction a finger swipes, zoomed in or out, something stays in sight."""
    one = opened(render(small_network), f"#view={view}", size=NARROW)
    for factor in (1, 6, 0.01):
        one.page.evaluate("factor => policygraph.renderer.zoom(factor)", factor)
        for way in ([9000, 0], [-9000, 0], [0, 9000], [0, -9000], [7000, -8000]):
            one.page.evaluate("([x, y]) => policygraph.renderer.panBy(x, y)", way)
            one.rest()
            assert one.page.evaluate(IN_SIGHT) > 0, (factor, way)
    one.check_quiet()


def test_the_panel_does_not_cover_what_is_picked(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """On a phone, the lowest node of the drawing moves up when it is picked."""
    one = opened(render(small_network), "#view=network", size=NARROW)
    key = one.page.evaluate(
        "policygraph.scene.nodes.filter(one => one.node).reduce((low, one) => (one.y > low.y ? one : low)).key"
    )
    one.page.evaluate("key => policygraph.go({node: key})", key)
    one.rest()
    panel = one.page.locator("#panel").bounding_box()
    assert panel is not None
    assert one.place(key)[1] < panel["y"] - 10
    one.check_quiet()


def test_a_ribbon_of_the_overview_leads_to_its_sentences(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """A click on the band between a key task and a class shows what it stands for."""
    one = opened(render(small_network))
    ribbon = one.page.evaluate(
        "policygraph.scene.edges.find(one => one.count && one.flow).key"
    )
    one.page.evaluate(
        "key => policygraph.go({node: key, edge: ''}, {replace: true})", ribbon
    )
    assert one.page.locator("#panel blockquote").count() > 0
    x, y = one.page.evaluate(
        """() => {
            const {scene, renderer} = policygraph, at = renderer.camera(), size = renderer.size();
            const box = document.getElementById('stage').getBoundingClientRect();
            const link = scene.edges.find(one => one.count && one.flow);
            const [a, b] = [scene.nodes[link.a], scene.nodes[link.b]];
            const mid = (p, q) => (p + q) / 2;
            return [box.x + (mid(a.x, b.x) - at.x) * at.k + size.width / 2,
                box.y + (mid(a.y, b.y) - at.y) * at.k + size.height / 2];
        }"""
    )
    one.page.evaluate("policygraph.go({node: '', edge: ''})")
    one.page.mouse.click(x, y)
    assert str(one.state("node")).startswith("ribbon:")
    one.check_quiet()


def test_a_map_tells_what_it_leaves_out(opened: Callable[..., Opened]) -> None:
    """How many places have no coordinates stands on the map, and which they are is a click away."""
    one = opened(render(entangled(60)), "#view=map")
    one.page.get_by_role("button", name="6 places have no coordinates").click()
    names = one.page.locator("#panel li").all_inner_texts()
    assert len(names) == 6
    assert "Place of the 0th kind" in names[0]
    one.check_quiet()


def test_a_matrix_counts_what_is_stated_and_its_rest_is_reached(
    opened: Callable[..., Opened],
) -> None:
    """Linkages and things linked to both are counted, being named together is a dot; the heaviest rows come first."""
    one = opened(render(crossed()), "#view=matrix&rows=Industry&cols=Place")
    rows = one.page.locator("#matrix tbody tr")
    assert rows.count() == 24
    assert rows.first.locator("th").inner_text() == "industry 0"
    first = rows.first.locator("td button")
    assert first.first.inner_text() == "3"
    assert one.page.locator("#matrix tbody button.faint").count() == 1
    one.page.get_by_role("button", name="Next rows").click()
    assert rows.count() == 6
    one.page.get_by_role("button", name="Previous rows").click()
    assert rows.count() == 24
    one.page.locator("#export summary").click()
    with one.page.expect_download() as download:
        one.page.locator("[data-export=csv]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) == 31
    assert found[0]["stated"] == "3"
    one.check_quiet()


def crossed() -> Network:
    """Thirty industries, each linked to the one place by a project; the first by two, and by a linkage of its own."""
    nodes = [Node(f"{BASE}place", "the place", "Place")]
    nodes += [Node(f"{BASE}other", "the other place", "Place")]
    nodes += [
        Node(f"{BASE}industry-{n}", f"industry {n}", "Industry") for n in range(30)
    ]
    nodes += [Node(f"{BASE}project-{n}", f"project {n}", "Project") for n in range(31)]
    edges = [
        Edge(2, 0, "locatedIn"),
        Edge(62, 2, "inIndustry"),
        Edge(62, 0, "locatedIn"),
    ]
    edges += [Edge(32 + n, 2 + n, "inIndustry") for n in range(30)]
    edges += [Edge(32 + n, 0, "locatedIn") for n in range(30)]
    edges += [Edge(1, 0, "partOf"), Edge(62, 1, "locatedIn")]
    both = Sentence("Both.", 0, None, None, (Mark(0, 2, 1), Mark(2, 4, 5)))
    return Network("Crossed", tuple(nodes), tuple(edges), (both,), BASE)


def test_what_is_taken_away_says_what_it_is(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """A drawing bears its title, its view, a legend and its report; a map has outlines; a table names the reports."""
    one = opened(render(small_network), "#view=map")
    saved = {}
    for name in ("svg", "csv"):
        one.page.locator("#export summary").click()
        with one.page.expect_download() as download:
            one.page.locator(f"[data-export={name}]").click()
        saved[name] = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert small_network.title in saved["svg"]
    assert "Map · " in saved["svg"]
    assert ">Place<" in saved["svg"]
    assert 'fill-rule="evenodd"' in saved["svg"]
    rows = list(csv.DictReader(io.StringIO(saved["csv"])))
    assert any(small_network.title in row["reports"] for row in rows)
    missing = {
        node.label
        for node in small_network.nodes
        if node.type == "Place" and node.longitude is None
    }
    assert missing <= {row["source"] for row in rows}
    one.check_quiet()


def test_charts_draw_hostile_texts_as_text_and_have_a_table(
    opened: Callable[..., Opened],
) -> None:
    """Bars and timelines of all hostile texts run nothing, and the table for readers holds each of them."""
    one = opened(render(hostile_network()))
    found = one.page.evaluate(
        """texts => {
            const {bars, timeline} = policygraph.charts;
            const rows = texts.map((text, n) => ({label: text, text, value: n, from: 2000 + n}));
            const made = [bars(rows, {title: texts[0]}), timeline(rows, {title: texts[1]})];
            document.body.append(...made);
            const count = (one, what) => one.querySelectorAll(what).length;
            return made.map(one => [count(one, 'tbody tr'), count(one, 'svg .chart-row'),
                [...one.querySelectorAll('svg rect')].map(bar => Number(bar.getAttribute('width')))]);
        }""",
        list(HOSTILE),
    )
    bars, timeline = found
    assert bars[:2] == timeline[:2] == [60, 60]
    assert bars[2] == sorted(bars[2])
    assert bars[2][59] == pytest.approx(59 * bars[2][1], rel=0.01)
    assert one.page.evaluate("window.harmed") is None
    one.check_quiet()
