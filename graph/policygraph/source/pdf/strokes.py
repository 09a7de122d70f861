"""The lines and rectangles drawn on a page: the rules of tables and the frames of boxes.

Source: PDFium's public header fpdf_edit.h; ISO 32000-2, 8.5 (paths).
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from policygraph.source.pdf.calls import POINTER, typed
from policygraph.source.pdf.dots import is_dot
from policygraph.source.pdf.values import Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.glyphs import Frame

    _Point = tuple[float, float]
    _Bounds = tuple[float, float, float, float]

_PATH = 2
_FORM = 5
_MOVE = 2
_MOST_OBJECTS = 5_000
_MOST_POINTS = 200
_MOST_STROKES = 2_000
_LEAST = 4.0
_SMALL = 9.0

_count = typed("FPDFPage_CountObjects", ctypes.c_int, POINTER)
_object_at = typed("FPDFPage_GetObject", POINTER, POINTER, ctypes.c_int)
_kind = typed("FPDFPageObj_GetType", ctypes.c_int, POINTER)
_bounds = typed(
    "FPDFPageObj_GetBounds", ctypes.c_int, POINTER, POINTER, POINTER, POINTER, POINTER
)
_points = typed("FPDFPath_CountSegments", ctypes.c_int, POINTER)
_segment = typed("FPDFPath_GetPathSegment", POINTER, POINTER, ctypes.c_int)
_point = typed("FPDFPathSegment_GetPoint", ctypes.c_int, POINTER, POINTER, POINTER)
_segment_kind = typed("FPDFPathSegment_GetType", ctypes.c_int, POINTER)
_matrix = typed("FPDFPageObj_GetMatrix", ctypes.c_int, POINTER, POINTER)


def read_strokes(page: int, frame: Frame, turn: int) -> list[Stroke]:
    """The strokes of a page, turned like its words; a page with thousands of them is a drawing and gives the first."""
    found: list[Stroke] = []
    turned = frame.at(turn)
    for left, bottom, right, top in _boxes(page):
        one = turned.place(left, top)
        other = turned.place(right, bottom)
        upper_left = map(min, one, other)
        lower_right = map(max, one, other)
        stroke = Stroke(*upper_left, *lower_right)
        longer = max(right - left, top - bottom)
        if longer >= _LEAST or is_dot(stroke):
            found.append(stroke)
        if len(found) >= _MOST_STROKES:
            break
    return found


def _boxes(page: int) -> Iterator[_Bounds]:
    edges = [ctypes.c_float() for _ in range(4)]
    for handle in _paths(page):
        points = _points(handle)
        if not _bounds(handle, *map(ctypes.byref, edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        shorter = min(right - left, top - bottom)
        if points > 6 and shorter > _SMALL:
            yield from _parts(handle, min(points, _MOST_POINTS))
        else:
            yield left, bottom, right, top


def _paths(page: int) -> Iterator[int]:
    for index in range(min(_count(page), _MOST_OBJECTS)):
        handle = _object_at(page, index)
        if handle is None:
            continue
        if _kind(handle) == _PATH:
            yield handle


def _parts(path: int, points: int) -> Iterator[_Bounds]:
    """The straight pieces of a path of many, level or upright ones only."""
    from policygraph.source.pdf.calls import pdfium

    matrix = pdfium.FS_MATRIX()
    _matrix(path, ctypes.byref(matrix))
    x = ctypes.c_float()
    y = ctypes.c_float()
    before: _Point | None = None
    for index in range(points):
        segment = _segment(path, index)
        if segment is None:
            return
        if not _point(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        here = (across, up)
        if before is not None and _segment_kind(segment) != _MOVE:
            yield from _straight(before, here)
        before = here


def _straight(one: _Point, two: _Point) -> Iterator[_Bounds]:
    """The box of a line between two points, if it is level or upright."""
    left, low = map(min, one, two)
    right, high = map(max, one, two)
    if high - low < 1 or right - left < 1:
        yield left, low, right, high
