"""What stands within a paragraph: its words with their looks, and what hangs on it.

Insertions are read and deletions are not; so are a field's result and not its code. The marks of notes are left out and
the notes named; text boxes are handed on, to be read after the paragraph that they are tied to.

Source: ECMA-376 part 1, sections 17.3.3 (runs), 17.13.5 (revisions), 17.16 (fields), 17.17.1 (text boxes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.blocks import LINE_BREAK
from policygraph.source.composing import PAGE_TURN, raised
from policygraph.source.word.styles import number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.source.word.markup import Node
    from policygraph.source.word.styles import Style, Styles

_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "rt",
        "sdtPr",
    )
)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_CONTENTS = re.compile(r"\s*(?:TOC|TOA|INDEX)\b")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(slots=True)
class Line:
    """A paragraph's words with what they look like and what hangs on them.

    `bold` and `size` are those of all of its words: the size, in half points, is the smallest; `notes` names kind and
    id of each note, `boxes` are the text boxes.
    """

    pieces: list[str] = field(default_factory=list)
    bold: bool = True
    size: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    is_contents: bool = False

    @property
    def words(self) -> str:
        """The words, with a sign where a page begins."""
        return "".join(self.pieces)


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        return bool(_CONTENTS.match(self.code))


class Inline:
    """Reads paragraphs one after the other: a field may run over many.

    Args:
        styles: The file's styles.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._codes = 0
        self._contents = 0

    def read(self, paragraph: Node, style: Style) -> Line:
        """The words of a paragraph."""
        line = Line(is_contents=self._contents > 0)
        self._children(paragraph, line, style)
        if (
            self._codes
        ):  # a code ends with its paragraph, or damage would hide the rest of the file
            self._fields = [field for field in self._fields if field.in_result]
            self._codes = 0
        return line

    def _children(self, node: Node, line: Line, style: Style) -> None:
        for child in node.children:
            if child.tag == "r":
                self._run(child, line, style)
            elif child.tag == "txbxContent":
                line.boxes.append(child)
            elif child.tag == "x:t":
                line.pieces.append(child.text)
            elif child.tag not in _SKIPPED:
                self._within(child, line, style)

    def _within(self, child: Node, line: Line, style: Style) -> None:
        """What stands in a link, an insertion, a field, a drawing; of several ways to write the same, the first."""
        if child.tag == "AlternateContent":
            chosen = child.child("Choice") or child.child("Fallback")
            if chosen:
                self._children(chosen, line, style)
            return
        if child.tag == "sdt" and child.at("sdtPr", "showingPlcHdr"):
            return  # an invitation to write something
        line.is_contents = line.is_contents or _is_field_of_contents(child)
        self._children(child, line, style)

    def _run(self, run: Node, line: Line, style: Style) -> None:
        properties = run.child("rPr")
        if properties and _is_hidden(properties):
            return
        begin = len(line.pieces)
        for child in run.children:
            self._piece(child, line, style)
        if properties and properties.value("vertAlign") == "superscript":
            _raise_from(begin, line)
        if "".join(line.pieces[begin:]).strip():
            self._look(properties, line, style)

    def _look(self, properties: Node | None, line: Line, style: Style) -> None:
        bold = style.bold
        size = style.size
        if properties:
            bold = self._is_bold(properties, style)
            size = number_of(properties.value("sz"), style.size)
        line.bold = line.bold and bold
        line.size = min(line.size or size, size)

    def _is_bold(self, properties: Node, style: Style) -> bool:
        """Whether a run is bold: by itself, by the paragraph's style or by its own."""
        bold = properties.is_on("b")
        if bold is not None:
            return bold
        own = properties.value("rStyle")
        if style.bold:
            return True
        return own is not None and self._styles.style(own).bold

    def _piece(self, child: Node, line: Line, style: Style) -> None:
        if child.tag == "fldChar":
            self._field(child.attributes.get("fldCharType", ""))
        elif child.tag == "instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].code += child.text
        elif not self._codes:
            line.is_contents = line.is_contents or self._contents > 0
            self._shown(child, line, style)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
            self._codes += 1
        elif not self._fields:
            return
        elif kind == "separate" and not self._fields[-1].in_result:
            self._fields[-1].in_result = True
            self._codes -= 1
            self._contents += self._fields[-1].is_contents
        elif kind == "end":
            ended = self._fields.pop()
            self._codes -= not ended.in_result
            self._contents -= ended.in_result and ended.is_contents

    def _shown(self, child: Node, line: Line, style: Style) -> None:
        """What is shown of a run's child."""
        if child.tag in _NOTES:
            line.notes.append((_NOTES[child.tag], child.attributes.get("id", "")))
        elif child.tag in _CHARACTERS:
            line.pieces.append(_CHARACTERS[child.tag](child))
        elif child.tag == "txbxContent":
            line.boxes.append(child)
        elif child.tag not in _SKIPPED:
            self._within(child, line, style)


def _is_hidden(properties: Node) -> bool:
    return bool(properties.is_on("vanish") or properties.child("del"))


def _is_field_of_contents(node: Node) -> bool:
    if node.tag != "fldSimple":
        return False
    return _CONTENTS.match(node.attributes.get("instr", "")) is not None


def _raise_from(begin: int, line: Line) -> None:
    """Put what stands on a line from a piece on as raised characters."""
    before = "".join(line.pieces[max(begin - 3, 0) : begin])
    words = "".join(line.pieces[begin:])
    line.pieces[begin:] = [raised(before, words)]


def _symbol(node: Node) -> str:
    """A symbol's character; one of a font of pictures is a bullet at best."""
    given = node.attributes.get("char", "")
    try:
        char = chr(int(given, 16))
    except (ValueError, OverflowError):
        return ""
    if _PRIVATE.match(char):
        return "•"
    return char


_CHARACTERS: dict[str, Callable[[Node], str]] = {
    "t": lambda node: node.text,
    "tab": lambda _: "\t",
    "ptab": lambda _: "\t",
    "cr": lambda _: LINE_BREAK,
    "br": lambda node: (
        PAGE_TURN if node.attributes.get("type") == "page" else LINE_BREAK
    ),
    "lastRenderedPageBreak": lambda _: PAGE_TURN,
    "noBreakHyphen": lambda _: "-",
    "softHyphen": lambda _: "",
    "sym": _symbol,
}
