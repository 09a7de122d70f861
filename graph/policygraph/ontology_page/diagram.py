"""Diagrams of classes and what joins them, drawn as SVG from the ontology's domains and ranges.

Boxes stand where the plan says; a line runs from the edge of one box to that of the other, with its properties upon it.

Source: SVG 2, sections 9 (shapes) and 11 (text).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policygraph.ontology import signatures

if TYPE_CHECKING:
    from collections.abc import Mapping

    Point = tuple[float, float]
    Names = tuple[str, ...]
    Ends = tuple[str, str]
    """The boxes that a line joins."""
    Lines = Mapping[Ends, Names]

_WIDE, _HIGH = 120, 40
_LINE = 15
_CHARACTER = 7.2
_LOOP = 34

_ENTITIES = {
    "Industry": (140.0, 70.0),
    "Institution": (760.0, 70.0),
    "Project": (450.0, 200.0),
    "Place": (760.0, 340.0),
    "Target": (90.0, 250.0),
    "Result": (260.0, 350.0),
}
_TEXT = {
    "Report": (140.0, 60.0),
    "Section": (140.0, 160.0),
    "nif:Paragraph": (140.0, 260.0),
    "nif:Sentence": (140.0, 360.0),
    "nif:Phrase": (450.0, 360.0),
    "Task": (450.0, 60.0),
    "Linkage": (450.0, 210.0),
    "entity": (780.0, 210.0),
}
_IN_TEXT = {
    ("Section", "Report"): ("dcterms:isPartOf",),
    ("nif:Paragraph", "Section"): ("dcterms:isPartOf",),
    ("nif:Sentence", "nif:Paragraph"): ("dcterms:isPartOf",),
    ("nif:Phrase", "nif:Sentence"): ("nif:sentence",),
    ("nif:Phrase", "entity"): ("itsrdf:taIdentRef",),
    ("Task", "Report"): ("inReport",),
    ("Task", "entity"): ("concerns",),
    ("Linkage", "nif:Sentence"): ("prov:wasDerivedFrom",),
    ("Linkage", "entity"): ("rdf:subject", "rdf:object"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A diagram: its id, title and description, the places of its boxes, and the properties that join them."""

    name: str
    title: str
    about: str
    boxes: Mapping[str, Point]
    lines: Lines
    height: int


def entity_diagram() -> Markup:
    """The classes of things and the linkages between them, as the ontology has them."""
    lines: dict[Ends, Names] = {}
    for ends, names in signatures().items():
        lines[ends] = tuple(sorted(names))
    plan = _Plan(
        name="entities",
        title="Things and their linkages 事物及其关联",
        about=_told(lines),
        boxes=_ENTITIES,
        lines=lines,
        height=400,
    )
    return _drawn(plan)


def evidence_diagram() -> Markup:
    """How tasks, linkages and things lead to the text that states them."""
    plan = _Plan(
        name="evidence",
        title="From facts to the text 从事实到文本",
        about=_told(_IN_TEXT),
        boxes=_TEXT,
        lines=_IN_TEXT,
        height=420,
    )
    return _drawn(plan)


def _told(lines: Lines) -> str:
    """What lines show, in words."""
    told = []
    for (here, there), names in lines.items():
        joined = ", ".join(names)
        told.append(f"{here} {joined} {there}")
    return "; ".join(told)


def _drawn(plan: _Plan) -> Markup:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {plan.height}" role="img" '
        f'aria-labelledby="{plan.name}-title {plan.name}-about">'
        f'<title id="{plan.name}-title">{escape(plan.title)}</title>'
        f'<desc id="{plan.name}-about">{escape(plan.about)}</desc>'
        f'<defs><marker id="{plan.name}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" class="arrow"/></marker></defs>'
    )
    lines = (_line(plan, ends) for ends in plan.lines)
    labels = (_label(plan, ends, names) for ends, names in plan.lines.items())
    boxes = (_box(name, place) for name, place in plan.boxes.items())
    return Markup("\n".join([head, *lines, *boxes, *labels, "</svg>"]))  # noqa: S704 - of what is escaped above and below


def _line(plan: _Plan, ends: Ends) -> str:
    here, there = (plan.boxes[end] for end in ends)
    way = _loop(here) if here == there else _straight(here, there)
    arrow = f'marker-end="url(#{plan.name}-arrow)"'
    return f'<path class="line" d="{way}" {arrow}/>'


def _loop(box: Point) -> str:
    """The way of a line from the lower edge of a box back to it."""
    x, middle = box
    left = x - 25
    bottom = middle + _HIGH / 2
    return f"M{left:g} {bottom:g}v{_LOOP}h50v-{_LOOP}"


def _straight(here: Point, there: Point) -> str:
    """The way of a line from the edge of one box to that of another."""
    x1, y1 = _edge(here, there)
    x2, y2 = _edge(there, here)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


def _label(plan: _Plan, ends: Ends, names: Names) -> str:
    here, there = (plan.boxes[end] for end in ends)
    x, y = _middle(here, there)
    high = _LINE * len(names)
    longest = max(map(len, names))
    wide = longest * _CHARACTER + 8
    left = x - wide / 2
    top = y - high / 2
    size = f'width="{wide:.1f}" height="{high}"'
    back = f'<rect class="back" x="{left:.1f}" y="{top:.1f}" {size}/>'
    return back + _lines(names, x, top)


def _lines(names: Names, x: float, top: float) -> str:
    """Names one below the other, around a middle."""
    lines = []
    for number, name in enumerate(names):
        baseline = top + _LINE * (number + 0.78)
        line = _text(name, (x, baseline), "property")
        lines.append(line)
    return "".join(lines)


def _middle(here: Point, there: Point) -> Point:
    """Where the middle of a line between two boxes is, or of a loop at one."""
    if here == there:
        x, y = here
        return x, y + _HIGH / 2 + _LOOP
    x1, y1 = _edge(here, there)
    x2, y2 = _edge(there, here)
    return (x1 + x2) / 2, (y1 + y2) / 2


def _box(name: str, place: Point) -> str:
    x, y = place
    left = x - _WIDE / 2
    top = y - _HIGH / 2
    size = f'width="{_WIDE}" height="{_HIGH}"'
    box = f'<rect class="box" x="{left:g}" y="{top:g}" {size} rx="6"/>'
    baseline = y + 5
    return box + _text(name, (x, baseline), "class")


def _text(words: str, place: Point, kind: str) -> str:
    x, y = place
    shown = escape(words)
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{shown}</text>'


def _edge(here: Point, there: Point) -> Point:
    """Where a line from one box's middle to another's leaves the box."""
    x, y = here
    dx = there[0] - x
    dy = there[1] - y
    share = math.inf
    if dx:
        share = abs(_WIDE / 2 / dx)
    if dy:
        share = min(share, abs(_HIGH / 2 / dy))
    return x + dx * share, y + dy * share
