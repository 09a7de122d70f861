"""Screenshots of each view of a graph, in light and dark, in three sizes of window.

``python -m benchmarks.screenshots [GRAPH.ttl|FOLDER] [INTO]``; without a graph the seed report is built first, and all
pictures go into ``build/screenshots``, from which those that the documents show are copied by hand.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from benchmarks.views import chromium
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.views import VIEWS, Network, read_network, render

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


def take(network: Network, folder: Path = OTHERS) -> list[Path]:
    """Writes one PNG for each shot, palette and size of window.

    Returns:
        The files, in the order in which they were taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        path = Path(home) / "page.html"
        path.write_text(render(network), encoding="utf-8")
        page = browser.new_context(offline=True).new_page()
        page.set_default_timeout(180_000)
        for palette, (size, (width, height)), (name, fragment) in product(
            PALETTES, SIZES.items(), shots(network).items()
        ):
            page.emulate_media(color_scheme=palette)
            page.set_viewport_size({"width": width, "height": height})
            # A page that is open already would only take the new fragment.
            page.goto("about:blank")
            page.goto(path.as_uri() + fragment)
            page.wait_for_selector("html[data-settled]")
            page.evaluate(_AT_REST)
            file = folder / f"{name}{size}-{palette}.png"
            page.screenshot(path=file)
            files.append(file)
    return files


def main(arguments: list[str]) -> None:
    """Takes the pictures and prints their names."""
    if arguments:
        path = Path(arguments[0])
        files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        network = read_network(
            triple for file in files for triple in read_triples(file)
        )
    else:
        from policygraph import build_graph

        network = read_network(
            build_graph(resource("seeds", "chongqing-2017.txt")).triples
        )
    into = Path(arguments[1]) if len(arguments) > 1 else OTHERS
    for file in take(network, into):
        print(
            f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}  {file.stat().st_size} bytes"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
