"""Headings that are told by their looks alone: short lines all bold, or larger than the text.

What looks alike may still be numbered to several depths: then its number says how deep it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.source.blocks import Block, Row
from policygraph.source.composing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DECIMAL = re.compile(r"\s*\d{1,3}(?:\.\d{1,3}){1,4}(?=\.?\s)")
_CAPTION = re.compile(r"(?:box|figure|fig\.|table|chart|map|photo)\s+[\divx]", re.IGNORECASE)
_LONGEST = 120
_LARGER = 1.15
_MOST_TIERS = 4
_STOPS = frozenset(".!?:;,。！？：；")


def with_headings(blocks: Sequence[Block | Row]) -> list[Block | Row]:
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
    looks = sorted({_look(blocks[at]) for at in told - {title}}, reverse=True)
    shallowest = {look: _shallowest(blocks[at] for at in told if _look(blocks[at]) == look) for look in looks}
    deepest = max((block.level for block in blocks if isinstance(block, Block) and block.role == "heading"), default=0)
    found: list[Block | Row] = []
    for at, block in enumerate(blocks):
        if at == title and isinstance(block, Block):
            found.append(replace(block, role="title"))
        elif at in told and isinstance(block, Block):
            look = _look(block)
            tier = min(looks.index(look), _MOST_TIERS) + _depth(block.words) - shallowest[look]
            found.append(replace(block, role="heading", level=deepest + 1 + tier))
        else:
            found.append(block)
    return found


def _depth(words: str) -> int:
    """How many steps below the first a decimal number at the beginning lies: 1 of "4.2 Roads"."""
    number = _DECIMAL.match(words)
    return number[0].count(".") if number else 0


def _shallowest(blocks: Iterable[Block | Row]) -> int:
    return min(_depth(block.words) for block in blocks if isinstance(block, Block))


def _body_size(blocks: Sequence[Block | Row]) -> int:
    """The size that most of the text is set in."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Block) and block.role in {"paragraph", "item"}:
            sizes[block.size] += len(block.words)
    return sizes.most_common(1)[0][0] if sizes else 0


def _looks_so(blocks: Sequence[Block | Row], at: int, body: int) -> bool:
    block = blocks[at]
    if not isinstance(block, Block) or block.role != "paragraph" or not (block.bold or block.size > _LARGER * body > 0):
        return False
    words = one_line(block.words)
    if _CAPTION.match(words):
        return False
    if not 0 < len(words) <= _LONGEST or words[-1] in _STOPS or not any(map(str.isalpha, words)):
        return False
    return any(isinstance(other, Row) or one_line(other.words) for other in blocks[at + 1 : at + 20])


def _look(block: Block | Row) -> tuple[int, bool, bool]:
    return (block.size, block.words.isupper(), block.bold) if isinstance(block, Block) else (0, False, False)


def _title(blocks: Sequence[Block | Row], told: set[int]) -> int:
    """The first block with words, if it is larger than all other headings by looks and there is no title; else -1."""
    if any(isinstance(block, Block) and block.role == "title" for block in blocks):
        return -1
    first = next((at for at, block in enumerate(blocks) if isinstance(block, Row) or one_line(block.words)), -1)
    others = [_look(blocks[at])[0] for at in told - {first}]
    return first if first in told and (not others or _look(blocks[first])[0] > max(others)) and len(told) > 1 else -1
