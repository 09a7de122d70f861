"""The tasks of a report: its key sections, and the paragraphs below them that name what is to be done."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from policygraph.report.english import CAPTIONS, CLOSING, CREDIT, LETTERHEAD, SALUTATION
from policygraph.report.lines import is_prose
from policygraph.report.model import Task
from policygraph.report.sections import trimmed
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.report.lines import Block, Blocks, IndexSet, Indices
    from policygraph.report.sections import Sections

_MOST_NAMES = 6
_LONGEST_NAME = 80
_STOPS = ".!?;:。！？；："


@dataclass(frozen=True, slots=True)
class Layout:
    """What the tasks are read from; `lone` lines wait for a paragraph, `silent` blocks name no task.

    `begins` are the offsets of the sentences, `key` holds the indices of the sections that are key tasks.
    """

    text: str
    blocks: Blocks
    built: Sections
    lone: IndexSet
    silent: IndexSet
    begins: Indices
    key: IndexSet

    def label(self, at: int) -> Span | None:
        """The lead sentence of a block, behind a form of address; None where the block says nothing."""
        block = self.blocks[at]
        if not is_prose(self.text, block.span):
            return None
        lead = block.lead
        if SALUTATION.fullmatch(self.text, lead.begin, lead.end):
            following = block.sentences[1:]
            if not following:
                return None
            lead = following[0]
        label = trimmed(self.text, lead)
        if label.begin == label.end:
            return None
        return label

    def sentence(self, label: Span) -> int:
        """The index of the sentence that a label begins in."""
        return bisect_right(self.begins, label.begin) - 1


def find_tasks(layout: Layout) -> Iterator[Task]:
    """The tasks in the order of the text; a key task before those below it."""
    section_at = {block: section for section, block in enumerate(layout.built.headings)}
    key_tasks: dict[int | None, int | None] = {None: None}
    waiting: list[int] = []
    count = 0
    for at in range(len(layout.blocks)):
        section = section_at.get(at)
        task: Task | None = None
        if section is not None:
            above = key_tasks[layout.built.sections[section].parent]
            task = _key_task(layout, section, above)
            key_tasks[section] = count if task else above
        elif at in layout.silent:
            continue
        elif at in layout.lone:
            waiting.append(at)
            continue
        else:
            above = key_tasks[layout.built.enclosing(at)]
            task = _sub_task(layout, [*waiting, at], above)
        waiting = []
        if task:
            count += 1
            yield task


def _key_task(layout: Layout, index: int, above: int | None) -> Task | None:
    """The task of a section, if it is a key task."""
    if index not in layout.key:
        return None
    section = layout.built.sections[index]
    return Task(
        level="KeyTask",
        number=section.number,
        label=section.title,
        span=section.span,
        sentence=layout.sentence(section.title),
        parent=above,
    )


def _sub_task(layout: Layout, run: Indices, above: int | None) -> Task | None:
    """The task of a paragraph with the lines above it that wait for one: the last of these names it."""
    naming = run[-2:][0]
    label = layout.label(naming)
    if label is None:
        return None
    first = layout.blocks[run[0]].span
    last = layout.blocks[run[-1]].span
    return Task(
        level="SubTask",
        number="",
        label=label,
        span=Span(first.begin, last.end),
        sentence=layout.sentence(label),
        parent=above,
    )


def find_key_sections(
    text: str, blocks: Blocks, built: Sections, rows: IndexSet
) -> frozenset[int]:
    """The sections that are key tasks: the numbered ones or, where none is, the lowest ones with prose below them."""
    numbered = [at for at, section in enumerate(built.sections) if section.number]
    headings = [blocks[built.headings[at]] for at in numbered]
    if all(map(_is_caption, headings)):
        lowest = _lowest_with_prose(text, blocks, built, rows)
        return frozenset(lowest)
    return frozenset(numbered)


def _lowest_with_prose(
    text: str, blocks: Blocks, built: Sections, rows: IndexSet
) -> Iterator[int]:
    above = {section.parent for section in built.sections}
    opened = {*built.headings, *built.titles, *rows}
    filled = set()
    for at, block in enumerate(blocks):
        if at not in opened and is_prose(text, block.span):
            filled.add(built.enclosing(at))
    lowest = filled - above
    for at in range(len(built.sections)):
        if at in lowest:
            yield at


def _is_caption(block: Block) -> bool:
    marker = block.marker
    return marker is not None and marker.style in CAPTIONS


def find_silent(
    text: str, blocks: Blocks, built: Sections, key: IndexSet
) -> frozenset[int]:
    """The blocks that commit to nothing: the introduction, credits, the close of a letter or a speech, an imprint."""
    numbered = any(built.sections[at].number for at in key)
    silent = chain(
        _introduction(text, blocks, built, whole=numbered),
        _credits(text, blocks),
        _closing(text, blocks),
        _imprint(text, blocks),
    )
    return frozenset(silent)


def _credits(text: str, blocks: Blocks) -> Iterator[int]:
    """The lines that say whence something comes."""
    for at, block in enumerate(blocks):
        if block.alone and CREDIT.match(text, *_bounds(block)):
            yield at


def _introduction(
    text: str, blocks: Blocks, built: Sections, *, whole: bool
) -> Iterator[int]:
    """The blocks before the first heading that name no task; a caption of a box or table does not make one.

    Where headings have numbers, all that stands before them introduces them; else what does not end as a sentence.
    """
    headings = (at for at in built.headings if not _is_caption(blocks[at]))
    first = next(headings, 0)
    for at, block in enumerate(blocks[:first]):
        if whole or not block.ends_with(text, _STOPS):
            yield at


def _closing(text: str, blocks: Blocks) -> Iterator[int]:
    """The formula that closes a letter or a speech, with the names below it."""
    end = len(blocks)
    for at in range(max(end - _MOST_NAMES, 0), end):
        if CLOSING.fullmatch(text, *_bounds(blocks[at])):
            below = blocks[at + 1 :]
            if all(_is_name(text, block) for block in below):
                yield from range(at, end)
            return


def _imprint(text: str, blocks: Blocks) -> Iterator[int]:
    """A last line that says who published the text."""
    last = blocks[-1]
    if not LETTERHEAD.match(text, *_bounds(last)):
        return
    if _is_name(text, last):
        yield len(blocks) - 1


def _bounds(block: Block) -> tuple[int, int]:
    return block.span.begin, block.span.end


def _is_name(text: str, block: Block) -> bool:
    """Whether a block is a line that could name a person, an office or a place: short, without a stop."""
    if block.size > _LONGEST_NAME:
        return False
    return not block.ends_with(text, _STOPS)
