"""A file becomes a document: what it is, is told by its content, and the reader of that kind does the rest."""

from __future__ import annotations

import hashlib
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.characters import is_unicode
from policygraph.collecting import uncollected
from policygraph.errors import ReportError
from policygraph.limits import MAX_BYTES, check_count, check_length
from policygraph.source.decoding import decode
from policygraph.source.files import WANTED, read_bytes
from policygraph.source.filetypes import (
    HTML_TYPE,
    MARKDOWN_TYPE,
    PDF_TYPE,
    TEXT,
    TEXT_TYPE,
    WORD_TYPE,
    is_markdown,
    sniff,
)
from policygraph.source.frontmatter import with_front_matter
from policygraph.source.language import in_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.source.filetypes import FileType
    from policygraph.source.model import Document

_BLOCK_TAG = re.compile(rb"<(?:h[1-6]|p)[\s>]", re.IGNORECASE)


def read_source(
    path: str | Path, *, max_bytes: int = MAX_BYTES, language: str = ""
) -> Document:
    """The document that a file holds, and the language that it is in.

    Args:
        path: The file, whatever its name.
        max_bytes: The longest text that is taken from it, in bytes of UTF-8; the file itself may have 200 MB.
        language: The code of the language that it is in; recognised unless given.

    Raises:
        UsageError: The path is a folder.
        ReportError: The file is missing, unreadable, too long, without words, damaged, or of a kind or in a language
            that is not read.

    Example:
        >>> from policygraph.resources import resource
        >>> document = read_source(resource("seeds", "chongqing-2017.txt"))
        >>> document.filename, document.media_type
        ('chongqing-2017.txt', 'text/plain')
    """
    path = Path(path)
    _check_name(path)
    content = read_bytes(path)
    kind = sniff(content, path.name)
    if kind is TEXT:
        check_length(path, len(content), max_bytes)
        check_count(path, "lines", _lines_in(content), max_bytes)
        document = _read_text(path, content)
    else:
        if kind.media_type == HTML_TYPE:
            check_count(path, "lines", _blocks_in(content), max_bytes)
        with uncollected():
            document = _reader(path, kind)(content, path.name)
        check_length(path, len(document.text.encode()), max_bytes)
        check_count(path, "lines", len(document.parts), max_bytes)
    if not document.text.strip():
        raise ReportError(
            f"{str(path)!r} holds only white space",
            expected="a report",
            remedy="name another file",
        )
    return in_language(document, insisted=language)


def _check_name(path: Path) -> None:
    """Refuses a name that no literal of the graph can hold.

    Raises:
        ReportError: The name is no Unicode text.
    """
    if not is_unicode(path.name):
        raise ReportError(
            f"the name of {str(path)!r} is not in UTF-8",
            expected="a name in UTF-8, which the graph keeps",
            remedy="rename it",
        )


def _reader(path: Path, kind: FileType) -> Callable[[bytes, str], Document]:
    """What reads the files of a kind; each brings its libraries in when it is needed."""
    if kind.media_type == PDF_TYPE:
        from policygraph.source.pdf.reading import read_pdf

        return read_pdf
    if kind.media_type == WORD_TYPE:
        from policygraph.source.word import read_word

        return read_word
    if kind.media_type == HTML_TYPE:
        from policygraph.source.html import read_html

        return read_html
    raise _unread(path, kind)


def _read_text(path: Path, content: bytes) -> Document:
    from policygraph.source.plain import read_plain

    text = decode(path, content)
    document = read_plain(
        text,
        filename=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=MARKDOWN_TYPE if is_markdown(text, path.name) else TEXT_TYPE,
    )
    return (
        with_front_matter(document)
        if document.media_type == MARKDOWN_TYPE
        else document
    )


def _lines_in(content: bytes) -> int:
    """How many lines hold something."""
    return sum(map(bool, map(bytes.strip, content.splitlines())))


def _blocks_in(content: bytes) -> int:
    """How many headings and paragraphs a page has, told by their tags before it is parsed."""
    return sum(1 for _ in _BLOCK_TAG.finditer(content))


def _unread(path: Path, kind: FileType) -> ReportError:
    stem = (
        path if path.suffix.lower() in {".pdf", ".html"} else path.with_suffix("")
    )  # never the file itself
    beside = {ending: shlex.quote(f"{stem}.{ending}") for ending in ("pdf", "html")}
    remedy = kind.remedy.format(source=shlex.quote(str(path)), **beside)
    return ReportError(f"{str(path)!r} is {kind.name}", expected=WANTED, remedy=remedy)
