"""Headings without a number in a typed text: lines that nothing marks, told by what stands around them.

Such a line reads as a title, stands alone (below a blank line where the text has blank lines between its paragraphs,
else behind a paragraph that ended), and prose stands below it. One line alone may be anything, several are headings.
Of lines in capitals and others, those are outer that stand right above the other sort.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.report.delivery import is_byline
from policygraph.report.english import (
    ADDRESS,
    CAPTIONS,
    CLOSING,
    CREDIT,
    LABEL,
    QUESTION,
)
from policygraph.report.lines import is_prose
from policygraph.source.titles import reads_as_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.report.lines import Block, Blocks, IndexSet, Indices

_LEAST = 2
_LONGEST = 200
_FEW = 3
_ENDS = '.!?:;。！？：；)”"'
_SAID = (ADDRESS, LABEL, CLOSING)
_BLANK = re.compile(r"\n[ \t\r\f]*\n")
_SPACED = 0.4
"""The share of paragraphs with a blank line before them from which a text is taken to part its paragraphs so."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The levels of the blocks that are headings without a number, by their indices."""

    levels: dict[int, int]

    @property
    def found(self) -> frozenset[int]:
        """The indices of the blocks."""
        return frozenset(self.levels)


def find_titles(text: str, blocks: Blocks, taken: IndexSet) -> Titles:
    r"""The headings without a number; none unless there are several.

    Args:
        text: The text.
        blocks: Its blocks.
        taken: The indices of those that are something else: the title and what stands with it, rows, marked headings.

    Example:
        >>> from policygraph.report.lines import split_blocks
        >>> from policygraph.source.plain import read_plain
        >>> text = "PORTS\n\nThe basin\n\nIt will be dredged.\n\nMILLS\n\nThe mills will be mended.\n"
        >>> find_titles(text, split_blocks(text, read_plain(text).parts), frozenset()).levels
        {0: 1, 1: 2, 3: 1}
    """
    candidates = _candidates(text, blocks, taken)
    headings: list[int] = []
    for run in _runs(candidates):
        headings += _of_run(text, blocks, run)
    headings.sort()
    several = len(headings) >= _LEAST
    if several or any(_is_upper(text, blocks[at]) for at in headings):
        return Titles(_levels(text, blocks, headings))
    return Titles({})


def _candidates(text: str, blocks: Blocks, taken: IndexSet) -> list[int]:
    """The blocks that stand alone and read as titles."""
    spaced = _parts_paragraphs(text, blocks)
    titled = (
        at
        for at, block in enumerate(blocks)
        if at not in taken and _may_be_title(text, block)
    )
    alone = [at for at in titled if _stands_alone(text, blocks, at, spaced=spaced)]
    return list(_without_repeated(text, blocks, alone))


def _parts_paragraphs(text: str, blocks: Blocks) -> bool:
    """Whether blank lines part the paragraphs of a text."""
    gaps = [
        _BLANK.search(text, one.span.end, two.span.begin) is not None
        for one, two in pairwise(blocks)
    ]
    return sum(gaps) >= _SPACED * len(gaps)


def _may_be_title(text: str, block: Block) -> bool:
    """Whether a block is a line that could be a title: without number or bullet, and no line of another sort."""
    if block.marker is not None or block.signed:
        return False
    if not block.alone or block.size > _LONGEST:
        return False
    if not is_prose(text, block.span):
        return False
    words = block.words(text)
    if not reads_as_title(_without_mark(words)):
        return False
    return not _is_said(words)


def _without_mark(words: str) -> str:
    """The words of a question without its mark, others as they are."""
    if not QUESTION.match(words):
        return words
    return words.removesuffix("?")


def _is_said(words: str) -> bool:
    """Whether a line is one of those that say who speaks, what a text is, when it was published or whence it comes."""
    if words.startswith("(") or CREDIT.match(words):
        return True
    if any(form.fullmatch(words) for form in _SAID):
        return True
    return is_byline(words)


def _stands_alone(text: str, blocks: Blocks, at: int, *, spaced: bool) -> bool:
    """Whether a block begins anew: below a blank line, or behind a paragraph that ended."""
    if not at:
        return True
    above = blocks[at - 1]
    if _BLANK.search(text, above.span.end, blocks[at].span.begin):
        return True
    if spaced:
        return False
    if above.signed or above.ends_with(text, _ENDS):
        return True
    return _may_be_title(text, above)


def _without_repeated(text: str, blocks: Blocks, candidates: Indices) -> Iterator[int]:
    """The candidates but those whose words come a third time: links, labels and names of speakers do."""
    words = {at: blocks[at].words(text).casefold() for at in candidates}
    counts = Counter(words.values())
    for at in candidates:
        if counts[words[at]] <= _LEAST:
            yield at


def _runs(candidates: Indices) -> list[list[int]]:
    """The candidates that stand one right below the other, together."""
    runs: list[list[int]] = []
    for at in candidates:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _of_run(text: str, blocks: Blocks, run: Indices) -> Indices:
    """Of candidates one right below the other those that are headings: the last and the outer one right above it."""
    first = run[0]
    last = run[-1]
    single = first == last
    if not _has_text_below(text, blocks, last):
        return []
    if first and blocks[first - 1].ends_with(text, ":"):
        in_capitals = single and _is_upper(text, blocks[last])
        return run if in_capitals else []
    if single:
        return run
    return _of_several(text, blocks, run)


def _of_several(text: str, blocks: Blocks, run: Indices) -> Indices:
    pair = run[-2:]
    outer, last = (_is_upper(text, blocks[at]) for at in pair)
    if outer != last:
        return pair
    if len(run) > len(pair):
        return []
    return run


def _has_text_below(text: str, blocks: Blocks, at: int) -> bool:
    """Whether a paragraph that ends, an item or a number follows."""
    if at + 1 >= len(blocks):
        return False
    below = blocks[at + 1]
    if not is_prose(text, below.span):
        return False
    if below.signed or below.marker is not None:
        return True
    return below.ends_with(text, _ENDS)


def _is_upper(text: str, block: Block) -> bool:
    return block.span.of(text).isupper()


def _levels(text: str, blocks: Blocks, headings: Indices) -> dict[int, int]:
    """The level of each heading: 1, or 2 for the sort that stands below the other."""
    levels = dict.fromkeys(headings, 1)
    upper = {at: _is_upper(text, blocks[at]) for at in headings}
    sorts = set(upper.values())
    if len(sorts) == 1:
        return levels
    upper_is_outer = _upper_is_outer(upper)
    for at, is_upper in upper.items():
        if is_upper != upper_is_outer:
            levels[at] = 2
    return levels


def strays(titles: Titles, blocks: Blocks, numbered: IndexSet) -> frozenset[int]:
    """The numbered lines that are no headings of a text whose headings have none: a few, below the first of them."""
    counted = frozenset(at for at in numbered if _is_counted(blocks[at]))
    found = titles.found
    few = counted and _FEW * len(counted) <= len(found)
    if few and min(found) < min(counted):
        return counted
    return frozenset()


def _is_counted(block: Block) -> bool:
    """Whether a block has a number, and not that of a caption."""
    marker = block.marker
    return marker is not None and marker.style not in CAPTIONS


def _upper_is_outer(upper: Mapping[int, bool]) -> bool:
    """Whether, of headings right below others of the other sort, those in capitals are more often the upper ones."""
    above = []
    for at, below in pairwise(upper):
        if below == at + 1 and upper[at] != upper[below]:
            above.append(upper[at])
    return 2 * sum(above) >= len(above)


def _above_numbers(titles: Titles, numbered: IndexSet) -> Iterator[tuple[int, int]]:
    """Each title that is followed by a heading with a number, with that."""
    found = titles.found
    for one, two in pairwise(sorted(found | numbered)):
        if one in found and two in numbered:
            yield one, two


def enclosing(titles: Titles, blocks: Blocks, numbered: IndexSet) -> Titles:
    """Of a text that numbers headings, the titles that enclose numbers: these begin anew, or stand right below them.

    Others are no sections: they head a single paragraph of the section that they stand in.
    """
    above = list(_above_numbers(titles, numbered))
    if len(above) < _LEAST:
        return Titles({})
    if all(two == one + 1 for one, two in above):
        return titles
    counts = sorted(numbered)
    anew = all(_begins_anew(blocks, counts, two) for _, two in above)
    return titles if anew else Titles({})


def _begins_anew(blocks: Blocks, counts: Indices, at: int) -> bool:
    """Whether a number does not count on from the one before it."""
    before = bisect_left(counts, at)
    if not before:
        return True
    above = blocks[counts[before - 1]]
    return blocks[at].ordinal <= above.ordinal
