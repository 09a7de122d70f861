"""The blocks of a page in their order: headings, paragraphs, items, rows, captions and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.composing import is_mark, one_line, raised
from policygraph.source.html.furniture import is_furniture, is_hidden
from policygraph.source.html.tables import cells_of, is_data, rows_of
from policygraph.source.html.tree import INLINE

if TYPE_CHECKING:
    from policygraph.source.html.tree import Element
    from policygraph.source.model import Role

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_NOTES = frozenset(("footnotes", "footnote", "endnotes", "endnote"))
_NOTE_ROLES = frozenset(("doc-endnotes", "doc-footnote", "doc-endnote"))
_NOTE_LINK = re.compile(r"note|^#(?:fn|ref|_ftn|_edn|cite)", re.IGNORECASE)
_BACK = frozenset(("↩", "↩︎", "↑", "^", "⤴", "↵"))
_SENTENCE_END = re.compile(r"[.!?:;。！？：；]['\"”’)]*$")
_LONGEST_HEADING = 120
_FEW_PIECES = 4
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: of each cell its words, its column and whether it is a heading."""

    cells: tuple[tuple[str, int, bool], ...]
    table: int


@dataclass(frozen=True, slots=True)
class Block:
    """Words with what they are; `bold` where all of them are."""

    words: str
    role: Role
    level: int = 0
    table: int = 0
    bold: bool = False


@dataclass(slots=True)
class Reading:
    """What has been read of a page so far: its blocks, and the lines of furniture that were passed over."""

    total: int
    strict: bool = True
    blocks: list[Block | Row] = field(default_factory=list)
    passed_over: int = 0
    tables: int = 0
    _inline: list[str] = field(default_factory=list)
    _bold: bool = True
    _number: str = ""

    def read(self, element: Element, role: Role = "paragraph") -> None:
        """Reads an element and all below it."""
        self._children(element, role)
        self._flush(role)

    def _children(self, element: Element, role: Role, *, bold: bool = False) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._bold = self._bold and (bold or not child.strip())
                self._inline.append(child)
            elif not is_hidden(child):
                self._child(child, role, bold=bold)

    def _child(self, child: Element, role: Role, *, bold: bool) -> None:
        if child.tag == "br":
            self._break(role)
        elif self.strict and is_furniture(child, self.total):
            self.passed_over += _lines(child)
        elif child.tag in INLINE and not child.has_blocks:
            if not self._is_mark(child):
                self._children(child, role, bold=bold or child.tag in _BOLD)
        elif self.strict and child.tag in {"button", "input"}:
            self.passed_over += bool(child.size)
        else:
            self._flush(role)
            self._block(child, role)

    def _block(self, element: Element, role: Role) -> None:
        if element.tag in _HEADINGS or element.tag == "summary":
            self._add(_all_words(element), "heading", level=_HEADINGS.get(element.tag, 0))
        elif element.tag == "table":
            self._table(element, role)
        elif element.tag in {"ul", "ol"}:
            self._list(element, "contents" if _is_contents(element) else role)
        elif element.tag in {"caption", "figcaption"}:
            self.read(element, "caption")
        elif element.tag == "pre":
            for paragraph in re.split(r"\n\s*\n", element.words()):
                self._add(paragraph, role)
        else:
            self.read(element, "note" if _is_note(element) else role)

    def _list(self, element: Element, role: Role) -> None:
        item: Role = "item" if role == "paragraph" else role
        number = _start(element)
        for child in element.children:
            if isinstance(child, str):
                continue
            if child.tag != "li":
                self._child(child, role, bold=False)
                continue
            if is_hidden(child):
                continue
            if element.tag == "ol" and role != "contents":
                self._number = f"{number}. "
                number += 1
            self.read(child, item)
            self._number = ""

    def _table(self, table: Element, role: Role) -> None:
        rows = rows_of(table)
        if not rows:
            return
        if not is_data(table, rows):
            self.read(table, role)
            return
        self.tables += 1
        for caption in table.children:
            if not isinstance(caption, str) and caption.tag == "caption":
                self._add(caption.words(), "caption", table=self.tables)
        for line in cells_of(table, rows):
            cells = tuple((_all_words(cell), column, heading) for cell, column, heading in line)
            if any(words.strip() for words, _, _ in cells):
                self.blocks.append(Row(cells, self.tables))

    def _break(self, role: Role) -> None:
        """A line's end within a paragraph ends it where a sentence does, or where the line before is empty."""
        pieces = [piece for piece in self._inline[-_FEW_PIECES:] if piece == "\n" or piece.strip()]
        if pieces and (pieces[-1] == "\n" or _SENTENCE_END.search(pieces[-1].rstrip())):
            self._flush(role)
        else:
            self._inline.append("\n")

    def _is_mark(self, element: Element) -> bool:
        """Whether an element is the mark of a note; a power stays, as a character of its own."""
        if element.tag not in {"sup", "a"}:
            return False
        words = one_line(element.words())
        if element.tag == "a":
            is_note = words in _BACK or _NOTE_LINK.search(element.attributes.get("href", ""))
            return bool(is_note) and (words in _BACK or is_mark(words))
        if not is_mark(words):
            return False
        if not element.links:
            self._inline.append(raised("".join(self._inline[-3:]), words))
        return True

    def _flush(self, role: Role) -> None:
        words = "".join(self._inline)
        bold = self._bold
        self._inline.clear()
        self._bold = True
        self._add(words, role, bold=bold)

    def _add(self, words: str, role: Role, *, level: int = 0, table: int = 0, bold: bool = False) -> None:
        words = one_line(words)
        if words:
            self.blocks.append(Block(f"{self._number}{words}", role, level, table, bold))
            self._number = ""


def is_bold_heading(block: Block) -> bool:
    """Whether a paragraph is a heading by its looks: short, all bold and without a stop."""
    if not block.bold or block.role != "paragraph" or len(block.words) > _LONGEST_HEADING:
        return False
    return not _SENTENCE_END.search(block.words) and any(map(str.isalpha, block.words))


def _all_words(element: Element) -> str:
    """The words of a cell or heading on one line, without the marks of notes and what is hidden."""
    reading = Reading(0, strict=False)
    reading.read(element)
    return " ".join(block.words for block in reading.blocks if isinstance(block, Block))


def _lines(element: Element) -> int:
    """How many lines a passed-over element would have made."""
    reading = Reading(0, strict=False)
    reading.read(element)
    return len(reading.blocks)


def _is_note(element: Element) -> bool:
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".lower()
    return element.attributes.get("role", "") in _NOTE_ROLES or not _NOTES.isdisjoint(re.split(r"[^a-z]+", names))


def _is_contents(element: Element) -> bool:
    """Whether a list leads to places on the page itself."""
    return element.links > 1 and 2 * element.anchors > element.links and 2 * element.linked > element.size


def _start(element: Element) -> int:
    given = element.attributes.get("start", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < _LONGEST_NUMBER else 1
