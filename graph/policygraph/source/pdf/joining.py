"""Sentences that go on in the next column or on the next page: the blocks that hold them, put together.

Notes, tables and captions that stand between the two halves come after the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.source.pdf.blocks import is_bullet, is_listed
from policygraph.source.pdf.roles import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.pdf.blocks import Block

_ASIDE = {"note", "row", "caption", "contents"}
_FARTHEST = 40


def join_broken(blocks: list[Block]) -> list[Block]:
    """The blocks, with those of one paragraph as one."""
    joined: list[Block] = []
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if id(block) in taken:
            continue
        joined.append(block)
        at = index
        while is_open(block):
            place = _rest_of(block, blocks, at, taken)
            if place is None:
                break
            block.lines += blocks[place].lines
            taken.add(id(blocks[place]))
            at = place
    return joined


def _rest_of(
    block: Block, blocks: list[Block], index: int, taken: set[int]
) -> int | None:
    """Where the paragraph goes on that breaks off at the end of a column or page."""
    waiting: int | None = None
    for place in _places_after(block, blocks, index, taken):
        other = blocks[place]
        if other.role in {"heading", "title"}:
            if _turned(block, other):
                return waiting
            return None
        if not _alike(block, other):
            continue
        if _begins(other):
            return waiting
        if other.text[:1].islower():
            return place
        if waiting is None:
            if not _breaks_off(block, other):
                return None
            waiting = place
    return waiting


def _places_after(
    block: Block, blocks: list[Block], index: int, taken: set[int]
) -> Iterator[int]:
    """Where what follows a block stands, to the end of the next page: nothing taken already and nothing aside."""
    last_page = block.lines[-1].page + 1
    for place in range(index + 1, min(len(blocks), index + _FARTHEST)):
        other = blocks[place]
        if other.page > last_page:
            return
        if id(other) not in taken and other.role not in _ASIDE:
            yield place


def _breaks_off(block: Block, other: Block) -> bool:
    """Whether a block fills its column to the end and another one stands where it would go on."""
    if not _runs_full(block):
        return False
    return _turned(block, other) and place_ok(block)


def place_ok(block: Block) -> bool:
    """Whether a block is long enough to be broken: a line of a list or of an address is not."""
    if len(block.lines) > 1:
        return True
    return len(block.text) > 40


def _turned(block: Block, other: Block) -> bool:
    """Whether another block stands in another column, or on another page."""
    if other.page != block.lines[-1].page:
        return True
    return other.first.region != block.last.region


def _alike(block: Block, other: Block) -> bool:
    return (
        other.role in {"paragraph", "item"}
        and abs(other.first.size - block.last.size) < 0.6
    )


def _begins(block: Block) -> bool:
    return is_bullet(block.text) or is_listed(block.text)


def _runs_full(block: Block) -> bool:
    """Whether the last line of a block reaches the end of its column."""
    line = block.last
    return line.right >= line.outer - 0.2 * (line.outer - line.inner)
