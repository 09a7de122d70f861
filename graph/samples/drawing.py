"""What is put on pages before it is drawn: lines that stand together, and pages with everything in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samples.typesetting import Face, Line


@dataclass(slots=True)
class Group:
    """Lines that stand together on one page; a frame is drawn around a box."""

    lines: list[Line]
    framed: bool = False
    cells: list[tuple[Line, list[tuple[float, str]]]] = field(default_factory=list)
    aside: bool = False
    new_page: bool = False


@dataclass(slots=True)
class Drawn:
    """What is drawn on one page: strings with their places, and the rules and frames between them."""

    strings: list[tuple[float, float, Line, bool]] = field(default_factory=list)
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    cells: list[tuple[float, float, str, Face]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    chapter: str = ""
