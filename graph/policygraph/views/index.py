"""The page that lists the reports of a folder, each with the way to its own page and graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Iterable

INDEX = "index.html"
"""The name of the page in its folder."""

COUNTED = {
    "KeyTask": "Key tasks",
    "Measure": "Measures",
    "Target": "Targets",
    "Project": "Projects",
}
"""What is counted of each report: classes by their local names, and how a person calls them."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A report: what it says of itself, how much of each of `COUNTED` it has, and the names of its files."""

    title: str
    date: str
    place: str
    counts: tuple[int, ...]
    page: str
    graph: str


def index_page(rows: Iterable[Row]) -> str:
    """The page in HTML, the reports by date and title; it needs no script and no other file.

    Example:
        >>> "<bdi>Plan</bdi>" in index_page([Row("Plan", "2031", "Arden", (1, 2, 3, 4), "plan.html", "plan.ttl")])
        True
    """
    listed = sorted(rows, key=lambda row: (row.date, row.title, row.page))
    return _TEMPLATES.get_template(INDEX).render(
        rows=listed, counted=list(COUNTED.values())
    )
