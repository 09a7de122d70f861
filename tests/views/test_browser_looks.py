"""How the page looks and how it reads: nothing overlaps or is cut off, and axe-core finds no violation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opened_page import NARROW, WIDE

from policygraph.views import VIEWS, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

    from policygraph.views import Network

pytestmark = pytest.mark.browser

AROUND = "place-Chongqing"
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
        const below = y > size.height && !scene.frame;
        if (x < 0 || x > size.width || y < 0 || below) faults.push(`node ${one.key} is outside`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
    const parts = 'header, header > *, #views button, #tools > *, #panel h2, #status';
    for (const part of document.querySelectorAll(parts)) {
        const box = part.getBoundingClientRect();
        const outside = box.left < -0.5 || box.right > innerWidth + 0.5;
        if (box.width && outside) faults.push(`${part.id || part.tagName} is cut off`);
    }
    return faults;
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("renderer", ["pyvis", "canvas"])
def test_nothing_overlaps_and_nothing_is_cut_off(
    opened: Callable[..., Opened], small_network: Network, renderer: str, size: dict[str, int]
) -> None:
    """In each view labels keep apart, nodes are inside the stage, and no control leaves the window."""
    one = opened(render(small_network, renderer=renderer), size=size)  # type: ignore[arg-type]
    for view in VIEWS:
        around = AROUND if view == "neighbourhood" else ""
        one.page.evaluate("([view, around]) => policygraph.go({view, around, node: around})", [view, around])
        one.page.wait_for_timeout(200)
        assert one.page.evaluate(FAULTS) == [], view
        assert view == "matrix" or one.page.evaluate("policygraph.renderer.labels().length"), view
    one.check_quiet()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(opened: Callable[..., Opened], small_network: Network, dark: bool) -> None:  # noqa: FBT001
    """Every view with its panel open, the search list and the list of what is drawn pass all of axe-core's rules."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only this test needs it

    one = opened(render(small_network, renderer="canvas"), dark=dark)
    one.page.locator("#listing summary").click()
    for view in ("overview", "neighbourhood", "matrix"):
        one.page.evaluate("([view, node]) => policygraph.go({view, around: '', node})", [view, AROUND])
        one.page.wait_for_timeout(100)
        found = Axe().run(one.page)
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == [], view
    one.page.evaluate("policygraph.go({edge: '0', node: ''})")
    one.page.locator("#search").fill("o")
    found = Axe().run(one.page)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == []
