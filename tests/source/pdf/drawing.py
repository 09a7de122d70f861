"""PDFs drawn for the tests, line by line, so that every place on the page is known."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from policygraph.source.pdf.reading import read_pdf

if TYPE_CHECKING:
    from policygraph.source.model import Document, Role

WIDTH, HEIGHT = A4
LEFT, TOP = 72.0, HEIGHT - 90
FONT, BOLD, SIZE, STEP = "Times-Roman", "Times-Bold", 10.0, 12.5


@dataclass(slots=True)
class Drawing:
    """A PDF that grows; heights count from the lower edge, as PDF has it."""

    canvas: Canvas
    buffer: io.BytesIO

    def write(
        self,
        text: str,
        x: float = LEFT,
        y: float = TOP,
        *,
        font: str = FONT,
        size: float = SIZE,
    ) -> float:
        """One line of text with its left end at `x` and its baseline at `y`; its right end comes back."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return x + stringWidth(text, font, size)

    def lines(
        self,
        texts: list[str],
        x: float = LEFT,
        y: float = TOP,
        *,
        font: str = FONT,
        size: float = SIZE,
    ) -> float:
        """Lines below one another; the height of the next one comes back."""
        for text in texts:
            self.write(text, x, y, font=font, size=size)
            y -= STEP * size / SIZE
        return y

    def paragraph(
        self,
        text: str,
        x: float = LEFT,
        y: float = TOP,
        *,
        width: float = WIDTH - 2 * LEFT,
    ) -> float:
        """A paragraph wrapped to a width; the height of the next line comes back."""
        return self.lines(wrap(text, width), x, y)

    def turn(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The PDF."""
        self.canvas.save()
        return self.buffer.getvalue()

    def read(self) -> Document:
        """The document that is read from the PDF."""
        return read_pdf(self.bytes(), "drawn.pdf")


def drawing(*, password: str = "") -> Drawing:
    """An empty PDF that is the same whenever it is drawn."""
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    return Drawing(Canvas(buffer, pagesize=A4, invariant=1, encrypt=encrypt), buffer)


def wrap(text: str, width: float, *, font: str = FONT, size: float = SIZE) -> list[str]:
    """A text in lines of no more than a width, in points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def read_as(document: Document, *roles: Role) -> list[str]:
    """The parts of a document that have one of the roles, as text."""
    return [
        part.span.of(document.text) for part in document.parts if part.role in roles
    ]
