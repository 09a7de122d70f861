"""The tasks of a report: its key sections, and the paragraphs below them that name what is to be done."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.report.english import CAPTIONS, CLOSING, CREDIT, LETTERHEAD, SALUTATION
from policygraph.report.lines import is_prose
from policygraph.report.model import Task
from policygraph.report.sections import trimmed
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.report.lines import Block
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
    blocks: Sequence[Block]
    built: Sections
    lone: AbstractSet[int]
    silent: AbstractSet[int]
    begins: Sequence[int]
    key: AbstractSet[int]

    def label(self, at: int) -> Span | None:
        """The lead sentence of a block, behind a form of address; None where the block says nothing."""
        block = self.blocks[at]
        if not is_prose(self.text, block.span):
            return None
        lead = block.lead
        if SALUTATION.fullmatch(self.text, lead.begin, lead.end):
            lead = next(iter(block.sentences[1:]), Span(lead.end, lead.end))
        label = trimmed(self.text, lead)
        return label if label.begin < label.end else None

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
            task = _sub_task(
                layout, [*waiting, at], key_tasks[layout.built.enclosing(at)]
            )
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
        "KeyTask",
        section.number,
        section.title,
        section.span,
        layout.sentence(section.title),
        above,
    )


def _sub_task(layout: Layout, run: Sequence[int], above: int | None) -> Task | None:
    """The task of a paragraph with the lines above it that wait for one: the last of these names it."""
    label = layout.label(run[-2] if len(run) > 1 else run[-1])
    if label is None:
        return None
    span = Span(layout.blocks[run[0]].span.begin, layout.blocks[run[-1]].span.end)
    return Task("SubTask", "", label, span, layout.sentence(label), above)


def find_key_sections(
    text: str, blocks: Sequence[Block], built: Sections, rows: AbstractSet[int]
) -> frozenset[int]:
    """The sections that are key tasks: the numbered ones or, where none is, the lowest ones with prose below them."""
    numbered = [at for at, section in enumerate(built.sections) if section.number]
    if any(not _is_caption(blocks[built.headings[at]]) for at in numbered):
        return frozenset(numbered)
    return frozenset(_lowest_with_prose(text, blocks, built, rows))


def _lowest_with_prose(
    text: str, blocks: Sequence[Block], built: Sections, rows: AbstractSet[int]
) -> Iterator[int]:
    above = {section.parent for section in built.sections}
    opened = {*built.headings, *built.titles, *rows}
    filled = {
        built.enclosing(at)
        for at, block in enumerate(blocks)
        if at not in opened and is_prose(text, block.span)
    }
    lowest = filled - above
    for at in range(len(built.sections)):
        if at in lowest:
            yield at


def _is_caption(block: Block) -> bool:
    return block.marker is not None and block.marker.style in CAPTIONS


def find_silent(
    text: str, blocks: Sequence[Block], built: Sections, key: AbstractSet[int]
) -> frozenset[int]:
    """The blocks that commit to nothing: the introduction, credits, the close of a letter or a speech, an imprint."""
    numbered = any(built.sections[at].number for at in key)
    introduction = _introduction(text, blocks, built, whole=numbered)
    credited = (
        at
        for at, block in enumerate(blocks)
        if block.alone and CREDIT.match(text, *_bounds(block))
    )
    return frozenset(
        [*introduction, *credited, *_closing(text, blocks), *_imprint(text, blocks)]
    )


def _introduction(
    text: str, blocks: Sequence[Block], built: Sections, *, whole: bool
) -> Iterator[int]:
    """The blocks before the first heading that name no task; a caption of a box or table does not make one.

    Where headings have numbers, all that stands before them introduces them; else what does not end as a sentence.
    """
    first = next((at for at in built.headings if not _is_caption(blocks[at])), 0)
    yield from (
        at
        for at in range(first)
        if whole or text[blocks[at].span.end - 1] not in _STOPS
    )


def _closing(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The formula that closes a letter or a speech, with the names below it."""
    begin = max(len(blocks) - _MOST_NAMES, 0)
    formulas = (
        at
        for at in range(begin, len(blocks))
        if CLOSING.fullmatch(text, *_bounds(blocks[at]))
    )
    first = next(formulas, None)
    if first is not None and all(
        _is_name(text, block) for block in blocks[first + 1 :]
    ):
        yield from range(first, len(blocks))


def _imprint(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """A last line that says who published the text."""
    if LETTERHEAD.match(text, *_bounds(blocks[-1])) and _is_name(text, blocks[-1]):
        yield len(blocks) - 1


def _bounds(block: Block) -> tuple[int, int]:
    return block.span.begin, block.span.end


def _is_name(text: str, block: Block) -> bool:
    """Whether a block is a line that could name a person, an office or a place: short, without a stop."""
    return block.size <= _LONGEST_NAME and text[block.span.end - 1] not in _STOPS
