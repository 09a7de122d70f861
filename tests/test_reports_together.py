"""Reports that meet: what is one stays one, what is two stays two, and each says whose word a fact is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import builders
from policygraph.answers import Answer
from policygraph.assembly import assemble
from policygraph.extraction.model import Extraction, Mention
from policygraph.linking.model import Entity, Linkage, Linked, StageLinkage
from policygraph.namespaces import CONCEPT, DCTERMS, PG, RDF
from policygraph.ontology import ontology_in
from policygraph.queries import LocalGraph, ask_source, load_queries
from policygraph.rdf import parse_triples, to_nquads, to_turtle
from policygraph.report_graphs import graphs_of
from policygraph.store import GraphStore
from policygraph.terms import Iri, Triple, in_order
from policygraph.validation import validate

if TYPE_CHECKING:
    from pathlib import Path

STAGES_BY_REPORT = """SELECT ?date ?stage {
  ?linkage rdf:predicate pg:stage ; rdf:object ?stage ; pg:inReport/dcterms:date ?date } ORDER BY ?date"""
"""A project whose stage changes from one report to the next, each stage by its report."""


def report_of(
    year: str,
    label: str,
    stage: str,
    place: str = "Chongqing",
    ties: tuple[str, ...] = (),
) -> tuple[Triple, ...]:
    """The graph of a report that names a project of some stage, the automobile industry and a ministry.

    `ties` are the properties by which it ties the project to these.
    """
    text = f"In {year} we build the {label} for the automobile industry with the Ministry of Finance."
    names = (
        (label, "Project"),
        ("automobile industry", "Industry"),
        ("Ministry of Finance", "Institution"),
    )
    mentions = tuple(
        Mention(builders.span_of(text, words), kind, 0.9, "reader")
        for words, kind in names
    )
    entities = (
        Entity("Project", label, mentions=(0,)),
        Entity(
            "Industry",
            "automobile industry",
            mentions=(1,),
            concept=CONCEPT.automobile_industry,
        ),
        Entity("Institution", "Ministry of Finance", mentions=(2,)),
    )
    report = builders.make_report(
        text, title=f"Report {year}", date=year, jurisdiction=place
    )
    stages = (StageLinkage(0, stage, (0,), "reader", 0.8),)
    ends = {"inIndustry": 1, "undertakenBy": 2}
    linkages = tuple(Linkage(0, tie, ends[tie], (0,), "reader", 0.8) for tie in ties)
    extraction = Extraction(mentions, (), (), ())
    return assemble(Linked(report, extraction, entities, linkages, stages=stages))


@pytest.fixture(scope="module")
def reports() -> list[tuple[Triple, ...]]:
    """Two reports of one place, a year apart, that spell a project in two ways."""
    return [
        report_of("2017", "LCD Panel Project", "Planned"),
        report_of("2018", "LCD panel projects", "Achieved"),
    ]


@pytest.fixture(scope="module")
def folder(
    reports: list[tuple[Triple, ...]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Their files, and the ontology beside them."""
    home = tmp_path_factory.mktemp("reports")
    for number, triples in enumerate(reports):
        (home / f"{number}.ttl").write_bytes(to_turtle(triples))
    return home


def things(triples: tuple[Triple, ...], name: str) -> set[Iri]:
    """The nodes of a class."""
    return {triple.subject for triple in triples if triple[1:] == (RDF.type, PG[name])}


def test_one_project_in_two_spellings_is_one_node(
    reports: list[tuple[Triple, ...]],
) -> None:
    """Case and plural tell nothing apart, where both reports are of one place."""
    assert things(reports[0], "Project") == things(reports[1], "Project")
    assert (
        things(reports[0], "Industry")
        == things(reports[1], "Industry")
        == {CONCEPT.automobile_industry}
    )


def test_two_ministries_of_one_name_are_two(reports: list[tuple[Triple, ...]]) -> None:
    """Names alone never merge things over jurisdictions."""
    kenya = report_of("2017", "LCD Panel Project", "Planned", "Kenya")
    assert not things(kenya, "Institution") & things(reports[0], "Institution")
    assert things(kenya, "Industry") == things(reports[0], "Industry")


def test_a_union_of_reports_and_the_ontology_conforms(
    reports: list[tuple[Triple, ...]],
) -> None:
    """The shapes hold for both reports in one graph, and with the ontology loaded beside them."""
    union = {*reports[0], *reports[1]}
    assert validate(union).results == ()
    assert (
        validate({*union, *parse_triples(ontology_in("turtle"), "turtle")}).results
        == ()
    )


def test_each_report_of_a_folder_has_a_named_graph(
    folder: Path, reports: list[tuple[Triple, ...]]
) -> None:
    """A folder's files stand in graphs under their reports' IRIs; together they are a set."""
    with GraphStore.open(folder) as store:
        assert set(store.named_graphs) == things(reports[0], "Report") | things(
            reports[1], "Report"
        )
        assert len(store) == len({*reports[0], *reports[1]})
        graphs = graphs_of(store.quads())
    for triples in reports:
        (report,) = things(triples, "Report")
        assert set(graphs[report]) == set(triples)


@pytest.mark.parametrize(
    "name",
    ["industries", "projects", "linkages", "entities", "areas", "reports", "names"],
)
@pytest.mark.parametrize("form", ["folder", "nquads", "store"])
def test_a_question_gives_the_same_rows_in_every_form(
    folder: Path,
    reports: list[tuple[Triple, ...]],
    tmp_path: Path,
    form: str,
    name: str,
) -> None:
    """A folder, N-Quads and a store folder answer as one merged file does."""
    merged = tmp_path / "merged.ttl"
    merged.write_bytes(to_turtle({*reports[0], *reports[1]}))
    given: Path = folder
    if form != "folder":
        with GraphStore.open(folder) as store:
            given = tmp_path / ("all.nq" if form == "nquads" else "store")
            if form == "nquads":
                given.write_bytes(to_nquads(store.quads()))
            else:
                store.save(given)
    asked = load_queries()[name]
    expected = ask_source(asked, LocalGraph.open([str(merged)]), {}).answer
    assert ask_source(asked, LocalGraph.open([str(given)]), {}).answer == expected


def test_whose_word_a_stage_is_can_be_told(folder: Path) -> None:
    """Each stage of the project with the date of the report that says so."""
    with GraphStore.open(folder) as store:
        answer = store.query(STAGES_BY_REPORT)
    assert [(row["date"], row["stage"]) for row in answer] == [
        ("2017", PG.Planned),
        ("2018", PG.Achieved),
    ]  # type: ignore[union-attr]


def test_a_question_tells_of_each_report_what_its_own_file_says(
    tmp_path: Path,
) -> None:
    """A project of two stages is told with each by the report that says so, and tied to what that report ties it to."""
    told = [
        report_of("2017", "LCD Panel Project", "Planned", ties=("inIndustry",)),
        report_of("2018", "LCD panel projects", "Achieved", ties=("undertakenBy",)),
    ]
    alone: dict[str, list[tuple[object, ...]]] = {}
    for number, triples in enumerate(told):
        (tmp_path / f"{number}.ttl").write_bytes(to_turtle(triples))
        for name, rows in by_report(tmp_path / f"{number}.ttl").items():
            alone.setdefault(name, []).extend(rows)
    together = by_report(tmp_path)
    assert {name: sorted(rows) for name, rows in alone.items()} == {
        name: sorted(rows) for name, rows in together.items()
    }
    assert {"projects", "undertakings", "who-does-what", "promises", "linkages"} <= {
        name for name, rows in together.items() if rows
    }


def by_report(graph: Path) -> dict[str, list[tuple[object, ...]]]:
    """What each question that tells of which report answers, without names, which differ from report to report."""
    source = LocalGraph.open([str(graph)])
    given = {
        "evidence": {"entity": str(CONCEPT.automobile_industry)},
        "promises": {"industry": "automobile industry"},
        "place": {"place": "Chongqing"},
    }
    answers = {}
    for name, query in load_queries().items():
        columns = [column.name for column in query.columns]
        if "report" not in columns or name == "reports":
            continue
        kept = tuple(name for name in columns if not name.endswith(("Label", "s")))
        answer = ask_source(query, source, given.get(name, {})).answer
        assert isinstance(answer, Answer)
        answers[name] = [tuple(map(str, row)) for row in answer.only(kept).rows]
    return answers


def test_construct_gives_the_file_term_by_term(
    reports: list[tuple[Triple, ...]], tmp_path: Path
) -> None:
    """Same lexical forms, same datatypes, though the engine keeps values alone."""
    path = tmp_path / "one.ttl"
    path.write_bytes(to_turtle(reports[0]))
    with GraphStore.open(path) as store:
        built = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert in_order(built) == reports[0]  # type: ignore[arg-type]


def test_a_report_says_what_made_its_graph(reports: list[tuple[Triple, ...]]) -> None:
    """Activity, software and title, and no two reports share an activity."""
    activities = {
        triple.object
        for triples in reports
        for triple in triples
        if triple.predicate.endswith("wasGeneratedBy")
    }
    assert len(activities) == 2
    assert all(
        any(triple.predicate == DCTERMS["title"] for triple in triples)
        for triples in reports
    )
