"""The blocks of a manuscript become groups of lines, and cover and contents pages of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from samples.drawing import Drawn, Group
from samples.filling import Filler
from samples.manuscript import Box, Bullets, Heading, Paragraph, Table
from samples.truth import printed
from samples.typesetting import Face, Line, Setting, Word, plain_words, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samples.looks import Look
    from samples.manuscript import Block, Manuscript


class Setter:
    """Blocks become lines, and lines are put into columns."""

    def __init__(self, manuscript: Manuscript, look: Look) -> None:
        self.manuscript = manuscript
        self.look = look
        self.face = Face(look.font[0], look.size)
        self.bold = Face(look.font[1], look.size)
        self.leading = look.size * look.leading
        inner = look.paper[0] - 2 * look.margin - (70 if self._has_asides() else 0)
        self.width = (inner - (look.columns - 1) * look.gap) / look.columns
        self.sentence = 0
        self.note = 0
        self.counted: list[int] = []
        self.pages_of_headings: dict[Heading, int] = {}

    def _has_asides(self) -> bool:
        return any(
            isinstance(block, Box) and not block.title
            for block in self.manuscript.blocks
        )

    def sheets(self) -> list[Drawn]:
        """The pages of the text."""
        groups = [] if self.look.cover else [Group(self._title())]
        for block in self.manuscript.blocks:
            groups += self._groups(block)
        return Filler(self, groups).filled()

    def _title(self) -> list[Line]:
        face = Face(self.look.font[1], self.look.size * 1.9)
        setting = Setting(face, face.size * 1.15, self.width, holds=True)
        return set_lines(plain_words(self.manuscript.title), setting)

    def _groups(self, block: Block) -> Iterator[Group]:
        match block:
            case Heading():
                yield Group(
                    self._heading(block),
                    new_page=self.look.chapter_page and block.level == 1,
                )
            case Paragraph():
                yield Group(self._paragraph(block))
            case Bullets(lead, items):
                yield Group(self._sentences((lead,), above=self.look.between))
                for item in items:
                    yield Group(
                        self._sentences(
                            (item,), left=16.0, above=2.0, bullet=self.look.bullet
                        )
                    )
            case Table():
                yield self._table(block)
            case Box():
                yield self._box(block)

    def _heading(self, block: Heading) -> list[Line]:
        size = self.look.size * self.look.heading_sizes[block.level - 1]
        spacing = self.look.spacing if block.level == 1 else 0.0
        face = Face(self.look.font[1], size, spacing=spacing)
        setting = Setting(face, size * 1.2, self.width, above=size * 0.9, holds=True)
        if self.look.own_line and block.level == 1:
            above = set_lines(plain_words(block.number), setting)
            return [
                *above,
                *set_lines(plain_words(block.title), replace(setting, above=2.0)),
            ]
        return set_lines(plain_words(printed(block)), setting)

    def _paragraph(self, block: Paragraph) -> list[Line]:
        mark = ""
        if block.note:
            self.note += 1
            mark = str(self.note)
        number = ""
        if self.look.paragraph_numbers:
            self.counted.append(len(self.counted) + 1)
            number = f"{self.counted[-1]}."
        note = f"{mark} {block.note}" if mark else ""
        lines = self._sentences(
            block.sentences,
            above=self.look.between,
            first=self.look.indent,
            mark=mark,
            bullet=number,
        )
        return [*lines[:-1], replace(lines[-1], notes=(note,) if note else ())]

    def _sentences(  # noqa: PLR0913 - how a paragraph is set, by name
        self,
        sentences: tuple[str, ...],
        *,
        above: float,
        left: float = 0.0,
        first: float = 0.0,
        mark: str = "",
        bullet: str = "",
    ) -> list[Line]:
        words = []
        for sentence in sentences:
            begin, *others = sentence.split()
            words += [Word(begin, begins=self.sentence), *map(Word, others)]
            self.sentence += 1
        words[-1] = replace(words[-1], mark=mark)
        if bullet:
            words.insert(0, Word(bullet))
        hang = self.face.width(bullet + " ") if bullet and left else 0.0
        setting = Setting(
            self.face,
            self.leading,
            self.width,
            first - hang,
            left,
            above=above,
            divided=self.look.divided,
        )
        return set_lines(words, setting)

    def _table(self, block: Table) -> Group:
        small = Face(self.look.font[0], self.look.size * 0.9)
        caption = Setting(
            Face(self.look.font[1], self.look.size * 0.95),
            self.leading,
            self.width,
            above=self.look.between + 4,
            holds=True,
        )
        lines = set_lines(plain_words(block.caption), caption)
        wide, step = self._widths(block, small)
        places = [0.0, *(wide + step * at for at in range(len(block.rows[0]) - 1))]
        widths = [wide, *[step] * (len(block.rows[0]) - 1)]
        cells = []
        for number, row in enumerate(block.rows):
            face = replace(small, font=self.look.font[1]) if number == 0 else small
            wrapped = [
                set_lines(plain_words(text), Setting(face, self.leading, width - 6))
                for text, width in zip(row, widths, strict=True)
            ]
            for at in range(max(map(len, wrapped))):
                shown = [
                    (x, parts[at].text)
                    for x, parts in zip(places, wrapped, strict=True)
                    if at < len(parts)
                ]
                cells.append(
                    (
                        Line(
                            (), face, self.leading * 1.1, above=5.0 if at == 0 else 0.0
                        ),
                        shown,
                    )
                )
        return Group(lines, cells=cells)

    def _widths(self, block: Table, face: Face) -> tuple[float, float]:
        """The widths of the first column and of each other one, in which no word stands over the next."""
        others = len(block.rows[0]) - 1
        bold = replace(face, font=self.look.font[1])
        longest = max(
            bold.width(word)
            for row in block.rows
            for cell in row[1:]
            for word in cell.split()
        )
        wide = max(face.width(row[0]) for row in block.rows) + 12
        wide = min(wide, self.width * 0.55, self.width - others * (longest + 6))
        return wide, (self.width - wide) / others

    def _box(self, block: Box) -> Group:
        small = Face(self.look.font[0], self.look.size * 0.9)
        if not block.title:
            narrow = Setting(small, small.size * 1.2, 64)
            return Group(self._boxed(block, narrow), aside=True)
        setting = Setting(small, small.size * 1.25, self.width - 8, left=8)
        heading = replace(
            setting, face=Face(self.look.font[1], small.size), above=10, holds=True
        )
        return Group(
            [
                *set_lines(plain_words(block.title), heading),
                *self._boxed(block, setting),
            ],
            framed=True,
        )

    def _boxed(self, block: Box, setting: Setting) -> list[Line]:
        words = []
        for sentence in block.sentences:
            begin, *others = sentence.split()
            words += [Word(begin, begins=self.sentence), *map(Word, others)]
            self.sentence += 1
        return set_lines(words, setting)

    def front_pages(self) -> list[Drawn]:
        """Cover and contents, as the look wants them."""
        front = []
        if self.look.cover:
            front.append(self._cover())
        if self.look.contents:
            front += self._contents()
        return front

    def _cover(self) -> Drawn:
        face = Face(self.look.font[1], 26)
        lines = set_lines(
            plain_words(self.manuscript.title),
            Setting(face, 31, self.look.paper[0] - 160),
        )
        small = Setting(
            Face(self.look.font[0], 13), 18, self.look.paper[0] - 160, above=14
        )
        lines += set_lines(plain_words(self.manuscript.office), small) + set_lines(
            plain_words(self.manuscript.date), small
        )
        sheet, y = Drawn(), self.look.paper[1] - 230
        for line in lines:
            y -= line.above + line.leading
            sheet.strings.append((80, y, replace(line, last=True), False))
        return sheet

    def _contents(self) -> list[Drawn]:
        sheet, y = Drawn(), self.look.paper[1] - self.look.margin - 40
        head = Face(self.look.font[1], self.look.size * self.look.heading_sizes[0])
        sheet.strings.append(
            (self.look.margin, y, Line((Word("Contents"),), head, 20, last=True), False)
        )
        pages = self.pages_of_headings
        shown: list[Drawn] = [sheet]
        for heading in self.manuscript.headings:
            y -= self.leading * 1.15
            if y < self.look.margin + 30:
                sheet, y = Drawn(), self.look.paper[1] - self.look.margin - 40
                shown.append(sheet)
            x = self.look.margin + (heading.level - 1) * 14
            room = self.look.paper[0] - self.look.margin - x
            line = self._leader(printed(heading), str(pages[heading]), room)
            sheet.strings.append(
                (
                    x,
                    y,
                    Line(plain_words(line), self.face, self.leading, last=True),
                    False,
                )
            )
        return shown

    def _leader(self, text: str, page: str, room: float) -> str:
        dots = int((room - self.face.width(f"{text}  {page}")) / self.face.width("."))
        return f"{text} {'.' * max(dots, 3)} {page}"
