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
from itertools import groupby, pairwise
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
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.report.lines import Block

_LEAST = 2
_LONGEST = 200
_FEW = 3
_ENDS = '.!?:;。！？：；)”"'
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


def find_titles(text: str, blocks: Sequence[Block], taken: AbstractSet[int]) -> Titles:
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
    headings = sorted(
        at for run in _runs(candidates) for at in _of_run(text, blocks, run)
    )
    if len(headings) < _LEAST and not any(
        _is_upper(text, blocks[at]) for at in headings
    ):
        return Titles({})
    return Titles(dict(_levels(text, blocks, headings)))


def _candidates(
    text: str, blocks: Sequence[Block], taken: AbstractSet[int]
) -> list[int]:
    """The blocks that stand alone and read as titles."""
    spaced = _parts_paragraphs(text, blocks)
    titled = (
        at
        for at, block in enumerate(blocks)
        if at not in taken and _may_be_title(text, block)
    )
    alone = [at for at in titled if _stands_alone(text, blocks, at, spaced=spaced)]
    return list(_without_repeated(text, blocks, alone))


def _parts_paragraphs(text: str, blocks: Sequence[Block]) -> bool:
    """Whether blank lines part the paragraphs of a text."""
    gaps = [
        _BLANK.search(text, one.span.end, two.span.begin) is not None
        for one, two in pairwise(blocks)
    ]
    return sum(gaps) >= _SPACED * len(gaps)


def _may_be_title(text: str, block: Block) -> bool:
    """Whether a block is a line that could be a title: without number or bullet, and no line of another sort."""
    if block.marker is not None or block.lead.begin != block.span.begin:
        return False
    if not block.alone or block.size > _LONGEST or not is_prose(text, block.span):
        return False
    words = " ".join(block.span.of(text).split())
    return reads_as_title(_without_mark(words)) and not _is_said(words)


def _without_mark(words: str) -> str:
    """The words of a question without its mark, others as they are."""
    return words.removesuffix("?") if QUESTION.match(words) else words


def _is_said(words: str) -> bool:
    """Whether a line is one of those that say who speaks, what a text is, when it was published or whence it comes."""
    if words.startswith("(") or is_byline(words) or CREDIT.match(words):
        return True
    return any(form.fullmatch(words) for form in (ADDRESS, LABEL, CLOSING))


def _stands_alone(text: str, blocks: Sequence[Block], at: int, *, spaced: bool) -> bool:
    """Whether a block begins anew: below a blank line, or behind a paragraph that ended."""
    if not at:
        return True
    above = blocks[at - 1]
    if _BLANK.search(text, above.span.end, blocks[at].span.begin):
        return True
    if spaced:
        return False
    return (
        text[above.span.end - 1] in _ENDS
        or above.lead.begin > above.span.begin
        or _may_be_title(text, above)
    )


def _without_repeated(
    text: str, blocks: Sequence[Block], candidates: Sequence[int]
) -> Iterator[int]:
    """The candidates but those whose words come a third time: links, labels and names of speakers do."""
    words = {
        at: " ".join(blocks[at].span.of(text).casefold().split()) for at in candidates
    }
    counts = Counter(words.values())
    yield from (at for at in candidates if counts[words[at]] <= _LEAST)


def _runs(candidates: Sequence[int]) -> Iterator[list[int]]:
    """The candidates that stand one right below the other, together."""
    for _, run in groupby(enumerate(candidates), key=lambda pair: pair[1] - pair[0]):
        yield [at for _, at in run]


def _of_run(text: str, blocks: Sequence[Block], run: Sequence[int]) -> Sequence[int]:
    """Of candidates one right below the other those that are headings: the last and the outer one right above it."""
    if not _has_text_below(text, blocks, run[-1]):
        return []
    last = run[-1]
    if run[0] and text[blocks[run[0] - 1].span.end - 1] == ":":
        return [last] if len(run) == 1 and _is_upper(text, blocks[last]) else []
    return run if len(run) == 1 else _of_several(text, blocks, run)


def _of_several(
    text: str, blocks: Sequence[Block], run: Sequence[int]
) -> Sequence[int]:
    outer, last = run[-2:]
    if _is_upper(text, blocks[outer]) != _is_upper(text, blocks[last]):
        return [outer, last]
    return run if len(run) == 2 else []  # noqa: PLR2004 - a heading and one below it


def _has_text_below(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph that ends, an item or a number follows."""
    if at + 1 >= len(blocks):
        return False
    below = blocks[at + 1]
    ends = text[below.span.end - 1] in _ENDS
    return is_prose(text, below.span) and (
        ends or below.marker is not None or below.lead.begin > below.span.begin
    )


def _is_upper(text: str, block: Block) -> bool:
    return block.span.of(text).isupper()


def _levels(
    text: str, blocks: Sequence[Block], headings: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The level of each heading: 1, or 2 for the sort that stands below the other."""
    upper = [_is_upper(text, blocks[at]) for at in headings]
    upper_is_outer = _upper_is_outer(headings, upper)
    both = len(set(upper)) > 1
    for at, is_upper in zip(headings, upper, strict=True):
        yield at, 1 if not both or is_upper == upper_is_outer else 2


def strays(
    titles: Titles, blocks: Sequence[Block], numbered: AbstractSet[int]
) -> frozenset[int]:
    """The numbered lines that are no headings of a text whose headings have none: a few, below the first of them."""
    counted = [
        at
        for at in numbered
        if (marker := blocks[at].marker) and marker.style not in CAPTIONS
    ]
    few = counted and _FEW * len(counted) <= len(titles.found)
    return (
        frozenset(counted) if few and min(titles.found) < min(counted) else frozenset()
    )


def _upper_is_outer(headings: Sequence[int], upper: Sequence[bool]) -> bool:
    """Whether, of headings right below others of the other sort, those in capitals are more often the upper ones."""
    above = [
        one
        for (at, one), (below, two) in pairwise(zip(headings, upper, strict=True))
        if below == at + 1 and one != two
    ]
    return 2 * sum(above) >= len(above)


def _above_numbers(
    titles: Titles, numbered: AbstractSet[int]
) -> Iterator[tuple[int, int]]:
    """Each title that is followed by a heading with a number, with that."""
    for one, two in pairwise(sorted(titles.found | numbered)):
        if one in titles.found and two in numbered:
            yield one, two


def enclosing(
    titles: Titles, blocks: Sequence[Block], numbered: AbstractSet[int]
) -> Titles:
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


def _begins_anew(blocks: Sequence[Block], counts: Sequence[int], at: int) -> bool:
    """Whether a number does not count on from the one before it."""
    before = bisect_left(counts, at)
    return not before or _ordinal(blocks[at]) <= _ordinal(blocks[counts[before - 1]])


def _ordinal(block: Block) -> int:
    return block.marker.ordinal if block.marker else 0
