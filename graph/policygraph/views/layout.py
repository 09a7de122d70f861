"""Where nodes stand: coordinates in pixels, computed once in Python and the same on each run.

Connected parts are laid out one by one, packed beside one another, and what has no linkage stands in rows below. Chains
of two or three nodes stand upright, so that each has its label beside it; other small parts are drawn by rustworkx's
spring layout. A large part is an archipelago: its communities are laid out one by one, and then the islands that they
make are drawn together by the links between them, as near as they can stand without touching.

Source: Fruchterman and Reingold, Graph Drawing by Force-directed Placement, 1991.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from policygraph.views.communities import communities
from policygraph.views.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from rustworkx import PyGraph

    Points = NDArray[np.float64]
    Floats = NDArray[np.float64]
    Pair = tuple[int, int]
    """Two nodes that a link joins."""
    Pairs = Sequence[Pair]
    Nodes = Sequence[int]
    Pixel = tuple[int, int]

SEED = 7
SPACING = 46.0
"""The side of the square that one node gets, in pixels."""
LABEL = 168.0
"""The width that is kept free for a label beside a node of a small part."""
SHORE = 34.0
"""The width that is kept free around an island, in pixels."""

_SPRING_LIMIT = 150
_STEPS = 160
_PAIRS_OF_ISLANDS = 30_000
_ASPECT = 1.3
_GAP = 50.0
_ROW = 38.0
_WIDER = 1.35
_STRIPS = 120
_TOUCHING = 1e-6
_NEARLY = 2.0
_CHAIN = 3
_SWEEPS = 8
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def network_positions(count: int, pairs: Pairs) -> list[Pixel]:
    """Coordinates for nodes ``0 … count-1`` that `pairs` link, as whole pixels; no two nodes share a place.

    Example:
        >>> positions = network_positions(3, [(0, 1)])
        >>> len(set(positions)), positions == network_positions(3, [(1, 0)])
        (3, True)
    """
    pairs = _each_once(pairs)
    parts = _parts(count, pairs)
    linked = [part for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    within = _pairs_within(linked, pairs)
    drawn = list(map(_part_positions, linked, within))
    packed = _pack(drawn)
    result = np.zeros((count, 2))
    for part, points in zip(linked, packed.parts, strict=True):
        result[part] = points
    if alone:
        result[alone] = _below(packed, len(alone))
    return [(round(float(x)), round(float(y))) for x, y in result]


def _below(packed: _Packed, count: int) -> Points:
    """Rows of nodes below a drawing, about as wide as it is."""
    square = SPACING * math.sqrt(2 * count)
    width = max(packed.width, square)
    corner = np.array([0.0, packed.height + _GAP])
    rows: Points = _rows(count, width) + corner
    return rows


def _each_once(pairs: Pairs) -> list[Pair]:
    """The pairs of two different nodes, sorted, whichever way round they were given."""
    found = set()
    for one, other in pairs:
        if one != other:
            found.add((min(one, other), max(one, other)))
    return sorted(found)


def _parts(count: int, pairs: Pairs) -> list[list[int]]:
    """The nodes in the parts that nothing links to each other, the largest part first."""
    import rustworkx as rx

    graph = _graph(count, pairs)
    parts = map(sorted, rx.connected_components(graph))
    return sorted(parts, key=lambda part: (-len(part), part))


def _graph(count: int, pairs: Pairs) -> PyGraph[int, None]:
    import rustworkx as rx

    graph: PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(pairs)
    return graph


def _number_of_part(parts: Iterable[Nodes]) -> dict[int, int]:
    """By node the number of the part that holds it."""
    of_node = {}
    for number, part in enumerate(parts):
        for node in part:
            of_node[node] = number
    return of_node


def _pairs_within(parts: Sequence[Nodes], pairs: Iterable[Pair]) -> list[list[Pair]]:
    """For each part of a network the pairs that link its own nodes."""
    of_node = _number_of_part(parts)
    within: list[list[Pair]] = [[] for _ in parts]
    for one, other in pairs:
        part = of_node[one]
        if part == of_node[other]:
            within[part].append((one, other))
    return within


def _within_part(part: Nodes, pairs: Pairs) -> list[Pair]:
    """The pairs of a part, each node told by its place in the part."""
    local = {node: position for position, node in enumerate(part)}
    return [(local[one], local[other]) for one, other in pairs]


def columns(
    layers: Sequence[Nodes], pairs: Pairs, *, gap: int = 26, width: int = 460
) -> dict[int, Pixel]:
    """Coordinates of nodes in columns, ordered so that linked ones stand near each other (few lines cross).

    Source: the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981.

    Example:
        >>> columns([[0, 1], [2, 3]], [(0, 3), (1, 2)])
        {0: (0, 0), 1: (0, 26), 3: (460, 0), 2: (460, 26)}
    """
    near: dict[int, list[int]] = {node: [] for layer in layers for node in layer}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    order = _uncrossed([list(layer) for layer in layers], near)
    longest = max(map(len, layers), default=1)
    height = gap * (longest - 1)
    places = {}
    for column, layer in enumerate(order):
        for node, down in zip(layer, _spread(len(layer), height), strict=True):
            places[node] = (column * width, down)
    return places


def _spread(count: int, height: int) -> list[int]:
    """How far down each of some nodes stands that fill a column evenly; one alone stands in its middle."""
    if count == 1:
        return [round(height / 2)]
    step = height / max(count - 1, 1)
    return [round(row * step) for row in range(count)]


def _uncrossed(order: list[list[int]], near: Mapping[int, Nodes]) -> list[list[int]]:
    """The columns with their nodes in the order of the means of their neighbours' places, taken to and fro."""
    for _ in range(_SWEEPS):
        rank = _ranks(order)
        for layer in (*order[1:], *order[-2::-1]):
            _sort(layer, near, rank)
            rank.update(_ranks([layer]))
    return order


def _sort(
    layer: list[int], near: Mapping[int, Nodes], rank: Mapping[int, float]
) -> None:
    """Put a column in the order of the means of its nodes' neighbours' places."""

    def among_neighbours(node: int) -> tuple[float, int]:
        beside = [rank[other] for other in near[node]]
        mean = _mean(beside, rank[node])
        return mean, node

    layer.sort(key=among_neighbours)


def apart(places: dict[int, Pixel], *, step: float = 11.0) -> dict[int, Pixel]:
    """The same places, those that coincide being spread along a spiral around their common point."""
    groups: dict[Pixel, list[int]] = {}
    for node, place in places.items():
        groups.setdefault(place, []).append(node)
    spread = {}
    for (x, y), members in groups.items():
        for number, node in enumerate(members):
            away = step * math.sqrt(number)
            turned = number * _GOLDEN_ANGLE
            right = round(away * math.cos(turned))
            down = round(away * math.sin(turned))
            spread[node] = (x + right, y + down)
    return spread


def _ranks(order: Sequence[Nodes]) -> dict[int, float]:
    """How far down its column each node stands, 0–1."""
    ranks = {}
    for layer in order:
        last = max(len(layer) - 1, 1)
        for row, node in enumerate(layer):
            ranks[node] = row / last
    return ranks


def _mean(values: Sequence[float], otherwise: float) -> float:
    if not values:
        return otherwise
    return sum(values) / len(values)


def _part_positions(part: Nodes, pairs: Pairs) -> Points:
    if len(pairs) < len(part) <= _CHAIN:
        return _upright_chain(part, pairs)
    if len(part) > _SPRING_LIMIT:
        return _archipelago(part, pairs)
    edges = _within_part(part, pairs)
    drawn = _spring(len(part), edges, steps=120)
    points = _upright(drawn)
    return _separated(_scaled(points)) * (_WIDER, 1.0)


def _scaled(points: Points) -> Points:
    """The points, the first from 0 on, on as large an area as so many nodes need."""
    side = SPACING * math.sqrt(len(points)) * 1.25
    least = points.min(axis=0)
    extent = np.maximum(points.max(axis=0) - least, 1e-9)
    wide = extent[0]
    high = max(extent[1], wide / 3)
    scaled: Points = (points - least) * (side / math.sqrt(float(wide * high)))
    return scaled


def _upright_chain(part: Nodes, pairs: Pairs) -> Points:
    """Two nodes, or three of which one stands between the others, one below the other."""
    ends = [node for pair in pairs for node in pair]
    order = sorted(part, key=lambda node: (ends.count(node) > 1, node))
    if len(order) == _CHAIN:
        first, last, between = order
        order = [first, between, last]
    return np.array([(0.0, order.index(node) * _ROW) for node in part])


def _spring(count: int, edges: Pairs, *, steps: int) -> Points:
    import rustworkx as rx

    graph = _graph(count, edges)
    length = 1.6 / math.sqrt(count)
    found = rx.spring_layout(graph, seed=SEED, num_iter=steps, k=length)
    places = [found[node] for node in range(count)]
    return np.array(places, dtype=np.float64)


def _archipelago(part: Nodes, pairs: Pairs) -> Points:
    """The places of a large part: each community an island, and islands beside those that they have links with."""
    edges = _within_part(part, pairs)
    found = communities(len(part), edges)
    islands = gathered(found, edges)
    within = _pairs_within(islands, edges)
    shapes = list(map(_island, islands, within))
    radii = np.array([_radius(points) for points in shapes])
    bridges = _bridges(islands, edges)
    centres = _drawn_together(radii, bridges)
    result = np.zeros((len(part), 2))
    for members, points, centre in zip(islands, shapes, centres, strict=True):
        result[members] = points + centre
    return result


def _radius(island: Points) -> float:
    """How far an island reaches from its middle, with the width that is kept free around it."""
    reach: float = np.hypot(*island.T).max()
    return reach + SHORE


def _island(members: Nodes, pairs: Pairs) -> Points:
    """The places of a community around its middle, much linked nodes further inside."""
    count = len(members)
    if count == 1:
        return np.zeros((1, 2))
    edges = _within_part(members, pairs)
    points = _spring(count, edges, steps=60)
    points -= points.mean(axis=0)
    # what the spring flung far out comes back, so that an island has no empty rim
    radius = np.hypot(*points.T)
    most = int(0.85 * (count - 1))
    usual = float(np.sort(radius)[most]) or 1.0
    share = usual / np.maximum(radius, 1e-9)
    pulled = np.minimum(1.0, share**0.7)
    side = SPACING * 0.62 * math.sqrt(count)
    scaled = points * pulled[:, None] * (side / usual)
    points = _separated(scaled, least=26.0)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    centred: Points = points - middle
    return centred


def _bridges(islands: Sequence[Nodes], edges: Iterable[Pair]) -> Floats:
    """How many edges run between each two islands."""
    of_node = _number_of_part(islands)
    ends = np.array([(of_node[one], of_node[other]) for one, other in edges])
    count = len(islands)
    cells = ends[:, 0] * count + ends[:, 1]
    counts = np.bincount(cells, minlength=count * count)
    between = counts.reshape(count, count).astype(np.float64)
    np.fill_diagonal(between, 0.0)
    result: Floats = between + between.T
    return result


def _drawn_together(radii: Floats, bridges: Floats) -> Points:
    """The middles of islands, the largest in the midst: linked ones drawn to each other, none on another."""
    count = len(radii)
    centres = _on_spiral(radii)
    strength = np.log1p(bridges)
    strongest = float(strength.sum(axis=1).max())
    strength /= 2 * max(strongest, 1e-9)
    touching = radii[:, None] + radii[None, :]
    affordable = max(_STEPS / 4, _PAIRS_OF_ISLANDS / count)
    steps = int(min(_STEPS, affordable))
    to_the_midst = np.array([1.0 / _ASPECT, _ASPECT])
    for step in range(steps):
        cooling = 1 - step / steps
        x, y, distance = _between_each_two(centres)
        distance += 1e-9
        beyond = distance - touching
        drawn = -cooling * strength * beyond
        pushed = -0.45 * beyond
        force = np.where(beyond < 0, pushed, drawn)
        np.fill_diagonal(force, 0.0)
        force /= distance
        centres[:, 0] += (force * x).sum(axis=1)
        centres[:, 1] += (force * y).sum(axis=1)
        centres *= 1 - 0.03 * cooling * to_the_midst
    return centres


def _on_spiral(radii: Floats) -> Points:
    """The middles of islands along a spiral, each about as far out as those before it need."""
    turns = np.arange(len(radii)) * math.pi * (3 - math.sqrt(5))
    far = np.sqrt(np.cumsum(radii * radii)) * 1.1
    x = far * np.cos(turns)
    y = far * np.sin(turns)
    return np.stack([x, y], axis=1)


class _Apart(NamedTuple):
    """How far each of some points lies from each other: to the right, downwards, and straight."""

    right: Floats
    down: Floats
    straight: Floats


def _between_each_two(points: Points) -> _Apart:
    x, y = points.T
    right = np.subtract.outer(x, x)
    down = np.subtract.outer(y, y)
    straight = np.sqrt(right * right + down * down)
    return _Apart(right, down, straight)


def _upright(points: Points) -> Points:
    """The points turned so that they spread widest from left to right, as screens do."""
    centred = points - points.mean(axis=0)
    x = centred[:, 0]
    y = centred[:, 1]
    xx = float((x**2).sum())
    yy = float((y**2).sum())
    xy = float((x * y).sum())
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos = math.cos(-angle)
    sin = math.sin(-angle)
    turned_x = x * cos - y * sin
    turned_y = x * sin + y * cos
    return np.stack([turned_x, turned_y], axis=1)


def _separated(points: Points, *, least: float = 30.0) -> Points:
    """The points pushed apart until (nearly) all keep the least distance."""
    for _ in range(30):
        x, y, distance = _between_each_two(points)
        np.fill_diagonal(distance, np.inf)
        short = np.maximum(least - distance, 0)
        if float(short.max(initial=0.0)) < _NEARLY:
            break
        touching = distance < _TOUCHING
        share = short / np.maximum(distance, 1.0) * 0.4
        right = (x + touching * 1.0) * share
        down = (y + touching * 0.5) * share
        moved = [right.sum(axis=1), down.sum(axis=1)]
        points = points + np.stack(moved, axis=1)
    return points


@dataclass(frozen=True, slots=True)
class _Packed:
    """The parts of a drawing, moved beside one another, and the size of the whole."""

    parts: list[Points]
    width: float
    height: float


def _pack(drawn: Sequence[Points]) -> _Packed:
    """The parts moved beside one another, the largest first, each as high up as it finds room."""
    margins = [_margin(points) for points in drawn]
    sizes = list(map(_size, drawn, margins))
    limit = _width_of_all(sizes)
    # What is filled so far, in strips from left to right.
    strip = limit / _STRIPS
    filled = np.zeros(_STRIPS)
    placed = []
    for points, (wide, high), margin in zip(drawn, sizes, margins, strict=True):
        strips = min(math.ceil(wide / strip - 1e-9), _STRIPS)
        stretches = np.lib.stride_tricks.sliding_window_view(filled, strips)
        tops = stretches.max(axis=1)
        first = int(tops.argmin())
        top = tops[first]
        corner = (first * strip + margin.left, top)
        placed.append(points - points.min(axis=0) + corner)
        filled[first : first + strips] = top + high
    height = float(filled.max(initial=0.0))
    return _Packed(placed, limit, height)


class _Margin(NamedTuple):
    """What is kept free to the left and the right of a part."""

    left: float
    right: float


def _size(points: Points, margin: _Margin) -> tuple[float, float]:
    """How wide and how high a part is with its margins."""
    wide, high = np.ptp(points, axis=0)
    return float(wide + (margin.left + margin.right)), float(high + _GAP)


def _width_of_all(sizes: Sequence[tuple[float, float]]) -> float:
    """How wide the whole is drawn: as wide as its widest part at least."""
    area = sum(wide * high for wide, high in sizes)
    widest = max((wide for wide, _ in sizes), default=0.0)
    return max(1.06 * math.sqrt(area * _ASPECT), widest)


def _margin(points: Points) -> _Margin:
    """What a part needs to its left and right for labels; those of an upright chain all stand to its right."""
    if len(points) > _SPRING_LIMIT:
        return _Margin(_GAP / 2, _GAP / 2)
    upright = float(np.ptp(points[:, 0])) == 0.0
    if upright:
        return _Margin(_GAP / 2, LABEL)
    return _Margin(LABEL / 2, LABEL / 2 + _GAP / 2)


def _rows(count: int, width: float) -> Points:
    per_row = max(int(width / SPACING), 1)
    places = []
    for number in range(count):
        row, column = divmod(number, per_row)
        places.append((column * SPACING, row * SPACING))
    return np.array(places)
