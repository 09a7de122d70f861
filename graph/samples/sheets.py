"""PDFs laid out from HTML and style sheets, as publishing departments make them now."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from html import escape
from itertools import count
from typing import TYPE_CHECKING

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table
from samples.truth import Made, printed, truth_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from samples.manuscript import Block, Manuscript


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style; lengths as CSS has them.

    `chapters` shows the chapter in the head, `floats` sets boxes beside the text.
    """

    paper: str = "A4"
    margin: str = "22mm 20mm"
    columns: int = 1
    family: str = "DejaVu Serif"
    size: str = "10pt"
    leading: float = 1.35
    justified: bool = True
    divided: bool = False
    chapters: bool = False
    contents: bool = False
    floats: bool = False
    colour: str = "#123a5f"
    striped: bool = False


def drawn_sheet(chance: random.Random, **fixed: object) -> Sheet:
    """A style whose measures are drawn, except for what is fixed."""
    columns = int(str(fixed.get("columns", 1)))
    sheet = Sheet(
        paper=chance.choice(("A4", "letter", "A4")),
        margin=chance.choice(("24mm 22mm", "20mm 18mm", "26mm 17mm")),
        family=chance.choice(("DejaVu Serif", "DejaVu Sans")),
        size=chance.choice(("9.5pt", "10pt", "10.5pt"))
        if columns == 1
        else chance.choice(("7.5pt", "8pt")),
        leading=chance.uniform(1.25, 1.5),
        justified=chance.random() < 1 / 2,
        colour=chance.choice(("#123a5f", "#000000", "#7a1f1f")),
        striped=chance.random() < 1 / 2,
    )
    return replace(sheet, **fixed)  # type: ignore[arg-type]


def write_sheets(manuscript: Manuscript, sheet: Sheet, path: Path) -> Made:
    """The document as a PDF, with what is right of it."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    page = "".join(_page(manuscript, sheet))
    document = HTML(string=page).render(font_config=FontConfiguration())
    document.write_pdf(str(path), pdf_identifier=b"documents")
    begun = {
        name: at
        for at, shown in reversed(list(enumerate(document.pages, 1)))
        for name in shown.anchors
    }
    many = page.count('<span id="s')
    return Made(
        path,
        truth_of(
            manuscript,
            pages=tuple(begun[f"s{at}"] for at in range(many)),
            furniture=tuple(_furniture(manuscript, sheet, len(document.pages))),
            front=(manuscript.office, manuscript.date),
        ),
    )


def _furniture(manuscript: Manuscript, sheet: Sheet, pages: int) -> Iterator[str]:
    chapters = [
        printed(heading) for heading in manuscript.headings if heading.level == 1
    ]
    for page in range(1, pages + 1):
        yield manuscript.header
        yield f"{page} / {pages}"
    if sheet.chapters:
        yield from chapters


def _style(manuscript: Manuscript, sheet: Sheet) -> str:
    header = manuscript.header.replace("\\", "").replace('"', "'")
    chapter = (
        "@top-right { content: string(chapter); font-size: 7pt }"
        if sheet.chapters
        else ""
    )
    return f"""
@page {{ size: {sheet.paper}; margin: {sheet.margin};
  @top-left {{ content: "{header}"; font-size: 7pt }} {chapter}
  @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 8pt }} }}
body {{ font: {sheet.size}/{sheet.leading:.2f} "{sheet.family}"; text-align: {"justify" if sheet.justified else "left"};
  hyphens: {"auto" if sheet.divided else "manual"} }}
main {{ columns: {sheet.columns}; column-gap: 7mm }}
h1 {{ font-size: 2em; color: {sheet.colour}; text-align: left; hyphens: none }}
h2 {{ font-size: 1.5em; color: {sheet.colour}; string-set: chapter content(); break-after: avoid; text-align: left;
  hyphens: none }}
h3 {{ font-size: 1.15em; break-after: avoid; text-align: left; hyphens: none }}
p, li {{ margin: 0 0 .7em 0; orphans: 2; widows: 2 }}
table {{ border-collapse: collapse; width: 100%; margin: 1em 0; font-size: .9em; text-align: left;
  break-inside: avoid }}
th {{ background: #dde; text-align: left }} td, th {{ padding: .25em .5em }}
{"tr:nth-child(even) td { background: #f2f2f2 }" if sheet.striped else "td { border-bottom: .3pt solid #888 }"}
caption {{ font-weight: bold; text-align: left; caption-side: top }}
.note {{ float: footnote; font-size: .8em }}
.box {{ background: #eef; border: .5pt solid #667; padding: .8em; margin: 1em 0; break-inside: avoid;
  font-size: .92em }}
.box b {{ display: block }}
.aside {{ float: right; width: 30%; margin: 0 0 .6em 1em; font-size: 1.15em; color: {sheet.colour}; text-align: left }}
.floating {{ float: right; width: 42%; margin-left: 1.2em }}
nav {{ break-after: page }} nav p {{ margin: .2em 0 }}
nav a {{ color: inherit; text-decoration: none }}
nav a::after {{ content: leader(dotted) target-counter(attr(href), page) }}
"""


def _page(manuscript: Manuscript, sheet: Sheet) -> Iterator[str]:
    yield f'<html lang="en"><head><title>{escape(manuscript.title)}</title>'
    yield f"<style>{_style(manuscript, sheet)}</style></head>"
    yield f"<body><h1>{escape(manuscript.title)}</h1><p>{escape(manuscript.office)}</p><p>{escape(manuscript.date)}</p>"
    if sheet.contents:
        yield "<nav><h4>Contents</h4>"
        for at, heading in enumerate(manuscript.headings):
            yield f'<p style="margin-left: {heading.level - 1}em"><a href="#h{at}">{escape(printed(heading))}</a></p>'
        yield "</nav>"
    yield "<main>"
    sentences, headings = count(), count()
    for block in manuscript.blocks:
        yield from _block(block, sheet, sentences, headings)
    yield "</main></body></html>"


def _block(
    block: Block, sheet: Sheet, sentences: Iterator[int], headings: Iterator[int]
) -> Iterator[str]:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            yield f'<{tag} id="h{next(headings)}">{escape(printed(block))}</{tag}>'
        case Paragraph(shown, note):
            hung = f'<span class="note">{escape(note)}</span>' if note else ""
            yield f"<p>{_spans(shown, sentences)}{hung}</p>"
        case Bullets(lead, items):
            yield f"<p>{_spans((lead,), sentences)}</p><ul>"
            yield from (f"<li>{_spans((item,), sentences)}</li>" for item in items)
            yield "</ul>"
        case Table():
            yield _table(block)
        case Box(title, shown) if title:
            floating = " floating" if sheet.floats else ""
            yield f'<div class="box{floating}"><b>{escape(title)}</b>{_spans(shown, sentences)}</div>'
        case Box(_, shown):
            yield f'<div class="aside">{_spans(shown, sentences)}</div>'


def _spans(shown: tuple[str, ...], sentences: Iterator[int]) -> str:
    return " ".join(
        f'<span id="s{next(sentences)}">{escape(sentence)}</span>' for sentence in shown
    )


def _table(block: Table) -> str:
    first, *others = block.rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in first)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in others
    )
    caption = f"<caption>{escape(block.caption)}</caption>"
    return (
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
