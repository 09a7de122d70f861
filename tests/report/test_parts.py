"""A document whose layout shows its parts becomes a report: sections, pages, tasks and rows come from the parts."""

from __future__ import annotations

import pytest

from policygraph.report import Report, report_of
from policygraph.source import Cell, Document, Part
from policygraph.spans import Span


def _document(*pieces: tuple[str, str, int], pages: tuple[int, ...] = (0,)) -> Document:
    """A document of pieces, a line each: role, text, level; a row's cells stand between tabs."""
    text, parts = "", []
    for role, words, level in pieces:
        span = Span(len(text), len(text) + len(words))
        cells, at = [], span.begin
        for column, cell in enumerate(words.split("\t") if role == "row" else ()):
            cells.append(Cell(Span(at, at + len(cell)), column))
            at += len(cell) + 1
        table = 1 if role in {"row", "caption"} else 0
        parts.append(Part(span, role, 1, level, table, tuple(cells)))  # type: ignore[arg-type]
        text += words + "\n"
    return Document("plan.pdf", "", "application/pdf", text, tuple(parts), pages)


def _sections(report: Report) -> list[tuple[str, str, int]]:
    return [
        (section.number, section.title.of(report.text), section.level)
        for section in report.sections
    ]


def test_headings_of_the_layout_make_the_sections() -> None:
    """The depth is that of the layout, whatever its steps; the number stands apart from the title."""
    report = report_of(
        _document(
            ("title", "A Plan for Corvale", 0),
            ("heading", "1 Roads", 2),
            ("heading", "1.1 Bridges", 5),
            ("paragraph", "We will build one.", 0),
            ("heading", "2 Schools", 2),
            ("paragraph", "We will build two.", 0),
        )
    )
    assert report.title == "A Plan for Corvale"
    assert _sections(report) == [
        ("1", "Roads", 1),
        ("1.1", "Bridges", 2),
        ("2", "Schools", 1),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_heading_below() -> None:
    """A line "Chapter 3" above the line "Harbours" makes one heading."""
    report = report_of(
        _document(
            ("heading", "Chapter 3", 1),
            ("heading", "Harbours", 1),
            ("paragraph", "Dredge them.", 0),
        )
    )
    assert _sections(report) == [("3", "Harbours", 1)]


def test_the_lowest_headings_without_numbers_are_key_tasks() -> None:
    """Where no heading is numbered, those with prose below and no heading below are key tasks, those above are not."""
    report = report_of(
        _document(
            ("heading", "Harbours", 1),
            ("heading", "Dredging", 2),
            ("paragraph", "We will dredge the port. It silts up.", 0),
            ("heading", "Empty", 2),
        )
    )
    tasks = [
        (task.level, task.number, task.label.of(report.text), task.parent)
        for task in report.tasks
    ]
    assert tasks == [
        ("KeyTask", "", "Dredging", None),
        ("SubTask", "", "We will dredge the port.", 0),
    ]


def test_a_sentence_knows_the_page_on_which_it_begins() -> None:
    """Within one paragraph the first sentence is on page 1, the second, over the page's end, on page 2."""
    report = report_of(
        _document(
            ("paragraph", "We build one here. We build two there.", 0), pages=(0, 19)
        )
    )
    assert [sentence.page for sentence in report.sentences] == [1, 2]


def test_rows_with_figures_are_sentences_and_no_tasks() -> None:
    """A row knows its name, its caption and the headings of its columns; notes and contents are no sentences."""
    report = report_of(
        _document(
            ("contents", "Energy .... 1", 0),
            ("paragraph", "We aim high.", 0),
            ("caption", "Table 1: Targets", 0),
            ("row", "Goal\t2027\t2030", 0),
            ("row", "Wind power\t1.4\t3.2", 0),
            ("row", "Under review\t–\t–", 0),
            ("note", "1 See the annex.", 0),
        )
    )
    text = report.text
    assert [sentence.span.of(text) for sentence in report.sentences] == [
        "We aim high.",
        "Wind power\t1.4\t3.2",
    ]
    [row] = report.rows
    assert row.heading is not None
    assert row.caption is not None
    assert (row.sentence, row.heading.of(text), row.caption.of(text)) == (
        1,
        "Wind power",
        "Table 1: Targets",
    )
    found = [
        (cell.span.of(text), [head.of(text) for head in cell.headings])
        for cell in row.cells
    ]
    assert found == [("1.4", ["2027"]), ("3.2", ["2030"])]
    assert [task.label.of(text) for task in report.tasks] == ["We aim high."]


@pytest.mark.parametrize("number", ["1. ", "(a) ", "iv) ", "2.3 ", "B. ", "• ", ""])
def test_an_item_is_named_by_its_words(number: str) -> None:
    """Its number or bullet is no sentence of its own and no part of the task's label."""
    report = report_of(
        _document(
            ("heading", "Rail", 1),
            ("item", f"{number}Extend the line. It is short.", 0),
        )
    )
    assert [task.label.of(report.text) for task in report.tasks][
        -1
    ] == "Extend the line."
    assert len(report.sentences) == 3


def test_heads_of_several_rows_stand_above_their_columns() -> None:
    """A title inside the table and a row of years head the columns; a name with a figure in it is the row's name."""
    report = report_of(
        _document(
            ("row", "City context", 0),
            ("row", "Measure\tActual 2028\tTarget 2032", 0),
            ("row", "Population", 0),
            ("row", "Widening of Road No. 7\t4 km\t31 km", 0),
        )
    )
    text = report.text
    [row] = report.rows
    assert row.heading is not None
    assert row.heading.of(text) == "Widening of Road No. 7"
    found = [
        (cell.span.of(text), [head.of(text) for head in cell.headings])
        for cell in row.cells
    ]
    assert found == [
        ("4 km", ["City context", "Actual 2028"]),
        ("31 km", ["City context", "Target 2032"]),
    ]
