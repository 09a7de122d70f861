"""Every question of the library gives the right answer on the small graph, which was read by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.answers import Answer, GraphAnswer
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.queries import LocalGraph, ask_source, load_queries
from policygraph.sparql import lex
from policygraph.terms import Iri, Literal, Triple

SMALL = Path(__file__).parent.parent / "fixtures" / "small.ttl"
BASES = "Strengthen the manufacturing base."
ROUTES = "Extend the transport network."
RAILWAY = "Chongqing-Kunming high-speed railway"
CORRIDOR = "southwest railway corridor programme"
CARP = "Silver Carp LCD panel project"
OF_ALL_REPORTS = {
    *("central", "chain", "class-pairs", "co-linkages", "coordinates", "describe"),
    *("entities", "industries", "industry-tree", "institutions", "names"),
    *("neighbourhood", "network", "parts", "places", "rejected", "search"),
    *("unlinked", "within-measures", "targets-and-results"),
}
"""Questions about things whoever names them, and the one whose rows are of two reports."""
GOVERNMENT = "Chongqing Municipal People's Government"
BUILD = "We will build the Silver Carp LCD panel project in Beibei District, to be carried out by Silver Carp Display."
WORK = f"Work on the {RAILWAY}, a part of the {CORRIDOR}, is in progress."

ANSWERS: dict[str, tuple[dict[str, str], tuple[str, ...], list[tuple[object, ...]]]] = {
    "reports": (
        {},
        ("reportLabel", "date", "speaker", "tasks", "entities", "linkages"),
        [(f"Work plan of the {GOVERNMENT}", "2018-01-15", "Lin Yuan", 11, 18, 12)],
    ),
    "tasks": (
        {"under": ROUTES},
        ("number", "level", "taskLabel", "stage"),
        [
            ("III", 1, ROUTES, None),
            (None, 2, "Speed up railway construction.", None),
            (None, 3, f"Work on the {RAILWAY} in progress", f"{PG}Underway"),
            (None, 3, "complete Shapingba Station", f"{PG}Planned"),
        ],
    ),
    "measures": (
        {"about": "Biomedicine base"},
        ("measureLabel", "verb", "object", "progress", "concerns"),
        [
            (
                "42.1 billion yuan raised",
                "raised",
                "42.1 billion yuan",
                f"{PG}Planned",
                "42.1 billion yuan; biomedicine; biomedicine base",
            )
        ],
    ),
    "stages": (
        {},
        ("number", "keyTaskLabel", "planned", "underway", "achieved"),
        [("1", BASES, 3, 0, 1), ("III", ROUTES, 1, 1, 0)],
    ),
    "coverage": (
        {},
        (
            "number",
            "tasks",
            "measures",
            "industries",
            "projects",
            "places",
            "institutions",
            "targets",
        ),
        [("1", 2, 4, 4, 2, 1, 2, 2), ("III", 1, 2, 0, 3, 1, 0, 0)],
    ),
    "industries": (
        {},
        ("industryLabel", "keyTasks", "measures", "projects", "targets"),
        [
            ("LCD panel industry", 1, 1, 1, 0),
            ("biomedicine", 1, 1, 1, 0),
            ("new energy vehicles", 1, 1, 0, 1),
            ("automobile industry", 1, 0, 0, 0),
        ],
    ),
    "promises": (
        {"industry": "New Energy Vehicles"},
        ("kind", "whatLabel", "stage", "keyTaskLabel"),
        [
            ("measure", "The share of new energy vehicles rise", f"{PG}Planned", BASES),
            ("target", "more than 30%", None, BASES),
        ],
    ),
    "industry-tree": (
        {},
        ("concept", "industryLabel"),
        [
            (
                "https://w3id.org/policygraph/concept/automobile_industry",
                "new energy vehicles",
            ),
            (
                "https://w3id.org/policygraph/concept/manufacturing",
                "automobile industry",
            ),
            ("https://w3id.org/policygraph/concept/new_displays", "LCD panel industry"),
            (
                "https://w3id.org/policygraph/concept/pharmaceutical_industry",
                "biomedicine",
            ),
        ],
    ),
    "areas": (
        {},
        ("areaLabel", "keyTasks", "tasks", "measures"),
        [("transport", 0, 1, 0)],
    ),
    "promises-in-area": (
        {"area": "Transport"},
        ("areaLabel", "taskLabel", "stage", "words", "sentenceLabel"),
        [
            (
                "transport",
                "Speed up railway construction.",
                None,
                "railway",
                "Speed up railway construction.",
            )
        ],
    ),
    "deadlines": (
        {},
        ("by", "kind", "whatLabel"),
        [
            ("2018", "target", "42.1 billion yuan"),
            ("2018-12-31", "measure", "build the Silver Carp LCD panel project"),
        ],
    ),
    "who-does-what": (
        {},
        ("institutionLabel", "kind", "whatLabel", "stage"),
        [
            (
                "Silver Carp Display",
                "measure",
                "build the Silver Carp LCD panel project",
                f"{PG}Planned",
            ),
            ("Silver Carp Display", "project", CARP, f"{PG}Planned"),
        ],
    ),
    "headline-figures": ({}, ("figureLabel", "value"), []),
    "results": ({}, ("figureLabel", "value"), []),
    "targets-and-results": ({}, ("counts", "promised", "reached"), []),
    "projects": (
        {"place": "Chongqing"},
        ("projectLabel", "progress", "industries", "places", "institutions"),
        [
            (RAILWAY, f"{PG}Underway", None, "Chongqing; Kunming", None),
            (
                CARP,
                f"{PG}Planned",
                "LCD panel industry",
                "Beibei District",
                "Silver Carp Display",
            ),
        ],
    ),
    "undertakings": (
        {},
        ("institutionLabel", "projectLabel", "stage"),
        [("Silver Carp Display", CARP, f"{PG}Planned")],
    ),
    "transport": (
        {},
        ("routeLabel", "stage", "fromLabel", "toLabel"),
        [(RAILWAY, f"{PG}Underway", "Kunming", "Chongqing")],
    ),
    "places": (
        {},
        ("placeLabel", "projects", "institutions", "measures"),
        [
            ("Beibei District", 1, 0, 1),
            ("Chongqing", 1, 1, 0),
            ("Shapingba", 1, 0, 1),
            ("Kunming", 1, 0, 0),
        ],
    ),
    "place": (
        {"place": "重庆"},
        ("how", "whatLabel", "class", "stage"),
        [
            (f"{PG}connects", RAILWAY, f"{PG}Project", f"{PG}Underway"),
            (f"{PG}locatedIn", CARP, f"{PG}Project", f"{PG}Planned"),
            (f"{PG}jurisdiction", GOVERNMENT, f"{PG}Institution", None),
            (f"{PG}partOf", "Beibei District", f"{PG}Place", None),
        ],
    ),
    "coordinates": (
        {},
        ("placeLabel", "coordinates"),
        [
            ("Chongqing", "POINT(106.55771 29.56026)"),
            ("Kunming", "POINT(102.71833 25.03889)"),
        ],
    ),
    "parts": (
        {},
        ("partLabel", "wholeLabel", "class"),
        [
            ("Beibei District", "Chongqing", f"{PG}Place"),
            (RAILWAY, CORRIDOR, f"{PG}Project"),
        ],
    ),
    "institutions": (
        {},
        ("institutionLabel", "jurisdiction", "places", "projects", "measures"),
        [
            ("Silver Carp Display", None, None, 1, 1),
            (GOVERNMENT, "Chongqing", None, 0, 0),
            ("Lantern Bay Exchange", None, None, 0, 0),
        ],
    ),
    "targets": (
        {},
        (
            "targetLabel",
            "value",
            "in",
            "currency",
            "comparison",
            "year",
            "goals",
            "taskLabel",
        ),
        [
            (
                "42.1 billion yuan",
                42.1e9,
                "yuan",
                "CNY",
                f"{PG}Exactly",
                "2018",
                "biomedicine base",
                BASES,
            ),
            (
                "more than 30%",
                30.0,
                "%",
                None,
                f"{PG}MoreThan",
                None,
                "new energy vehicles",
                BASES,
            ),
        ],
    ),
    "money": (
        {},
        ("currency", "amount", "targetLabel", "goals"),
        [("CNY", 42.1e9, "42.1 billion yuan", "biomedicine base")],
    ),
    "linkages": (
        {"entity": "Kunming"},
        ("fromLabel", "by", "toLabel", "confidence", "foundBy", "sentenceLabel"),
        [(RAILWAY, f"{PG}connects", "Kunming", 0.99, f"{PG}RouteRule", WORK)],
    ),
    "doubtful": (
        {"below": "0.8"},
        ("confidence", "fromLabel", "by", "toLabel"),
        [(0.6, "biomedicine base", f"{PG}hasTarget", "42.1 billion yuan")],
    ),
    "class-pairs": (
        {},
        ("from", "by", "to", "linkages", "confidence"),
        [
            (f"{PG}Project", f"{PG}connects", f"{PG}Place", 2, 0.99),
            (f"{PG}Project", f"{PG}inIndustry", f"{PG}Industry", 2, 0.91),
            (f"{PG}Project", f"{PG}locatedIn", f"{PG}Place", 2, 0.86),
            (f"{PG}Industry", f"{PG}hasTarget", f"{PG}Target", 1, 0.85),
            (f"{PG}Institution", f"{PG}jurisdiction", f"{PG}Place", 1, 1.0),
            (f"{PG}Place", f"{PG}partOf", f"{PG}Place", 1, 1.0),
            (f"{PG}Project", f"{PG}hasTarget", f"{PG}Target", 1, 0.6),
            (f"{PG}Project", f"{PG}partOf", f"{PG}Project", 1, 0.85),
            (f"{PG}Project", f"{PG}undertakenBy", f"{PG}Institution", 1, 0.9),
        ],
    ),
    "within-measures": (
        {"class": "project", "with": "places"},
        ("oneLabel", "otherLabel", "measures"),
        [("Shapingba Station", "Shapingba", 1), (CARP, "Beibei District", 1)],
    ),
    "co-linkages": (
        {"least": "1"},
        ("oneLabel", "otherLabel", "measures"),
        [
            ("Beibei District", CARP, 1),
            (RAILWAY, CORRIDOR, 1),
            ("LCD panel industry", "Beibei District", 1),
            ("LCD panel industry", "Silver Carp Display", 1),
            ("LCD panel industry", CARP, 1),
            ("Shapingba", "Shapingba Station", 1),
            ("Silver Carp Display", "Beibei District", 1),
            ("Silver Carp Display", CARP, 1),
            ("biomedicine", "42.1 billion yuan", 1),
            ("biomedicine", "biomedicine base", 1),
            ("biomedicine base", "42.1 billion yuan", 1),
            ("new energy vehicles", "more than 30%", 1),
        ],
    ),
    "unlinked": (
        {},
        ("entityLabel", "kind"),
        [
            ("automobile industry", f"{PG}Industry"),
            ("Lantern Bay Exchange", f"{PG}Institution"),
        ],
    ),
    "evidence": (
        {"entity": "Silver Carp Display"},
        ("as", "words", "confidence", "sentenceLabel"),
        [
            ("mention", "Silver Carp Display", 0.9, BUILD),
            ("linkage", "undertakenBy", 0.9, BUILD),
        ],
    ),
    "search": (
        {"text": "SILVER"},
        ("thingLabel", "class", "name"),
        [
            ("Silver Carp Display", f"{PG}Institution", "Silver Carp Display"),
            (CARP, f"{PG}Project", CARP),
            (
                "build the Silver Carp LCD panel project",
                f"{PG}Measure",
                "build the Silver Carp LCD panel project",
            ),
        ],
    ),
    "names": (
        {},
        ("entityLabel", "name", "language"),
        [
            ("Chongqing", "Chongqing Municipality", "en"),
            ("Chongqing", "重庆", "zh"),
            (GOVERNMENT, "the Municipal Government", "en"),
            ("automobile industry", "auto industry", "en"),
            ("automobile industry", "auto manufacturing", "en"),
            ("automobile industry", "auto sector", "en"),
            ("automobile industry", "automobile manufacturing", "en"),
            ("automobile industry", "automobile manufacturing industry", "en"),
            ("automobile industry", "automobile sector", "en"),
            ("automobile industry", "automobiles", "en"),
            ("automobile industry", "automotive industry", "en"),
            ("automobile industry", "automotive manufacturing", "en"),
            ("automobile industry", "automotive sector", "en"),
            ("automobile industry", "car industry", "en"),
            ("automobile industry", "car manufacturing", "en"),
            ("automobile industry", "motor industry", "en"),
            ("automobile industry", "vehicle manufacturing", "en"),
            ("biomedicine", "biomedical industry", "en"),
            ("biomedicine", "biomedicine industry", "en"),
            ("biomedicine", "biopharmaceutical industry", "en"),
            ("biomedicine", "biopharmaceuticals", "en"),
            ("new energy vehicles", "new energy vehicle", "en"),
            ("new energy vehicles", "new energy vehicle industry", "en"),
            ("new energy vehicles", "new energy vehicle manufacturing", "en"),
            ("new energy vehicles", "new-energy vehicles", "en"),
        ],
    ),
    "entities": (
        {"class": "Place"},
        ("entityLabel", "kind", "mentions", "linkages"),
        [
            ("Chongqing", f"{PG}Place", 0, 3),
            ("Beibei District", f"{PG}Place", 1, 2),
            ("Shapingba", f"{PG}Place", 1, 1),
            ("Kunming", f"{PG}Place", 0, 1),
        ],
    ),
    "central": (
        {"class": "place", "top": "2"},
        ("rank", "entityLabel", "kind", "degree", "betweenness"),
        # of the 105 pairs of other entities, 19 are joined through Chongqing and 15 through Beibei District
        [
            (1, "Chongqing", f"{PG}Place", 3, 0.181),
            (2, "Beibei District", f"{PG}Place", 2, 0.1429),
        ],
    ),
    "chain": (
        {"from": "Kunming", "to": "Beibei District"},
        ("step", "hereLabel", "by", "thereLabel", "sentenceLabel"),
        [
            (1, "Kunming", "^connects", RAILWAY, WORK),
            (2, RAILWAY, f"{PG}connects", "Chongqing", WORK),
            (3, "Chongqing", "^partOf", "Beibei District", BUILD),
        ],
    ),
    "rejected": ({}, ("node", "nodeLabel", "kind", "reason"), []),
}
GRAPHS = ("neighbourhood", "network", "describe")


@pytest.fixture(scope="module")
def small() -> LocalGraph:
    """The small graph, to be asked."""
    return LocalGraph.open([str(SMALL)])


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_gets_the_right_answer(small: LocalGraph, name: str) -> None:
    """The columns that matter hold what a reader of the small report would say."""
    given, columns, rows = ANSWERS[name]
    answer = ask_source(load_queries()[name], small, given).answer
    assert isinstance(answer, Answer)
    assert [tuple(row[column] for column in columns) for row in answer] == rows


@pytest.mark.parametrize("name", ANSWERS)
def test_the_columns_are_those_of_the_header(small: LocalGraph, name: str) -> None:
    """Programs find the columns that the header names, in its order."""
    query = load_queries()[name]
    answer = ask_source(query, small, ANSWERS[name][0]).answer
    assert isinstance(answer, Answer)
    assert answer.columns == tuple(column.name for column in query.columns)


def test_the_neighbourhood_is_the_entity_with_its_linkages(small: LocalGraph) -> None:
    """Both directions, with classes and names."""
    answer = ask_source(
        load_queries()["neighbourhood"], small, {"entity": "Kunming"}
    ).answer
    assert isinstance(answer, GraphAnswer)
    kunming, railway = (
        BASE["place-1804651"],
        BASE["project-chongqing_kunming_high_speed_railway--39bc54db9c47"],
    )
    assert set(answer) == {
        Triple(kunming, RDF.type, PG.Place),
        Triple(kunming, SKOS.prefLabel, Literal("Kunming", language="en")),
        Triple(railway, PG.connects, kunming),
        Triple(railway, RDF.type, PG.Project),
        Triple(railway, SKOS.prefLabel, Literal(RAILWAY, language="en")),
    }


def test_the_network_holds_each_linkage_once(small: LocalGraph) -> None:
    """As many statements between entities as there are linkages, and nothing of the text."""
    answer = ask_source(load_queries()["network"], small, {}).answer
    assert isinstance(answer, GraphAnswer)
    between = [
        triple
        for triple in answer
        if triple.predicate not in {RDF.type, SKOS.prefLabel}
    ]
    assert len(between) == 12
    assert {triple.predicate for triple in between} <= {
        PG[name] for name in _linkages()
    }


def test_a_thing_is_described_by_its_own_triples(small: LocalGraph) -> None:
    """Whatever it is the subject of."""
    answer = ask_source(
        load_queries()["describe"], small, {"thing": "Silver Carp Display"}
    ).answer
    assert isinstance(answer, GraphAnswer)
    assert {triple.subject for triple in answer} == {
        BASE["institution-silver_carp_display--6c3b1a2d0663"]
    }
    assert len(answer) == 4


def test_every_question_is_tested() -> None:
    """None comes without its answer, and there are at least 20."""
    assert set(load_queries()) == {*ANSWERS, *GRAPHS}
    assert len(load_queries()) >= 20


@pytest.mark.parametrize("name", load_queries())
def test_parameters_and_tree_are_variables_of_the_query(name: str) -> None:
    """What a header names, the SPARQL has; a computed question takes its parameters outside SPARQL."""
    query = load_queries()[name]
    asked = query.asked_with({parameter.name for parameter in query.parameters})
    variables = {token.text[1:] for token in lex(asked) if token.kind == "variable"}
    if not query.computed:
        assert {parameter.name for parameter in query.parameters} <= variables
        assert {column.name for column in query.columns} <= variables
    assert set(query.several) <= {column.name for column in query.columns}
    assert query.tree in {"", *(column.name for column in query.columns)}


@pytest.mark.parametrize("name", load_queries())
def test_titles_are_in_both_languages(name: str) -> None:
    """English in ASCII, Chinese in Chinese."""
    query = load_queries()[name]
    assert query.title.isascii()
    assert any("\u4e00" <= char <= "\u9fff" for char in query.title_zh)


def _linkages() -> tuple[str, ...]:
    return (
        "inIndustry",
        "undertakenBy",
        "locatedIn",
        "connects",
        "partOf",
        "jurisdiction",
        "hasTarget",
    )


def test_rejected_shows_what_the_gate_keeps_out(tmp_path: Path) -> None:
    """A linkage without evidence is held back; the question says so and why."""
    text = SMALL.read_text(encoding="utf-8")
    head, _, tail = text.partition("<linkage-connects-bea39ebb2ca03291>")
    broken = tail.replace(
        "\tprov:wasDerivedFrom <sentence-ee8d00f2ce3828dd-536-653> ;\n", "", 1
    )
    path = tmp_path / "broken.ttl"
    path.write_text(
        f"{head}<linkage-connects-bea39ebb2ca03291>{broken}", encoding="utf-8"
    )
    answer = ask_source(
        load_queries()["rejected"], LocalGraph.open([str(path)]), {}
    ).answer
    assert isinstance(answer, Answer)
    assert Iri(f"{BASE}linkage-connects-bea39ebb2ca03291") in {
        row[0] for row in answer.rows
    }
    assert all(row["reason"] for row in answer)


def test_what_is_told_is_told_of_a_report() -> None:
    """Whatever lists what reports say has a column that tells which of them says so, by IRI and title."""
    telling = {
        name
        for name, query in load_queries().items()
        if {"report", "reportLabel"} <= {column.name for column in query.columns}
    }
    assert telling == set(load_queries()) - OF_ALL_REPORTS


TWO_LANGUAGES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/policygraph/id/> .
:report a pg:Report ; dcterms:title "A report" .
:outer a pg:KeyTask, pg:Task ; skos:prefLabel "A plan"@en ; pg:inReport :report ; pg:concerns :target, :x .
:inner a pg:KeyTask, pg:Task ; skos:prefLabel "Industry"@en ; dcterms:isPartOf :outer ; pg:inReport :report ;
    pg:concerns :target, :x .
:target a pg:Target ; skos:prefLabel "30%"@en ; pg:inReport :report .
:x a pg:Industry ; skos:prefLabel "X-9"@en, "X-9"@zh ; pg:inReport :report ; pg:hasTarget :target .
:p a pg:Project ; skos:prefLabel "X-9 base"@en, "X-9 基地"@zh ; pg:inReport :report ;
    pg:inIndustry :x ; pg:stage pg:Planned .
:one a pg:Linkage ; rdf:subject :p ; rdf:predicate pg:inIndustry ; rdf:object :x ; pg:inReport :report .
:two a pg:Linkage ; rdf:subject :p ; rdf:predicate pg:stage ; rdf:object pg:Planned ; pg:inReport :report .
"""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("entities", {"class": "Industry"}),
        ("industries", {}),
        ("projects", {}),
        ("projects", {"industry": "X-9"}),
        ("targets", {}),
        ("promises", {"industry": "X-9"}),
    ],
)
def test_a_name_that_two_languages_spell_alike_gives_no_second_row(
    tmp_path: Path, name: str, given: dict[str, str]
) -> None:
    """Each thing stands in one row, also a target of a key task within another: it is told with the inner one."""
    path = tmp_path / "two.ttl"
    path.write_text(TWO_LANGUAGES, encoding="utf-8")
    graph = LocalGraph.open([str(path)])
    answer = ask_source(load_queries()[name], graph, given).answer
    assert isinstance(answer, Answer)
    told = [tuple(row[column] for column in answer.columns) for row in answer]
    assert told
    assert len({row[:2] for row in told}) == len(told)
    for column in {"taskLabel", "keyTaskLabel"} & set(answer.columns):
        assert {str(row[column]) for row in answer} <= {"Industry", "None"}


def test_what_is_told_of_one_thing_alone_is_no_linkage(tmp_path: Path) -> None:
    """That a project is planned counts neither among the report's linkages nor among its own."""
    path = tmp_path / "two.ttl"
    path.write_text(TWO_LANGUAGES, encoding="utf-8")
    graph = LocalGraph.open([str(path)])
    for name, given in (("reports", {}), ("entities", {"class": "Project"})):
        answer = ask_source(load_queries()[name], graph, given).answer
        assert isinstance(answer, Answer)
        assert [row["linkages"] for row in answer] == [1], name
