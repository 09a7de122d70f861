"""Reports side by side: what changes, what is shared, and what may be the same; nothing is merged."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import builders
from policygraph import compare_graphs
from policygraph.assembly import assemble
from policygraph.comparison import Comparison, compare_reports, to_triples
from policygraph.errors import UsageError
from policygraph.extraction.model import Extraction, Mention
from policygraph.linking.model import Entity, Figure, Linked, StageLinkage
from policygraph.namespaces import CONCEPT, PG, RDF
from policygraph.rdf import parse_triples, to_turtle
from policygraph.report_graphs import graphs_of
from policygraph.terms import Iri, Triple
from policygraph.validation import validate
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"


@dataclass(frozen=True)
class Plan:
    """A report that names a project, an institution and an industry, and a figure of growth."""

    date: str
    project: str = "Heron Bridge"
    place: str = "Chongqing"
    stage: str = "Planned"
    body: str = "Ministry of Finance"
    growth: str = "6.5"

    def graph(self) -> tuple[Triple, ...]:
        """Its graph."""
        text = (
            f"By {self.date} the {self.body} builds the {self.project} for the automobile industry. "
            f"Retail sales will grow by {self.growth}%."
        )
        words = {
            "Project": self.project,
            "Institution": self.body,
            "Industry": "automobile industry",
            "Target": self.growth,
        }
        mentions = tuple(
            Mention(builders.span_of(text, said), kind, 0.9, "reader")
            for kind, said in words.items()
        )
        counted = builders.span_of(text, "Retail sales")
        figure = Figure(
            Decimal(self.growth),
            "%",
            "",
            "Exactly",
            None,
            sort="Growth",
            indicator=counted,
        )
        more = {
            "Industry": {"concept": CONCEPT.automobile_industry},
            "Target": {"figure": figure},
        }
        entities = tuple(
            Entity(
                kind,
                f"{said}%" if kind == "Target" else said,
                mentions=(at,),
                **more.get(kind, {}),
            )
            for at, (kind, said) in enumerate(words.items())
        )
        named = {
            "title": f"Plan {self.date}",
            "date": self.date,
            "jurisdiction": self.place,
        }
        report = builders.make_report(text, **named, filename=f"plan-{self.date}.txt")
        stages = (StageLinkage(0, self.stage, (0,), "reader", 0.8),)
        return assemble(
            Linked(
                report, Extraction(mentions, (), (), ()), entities, (), stages=stages
            )
        )


def report_of(date: str, **told: str) -> tuple[Triple, ...]:
    """The graph of a plan."""
    return Plan(date, **told).graph()


def compared(*reports: tuple[Triple, ...], by: str = "report") -> Comparison:
    """The comparison of some reports."""
    quads = [(triple, None) for triples in reports for triple in triples]
    return compare_reports(
        {name: set(triples) for name, triples in graphs_of(quads).items() if name}, by
    )


def found(comparison: Comparison, kind: str) -> dict[str, tuple[str, ...]]:
    """The findings of a kind: what each group says, by the name of the thing."""
    return {
        finding.label: finding.cells
        for finding in comparison.findings
        if finding.kind == kind
    }


def pairs(comparison: Comparison) -> dict[tuple[str, str], float]:
    """The scores of the candidates by their names."""
    return {
        (pair.one.label, pair.other.label): pair.score for pair in comparison.candidates
    }


@pytest.fixture(scope="module")
def years() -> Comparison:
    """Two reports of one place, a year apart."""
    return compared(
        report_of("2031", stage="Planned"),
        report_of("2032", stage="Achieved", growth="5"),
    )


def test_a_stage_that_changes_is_shown_report_by_report(years: Comparison) -> None:
    """By whose word each stands; one that stays is no finding."""
    assert found(years, "stage") == {"Heron Bridge": ("Planned", "Achieved")}
    assert not found(compared(report_of("2031"), report_of("2032")), "stage")


def test_figures_of_one_indicator_stand_side_by_side(years: Comparison) -> None:
    """What each report says of it, and of which kind it is."""
    assert found(years, "figure") == {"Retail sales": ("6.5% (target)", "5% (target)")}


def test_what_several_name_is_counted(years: Comparison) -> None:
    """Every thing that both name, by how often each does; figures are each report's own."""
    assert found(years, "kept") == {
        "Heron Bridge": ("1", "1"),
        "Chongqing": ("0", "0"),
        "Ministry of Finance": ("1", "1"),
        "automobile industry": ("1", "1"),
    }


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("report", ("plan-2031", "plan-2032", "plan-2032 (")),
        ("year", ("2031", "2032")),
        ("place", ("Chongqing", "Kunming")),
    ],
)
def test_it_can_go_by_report_year_or_place(by: str, groups: tuple[str, ...]) -> None:
    """Reports of one group are put together."""
    comparison = compared(
        report_of("2031"),
        report_of("2032"),
        report_of("2032", project="Tern Port", place="Kunming"),
        by=by,
    )
    assert len(comparison.groups) == len(groups)
    assert all(
        name.startswith(group)
        for name, group in zip(comparison.groups, groups, strict=True)
    )
    assert (
        found(comparison, "shared" if by == "place" else "kept")["automobile industry"][
            -1
        ]
        == {"report": "1", "year": "2", "place": "1"}[by]
    )


def test_nothing_to_compare_is_a_usage_error() -> None:
    """One report, one year, or what is no way to compare."""
    one, other = report_of("2031"), report_of("2031", project="Tern Port")
    with pytest.raises(UsageError, match="one report alone"):
        compared(one)
    with pytest.raises(UsageError, match="one year alone: '2031'"):
        compared(one, other, by="year")
    with pytest.raises(
        UsageError,
        match="'theme' is nothing to compare by; expected one of report, year, place",
    ):
        compared(one, other, by="theme")


def test_equal_names_of_different_places_are_candidates_with_a_lower_score() -> None:
    """Two ministries of finance are two; a person may say that they are one."""
    comparison = compared(
        report_of("2031"), report_of("2031", project="Tern Port", place="Kunming")
    )
    assert pairs(comparison) == {("Ministry of Finance", "Ministry of Finance"): 0.8}
    (pair,) = comparison.candidates
    assert (pair.one.iri != pair.other.iri, pair.cells) == (True, ("1", "1"))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Silver Heron Power", "Silver Heron Powers Ltd", True),
        ("Silver Heron Power", "Silver Herron Power", True),
        ("Tern Grid Company", "Grid Company Tern", True),
        ("Tern Works Phase I", "Tern Works Phase II", False),
        ("Port 3 Authority of Tern", "Port 4 Authority of Tern", False),
        (
            "Suzhou Municipal Education Bureau",
            "Taizhou Municipal Education Bureau",
            False,
        ),
        ("Silver Heron Power", "Golden Crane Steel", False),
    ],
)
def test_names_that_are_alike_are_candidates(
    one: str, other: str, *, alike: bool
) -> None:
    """Other spellings, an addition, another order; not other numbers, and not another word in its place."""
    comparison = compared(report_of("2031", body=one), report_of("2032", body=other))
    assert bool(comparison.candidates) is alike
    assert all(0.8 <= pair.score <= 1 for pair in comparison.candidates)


def test_what_one_report_tells_apart_is_no_candidate() -> None:
    """A report that names both says that they are two."""
    first = report_of("2031", body="Silver Heron Power")
    second = report_of("2032", body="Silver Herron Power")
    assert set(pairs(compared(first, second))) == {
        ("Silver Heron Power", "Silver Herron Power")
    }
    (report,) = (
        triple.subject for triple in second if triple[1:] == (RDF.type, PG.Report)
    )
    (body,) = (
        triple.subject for triple in first if triple[1:] == (RDF.type, PG.Institution)
    )
    named = [
        triple
        for triple in first
        if triple.subject == body and triple.predicate != PG.inReport
    ]
    both = compare_reports({Iri("urn:first"): set(first), report: {*second, *named}})
    assert not both.candidates


def test_candidates_are_rdf_of_their_own(tmp_path: Path, policygraph: Run) -> None:
    """In a syntax of RDF they come out with their scores; a report's graph that held one would not conform."""
    one, other = (
        report_of("2031"),
        report_of("2031", project="Tern Port", place="Kunming"),
    )
    for name, triples in (("one", one), ("other", other)):
        (tmp_path / f"{name}.ttl").write_bytes(to_turtle(triples))
    written = policygraph(
        "compare", "one.ttl", "other.ttl", "-f", "turtle", cwd=tmp_path
    ).stdout
    triples = parse_triples(written, "turtle")
    assert set(triples) == set(to_triples(compared(one, other)))
    (direct,) = (triple for triple in triples if triple.predicate == PG.maybeSame)
    assert {
        triple.object
        for triple in triples
        if triple.predicate in {RDF.subject, RDF.object}
    } == {
        direct[0],
        direct[2],
    }
    assert validate([*one, direct]).conforms is False
    assert validate(one).conforms


def test_the_command_writes_every_format(tmp_path: Path, policygraph: Run) -> None:
    """A folder of reports as a table, and as a file whose ending says the format; the graphs stay as they are."""
    for date in ("2031", "2032"):
        (tmp_path / f"{date}.ttl").write_bytes(
            to_turtle(report_of(date, stage=STAGES[date]))
        )
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shown = policygraph("compare", tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Heron Bridge" in shown.stdout
    ended = policygraph(
        "compare",
        tmp_path / "2031.ttl",
        tmp_path / "2032.ttl",
        "-o",
        tmp_path / "out" / "c.csv",
    )
    assert ended.returncode == 0, ended.stderr
    rows = list(
        csv.DictReader(
            io.StringIO((tmp_path / "out" / "c.csv").read_text(encoding="utf-8-sig"))
        )
    )
    assert [row["plan-2032"] for row in rows if row["finding"] == "stage"] == [
        "Underway"
    ]
    assert policygraph("compare", tmp_path, "--by", "month").returncode == 2
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


STAGES = {"2031": "Planned", "2032": "Underway"}


def test_a_graph_is_named_in_any_form(tmp_path: Path) -> None:
    """Files, a folder, and a merged file give one comparison."""
    reports = [report_of("2031"), report_of("2032")]
    for number, triples in enumerate(reports):
        (tmp_path / f"{number}.ttl").write_bytes(to_turtle(triples))
    merged = tmp_path / "merged" / "all.ttl"
    merged.parent.mkdir()
    merged.write_bytes(to_turtle({*reports[0], *reports[1]}))
    files = compare_graphs([tmp_path / "0.ttl", tmp_path / "1.ttl"])
    assert files == compare_graphs([tmp_path]) == compare_graphs([merged])
    assert all(
        isinstance(finding.thing, (Iri, type(None))) for finding in files.findings
    )
