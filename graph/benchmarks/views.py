"""How fast the page draws and pans, beside plain pyvis, in one run of headless Chromium.

Both draw the same generated network at the same places. Plain pyvis is its own page with physics off (and, up to 1,000
nodes, with its physics), made to work without a network: its two tags for a CDN, without which it stays blank, are
taken out. ``python graph/benchmarks/views.py [COUNT...]`` runs it for other sizes.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from policygraph.namespaces import BASE
from policygraph.views import Start, pyvis_network, render
from policygraph.views.model import ENTITY_TYPES, Edge, Network, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

SIZES = (300, 2_000, 12_000, 30_000)
PHYSICS_LIMIT = 1_000
REPEATS = 3
PAN_SECONDS = 2.0
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
# The screen's own rate would hide how much faster the faster of two pages is.
UNCAPPED = ("--disable-frame-rate-limit", "--disable-gpu-vsync")
DRAWN_TARGETS = {300: 1.2, 12_000: 0.2}
FRAME_TARGETS = {12_000: 10.0}
PLAIN, OURS = "plain pyvis, fixed", "ours"

_CDN = re.compile(r"<(?:link|script)[^>]*https?://[^>]*>(?:\s*</script>)?", re.DOTALL)
_READY = """performance.getEntriesByName('policygraph-drawn')[0]?.startTime ?? window.benchDrawn ?? 0"""
_SETTLED = (
    "() => !window.policygraph || Boolean(document.documentElement.dataset.settled)"
)
_WHERE = "JSON.stringify(window.policygraph ? policygraph.renderer.camera() : network.getViewPosition())"
# The hand moves once in each frame, so that a frame without something to draw is not counted.
_PAN = """seconds => new Promise(done => {
    const target = document.querySelector('canvas'), start = performance.now();
    let frames = 0;
    const move = () => {
        const [x, y] = [565 + frames % 60 * 3, 402 + frames % 40 * 2];
        target.dispatchEvent(new PointerEvent('pointermove', {pointerId: 1, pointerType: 'mouse', isPrimary: true,
            buttons: 1, button: -1, clientX: x, clientY: y, bubbles: true, cancelable: true, view: window}));
        frames += 1;
        const spent = (performance.now() - start) / 1000;
        if (spent < seconds) requestAnimationFrame(move);
        else done(frames / spent);
    };
    requestAnimationFrame(move);
})"""


# The wheel turns a little to and fro in each frame.
_ZOOM = """seconds => new Promise(done => {
    const target = document.querySelector('canvas'), start = performance.now();
    let frames = 0;
    const turn = () => {
        target.dispatchEvent(new WheelEvent('wheel', {deltaY: frames % 2 ? -30 : 30, clientX: 565, clientY: 402,
            bubbles: true, cancelable: true, view: window}));
        frames += 1;
        const spent = (performance.now() - start) / 1000;
        if (spent < seconds) requestAnimationFrame(turn);
        else done(frames / spent);
    };
    requestAnimationFrame(turn);
})"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page took: milliseconds to its first drawing, frames a second panned and zoomed, bytes per node."""

    drawn: float
    frames: float
    zoomed: float
    weight: float


def sample(count: int) -> Network:
    """A network of `count` entities and a third more linkages, a few of them much linked; the same each time."""
    chance = random.Random(count)  # noqa: S311 - a sample, no secret
    words = (
        "railway",
        "base",
        "district",
        "industry",
        "centre",
        "programme",
        "exchange",
        "park",
    )
    nodes = tuple(
        Node(
            f"{BASE}entity-{n}",
            f"{words[n % 8].title()} {n}",
            ENTITY_TYPES[n % len(ENTITY_TYPES)],
        )
        for n in range(count)
    )
    pairs = {(n, int(n * chance.random() ** 1.7)) for n in range(1, count)}
    pairs |= {
        (chance.randrange(count), chance.randrange(count)) for _ in range(count // 3)
    }
    edges = tuple(
        Edge(one, other, "partOf", 0.9) for one, other in sorted(pairs) if one != other
    )
    return Network(f"{count} nodes", nodes, edges, (), str(BASE))


def plain_pyvis(network: Network, *, physics: bool = False) -> str:
    """The page that pyvis itself makes of the network, able to draw without a network connection."""
    drawing = pyvis_network(network)
    if physics:
        drawing.options["physics"] = {"enabled": True}
        for node in drawing.nodes:
            del node["x"], node["y"]
    event = "stabilized" if physics else "afterDrawing"
    told = f"drawGraph(); network.once('{event}', () => {{ window.benchDrawn = performance.now(); }});"
    html: str = drawing.generate_html(notebook=False)
    return _CDN.sub("", html).replace("drawGraph();", told)


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, headless=True, args=[*ARGUMENTS, *more]
        )
        yield browser
        browser.close()


def side_by_side(
    browser: Browser, pages: Mapping[str, str], count: int, *, repeats: int = REPEATS
) -> dict[str, Measured | None]:
    """What each page takes, opened in turn, so that whatever else the machine does falls on all of them alike.

    Each figure is a median; None stands for a page that did not draw in time, which is then not opened again.
    """
    times: dict[str, list[float]] = {name: [] for name in pages}
    frames: dict[str, list[float]] = {name: [] for name in pages}
    zoomed: dict[str, list[float]] = {name: [] for name in pages}
    late: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(repeats):
            for name, html in pages.items():
                if name in late or (turn and "physics" in name):
                    continue
                path = Path(folder) / "page.html"
                path.write_text(html, encoding="utf-8")
                found = _open(browser, path)
                if found is None:
                    late.add(name)
                    continue
                times[name].append(found[0])
                frames[name].append(found[1])
                zoomed[name].append(found[2])
    return {
        name: None
        if name in late
        else Measured(
            median(times[name]),
            median(frames[name]),
            median(zoomed[name]),
            len(html.encode()) / count,
        )
        for name, html in pages.items()
    }


def _open(
    browser: Browser, path: Path, *, seconds: float = 120
) -> tuple[float, float, float] | None:
    """Milliseconds to the first complete drawing in a fresh window, and frames a second, panned and zoomed."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.set_default_timeout(seconds * 1000)
    page.goto(path.as_uri(), wait_until="commit")
    start, drawn = monotonic(), 0.0
    while not drawn and monotonic() - start < seconds:
        drawn = float(page.evaluate(_READY))
        page.wait_for_timeout(20)
    while drawn and not page.evaluate(_SETTLED):
        page.wait_for_timeout(20)
    found = None
    if drawn:
        panned = _frames_while_panning(page)
        found = (drawn, panned, float(page.evaluate(_ZOOM, PAN_SECONDS)))
    context.close()
    return found


def _frames_while_panning(page: Page) -> float:
    """Frames a second; the hand takes hold of the ground, for a node would be moved alone."""
    before = page.evaluate(_WHERE)
    for x, y in product(range(560, 760, 23), range(400, 600, 29)):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 5, y + 2, steps=4)
        page.evaluate(_PAN, PAN_SECONDS / 10)
        if page.evaluate(_WHERE) != before:
            break
        page.mouse.up()
    else:
        message = "the hand moved and the drawing did not"
        raise RuntimeError(message)
    frames = float(page.evaluate(_PAN, PAN_SECONDS))
    page.mouse.up()
    return frames


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line for each size and page, and how ours compares with plain pyvis."""
    print(
        "Page: first complete drawing, frames a second panned and zoomed, size; headless, no GPU, no limit of frames"
    )
    print(
        f"{'nodes':>7}  {'page':<22}{'drawn':>10}{'panned':>8}{'zoomed':>8}{'bytes/node':>12}",
        flush=True,
    )
    for count in sizes:
        network = sample(count)
        start = Start(view="network")
        pages = {PLAIN: plain_pyvis(network), OURS: render(network, start)}
        if count <= PHYSICS_LIMIT:
            pages["plain pyvis, physics"] = plain_pyvis(network, physics=True)
        with chromium(*UNCAPPED) as browser:
            rows = side_by_side(browser, pages, count)
        for name, found in rows.items():
            shown = (
                f"{found.drawn:>8.0f}ms{found.frames:>8.1f}{found.zoomed:>8.1f}{found.weight:>12.0f}"
                if found
                else "  not drawn in time"
            )
            print(f"{count:>7}  {name:<22}{shown}", flush=True)
        plain, ours = rows[PLAIN], rows[OURS]
        if plain and ours:
            _compare(count, plain, ours)


def _compare(count: int, plain: Measured, ours: Measured) -> None:
    """Print how the two compare and, where there is one, the bar that ours must keep."""
    drawn, frames, zoomed, size = (
        ours.drawn / plain.drawn,
        ours.frames / max(plain.frames, 0.1),
        ours.zoomed / max(plain.zoomed, 0.1),
        ours.weight / plain.weight,
    )
    bars = (
        ("drawn", drawn, "at most", DRAWN_TARGETS.get(count)),
        ("panned", frames, "at least", FRAME_TARGETS.get(count)),
        ("zoomed", zoomed, "at least", FRAME_TARGETS.get(count)),
        ("size", size, "at most", 1.0),
    )
    for name, value, way, bar in bars:
        kept = bar is None or (value >= bar if way == "at least" else value <= bar)
        verdict = f" ({way} {bar:g}) {'ok' if kept else 'MISSED'}" if bar else ""
        print(f"{'':>7}  ours : plain, fixed   {name} {value:.2f}{verdict}", flush=True)


if __name__ == "__main__":
    bench(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
