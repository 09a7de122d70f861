"""Word files: with styles and numbers that Word counts, with bold lines for headings, and as reviewers leave them."""

from __future__ import annotations

from copy import deepcopy
from html import escape
from itertools import count
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table
from samples.truth import Made, printed, truth_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph as Shown

    from samples.manuscript import Block, Manuscript

_FOOTNOTES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
_LEVELS = (("decimal", "%1"), ("decimal", "%1.%2"))
_NUMBERING = 77


def write_styled(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Headings by style, numbered by Word; lists, captions, notes, head and foot as Word has them."""
    document = _begun(manuscript, chance)
    document.add_paragraph(manuscript.title, style="Title")
    _count_headings(document)
    numbers = count(1)
    for block in manuscript.blocks:
        _styled(document, block, numbers)
    return _saved(document, manuscript, path)


def write_unstyled(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """All in one style: headings are bold or larger, numbers and bullets are typed."""
    document = _begun(manuscript, chance)
    size = chance.choice((14, 15, 16))
    _bold(document, manuscript.title, size + 6)
    for block in manuscript.blocks:
        _unstyled(document, block, size)
    return _saved(document, manuscript, path)


def write_reviewed(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Styles, with what reviewers leave: tracked insertions and deletions, content controls, text boxes."""
    document = _begun(manuscript, chance)
    document.add_paragraph(manuscript.title, style="Title")
    numbers = count(1)
    for at, block in enumerate(manuscript.blocks):
        if isinstance(block, Box):
            _text_box(document, block)
        elif isinstance(block, Paragraph):
            _reviewed(document, block, at)
        elif isinstance(block, Heading):
            document.add_heading(printed(block), block.level)
        else:
            _styled(document, block, numbers)
    return _saved(document, manuscript, path)


def _begun(manuscript: Manuscript, chance: random.Random) -> Document:
    document = docx.Document()
    document.core_properties.title = manuscript.title
    document.styles["Normal"].font.size = Pt(chance.choice((10, 11, 12)))
    section = document.sections[0]
    section.header.paragraphs[0].text = manuscript.header
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)  # noqa: SLF001 - python-docx has no fields
    notes = [
        block.note
        for block in manuscript.blocks
        if isinstance(block, Paragraph) and block.note
    ]
    if notes:
        _add_notes(document, notes)
    return document


def _saved(document: Document, manuscript: Manuscript, path: Path) -> Made:
    document.save(str(path))
    return Made(
        path,
        truth_of(
            manuscript,
            furniture=(manuscript.header, "Page", "removed for the final version"),
        ),
    )


def _styled(document: Document, block: Block, numbers: Iterator[int]) -> None:
    match block:
        case Heading():
            _counted(document.add_heading(block.title, block.level), block.level - 1)
        case Paragraph(sentences, note):
            shown = document.add_paragraph(" ".join(sentences))
            if note:
                _note_mark(shown, next(numbers))
        case Bullets(lead, items):
            document.add_paragraph(lead)
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Table():
            document.add_paragraph(block.caption, style="Caption")
            _table(document, block)
        case Box(title, sentences):
            cell = document.add_table(1, 1, style="Table Grid").cell(0, 0)
            cell.paragraphs[0].add_run(title).bold = True
            cell.add_paragraph(" ".join(sentences))


def _unstyled(document: Document, block: Block, size: int) -> None:
    match block:
        case Heading():
            _bold(document, printed(block), size if block.level == 1 else size - 2)
        case Paragraph(sentences, _):
            document.add_paragraph(" ".join(sentences))
        case Bullets(lead, items):
            document.add_paragraph(lead)
            for item in items:
                document.add_paragraph(f"•\t{item}")
        case Table():
            _bold(document, block.caption, 10)
            _table(document, block)
        case Box():
            _text_box(document, block)


def _bold(document: Document, text: str, size: int) -> None:
    run = document.add_paragraph().add_run(text)
    run.bold = True
    run.font.size = Pt(size)


def _table(document: Document, block: Table) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _count_headings(document: Document) -> None:
    """A numbering of two levels for headings, as Word keeps it."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(_LEVELS)
    )
    numbering = document.part.numbering_part.element
    kind = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERING}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, kind)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{_NUMBERING}"><w:abstractNumId w:val="{_NUMBERING}"/></w:num>'
        )
    )


def _counted(heading: Shown, level: int) -> None:
    properties = heading._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no numbering
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_NUMBERING}"/></w:numPr>'
        )
    )


def _add_notes(document: Document, notes: list[str]) -> None:
    shown = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for at, note in enumerate(notes, 1)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        _FOOTNOTES,
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w", "r")}>{shown}</w:footnotes>'.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note_mark(shown: Shown, number: int) -> None:
    run = shown.add_run()
    run.font.superscript = True
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))  # noqa: SLF001 - as above


def _reviewed(document: Document, block: Paragraph, at: int) -> None:
    """One paragraph in three holds an insertion and a deletion, one in three stands in a content control."""
    shown = document.add_paragraph(" ".join(block.sentences[:-1]))
    last = f" {block.sentences[-1]}" if block.sentences[:-1] else block.sentences[-1]
    if at % 3:
        shown.add_run(last)
    else:
        _tracked(shown, last)
    if at % 3 == 1:
        _controlled(shown)


def _tracked(shown: Shown, text: str) -> None:
    by = 'w:id="5" w:author="Reviewer" w:date="2029-05-01T10:00:00Z"'
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    gone = '<w:r><w:delText xml:space="preserve"> removed for the final version</w:delText></w:r>'
    shown._p.append(parse_xml(f"<w:ins {nsdecls('w')} {by}>{run}</w:ins>"))  # noqa: SLF001 - python-docx has no tracking
    shown._p.append(parse_xml(f"<w:del {nsdecls('w')} {by}>{gone}</w:del>"))  # noqa: SLF001 - as above


def _controlled(shown: Shown) -> None:
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    control[1].append(deepcopy(shown._p))  # noqa: SLF001 - python-docx has no content controls
    shown._p.getparent().replace(shown._p, control)  # noqa: SLF001 - as above


def _text_box(document: Document, block: Box) -> None:
    """A text box as Word writes it for old readers, in a paragraph of its own."""
    inner = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in (block.title, " ".join(block.sentences))
        if text
    )
    spaces = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    picture = (
        f'<w:r {spaces}><w:pict><v:shape style="width:200pt;height:80pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(picture))  # noqa: SLF001 - python-docx has no text boxes
