"""What is typed is found whatever its spelling, what is picked is told, and the keyboard stays where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opened_page import NARROW

from policygraph.views import render
from policygraph.views.model import Edge, Mark, Network, Node, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/policygraph/id/"
SENTENCES = (
    "We will build the Lantern Bay electronics park.",
    "The café quarter gets a tram line.",
    "新能源汽车产业园落户灯笼湾。",
)


@pytest.fixture
def lanterns() -> Network:
    """A few things with names in two languages, each in a sentence."""
    nodes = (
        Node(
            f"{BASE}bay", "Lantern Bay", "Place", known_as=("灯笼湾",), sentences=(0, 2)
        ),
        Node(f"{BASE}park", "electronics park", "Project", sentences=(0,)),
        Node(f"{BASE}cafe", "Café Quarter", "Place", sentences=(1,)),
        Node(f"{BASE}car", "new energy vehicles", "Industry", known_as=("新能源汽车",)),
    )
    edges = (Edge(1, 0, "locatedIn", 0.9, "", (0,)), Edge(1, 3, "inIndustry", 0.8))
    sentences = tuple(
        Sentence(text, number, None, None, (Mark(0, 4, 0),))
        for number, text in enumerate(SENTENCES)
    )
    return Network("Lanterns", nodes, edges, sentences, BASE)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("lantren bay", "Lantern Bay"),
        ("elctronics", "electronics park"),
        ("CAFE quartr", "Café Quarter"),
        ("灯笼湾", "Lantern Bay"),
        ("新能源气车", "new energy vehicles"),
        ("能源汽车", "new energy vehicles"),
    ],
)
def test_a_name_is_found_in_spite_of_its_spelling(
    opened: Callable[..., Opened], lanterns: Network, typed: str, label: str
) -> None:
    """Letters swapped or left out, accents, capitals, a wrong or missing Chinese character."""
    one = opened(render(lanterns))
    one.page.locator("#search").fill(typed)
    assert label in one.page.locator("#hits li .name").all_inner_texts()
    one.check_quiet()


def test_sentences_are_found_and_lead_to_their_place(
    opened: Callable[..., Opened], lanterns: Network
) -> None:
    """Words of a sentence, Chinese ones too, find it; what no name and no sentence has is told."""
    one = opened(render(lanterns))
    for words, text in (("tram line", SENTENCES[1]), ("产业园", SENTENCES[2])):
        one.page.locator("#search").fill(words)
        assert text in one.page.locator("#hits li").all_inner_texts()[0]
    one.page.locator("#search").fill("zzzz qqqq")
    assert one.page.inner_text("#hits") == "Nothing has these words"
    one.check_quiet()


def test_what_is_picked_is_announced_and_the_keyboard_stays(
    opened: Callable[..., Opened], lanterns: Network
) -> None:
    """A screen reader hears kind and name; focus stays on the stage, in the panel, and on a table's head."""
    one = opened(render(lanterns), "#view=network")
    focus = "document.activeElement.id || document.activeElement.dataset.key"
    one.page.focus("#stage")
    one.page.keyboard.press("ArrowRight")
    assert str(one.state("node"))
    said = one.page.inner_text("#said")
    assert one.page.inner_text("#panel h2") in said
    assert one.page.evaluate(focus) == "stage"
    one.page.keyboard.press("Escape")
    assert one.page.inner_text("#said") == "Nothing is picked"
    one.page.evaluate("policygraph.go({node: 'park'})")
    one.page.locator("#panel button.node").first.focus()
    one.page.keyboard.press("Enter")
    assert one.state("node") != "park"
    assert one.page.evaluate(focus) == "panel"
    one.page.evaluate("policygraph.go({view: 'tables', table: 'Place', node: ''})")
    one.page.locator("[data-key=sort-name]").focus()
    one.page.keyboard.press("Enter")
    assert one.page.evaluate(focus) == "sort-name"
    assert one.page.locator("th[aria-sort]").count() == 1
    one.page.locator("#row-filter").press_sequentially("lantern")
    assert one.page.evaluate(focus) == "row-filter"
    assert one.page.inner_text("#row-count") == "1 row"
    one.check_quiet()


def test_two_fingers_zoom_about_what_lies_between_them(
    opened: Callable[..., Opened], lanterns: Network
) -> None:
    """Fingers that part enlarge the drawing, fingers that close shrink it, and no node is moved by it."""
    one = opened(render(lanterns), "#view=network", size=NARROW)
    touch = one.page.context.new_cdp_session(one.page)
    box = one.page.locator("#stage").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    scale = "policygraph.renderer.camera().k"
    where = "policygraph.scene.nodes.map(one => [one.x, one.y])"
    stood = one.page.evaluate(where)

    def pinch(begin: int, end: int) -> None:
        def fingers(off: float) -> list[dict[str, float]]:
            return [{"x": x - off, "y": y, "id": 0}, {"x": x + off, "y": y, "id": 1}]

        def send(kind: str, points: list[dict[str, float]]) -> None:
            touch.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
            )

        send("touchStart", fingers(begin)[:1])
        send("touchStart", fingers(begin))
        for step in range(1, 5):
            send("touchMove", fingers(begin + (end - begin) * step / 4))
        send("touchEnd", [])
        one.rest()

    before = one.page.evaluate(scale)
    pinch(30, 90)
    near = one.page.evaluate(scale)
    assert near > before * 1.5
    pinch(90, 30)
    assert one.page.evaluate(scale) < near / 1.5
    assert one.page.evaluate(where) == stood
    one.check_quiet()
