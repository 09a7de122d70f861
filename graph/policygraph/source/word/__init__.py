"""The reader of Word files (.docx).

What a file says of its structure is used: styles, outline levels, lists, tables, notes, fields; where a writer used
none of it, looks make headings. Heading numbers and list numbers, which the text does not hold, are counted and written
before the words. Nothing that the file names elsewhere is fetched, and no macro runs.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.source.blocks import Block, Row, captioned
from policygraph.source.composing import Composer, one_line
from policygraph.source.filetypes import WORD_TYPE
from policygraph.source.headings import with_headings
from policygraph.source.model import Document, Furniture
from policygraph.source.word.blocks import Walk
from policygraph.source.word.numbering import Numbering
from policygraph.source.word.package import Package
from policygraph.source.word.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.blocks import Blocks
    from policygraph.source.word.markup import Node

__all__ = ["read_word"]

_NO_TITLE = re.compile(
    r"(?:microsoft )?word\b.*|(?:document|untitled)\s*\d*|.*\.(?:docx?|rtf|odt|pdf|indd)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)")
_TURNS = ("lastRenderedPageBreak", "pageBreakBefore")
_TEMPLATE = "python-docx"


def read_word(content: bytes, filename: str) -> Document:
    """The document of a Word file.

    Args:
        content: The file's bytes.
        filename: Its own name.

    Raises:
        ReportError: The file is damaged, holds no text, or unpacks to more than is read.
    """
    package = Package(content, filename)
    body = package.document().child("body")
    styles = Styles(package.related("styles"))
    turns = _turns(body) if body else frozenset()
    walk = Walk(
        styles,
        Numbering(package.related("numbering")),
        trusts_rendering="lastRenderedPageBreak" in turns,
    )
    blocks = with_headings(captioned(list(walk.blocks(body)))) if body else []
    composer = Composer()
    if turns:
        composer.pages.append(0)
    _compose(blocks, _Notes(package, walk), composer)
    if not composer.parts:
        raise ReportError(
            f"{filename!r} is a Word file without text",
            expected="a report's text",
            remedy="if it holds pictures of pages, save it as PDF and recognise their text: ocrmypdf IN.pdf OUT.pdf",
        )
    core = package.core()
    return Document(
        filename,
        hashlib.sha256(content).hexdigest(),
        WORD_TYPE,
        composer.text,
        tuple(composer.parts),
        tuple(composer.pages),
        title=_title(composer, core),
        date=_date(core),
        language=_said(core, "language"),
        furniture=tuple(_furniture(package)),
    )


class _Notes:
    """The foot- and endnotes of a file by kind and id."""

    def __init__(self, package: Package, walk: Walk) -> None:
        self._walk = walk
        self._nodes: dict[tuple[str, str], Node] = {}
        for kind in ("footnote", "endnote"):
            part = package.related(f"{kind}s")
            for node in part.children if part else []:
                if node.attributes.get("type", "normal") == "normal":
                    self._nodes[kind, node.attributes.get("id", "")] = node

    def words(self, name: tuple[str, str]) -> str:
        """The words of a note on one line, each note once."""
        node = self._nodes.pop(name, None)
        if node is None:
            return ""
        blocks = self._walk.blocks(node)
        return " ".join(block.words for block in blocks if isinstance(block, Block))


def _compose(blocks: Blocks, notes: _Notes, composer: Composer) -> None:
    """Writes the blocks, and behind them the notes in the order in which they are referred to."""
    referred: list[tuple[tuple[str, str], int]] = []
    for block in blocks:
        if isinstance(block, Row):
            composer.add_row(block.cells, table=block.table)
        else:
            composer.add(block.words, block.role, level=block.level, table=block.table)
        page = len(composer.pages)
        referred.extend((name, page) for name in block.notes)
    for name, page in referred:
        words = one_line(notes.words(name))
        composer.add(words, "note", page=page)


def _turns(body: Node) -> frozenset[str]:
    """The names of what in the file says where a page begins."""
    turns = filter(_turns_page, body.all_below())
    return frozenset(node.tag for node in turns)


def _turns_page(node: Node) -> bool:
    if node.tag in _TURNS:
        return True
    if node.tag != "br":
        return False
    return node.attributes.get("type") == "page"


def _said(core: Node | None, tag: str) -> str:
    node = core.child(tag) if core else None
    if node:
        return one_line(node.text)
    return ""


def _title(composer: Composer, core: Node | None) -> str:
    """The title that the text has, else that of the metadata unless a program wrote it."""
    for part in composer.parts:
        if part.role == "title":
            return part.span.of(composer.text)
    given = _said(core, "title")
    if _NO_TITLE.fullmatch(given):
        return ""
    return given


def _date(core: Node | None) -> str:
    """The day on which the file was begun; a program's template tells nothing."""
    if core is None:
        return ""
    program = f"{_said(core, 'creator')} {_said(core, 'description')}"
    if _TEMPLATE in program:
        return ""
    found = _DATE.match(_said(core, "created"))
    if found:
        return found[1]
    return ""


def _furniture(package: Package) -> Iterator[Furniture]:
    """How many lines the headers and footers hold; they stand apart from the text."""
    for kind, name in (("header", "running head"), ("footer", "running foot")):
        lines = 0
        for part in package.all_related(kind):
            for paragraph in part.below("p"):
                words = "".join(text.text for text in paragraph.below("t"))
                lines += bool(one_line(words))
        if lines:
            yield Furniture(0, name, lines)
