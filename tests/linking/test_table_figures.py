"""Cells of tables as figures: by what column, row and caption say, and with the row for evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest

from marks import marked
from policygraph.extraction.model import Extraction, Pair
from policygraph.linking.table_figures import CellFigure, table_figures, with_cells
from policygraph.namespaces import NIF, PG, RDF, SCHEMA
from policygraph.pipeline import build_graph
from policygraph.report import report_of
from policygraph.source import read_source
from policygraph.spans import Span
from policygraph.terms import Iri
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.report import Report

DATE = "12 March 2026"


class Seen(NamedTuple):
    """What a cell says."""

    type: str
    value: str
    unit: str
    year: int | None
    indicator: str
    baseline: tuple[str, int | None] | None = None


def markdown(*rows: str, caption: str = "") -> str:
    """A report in Markdown with one table; cells are parted by bars."""
    head, *body = (f"| {row} |" for row in rows)
    bars = "|" + "---|" * (rows[0].count("|") + 1)
    return "\n".join(
        [
            "# Tide plan",
            "",
            DATE,
            "",
            "## Tides",
            "",
            *([caption, ""] if caption else []),
            head,
            bars,
            *body,
        ]
    )


def read(folder: Path, text: str, name: str = "plan.md") -> Report:
    """A report out of a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return report_of(read_source(path))


def seen(report: Report) -> list[Seen]:
    """The figures in a report's tables."""
    return [_seen(report, cell) for cell in table_figures(report, load_vocabulary())]


def _seen(report: Report, cell: CellFigure) -> Seen:
    figure = cell.figure
    value = (
        f"{figure.least}–{figure.most}"
        if figure.least is not None
        else str(figure.value)
    )
    base = (
        None
        if figure.baseline_value is None
        else (str(figure.baseline_value), figure.baseline_year)
    )
    indicator = figure.indicator.of(report.text) if figure.indicator else ""
    return Seen(
        cell.type, value, figure.currency or figure.unit, figure.year, indicator, base
    )


@pytest.mark.parametrize(
    ("rows", "caption", "expected"),
    [
        (
            (
                "Indicator | Baseline 2021 | Target 2030",
                "Share of clean boats (%) | 12 | 40",
            ),
            "",
            [Seen("Target", "40", "%", 2030, "Share of clean boats", ("12", 2021))],
        ),
        (
            (
                "Indicator | Unit | Actual 2024 | Goal 2029",
                "Freight | million tonnes | 3.5 | 6",
            ),
            "",
            [
                Seen("Result", "3500000", "tonne", 2024, "Freight"),
                Seen("Target", "6000000", "tonne", 2029, "Freight"),
            ],
        ),
        (
            ("Indicator | 2024 | 2028", "Piers mended | 3 | 9"),
            "",
            [
                Seen("Result", "3", "", 2024, "Piers mended"),
                Seen("Target", "9", "", 2028, "Piers mended"),
            ],
        ),
        (
            ("Indicator | 2027 | 2028", "Grants | 3 | 9"),
            "Table 1: Targets, in million euros",
            [
                Seen("Target", "3000000", "EUR", 2027, "Grants"),
                Seen("Target", "9000000", "EUR", 2028, "Grants"),
            ],
        ),
        (
            ("Year | Clean boats | Open piers", "2030 target | 40% | 25"),
            "",
            [
                Seen("Target", "40", "%", 2030, "Clean boats"),
                Seen("Target", "25", "", 2030, "Open piers"),
            ],
        ),
        (
            ("Indicator | Target (US$ million)", "Grants by 2029 | 12.5"),
            "",
            [Seen("Target", "12500000", "USD", 2029, "Grants by 2029")],
        ),
        (
            ("Indicator | Milestone 2028", "Piers mended | at least 9"),
            "",
            [Seen("Target", "9", "", 2028, "Piers mended")],
        ),
        (
            ("Indicator | Target 2027–2030", "Dredging | 5–7%"),
            "",
            [Seen("Target", "5–7", "%", 2030, "Dredging")],
        ),
        (
            ("Indicator | Results", "Jobs | 1,250"),
            "",
            [Seen("Result", "1250", "", None, "Jobs")],
        ),
    ],
)
def test_a_cell_is_what_its_column_row_or_caption_says(
    tmp_path: Path, rows: tuple[str, ...], caption: str, expected: list[Seen]
) -> None:
    """Target, goal, actual, result, baseline or a year make it a figure, with unit, year and indicator."""
    assert seen(read(tmp_path, markdown(*rows, caption=caption))) == expected


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        (("Region | Piers | Boats", "Merrow | 3 | 9"), ""),
        (("No. | Indicator | Page", "1 | Piers mended | 9"), "Table 1: Targets"),
        (("Indicator | Target year", "Piers mended | 2030"), ""),
        (("Indicator | Target 2030", "Piers mended | 9 of 12, later 15"), ""),
        (("Name | Budget 2028", "Pier | see 9"), ""),
        (("Indicator | Achievement against target 2024", "Piers mended | 9"), ""),
        (("Indicator | Baseline 2021", "Piers mended | 9"), ""),
        (
            (
                "Indicator | Target 2030",
                "Piers mended | as in 2.1 above and in section 4 of the plan",
            ),
            "",
        ),
    ],
)
def test_any_other_cell_is_no_figure(
    tmp_path: Path, rows: tuple[str, ...], caption: str
) -> None:
    """Without such a word or a year, in columns of numbers, pages and dates, and where a cell is no one figure."""
    assert seen(read(tmp_path, markdown(*rows, caption=caption))) == []


def test_a_year_alone_tells_nothing_where_the_report_has_none(tmp_path: Path) -> None:
    """Whether it lies ahead is not known then; a word for it is."""
    undated = markdown(
        "Indicator | 2024 | Target 2030", "Piers mended | 3 | 9"
    ).replace(DATE, "")
    assert [one.value for one in seen(read(tmp_path, undated))] == ["9"]


HEAD, ROW = (
    ("Indicator", "Baseline 2021", "Target 2030"),
    ("Share of clean boats (%)", "12", "40"),
)
FOUND = [Seen("Target", "40", "%", 2030, "Share of clean boats", ("12", 2021))]


def test_tables_of_web_pages_give_figures(tmp_path: Path) -> None:
    """The same table in HTML, headings marked as such."""
    cells = (
        "".join(f"<th>{one}</th>" for one in HEAD),
        "".join(f"<td>{one}</td>" for one in ROW),
    )
    table = f"<table><thead><tr>{cells[0]}</tr></thead><tbody><tr>{cells[1]}</tr></tbody></table>"
    page = f"<html><body><h1>Tide plan</h1><p>{DATE}</p><h2>Tides</h2>{table}<p>We will mend piers.</p></body></html>"
    assert seen(read(tmp_path, page, "plan.html")) == FOUND


def test_tables_of_word_files_give_figures(tmp_path: Path) -> None:
    """The same table in Word."""
    document = docx.Document()
    document.add_heading("Tide plan", 1)
    document.add_paragraph("We will mend piers.")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (HEAD, ROW), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(tmp_path / "plan.docx"))
    assert seen(report_of(read_source(tmp_path / "plan.docx"))) == FOUND


def test_tables_of_plain_texts_give_figures(tmp_path: Path) -> None:
    """The same table in wide gaps, whose first line has no figure that parts it from prose."""
    lines = [
        "Tide plan",
        "",
        "1. Tides",
        "",
        "Indicator                   Baseline (2021)   Target (2030)",
    ]
    lines += [
        "Share of clean boats (%)    12                40",
        "Piers mended                3                 25",
    ]
    assert seen(
        read(
            tmp_path,
            "\n".join([*lines, "", "We will mend all piers of the bay.", ""]),
            "plan.txt",
        )
    ) == [
        *FOUND,
        Seen("Target", "25", "", 2030, "Piers mended", ("3", 2021)),
    ]


def test_the_row_is_the_evidence_and_the_graph_conforms(tmp_path: Path) -> None:
    """A built graph has the cell as a target of its row's sentence, which is a table row; nothing is kept out."""
    text = markdown(
        "Indicator | Baseline 2021 | Target 2030", "Share of clean boats (%) | 12 | 40"
    )
    path = tmp_path / "plan.md"
    path.write_text(f"{text}\n\nWe will build a pier in Merrow.\n", encoding="utf-8")
    built = build_graph(path)
    assert built.rejected == ()
    facts = set(built.triples)
    targets = [
        one.subject
        for one in facts
        if one.predicate == RDF.type and one.object == PG.Target
    ]
    values = {one.subject: one.object for one in facts if one.predicate == SCHEMA.value}
    (target,) = [one for one in targets if values[one].value == "40"]
    spans = [
        one.subject
        for one in facts
        if one.object == target and one.predicate.endswith("taIdentRef")
    ]
    (sentence,) = [
        one.object
        for one in facts
        if one.subject in spans and one.predicate == NIF.sentence
    ]
    assert isinstance(sentence, Iri)
    types = {
        one.object
        for one in facts
        if one.subject == sentence and one.predicate == RDF.type
    }
    assert {PG.TableRow, NIF.Sentence} <= types
    assert [
        one.object
        for one in facts
        if one.subject in spans and one.predicate == PG.foundBy
    ] == [PG.TableRule]


def test_what_points_to_mentions_follows_them(tmp_path: Path) -> None:
    """Cells take their places among the mentions in the order of the text, and pairs go on to name the same two."""
    _, mentions = marked("The [J Lantern mill] of [P Tansy] and [P Merrow].")
    before = Extraction(mentions, (), (Pair(0, 2, "locatedIn", 0.9),), ())
    (cell,) = table_figures(
        read(tmp_path, markdown("Indicator | Target 2030", "Boats | 40")),
        load_vocabulary(),
    )
    moved = with_cells(before, [cell._replace(span=Span(17, 19))])
    assert [one.type for one in moved.mentions] == [
        "Project",
        "Target",
        "Place",
        "Place",
    ]
    assert [(one.subject, one.object) for one in moved.pairs] == [(0, 3)]
