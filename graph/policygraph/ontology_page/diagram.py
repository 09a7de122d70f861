"""Diagrams of classes and what joins them, drawn as SVG from the ontology's domains and ranges.

Boxes stand where the plan says; a line runs from the edge of one box to that of the other, with its properties upon it.

Source: SVG 2, sections 9 (shapes) and 11 (text).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policygraph.ontology import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Point = tuple[float, float]

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
    lines: Mapping[tuple[str, str], tuple[str, ...]]
    height: int


def entity_diagram() -> Markup:
    """The classes of things and the linkages between them, as the ontology has them."""
    lines: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for ends, names in signatures().items():
        lines[ends] = tuple(sorted(names))
    told = "; ".join(
        f"{here} {', '.join(names)} {there}" for (here, there), names in lines.items()
    )
    return _drawn(
        _Plan(
            "entities",
            "Things and their linkages 事物及其关联",
            told,
            _ENTITIES,
            lines,
            400,
        )
    )


def evidence_diagram() -> Markup:
    """How tasks, linkages and things lead to the text that states them."""
    told = "; ".join(
        f"{here} {', '.join(names)} {there}"
        for (here, there), names in _IN_TEXT.items()
    )
    return _drawn(
        _Plan(
            "evidence",
            "From facts to the text 从事实到文本",
            told,
            _TEXT,
            _IN_TEXT,
            420,
        )
    )


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


def _line(plan: _Plan, ends: tuple[str, str]) -> str:
    here, there = (plan.boxes[end] for end in ends)
    arrow = f'marker-end="url(#{plan.name}-arrow)"'
    if here == there:
        x, y = here[0], here[1] + _HIGH / 2
        return f'<path class="line" d="M{x - 25:g} {y:g}v{_LOOP}h50v-{_LOOP}" {arrow}/>'
    (x1, y1), (x2, y2) = _edge(here, there), _edge(there, here)
    return f'<path class="line" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" {arrow}/>'


def _label(plan: _Plan, ends: tuple[str, str], names: tuple[str, ...]) -> str:
    here, there = (plan.boxes[end] for end in ends)
    if here == there:
        x, y = here[0], here[1] + _HIGH / 2 + _LOOP
    else:
        (x1, y1), (x2, y2) = _edge(here, there), _edge(there, here)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
    high = _LINE * len(names)
    wide = max(map(len, names)) * _CHARACTER + 8
    left = x - wide / 2
    top = y - high / 2
    size = f'width="{wide:.1f}" height="{high}"'
    back = f'<rect class="back" x="{left:.1f}" y="{top:.1f}" {size}/>'
    lines = []
    for number, name in enumerate(names):
        baseline = top + _LINE * (number + 0.78)
        lines.append(_text(name, (x, baseline), "property"))
    return back + "".join(lines)


def _box(name: str, place: Point) -> str:
    x, y = place[0] - _WIDE / 2, place[1] - _HIGH / 2
    return (
        f'<rect class="box" x="{x:g}" y="{y:g}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        f"{_text(name, (place[0], place[1] + 5), 'class')}"
    )


def _text(words: str, place: Point, kind: str) -> str:
    return f'<text class="{kind}" x="{place[0]:.1f}" y="{place[1]:.1f}">{escape(words)}</text>'


def _edge(here: Point, there: Point) -> Point:
    """Where a line from one box's middle to another's leaves the box."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    steps: Iterator[float] = (
        abs(half / side) for half, side in ((_WIDE / 2, dx), (_HIGH / 2, dy)) if side
    )
    share = min(steps, default=math.inf)
    return here[0] + dx * share, here[1] + dy * share
