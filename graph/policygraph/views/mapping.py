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

    from policygraph.views.layout import Floats, Pixel
    from policygraph.views.model import Network, Node

    Flags = NDArray[np.bool_]
    Layer = dict[str, Any]

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
    points: Floats


def map_layer(network: Network) -> Layer:
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
    weights = _weights(network, located.numbers)
    far = _outliers(located.points, weights)
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
) -> dict[int, Pixel]:
    """Where located things stand on the map: places at their coordinates, routes midway between their ends."""
    places = {}
    for number, point in zip(located.numbers, located.points, strict=True):
        longitude, latitude = map(float, point)
        x, y = projection.place(longitude, latitude)
        places[number] = (round(x), round(y))
    routes = {}
    for number, ends in _ends_of_routes(network, places).items():
        routes[number] = _middle(ends)
    return apart(places | routes)


def _ends_of_routes(
    network: Network, places: dict[int, Pixel]
) -> dict[int, list[Pixel]]:
    """By what has no place of its own, the places that it connects."""
    ends: dict[int, list[Pixel]] = {}
    for edge in network.edges:
        if edge.property != "connects":
            continue
        if edge.source in places:
            continue
        if edge.target in places:
            ends.setdefault(edge.source, []).append(places[edge.target])
    return ends


def _located(network: Network) -> _Located:
    numbers = []
    places = []
    for number, node in enumerate(network.nodes):
        if _has_coordinates(node):
            numbers.append(number)
            places.append((node.longitude, node.latitude))
    points = np.array(places, dtype=np.float64).reshape(-1, 2)
    if numbers:
        points[:, 0] = _without_a_jump(points[:, 0])
    return _Located(tuple(numbers), points)


def _has_coordinates(node: Node) -> bool:
    return node.longitude is not None and node.latitude is not None


def _without_a_jump(longitudes: Floats) -> Floats:
    """The same longitudes, the globe being cut open where the widest stretch without a thing is."""
    turned = np.sort(longitudes % 360.0)
    first = turned[0]
    gaps = np.diff(turned, append=first + 360.0)
    behind_widest = int(gaps.argmax()) + 1
    west = turned[behind_widest % len(turned)]
    cut: Floats = west + (longitudes - west) % 360.0
    turns = round(float(cut.mean()) / 360.0)
    cut -= 360.0 * turns
    return cut


def _missing(network: Network, located: Sequence[int]) -> list[int]:
    known = set(located)
    missing = []
    for number, node in enumerate(network.nodes):
        if node.type == "Place" and number not in known:
            missing.append(number)
    return missing


def _weights(network: Network, numbers: Sequence[int]) -> Floats:
    """How often each of some nodes is linked, and one more."""
    degree = np.ones(len(network.nodes))
    for edge in network.edges:
        if edge.property not in {"concerns", "isPartOf"}:
            degree[edge.source] += 1
            degree[edge.target] += 1
    return degree[list(numbers)]


def _outliers(points: Floats, weights: Floats) -> Flags:
    """Which points lie more than twice as far from the middle as most of them do.

    The middle is the median of each coordinate, a thing counting as often as it is linked.
    """
    if len(points) < _FEW:
        return np.zeros(len(points), dtype=bool)
    longitudes, latitudes = points.T
    longitude = _quantile(longitudes, weights, 0.5)
    latitude = _quantile(latitudes, weights, 0.5)
    right = longitudes - longitude
    right *= np.cos(np.radians(latitude))
    distance = np.hypot(right, latitudes - latitude)
    usual = _quantile(distance, weights, _TOP_SHARE)
    bound = max(_BEYOND * usual, _NEAREST)
    far: Flags = distance > bound
    return far


def _quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order])
    whole = sums[-1]
    reached = np.searchsorted(sums, share * whole)
    return float(values[order][reached])


def _box_of(points: Floats) -> Box:
    west, south = map(float, points.min(axis=0))
    east, north = map(float, points.max(axis=0))
    wider = _lacking(east - west) / 2
    higher = _lacking(north - south) / 2
    box = Box(west - wider, south - higher, east + wider, north + higher)
    return box.wider(_MARGIN)


def _lacking(degrees: float) -> float:
    """How many degrees a stretch lacks of the least that is shown."""
    return max(0.0, _LEAST_DEGREES - degrees)


def _projection(box: Box) -> Projection:
    longitude = (box.west + box.east) / 2
    latitude = (box.south + box.north) / 2
    shorter = float(np.cos(np.radians(latitude)))
    across = max(0.2, shorter)
    wide = (box.east - box.west) * across
    high = (box.north - box.south) * 1.3
    return Projection(
        scale=WIDTH / max(wide, high),
        longitude=longitude,
        latitude=latitude,
        across=across,
    )


def _outlined(box: Box, projection: Projection) -> Layer:
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


def _layer(box: Box, projection: Projection, most: int, kinds: Sequence[int]) -> Layer:
    left, top = projection.place(box.west, box.north)
    right, bottom = projection.place(box.east, box.south)
    return {
        "box": [round(left), round(top), round(right), round(bottom)],
        **outlines(box, projection, most, kinds=kinds),
    }


def _middle(points: Sequence[Pixel]) -> Pixel:
    across = sum(x for x, _ in points)
    down = sum(y for _, y in points)
    count = len(points)
    return round(across / count), round(down / count)
