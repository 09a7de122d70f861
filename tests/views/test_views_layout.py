"""Coordinates: settled, apart, and the same on each run."""

from __future__ import annotations

import random

import pytest

from policygraph.views.layout import apart, columns, network_positions
from policygraph.views.outlines import Projection


def tree(count: int) -> list[tuple[int, int]]:
    """A random tree, the same for each count."""
    chance = random.Random(count)  # noqa: S311 - a sample, no secret
    return [
        (number, int(number * chance.random() ** 1.5)) for number in range(1, count)
    ]


@pytest.mark.parametrize("count", [2, 40, 300, 3000])
def test_positions_are_the_same_on_each_run_and_in_any_order_of_edges(
    count: int,
) -> None:
    """Edges may come in any order and direction."""
    pairs = tree(count)
    turned = [(other, one) for one, other in reversed(pairs)]
    assert network_positions(count, pairs) == network_positions(count, turned)


def test_nodes_of_a_small_network_keep_apart() -> None:
    """No two of 120 nodes are nearer than a node is wide."""
    places = network_positions(120, tree(120))
    nearest = min(
        (ax - bx) ** 2 + (ay - by) ** 2
        for n, (ax, ay) in enumerate(places)
        for bx, by in places[n + 1 :]
    )
    assert nearest > 18**2


def test_linked_nodes_stand_nearer_than_others() -> None:
    """The mean length of an edge is far below the mean distance of two nodes."""
    pairs = tree(1500)
    places = network_positions(1500, pairs)

    def distance(one: int, other: int) -> float:
        return float(
            (
                (places[one][0] - places[other][0]) ** 2
                + (places[one][1] - places[other][1]) ** 2
            )
            ** 0.5
        )

    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    others = [(chance.randrange(1500), chance.randrange(1500)) for _ in range(1500)]
    linked = sum(distance(*pair) for pair in pairs) / len(pairs)
    assert linked * 3 < sum(distance(*pair) for pair in others) / len(others)


def test_nodes_without_a_linkage_stand_in_rows_below() -> None:
    """What links to nothing is lower than what does."""
    places = network_positions(12, [(0, 1), (1, 2)])
    assert max(y for _, y in places[:3]) < min(y for _, y in places[3:])


def test_columns_cross_less_than_the_order_given() -> None:
    """The barycentre order untangles what can be untangled."""
    layers = [[0, 1, 2], [3, 4, 5]]
    pairs = [(0, 5), (1, 4), (2, 3)]
    places = columns(layers, pairs)
    lines = [(places[one][1], places[other][1]) for one, other in pairs]
    assert not [1 for a, b in lines for c, d in lines if (a - c) * (b - d) < 0]


def test_the_map_has_north_above_and_is_true_to_shape() -> None:
    """Latitude goes up the screen, longitude to the right, and the middle of the map is true to shape."""
    projection = Projection(100.0, 106.5, 60.0, 0.5)
    west, east = projection.place(105.5, 60.0), projection.place(107.5, 60.5)
    assert west == (-50.0, 0.0)
    assert east == (50.0, -50.0)


def test_things_at_one_point_are_spread_around_it() -> None:
    """The first keeps its place, the others circle it, each on its own point."""
    places = apart(dict.fromkeys(range(30), (100, 100)))
    assert places[0] == (100, 100)
    assert len(set(places.values())) == 30
