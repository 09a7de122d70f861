"""A report's structure from its layout: paragraphs, sentences, sections and tasks, as the annotation of reports has it.

A key task is a numbered heading; a task is the lead sentence of each paragraph below it. A line that stands alone is
the heading of the paragraph that follows: the two are one task. Without numbered headings the tasks hang on the
report. A title, the lines about date and speaker, and the introduction before the first heading are no tasks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.report.about import read_about
from policygraph.report.headings import find_headings, find_lone_lines
from policygraph.report.model import Paragraph, Report, Sentence
from policygraph.report.parts import lay_out, page_of
from policygraph.report.sections import build_sections
from policygraph.report.tables import find_rows
from policygraph.report.tasks import Layout, find_key_sections, find_silent, find_tasks
from policygraph.report.titles import Titles, enclosing, find_titles, strays
from policygraph.report.walls import without_walls
from policygraph.source.numbering import Marker
from policygraph.source.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.report.about import About
    from policygraph.report.lines import Block, Blocks, IndexSet
    from policygraph.report.model import TableRow
    from policygraph.report.parts import Laid
    from policygraph.report.sections import Sections
    from policygraph.source.model import Document
    from policygraph.spans import Span


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
    document = read_plain(text, filename=name, sha256=sha256)
    return replace(structure_of(document), name=name)


def structure_of(document: Document) -> Report:
    r"""The report that a document's parts make: its headings, tables and pages are those that the layout shows.

    Raises:
        ReportError: The document holds nothing but white space, or code points that are no characters.

    Example:
        >>> from policygraph.source import Document, Part
        >>> from policygraph.spans import Span
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
    text = document.text
    name = PurePath(document.filename).stem
    check_text(text, name)
    report = replace(_bare(name, text, document.sha256), breaks=document.breaks)
    rows = find_rows(document)
    laid = lay_out(document, rows)
    if not laid.blocks:
        return report
    about = _about(text, laid, document.title)
    found = _found(text, laid, about.front)
    untitled = laid.typed and not about.title
    if untitled and _stands_above_numbers(text, found):
        title = laid.blocks[0].words(text)
        about = replace(about, title=title, front=about.front | {0})
    built = _built(found, about, report)
    placed = _with_places(built, document, rows)
    return without_walls(placed)


def _about(text: str, laid: Laid, named: str) -> About:
    """What the opening says; a title that the layout shows is the title, and a heading that it shows is none."""
    about = read_about(text, laid.blocks, named if laid.typed else "")
    told = about.title
    front = about.front
    if not laid.typed:
        front -= laid.headings
        if 0 in laid.headings:
            told = ""
    titles = [laid.blocks[at].words(text) for at in sorted(laid.titles)]
    title = " ".join(titles) or told
    return replace(about, title=title, front=front | laid.titles)


def _with_places(
    report: Report, document: Document, rows: Mapping[Span, TableRow]
) -> Report:
    """The report with the pages of its sentences, and with the sentences of its tables' rows."""
    sentences = []
    figures = []
    for at, sentence in enumerate(report.sentences):
        span = sentence.span
        page = page_of(document.pages, span.begin)
        sentences.append(replace(sentence, page=page))
        if span in rows:
            row = replace(rows[span], sentence=at)
            figures.append(row)
    return replace(report, sentences=tuple(sentences), rows=tuple(figures))


def _found(text: str, laid: Laid, front: IndexSet) -> _Laid:
    """What the blocks are; those of a typed text show it by their words as well."""
    if not laid.typed:
        return _Laid(laid.blocks, laid.headings - front, frozenset(), laid.rows)
    marked = laid.headings - front
    unread = front | laid.rows
    titles = Titles({})
    if not _by_hashes(laid.blocks[at] for at in marked):
        titles = find_titles(text, laid.blocks, unread | marked)
    headings = marked | find_headings(text, laid.blocks, titles.found)
    headings -= unread
    headings -= strays(titles, laid.blocks, headings)
    if headings:
        titles = enclosing(titles, laid.blocks, headings)
    headings |= titles.found
    blocks = [
        _as_heading(block, titles.levels.get(at))
        for at, block in enumerate(laid.blocks)
    ]
    lone = find_lone_lines(text, blocks, headings) - unread
    return _Laid(blocks, headings, lone, laid.rows)


def _by_hashes(headings: Iterable[Block]) -> bool:
    """Whether some headings are marked as in Markdown."""
    markers = (block.marker for block in headings)
    return any(marker.hashes for marker in markers if marker)


def _stands_above_numbers(text: str, found: _Laid) -> bool:
    """Whether a text opens with a title: a line that has no number, above headings that are counted from the first."""
    if 0 in found.headings or 0 not in found.lone:
        return False
    first = found.blocks[0]
    if not first.span.of(text).isupper():
        return False
    headings = [found.blocks[at] for at in sorted(found.headings)]
    numbered = [block for block in headings if block.marker]
    return len(numbered) > 1 and numbered[0].ordinal == 1


def _as_heading(block: Block, level: int | None) -> Block:
    """A block as the heading of a level, if it is one that nothing marks."""
    if level is None:
        return block
    marker = Marker("heading", 0, "", 0, block.span.begin, hashes=level)
    return replace(block, marker=marker)


def _built(laid: _Laid, about: About, report: Report) -> Report:
    """A report with what its blocks show."""
    text = report.text
    blocks = laid.blocks
    built = build_sections(text, blocks, laid.headings)
    sentences = tuple(_sentences(blocks))
    marked = laid.headings | built.titles | laid.lone
    if about.title:
        marked |= {0}
    key = find_key_sections(text, blocks, built, laid.rows)
    silent = find_silent(text, blocks, built, key)
    layout = Layout(
        text=text,
        blocks=blocks,
        built=built,
        lone=laid.lone,
        silent=about.front | built.titles | laid.rows | silent,
        begins=[sentence.span.begin for sentence in sentences],
        key=key,
    )
    return replace(
        report,
        title=about.title,
        date=about.date,
        jurisdiction=about.jurisdiction,
        speaker=about.speaker,
        paragraphs=tuple(_paragraphs(blocks, built, marked)),
        sentences=sentences,
        sections=built.sections,
        tasks=tuple(find_tasks(layout)),
    )


def _sentences(blocks: Blocks) -> Iterator[Sentence]:
    for at, block in enumerate(blocks):
        for span in block.sentences:
            yield Sentence(span, at)


def _bare(name: str, text: str, sha256: str) -> Report:
    return Report(
        name=name,
        text=text,
        sha256=sha256,
        title="",
        date="",
        jurisdiction="",
        speaker="",
        paragraphs=(),
        sentences=(),
        sections=(),
        tasks=(),
    )


def check_text(text: str, name: str) -> None:
    """Make sure that a text holds words and can be written.

    Raises:
        ReportError: It holds nothing but white space, or code points that are no characters.
    """
    if not text.strip():
        raise ReportError(
            f"{name!r} holds no text", expected="a report", remedy="give another text"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReportError(
            f"{name!r} holds {text[error.start]!r} at offset {error.start}, half of a surrogate pair",
            expected="text of whole characters",
            remedy="decode the report's bytes as UTF-8, without 'surrogateescape'",
        ) from error


def _paragraphs(
    blocks: Blocks, built: Sections, marked: IndexSet
) -> Iterator[Paragraph]:
    for at, block in enumerate(blocks):
        yield Paragraph(
            span=block.span,
            line=block.line,
            section=built.enclosing(at),
            heading=at in marked,
        )


@dataclass(frozen=True, slots=True)
class _Laid:
    """The blocks of a text, and the indices of those that are headings, lone lines and rows of tables."""

    blocks: Blocks
    headings: IndexSet
    lone: IndexSet
    rows: IndexSet = frozenset()
