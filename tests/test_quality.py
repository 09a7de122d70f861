"""What is said of how well a report was read: for people, for programs and on the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygraph.quality import LeftOut, reading_of
from policygraph.report import report_of
from policygraph.source.model import Document, Furniture, Part
from policygraph.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.source.model import Role
    from project import Run

PAGE = """<!DOCTYPE html><title>Plan</title><nav><a href=/>Home</a><a href=/x>News</a></nav><h1>Plan</h1>
<p>The Government will build a railway from Chongqing to Kunming by 2030.</p>
<table><tr><th>Indicator<th>2030<tr><th>Railways in operation, kilometres<td>1,200
<tr><th>Passengers a year, millions<td>45<tr><th>Freight a year, million tonnes<td>9</table>"""


def document(*blocks: tuple[Role, str], **more: object) -> Document:
    """A document of blocks, one a line."""
    text, parts = "", []
    for role, words in blocks:
        parts.append(
            Part(
                Span(len(text), len(text) + len(words)), role, table=int(role == "row")
            )
        )
        text += f"{words}\n"
    return Document("plan.pdf", "", "application/pdf", text, tuple(parts), **more)  # type: ignore[arg-type]


def remarks(found: Document) -> tuple[str, ...]:
    """What is doubtful."""
    return reading_of(found, report_of(found)).remarks


def test_much_that_stands_in_tables_is_told() -> None:
    """From a quarter of the text on."""
    prose: tuple[Role, str] = ("paragraph", "We will build roads in the north.")
    row: tuple[Role, str] = ("row", "Roads\t2030\t40 km")
    assert any(
        "46% of the text stands in tables" in remark
        for remark in remarks(document(prose, row, ("row", "x" * 12)))
    )
    assert not any(
        "tables" in remark for remark in remarks(document(*[prose] * 9, row))
    )


def test_paragraphs_that_break_off_are_told() -> None:
    """Where many go on in the next in lower case; ends of sentences and headings are none."""
    broken = [
        ("paragraph", "We will build many new roads in the north of the"),
        ("paragraph", "country and plant trees."),
    ]
    whole: tuple[Role, str] = (
        "paragraph",
        "We will build many new roads in the north of the land.",
    )
    assert any(
        "50% of the paragraphs break off" in remark
        for remark in remarks(document(*broken * 6))
    )
    assert not any(
        "break off" in remark for remark in remarks(document(*[whole] * 40, *broken))
    )


def test_sentences_that_never_end_are_told() -> None:
    """They show that a text ran together."""
    endless = "We will build roads " + "and more roads " * 80 + "in the north."
    assert any(
        "1 sentence is longer" in remark
        for remark in remarks(document(("paragraph", endless)))
    )


def test_what_was_left_out_is_counted_by_kind_and_page() -> None:
    """Lines add up over pages; a page counts once."""
    furniture = (
        Furniture(1, "running head", 1),
        Furniture(2, "running head", 2),
        Furniture(2, "page number", 1),
    )
    found = document(
        ("paragraph", "We will build roads."), pages=(0, 10), furniture=furniture
    )
    reading = reading_of(found, report_of(found))
    assert reading.left_out == (
        LeftOut("page number", 1, 1),
        LeftOut("running head", 3, 2),
    )
    assert (reading.kind, reading.pages) == ("PDF", 2)


def test_the_reader_s_own_remarks_are_kept() -> None:
    """What the source says of itself stands first."""
    found = document(
        ("paragraph", "We will build roads."), remarks=("1 of 2 pages holds no text",)
    )
    assert remarks(found)[0] == "1 of 2 pages holds no text"


def test_build_tells_how_well_it_read(policygraph: Run, tmp_path: Path) -> None:
    """In the summary, for programs and on the page."""
    (tmp_path / "plan.html").write_text(PAGE, encoding="utf-8")
    shown = policygraph("build", tmp_path / "plan.html", "-o", tmp_path / "out").stdout
    assert "HTML, language en" in shown
    assert "1 table" in shown
    assert "left out" in shown
    assert "of menu" in shown
    told = policygraph(
        "build", tmp_path / "plan.html", "-o", tmp_path / "out", "--json"
    ).stdout
    (summary,) = json.loads(told)
    assert summary["reading"]["kind"] == "HTML"
    assert summary["reading"]["tables"] == 1
    assert summary["reading"]["left_out"] == [{"kind": "menu", "lines": 1, "pages": 0}]
    assert summary["reading"]["remarks"]
    page = (tmp_path / "out" / "plan.html").read_text(encoding="utf-8")
    assert '<footer id="notes">' in page
    assert "of the text stands in tables" in page
