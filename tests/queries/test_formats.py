"""Answers in every format say the same, and no text in them becomes anything but text."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import openpyxl
import pandas as pd
import pyoxigraph
import pytest

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import UnknownFormatError
from policygraph.namespaces import PG, XSD
from policygraph.queries import RDF_FORMATS, write_answer
from policygraph.queries.tables import to_markdown, to_table, visible, width_of
from policygraph.rdf import parse_triples
from policygraph.terms import Iri, Literal, Triple

NASTY = 'a"b,c\td\n<e>&\\|*_`'
ANSWER = Answer(
    ("thing", "thingLabel", "count", "share", "by", "empty"),
    (
        (
            Iri("http://e/a"),
            Literal(NASTY, language="en"),
            Literal("3", XSD.integer),
            Literal("0.50", XSD.decimal),
            PG.locatedIn,
            None,
        ),
        (
            Iri("http://e/b"),
            Literal("重庆", language="zh"),
            Literal("-1", XSD.integer),
            Literal("2", XSD.decimal),
            Iri("_:b0"),
            Literal("x"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("name", "native"), [("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")]
)
def test_another_reader_finds_the_same_terms(name: str, native: str) -> None:
    """An independent parser of SPARQL results reads back every term."""
    found = pyoxigraph.parse_query_results(
        write_answer(ANSWER, name), getattr(pyoxigraph.QueryResultsFormat, native)
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in found.variables] == list(ANSWER.columns)
    rows = list(found)
    assert [row["thing"].value for row in rows] == ["http://e/a", "http://e/b"]
    assert (rows[0]["thingLabel"].value, rows[0]["thingLabel"].language) == (
        NASTY,
        "en",
    )
    assert [row["count"] for row in rows] == [
        pyoxigraph.Literal(3),
        pyoxigraph.Literal(-1),
    ]
    assert rows[0]["empty"] is None
    assert isinstance(rows[1]["by"], pyoxigraph.BlankNode)


def test_csv_is_plain_values() -> None:
    """RFC 4180 with CR LF."""
    written = write_answer(ANSWER, "csv").decode()
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [
        "http://e/a",
        NASTY,
        "3",
        "0.50",
        str(PG.locatedIn),
        "",
    ]
    assert written.split("\n", 1)[0].endswith("\r")


def test_a_spreadsheet_holds_numbers_and_text_but_no_formula() -> None:
    """A label that looks like a formula stays a label."""
    answer = Answer(("label", "n"), ((Literal("=1+1"), Literal("7", XSD.integer)),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_answer(answer, "xlsx"))).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["label", "n"],
        ["=1+1", 7],
    ]
    assert sheet["A2"].data_type == "s"


def test_a_table_shows_names_for_iris_and_hides_control_characters() -> None:
    """A person sees labels and local names; the terminal gets no escape sequence."""
    answer = Answer(
        ("x", "xLabel", "by"),
        ((Iri("http://e/a"), Literal("red\x1b[31m\u202e"), PG.locatedIn),),
    )
    table = to_table(answer, 80)
    assert "http://e/a" not in table
    assert "locatedIn" in table
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert visible("\x1b") == "\\x1b"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_fits_where_it_can(width: int) -> None:
    """No line is wider than the terminal, however long the cells; wide characters count twice."""
    answer = Answer(("a", "b"), ((Literal("word " * 40), Literal("重庆市" * 20)),))
    assert all(width_of(line) <= width for line in to_table(answer, width).splitlines())
    assert to_table(answer, width).count("重") == 20


def test_a_table_tells_the_report_where_rows_are_of_several() -> None:
    """Of one report alone each row would say the same; what programs take has the column all the same."""
    columns = ("project", "projectLabel", "report", "reportLabel")
    reports = [(Iri(f"urn:r{year}"), Literal(f"Plan of {year}")) for year in (17, 18)]
    project = (Iri("urn:p"), Literal("Silver Carp panel project"))
    both = Answer(columns, tuple((*project, *report) for report in reports))
    one = Answer(columns, both.rows[:1])
    assert "Plan of 18" in write_answer(both, "table").decode()
    assert "report" not in write_answer(one, "table").decode()
    assert "urn:r17" in write_answer(one, "csv").decode()
    only = Answer(("reportLabel",), ((reports[0][1],),))
    assert "Plan of 17" in write_answer(only, "table").decode()


def test_a_tree_is_indented() -> None:
    """By the level of each row, which is then not shown."""
    rows = tuple(
        (
            Literal(str(level), XSD.integer),
            Iri(f"http://e/{level}"),
            Literal(f"t{level}"),
        )
        for level in (1, 2, 3)
    )
    lines = to_table(
        Answer(("level", "task", "taskLabel"), rows), 80, tree="level"
    ).splitlines()
    assert lines[0] == "task"
    assert lines[2:] == ["t1", "  t2", "    t3"]


def test_markdown_escapes_what_would_be_markup() -> None:
    """A label is never a link, a tag, or another cell."""
    answer = Answer(("x",), ((Literal("<script>|[a](javascript:b)"),),))
    assert (
        to_markdown(answer).splitlines()[2]
        == "| \\<script\\>\\|\\[a\\](javascript:b) |"
    )


def test_xml_is_well_formed_whatever_the_text() -> None:
    """Characters that XML cannot hold are replaced."""
    written = write_answer(Answer(("x",), ((Literal("a\x00\x08b\r"),),)), "xml")
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    read = ET.fromstring(written)  # noqa: S314
    assert [node.text for node in read.iter(f"{namespace}literal")] == [
        "a\ufffd\ufffdb\r"
    ]


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_graph_comes_in_every_rdf_syntax(name: str) -> None:
    """And is read back the same."""
    triples = (
        Triple(Iri("http://e/a"), PG.locatedIn, Iri("http://e/b")),
        Triple(Iri("http://e/a"), PG.x, Literal("ü")),
    )
    assert set(parse_triples(write_answer(GraphAnswer(triples), name), name)) == set(
        triples
    )


def test_a_truth_comes_as_word_json_and_xml() -> None:
    """Yes in words, true for programs."""
    assert write_answer(TruthAnswer(value=True)) == b"yes\n"
    assert json.loads(write_answer(TruthAnswer(value=False), "json")) == {
        "head": {},
        "boolean": False,
    }
    assert b"<boolean>true</boolean>" in write_answer(TruthAnswer(value=True), "xml")


@pytest.mark.parametrize("answer", [ANSWER, TruthAnswer(value=True), GraphAnswer(())])
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(
    answer: Answer | TruthAnswer | GraphAnswer,
) -> None:
    """The message lists them."""
    with pytest.raises(UnknownFormatError, match="one of"):
        write_answer(answer, "yaml")


def test_pandas_takes_an_answer_as_it_is() -> None:
    """Columns keep their names, numbers are numbers."""
    frame = pd.DataFrame(ANSWER)
    assert list(frame.columns) == list(ANSWER.columns)
    assert frame["count"].sum() == 2
    assert frame["share"].tolist() == [0.5, 2.0]
