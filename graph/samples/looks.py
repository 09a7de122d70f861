"""How a drawn document looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, LETTER

if TYPE_CHECKING:
    import random

FONTS = (("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a document looks; lengths are in points.

    `numbering` says where a page's number stands: in the "foot", in the "head", "outer" (by the running head), or
    nowhere. `painted` is the order in which lines reach the file: as they are "read", or "across" the columns;
    `pieces` whether a line is one string or "words" set each for itself without a space between.
    """

    paper: tuple[float, float] = A4
    margin: float = 62.0
    columns: int = 1
    gap: float = 20.0
    font: tuple[str, str] = FONTS[0]
    size: float = 10.5
    leading: float = 1.25
    justified: bool = True
    divided: bool = False
    indent: float = 0.0
    between: float = 6.0
    heading_sizes: tuple[float, float] = (1.5, 1.2)
    spacing: float = 0.0
    head: bool = True
    chapter_heads: bool = False
    numbering: str = "foot"
    page_form: str = "{page}"
    painted: str = "read"
    pieces: str = "line"
    bullet: str = "•"
    watermark: str = ""
    line_numbers: int = 0
    cover: bool = False
    contents: bool = False
    own_line: bool = False
    chapter_page: bool = False
    ruled: bool = True
    rule_notes: bool = True
    paragraph_numbers: bool = False


def drawn_look(chance: random.Random, **fixed: object) -> Look:
    """A look whose measures are drawn, except for what is fixed."""
    columns = int(str(fixed.get("columns", 1)))
    look = Look(
        paper=chance.choice((A4, LETTER)),
        margin=chance.uniform(50, 80) if columns == 1 else chance.uniform(40, 55),
        gap=chance.uniform(14, 26),
        font=chance.choice(FONTS),
        size=chance.uniform(10, 11.5) if columns == 1 else chance.uniform(8.5, 10),
        leading=chance.uniform(1.15, 1.4),
        justified=chance.random() < 2 / 3,
        indent=chance.choice((0.0, 0.0, 14.0)),
        between=chance.uniform(4, 9),
        heading_sizes=chance.choice(((1.6, 1.25), (1.4, 1.15), (1.3, 1.1))),
        numbering=chance.choice(("foot", "foot", "head", "outer")),
        page_form=chance.choice(
            (
                "{page}",
                "{page}",
                "- {page} -",
                "Page {page}",
                "Page {page} of {all}",
                "{page} | {title}",
            )
        ),
        bullet=chance.choice(("•", "–", "•")),
    )
    return replace(look, **fixed)  # type: ignore[arg-type]
