"""Where nodes stand: coordinates in pixels, computed once in Python and the same on each run.

Connected parts are laid out one by one, packed beside one another, and what has no linkage stands in rows below. Chains
of two or three nodes stand upright, so that each has its label beside it; other small parts are drawn by rustworkx's
spring layout. A large part is an archipelago: its communities are laid out one by one, and then the islands that they
make are drawn together by the links between them, as near as they can stand without touching.

Source: Fruchterman and Reingold, Graph Drawing by Force-directed Placement, 1991.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from policygraph.views.communities import communities
from policygraph.views.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

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


def network_positions(
    count: int, pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Coordinates for nodes ``0 … count-1`` that `pairs` link, as whole pixels; no two nodes share a place.

    Example:
        >>> positions = network_positions(3, [(0, 1)])
        >>> len(set(positions)), positions == network_positions(3, [(1, 0)])
        (3, True)
    """
    pairs = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    parts = _parts(count, pairs)
    linked = [part for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    placed, width, height = _pack(
        list(map(_part_positions, linked, _pairs_within(linked, pairs)))
    )
    result = np.zeros((count, 2))
    for part, points in zip(linked, placed, strict=True):
        result[part] = points
    if alone:
        below = np.array([0.0, height + _GAP])
        result[alone] = (
            _rows(len(alone), max(width, SPACING * math.sqrt(2 * len(alone)))) + below
        )
    return [(round(float(x)), round(float(y))) for x, y in result]


def _parts(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes in the parts that nothing links to each other, the largest part first."""
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(pairs)
    return sorted(
        map(sorted, rx.connected_components(graph)), key=lambda part: (-len(part), part)
    )


def _pairs_within(
    parts: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """For each part of a network the pairs that link its own nodes."""
    of_node = {node: number for number, part in enumerate(parts) for node in part}
    within: list[list[tuple[int, int]]] = [[] for _ in parts]
    for one, other in pairs:
        if of_node[one] == of_node[other]:
            within[of_node[one]].append((one, other))
    return within


def columns(
    layers: Sequence[Sequence[int]],
    pairs: Sequence[tuple[int, int]],
    *,
    gap: int = 26,
    width: int = 460,
) -> dict[int, tuple[int, int]]:
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
    height = gap * (max(map(len, layers), default=1) - 1)
    places = {}
    for column, layer in enumerate(order):
        step = height / max(len(layer) - 1, 1)
        for row, node in enumerate(layer):
            places[node] = (
                column * width,
                round(row * step if len(layer) > 1 else height / 2),
            )
    return places


def _uncrossed(
    order: list[list[int]], near: Mapping[int, Sequence[int]]
) -> list[list[int]]:
    """The columns with their nodes in the order of the means of their neighbours' places, taken to and fro."""
    for _ in range(_SWEEPS):
        rank = _ranks(order)
        for layer in (*order[1:], *order[-2::-1]):
            layer.sort(
                key=lambda node: (
                    _mean([rank[other] for other in near[node]], rank[node]),
                    node,
                )
            )
            rank.update(_ranks([layer]))
    return order


def apart(
    places: dict[int, tuple[int, int]], *, step: float = 11.0
) -> dict[int, tuple[int, int]]:
    """The same places, those that coincide being spread along a spiral around their common point."""
    groups: dict[tuple[int, int], list[int]] = {}
    for node, place in places.items():
        groups.setdefault(place, []).append(node)
    turn = math.pi * (3 - math.sqrt(5))
    return {
        node: (
            place[0] + round(step * math.sqrt(number) * math.cos(number * turn)),
            place[1] + round(step * math.sqrt(number) * math.sin(number * turn)),
        )
        for place, members in groups.items()
        for number, node in enumerate(members)
    }


def _ranks(order: Sequence[Sequence[int]]) -> dict[int, float]:
    """How far down its column each node stands, 0–1."""
    return {
        node: row / max(len(layer) - 1, 1)
        for layer in order
        for row, node in enumerate(layer)
    }


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _part_positions(part: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Points:
    if len(pairs) < len(part) <= _CHAIN:
        return _upright_chain(part, pairs)
    if len(part) > _SPRING_LIMIT:
        return _archipelago(part, pairs)
    local = {node: position for position, node in enumerate(part)}
    edges = np.array(
        [(local[one], local[other]) for one, other in pairs], dtype=np.int64
    )
    points = _upright(_spring(len(part), edges, steps=120))
    side = SPACING * math.sqrt(len(part)) * 1.25
    extent = np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    points = (points - points.min(axis=0)) * (
        side / math.sqrt(float(extent[0] * max(extent[1], extent[0] / 3)))
    )
    return _separated(points) * (_WIDER, 1.0)


def _upright_chain(part: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Points:
    """Two nodes, or three of which one stands between the others, one below the other."""
    ends = [node for pair in pairs for node in pair]
    order = sorted(part, key=lambda node: (ends.count(node) > 1, node))
    if len(order) == _CHAIN:
        order = [order[0], order[2], order[1]]
    return np.array([(0.0, order.index(node) * _ROW) for node in part])


def _spring(count: int, edges: NDArray[np.int64], *, steps: int) -> Points:
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data([(int(one), int(other)) for one, other in edges])
    found = rx.spring_layout(graph, seed=SEED, num_iter=steps, k=1.6 / math.sqrt(count))
    return np.array([found[node] for node in range(count)], dtype=np.float64)


def _archipelago(part: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Points:
    """The places of a large part: each community an island, and islands beside those that they have links with."""
    local = {node: position for position, node in enumerate(part)}
    edges = [(local[one], local[other]) for one, other in pairs]
    islands = gathered(communities(len(part), edges), edges)
    within = _pairs_within(islands, edges)
    shapes = list(map(_island, islands, within))
    centres = _drawn_together(
        np.array([np.hypot(*points.T).max() + SHORE for points in shapes]),
        _bridges(islands, edges),
    )
    result = np.zeros((len(part), 2))
    for members, points, centre in zip(islands, shapes, centres, strict=True):
        result[members] = points + centre
    return result


def _island(members: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Points:
    """The places of a community around its middle, much linked nodes further inside."""
    count = len(members)
    if count == 1:
        return np.zeros((1, 2))
    local = {node: position for position, node in enumerate(members)}
    edges = np.array(
        [(local[one], local[other]) for one, other in pairs], dtype=np.int64
    ).reshape(-1, 2)
    points = _spring(count, edges, steps=60)
    points -= points.mean(axis=0)
    # what the spring flung far out comes back, so that an island has no empty rim
    radius = np.hypot(*points.T)
    usual = float(np.sort(radius)[int(0.85 * (count - 1))]) or 1.0
    pulled = np.minimum(1.0, (usual / np.maximum(radius, 1e-9)) ** 0.7)
    side = SPACING * 0.62 * math.sqrt(count)
    points = _separated(points * pulled[:, None] * (side / usual), least=26.0)
    middle: Points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return middle


def _bridges(
    islands: Sequence[Sequence[int]], edges: Iterable[tuple[int, int]]
) -> NDArray[np.float64]:
    """How many edges run between each two islands."""
    of_node = {node: number for number, held in enumerate(islands) for node in held}
    ends = np.array([(of_node[one], of_node[other]) for one, other in edges])
    count = len(islands)
    counts = np.bincount(ends[:, 0] * count + ends[:, 1], minlength=count * count)
    between = counts.reshape(count, count).astype(np.float64)
    np.fill_diagonal(between, 0.0)
    result: NDArray[np.float64] = between + between.T
    return result


def _drawn_together(radii: NDArray[np.float64], bridges: NDArray[np.float64]) -> Points:
    """The middles of islands, the largest in the midst: linked ones drawn to each other, none on another."""
    count = len(radii)
    turns = np.arange(count) * math.pi * (3 - math.sqrt(5))
    far = np.sqrt(np.cumsum(radii * radii)) * 1.1
    centres = np.stack([far * np.cos(turns), far * np.sin(turns)], axis=1)
    strength = np.log1p(bridges)
    strength /= 2 * max(float(strength.sum(axis=1).max()), 1e-9)
    touching = radii[:, None] + radii[None, :]
    steps = int(min(_STEPS, max(_STEPS / 4, _PAIRS_OF_ISLANDS / count)))
    for step in range(steps):
        cooling = 1 - step / steps
        x, y = (np.subtract.outer(one, one) for one in centres.T)
        distance = np.sqrt(x * x + y * y) + 1e-9
        beyond = distance - touching
        force = np.where(beyond < 0, -0.45 * beyond, -cooling * strength * beyond)
        np.fill_diagonal(force, 0.0)
        force /= distance
        centres[:, 0] += (force * x).sum(axis=1)
        centres[:, 1] += (force * y).sum(axis=1)
        centres *= 1 - 0.03 * cooling * np.array([1.0 / _ASPECT, _ASPECT])
    return centres


def _upright(points: Points) -> Points:
    """The points turned so that they spread widest from left to right, as screens do."""
    centred = points - points.mean(axis=0)
    xx, yy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum())
    angle = 0.5 * math.atan2(2 * float((centred[:, 0] * centred[:, 1]).sum()), xx - yy)
    cos, sin = math.cos(-angle), math.sin(-angle)
    return np.stack(
        [
            centred[:, 0] * cos - centred[:, 1] * sin,
            centred[:, 0] * sin + centred[:, 1] * cos,
        ],
        axis=1,
    )


def _separated(points: Points, *, least: float = 30.0) -> Points:
    """The points pushed apart until (nearly) all keep the least distance."""
    for _ in range(30):
        x, y = (np.subtract.outer(one, one) for one in points.T)
        distance = np.sqrt(x * x + y * y)
        np.fill_diagonal(distance, np.inf)
        short = np.maximum(least - distance, 0)
        if float(short.max(initial=0.0)) < _NEARLY:
            break
        touching = distance < _TOUCHING
        share = short / np.maximum(distance, 1.0) * 0.4
        moved = [
            ((one + touching * way) * share).sum(axis=1)
            for one, way in ((x, 1.0), (y, 0.5))
        ]
        points = points + np.stack(moved, axis=1)
    return points


def _pack(drawn: Sequence[Points]) -> tuple[list[Points], float, float]:
    """The parts moved beside one another, the largest first, each as high up as it finds room; and the whole's size."""
    margins = [_margin(points) for points in drawn]
    sizes = [
        np.ptp(points, axis=0) + np.array([left + right, _GAP])
        for points, (left, right) in zip(drawn, margins, strict=True)
    ]
    limit = max(
        1.06 * math.sqrt(sum(float(size[0] * size[1]) for size in sizes) * _ASPECT),
        max((float(size[0]) for size in sizes), default=0.0),
    )
    # What is filled so far, in strips from left to right.
    strip = limit / _STRIPS
    filled = np.zeros(_STRIPS)
    placed = []
    for points, size, (left, _) in zip(drawn, sizes, margins, strict=True):
        strips = min(math.ceil(float(size[0]) / strip - 1e-9), _STRIPS)
        tops = np.lib.stride_tricks.sliding_window_view(filled, strips).max(axis=1)
        first = int(tops.argmin())
        placed.append(points - points.min(axis=0) + (first * strip + left, tops[first]))
        filled[first : first + strips] = tops[first] + float(size[1])
    return placed, limit, float(filled.max(initial=0.0))


def _margin(points: Points) -> tuple[float, float]:
    """What a part needs to its left and right for labels; those of an upright chain all stand to its right."""
    if len(points) > _SPRING_LIMIT:
        return _GAP / 2, _GAP / 2
    return (
        (_GAP / 2, LABEL)
        if float(np.ptp(points[:, 0])) == 0.0
        else (LABEL / 2, LABEL / 2 + _GAP / 2)
    )


def _rows(count: int, width: float) -> Points:
    per_row = max(int(width / SPACING), 1)
    return np.array(
        [
            (number % per_row * SPACING, number // per_row * SPACING)
            for number in range(count)
        ]
    )
