"""How well a document was read: what `policygraph` made of it beside what is right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.report import Report
    from policygraph.source import Document
    from policygraph.spans import Span
    from samples.truth import Truth

PROSE = frozenset({"title", "heading", "paragraph", "item"})
_BULLET = re.compile(
    r"^(?:[•–▪●○◦■►➢‣✓§\uf0a7\uf0b7\uf0d8]\s*|(?:[*+-]|\#{1,6}|>)\s+|\d{1,3}\.(?=\s+[A-Z“])\s*)+",
    re.VERBOSE,
)
_MARKS = frozenset("#>*")
"""Markdown's own signs stay in a text that is Markdown; alone they are no words."""
_MOST_OF = 0.6
"""The share of a furniture line's words that must be left over for it to count as left over."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well a document was read, each from 0 to 1, None where its form does not carry it.

    `characters` is one less the normalised edit distance between the prose read and the prose written; `sections` the
    F1 of headings by title and level; `furniture` the lines of furniture left in the prose, as a share of the lines
    printed: the only one where less is better; `sentences` the share of sentences that were read as written; `pages`
    the share of those with the right page; `rows` the share of table rows that came out as rows with the right cells.
    """

    characters: float
    sections: float | None
    furniture: float
    sentences: float
    pages: float | None
    rows: float | None


BARS = {
    "characters": 0.985,
    "sections": 0.95,
    "furniture": 1 / 200,
    "sentences": 0.98,
    "pages": 0.99,
}
"""What is asked of each score; rows are shown and not asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, as plain values.

    `prose` holds the pieces of prose, `sections` title, level and number, `sentences` each with its page, `rows` the
    cells of each row.
    """

    prose: tuple[str, ...]
    sections: tuple[tuple[str, int, str], ...]
    sentences: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def reading_of(document: Document, report: Report) -> Reading:
    """What a document and its report hold."""
    text = document.text
    prose = tuple(
        _read(document, part.span) for part in document.parts if part.role in PROSE
    )
    rows = tuple(
        tuple(_squeezed(cell.span.of(text)) for cell in part.cells)
        for part in document.parts
        if part.cells
    )
    sections = tuple(
        (report.reading(section.title), section.level, section.number)
        for section in report.sections
    )
    sentences = tuple(
        (report.reading(sentence.span), sentence.page) for sentence in report.sentences
    )
    return Reading(prose, sections, sentences, rows)


def _read(document: Document, span: Span) -> str:
    """The words of a span without the breaks inside them."""
    pieces, at = [], span.begin
    for gap in document.breaks:
        if span.begin <= gap.begin and gap.end <= span.end:
            pieces.append(document.text[at : gap.begin])
            at = gap.end
    return _squeezed("".join((*pieces, document.text[at : span.end])))


def scores_of(reading: Reading, truth: Truth) -> Scores:
    """The scores of a reading."""
    read = prose_of(reading, truth)
    right = joined(truth.prose)
    whole, pages = _sentences(reading, truth)
    return Scores(
        characters=Levenshtein.normalized_similarity(read, right),
        sections=_sections(reading, truth),
        furniture=_left_over(read.split(), right.split(), truth.furniture)
        / max(truth.lines, 1),
        sentences=whole,
        pages=pages,
        rows=_share_of(truth.rows, Counter(reading.rows)),
    )


def prose_of(reading: Reading, truth: Truth) -> str:
    """The prose that was read, without what may stand in it or not."""
    front = Counter(map(_squeezed, truth.front))
    text = joined(piece for piece in reading.prose if _squeezed(piece) not in front)
    for free in truth.aside:
        text = text.replace(_squeezed(free), "", 1) if free else text
    return _squeezed(text)


def _sections(reading: Reading, truth: Truth) -> float | None:
    free = {folded(text) for text in (*truth.aside, *truth.front, truth.title)}
    free |= {folded(text.split(": ", 1)[-1]) for text in truth.aside}
    read = Counter(
        (folded(title), level)
        for title, level, _ in reading.sections
        if folded(title) not in free
    )
    right = Counter((folded(title), level) for title, level, _ in truth.sections)
    if not right:
        return None if not read else 0.0
    return 2 * (read & right).total() / (read.total() + right.total())


def folded(text: str) -> str:
    """A title as titles are compared."""
    return _squeezed(text).casefold().rstrip(".:")


def _left_over(read: list[str], right: list[str], furniture: tuple[str, ...]) -> int:
    """How many runs of words that were read and not written are a line of furniture."""
    lines = [Counter(line.split()) for line in dict.fromkeys(furniture)]
    found = 0
    for change in Indel.opcodes(read, right):
        if change.tag in {"delete", "replace"}:
            run = Counter(read[change.src_start : change.src_end])
            found += any(
                line and (line & run).total() >= _MOST_OF * line.total()
                for line in lines
            )
    return found


def _sentences(reading: Reading, truth: Truth) -> tuple[float, float | None]:
    """The share of sentences read as written, and of those the share with the right page."""
    pages: dict[str, list[int]] = {}
    for text, page in reading.sentences:
        pages.setdefault(bare(text), []).append(page)
    found, right = 0, 0
    for at, sentence in enumerate(truth.sentences):
        shown = pages.get(bare(sentence))
        if shown:
            page = shown.pop(0)
            found += 1
            right += bool(truth.pages) and page == truth.pages[at]
    return found / max(len(truth.sentences), 1), (
        right / max(found, 1)
    ) if truth.pages else None


def _share_of(
    wanted: tuple[tuple[str, ...], ...], found: Counter[tuple[str, ...]]
) -> float | None:
    return (Counter(wanted) & found).total() / len(wanted) if wanted else None


def joined(pieces: Iterable[str]) -> str:
    """Pieces one after another, without their bullets."""
    return " ".join(bare(piece) for piece in pieces)


def bare(text: str) -> str:
    """A text without the bullet in front of it."""
    return _BULLET.sub("", _squeezed(text), count=1)


def _squeezed(text: str) -> str:
    return " ".join(word for word in text.split() if not _MARKS.issuperset(word))
