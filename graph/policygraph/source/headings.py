"""Headings that are told by their looks alone: short lines all bold, or larger than the text.

What looks alike may still be numbered to several depths: then its number says how deep it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.source.blocks import Block, Row
from policygraph.source.composing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.source.blocks import Blocks

    _Look = tuple[int, bool, bool]
    """The size of a block's letters, whether they are capitals, and whether they are bold."""

_DECIMAL = re.compile(r"\s*\d{1,3}(?:\.\d{1,3}){1,4}(?=\.?\s)")
_CAPTION = re.compile(
    r"(?:box|figure|fig\.|table|chart|map|photo)\s+[\divx]", re.IGNORECASE
)
_LONGEST = 120
_LARGER = 1.15
_MOST_TIERS = 4
_STOPS = frozenset(".!?:;,。！？：；")


def with_headings(blocks: Blocks) -> list[Block | Row]:
    """The blocks with such lines as headings, below those that are headings by style, the larger above the smaller.

    The largest, where it stands alone at the top of a file without a title, is the title.

    Example:
        >>> looks = [("Plan", True, 36), ("Roads", True, 28), ("We will build roads.", False, 22), ("Rail", True, 28)]
        >>> given = [Block(words, "paragraph", bold=bold, size=size) for words, bold, size in looks]
        >>> [(block.role, block.level) for block in with_headings([*given, Block("Also rail.", "paragraph", size=22)])]
        [('title', 0), ('heading', 1), ('paragraph', 0), ('heading', 1), ('paragraph', 0)]
    """
    body = _body_size(blocks)
    told = {at for at, block in enumerate(blocks) if _looks_so(blocks, at, body)}
    title = _title(blocks, told)
    levels = _levels(blocks, told - {title}, _deepest(blocks) + 1)
    return [
        _as_told(block, at == title, levels.get(at)) for at, block in enumerate(blocks)
    ]


def _as_told(block: Block | Row, is_title: bool, level: int | None) -> Block | Row:  # noqa: FBT001 - of one block
    """The block as a title, as a heading of a level, or as it is."""
    if not isinstance(block, Block):
        return block
    if is_title:
        return replace(block, role="title")
    if level:
        return replace(block, role="heading", level=level)
    return block


def _deepest(blocks: Blocks) -> int:
    """The depth of the deepest heading by style."""
    words = (block for block in blocks if isinstance(block, Block))
    levels = [block.level for block in words if block.role == "heading"]
    return max(levels, default=0)


def _levels(blocks: Blocks, told: set[int], first: int) -> dict[int, int]:
    """The levels of the headings by looks: the larger above the smaller, decimal numbers of one look by their depth."""
    alike: defaultdict[_Look, list[int]] = defaultdict(list)
    for at in told:
        look = _look(blocks[at])
        alike[look].append(at)
    levels: dict[int, int] = {}
    for tier, look in enumerate(sorted(alike, reverse=True)):
        depths = dict(_depths(blocks, alike[look]))
        shallowest = min(depths.values())
        top = first + min(tier, _MOST_TIERS)
        for at, depth in depths.items():
            levels[at] = top + depth - shallowest
    return levels


def _depths(blocks: Blocks, places: list[int]) -> Iterator[tuple[int, int]]:
    """How deep the numbers of some headings lie, by their places."""
    for at in places:
        block = blocks[at]
        if isinstance(block, Block):
            yield at, _depth(block.words)


def _depth(words: str) -> int:
    """How many steps below the first a decimal number at the beginning lies: 1 of "4.2 Roads"."""
    number = _DECIMAL.match(words)
    if number:
        return number[0].count(".")
    return 0


def _body_size(blocks: Blocks) -> int:
    """The size that most of the text is set in."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Block) and block.role in {"paragraph", "item"}:
            sizes[block.size] += len(block.words)
    if sizes:
        return sizes.most_common(1)[0][0]
    return 0


def _looks_so(blocks: Blocks, at: int, body: int) -> bool:
    """Whether a paragraph is bold or larger than the text, reads as a heading, and has something below it."""
    block = blocks[at]
    if not isinstance(block, Block) or block.role != "paragraph":
        return False
    if not block.bold and not block.size > _LARGER * body > 0:
        return False
    if not _reads_as_heading(one_line(block.words)):
        return False
    below = blocks[at + 1 : at + 20]
    return any(map(_has_words, below))


def _reads_as_heading(words: str) -> bool:
    if not 0 < len(words) <= _LONGEST or _CAPTION.match(words):
        return False
    if words[-1] in _STOPS:
        return False
    return any(map(str.isalpha, words))


def _has_words(block: Block | Row) -> bool:
    if isinstance(block, Row):
        return True
    return bool(one_line(block.words))


def _look(block: Block | Row) -> _Look:
    if not isinstance(block, Block):
        return 0, False, False
    return block.size, block.words.isupper(), block.bold


def _is_title(block: Block | Row) -> bool:
    return isinstance(block, Block) and block.role == "title"


def _title(blocks: Blocks, told: set[int]) -> int:
    """The first block with words, if it is larger than all other headings by looks and there is no title; else -1."""
    if any(map(_is_title, blocks)):
        return -1
    first = next((at for at, block in enumerate(blocks) if _has_words(block)), -1)
    if first in told and _is_largest(first, blocks, told):
        return first
    return -1


def _is_largest(first: int, blocks: Blocks, told: set[int]) -> bool:
    """Whether there are other headings, all of them smaller."""
    size, _, _ = _look(blocks[first])
    others = [_look(blocks[at]) for at in told - {first}]
    if not others:
        return False
    return all(size > other for other, _, _ in others)
