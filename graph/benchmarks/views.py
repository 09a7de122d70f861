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
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SIZES = (300, 2_000, 10_000, 30_000)
PHYSICS_LIMIT = 1_000
REPEATS = 3
PAN_SECONDS = 2.0
PYVIS_ALSO = 2_000
"""Up to this size ours draws with pyvis's library, and the canvas is measured besides."""

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
TARGETS = {300: ("drawn", 1.2), 10_000: ("drawn", 0.2)}
FRAME_TARGET = 10.0

_CDN = re.compile(r"<(?:link|script)[^>]*https?://[^>]*>(?:\s*</script>)?", re.DOTALL)
_READY = """performance.getEntriesByName('policygraph-drawn')[0]?.startTime ?? window.benchDrawn ?? 0"""
_COUNT = "() => { window.frames_ = 0; const tick = () => { frames_ += 1; requestAnimationFrame(tick); }; tick(); }"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page took: milliseconds to its first drawing, frames per second while panning, bytes per node."""

    drawn: float
    frames: float
    weight: float


def sample(count: int) -> Network:
    """A network of `count` entities and a third more linkages, a few of them much linked; the same each time."""
    chance = random.Random(count)  # noqa: S311 - a sample, no secret
    words = ("railway", "base", "district", "industry", "centre", "programme", "exchange", "park")
    nodes = tuple(
        Node(f"{BASE}entity-{n}", f"{words[n % 8].title()} {n}", ENTITY_TYPES[n % len(ENTITY_TYPES)])
        for n in range(count)
    )
    pairs = {(n, int(n * chance.random() ** 1.7)) for n in range(1, count)}
    pairs |= {(chance.randrange(count), chance.randrange(count)) for _ in range(count // 3)}
    edges = tuple(Edge(one, other, "partOf", 0.9) for one, other in sorted(pairs) if one != other)
    return Network(f"{count} nodes", nodes, edges, (), str(BASE))


def plain_pyvis(network: Network, *, physics: bool = False) -> str:
    """The page that pyvis itself makes of the network, able to draw without a network connection."""
    drawing = pyvis_network(network)
    if physics:
        drawing.toggle_physics(status=True)
        for node in drawing.nodes:
            del node["x"], node["y"]
    event = "stabilized" if physics else "afterDrawing"
    told = f"drawGraph(); network.once('{event}', () => {{ window.benchDrawn = performance.now(); }});"
    html: str = drawing.generate_html(notebook=False)
    return _CDN.sub("", html).replace("drawGraph();", told)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the samples can be had without it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(ARGUMENTS))
        yield browser
        browser.close()


def measure(
    browser: Browser, html: str, count: int, *, repeats: int = REPEATS, seconds: float = 120
) -> Measured | None:
    """What the page takes in a fresh window; None where it has not drawn after so many seconds."""
    times, frames = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        for turn in range(repeats):
            context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
            page = context.new_page()
            page.set_default_timeout(seconds * 1000)
            page.goto(path.as_uri(), wait_until="commit")
            start, drawn = monotonic(), 0.0
            while not drawn and monotonic() - start < seconds:
                drawn = float(page.evaluate(_READY))
            if not drawn:
                context.close()
                return None
            times.append(drawn)
            if turn == 0:
                frames = _frames_while_panning(page)
            context.close()
    return Measured(median(times), frames, len(html.encode()) / count)


def _frames_while_panning(page: object) -> float:
    mouse, evaluate = page.mouse, page.evaluate  # type: ignore[attr-defined]
    mouse.move(560, 400)
    mouse.down()
    mouse.move(565, 402)
    evaluate(_COUNT)
    start, step = monotonic(), 0
    while monotonic() - start < PAN_SECONDS:
        step += 1
        mouse.move(560 + step % 60 * 3, 400 + step % 40 * 2)
    frames = int(evaluate("frames_"))
    spent = monotonic() - start
    mouse.up()
    return frames / spent


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line for each size and page, and how ours compares with plain pyvis."""
    print("Page: first complete drawing, frames per second while panning, size, in headless Chromium without a GPU")
    print(f"{'nodes':>7}  {'page':<22}{'drawn':>10}{'fps':>8}{'bytes/node':>12}")
    for count in sizes:
        network = sample(count)
        start = Start(view="network")
        with chromium() as browser:
            plain = measure(browser, plain_pyvis(network), count)
            ours = measure(browser, render(network, start), count)
            rows = {"plain pyvis, fixed": plain, "ours (as it chooses)": ours}
            if count <= PYVIS_ALSO:
                rows["ours, canvas"] = measure(browser, render(network, start, renderer="canvas"), count)
            if count <= PHYSICS_LIMIT:
                rows["plain pyvis, physics"] = measure(browser, plain_pyvis(network, physics=True), count, repeats=1)
        for name, found in rows.items():
            shown = (
                f"{found.drawn:>8.0f}ms{found.frames:>8.1f}{found.weight:>12.0f}" if found else "  not drawn in time"
            )
            print(f"{count:>7}  {name:<22}{shown}")
        if plain and ours:
            _compare(count, plain, ours)


def _compare(count: int, plain: Measured, ours: Measured) -> None:
    drawn, frames = ours.drawn / plain.drawn, ours.frames / max(plain.frames, 0.1)
    wanted = TARGETS.get(count)
    goal = f" (at most {wanted[1]})" if wanted else ""
    quick = f" (at least {FRAME_TARGET:.0f})" if wanted and count > PYVIS_ALSO else ""
    size = ours.weight / plain.weight
    print(f"{'':>7}  ours : plain, fixed   drawn {drawn:.2f}{goal}, frames {frames:.1f}{quick}, size {size:.2f}")


if __name__ == "__main__":
    bench(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
