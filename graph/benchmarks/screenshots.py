"""Screenshots of each view of a graph and of the server's pages of it, in light and dark, in three sizes of window.

``python -m benchmarks.screenshots [GRAPH.ttl|FOLDER] [INTO]``; without a graph the seed report is built first, and all
pictures go into ``build/screenshots``, from which those that the documents show are copied by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlencode

from benchmarks.views import chromium
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.views import VIEWS, Network, read_network, render
from policygraph.views.corpus import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Page

Palette = Literal["light", "dark"]

OTHERS = Path(__file__).parent.parent.parent / "build" / "screenshots"
SIZES = {"": (1280, 800), "-large": (1920, 1080), "-narrow": (390, 844)}
PALETTES: tuple[Palette, ...] = ("light", "dark")
_STRUCTURE = frozenset({"concerns", "isPartOf"})
_AT_REST = """async () => {
    await new Promise(done => setTimeout(done, 200));
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}"""


def shots(network: Network) -> dict[str, str]:
    """The pictures to take: what each is called, and the fragment that opens it."""
    most = _most_linked(network)
    around = quote(network.nodes[most].id.removeprefix(network.base))
    word = quote(network.nodes[most].label)
    said = min(network.nodes[most].sentences, default=0)
    views = {name: f"#view={name}" for name in VIEWS}
    views["neighbourhood"] = (
        f"#view=neighbourhood&around={around}&edge={_surest(network, most)}"
    )
    opened = {
        "overview-opened": "#open=class:Project",
        "network-focus": f"#view=network&around={around}&node={around}",
        "tables-bars": "#view=tables&table=Industry&chart=bars",
        "tables-results": "#view=tables&table=Result",
        "tables-years": "#view=tables&table=Target&chart=years",
        "tables-map": "#view=tables&table=Project&chart=map",
        "answer-sums": "#view=tables&table=sums",
        "answer-promises": "#view=tables&table=promises",
        "search": f"#view=search&q={word}",
        "text-place": f"#view=text&at={said}&node={around}",
    }
    return {**views, **opened}


def _most_linked(network: Network) -> int:
    """The node with most linkages, the first of several."""
    degree = [0] * len(network.nodes)
    for edge in network.edges:
        if edge.property not in _STRUCTURE:
            degree[edge.source] += 1
            degree[edge.target] += 1
    return max(range(len(degree)), key=lambda number: (degree[number], -number))


def _surest(network: Network, node: int) -> int:
    """The linkage of a node that has a sentence and the highest confidence."""
    return max(
        (
            number
            for number, edge in enumerate(network.edges)
            if node in {edge.source, edge.target}
            and edge.sentences
            and edge.property not in _STRUCTURE
        ),
        key=lambda number: (network.edges[number].confidence or 0.0, -number),
    )


def served_shots(network: Network) -> dict[str, str]:
    """The pictures to take of a server's pages: what each is called, and its address on the server."""
    nodes = network.nodes
    most = nodes[_most_linked(network)]
    industry = next((one for one in nodes if one.type == "Industry"), most)
    report = next((one for one in nodes if one.type == "Report"), most)
    tasks = [one.id for one in nodes if one.type == "KeyTask"]
    pages = {
        "home": "/",
        "found": f"/?{urlencode({'q': most.label})}",
        "entity": f"/entity?{urlencode({'iri': most.id})}",
        "report": f"/report?{urlencode({'iri': report.id})}",
        "reports": "/reports",
        "questions": "/questions",
        "answer": f"/questions/promises?{urlencode({'industry': industry.label})}",
        "sums": "/questions/money",
        "compare": f"/compare?{urlencode(dict(zip('ab', tasks, strict=False)))}",
        "editor": "/editor",
    }
    return {f"served-{name}": path for name, path in pages.items()}


@contextmanager
def served(graph: Path) -> Iterator[str]:
    """The address of a server of a graph."""
    command = [sys.executable, "-m", "policygraph", "serve", str(graph), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            found = re.search(r"http://[\d.:]+", told)
            if found is None:
                raise ValueError(f"the server said '{told}': expected its address")
            yield found[0]
        finally:
            server.terminate()


def _settled(page: Page) -> None:
    """Waits until a page of ours has drawn itself."""
    page.wait_for_selector("html[data-settled]")
    page.evaluate(_AT_REST)


def _loaded(page: Page) -> None:
    """Waits until a server's page and the pictures in it are there."""
    page.wait_for_load_state("networkidle")
    page.evaluate(_AT_REST)


def take(
    address: str,
    pictures: Mapping[str, str],
    folder: Path,
    ready: Callable[[Page], None],
    *,
    offline: bool,
) -> list[Path]:
    """Writes one PNG for each picture, palette and size of window.

    Args:
        address: What the place of each picture is put behind.
        pictures: What each picture is called, and its place.
        folder: Where the pictures go.
        ready: Waits until a page is as it shall be seen.
        offline: Whether the browser can reach nothing.

    Returns:
        The files, in the order in which they were taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with chromium() as browser:
        page = browser.new_context(offline=offline).new_page()
        page.set_default_timeout(180_000)
        for palette, (size, (width, height)), (name, place) in product(
            PALETTES, SIZES.items(), pictures.items()
        ):
            page.emulate_media(color_scheme=palette)
            page.set_viewport_size({"width": width, "height": height})
            # A page that is open already would only take the new fragment.
            page.goto("about:blank")
            page.goto(address + place)
            ready(page)
            file = folder / f"{name}{size}-{palette}.png"
            page.screenshot(path=file)
            files.append(file)
    return files


def take_all(network: Network, graph: Path, folder: Path = OTHERS) -> list[Path]:
    """Writes the pictures of the page of a network and of a server of its graph."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "page.html"
        path.write_text(render(network), encoding="utf-8")
        drawn = take(path.as_uri(), shots(network), folder, _settled, offline=True)
    index = graph / INDEX
    if index.is_file():
        pictures = {
            "index": "",
            "index-found": "#q=railway",
            "index-years": "#when=2030",
        }
        drawn += take(
            index.resolve().as_uri(), pictures, folder, _settled, offline=True
        )
    with served(graph) as address:
        return drawn + take(
            address, served_shots(network), folder, _loaded, offline=False
        )


def main(arguments: list[str]) -> None:
    """Takes the pictures and prints their names."""
    into = Path(arguments[1]) if len(arguments) > 1 else OTHERS
    with tempfile.TemporaryDirectory() as home:
        graph = Path(arguments[0]) if arguments else _seed(Path(home))
        files = sorted(graph.glob("*.ttl")) if graph.is_dir() else [graph]
        network = read_network(
            triple for file in files for triple in read_triples(file)
        )
        taken = take_all(network, graph, into)
    for file in taken:
        print(
            f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}  {file.stat().st_size} bytes"
        )


def _seed(home: Path) -> Path:
    """The graph of the seed report, built into a folder."""
    from policygraph import build_graph

    path = home / "seed.ttl"
    path.write_bytes(build_graph(resource("seeds", "chongqing-2017.txt")).turtle())
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
