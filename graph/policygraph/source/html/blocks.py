"""The blocks of a page in their order: headings, paragraphs, items, rows, captions and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policygraph.source.blocks import LINE_BREAK, Block, Row, split_lines
from policygraph.source.composing import is_mark, one_line, raised
from policygraph.source.counting import format_number
from policygraph.source.html.furniture import is_furniture, is_hidden
from policygraph.source.html.tables import cells_of, is_data, rows_of
from policygraph.source.html.tree import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.source.html.tree import Element
    from policygraph.source.model import Role

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_NOTES = frozenset(("footnotes", "footnote", "endnotes", "endnote"))
_NOTE_ROLES = frozenset(("doc-endnotes", "doc-footnote", "doc-endnote"))
_NOTE_LINK = re.compile(r"note|^#(?:fn|ref|_ftn|_edn|cite)", re.IGNORECASE)
_BACK = frozenset(("↩", "↩︎", "↑", "^", "⤴", "↵"))
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_USUAL_SIZE = 3
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words of an element look."""

    bold: bool = False
    size: int = _USUAL_SIZE

    def within(self, element: Element) -> _Look:
        """How those of an element within it look."""
        if element.tag in _BOLD:
            return replace(self, bold=True)
        if element.tag != "font":
            return self
        given = element.attributes.get("size", "")
        if given[:1] in {"+", "-"} and given[1:].isdigit():
            more = int(given[:2])
            return replace(self, size=_USUAL_SIZE + more)
        if given[:1].isdigit() and given.isascii():
            return replace(self, size=int(given[0]))
        return self


_PLAIN = _Look()


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
    _size: int = 0
    _inside: int = 0
    _number: str = ""

    def read(self, element: Element, role: Role = "paragraph") -> None:
        """Reads an element and all below it."""
        self._children(element, role, _PLAIN)
        self._flush(role)

    def _children(self, element: Element, role: Role, look: _Look) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._inline.append(child)
                if child.strip():
                    self._bold = self._bold and look.bold
                    self._size = min(self._size or look.size, look.size)
            elif not is_hidden(child):
                self._child(child, role, look)

    def _child(self, child: Element, role: Role, look: _Look) -> None:
        if child.tag == "br":
            self._inline.append(LINE_BREAK)
        elif self.strict and is_furniture(child, self.total, inside=self._inside > 0):
            self.passed_over += _lines(child)
        elif child.tag in INLINE and not child.has_blocks:
            if not self._is_mark(child):
                self._children(child, role, look.within(child))
        else:
            self._child_block(child, role)

    def _child_block(self, child: Element, role: Role) -> None:
        if self.strict and child.tag in {"button", "input"}:
            self.passed_over += bool(child.size)
        else:
            self._flush(role)
            self._block(child, role)

    def _block(self, element: Element, role: Role) -> None:
        if element.tag in _HEADINGS or element.tag == "summary":
            level = _HEADINGS.get(element.tag, 0)
            self._add(Block(_all_words(element), "heading", level=level))
        elif element.tag == "table":
            self._table(element, role)
        elif element.tag in {"ul", "ol"}:
            self._list(element, _role_of_list(element, role))
        elif element.tag in {"caption", "figcaption"}:
            self.read(element, "caption")
        elif element.tag == "pre":
            self._preformatted(element, role)
        elif _is_note(element):
            self._division(element, "note")
        else:
            self._division(element, role)

    def _preformatted(self, element: Element, role: Role) -> None:
        for paragraph in re.split(r"\n\s*\n", element.words()):
            self._add(Block(paragraph, role))

    def _division(self, element: Element, role: Role) -> None:
        inside = element.tag == "article" or (
            element.tag == "main" and not element.has_article
        )
        self._inside += inside
        self.read(element, role)
        self._inside -= inside

    def _list(self, element: Element, role: Role) -> None:
        item: Role = "item" if role == "paragraph" else role
        number = _whole(element.attributes.get("start", ""), 1)
        form = _FORMS.get(element.attributes.get("type", ""), "decimal")
        is_counted = element.tag == "ol" and role != "contents"
        for child in _elements(element):
            if child.tag != "li":
                self._child(child, role, _PLAIN)
                continue
            if is_hidden(child):
                continue
            if is_counted:
                number = _whole(child.attributes.get("value", ""), number)
                self._number = f"{format_number(number, form)}. "
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
        self._captions(table)
        for line in cells_of(table, rows):
            row = _row(line, self.tables)
            if any(words.strip() for words, _, _ in row.cells):
                self.blocks.append(row)

    def _captions(self, table: Element) -> None:
        for caption in _elements(table):
            if caption.tag == "caption":
                self._add(Block(caption.words(), "caption", table=self.tables))

    def _is_mark(self, element: Element) -> bool:
        """Whether an element is the mark of a note; a power stays, as a character of its own."""
        if element.tag not in {"sup", "a"}:
            return False
        words = one_line(element.words())
        if element.tag == "a":
            if words in _BACK:
                return True
            return _leads_to_note(element) and is_mark(words)
        if not is_mark(words):
            return False
        if not element.links:
            self._inline.append(raised("".join(self._inline[-3:]), words))
        return True

    def _flush(self, role: Role) -> None:
        words = "".join(self._inline)
        looks = Block(words, role, bold=self._bold, size=self._size or _USUAL_SIZE)
        self._inline.clear()
        self._bold = True
        self._size = 0
        if words.strip():
            for block in split_lines(looks):
                self._add(block)

    def _add(self, block: Block) -> None:
        words = one_line(block.words)
        if words:
            self.blocks.append(replace(block, words=f"{self._number}{words}"))
            self._number = ""


def beside(above: Element, inner: Element) -> int:
    """How many lines of an element stand beside one within it."""
    lines = 0
    for child in above.children:
        if isinstance(child, str):
            lines += bool(child.strip())
        elif child is not inner and not is_hidden(child):
            lines += _lines(child)
    return lines


def _row(line: Iterable[tuple[Element, int, bool]], table: int) -> Row:
    cells = [(_all_words(cell), column, heading) for cell, column, heading in line]
    return Row(tuple(cells), table)


def _role_of_list(element: Element, role: Role) -> Role:
    if _is_contents(element):
        return "contents"
    return role


def _elements(element: Element) -> Iterator[Element]:
    """The elements right below one, without its text."""
    for child in element.children:
        if not isinstance(child, str):
            yield child


def _leads_to_note(link: Element) -> bool:
    return _NOTE_LINK.search(link.attributes.get("href", "")) is not None


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
    given = element.attributes
    if given.get("role", "") in _NOTE_ROLES:
        return True
    names = f"{given.get('class', '')} {given.get('id', '')}".lower()
    words = re.split(r"[^a-z]+", names)
    return not _NOTES.isdisjoint(words)


def _is_contents(element: Element) -> bool:
    """Whether a list leads to places on the page itself."""
    if element.links <= 1 or 2 * element.anchors <= element.links:
        return False
    return 2 * element.linked > element.size


def _whole(given: str, otherwise: int) -> int:
    if len(given) >= _LONGEST_NUMBER:
        return otherwise
    if not given.isascii() or not given.isdigit():
        return otherwise
    return int(given)
