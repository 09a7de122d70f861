"""The kinds of document that are made: what stands in each, and how it is set."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samples import plain, printed, web, word
from samples.looks import drawn_look
from samples.manuscript import Plan, draw
from samples.pages import write_pages
from samples.sheets import drawn_sheet, write_sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from samples.manuscript import Manuscript
    from samples.truth import Made

    Writer = Callable[[Manuscript, random.Random, Path], Made]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what stands in it, and what writes it."""

    name: str
    ending: str
    plan: Plan
    write: Writer


def _drawn(**fixed: object) -> Writer:
    return lambda manuscript, chance, path: write_pages(
        manuscript, drawn_look(chance, **fixed), path
    )


def _styled(**fixed: object) -> Writer:
    return lambda manuscript, chance, path: write_sheets(
        manuscript, drawn_sheet(chance, **fixed), path
    )


_FULL = Plan(tables=True, notes=True, boxes=True)

KINDS: tuple[Kind, ...] = (
    Kind(
        "PDF, one column",
        "pdf",
        Plan(scheme="decimal with stop"),
        _drawn(justified=True),
    ),
    Kind(
        "PDF, two columns, words divided",
        "pdf",
        Plan(scheme="decimal"),
        _drawn(columns=2, divided=True, justified=True),
    ),
    Kind(
        "PDF, three columns, capitals",
        "pdf",
        Plan(scheme="none", capitals=True),
        _drawn(columns=3, divided=True),
    ),
    Kind(
        "PDF, columns painted across",
        "pdf",
        Plan(scheme="roman"),
        _drawn(columns=2, painted="across"),
    ),
    Kind(
        "PDF, every word by itself",
        "pdf",
        Plan(scheme="part in words"),
        _drawn(pieces="words", justified=True),
    ),
    Kind("PDF, lines numbered", "pdf", Plan(scheme="decimal"), _drawn(line_numbers=5)),
    Kind("PDF, watermark", "pdf", Plan(scheme="priority"), _drawn(watermark="DRAFT")),
    Kind(
        "PDF, bold headings without numbers",
        "pdf",
        Plan(scheme="none"),
        _drawn(heading_sizes=(1.15, 1.0)),
    ),
    Kind(
        "PDF, chapters with number and title apart",
        "pdf",
        Plan(scheme="chapter"),
        _drawn(own_line=True, chapter_page=True, chapter_heads=True, cover=True),
    ),
    Kind(
        "PDF, letters spaced out",
        "pdf",
        Plan(scheme="none", capitals=True),
        _drawn(spacing=2.6),
    ),
    Kind("PDF, footnotes", "pdf", Plan(notes=True), _drawn(divided=True)),
    Kind(
        "PDF, footnotes in two columns",
        "pdf",
        Plan(scheme="none", notes=True),
        _drawn(columns=2, rule_notes=False),
    ),
    Kind("PDF, tables", "pdf", Plan(tables=True, lists=False), _drawn()),
    Kind(
        "PDF, tables without rules in two columns",
        "pdf",
        Plan(tables=True),
        _drawn(columns=2, ruled=False),
    ),
    Kind(
        "PDF, boxes and side notes",
        "pdf",
        Plan(boxes=True, asides=True, lists=False),
        _drawn(),
    ),
    Kind(
        "PDF, cover and contents",
        "pdf",
        Plan(scheme="chapter with colon", tables=True, notes=True),
        _drawn(cover=True, contents=True, chapter_heads=True),
    ),
    Kind(
        "PDF, paragraphs numbered",
        "pdf",
        Plan(scheme="none", depth=1, chapters=8, paragraphs=5),
        _drawn(paragraph_numbers=True),
    ),
    Kind(
        "PDF from a style sheet, one column",
        "pdf",
        Plan(tables=True, notes=True),
        _styled(contents=True, divided=True),
    ),
    Kind(
        "PDF from a style sheet, two columns",
        "pdf",
        Plan(scheme="pillar", tables=True),
        _styled(columns=2, divided=True),
    ),
    Kind(
        "PDF from a style sheet, three columns",
        "pdf",
        Plan(scheme="none"),
        _styled(columns=3, paper="A4 landscape"),
    ),
    Kind(
        "PDF from a style sheet, boxes afloat",
        "pdf",
        Plan(scheme="none", boxes=True, asides=True),
        _styled(floats=True, chapters=True),
    ),
    Kind("PDF, printed by a browser", "pdf", _FULL, printed.write_printed),
    Kind("Word, styles and counted headings", "docx", _FULL, word.write_styled),
    Kind(
        "Word, bold lines for headings",
        "docx",
        Plan(scheme="roman", tables=True),
        word.write_unstyled,
    ),
    Kind(
        "Word, tracked changes and text boxes",
        "docx",
        Plan(scheme="priority", boxes=True, tables=True),
        word.write_reviewed,
    ),
    Kind("HTML, semantic", "html", _FULL, web.write_semantic),
    Kind(
        "HTML, nested divs",
        "html",
        Plan(scheme="none", boxes=True, tables=True, notes=True),
        web.write_soup,
    ),
    Kind(
        "HTML, tables for layout",
        "html",
        Plan(scheme="decimal with stop", tables=True),
        web.write_tabled,
    ),
    Kind(
        "Markdown",
        "md",
        Plan(scheme="none", tables=True, notes=True, boxes=True),
        web.write_markdown,
    ),
    Kind(
        "Text, a paragraph a line",
        "txt",
        Plan(scheme="roman and round"),
        plain.write_lines,
    ),
    Kind(
        "Text, wrapped at 72",
        "txt",
        Plan(scheme="decimal with stop", tables=True),
        plain.write_wrapped,
    ),
    Kind(
        "Text, wrapped, no blank lines",
        "txt",
        Plan(scheme="decimal"),
        plain.write_dense,
    ),
    Kind(
        "Text, number and title apart", "txt", Plan(scheme="decimal"), plain.write_apart
    ),
    Kind(
        "Text, letters below numerals",
        "txt",
        Plan(scheme="roman", tables=True),
        plain.write_wrapped,
    ),
    Kind(
        "Text, no numbers",
        "txt",
        Plan(scheme="none", capitals=True),
        plain.write_wrapped,
    ),
    Kind(
        "Text, pages with heads",
        "txt",
        Plan(scheme="chapter with colon", tables=True),
        plain.write_printout,
    ),
    Kind("Text, from a scan", "txt", Plan(scheme="decimal"), plain.write_scanned),
    Kind(
        "Text, one line",
        "txt",
        Plan(scheme="part in words", lists=False),
        plain.write_one_line,
    ),
)


def make(kind: Kind, seed: int, folder: Path) -> Made:
    """The document of a kind and a seed, written into a folder."""
    name = "".join(letter if letter.isalnum() else "-" for letter in kind.name.lower())
    chance = random.Random(f"{kind.name} {seed}")
    manuscript = draw(f"{kind.name} {seed}", kind.plan)
    return kind.write(manuscript, chance, folder / f"{name}-{seed}.{kind.ending}")
