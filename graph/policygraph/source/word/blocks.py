"""The blocks of a Word file in their order: what each paragraph is, the tables' rows, the notes at the end.

Source: ECMA-376 part 1, sections 17.3.1 (paragraphs), 17.4 (tables), 17.5.2 (content controls), 17.11 (notes).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.source.blocks import Block, Row, split_lines, without_bullet
from policygraph.source.composing import PAGE_TURN, one_line
from policygraph.source.word.inline import Inline, Line
from policygraph.source.word.styles import level_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.source.word.markup import Node
    from policygraph.source.word.numbering import Numbering
    from policygraph.source.word.styles import Style, Styles

_OUT = frozenset(("del", "moveFrom", "sdtPr", "sectPr", "pPr", "tblPr", "trPr", "tcPr"))
_FIRST_ROW = 0x20
_WIDEST = 60
_LONGEST_REPEATED = 200


class Walk:
    """Reads the body of a file, and then its notes.

    Args:
        styles: The file's styles.
        numbering: Its lists.
        trusts_rendering: Whether the file says where its pages began when it was last shown.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, *, trusts_rendering: bool
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = Inline(styles)
        self._trusts_rendering = trusts_rendering
        self._tables = 0
        self._held: Line | None = None

    def blocks(self, node: Node, *, contents: bool = False) -> Iterator[Block | Row]:
        """The blocks below a node, in their order."""
        for child in node.children:
            if child.tag == "p" and (child.children or self._held):
                yield from self._paragraph(child, contents=contents)
                continue
            if child.tag == "tbl":
                yield from self._table(child)
                continue
            shown = _shown(child)
            if shown is not None:
                listed = contents or _is_contents(child)
                yield from self.blocks(shown, contents=listed)

    def _paragraph(self, node: Node, *, contents: bool) -> Iterator[Block | Row]:
        properties = node.child("pPr")
        own = properties.value("pStyle") if properties else None
        style = self._styles.style(own)
        line = self._with_held(self._inline.read(node, style))
        if properties:
            if properties.at("rPr", "del"):
                self._held = line
                return
            if not self._trusts_rendering:
                _turn_pages(properties, line)
        block = self._block(
            properties, own or "", style, line, contents=contents or line.is_contents
        )
        yield from split_lines(block)
        for box in line.boxes:
            yield from self.blocks(box)

    def _with_held(self, line: Line) -> Line:
        """A line behind the one before it whose end was deleted, if there is one."""
        if self._held is None:
            return line
        held = self._held
        self._held = None
        return _joined(held, line)

    def _block(
        self,
        properties: Node | None,
        own: str,
        style: Style,
        line: Line,
        *,
        contents: bool,
    ) -> Block:
        found = Block(
            line.words,
            "paragraph",
            bold=line.bold,
            size=line.size,
            notes=tuple(line.notes),
        )
        if contents or style.is_contents:
            return replace(found, role="contents")
        if not one_line(line.words):
            return found
        number = self._number(properties, own, style)
        role = style.role
        if role:
            return replace(found, role=role)
        level = level_of(properties, style.level)
        if level:
            words = _numbered(number, line.words)
            return replace(found, words=words, role="heading", level=level)
        if number is None:
            return found
        return replace(found, words=_item(number, line.words), role="item")

    def _number(self, properties: Node | None, own: str, style: Style) -> str | None:
        """The number that a list gives the paragraph: "" is a bullet, None no list."""
        numbering = properties.child("numPr") if properties else None
        number = style.number
        if numbering:
            number = numbering.value("numId") or number
        depth = self._numbering.depth_of(number, own)
        if depth is None:
            depth = style.depth
        if numbering:
            depth = number_of(numbering.value("ilvl"), depth)
        return self._numbering.count(number, depth)

    def _table(self, table: Node) -> Iterator[Block | Row]:
        rows = list(_rows(table))
        if all(len(_cells(row)) <= 1 for row in rows):  # a box around text
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        self._tables += 1
        number = self._tables
        heads = _heads(table, rows)
        above: dict[int, str] = {}
        for at, row in enumerate(rows):
            found = self._row(row, above, number, is_head=at < heads)
            if any(one_line(words) for words, _, _ in found.cells):
                yield found

    def _row(
        self, row: Node, above: dict[int, str], table: int, *, is_head: bool
    ) -> Row:
        """A row; a cell that goes on from the row above has its words again, since each row is read by itself."""
        notes: list[tuple[str, str]] = []
        line: list[tuple[str, int, bool]] = []
        skipped = number_of(row.value("trPr", "gridBefore"), 0)
        column = min(skipped, _WIDEST)
        for cell in _cells(row)[:_WIDEST]:
            words = self._cell(cell, notes)
            merged = cell.at("tcPr", "vMerge")
            if merged and merged.attributes.get("val") != "restart":
                words = above.get(column, "")
            elif merged:
                above[column] = _repeatable(words)
            line.append((words, column, is_head))
            span = number_of(cell.value("tcPr", "gridSpan"), 1)
            column += min(span, _WIDEST)
        return Row(tuple(line), table, tuple(notes))

    def _cell(self, cell: Node, notes: list[tuple[str, str]]) -> str:
        """The words of a cell on one line."""
        words: list[str] = []
        for block in self.blocks(cell):
            notes.extend(block.notes)
            if isinstance(block, Block):
                words.append(block.words)
            else:
                words.extend(said for said, _, _ in block.cells)
        return " ".join(words)


def _repeatable(words: str) -> str:
    """The words of a cell as the rows that it reaches into have them again: nothing of long ones."""
    if len(words) > _LONGEST_REPEATED:
        return ""
    return words.replace(PAGE_TURN, "")


def _numbered(number: str | None, words: str) -> str:
    if number:
        return f"{number} {words}"
    return words


def _item(number: str, words: str) -> str:
    """The words of an item of a list: behind its number, or without the bullet that its list has for it."""
    if number:
        return f"{number} {words}"
    return without_bullet(words) or words


def _joined(held: Line, line: Line) -> Line:
    return replace(
        line,
        pieces=held.pieces + line.pieces,
        bold=held.bold and line.bold,
        notes=held.notes + line.notes,
        boxes=held.boxes + line.boxes,
    )


def _shown(node: Node) -> Node | None:
    """What is shown of a node that is neither paragraph nor table: itself, one of its choices, or nothing."""
    if node.tag == "sdt":
        if node.at("sdtPr", "showingPlcHdr"):
            return None
        return node
    if node.tag == "AlternateContent":
        return node.child("Choice") or node.child("Fallback")
    if node.tag in _OUT:
        return None
    return node


def _turn_pages(properties: Node, line: Line) -> None:
    """Notes in a line that a page begins with it, or ends with it."""
    if properties.is_on("pageBreakBefore"):
        line.pieces.insert(0, PAGE_TURN)
    if _turns_page(properties):
        line.pieces.append(PAGE_TURN)


def _is_contents(control: Node) -> bool:
    gallery = control.value("sdtPr", "docPartObj", "docPartGallery") or ""
    return gallery.lower() in {"table of contents", "table of figures", "index"}


def _turns_page(properties: Node) -> bool:
    """Whether the section that ends with a paragraph ends its page."""
    section = properties.child("sectPr")
    if section is None:
        return False
    return (section.value("type") or "nextPage") != "continuous"


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag == "tr":
            if child.at("trPr", "del") is None:
                yield child
        elif child.tag not in _OUT and child.tag != "tbl":
            yield from _rows(child)


def _cells(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        if child.tag == "tc":
            found.append(child)
        elif child.tag not in _OUT:
            found.extend(_cells(child))
    return found


def _heads(table: Node, rows: Sequence[Node]) -> int:
    """How many rows at the top hold headings: those marked to be repeated, or the first if the table's look says so."""
    marked = 0
    while marked < len(rows) and rows[marked].is_on("trPr", "tblHeader"):
        marked += 1
    return marked or int(_has_first_row(table))


def _has_first_row(table: Node) -> bool:
    """Whether a table's look says that its first row holds headings."""
    look = table.at("tblPr", "tblLook")
    if look is None:
        return False
    if look.attributes.get("firstRow") in {"1", "true", "on"}:
        return True
    try:
        flags = int(look.attributes.get("val", "0"), 16)
    except ValueError:
        return False
    return bool(flags & _FIRST_ROW)
