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

    from policygraph.report.lines import Block, Blocks, IndexSet, Indices
    from policygraph.source.numbering import Marker

    Runs = Sequence[Indices]

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
    text: str, blocks: Blocks, titles: IndexSet = frozenset()
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
    items: list[Indices] = []
    others: list[Indices] = []
    for run in _heading_runs(text, blocks):
        same_sort = items if _counts_items(blocks[run[0]]) else others
        same_sort.append(run)
    found = _marked_headings(text, blocks).union(*others)
    above = (at for at in titles | found if not _is_title_mark(blocks[at]))
    first = min(above, default=len(blocks))
    below = _without_lists(text, blocks, items, first)
    return found.union(*below)


def _heading_runs(text: str, blocks: Blocks) -> Runs:
    """The runs of numbered blocks that are headings, in the order of the text."""
    runs = sorted(_runs(text, blocks))
    return [run for run in runs if _is_heading_run(text, blocks, run)]


def _without_lists(
    text: str, blocks: Blocks, runs: Runs, first: int
) -> Iterator[Indices]:
    """The runs of numbers but those that count the items of lists below a heading; the first heading is at `first`.

    A lone number counts items too where the others of its form do and nothing explains it.
    """
    others_are_lists = False
    for run in runs:
        begin = run[0]
        bare = len(run) == 1 and not _has_paragraph_below(text, blocks, begin)
        items = _is_list(text, blocks, run) or (others_are_lists and bare)
        if first < begin and items:
            others_are_lists = True
        else:
            first = min(first, begin)
            yield run


def find_lone_lines(text: str, blocks: Blocks, headings: IndexSet) -> frozenset[int]:
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
        if at in headings or at + 1 in headings:
            continue
        if not is_prose(text, following.span):
            continue
        title_like = _is_title_like(text, block, runs[at])
        if title_like or _is_short_sentence(text, block, following):
            lone.add(at)
    return frozenset(lone)


def _unstopped_runs(text: str, blocks: Blocks, headings: IndexSet) -> list[int]:
    """For each block, how many one after the other around it end without a stop and are no headings."""
    lengths: list[int] = []
    plain = (
        not block.ends_with(text, _STOPS) and at not in headings
        for at, block in enumerate(blocks)
    )
    for unstopped, run in groupby(plain):
        length = len(list(run))
        told = length if unstopped else 0
        lengths.extend([told] * length)
    return lengths


def _is_title_like(text: str, block: Block, run: int) -> bool:
    if block.signed or not block.alone:
        return False
    if block.size > _LONGEST_LONE_LINE:
        return False
    return 0 < run < _LIST and is_prose(text, block.span)


def _is_short_sentence(text: str, block: Block, following: Block) -> bool:
    if not _is_plain_line(block) or block.size > _LONGEST_LONE_SENTENCE:
        return False
    words = block.span.of(text).split()
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    if not words[-1].endswith((".", "。")):
        return False
    first = words[0].casefold().strip(",.'’")
    if first in STARTERS:
        return False
    return following.lead_size > _LONGEST_LONE_SENTENCE


def _is_plain_line(block: Block) -> bool:
    """Whether a block is a line of its own without number or bullet."""
    if block.marker is not None:
        return False
    return block.alone and not block.signed


def _marked_headings(text: str, blocks: Blocks) -> frozenset[int]:
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
    if not marker.named or block.lead_size > _LONGEST_HEADING:
        return False
    if marker.separated or not block.lead_size:
        return True
    return not text[block.lead.begin].islower()


def _counts_items(block: Block) -> bool:
    """Whether numbers of this style also count the items of a list."""
    marker = block.marker
    return marker is not None and marker.style in {"dot", "half"}


def _is_title_mark(block: Block) -> bool:
    marker = block.marker
    return marker is not None and marker.hashes == 1


def _runs(text: str, blocks: Blocks) -> Iterator[list[int]]:
    """The runs of numbered blocks, one style and rising numbers each, that are neither Markdown nor named."""
    open_runs: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        marker = block.marker
        if marker is None or not _may_count(text, blocks, at, marker):
            continue
        run = open_runs.get(marker.style)
        if run and blocks[run[-1]].ordinal < marker.ordinal:
            run.append(at)
            continue
        if run:
            yield run
        open_runs[marker.style] = [at]
    yield from open_runs.values()


def _is_lettered(text: str, blocks: Blocks, at: int) -> bool:
    """Whether a number is a letter after all: "i" between "h" and "j"."""
    letter = _letter_of(text, blocks[at])
    if not letter:
        return False
    near = [*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]]
    for block in near:
        other = _letter_of(text, block)
        if other and abs(ord(other) - ord(letter)) == 1:
            return True
    return False


def _letter_of(text: str, block: Block) -> str:
    """The letter that a block begins with as items do; empty where it begins otherwise."""
    found = _LETTER.match(text, block.span.begin, block.span.end)
    if found is None:
        return ""
    return found["letter"]


def _may_count(text: str, blocks: Blocks, at: int, marker: Marker) -> bool:
    """Whether a block has a number alone, no sign of Markdown and no name such as "Part", and could be a heading."""
    if marker.hashes or marker.named:
        return False
    if not _could_be_heading(text, blocks[at]):
        return False
    return not _is_lettered(text, blocks, at)


def _could_be_heading(text: str, block: Block) -> bool:
    """Whether the words behind the number read like a heading or a sentence, not like an item of an enumeration."""
    style = block.marker.style if block.marker else ""
    if style == "code":
        return False
    if not block.lead_size or text[block.lead.begin].islower():
        return False
    if style.startswith("decimal"):
        return _is_short_line(text, block)
    return not block.alone or not block.ends_with(text, ";,；，")


def _is_short_line(text: str, block: Block) -> bool:
    """Whether a block is a short line of its own without a stop."""
    if not block.alone or block.size > _SHORT_HEADING:
        return False
    return not block.ends_with(text, _STOPS)


def _is_heading_run(text: str, blocks: Blocks, run: Indices) -> bool:
    """Whether a run of numbers is one of headings: paragraphs stand below most, or its lines are short and not many."""
    lines = [blocks[at] for at in run]
    if _heads_paragraphs(text, blocks, run):
        return _are_short(lines, _LONGEST_HEADING)
    full = sum(not line.alone for line in lines)
    if full > _MOST_FULL_LINES:
        return False
    if lines[-1].ordinal > _HIGHEST_NUMBER:
        return False
    longest = _SHORT_HEADING
    if full and _counts_items(lines[0]):
        longest = _SHORT_LEAD
    return _are_short(lines, longest)


def _heads_paragraphs(text: str, blocks: Blocks, run: Indices) -> bool:
    below = sum(_has_paragraph_below(text, blocks, at) for at in run)
    if 2 * below > len(run):
        return True
    if len(run) > 1:
        return False
    return not _counts_items(blocks[run[0]])


def _are_short(lines: Blocks, longest: int) -> bool:
    """Whether the first sentences of most lines are no longer than this."""
    short = sum(line.lead_size <= longest for line in lines)
    return short / len(lines) >= _SHORT_SHARE


def _has_paragraph_below(text: str, blocks: Blocks, at: int) -> bool:
    """Whether running text without a number follows, at once or after one line that stands alone."""
    for block in blocks[at + 1 : at + 3]:
        if block.marker:
            return False
        if block.ends_with(text, _STOPS) and is_prose(text, block.span):
            return True
    return False


def _is_list(text: str, blocks: Blocks, run: Indices) -> bool:
    """Whether a run of two or more holds bare lines that nothing explains: the items of a list."""
    if len(run) == 1:
        return False
    for at in run[:-1]:
        if not blocks[at].alone:
            return False
        if _has_paragraph_below(text, blocks, at):
            return False
    return True
