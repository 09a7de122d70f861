"""The map behind the things of a report: what is cut out of the table of outlines, and what a map opens on."""

from __future__ import annotations

import json

import pytest

from policygraph.views.mapping import FAR, NEAR, map_layer
from policygraph.views.model import Edge, Network, Node
from policygraph.views.outlines import KINDS, Box, Projection, outlines

CHONGQING = Box(104.0, 27.0, 111.0, 33.0)
FIJI = Box(176.0, -20.0, 182.0, -15.0)


def lines(text: str) -> list[list[tuple[float, float]]]:
    """The lines that a text holds, in pixels: the format of Encoded Polylines read as its documentation tells."""
    found = []
    for part in filter(None, text.split(" ")):
        numbers, value, shift = [], 0, 0
        for letter in part:
            code = ord(letter) - 63
            value |= (code & 31) << shift
            shift += 5
            if not code & 32:
                numbers.append(-(value >> 1) - 1 if value & 1 else value >> 1)
                value = shift = 0
        x = y = 0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 2, y / 2))
        found.append(points)
    return found


def located(*points: tuple[float, float]) -> Network:
    """Places at longitudes and latitudes."""
    nodes = [
        Node(f"urn:x:{n}", f"Place {n}", "Place", longitude=x, latitude=y)
        for n, (x, y) in enumerate(points)
    ]
    return Network("Places", tuple(nodes))


def test_a_stretch_inland_has_provinces_and_no_coast() -> None:
    """Around Chongqing provinces meet; the sea is far, and land fills the whole box."""
    projection = Projection(100.0, 107.5, 30.0, 0.866)
    found = outlines(CHONGQING, projection, 20_000)
    assert len(lines(found["provinces"])) > 8
    assert found["borders"] == ""
    (left, top), (right, bottom) = (
        projection.place(CHONGQING.west, CHONGQING.north),
        projection.place(CHONGQING.east, CHONGQING.south),
    )
    corners = {(x, y) for ring in lines(found["coasts"]) for x, y in ring}
    for x in (left, right):
        for y in (top, bottom):
            assert min(abs(x - a) + abs(y - b) for a, b in corners) < 2


@pytest.mark.parametrize("box", [CHONGQING, FIJI, Box(-180.0, -60.0, 180.0, 84.0)])
@pytest.mark.parametrize("most", [3_000, 20_000])
def test_outlines_keep_to_their_box_and_their_weight(box: Box, most: int) -> None:
    """No ring goes beyond the box, rings are closed, and there are no more characters than were asked for."""
    scale = 1000.0 / (box.east - box.west)
    projection = Projection(scale, (box.west + box.east) / 2, 0.0, 1.0)
    found = outlines(box, projection, most)
    assert list(found) == list(KINDS)
    assert 0 < sum(map(len, found.values())) <= most
    assert found == outlines(box, projection, most)
    rings = lines(found["coasts"])
    assert rings
    for ring in rings:
        assert ring[0] == ring[-1]
        assert all(abs(x) <= 501 for x, _ in ring)


def test_land_beyond_the_date_line_is_there() -> None:
    """Fiji's islands lie on both sides of the 180th meridian, and on both of the map's middle."""
    projection = Projection(100.0, 180.0, -17.5, 0.95)
    rings = lines(outlines(FIJI, projection, 20_000)["coasts"])
    assert min(x for ring in rings for x, _ in ring) < -50
    assert max(x for ring in rings for x, _ in ring) > 10


def test_a_map_opens_on_where_most_things_are() -> None:
    """One place on another continent is told of as far, and does not make the map smaller."""
    near = [(106.5 + n / 10, 29.5 + n % 3) for n in range(9)]
    layer = map_layer(located(*near, (2.3, 48.9)))
    assert layer["far"] == [9]
    assert layer["projection"][1] == pytest.approx(106.9, abs=0.3)
    assert max(map(abs, layer["x"][:9])) < 500 < abs(layer["x"][9])
    assert layer["world"]["coasts"]


def test_places_on_both_sides_of_the_date_line_stand_beside_one_another() -> None:
    """A degree west and a degree east of the line are two degrees apart."""
    layer = map_layer(located((179.0, -17.0), (-179.0, -17.0)))
    scale, across = layer["projection"][0], layer["projection"][3]
    assert layer["x"][1] - layer["x"][0] == pytest.approx(2 * scale * across, abs=2)


def test_what_has_no_coordinates_is_counted_and_routes_stand_between_their_ends() -> (
    None
):
    """A place without coordinates is missing; a railway that connects two places stands midway."""
    nodes = (
        Node("urn:x:a", "A", "Place", longitude=100.0, latitude=30.0),
        Node("urn:x:b", "B", "Place", longitude=102.0, latitude=30.0),
        Node("urn:x:c", "C", "Place"),
        Node("urn:x:r", "A-B railway", "Project"),
    )
    edges = (Edge(3, 0, "connects"), Edge(3, 1, "connects"))
    layer = map_layer(Network("Route", nodes, edges))
    assert layer["missing"] == [2]
    assert layer["node"] == [0, 1, 3]
    assert layer["x"][2] == pytest.approx((layer["x"][0] + layer["x"][1]) / 2, abs=1)


def test_a_map_weighs_no_more_than_a_page_can_bear() -> None:
    """Outlines of a province, a country and the world stay below 40 kB."""
    for points in (
        [(106.0, 29.0), (107.5, 30.5)],
        [(80.0, 30.0), (125.0, 45.0), (113.0, 23.0)],
        [(-70.0, -33.0), (116.4, 39.9), (2.3, 48.9), (37.0, -1.3)],
    ):
        assert len(json.dumps(map_layer(located(*points)))) < 40_000
    assert NEAR + FAR < 40_000
