"""What one report promises and a later one says is done, by the words of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.comparison import compare_graphs, compare_reports, write_comparison
from policygraph.comparison.rows import to_answers
from policygraph.errors import UsageError
from policygraph.namespaces import (
    BASE,
    DCTERMS,
    NIF,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from policygraph.rdf import to_turtle
from policygraph.store.loading import load_graphs
from policygraph.terms import Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from policygraph.comparison import Comparison
    from policygraph.terms import Iri
    from project import Run

HOSTILE = "<script>document.title='gone'</script><img src=x onerror=alert(1)>"


class Plan:
    """Writes the graph of a report, one measure a sentence.

    Args:
        name: Its file's name without the ending.
        date: Its date; empty where it has none.
    """

    def __init__(self, name: str, date: str) -> None:
        self._name = name
        self.iri = BASE[f"report-{name}"]
        self._at = 0
        self.triples = {
            Triple(self.iri, RDF.type, PG.Report),
            Triple(self.iri, PROV.wasGeneratedBy, BASE["build"]),
            Triple(self.iri, DCTERMS.source, Literal(f"{name}.txt")),
        }
        if date:
            self.triples.add(Triple(self.iri, DCTERMS.date, Literal(date, XSD.gYear)))

    def says(self, stage: str, verb: str, what: str) -> Plan:
        """The plan with one more measure."""
        sentence = f"We {verb} {what}."
        begin = self._at
        self._at += len(sentence) + 1
        node = BASE[f"measure-{self._name}-{begin}"]
        home = BASE[f"sentence-{self._name}-{begin}"]
        at = begin + 3
        verbs = self._span(at, verb)
        objects = self._span(at + len(verb) + 1, what)
        self.triples |= {
            Triple(node, RDF.type, PG.Measure),
            Triple(node, PG.stage, PG[stage]),
            Triple(node, PG.verb, verbs),
            Triple(node, PG.object, objects),
            Triple(node, SKOS.prefLabel, Literal(f"{verb} {what}", language="en")),
            Triple(node, PROV.wasDerivedFrom, home),
            Triple(home, NIF.anchorOf, Literal(sentence)),
            Triple(home, NIF.beginIndex, Literal(str(begin), XSD.nonNegativeInteger)),
        }
        return self

    def _span(self, begin: int, words: str) -> Iri:
        """The span of some words that begin there."""
        end = begin + len(words)
        span = BASE[f"report-{self._name}#char={begin},{end}"]
        self.triples |= {
            Triple(span, NIF.anchorOf, Literal(words)),
            Triple(span, NIF.beginIndex, Literal(str(begin), XSD.nonNegativeInteger)),
            Triple(span, NIF.endIndex, Literal(str(end), XSD.nonNegativeInteger)),
        }
        return span

    def counts(self, class_: str, number: str, unit: str) -> Plan:
        """The plan with a figure of retail sales."""
        node = BASE[f"{class_.lower()}-{self._name}-{number}"]
        span = BASE[f"report-{self._name}#char=0,12"]
        self.triples |= {
            Triple(node, RDF.type, PG[class_]),
            Triple(node, PG.indicator, span),
            Triple(node, PG.sort, PG.Level),
            Triple(node, SCHEMA.value, Literal(number, XSD.decimal)),
            Triple(node, SCHEMA.unitText, Literal(unit)),
            Triple(node, SKOS.prefLabel, Literal(f"{number} {unit}")),
            Triple(span, NIF.anchorOf, Literal("retail sales")),
        }
        return self


def compared(*plans: Plan, by: str = "report") -> Comparison:
    """The comparison of some plans."""
    return compare_reports({plan.iri: plan.triples for plan in plans}, by)


def delivered(promise: tuple[str, str], done: tuple[str, str]) -> bool:
    """Whether a promise of 2031 is told as delivered by what 2034 says is done."""
    comparison = compared(
        Plan("a", "2031").says("Planned", *promise),
        Plan("b", "2034").says("Achieved", *done),
    )
    return bool(comparison.deliveries)


@pytest.mark.parametrize(
    ("promise", "done"),
    [
        (("build", "the Heron Bridge"), ("opened", "the Heron Bridge")),
        (("plant", "3 million trees"), ("planted", "2.1 million trees")),
        (("build", "the Heron Bridge"), ("built", "the east span of the Heron Bridge")),
        (
            ("deepen", "the reform of public hospitals"),
            ("advanced", "public hospital reform"),
        ),
        (
            ("dredge", "the Tern Canal"),
            (
                "built",
                "projects such as the Wend Dam, the Tern Canal and the Gull Pier",
            ),
        ),
    ],
)
def test_what_is_done_in_other_words_is_what_was_promised(
    promise: tuple[str, str], done: tuple[str, str]
) -> None:
    """Another verb, another number, a part of it, another order, an item of a list."""
    assert delivered(promise, done)


@pytest.mark.parametrize(
    ("promise", "done"),
    [
        (("build", "Phase II of the Tern Port"), ("built", "Phase I of the Tern Port")),
        (("build", "the Heron Bridge"), ("built", "the Gull Bridge")),
        (("develop", "industry"), ("developed", "industry in the north")),
        (("open", "a hospital"), ("opened", "a hospital and a school in Marlow")),
        (("improve", "the system"), ("improved", "the mechanism")),
    ],
)
def test_what_only_sounds_like_a_promise_is_not_its_delivery(
    promise: tuple[str, str], done: tuple[str, str]
) -> None:
    """Another phase, another name, words that could stand in any report, one word in common."""
    assert not delivered(promise, done)


@pytest.mark.parametrize(
    ("earlier", "later", "follows"),
    [
        ("2031", "2032", True),
        ("2031-05-01", "2032", True),
        ("2031-05", "2031-06-01", True),
        ("2031", "2031-06", False),
        ("2031", "2031", False),
        ("", "2032", False),
        ("2031", "", False),
        ("2032", "2031", False),
    ],
)
def test_only_a_later_report_delivers(
    earlier: str, later: str, *, follows: bool
) -> None:
    """A day of a year is not after the year; without a date nothing is after anything."""
    comparison = compared(
        Plan("a", earlier).says("Planned", "build", "the Heron Bridge"),
        Plan("b", later).says("Achieved", "opened", "the Heron Bridge"),
    )
    assert bool(comparison.deliveries) is follows


def test_both_sentences_stand_side_by_side(tmp_path: Path) -> None:
    """With the places of the words in the reports' texts, as rows for pandas, and the same out of a store."""
    plans = (
        Plan("a", "2031").says("Planned", "build", "the Heron Bridge"),
        Plan("b", "2034")
        .says("Achieved", "swept", "the quays")
        .says("Achieved", "opened", "the Heron Bridge"),
    )
    comparison = compared(*plans)
    (row,) = comparison.to_dicts("delivered")
    assert row["promisedSentence"] == "We build the Heron Bridge."
    assert row["achievedSentence"] == "We opened the Heron Bridge."
    assert (row["achievedBegin"], row["achievedEnd"]) == (23, 46)
    assert 0.9 <= float(str(row["score"])) <= 1
    for plan in plans:
        (tmp_path / f"{plan.iri[-1]}.ttl").write_bytes(to_turtle(plan.triples))
    load_graphs([tmp_path / "a.ttl", tmp_path / "b.ttl"], tmp_path / "store")
    stored = compare_graphs([tmp_path / "store"])
    assert (
        stored == comparison == compare_graphs([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    )
    with pytest.raises(UsageError, match="'theme' is no part"):
        comparison.to_dicts("theme")


def test_figures_of_one_indicator_are_a_series() -> None:
    """Target and result year by year in one unit; another unit is another series."""
    comparison = compared(
        Plan("a", "2031")
        .counts("Target", "12", "per cent")
        .counts("Target", "9", "km"),
        Plan("b", "2032").counts("Result", "11.5", "%"),
        Plan("c", "2033").counts("Result", "12.5", "%"),
        by="year",
    )
    rows = comparison.to_dicts("figure")
    assert [(row["year"] or row["kind"], row["value"]) for row in rows] == [
        ("target", 12.0),
        ("result", 11.5),
        ("result", 12.5),
    ]
    assert {row["unit"] for row in rows} == {"%"}


def test_who_else_promises_the_same_is_told() -> None:
    """The words of each; what another promises more is no promise of the same."""
    comparison = compared(
        Plan("a", "2031").says("Planned", "build", "the coastal railway to Marlow"),
        Plan("b", "2031").says("Planned", "complete", "a coastal railway to Marlow"),
        Plan("c", "2031").says("Planned", "repair", "the Gull Pier"),
    )
    (finding,) = (one for one in comparison.findings if one.kind == "also promised")
    assert finding.cells == (
        "build the coastal railway to Marlow",
        "complete a coastal railway to Marlow",
        "",
    )


def test_a_workbook_has_a_sheet_for_each_part() -> None:
    """By the name of the part."""
    comparison = compared(
        Plan("a", "2031").says("Planned", "build", "the Heron Bridge"),
        Plan("b", "2034").says("Achieved", "opened", "the Heron Bridge"),
    )
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(write_comparison(comparison, "xlsx")))
    assert book.sheetnames == list(to_answers(comparison)) == ["delivered"]


def test_the_page_runs_nothing_and_shows_both_sentences(
    tmp_path: Path, new_page: Callable[..., Page], policygraph: Run
) -> None:
    """One file; what a report says is text, whatever it looks like."""
    for plan in (
        Plan("a", "2031")
        .says("Planned", "build", "the Heron Bridge")
        .says("Planned", "bar", HOSTILE),
        Plan("b", "2034")
        .says("Achieved", "opened", "the Heron Bridge")
        .says("Planned", "bar", HOSTILE),
    ):
        (tmp_path / f"{plan.iri[-1]}.ttl").write_bytes(to_turtle(plan.triples))
    told = policygraph("compare", "a.ttl", "b.ttl", "-o", "c.html", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    page = new_page(online=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "c.html").as_uri())
    assert page.title() == "a · b"
    assert asked == [(tmp_path / "c.html").as_uri()]
    assert page.locator("img, script").count() == 0
    quotes = page.locator("blockquote").all_inner_texts()
    assert quotes == [
        "We build the Heron Bridge.",
        "We opened the Heron Bridge.",
    ]
    cells = page.locator("td").all_inner_texts()
    assert cells.count(f"bar {HOSTILE}") == 2
    assert page.locator("mark").last.inner_text() == "opened the Heron Bridge"


def test_parts_groups_and_rows_can_be_chosen(tmp_path: Path, policygraph: Run) -> None:
    """One part, some years, the first rows; what is not there is a usage error."""
    for year in ("2031", "2032", "2033"):
        plan = Plan(year, year)
        for at in ("one", "two", "three"):
            plan.says("Planned", "build", f"the Heron {at.title()} Bridge")
            plan.says("Achieved", "opened", f"the Heron {at.title()} Bridge")
        (tmp_path / f"{year}.ttl").write_bytes(to_turtle(plan.triples))
    chosen = ("compare", tmp_path, "--by", "year", "--only", "2031", "--only", "2033")
    told = policygraph(*chosen, "--part", "delivered", "--most", "2", "-f", "csv")
    assert told.returncode == 0, told.stderr
    head, *rows = told.stdout.splitlines()
    assert "2031" in head
    assert "2032" not in head
    assert len(rows) == 2
    assert policygraph("compare", tmp_path, "--part", "theme").returncode == 2
    assert policygraph("compare", tmp_path, "--only", "theme").returncode == 2
