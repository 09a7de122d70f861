"""What is right of a document: known from the manuscript, and of pages and furniture from how it was set."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from samples.manuscript import Block, Manuscript


@dataclass(frozen=True, slots=True)
class Truth:
    """What reading a document must give.

    `prose` holds title, headings as printed, paragraphs and items in order; `sections` title, level and number;
    `sentences` those of paragraphs, items and boxes, `pages` the page of each, empty where the form has none; `aside`
    are sentences and titles of boxes, which may stand anywhere in the prose; `front` what a cover or a page's head
    says besides, which may be prose or not; `rows` the rows of tables; `furniture` every line that belongs to a page
    or a site and not to the text; `lines` counts the lines as printed.
    """

    title: str
    prose: tuple[str, ...]
    sections: tuple[tuple[str, int, str], ...]
    sentences: tuple[str, ...]
    pages: tuple[int, ...] = ()
    aside: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made, and what is right of it."""

    path: Path
    truth: Truth


def sentences_of(block: Block) -> tuple[str, ...]:
    """The sentences of a block that must be read: none of headings and tables."""
    match block:
        case Paragraph(sentences) | Box(_, sentences):
            return sentences
        case Bullets(lead, items):
            return (lead, *items)
        case _:
            return ()


def truth_of(  # noqa: PLR0913 - what a setter knows, by name
    manuscript: Manuscript,
    *,
    pages: tuple[int, ...] = (),
    furniture: tuple[str, ...] = (),
    front: tuple[str, ...] = (),
    lines: int = 0,
    numbers: bool = True,
) -> Truth:
    """What is right of a manuscript that was set; without `numbers` its headings were printed bare."""
    blocks = manuscript.blocks
    pieces = [tuple(_prose(block, numbers=numbers)) for block in blocks]
    boxes = [block for block in blocks if isinstance(block, Box)]
    tables = [block for block in blocks if isinstance(block, Table)]
    return Truth(
        title=manuscript.title,
        prose=(manuscript.title, *chain.from_iterable(pieces)),
        sections=tuple(
            (head.title, head.level, head.number.strip("().:"))
            for head in manuscript.headings
        ),
        sentences=tuple(chain.from_iterable(map(sentences_of, blocks))),
        pages=pages,
        aside=tuple(chain.from_iterable((box.title, *box.sentences) for box in boxes)),
        front=(*front, "Contents", "Notes"),
        rows=tuple(chain.from_iterable(table.rows for table in tables)),
        notes=tuple(_notes(blocks)),
        furniture=furniture,
        lines=lines or sum(map(_lines_of, pieces)),
    )


def _notes(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.note:
            yield block.note


def _lines_of(pieces: tuple[str, ...]) -> int:
    """How many lines of a page a block's prose takes."""
    return len(" ".join(pieces)) // 80 + 1


def printed(heading: Heading, *, numbers: bool = True) -> str:
    """A heading in one line."""
    return f"{heading.number} {heading.title}".strip() if numbers else heading.title


def _prose(block: Block, *, numbers: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield printed(block, numbers=numbers)
        case Paragraph(sentences):
            yield " ".join(sentences)
        case Bullets(lead, items):
            yield lead
            yield from items
        case _:
            return
