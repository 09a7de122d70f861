"""The map: where located things stand, what lies around them, and what the map leaves out.

It keeps to where the things of a report are. What lies far from the rest still stands in its place, but is told of
beside the map and not zoomed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from policygraph.views.layout import apart
from policygraph.views.outlines import BORDER, COAST, Box, Projection, outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from policygraph.views.model import Network

WIDTH = 1000.0
"""How wide the part of the map that is zoomed to is drawn, in pixels."""
NEAR, FAR = 27_000, 9_000
"""The most characters of outlines: around the report's things, and of the whole world behind them."""

_LEAST_DEGREES = 1.5
_TOP_SHARE = 0.8
_BEYOND = 2.2
_NEAREST = 4.0
_FEW = 4
_MARGIN = 0.12
_AROUND = 0.55
_WORLD = 150.0


@dataclass(frozen=True, slots=True)
class _Located:
    """Nodes that have coordinates: their numbers, and their points in degrees, longitudes without a jump."""

    numbers: tuple[int, ...]
    points: NDArray[np.float64]


def map_layer(network: Network) -> dict[str, Any]:
    """What a page needs to draw the map of a network, as values that JSON can hold.

    `node`, `x` and `y` are the located nodes and their places in pixels; `far` those of them that are not zoomed to;
    `missing` the places without coordinates; `projection` what turns degrees to pixels; `near` and `world` the
    outlines of the part that is zoomed to and of all the globe, with the boxes in pixels that they fill.

    Example:
        >>> from policygraph.views.model import Network, Node
        >>> places = [Node("a", "A", "Place", longitude=106.5, latitude=29.5), Node("b", "B", "Place")]
        >>> layer = map_layer(Network("Two", tuple(places)))
        >>> layer["node"], layer["missing"], layer["far"]
        ([0], [1], [])
    """
    located = _located(network)
    missing = _missing(network, located.numbers)
    if not located.numbers:
        return {"node": [], "x": [], "y": [], "far": [], "missing": missing}
    far = _outliers(located.points, _weights(network, located.numbers))
    box = _box_of(located.points[~far])
    projection = _projection(box)
    places = map_places(network, located, projection)
    numbers = sorted(places)
    return {
        "node": numbers,
        "x": [places[number][0] for number in numbers],
        "y": [places[number][1] for number in numbers],
        "far": [located.numbers[at] for at in np.flatnonzero(far)],
        "missing": missing,
        "projection": [
            round(projection.scale, 4),
            round(projection.longitude, 4),
            round(projection.latitude, 4),
            round(projection.across, 6),
        ],
        **_outlined(box, projection),
    }


def map_places(
    network: Network, located: _Located, projection: Projection
) -> dict[int, tuple[int, int]]:
    """Where located things stand on the map: places at their coordinates, routes midway between their ends."""
    places = {
        number: _whole(projection.place(float(longitude), float(latitude)))
        for number, (longitude, latitude) in zip(
            located.numbers, located.points, strict=True
        )
    }
    ends: dict[int, list[tuple[int, int]]] = {}
    for edge in network.edges:
        connects = edge.property == "connects" and edge.target in places
        if connects and edge.source not in places:
            ends.setdefault(edge.source, []).append(places[edge.target])
    return apart(places | {number: _middle(points) for number, points in ends.items()})


def _located(network: Network) -> _Located:
    found = [
        (number, node.longitude, node.latitude)
        for number, node in enumerate(network.nodes)
        if node.longitude is not None and node.latitude is not None
    ]
    points = np.array([place for _, *place in found], dtype=np.float64).reshape(-1, 2)
    if len(points):
        # the globe is cut open where the widest stretch without a thing is
        turned = np.sort(points[:, 0] % 360.0)
        gaps = np.diff(turned, append=turned[0] + 360.0)
        west = turned[(int(gaps.argmax()) + 1) % len(turned)]
        points[:, 0] = west + (points[:, 0] - west) % 360.0
        points[:, 0] -= 360.0 * round(float(points[:, 0].mean()) / 360.0)
    return _Located(tuple(number for number, *_ in found), points)


def _missing(network: Network, located: Sequence[int]) -> list[int]:
    known = set(located)
    return [
        number
        for number, node in enumerate(network.nodes)
        if node.type == "Place" and number not in known
    ]


def _weights(network: Network, numbers: Sequence[int]) -> NDArray[np.float64]:
    """How often each of some nodes is linked, and one more."""
    degree = np.ones(len(network.nodes))
    for edge in network.edges:
        if edge.property not in {"concerns", "isPartOf"}:
            degree[edge.source] += 1
            degree[edge.target] += 1
    return degree[list(numbers)]


def _outliers(
    points: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which points lie more than twice as far from the middle as most of them do.

    The middle is the median of each coordinate, a thing counting as often as it is linked.
    """
    if len(points) < _FEW:
        return np.zeros(len(points), dtype=bool)
    middle = np.array(
        [
            _quantile(points[:, 0], weights, 0.5),
            _quantile(points[:, 1], weights, 0.5),
        ]
    )
    away = points - middle
    away[:, 0] *= np.cos(np.radians(middle[1]))
    distance = np.hypot(away[:, 0], away[:, 1])
    usual = _quantile(distance, weights, _TOP_SHARE)
    far: NDArray[np.bool_] = distance > max(_BEYOND * usual, _NEAREST)
    return far


def _quantile(
    values: NDArray[np.float64], weights: NDArray[np.float64], share: float
) -> float:
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, share * sums[-1])])


def _box_of(points: NDArray[np.float64]) -> Box:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    wider = max(0.0, _LEAST_DEGREES - float(east - west)) / 2
    higher = max(0.0, _LEAST_DEGREES - float(north - south)) / 2
    return Box(
        float(west) - wider,
        float(south) - higher,
        float(east) + wider,
        float(north) + higher,
    ).wider(_MARGIN)


def _projection(box: Box) -> Projection:
    latitude = (box.south + box.north) / 2
    across = max(0.2, float(np.cos(np.radians(latitude))))
    width = max((box.east - box.west) * across, (box.north - box.south) * 1.3)
    return Projection(WIDTH / width, (box.west + box.east) / 2, latitude, across)


def _outlined(box: Box, projection: Projection) -> dict[str, Any]:
    """The outlines of the part that is zoomed to, and those of the world behind it unless that part is the world."""
    around = box.wider(_AROUND)
    middle = (box.west + box.east) / 2
    globe = Box(middle - 180.0, -60.0, middle + 180.0, 84.0)
    if around.east - around.west > _WORLD:
        return {
            "near": _layer(globe, projection, NEAR + FAR, (COAST, BORDER)),
            "world": None,
        }
    return {
        "near": _layer(around, projection, NEAR, (0, 1, 2)),
        "world": _layer(globe, projection, FAR, (COAST,)),
    }


def _layer(
    box: Box, projection: Projection, most: int, kinds: Sequence[int]
) -> dict[str, Any]:
    left, top = projection.place(box.west, box.north)
    right, bottom = projection.place(box.east, box.south)
    return {
        "box": [round(left), round(top), round(right), round(bottom)],
        **outlines(box, projection, most, kinds=kinds),
    }


def _whole(place: tuple[float, float]) -> tuple[int, int]:
    return round(place[0]), round(place[1])


def _middle(points: Sequence[tuple[int, int]]) -> tuple[int, int]:
    across = sum(x for x, _ in points)
    down = sum(y for _, y in points)
    return round(across / len(points)), round(down / len(points))
