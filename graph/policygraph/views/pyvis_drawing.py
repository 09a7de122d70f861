"""The border to pyvis: a network as pyvis's own, for those who go on with it, and the page that pyvis makes of one.

Positions come from `layout`, so physics stays off: it took 17 seconds to settle on 300 nodes.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.views.model import TYPES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from pyvis.network import Network as PyvisNetwork

    from policygraph.views.layout import Pixel
    from policygraph.views.model import Edge, Network, Node

PYVIS_LIMIT = 2000
"""The most nodes that pyvis draws while a reader waits; our own page draws more."""

COLOURS = {
    "Place": "#0072b2",
    "Institution": "#b0528a",
    "Project": "#d55e00",
    "Industry": "#00855f",
    "Target": "#e69f00",
    "Result": "#6b4fbb",
    "KeyTask": "#3f4a5c",
    "SubTask": "#7b8798",
    "Measure": "#a3adba",
    "Report": "#1c2430",
    "Resource": "#6b7684",
}
SHAPES = {
    "Place": "dot",
    "Institution": "square",
    "Project": "diamond",
    "Industry": "triangle",
    "Target": "star",
    "Result": "hexagon",
    "KeyTask": "hexagon",
    "SubTask": "hexagon",
    "Measure": "triangleDown",
    "Report": "square",
    "Resource": "dot",
}
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:\">"
)
_FROM_ELSEWHERE = re.compile(
    r"<link\b[^>]*\bhref=[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>", re.IGNORECASE
)
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "interaction": {
        "hover": False,
        "selectable": False,
        "dragNodes": False,
        "zoomSpeed": 0.7,
    },
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"labelHighlightBold": False},
}


def pyvis_network(
    network: Network, types: Container[str] = TYPES, around: int | None = None
) -> PyvisNetwork:
    """The network as a `pyvis.network.Network` with fixed positions, for those who go on with pyvis themselves.

    A node's id is its IRI, its group its class; an edge has its property as label, and how sure it is and a sentence
    that states it as title. Labels and titles are plain text: what could be read as markup is taken out of a title.

    Args:
        network: What is drawn.
        types: The classes of the nodes that are drawn.
        around: The node that is drawn with its neighbours alone; all of them unless given.
    """
    from policygraph.views.layout import network_positions

    kept = _chosen(network, types, around)
    index = {number: position for position, number in enumerate(kept)}
    edges = []
    pairs = []
    for edge in network.edges:
        if edge.source in index and edge.target in index:
            edges.append(edge)
            pairs.append((index[edge.source], index[edge.target]))
    drawing = _empty()
    places = network_positions(len(kept), pairs)
    for number, place in zip(kept, places, strict=True):
        _add_node(drawing, network.nodes[number], place)
    for edge in edges:
        _add_edge(drawing, edge, network)
    return drawing


def _add_node(drawing: PyvisNetwork, node: Node, place: Pixel) -> None:
    x, y = place
    drawing.add_node(
        str(node.id),
        label=node.label[:60],
        title=_plain(f"{node.label} ({node.type})"),
        x=x,
        y=y,
        shape=SHAPES[node.type],
        color=COLOURS[node.type],
        group=node.type,
    )


def _add_edge(drawing: PyvisNetwork, edge: Edge, network: Network) -> None:
    source = network.nodes[edge.source]
    target = network.nodes[edge.target]
    told = _told(edge, network)
    drawing.add_edge(
        str(source.id), str(target.id), label=edge.property, title=_plain(told)
    )


def pyvis_page(drawing: PyvisNetwork) -> str:
    """The page that pyvis makes of its network, which asks nobody for anything.

    Raises:
        UsageError: The network is larger than pyvis can draw.
    """
    size = len(drawing.nodes)
    if size > PYVIS_LIMIT:
        raise UsageError(
            f"{size:,} nodes are more than pyvis can draw",
            expected=f"{PYVIS_LIMIT:,} at the most",
            remedy="keep to some with --around or --types, or leave out --renderer pyvis",
        )
    made: str = drawing.generate_html(notebook=False)
    own = _FROM_ELSEWHERE.sub("", made)
    return own.replace("<head>", f"<head>\n{_POLICY}", 1)


def _empty() -> PyvisNetwork:
    from pyvis.network import Network as Drawing

    drawing = Drawing(
        directed=True, height="700px", width="100%", cdn_resources="in_line"
    )
    drawing.set_options(json.dumps(_OPTIONS))
    return drawing


def _chosen(network: Network, types: Container[str], around: int | None) -> list[int]:
    """The nodes of some classes: all of them, or those next to one, and that one itself."""
    if around is None:
        return _of_types(range(len(network.nodes)), network, types)
    ends = set()
    for edge in network.edges:
        if around == edge.source:
            ends.add(edge.target)
        if around == edge.target:
            ends.add(edge.source)
    ends.discard(around)
    return [around, *_of_types(sorted(ends), network, types)]


def _of_types(
    numbers: Iterable[int], network: Network, types: Container[str]
) -> list[int]:
    """Those nodes that are of some classes."""
    return [number for number in numbers if network.nodes[number].type in types]


def _told(edge: Edge, network: Network) -> str:
    """What an edge says of itself: the property, how sure it is, the first sentence that states it."""
    told = edge.property
    if edge.confidence is not None:
        told += f" ({edge.confidence:.2f})"
    if edge.sentences:
        first = network.sentences[edge.sentences[0]]
        told += f": {' '.join(first.text.split())}"
    return told


def _plain(text: str) -> str:
    """A title that pyvis cannot take for HTML, which it does where it sees ``href``."""
    return text.replace("<", "‹").replace(">", "›").replace("href", "h\u2060ref")
