"""Which numbered lines are headings, decided by the layout of the whole text.

A line that Markdown or a word such as "Chapter" marks is a heading if its words could be one. Other numbers come in
runs ("(1)", "(2)", ... until the count starts anew), and a run is judged as a whole: paragraphs below its lines, or
short sentences behind its numbers, make headings; a number before each long paragraph, as speeches are printed, or a
count far beyond that of any report's headings, does not.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from policygraph.report.english import STARTERS
from policygraph.report.lines import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.report.lines import Block
    from policygraph.source.numbering import Marker

_LONGEST_HEADING = 300
_SHORT_HEADING = 120
_SHORT_LEAD = 80
_LONGEST_LONE_LINE = 150
_LONGEST_LONE_SENTENCE = 80
_MOST_WORDS = 12
_LIST = 3
_HIGHEST_NUMBER = 40
_MOST_FULL_LINES = 12
_SHORT_SHARE = 0.6
_LETTER = re.compile(r"\(?(?P<letter>[A-Za-z])[.)]\s")
_STOPS = ".!?;:,。！？；：，…"


def find_headings(
    text: str, blocks: Sequence[Block], titles: AbstractSet[int] = frozenset()
) -> frozenset[int]:
    r"""The indices of the blocks that are numbered or Markdown headings, or open with one.

    Args:
        text: The text.
        blocks: Its blocks.
        titles: The indices of those that are headings without a number.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "Ours is a year of work.\n(1) Build roads. Widen two.\nPlant trees.\n(3) Open schools."
        >>> sorted(find_headings(text, split_blocks(text, read_plain(text).parts)))
        [1, 3]
    """
    items, others = _heading_runs(text, blocks)
    found = _marked_headings(text, blocks).union(*others)
    above = (at for at in titles | found if not _is_title_mark(blocks[at]))
    return found.union(
        *_without_lists(text, blocks, items, min(above, default=len(blocks)))
    )


def _heading_runs(
    text: str, blocks: Sequence[Block]
) -> tuple[list[list[int]], list[list[int]]]:
    """The runs of numbered blocks that are headings: those numbered as items are, and the others."""
    items: list[list[int]] = []
    others: list[list[int]] = []
    for run in sorted(_runs(text, blocks)):
        if _is_heading_run(text, blocks, run):
            (items if _counts_items(blocks[run[0]]) else others).append(run)
    return items, others


def _without_lists(
    text: str, blocks: Sequence[Block], runs: Sequence[Sequence[int]], first: int
) -> Iterator[Sequence[int]]:
    """The runs of numbers but those that count the items of lists below a heading; the first heading is at `first`.

    A lone number counts items too where the others of its form do and nothing explains it.
    """
    others_are_lists = False
    for run in runs:
        bare = len(run) == 1 and not _has_paragraph_below(text, blocks, run[0])
        if first < run[0] and (
            _is_list(text, blocks, run) or (others_are_lists and bare)
        ):
            others_are_lists = True
        else:
            first = min(first, run[0])
            yield run


def find_lone_lines(
    text: str, blocks: Sequence[Block], headings: AbstractSet[int]
) -> frozenset[int]:
    r"""The indices of the lines that stand alone as headings without a number, each for the paragraph that follows.

    A line without a stop is one unless it is among three or more of the kind (a list); a short sentence is one if it
    does not open as running text does and the paragraph below does not begin with a short sentence of its own.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> below = "Mills that stand on the upper course of any river shall treat the water that they let go."
        >>> text = f"Keep rivers clean.\n{below}"
        >>> sorted(find_lone_lines(text, split_blocks(text, read_plain(text).parts), frozenset()))
        [0]
    """
    runs = _unstopped_runs(text, blocks, headings)
    lone = set()
    for at, (block, following) in enumerate(pairwise(blocks)):
        if at in headings or at + 1 in headings or not is_prose(text, following.span):
            continue
        if _is_title_like(text, block, runs[at]) or _is_short_sentence(
            text, block, following
        ):
            lone.add(at)
    return frozenset(lone)


def _ends_in_stop(text: str, block: Block) -> bool:
    return text[block.span.end - 1] in _STOPS


def _unstopped_runs(
    text: str, blocks: Sequence[Block], headings: AbstractSet[int]
) -> list[int]:
    """For each block, how many one after the other around it end without a stop and are no headings."""
    lengths: list[int] = []
    plain = (
        not _ends_in_stop(text, block) and at not in headings
        for at, block in enumerate(blocks)
    )
    for unstopped, run in groupby(plain):
        length = len(list(run))
        lengths.extend([length if unstopped else 0] * length)
    return lengths


def _is_title_like(text: str, block: Block, run: int) -> bool:
    whole = block.alone and block.lead.begin == block.span.begin
    return (
        whole
        and 0 < run < _LIST
        and block.size <= _LONGEST_LONE_LINE
        and is_prose(text, block.span)
    )


def _is_short_sentence(text: str, block: Block, following: Block) -> bool:
    if not _is_plain_line(block) or block.size > _LONGEST_LONE_SENTENCE:
        return False
    words = block.span.of(text).split()
    return (
        1 < len(words) <= _MOST_WORDS
        and words[-1].endswith((".", "。"))
        and words[0].casefold().strip(",.'’") not in STARTERS
        and following.lead.end - following.lead.begin > _LONGEST_LONE_SENTENCE
    )


def _is_plain_line(block: Block) -> bool:
    """Whether a block is a line of its own without number or bullet."""
    return block.alone and block.marker is None and block.lead.begin == block.span.begin


def _marked_headings(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(
        at for at, block in enumerate(blocks) if _is_marked_heading(text, block)
    )


def _is_marked_heading(text: str, block: Block) -> bool:
    """Whether Markdown or a heading word marks the block, and its words do not gainsay it."""
    marker = block.marker
    if marker is None:
        return False
    if marker.hashes:
        return True
    if not marker.named or block.lead.end - block.lead.begin > _LONGEST_HEADING:
        return False
    return block.lead.begin == block.lead.end or (
        marker.separated or not text[block.lead.begin].islower()
    )


def _counts_items(block: Block) -> bool:
    """Whether numbers of this style also count the items of a list."""
    return block.marker is not None and block.marker.style in {"dot", "half"}


def _is_title_mark(block: Block) -> bool:
    return block.marker is not None and block.marker.hashes == 1


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The runs of numbered blocks, one style and rising numbers each, that are neither Markdown nor named."""
    open_runs: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        marker = block.marker
        if marker is None or not _may_count(text, blocks, at, marker):
            continue
        run = open_runs.get(marker.style)
        if run and _ordinal(blocks[run[-1]]) < marker.ordinal:
            run.append(at)
            continue
        if run:
            yield run
        open_runs[marker.style] = [at]
    yield from open_runs.values()


def _is_lettered(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a number is a letter after all: "i" between "h" and "j"."""
    letter = _LETTER.match(text, blocks[at].span.begin, blocks[at].span.end)
    if letter is None:
        return False
    near = [
        blocks[index].span for index in (at - 1, at + 1) if 0 <= index < len(blocks)
    ]
    found = (_LETTER.match(text, span.begin, span.end) for span in near)
    return any(
        match and abs(ord(match["letter"]) - ord(letter["letter"])) == 1
        for match in found
    )


def _ordinal(block: Block) -> int:
    return block.marker.ordinal if block.marker else 0


def _may_count(text: str, blocks: Sequence[Block], at: int, marker: Marker) -> bool:
    """Whether a block has a number alone, no sign of Markdown and no name such as "Part", and could be a heading."""
    if marker.hashes or marker.named or not _could_be_heading(text, blocks[at]):
        return False
    return not _is_lettered(text, blocks, at)


def _could_be_heading(text: str, block: Block) -> bool:
    """Whether the words behind the number read like a heading or a sentence, not like an item of an enumeration."""
    style = block.marker.style if block.marker else ""
    if style == "code":
        return False
    if block.lead.begin == block.lead.end or text[block.lead.begin].islower():
        return False
    if style.startswith("decimal"):
        return _is_short_line(text, block)
    return not block.alone or text[block.span.end - 1] not in ";,；，"


def _is_short_line(text: str, block: Block) -> bool:
    """Whether a block is a short line of its own without a stop."""
    if not block.alone or block.size > _SHORT_HEADING:
        return False
    return text[block.span.end - 1] not in _STOPS


def _is_heading_run(text: str, blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Whether a run of numbers is one of headings: paragraphs stand below most, or its lines are short and not many."""
    if _heads_paragraphs(text, blocks, run):
        return _share(blocks, run, _LONGEST_HEADING) >= _SHORT_SHARE
    full = sum(not blocks[at].alone for at in run)
    if _ordinal(blocks[run[-1]]) > _HIGHEST_NUMBER or full > _MOST_FULL_LINES:
        return False
    longest = _SHORT_LEAD if full and _counts_items(blocks[run[0]]) else _SHORT_HEADING
    return _share(blocks, run, longest) >= _SHORT_SHARE


def _heads_paragraphs(text: str, blocks: Sequence[Block], run: Sequence[int]) -> bool:
    below = sum(_has_paragraph_below(text, blocks, at) for at in run)
    return 2 * below > len(run) or (len(run) == 1 and not _counts_items(blocks[run[0]]))


def _share(blocks: Sequence[Block], run: Sequence[int], longest: int) -> float:
    """The share of a run's lines whose first sentence is no longer than this."""
    sizes = [blocks[at].lead.end - blocks[at].lead.begin for at in run]
    return sum(size <= longest for size in sizes) / len(sizes)


def _has_paragraph_below(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether running text without a number follows, at once or after one line that stands alone."""
    for block in blocks[at + 1 : at + 3]:
        if block.marker:
            return False
        if is_prose(text, block.span) and text[block.span.end - 1] in _STOPS:
            return True
    return False


def _is_list(text: str, blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Whether a run of two or more holds bare lines that nothing explains: the items of a list."""
    return len(run) > 1 and not any(
        _has_paragraph_below(text, blocks, at) or not blocks[at].alone
        for at in run[:-1]
    )
