"""Blocks: what the readers of Word files and web pages hand to the composer, and what they share in finding them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.model import Role

    _Notes = tuple[tuple[str, str], ...]

LINE_BREAK = "\x01"
"""The sign in a block's words for a line end that was set by hand."""

_BULLET = re.compile(r"[\x00\s]*(?:[•▪●◦‣➢✓§·–\uf0a7\uf0b7\uf0d8-]|o(?=\t))\s+")
_TABLE_CAPTION = re.compile(r"\s*(?:table|tab\.)\s+[\divxa-z.]{1,8}\b", re.IGNORECASE)
_STOPS = frozenset(".!?:;。！？：；")


@dataclass(frozen=True, slots=True)
class Block:
    """Words with what they are and look like.

    `bold` says whether all of them are, `size` is the least of them (half points in Word, the steps of `font` in HTML;
    0 where it is not known), `notes` names kind and id of the notes that hang on it.
    """

    words: str
    role: Role
    level: int = 0
    table: int = 0
    bold: bool = False
    size: int = 0
    notes: _Notes = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: of each cell its words, its column and whether it is a heading."""

    cells: tuple[tuple[str, int, bool], ...]
    table: int
    notes: _Notes = ()


Blocks = Sequence[Block | Row]
"""The blocks of a document, or some of them, in their order."""


def split_lines(block: Block) -> Iterator[Block]:
    """A block with line ends set by hand: one for each line that begins with a bullet or ends as a sentence.

    A paragraph that begins with a bullet is an item, without it.

    Example:
        >>> words = LINE_BREAK.join(["We will:", "• build", "roads;", "• plant trees."])
        >>> [(block.role, block.words) for block in split_lines(Block(words, "paragraph"))]
        [('paragraph', 'We will:'), ('item', 'build roads;'), ('item', 'plant trees.')]
    """
    lines = block.words.split(LINE_BREAK)
    notes = block.notes
    held: list[str] = []
    for line, following in zip_longest(lines, lines[1:]):
        held.append(line)
        if following is None or _ends(line) or _begins(following):
            yield _stretch(block, " ".join(held), notes)
            notes = ()
            held = []


def _begins(line: str) -> bool:
    """Whether a line goes on with none before it: it has a bullet, or no words."""
    if not line.strip():
        return True
    return _BULLET.match(line) is not None


def _stretch(block: Block, words: str, notes: _Notes) -> Block:
    """A stretch of a block, an item without its bullet where a paragraph begins with one."""
    bullet = _BULLET.match(words) if block.role == "paragraph" else None
    if bullet is None:
        return replace(block, words=words, notes=notes)
    return replace(block, words=words[bullet.end() :], role="item", notes=notes)


def without_bullet(words: str) -> str | None:
    """The words behind a bullet; None where there is none."""
    bullet = _BULLET.match(words)
    if bullet:
        return words[bullet.end() :]
    return None


_MAY_CAPTION = frozenset({"caption", "paragraph", "heading"})


def _is_caption(block: Block) -> bool:
    if block.role == "caption":
        return True
    return _TABLE_CAPTION.match(block.words) is not None


def captioned(blocks: Blocks) -> list[Block | Row]:
    """The blocks with each table's caption tied to it: the line before that says "Table 3", or a caption behind it.

    Example:
        >>> captioned([Block("Table 1: Ships", "paragraph"), Row((("2030", 0, False),), 1)])[0].role
        'caption'
    """
    found = list(blocks)
    for at, block in enumerate(found):
        if not isinstance(block, Block) or block.role not in _MAY_CAPTION:
            continue
        following = _table_of(found, at + 1)
        if following and _is_caption(block):
            found[at] = replace(block, role="caption", level=0, table=following)
        elif block.role == "caption" and not block.table:
            found[at] = replace(block, table=_table_of(found, at - 1))
    return found


def _table_of(blocks: Blocks, at: int) -> int:
    block = blocks[at] if 0 <= at < len(blocks) else None
    if isinstance(block, Row):
        return block.table
    return 0


def _ends(words: str) -> bool:
    return words.rstrip("\"'”’) \x00\t")[-1:] in _STOPS
