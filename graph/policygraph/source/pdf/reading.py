"""A PDF becomes a document: its pages are read, their lines told apart and written one after another."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.source.model import Document
from policygraph.source.pdf.blocks import blocks_of
from policygraph.source.pdf.furniture import without_furniture
from policygraph.source.pdf.joining import join_broken
from policygraph.source.pdf.page import UNTOLD
from policygraph.source.pdf.process import read_pages
from policygraph.source.pdf.roles import give_roles
from policygraph.source.pdf.writing import write

if TYPE_CHECKING:
    from policygraph.source.pdf.values import Page

_LEAST_LETTERS = 20
_MOST_NAMELESS = 0.3
_NO_TITLE = re.compile(
    r"microsoft|\.(?:docx?|indd|pdf|xlsx?|pub|qxd|pptx?|rtf|odt|tex|p65|pmd)\b|untitled|^\W*$|^(?:document|slide|layout|powerpoint|print|title)\W*\d*$"
    r"|^[\w-]*\d{4,}[\w-]*$|\\|^file:|cover page|copy of",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_pdf(content: bytes, filename: str, *, password: str | None = None) -> Document:
    """The document that a PDF holds: its text in reading order without running heads, and its parts by page.

    The text has one paragraph, heading, item, note or row a line; the cells of a row are parted by tabs. Hyphens at
    line ends are rejoined, sentences go on over columns and pages, marks of notes are taken off the words.

    Args:
        content: The file's bytes.
        filename: The file's name, for the document and for messages.
        password: What opens a protected PDF.

    Raises:
        ReportError: It is damaged, protected by a password, without text (scanned), in fonts that do not say which
            letters they show, or it broke off the process that reads it.
    """
    head, pages = read_pages(content, filename, password=password)
    remarks = _checked(pages, filename)
    pages, furniture = without_furniture(pages)
    blocks = blocks_of(pages)
    give_roles(blocks, pages, head)
    written = write(join_broken(blocks), pages)
    return Document(
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="application/pdf",
        text=written.text,
        parts=tuple(written.parts),
        pages=written.pages,
        title=""
        if _NO_TITLE.search(head.title) or not _LETTER.search(head.title)
        else " ".join(head.title.split()),
        date=head.date,
        language=head.language if _LANGUAGE.fullmatch(head.language) else "",
        furniture=furniture,
        remarks=remarks,
    )


def _checked(pages: list[Page], filename: str) -> tuple[str, ...]:
    """What an analyst must know of the pages.

    Raises:
        ReportError: None of them holds text, or what they hold cannot be named.
    """
    if not pages:
        raise ReportError(
            f"{filename!r} has no pages",
            expected="a report",
            remedy="name another file",
        )
    glyphs = sum(page.glyphs for page in pages)
    nameless = sum(page.nameless for page in pages)
    empty = _without_text(pages)
    if glyphs < _LEAST_LETTERS or len(empty) == len(pages):
        raise ReportError(
            f"{filename!r} holds no text: it is {_pages_in_words(len(pages))} of pictures, as a scanner makes them",
            expected="a PDF with text",
            remedy="let OCR read it first: ocrmypdf in.pdf out.pdf",
        )
    if nameless > _MOST_NAMELESS * glyphs:
        raise ReportError(
            f"{filename!r} is set in fonts that do not say which letters they show",
            expected="a PDF with readable text",
            remedy="let OCR read it anew: ocrmypdf --force-ocr in.pdf out.pdf",
        )
    return _remarks(pages, empty)


def _without_text(pages: list[Page]) -> list[int]:
    """The numbers of the pages whose lines have no sign."""
    return [page.number for page in pages if not any(line.text for line in page.lines)]


def _remarks(pages: list[Page], empty: list[int]) -> tuple[str, ...]:
    """What does not hold for all pages, with the numbers of those that it holds for."""
    found = (
        ("hold no text", empty),
        ("hold letters without names", _unnamed(pages)),
        ("cannot be read", _that_dropped(pages, "unreadable page")),
        ("are read from the top down, without columns", _that_dropped(pages, UNTOLD)),
    )
    of_all = f"of {_pages_in_words(len(pages))}"
    return tuple(
        f"{len(numbers)} {of_all} {words} ({_listed(numbers)})"
        for words, numbers in found
        if numbers
    )


def _unnamed(pages: list[Page]) -> list[int]:
    """The numbers of the pages many of whose letters have no name."""
    return [
        page.number
        for page in pages
        if page.nameless > _MOST_NAMELESS * max(page.glyphs, 1)
    ]


def _that_dropped(pages: list[Page], kind: str) -> list[int]:
    return [page.number for page in pages if kind in page.dropped]


def _pages_in_words(count: int) -> str:
    if count == 1:
        return "1 page"
    return f"{count:,} pages"


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    return f"page {shown}" + (" …" if len(numbers) > 8 else "")
