"""The border to pyvis: the options and the library of its small, draggable drawings, and a network as pyvis's own.

Positions come from `layout`, so physics stays off: it took 17 seconds to settle on 300 nodes.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.views.layout import network_positions

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

    from policygraph.views.model import Network

PYVIS_LIMIT = 2000
"""The most nodes and edges that are left to pyvis; beyond it our own canvas draws faster."""

COLOURS = {
    "Place": "#0072b2",
    "Institution": "#b0528a",
    "Project": "#d55e00",
    "Industry": "#00855f",
    "Target": "#e69f00",
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
    "KeyTask": "hexagon",
    "SubTask": "hexagon",
    "Measure": "triangleDown",
    "Report": "square",
    "Resource": "dot",
}
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "interaction": {"hover": False, "selectable": False, "dragNodes": False, "zoomSpeed": 0.7},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"labelHighlightBold": False},
}


def pyvis_network(network: Network) -> PyvisNetwork:
    """The network as a `pyvis.network.Network` with fixed positions, for those who go on with pyvis themselves.

    Labels and titles are plain text: what could be read as markup in a title is taken out of it.
    """
    drawing = _empty()
    pairs = [(edge.source, edge.target) for edge in network.edges]
    places = network_positions(len(network.nodes), pairs)
    for number, (node, (x, y)) in enumerate(zip(network.nodes, places, strict=True)):
        shown = {"label": node.label[:60], "title": _plain(f"{node.label} ({node.type})"), "x": x, "y": y}
        drawing.add_node(number, shape=SHAPES[node.type], color=COLOURS[node.type], **shown)
    for edge in network.edges:
        drawing.add_edge(edge.source, edge.target, title=_plain(edge.property))
    return drawing


def drawing_options() -> dict[str, Any]:
    """The options that pyvis hands to its drawing library, as JSON can hold them."""
    options: dict[str, Any] = json.loads(json.dumps(_OPTIONS))
    return options


@cache
def drawing_library() -> str:
    """The script of vis-network that pyvis carries.

    It is read without importing pyvis, which pulls IPython in and takes longer than all else that a page needs.
    """
    package = find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'pyvis'", name="pyvis")
    found = sorted(Path(package.origin).parent.glob("templates/lib/vis-*/vis-network.min.js"))
    return found[-1].read_text(encoding="utf-8").replace("</script", "<\\/script")


def _empty() -> PyvisNetwork:
    from pyvis.network import Network as Drawing  # noqa: PLC0415 - see above

    drawing = Drawing(directed=True, height="700px", width="100%", cdn_resources="in_line")
    drawing.set_options(json.dumps(_OPTIONS))
    return drawing


def _plain(text: str) -> str:
    """A title that pyvis cannot take for HTML, which it does where it sees ``href``."""
    return text.replace("<", "‹").replace(">", "›").replace("href", "h\u2060ref")
