"""A report's structure from its layout: paragraphs, sentences, sections and tasks, as the annotation of reports has it.

A key task is a numbered heading; a task is the lead sentence of each paragraph below it. A line that stands alone is
the heading of the paragraph that follows: the two are one task. Without numbered headings the tasks hang on the
report. A title, the lines about date and speaker, and the introduction before the first heading are no tasks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.report.about import read_about
from policygraph.report.english import CAPTIONS, CLOSING, CREDIT, LETTERHEAD, SALUTATION
from policygraph.report.headings import find_headings, find_lone_lines
from policygraph.report.lines import is_prose
from policygraph.report.model import Paragraph, Report, Sentence, Task
from policygraph.report.opening import words_of
from policygraph.report.parts import lay_out, page_of
from policygraph.report.sections import Sections, build_sections, trimmed
from policygraph.report.tables import find_rows
from policygraph.report.titles import Titles, enclosing, find_titles, strays
from policygraph.source.numbering import Marker
from policygraph.source.plain import read_plain
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.report.about import About
    from policygraph.report.lines import Block
    from policygraph.report.parts import Laid
    from policygraph.source.model import Document

_MOST_NAMES = 6
_LONGEST_NAME = 80
_STOPS = ".!?;:。！？；："


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
    check_text(text, name)
    return replace(structure_of(read_plain(text, filename=name, sha256=sha256)), name=name)


def structure_of(document: Document) -> Report:
    r"""The report that a document's parts make: its headings, tables and pages are those that the layout shows.

    Raises:
        ReportError: The document holds nothing but white space, or code points that are no characters.

    Example:
        >>> from policygraph.source import Document, Part
        >>> text = "Roads\nBuild one."
        >>> parts = (Part(Span(0, 5), "heading", 1, 1), Part(Span(6, 16), "paragraph", 2))
        >>> report = structure_of(Document("a.pdf", "", "application/pdf", text, parts, pages=(0, 6)))
        >>> [(section.title.of(text), section.level) for section in report.sections]
        [('Roads', 1)]
        >>> [(task.level, task.label.of(text), task.parent) for task in report.tasks]
        [('KeyTask', 'Roads', None), ('SubTask', 'Build one.', 0)]
        >>> [sentence.page for sentence in report.sentences]
        [1, 2]
    """
    text, name = document.text, PurePath(document.filename).stem
    check_text(text, name)
    rows = find_rows(document)
    laid = lay_out(document, rows)
    if not laid.blocks:
        return replace(_bare(name, text, document.sha256), breaks=document.breaks)
    about = read_about(text, laid.blocks, document.title if laid.typed else "")
    if not laid.typed:
        about = replace(about, title="" if 0 in laid.headings else about.title, front=about.front - laid.headings)
    front = about.front | laid.titles
    title = " ".join(" ".join(laid.blocks[at].span.of(text) for at in sorted(laid.titles)).split())
    about = replace(about, title=title or about.title, front=front)
    found = _found(text, laid, front)
    if laid.typed and not about.title and _stands_above_numbers(text, found):
        about = replace(about, title=words_of(text, laid.blocks[0]), front=about.front | {0})
    report = _built(found, about, _bare(name, text, document.sha256))
    paged = (replace(sentence, page=page_of(document.pages, sentence.span.begin)) for sentence in report.sentences)
    sentences = tuple(paged)
    numbered = enumerate(sentences)
    figures = tuple(replace(rows[one.span], sentence=at) for at, one in numbered if one.span in rows)
    return replace(report, sentences=sentences, rows=figures, breaks=document.breaks)


def _found(text: str, laid: Laid, front: AbstractSet[int]) -> _Laid:
    """What the blocks are; those of a typed text show it by their words as well."""
    if not laid.typed:
        return _Laid(laid.blocks, laid.headings - front, frozenset(), laid.rows)
    marked = laid.headings - front
    by_hashes = any(marker.hashes for at in marked if (marker := laid.blocks[at].marker))
    titles = Titles({}) if by_hashes else find_titles(text, laid.blocks, front | laid.rows | marked)
    headings = (marked | find_headings(text, laid.blocks, titles.found)) - front - laid.rows
    headings -= strays(titles, laid.blocks, headings)
    if headings:
        titles = enclosing(titles, laid.blocks, headings)
    headings |= titles.found
    blocks = [_as_heading(block, titles.levels.get(at)) for at, block in enumerate(laid.blocks)]
    lone = find_lone_lines(text, blocks, headings) - front - laid.rows
    return _Laid(blocks, headings, lone, laid.rows)


def _stands_above_numbers(text: str, found: _Laid) -> bool:
    """Whether a text opens with a title: a line that has no number, above headings that are counted from the first."""
    markers = [marker for at in sorted(found.headings) if (marker := found.blocks[at].marker)]
    first = found.blocks[0]
    titled = 0 not in found.headings and 0 in found.lone and first.span.of(text).isupper()
    return titled and len(markers) > 1 and markers[0].ordinal == 1


def _as_heading(block: Block, level: int | None) -> Block:
    """A block as the heading of a level, if it is one that nothing marks."""
    if level is None:
        return block
    return replace(block, marker=Marker("heading", 0, "", 0, block.span.begin, hashes=level))


def _built(laid: _Laid, about: About, report: Report) -> Report:
    """A report with what its blocks show."""
    text, blocks, headings = report.text, laid.blocks, laid.headings
    built = build_sections(text, blocks, headings)
    sentences = tuple(Sentence(span, at) for at, block in enumerate(blocks) for span in block.sentences)
    marked = headings | built.titles | laid.lone | ({0} if about.title else frozenset())
    key = frozenset(_key_sections(text, blocks, built, laid.rows))
    numbered = any(built.sections[at].number for at in key)
    silent = about.front | built.titles | laid.rows | frozenset(_introduction(text, blocks, built, whole=numbered))
    silent |= frozenset(_ending(text, blocks))
    begins = [sentence.span.begin for sentence in sentences]
    return replace(
        report,
        title=about.title,
        date=about.date,
        jurisdiction=about.jurisdiction,
        speaker=about.speaker,
        paragraphs=tuple(_paragraphs(blocks, built, marked)),
        sentences=sentences,
        sections=built.sections,
        tasks=tuple(_tasks(_Layout(text, blocks, built, laid.lone, silent, begins, key))),
    )


def _bare(name: str, text: str, sha256: str) -> Report:
    return Report(name, text, sha256, "", "", "", "", (), (), (), ())


def check_text(text: str, name: str) -> None:
    """Make sure that a text holds words and can be written.

    Raises:
        ReportError: It holds nothing but white space, or code points that are no characters.
    """
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


def _introduction(text: str, blocks: Sequence[Block], built: Sections, *, whole: bool) -> Iterator[int]:
    """The blocks before the first heading that name no task; a caption of a box or table does not make one.

    Where headings have numbers, all that stands before them introduces them; else what does not end as a sentence.
    """
    first = next((at for at in built.headings if not _is_caption(blocks[at])), 0)
    yield from (at for at in range(first) if whole or text[blocks[at].span.end - 1] not in _STOPS)


def _ending(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that commit to nothing: credits, the formula that closes a letter with the names below, an imprint."""
    yield from (at for at, block in enumerate(blocks) if block.alone and CREDIT.match(text, *_ends_of(block)))
    if LETTERHEAD.match(text, *_ends_of(blocks[-1])) and _is_name(text, blocks[-1]):
        yield len(blocks) - 1
    begin = max(len(blocks) - _MOST_NAMES, 0)
    closing = [at for at in range(begin, len(blocks)) if CLOSING.fullmatch(text, *_ends_of(blocks[at]))]
    if closing and all(_is_name(text, block) for block in blocks[closing[0] + 1 :]):
        yield from range(closing[0], len(blocks))


def _ends_of(block: Block) -> tuple[int, int]:
    return block.span.begin, block.span.end


def _is_name(text: str, block: Block) -> bool:
    """Whether a block is a line that could name a person, an office or a place: short, without a stop."""
    return block.size <= _LONGEST_NAME and text[block.span.end - 1] not in _STOPS


def _key_sections(text: str, blocks: Sequence[Block], built: Sections, rows: AbstractSet[int]) -> Iterator[int]:
    """The sections that are key tasks: the numbered ones or, where none is, the lowest ones with prose below them."""
    numbered = [at for at, section in enumerate(built.sections) if section.number]
    if any(not _is_caption(blocks[built.headings[at]]) for at in numbered):
        yield from numbered
    else:
        yield from _lowest_with_prose(text, blocks, built, rows)


def _lowest_with_prose(text: str, blocks: Sequence[Block], built: Sections, rows: AbstractSet[int]) -> Iterator[int]:
    above = {section.parent for section in built.sections}
    opened = {*built.headings, *built.titles, *rows}
    prose = (at for at, block in enumerate(blocks) if at not in opened and is_prose(text, block.span))
    filled = {built.enclosing(at) for at in prose}
    yield from (at for at in range(len(built.sections)) if at in filled and at not in above)


def _is_caption(block: Block) -> bool:
    return block.marker is not None and block.marker.style in CAPTIONS


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
            is_key = index in layout.key
            key_tasks[index] = count if is_key else above
            waiting = []
            if is_key:
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
class _Laid:
    """The blocks of a text, and the indices of those that are headings, lone lines and rows of tables."""

    blocks: Sequence[Block]
    headings: AbstractSet[int]
    lone: AbstractSet[int]
    rows: AbstractSet[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the tasks are read from; `lone` lines wait for a paragraph, `silent` blocks name no task.

    `key` holds the indices of the sections that are key tasks.
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
