"""The reader of web pages.

The page is read as a tree: its headings, paragraphs, lists and tables in their order, without menus, crumbs, banners,
side columns and feet. Where that leaves little of the page, only what is marked as such is left out, and in the end
nothing. Nothing is fetched and no script runs.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TypeGuard

from policygraph.errors import ReportError
from policygraph.source.blocks import Block, Row, captioned
from policygraph.source.composing import Composer
from policygraph.source.filetypes import HTML_TYPE
from policygraph.source.headings import with_headings
from policygraph.source.html.blocks import Reading, beside
from policygraph.source.html.metadata import metadata_of
from policygraph.source.html.tree import Element, parse
from policygraph.source.model import Document, Furniture

__all__ = ["read_html"]

_LEAST_SHARE = 0.2
_NEXT_TO_ALL = 0.97
_NO_HOME = frozenset(("table", "tbody", "tr", "ul", "ol", "dl", "p", "h1"))


def read_html(content: bytes, filename: str) -> Document:
    """The document of a web page.

    Args:
        content: The page's bytes, in the encoding that it declares.
        filename: The file's own name.

    Raises:
        ReportError: The page is too large, or holds no text.

    Example:
        >>> page = b"<title>Plan</title><nav><a href=/>Home</a></nav><h1>Plan</h1><ul><li>Build roads.<li>Plant trees."
        >>> document = read_html(page, "plan.html")
        >>> [(part.role, part.span.of(document.text)) for part in document.parts], document.furniture[0].lines
        ([('title', 'Plan'), ('item', 'Build roads.'), ('item', 'Plant trees.')], 1)
    """
    page = parse(content, filename)
    body = next(page.find("body"), page)
    reading = _read(body)
    if not reading.blocks:
        raise ReportError(
            f"{filename!r} is a page without text",
            expected="a page that holds its text",
            remedy="save the page from a browser once it is shown, or print it to PDF",
        )
    about = metadata_of(page)
    composer = Composer()
    _compose(reading.blocks, about.title, composer)
    own = next(
        (
            part.span.of(composer.text)
            for part in composer.parts
            if part.role == "title"
        ),
        "",
    )
    furniture = (
        (Furniture(0, "menu", reading.passed_over),) if reading.passed_over else ()
    )
    return Document(
        filename,
        hashlib.sha256(content).hexdigest(),
        HTML_TYPE,
        composer.text,
        tuple(composer.parts),
        title=own or about.title,
        date=about.date,
        language=about.language,
        furniture=furniture,
    )


def _read(body: Element) -> Reading:
    """What is read of a page: without its furniture, or all of it where that leaves next to nothing."""
    path = _path(body)
    home = path[-1]
    reading = Reading(home.size)
    reading.read(home)
    for above, inner in pairwise(path):
        reading.passed_over += beside(above, inner)
    least = _LEAST_SHARE * (body.size - body.linked)
    if reading.blocks and sum(map(_size, reading.blocks)) >= least:
        return reading
    everything = Reading(body.size, strict=False)
    everything.read(body)
    return everything


def _path(body: Element) -> list[Element]:
    """The way down to the innermost element that holds the main heading, if there is one, and next to all prose."""
    path = [body]
    home = body
    while home.tag not in {"main", "article"}:
        inner = [child for child in home.children if isinstance(child, Element)]
        best = max(inner, key=lambda child: child.prose, default=None)
        if best is None or not _is_home(best, home):
            break
        path.append(best)
        home = best
    return path


def _is_home(inner: Element, home: Element) -> bool:
    """Whether an element within a home holds the main heading and next to all prose of it."""
    if inner.prose < _NEXT_TO_ALL * home.prose:
        return False
    if inner.tag in _NO_HOME:
        return False
    return inner.has_title or not home.has_title


def _size(block: Block | Row) -> int:
    if isinstance(block, Block):
        return len(block.words)
    return sum(len(words) for words, _, _ in block.cells)


def _is_main(block: Block | Row) -> TypeGuard[Block]:
    return isinstance(block, Block) and block.role == "heading" and block.level == 1


def _compose(blocks: list[Block | Row], title: str, composer: Composer) -> None:
    """Writes the blocks; where the page's title is a heading of it, levels count below it."""
    found = with_headings(captioned(blocks))
    above = [block.words for block in found if _is_main(block)] == [title]
    for block in found:
        if isinstance(block, Row):
            composer.add_row(block.cells, table=block.table)
        elif block.role == "heading":
            _add_heading(block, composer, above=above)
        else:
            composer.add(block.words, block.role, table=block.table)


def _add_heading(block: Block, composer: Composer, *, above: bool) -> None:
    """Writes a heading, which is the title where it is the one that stands above all."""
    if above and block.level == 1:
        composer.add(block.words, "title")
        return
    level = block.level
    if above and level:
        level -= 1
    composer.add(block.words, "heading", level=level)
