"""Word files: what is read of them, in which order and as what."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from wordfile import document, listed, paragraph, row, run, style, styled, table

from policygraph.errors import ReportError
from policygraph.source import read_source
from policygraph.source.word import read_word

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.source.model import Document

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Title", "Title")
    + style("berschrift1", "heading 1", '<w:numPr><w:numId w:val="7"/></w:numPr>')
    + style(
        "berschrift2",
        "heading 2",
        '<w:numPr><w:ilvl w:val="1"/></w:numPr>',
        based="berschrift1",
    )
    + style("Mine", "My heading", '<w:outlineLvl w:val="2"/>')
    + style("Verzeichnis1", "toc 1", based="berschrift1")
    + style("Beschriftung", "caption")
    + style("Bold", "Strong", looks="<w:b/>")
)


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}{level(1, "(%2)", "lowerLetter")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "", "bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "Chapter %1", "upperRoman")}'
    f"{level(1, '%1.%2', more='<w:isLgl/>')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    '</w:lvlOverride></w:num><w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>'
)


def read(body: str, **parts: str) -> Document:
    """The document of a Word file with this body."""
    return read_word(document(body, **parts), "plan.docx")


def blocks(body: str, **parts: str) -> list[tuple[str, int, str]]:
    """Role, level and words of each part."""
    found = read(body, **parts)
    return [(part.role, part.level, part.span.of(found.text)) for part in found.parts]


def words(body: str, **parts: str) -> list[str]:
    """The words of each part."""
    return [said for _, _, said in blocks(body, **parts)]


def test_headings_are_told_by_style_in_whatever_language_and_counted() -> None:
    """Built-in styles by the name that they keep, own ones by their outline level; numbers are counted anew."""
    body = (
        styled("Our plan", "Title")
        + styled("Transport", "berschrift1")
        + styled("Rail", "berschrift2")
        + styled("Trams", "Mine")
        + styled("Roads", "berschrift2")
        + paragraph("We will build roads.")
        + styled("Farming", "berschrift1")
        + styled("Water", "berschrift2")
    )
    assert blocks(body, styles=STYLES, numbering=NUMBERING) == [
        ("title", 0, "Our plan"),
        ("heading", 1, "Chapter I Transport"),
        ("heading", 2, "1.1 Rail"),
        ("heading", 3, "Trams"),
        ("heading", 2, "1.2 Roads"),
        ("paragraph", 0, "We will build roads."),
        ("heading", 1, "Chapter II Farming"),
        ("heading", 2, "2.1 Water"),
    ]


def test_a_subtitle_belongs_to_the_title() -> None:
    """What stands below the title in its style is no paragraph of the report."""
    styles = style("T", "Title") + style("S", "Subtitle")
    assert [
        role
        for role, _, _ in blocks(
            styled("Our plan", "T") + styled("To 2031", "S"), styles=styles
        )
    ] == ["title"] * 2


def test_a_heading_is_taken_out_of_its_list_by_hand() -> None:
    """A list of number 0 is none, and level 10 is body text."""
    body = paragraph(
        "Annex",
        '<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="0"/></w:numPr>',
    ) + paragraph(
        "We will build.",
        '<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>',
    )
    assert blocks(body, styles=STYLES, numbering=NUMBERING) == [
        ("heading", 1, "Annex"),
        ("paragraph", 0, "We will build."),
    ]


def test_items_have_their_numbers_and_no_bullets() -> None:
    """Deeper levels begin anew below each item; another list goes its own way, or begins where it is told to."""
    body = (
        listed("Roads")
        + listed("North", 1)
        + listed("South", 1)
        + listed("Rail")
        + listed("East", 1)
        + listed("Trees", number=2)
        + listed("Sixth", number=3)
        + paragraph("• typed by hand")
    )
    assert blocks(body, numbering=NUMBERING) == [
        ("item", 0, "1. Roads"),
        ("item", 0, "(a) North"),
        ("item", 0, "(b) South"),
        ("item", 0, "2. Rail"),
        ("item", 0, "(a) East"),
        ("item", 0, "Trees"),
        ("item", 0, "5. Sixth"),
        ("item", 0, "typed by hand"),
    ]


def test_lists_take_their_levels_from_a_list_style_or_from_their_own() -> None:
    """A list that only names a style counts as that style's list does; a level of its own wins."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "(%1)", "upperLetter")}<w:styleLink w:val="Mine"/>'
        "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "No. %1")}</w:lvlOverride>'
        "</w:num>"
    )
    assert words(
        listed("Roads") + listed("Rail") + listed("Trees", number=2),
        numbering=numbering,
    ) == [
        "(A) Roads",
        "(B) Rail",
        "No. 3 Trees",
    ]


def test_short_bold_lines_are_headings_where_there_are_no_styles() -> None:
    """The larger stand above the smaller; the largest at the top is the title; a bold sentence is none."""
    body = (
        paragraph("OUR PROGRAMME", looks='<w:b/><w:sz w:val="40"/>')
        + paragraph("Harbours", looks='<w:b/><w:sz w:val="30"/>')
        + paragraph("Dredging", looks="<w:b/>")
        + paragraph("We will dredge the port.")
        + paragraph("We will do it.", looks="<w:b/>")
        + f"<w:p>{run('Mind', '<w:b/>')}{run(' the gap')}</w:p>"
        + paragraph("Farming", looks='<w:rStyle w:val="Bold"/><w:sz w:val="30"/>')
        + paragraph("We will plant trees.")
    )
    assert blocks(body, styles=STYLES) == [
        ("title", 0, "OUR PROGRAMME"),
        ("heading", 1, "Harbours"),
        ("heading", 2, "Dredging"),
        ("paragraph", 0, "We will dredge the port."),
        ("paragraph", 0, "We will do it."),
        ("paragraph", 0, "Mind the gap"),
        ("heading", 1, "Farming"),
        ("paragraph", 0, "We will plant trees."),
    ]


def test_insertions_are_read_and_deletions_are_not() -> None:
    """A deleted end of a paragraph joins it to the next; a moved passage stands where it was moved to."""
    deleted = "<w:del><w:r><w:delText>four</w:delText><w:t>four</w:t></w:r></w:del>"
    body = (
        f"<w:p>{run('We will build ')}{deleted}<w:ins>{run('three')}</w:ins>{run(' roads.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('We will open ')}</w:p><w:p>{run('two schools.')}</w:p>"
        f"<w:p><w:moveFrom>{run('Gone.')}</w:moveFrom></w:p><w:p><w:moveTo>{run('Moved.')}</w:moveTo></w:p>"
        + table(row("a", "b"), row("c", "d", properties="<w:del/>"))
    )
    assert words(body) == [
        "We will build three roads.",
        "We will open two schools.",
        "Moved.",
        "a\tb",
    ]


def test_content_controls_links_and_fields_are_read_by_their_result() -> None:
    """Of a field what is shown and not its code; a date picker, a link, a hyphen that does not break."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>'
        + run("Table 2")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('2031')}</w:sdtContent></w:sdt>"
    body = (
        f"<w:p>{run('See ')}{field}<w:hyperlink>{run(' of the plan')}</w:hyperlink>{run(' for ')}{control}"
        f"<w:r><w:t>, low</w:t><w:noBreakHyphen/><w:t>car</w:t><w:softHyphen/><w:t>bon.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('A whole paragraph.')}</w:sdtContent></w:sdt>"
    )
    assert words(body) == [
        "See Table 2 of the plan for 2031, low-carbon.",
        "A whole paragraph.",
    ]


def test_what_a_template_invites_to_write_is_not_read() -> None:
    """The words of a content control that nobody filled in are none of the report's."""
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        control.format(paragraph("[Type the title]"))
        + f"<w:p>{run('By ')}{control.format(run('[name]'))}{run('us.')}</w:p>"
    )
    assert words(body) == ["By us."]


def test_notes_stand_apart_and_their_marks_off_the_words() -> None:
    """Each note once, behind the text in the order in which they are referred to; powers stay on their units."""
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    two, th, three = (
        run(words, '<w:vertAlign w:val="superscript"/>') for words in ("2", "th", "3")
    )
    body = (
        f"<w:p>{run('We will build a port')}{end}{run(' of 20 km')}{two}{run('.')}{mark}</w:p>"
        f"<w:p>{run('It is the 5')}{th}{run(' one.')}{three}</w:p>"
    )
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'
    assert blocks(
        body,
        footnotes=notes.format(
            paragraph("Subject to approval.") + paragraph("See below.")
        ),
        endnotes=f'<w:endnote w:id="1">{paragraph("A harbour.")}</w:endnote>',
    ) == [
        ("paragraph", 0, "We will build a port of 20 km²."),
        ("paragraph", 0, "It is the 5th one."),
        ("note", 0, "A harbour."),
        ("note", 0, "Subject to approval. See below."),
    ]


def test_a_text_box_is_read_once() -> None:
    """Of the two ways in which Word writes one, only the first; it follows the paragraph that it is tied to."""
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    drawing = (
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    )
    picture = (
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    )
    either = f"<w:r><mc:AlternateContent>{drawing}{picture}</mc:AlternateContent></w:r>"
    body = f"<w:p>{run('Before ')}{either}{run('it.')}</w:p>"
    assert words(body) == ["Before it.", "In the box."]


def test_contents_lists_are_told_by_style_field_and_control() -> None:
    """In each of the ways in which Word writes one."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = (
        styled("Transport 3", "Verzeichnis1")
        + f"<w:p>{begin}{run('Farming')}<w:r><w:tab/></w:r>{run('4')}</w:p>"
        + f"<w:p>{run('Water')}<w:r><w:tab/></w:r>{run('5')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        + f"<w:sdtContent>{paragraph('Contents')}</w:sdtContent></w:sdt>"
        + paragraph("We will build roads.")
    )
    assert blocks(body, styles=STYLES) == [
        ("contents", 0, "Transport 3"),
        ("contents", 0, "Farming 4"),
        ("contents", 0, "Water 5"),
        ("contents", 0, "Contents"),
        ("paragraph", 0, "We will build roads."),
    ]


def test_tables_become_rows_with_their_columns() -> None:
    """Merged cells stand in each row; the caption before or behind belongs to the table; repeated rows are headings."""
    body = (
        paragraph("Table 1: Targets")
        + table(
            row(
                "{<w:vMerge w:val='restart'/>}Indicator",
                "{<w:gridSpan w:val='2'/>}Target",
                properties="<w:tblHeader/>",
            ),
            row("{<w:vMerge/>}", "2030", "2035", properties="<w:tblHeader/>"),
            row("Freight", "12", "15"),
            row("Rail", "", "45%"),
        )
        + table(row("Year", "Ships"), row("2030", "10"), look="04A0")
        + styled("Ships at sea", "Beschriftung")
        + table(row("A box with words."))
    )
    found = read(body, styles=STYLES)
    assert [(part.role, part.table) for part in found.parts] == [
        ("caption", 1),
        *[("row", 1)] * 4,
        *[("row", 2)] * 2,
        ("caption", 2),
        ("paragraph", 0),
    ]
    rows = [part for part in found.parts if part.role == "row"]
    assert [
        [(cell.column, cell.span.of(found.text), cell.heading) for cell in part.cells]
        for part in rows
    ] == [
        [(0, "Indicator", True), (1, "Target", True)],
        [(0, "Indicator", True), (1, "2030", True), (2, "2035", True)],
        [(0, "Freight", False), (1, "12", False), (2, "15", False)],
        [(0, "Rail", False), (2, "45%", False)],
        [(0, "Year", True), (1, "Ships", True)],
        [(0, "2030", False), (1, "10", False)],
    ]


def test_pages_begin_where_the_file_says_so() -> None:
    """Where it was last shown, and at breaks set by hand; both for one turn are one; a paragraph may go over two."""
    shown = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph("One.")
        + f"<w:p>{run('It goes ')}{shown}{run('on.')}</w:p>"
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + f"<w:p>{shown}{run('Three.')}</w:p>"
    )
    found = read(body)
    assert found.text == "One.\nIt goes on.\nThree.\n"
    assert found.pages == (0, found.text.index("on."), found.text.index("Three."))
    assert [part.page for part in found.parts] == [1, 1, 3]
    assert read(paragraph("One.")).pages == ()


def test_metadata_and_furniture() -> None:
    """Title, date and language of the core properties; heads and feet are counted and not read."""
    core = (
        "<dc:title>Oltrane 2031</dc:title><dcterms:created>2027-05-21T08:00:00Z</dcterms:created>"
        "<dc:language>en-GB</dc:language>"
    )
    content = document(
        paragraph("We will build."),
        core=core,
        header=paragraph("OLTRANE"),
        footer=paragraph("Page 1"),
    )
    found = read_word(content, "plan.docx")
    assert (found.title, found.date, found.language) == (
        "Oltrane 2031",
        "2027-05-21",
        "en-GB",
    )
    assert [(piece.kind, piece.lines) for piece in found.furniture] == [
        ("running head", 1),
        ("running foot", 1),
    ]
    assert "OLTRANE" not in found.text


@pytest.mark.parametrize(
    "given", ["Microsoft Word - plan", "Document1", "final_v2.docx", ""]
)
def test_a_title_that_a_program_wrote_is_none(given: str) -> None:
    """The name of a file or of the program is no title of a report."""
    found = read_word(
        document(paragraph("We will build."), core=f"<dc:title>{given}</dc:title>"),
        "plan.docx",
    )
    assert found.title == ""


def test_what_a_library_writes_is_read(tmp_path: Path) -> None:
    """A file with the styles that Word ships, told by its content whatever it is called."""
    made = docx.Document()
    made.add_heading("Oltrane 2031", 0)
    made.add_heading("Transport", 1)
    made.add_paragraph("The Government will build three roads in the north.")
    made.add_paragraph("The east road", style="List Bullet")
    made.add_paragraph("The west road", style="List Number")
    made.add_page_break()
    made.add_heading("Farming", 2)
    made.add_paragraph("The Government will plant trees along the roads of the north.")
    made.save(tmp_path / "plan.bin")
    found = read_source(tmp_path / "plan.bin")
    assert [
        (part.role, part.level, part.page, part.span.of(found.text))
        for part in found.parts
    ] == [
        ("title", 0, 1, "Oltrane 2031"),
        ("heading", 1, 1, "Transport"),
        ("paragraph", 0, 1, "The Government will build three roads in the north."),
        ("item", 0, 1, "The east road"),
        ("item", 0, 1, "1. The west road"),
        ("heading", 2, 2, "Farming"),
        (
            "paragraph",
            0,
            2,
            "The Government will plant trees along the roads of the north.",
        ),
    ]
    assert (found.title, found.date) == ("Oltrane 2031", "")


def repacked(**members: bytes) -> bytes:
    """A zip archive with these members, named by path with "_" for "/"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "/") + ".xml", content)
    return buffer.getvalue()


BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (repacked(word_document=BOMB), "document type"),
        (repacked(word_document=BOMB.decode().encode("utf-16")), "document type"),
        (repacked(word_document=b"<a>" * 5_000), "more or deeper"),
        (repacked(word_document=b"<a><b></a>"), "no well-formed XML"),
        (
            repacked(word_document=b"<a>" + b" " * 130_000_000 + b"</a>"),
            "unpacks to more than",
        ),
        (repacked(word_other=b"<a/>"), "no main document"),
        (document(""), "without text"),
        (document(paragraph("x"))[:-100], "damaged"),
    ],
)
def test_a_file_that_no_word_processor_wrote_is_refused(
    content: bytes, message: str
) -> None:
    """Entities, bombs, endless nesting, missing parts: each is told with what to do."""
    with pytest.raises(ReportError, match=message) as caught:
        read_word(content, "plan.docx")
    assert caught.value.remedy


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_text_or_an_error(seed: int, tmp_path: Path) -> None:
    """Whatever is changed, in the archive or in the XML within, ends in a text with its parts in order, or an error."""
    chance = random.Random(seed)  # noqa: S311 - the same damage on each run
    body = (
        styled("Transport", "berschrift1")
        + listed("Roads")
        + table(row("a", "{<w:gridSpan w:val='2'/>}b"), row("{<w:vMerge/>}", "d"))
        + paragraph("We will build.<x/>") * 5
    )
    content = bytearray(document(body, styles=STYLES, numbering=NUMBERING))
    if seed % 2:
        content = bytearray(
            repacked(word_document=_mutated(chance, _unpacked(bytes(content))))
        )
    else:
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    try:
        found = read_source(path)
    except ReportError:
        return
    ends = [0]
    for part in found.parts:
        assert ends[-1] <= part.span.begin < part.span.end <= len(found.text)
        ends.append(part.span.end)


def _unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml")


def _mutated(chance: random.Random, text: bytes) -> bytes:
    """XML with values, names and whole elements exchanged, most of it still well-formed."""
    pieces = text.split(b"<")
    for _ in range(chance.randint(1, 10)):
        one, other = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        if chance.random() < 0.5:
            pieces[one] = pieces[one].replace(
                b'val="', b'val="-9' if chance.random() < 0.5 else b'val="99999999999'
            )
        else:
            pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"<".join(pieces)
