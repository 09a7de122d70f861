"""Pages are drawn, each with the head, the foot and the number that belong to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from samples.typesetting import Face, Line, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from samples.drawing import Drawn
    from samples.looks import Look
    from samples.manuscript import Manuscript

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi")


class Painter:
    """Sheets are drawn, each with what belongs to its page."""

    def __init__(
        self, canvas: Canvas, look: Look, manuscript: Manuscript, before: int, body: int
    ) -> None:
        self.canvas = canvas
        self.look = look
        self.manuscript = manuscript
        self.before = before
        self.body = body
        self.begun: dict[int, int] = {}
        self.furniture: list[str] = []

    def paint(self, sheet: Drawn, number: int) -> None:
        """Draw a page; its number counts from 1."""
        self._watermark()
        if number > 1 or not self.look.cover:
            self._edges(sheet, number)
        self._frames(sheet)
        self._strings(sheet, number)
        self._line_numbers(sheet)
        self.canvas.showPage()

    def _strings(self, sheet: Drawn, number: int) -> None:
        strings = sheet.strings
        if self.look.painted == "across":
            strings = sorted(strings, key=lambda string: (-round(string[1]), string[0]))
        for x, y, line, stretched in strings:
            self._line(x, y, line, stretched=stretched and self.look.justified)
            self.begun.update(
                (word.begins, number) for word in line.words if word.begins is not None
            )
        for x, y, text, face in sheet.cells:
            self._string(x, y, text, face)

    def _label(self, number: int) -> str:
        if number <= self.before:
            return _ROMAN[number]
        page, title = number - self.before, self.manuscript.title
        return self.look.page_form.format(page=page, all=self.body, title=title)

    def _edges(self, sheet: Drawn, number: int) -> None:
        width, height = self.look.paper
        face = Face(self.look.font[0], self.look.size * 0.8)
        head = (
            sheet.chapter
            if self.look.chapter_heads and number % 2
            else self.manuscript.header
        )
        left, right = self.look.margin, width - self.look.margin
        label, top, foot = (
            self._label(number),
            height - self.look.margin + 2,
            self.look.margin - 14,
        )
        if self.look.head and head:
            x = (
                left
                if number % 2 or not self.look.chapter_heads
                else right - face.width(head)
            )
            self._furnish(x, top, head, face)
        if self.look.numbering == "foot":
            self._furnish(width / 2 - face.width(label) / 2, foot, label, face)
        elif self.look.numbering == "outer":
            self._furnish(
                right - face.width(label) if number % 2 else left, foot, label, face
            )
        elif self.look.numbering == "head" and label:
            self._furnish(right - face.width(label), top + 12, label, face)

    def _furnish(self, x: float, y: float, text: str, face: Face) -> None:
        self.furniture.append(text)
        self._string(x, y, text, face)

    def _watermark(self) -> None:
        if not self.look.watermark:
            return
        self.furniture.append(self.look.watermark)
        canvas, (width, height) = self.canvas, self.look.paper
        canvas.saveState()
        canvas.setFillGray(0.85)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(50)
        canvas.setFont(self.look.font[1], 90)
        canvas.drawCentredString(0, 0, self.look.watermark)
        canvas.restoreState()

    def _frames(self, sheet: Drawn) -> None:
        for x, y, width, height in sheet.frames:
            self.canvas.setFillGray(0.93)
            self.canvas.rect(x, y, width, height, stroke=1, fill=1)
            self.canvas.setFillGray(0)
        for x, y, width in sheet.rules:
            self.canvas.line(x, y, x + width, y)

    def _line_numbers(self, sheet: Drawn) -> None:
        if not self.look.line_numbers:
            return
        face = Face(self.look.font[0], 7)
        numbers = sorted(
            {round(y, 1) for _, y, _, stretched in sheet.strings if stretched},
            reverse=True,
        )
        for at, y in enumerate(numbers, 1):
            if at % self.look.line_numbers == 0:
                self._furnish(self.look.margin - 24, y, str(at), face)

    def _string(self, x: float, y: float, text: str, face: Face) -> None:
        pen = self.canvas.beginText(x, y + face.rise)
        pen.setFont(face.font, face.size)
        pen.setCharSpace(face.spacing)
        pen.setWordSpace(
            0
        )  # a stretched line's would go on: it holds until another is set
        pen.textOut(text)
        self.canvas.drawText(pen)

    def _line(self, x: float, y: float, line: Line, *, stretched: bool) -> None:
        small = replace(
            line.face, size=line.face.size * 0.6, rise=line.face.size * 0.35
        )
        natural = sum(
            line.face.width(word.text) + small.width(word.mark) for word in line.words
        )
        gap = line.face.width(" ")
        if stretched and not line.last and len(line.words) > 1:
            gap = (line.width - natural) / (len(line.words) - 1)
        if self.look.pieces == "words":
            self._words(x, y, line, small, gap)
            return
        for text, mark in _runs(line.words):
            self._run(x, y, text, line.face, gap - line.face.width(" "))
            x += line.face.width(text) + text.count(" ") * (gap - line.face.width(" "))
            if mark:
                self._string(x, y, mark, small)
                x += small.width(mark) + gap

    def _run(self, x: float, y: float, text: str, face: Face, extra: float) -> None:
        pen = self.canvas.beginText(x, y)
        pen.setFont(face.font, face.size)
        pen.setCharSpace(face.spacing)
        pen.setWordSpace(extra)
        pen.textOut(text)
        self.canvas.drawText(pen)

    def _words(self, x: float, y: float, line: Line, small: Face, gap: float) -> None:
        for word in line.words:
            self._string(x, y, word.text, line.face)
            x += line.face.width(word.text)
            if word.mark:
                self._string(x, y, word.mark, small)
                x += small.width(word.mark)
            x += gap


def _runs(words: tuple[Word, ...]) -> Iterator[tuple[str, str]]:
    """Words up to a note's mark, one after another."""
    run: list[str] = []
    for word in words:
        run.append(word.text)
        if word.mark:
            yield " ".join(run), word.mark
            run = []
    if run:
        yield " ".join(run), ""
