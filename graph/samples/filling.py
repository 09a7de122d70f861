"""Groups of lines are put into the columns of pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from samples.drawing import Drawn
from samples.truth import printed
from samples.typesetting import Face, Line, Setting, plain_words, set_lines

if TYPE_CHECKING:
    from samples.drawing import Group
    from samples.setting import Setter


class Filler:
    """Groups of lines are put into columns, one page after another, with the notes at the foot of their column."""

    def __init__(self, setter: Setter, groups: list[Group]) -> None:
        self.setter = setter
        self.look = setter.look
        self.groups = groups
        self.done: list[Drawn] = []
        self.headings = iter(setter.manuscript.headings)
        self.note_face = Face(self.look.font[0], self.look.size * 0.8)
        self._next_page()

    def filled(self) -> list[Drawn]:
        """The pages."""
        for group, following in zip(self.groups, [*self.groups[1:], None], strict=True):
            self._put(group, following)
        self._end_column()
        return self.done

    def _next_page(self) -> None:
        self.done.append(Drawn(chapter=self.done[-1].chapter if self.done else ""))
        self.column = -1
        self._next_column()

    def _next_column(self) -> None:
        self.column += 1
        self.y = self.look.paper[1] - self.look.margin - 24
        self.floor = self.look.margin + 24
        self.notes: list[Line] = []
        self.fresh = True

    def _end_column(self) -> None:
        """The notes that belong to the column are set at its foot."""
        if not self.notes:
            return
        y = self.floor - 2
        sheet, x = self.done[-1], self._x()
        if self.look.rule_notes:
            sheet.rules.append((x, y, 60))
        for line in self.notes:
            y -= line.leading
            sheet.strings.append((x, y, replace(line, last=True), False))

    def _turn(self) -> None:
        self._end_column()
        if self.column + 1 < self.look.columns:
            self._next_column()
        else:
            self._next_page()

    def _x(self) -> float:
        return self.look.margin + self.column * (self.setter.width + self.look.gap)

    def _put(self, group: Group, following: Group | None) -> None:
        if group.new_page and self.done[-1].strings:
            self._end_column()
            self._next_page()
        if group.aside:
            self._put_aside(group)
            return
        whole = group.framed or group.cells or all(line.holds for line in group.lines)
        if (
            whole
            and self._height(group) + self._ahead(group, following)
            > self.y - self.floor
            and not self.fresh
        ):
            self._turn()
        self._mark_heading(group)
        top = self.y
        for line in group.lines:
            self._put_line(line)
        for line, cells in group.cells:
            self._put_row(line, cells)
        if group.framed:
            self.done[-1].frames.append(
                (self._x(), self.y - 6, self.setter.width, top - self.y)
            )
            self.y -= 12

    def _ahead(self, group: Group, following: Group | None) -> float:
        held = following and all(line.holds for line in group.lines) and not group.cells
        return self.setter.leading * 4 if held else 0.0

    def _height(self, group: Group) -> float:
        return sum(
            line.above + line.leading
            for line in chain(group.lines, (line for line, _ in group.cells))
        )

    def _mark_heading(self, group: Group) -> None:
        text = " ".join(line.text for line in group.lines)
        for heading in self.setter.manuscript.headings:
            if (
                heading not in self.setter.pages_of_headings
                and text == printed(heading)
                and group.lines[0].face.font == self.look.font[1]
            ):
                self.setter.pages_of_headings[heading] = len(self.done)
                if heading.level == 1:
                    self.done[-1].chapter = printed(heading)
                return

    def _put_line(self, line: Line) -> None:
        notes = list(chain.from_iterable(self._note(note) for note in line.notes))
        need = (
            line.leading
            + sum(note.leading for note in notes)
            + (8 if notes and not self.notes else 0)
        )
        above = 0.0 if self.fresh else line.above
        if self.y - above - need < self.floor and not self.fresh:
            self._turn()
            above = 0.0
        if notes:
            self.floor += sum(note.leading for note in notes) + (0 if self.notes else 8)
            self.notes += notes
        self.y -= above + line.leading
        self.fresh = False
        self.done[-1].strings.append((self._x() + line.x, self.y, line, True))

    def _note(self, note: str) -> list[Line]:
        return set_lines(
            plain_words(note),
            Setting(self.note_face, self.note_face.size * 1.2, self.setter.width),
        )

    def _put_row(self, line: Line, cells: list[tuple[float, str]]) -> None:
        if self.look.ruled and line.above:
            self.done[-1].rules.append((self._x(), self.y - 2, self.setter.width))
        self.y -= line.above + line.leading
        for x, text in cells:
            self.done[-1].cells.append((self._x() + x, self.y, text, line.face))

    def _put_aside(self, group: Group) -> None:
        y = min(self.y, self.look.paper[1] - self.look.margin - 60)
        if y - self._height(group) < self.floor:
            y = self.floor + self._height(group) + 20
        x = self.look.paper[0] - self.look.margin - 62
        for line in group.lines:
            y -= line.leading
            self.done[-1].strings.append((x, y, replace(line, last=True), False))
