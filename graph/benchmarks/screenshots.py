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

from benchmarks.views import chromium
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.views import VIEWS, Network, read_network, render

Palette = Literal["light", "dark"]

OTHERS = Path(__file__).parent.parent.parent / "build" / "screenshots"
SIZES = {"": (1280, 800), "-large": (1920, 1080), "-narrow": (390, 844)}
PALETTES: tuple[Palette, ...] = ("light", "dark")


def shots(network: Network) -> dict[str, str]:
    """The pictures to take: what each is called, and the fragment that opens it."""
    degree = [0] * len(network.nodes)
    for edge in network.edges:
        if edge.property not in {"concerns", "isPartOf"}:
            degree[edge.source] += 1
            degree[edge.target] += 1
    most = max(range(len(network.nodes)), key=lambda number: (degree[number], -number))
    around = network.nodes[most].id.removeprefix(network.base)
    linkages = (
        (edge.confidence or 0.0, -number)
        for number, edge in enumerate(network.edges)
        if most in {edge.source, edge.target}
        and edge.sentences
        and edge.property not in {"concerns", "isPartOf"}
    )
    surest = -max(linkages)[1]
    views = {name: f"#view={name}" for name in VIEWS}
    views["neighbourhood"] = f"#view=neighbourhood&around={around}&edge={surest}"
    opened = {
        "overview-opened": "#open=class:Project",
        "network-focus": f"#view=network&around={around}&node={around}",
    }
    return {**views, **opened}


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
            page.wait_for_timeout(300)
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
