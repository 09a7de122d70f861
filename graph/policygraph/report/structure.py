"""A report's structure from its layout: paragraphs, sentences, sections and tasks, as the annotation of reports has it.

A key task is a numbered heading; a task is the lead sentence of each paragraph below it. A line that stands alone is
the heading of the paragraph that follows: the two are one task. Without numbered headings the tasks hang on the
report. A title, the lines about date and speaker, and the introduction before the first heading are no tasks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.report.about import read_about
from policygraph.report.english import CAPTIONS, SALUTATION
from policygraph.report.headings import find_headings, find_lone_lines
from policygraph.report.lines import is_prose, split_blocks
from policygraph.report.model import Paragraph, Report, Sentence, Task
from policygraph.report.sections import Sections, build_sections, trimmed
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.report.lines import Block


def parse_report(text: str, *, name: str, sha256: str = "") -> Report:
    r"""A report's text with its structure.

    Args:
        text: The text as published; every offset counts its code points.
        name: What the report is called in file names.
        sha256: The digest of the bytes that the text was read from, in hexadecimal.

    Raises:
        ReportError: The text holds nothing but white space, or code points that are no characters.

    Example:
        >>> report = parse_report("(7) Keep rivers clean.\nPlant trees. Along the banks first.", name="rivers")
        >>> [(task.level, task.number, task.label.of(report.text), task.parent) for task in report.tasks]
        [('KeyTask', '7', 'Keep rivers clean.', None), ('SubTask', '', 'Plant trees.', 0)]
    """
    _check(text, name)
    blocks = split_blocks(text)
    about = read_about(text, blocks)
    headings = find_headings(text, blocks) - about.front
    lone = find_lone_lines(text, blocks, headings) - about.front
    built = build_sections(text, blocks, headings)
    sentences = tuple(Sentence(span, at) for at, block in enumerate(blocks) for span in block.sentences)
    marked = headings | built.titles | lone | ({0} if about.title else frozenset())
    silent = about.front | built.titles | frozenset(range(_introduction(blocks, built)))
    begins = [sentence.span.begin for sentence in sentences]
    return Report(
        name=name,
        text=text,
        sha256=sha256,
        title=about.title,
        date=about.date,
        jurisdiction=about.jurisdiction,
        speaker=about.speaker,
        paragraphs=tuple(_paragraphs(blocks, built, marked)),
        sentences=sentences,
        sections=built.sections,
        tasks=tuple(_tasks(_Layout(text, blocks, built, lone, silent, begins))),
    )


def _check(text: str, name: str) -> None:
    if not text.strip():
        raise ReportError(f"{name!r} holds no text", expected="a report", remedy="give another text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReportError(
            f"{name!r} holds {text[error.start]!r} at offset {error.start}, half of a surrogate pair",
            expected="text of whole characters",
            remedy="decode the report's bytes as UTF-8, without 'surrogateescape'",
        ) from error


def _paragraphs(blocks: Sequence[Block], built: Sections, marked: AbstractSet[int]) -> Iterator[Paragraph]:
    for at, block in enumerate(blocks):
        yield Paragraph(block.span, block.line, built.enclosing(at), at in marked)


def _introduction(blocks: Sequence[Block], built: Sections) -> int:
    """How many blocks stand before the first heading; a caption of a box or table does not make one."""
    styles = ((at, blocks[at].marker) for at in built.headings)
    return next((at for at, marker in styles if marker and marker.style not in CAPTIONS), 0)


def _tasks(layout: _Layout) -> Iterator[Task]:
    """The tasks in the order of the text; a key task before those below it."""
    section_at = {block: section for section, block in enumerate(layout.built.headings)}
    key_tasks: dict[int | None, int | None] = {None: None}
    waiting: list[int] = []
    count = 0
    for at in range(len(layout.blocks)):
        if at in section_at:
            index = section_at[at]
            section = layout.built.sections[index]
            above = key_tasks[section.parent]
            key_tasks[index] = count if section.number else above
            waiting = []
            if section.number:
                count += 1
                yield Task(
                    "KeyTask", section.number, section.title, section.span, layout.sentence(section.title), above
                )
        elif at in layout.lone and at not in layout.silent:
            waiting.append(at)
        elif at not in layout.silent:
            label = layout.label(waiting[-1] if waiting else at)
            if label is not None:
                count += 1
                span = Span(layout.blocks[(waiting or [at])[0]].span.begin, layout.blocks[at].span.end)
                above = key_tasks[layout.built.enclosing(at)]
                yield Task("SubTask", "", label, span, layout.sentence(label), above)
            waiting = []


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the tasks are read from; `lone` lines wait for a paragraph, `silent` blocks name no task."""

    text: str
    blocks: Sequence[Block]
    built: Sections
    lone: AbstractSet[int]
    silent: AbstractSet[int]
    begins: Sequence[int]

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
