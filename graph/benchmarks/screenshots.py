"""Screenshots of each view of the seed's graph, in light and dark, into ``docs/screenshots``.

``python -m benchmarks.screenshots [GRAPH.ttl]``; without a graph the seed report is built first.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.views import chromium
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.views import Network, read_network, render

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
WIDE = (1280, 800)
NARROW = (390, 844)


def shots(network: Network) -> list[tuple[str, str, tuple[int, int]]]:
    """The pictures to take: the name of the file, the fragment that opens the view, and the window's size."""
    degree = [0] * len(network.nodes)
    for edge in network.edges:
        if edge.property not in {"concerns", "isPartOf"}:
            degree[edge.source] += 1
            degree[edge.target] += 1
    most = max(range(len(network.nodes)), key=lambda number: (degree[number], -number))
    around = network.nodes[most].id.removeprefix(network.base)
    neighbourhood = f"#view=neighbourhood&around={around}&node={around}"
    return [
        ("overview", "", WIDE),
        ("overview-opened", "#open=class:Project", WIDE),
        ("network", "#view=network", WIDE),
        ("neighbourhood", neighbourhood, WIDE),
        ("matrix", "#view=matrix", WIDE),
        ("bipartite", "#view=bipartite", WIDE),
        ("map", "#view=map", WIDE),
        ("tasks", "#view=tasks", WIDE),
        ("overview-narrow", "", NARROW),
        ("neighbourhood-narrow", neighbourhood, NARROW),
    ]


def take(network: Network, folder: Path = FOLDER) -> list[Path]:
    """Writes one PNG for each shot and palette.

    Returns:
        The files, in the order in which they were taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        path = Path(home) / "page.html"
        path.write_text(render(network), encoding="utf-8")
        for palette in ("light", "dark"):
            for name, fragment, (width, height) in shots(network):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=palette, offline=True
                )
                context.set_default_timeout(180_000)
                page = context.new_page()
                page.goto(path.as_uri() + fragment)
                page.wait_for_selector("html[data-drawn]")
                page.wait_for_timeout(300)
                file = folder / f"{name}-{palette}.png"
                page.screenshot(path=file)
                files.append(file)
                context.close()
    return files


def main(arguments: list[str]) -> None:
    """Takes the pictures and prints their names."""
    if arguments:
        network = read_network(read_triples(Path(arguments[0])))
    else:
        from policygraph import build_graph  # noqa: PLC0415 - a given graph needs no reader

        network = read_network(build_graph(resource("seeds", "chongqing-2017.txt")).triples)
    for file in take(network):
        print(
            f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}  {file.stat().st_size} bytes"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
