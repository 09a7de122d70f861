"""How well a report was read: what an analyst must know before trusting what comes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.report.model import Report
    from policygraph.source.model import Document, Part

_KINDS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "text",
}
_ENDINGS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
_MUCH_TABLE = 0.25
_MANY_BROKEN = 0.1
_FEW_BROKEN = 5
_LONG_SENTENCE = 1_000
_LONG_REPORT = 10_000
_SHORT_LINE = 40
_END = re.compile(r"[.!?:;,。！？：；…]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines of one kind that were left out of the text, and on how many pages they stood (0 without pages)."""

    kind: str
    lines: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a report was read.

    `kind` is that of the file in a word ("PDF"), `language` a code of BCP 47, `pages` 0 where the file has none;
    `tables` counts them, `table_share` is their part of the text, 0–1; `left_out` is what of the file is not in the
    text; `remarks` say in words what makes the reading doubtful.
    """

    kind: str
    language: str
    pages: int
    sections: int
    sentences: int
    tables: int
    table_share: float
    left_out: tuple[LeftOut, ...]
    remarks: tuple[str, ...]


def reading_of(document: Document, report: Report) -> Reading:
    """How a report was read from its document.

    Example:
        >>> from policygraph.report import report_of
        >>> from policygraph.source import Document
        >>> document = Document("plan.txt", "", "text/plain", "We will build roads.", ())
        >>> reading_of(document, report_of(document)).remarks
        ('no heading was found: the tasks hang on the report itself',)
    """
    rows = [part for part in document.parts if part.role == "row"]
    total = sum(map(_length, document.parts))
    share = sum(map(_length, rows)) / total if total else 0.0
    return Reading(
        _KINDS.get(document.media_type, document.media_type),
        report.language,
        len(document.pages),
        len(report.sections),
        len(report.sentences),
        len({part.table for part in rows}),
        round(share, 3),
        tuple(_left_out(document)),
        (*report.remarks, *_doubts(document, share), *remarks_of(report)),
    )


def _length(part: Part) -> int:
    return part.span.end - part.span.begin


def _left_out(document: Document) -> Iterator[LeftOut]:
    lines: defaultdict[str, int] = defaultdict(int)
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for piece in document.furniture:
        lines[piece.kind] += piece.lines
        pages[piece.kind].add(piece.page)
    for kind in sorted(lines):
        yield LeftOut(kind, lines[kind], len(pages[kind] - {0}))


def remarks_of(report: Report) -> Iterator[str]:
    """What the structure of a report shows that its reading may lack."""
    yield from remarks_on_sections(len(report.sections), len(report.text))
    long = sum(
        sentence.span.end - sentence.span.begin > _LONG_SENTENCE
        for sentence in report.sentences
    )
    if long:
        noun = "sentence is" if long == 1 else "sentences are"
        yield f"{long:,} {noun} longer than {_LONG_SENTENCE:,} characters"


def remarks_on_sections(sections: int, characters: int) -> Iterator[str]:
    """What the number of its sections shows that the reading of a text so long may lack.

    Example:
        >>> list(remarks_on_sections(1, 100)), list(remarks_on_sections(1, 100_000))
        ([], ['only one section was found'])
    """
    if not sections:
        yield "no heading was found: the tasks hang on the report itself"
    elif sections == 1 and characters > _LONG_REPORT:
        yield "only one section was found"


def remarks_on_contents(tasks: int, entities: int) -> Iterator[str]:
    """What a graph lacks that has so many tasks and entities.

    Example:
        >>> list(remarks_on_contents(0, 3))
        ['no task was found in it']
    """
    if not tasks:
        yield "no task was found in it"
    if not entities:
        yield "no entity was found in it"


def kind_of_file(name: str) -> str:
    """What kind of file a report was, in a word, by the end of its name; empty where that does not tell.

    Example:
        >>> kind_of_file("plan.PDF"), kind_of_file("plan")
        ('PDF', '')
    """
    return _KINDS.get(_ENDINGS.get(PurePath(name).suffix.lower(), ""), "")


def _doubts(document: Document, share: float) -> Iterator[str]:
    if share >= _MUCH_TABLE:
        yield f"{share:.0%} of the text stands in tables, of which only figures are read"
    broken, prose = _broken(document.text, document.parts)
    if broken >= _FEW_BROKEN and broken >= _MANY_BROKEN * prose:
        yield f"{broken / prose:.0%} of the paragraphs break off within a sentence"


def _broken(text: str, parts: Sequence[Part]) -> tuple[int, int]:
    """How many paragraphs break off within a sentence, the next one going on in lower case; and how many there are."""
    prose = [part for part in parts if part.role == "paragraph"]
    broken = 0
    for part, following in pairwise(parts):
        if part.role == following.role == "paragraph" and _length(part) >= _SHORT_LINE:
            goes_on = following.span.of(text)[:1].islower()
            broken += goes_on and not _END.search(
                text, max(part.span.begin, part.span.end - 4), part.span.end
            )
    return broken, len(prose)
