"""What is right of a document: known from the manuscript, and of pages and furniture from how it was set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    return Truth(
        title=manuscript.title,
        prose=(manuscript.title, *(piece for block in blocks for piece in _prose(block, numbers=numbers))),
        sections=tuple((head.title, head.level, head.number.strip("().:")) for head in manuscript.headings),
        sentences=tuple(sentence for block in blocks for sentence in sentences_of(block)),
        pages=pages,
        aside=tuple(text for block in blocks if isinstance(block, Box) for text in (block.title, *block.sentences)),
        front=(*front, "Contents", "Notes"),
        rows=tuple(row for block in blocks if isinstance(block, Table) for row in block.rows),
        notes=tuple(block.note for block in blocks if isinstance(block, Paragraph) and block.note),
        furniture=furniture,
        lines=lines or sum(len(" ".join(_prose(block, numbers=numbers))) // 80 + 1 for block in blocks),
    )


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
