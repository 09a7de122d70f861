"""PDFs drawn line by line, in the looks that offices give their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from samples.painting import Painter
from samples.setting import Setter
from samples.truth import Made, sentences_of, truth_of

if TYPE_CHECKING:
    from pathlib import Path

    from samples.looks import Look
    from samples.manuscript import Manuscript


def write_pages(
    manuscript: Manuscript, look: Look, path: Path, *, title: bool = True
) -> Made:
    """The document as a PDF, with what is right of it; without `title` the file's properties name none."""
    setter = Setter(manuscript, look)
    sheets = setter.sheets()
    front = setter.front_pages()
    canvas = Canvas(str(path), pagesize=look.paper, invariant=True)
    if title:
        canvas.setTitle(manuscript.title)
    painter = Painter(canvas, look, manuscript, len(front), len(sheets))
    for number, sheet in enumerate([*front, *sheets], 1):
        painter.paint(sheet, number)
    canvas.save()
    begun = painter.begun
    many = sum(len(sentences_of(block)) for block in manuscript.blocks)
    truth = truth_of(
        manuscript,
        pages=tuple(begun[at] for at in range(many)),
        furniture=tuple(painter.furniture),
        front=(
            manuscript.office,
            manuscript.date,
            *(str(at) + "." for at in setter.counted),
        ),
        lines=sum(len(sheet.strings) for sheet in sheets),
    )
    return Made(path, truth)
