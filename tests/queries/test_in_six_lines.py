"""What analysts ask in SPARQL of their own: each question needs six lines at most, and gets the answer of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.answers import Answer
from policygraph.namespaces import PG
from policygraph.store import GraphStore

SMALL = Path(__file__).parent.parent / "fixtures" / "small.ttl"
RAILWAY = "Chongqing-Kunming high-speed railway"
PANEL = "Silver Carp LCD panel project"
EN = 'FILTER(LANG(?label) = "en")'

QUESTIONS: dict[str, tuple[str, list[tuple[object, ...]]]] = {
    "key tasks by the industries that they concern": (
        """SELECT ?n (COUNT(DISTINCT ?i) AS ?industries) {
             ?k a pg:KeyTask ; pg:number ?n ; pg:concerns ?i . ?i a pg:Industry } GROUP BY ?n""",
        [("1", 4)],
    ),
    "what is done to the lines that connect places": (
        """SELECT DISTINCT ?label ?verb ?stage {
             ?p pg:connects ?x ; skos:prefLabel ?label ; pg:stage ?stage .
             ?m a pg:Measure ; pg:concerns ?p ; pg:verb/nif:anchorOf ?verb }""",
        [(RAILWAY, "in progress", PG.Underway)],
    ),
    "money promised by currency": (
        "SELECT ?c (SUM(?v) AS ?total) { ?t a pg:Target ; pg:currency ?c ; schema:value ?v } GROUP BY ?c",
        [("CNY", 42100000000.0)],
    ),
    "what a figure counts": (
        """SELECT ?counts ?how ?v ?u { ?f a pg:Figure ; pg:indicator/nif:anchorOf ?counts ; pg:comparison ?how ;
             schema:value ?v ; schema:unitText ?u . ?s itsrdf:taIdentRef ?f ; nif:sentence/nif:anchorOf ?sentence }""",
        [("The share of new energy vehicles", PG.MoreThan, 30.0, "%")],
    ),
    "all that lies within Chongqing": (
        """SELECT DISTINCT ?label { ?what (pg:locatedIn|pg:connects)/pg:partOf* ?city ; skos:prefLabel ?label .
             ?city skos:prefLabel "Chongqing"@en } ORDER BY ?label""",
        [(RAILWAY,), (PANEL,)],
    ),
    "who is to do it": (
        """SELECT ?who ?what { { ?m pg:actor ?i } UNION { ?m pg:undertakenBy ?i }
             ?i skos:prefLabel ?who . ?m skos:prefLabel ?what } ORDER BY ?what""",
        [("Silver Carp Display", PANEL), ("Silver Carp Display", f"build the {PANEL}")],
    ),
    "industries by section of ISIC, inside the report's graph": (
        """SELECT ?code (COUNT(DISTINCT ?i) AS ?n) { ?i a pg:Industry ; skos:broader+/pg:isicCode ?code
             FILTER(REGEX(?code, "^[A-Z]$")) } GROUP BY ?code""",
        [("C", 4)],
    ),
    "deadlines": (
        "SELECT ?by { { ?m pg:deadline ?by } UNION { ?t a pg:Target ; pg:year ?by } } ORDER BY STR(?by)",
        [("2018",), ("2018-12-31",)],
    ),
    "actions": (
        f"""SELECT ?label (COUNT(*) AS ?n) {{ ?m a pg:Measure ; pg:action/skos:prefLabel ?label {EN} }}
            GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT 1""",
        [("build", 2)],
    ),
    "the sentences behind a project's stage": (
        """SELECT ?label ?sentence { ?l rdf:predicate pg:stage ; rdf:subject/skos:prefLabel ?label ;
             prov:wasDerivedFrom/nif:anchorOf ?sentence } ORDER BY ?label""",
        [
            (
                RAILWAY,
                f"Work on the {RAILWAY}, a part of the southwest railway corridor programme, is in progress.",
            ),
            (
                "Shapingba Station",
                "We will complete Shapingba Station in Shapingba.",
            ),
            (
                PANEL,
                f"We will build the {PANEL} in Beibei District, to be carried out by Silver Carp Display.",
            ),
        ],
    ),
    "the rail map": (
        """SELECT ?from ?to { ?p pg:connects ?a , ?b FILTER(STR(?a) < STR(?b))
             ?a skos:prefLabel ?from ; geo:hasCentroid/geo:asWKT ?one .
             ?b skos:prefLabel ?to ; geo:hasCentroid/geo:asWKT ?other }""",
        [("Kunming", "Chongqing")],
    ),
    "a stage by the report that says so": (
        f"""SELECT ?label ?date ?stage {{ ?l rdf:predicate pg:stage ; rdf:object ?stage ; rdf:subject ?p ;
             pg:inReport/dcterms:date ?date . ?p skos:prefLabel ?label FILTER(?label = "{RAILWAY}"@en) }}""",
        [(RAILWAY, "2018-01-15", PG.Underway)],
    ),
    "industries of the scheme without a Chinese name": (
        """SELECT ?i { ?i a pg:Industry ; skos:inScheme concept:industries
             FILTER NOT EXISTS { ?i skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") } }""",
        [],
    ),
    "industries and institutions in one measure": (
        f"""SELECT DISTINCT ?label ?who {{ ?m a pg:Measure ; pg:concerns ?x , ?y .
             ?x a pg:Industry ; skos:prefLabel ?label {EN} ?y a pg:Institution ; skos:prefLabel ?who }}""",
        [("LCD panel industry", "Silver Carp Display")],
    ),
}

ON_THE_SEED: dict[str, tuple[object, ...]] = {
    "key tasks by the industries that they concern": ("1",),
    "what is done to the lines that connect places": (RAILWAY, "start", PG.Planned),
    "money promised by currency": ("CNY", 42100000000.0),
    "what a figure counts": ("rural power grids", PG.Exactly, 40000.0, "kilometre"),
    "all that lies within Chongqing": (RAILWAY,),
    "who is to do it": ("Corning", "Corning glass substrate project"),
    "industries by section of ISIC, inside the report's graph": ("A",),
    "actions": ("promote",),
    "the sentences behind a project's stage": (RAILWAY,),
    "the rail map": ("Kunming", "Chongqing"),
    "a stage by the report that says so": (RAILWAY, "2017-01-15", PG.Planned),
    "industries and institutions in one measure": ("glass substrates", "Corning"),
}
"""How a row of each answer on the seed begins, as its text has it.

Its text names no year, so nothing has a deadline, and every industry has a Chinese name.
"""


@pytest.fixture(scope="module")
def seed(seed_graph: Path) -> GraphStore:
    """The seed's graph, to be asked."""
    return GraphStore.open(seed_graph)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """The small graph, to be asked."""
    return GraphStore.open(SMALL)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_analyst_gets_the_answer_in_six_lines(
    store: GraphStore, question: str
) -> None:
    """The question is short, and its rows are those of the text."""
    sparql, expected = QUESTIONS[question]
    assert len(sparql.splitlines()) <= 6
    answer = store.query(sparql)
    assert isinstance(answer, Answer)
    assert [tuple(row.values()) for row in answer.to_dicts()] == expected


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_whole_report_answers_the_same_questions(
    seed: GraphStore, question: str
) -> None:
    """The seed's graph has the row that its text has; where the text says nothing, there is no row."""
    answer = seed.query(QUESTIONS[question][0])
    assert isinstance(answer, Answer)
    rows = [tuple(row.values()) for row in answer.to_dicts()]
    expected = ON_THE_SEED.get(question)
    begun = [row[: len(expected)] for row in rows] if expected else rows
    assert expected in begun if expected else not rows
