"""A comparison as a page: one file that needs no script, no server and no other file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policygraph.comparison.model import PARTS
from policygraph.comparison.rows import check_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.comparison.model import Cited, Comparison

HEADS = {
    "delivered": "Promised and later done",
    "stage": "Stages that changed",
    "figure": "Figures of one indicator",
    "also promised": "Promised by several",
    "new": "New",
    "gone": "Not named again",
    "kept": "Named again",
    "only": "Named by one alone",
    "shared": "Named by several",
    "industry": "Industries by place",
    "maybe same": "Perhaps one thing under two names",
}
"""What each part is called on the page."""

MOST = 500
"""The rows of a part that a page shows unless more are asked for."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def comparison_page(
    comparison: Comparison, part: str = "", most: int | None = None
) -> str:
    """The page in HTML: what was delivered as sentences side by side, all else as tables with a column a group.

    Args:
        comparison: What to show.
        part: One of `PARTS`; all of them unless given.
        most: The most rows of each part; `MOST` unless given.

    Raises:
        UsageError: No such part.

    Example:
        >>> from policygraph.comparison.model import Comparison
        >>> "<bdi>2031</bdi>" in comparison_page(Comparison("year", ("2031", "2032"), (), ()))
        True
    """
    wanted = (check_part(part),) if part else PARTS
    shown = MOST if most is None else most
    found = _found(comparison)
    return _TEMPLATES.get_template("page.html").render(
        comparison=comparison,
        parts=[name for name in wanted if found[name]],
        heads=HEADS,
        counts={name: len(rows) for name, rows in found.items()},
        shown=shown,
        rows={name: rows[:shown] for name, rows in found.items()},
        marked=marked,
    )


def _found(comparison: Comparison) -> dict[str, Sequence[object]]:
    """What each part has."""
    found: dict[str, Sequence[object]] = {
        name: [one for one in comparison.findings if one.kind == name] for name in PARTS
    }
    return {
        **found,
        "delivered": comparison.deliveries,
        "maybe same": comparison.candidates,
    }


def marked(cited: Cited) -> tuple[str, str, str]:
    """A sentence as what stands before the words that are meant, these, and what stands behind them."""
    text = cited.sentence.text
    words = cited.words
    return (
        text[: words.begin],
        words.of(text),
        text[words.end :],
    )
