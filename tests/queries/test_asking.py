"""Parameters in words, one's own SPARQL, sources of every kind, and what is said when there is nothing to say."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.answers import Answer, TruthAnswer
from policygraph.building import build_files
from policygraph.errors import (
    GraphError,
    ParameterError,
    QuerySyntaxError,
    RefusedQueryError,
    UnknownQueryError,
    UsageError,
)
from policygraph.namespaces import BASE, PG, XSD
from policygraph.queries import LocalGraph, ask, ask_source, load_query, own_query
from policygraph.queries.library import read_query
from policygraph.queries.model import Parameter
from policygraph.queries.parameters import bind, term_for
from policygraph.queries.sources import sandboxed
from policygraph.rdf import parse_triples, serialise
from policygraph.spellings import fold
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).parent.parent / "fixtures" / "small.ttl"
KUNMING = BASE["place-1804651"]


@pytest.fixture(scope="module")
def small() -> LocalGraph:
    """The small graph, to be asked."""
    return LocalGraph.open([str(SMALL)])


@pytest.mark.parametrize(
    "value",
    ["Kunming", "kunming", " KUNMING ", str(KUNMING), f"<{KUNMING}>"],
    ids=["label", "lower", "spaces", "iri", "brackets"],
)
def test_a_thing_is_given_by_name_or_iri(small: LocalGraph, value: str) -> None:
    """A label without regard to case, or an IRI."""
    assert bind(load_query("place"), {"place": value}, small) == {"place": KUNMING}


@pytest.mark.parametrize("value", ["重庆", "chongqing municipality"])
def test_a_thing_is_given_by_any_of_its_names(small: LocalGraph, value: str) -> None:
    """Alternative names count, in any language."""
    assert bind(load_query("place"), {"place": value}, small) == {
        "place": BASE["place-1814906"]
    }


def test_apostrophes_and_spacing_do_not_matter() -> None:
    """Names are compared as a person reads them."""
    assert fold("People’s  Government") == fold("people's government")


@pytest.mark.parametrize(
    ("query", "given", "bound"),
    [
        ("projects", {"stage": "Under way".replace(" ", "")}, {"stage": PG.Underway}),
        (
            "within-measures",
            {"class": "industries", "with": "place"},
            {"class": PG.Industry, "with": PG.Place},
        ),
        (
            "linkages",
            {"linkage": "located in", "least": "0.5"},
            {"linkage": PG.locatedIn, "least": Literal("0.5", XSD.decimal)},
        ),
        ("co-linkages", {"least": "3"}, {"least": Literal("3", XSD.integer)}),
        ("targets", {"unit": "YUAN"}, {"unit": Literal("YUAN")}),
        ("unlinked", {"class": "pg:Place"}, {"class": PG.Place}),
    ],
)
def test_words_and_numbers_become_terms(
    small: LocalGraph,
    query: str,
    given: dict[str, str],
    bound: dict[str, Iri | Literal],
) -> None:
    """Stages, classes, linkages and numbers are said in words."""
    assert bind(load_query(query), given, small) == bound


@pytest.mark.parametrize(
    ("query", "given", "said"),
    [
        ("place", {}, "lacks parameter 'place'"),
        ("place", {"place": "  "}, "lacks parameter 'place'"),
        ("place", {"plac": "x"}, "did you mean 'place'?"),
        ("place", {"place": "Kunmin"}, "did you mean 'Kunming'?"),
        ("place", {"place": "xyzzy"}, "names no Place of this graph"),
        ("place", {"place": "automobile industry"}, "names no Place"),
        ("projects", {"stage": "plannd"}, "did you mean 'Planned'?"),
        ("co-linkages", {"least": "many"}, "least='many' is no count"),
        ("co-linkages", {"least": "1.5"}, "least='1.5' is no count"),
        ("co-linkages", {"least": "0"}, "is no count"),
        ("co-linkages", {"least": "1_0"}, "is no count"),
        ("central", {"top": "-1"}, "top='-1' is no count; expected a whole number"),
        ("central", {"top": "1e9"}, "is no count"),
        ("central", {"top": "\N{ARABIC-INDIC DIGIT TWO}"}, "is no count"),
        ("central", {"top": "9" * 5000}, "is no count"),
        ("doubtful", {"below": "nan"}, "is no decimal"),
        ("doubtful", {"below": "1e-1"}, "is no decimal"),
        ("doubtful", {"below": "1e999999999"}, "is no decimal"),
        ("places", {"x": "1"}, "takes no other"),
    ],
)
def test_a_wrong_parameter_is_explained(
    small: LocalGraph, query: str, given: dict[str, str], said: str
) -> None:
    """The message names what was given, what is near, and what to do."""
    with pytest.raises(ParameterError, match=said.replace("?", r"\?")):
        bind(load_query(query), given, small)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("count", "007", Literal("7", XSD.integer)),
        ("integer", "-3", Literal("-3", XSD.integer)),
        ("integer", "0", Literal("0", XSD.integer)),
        ("decimal", ".5", Literal("0.5", XSD.decimal)),
        ("decimal", "-1.50", Literal("-1.50", XSD.decimal)),
        ("anything", "12", Literal("12", XSD.integer)),
        ("anything", "1e999999999", Literal("1e999999999")),
    ],
)
def test_numbers_are_what_plain_digits_write(
    small: LocalGraph, kind: str, value: str, term: Literal
) -> None:
    """What has an exponent is text, where that may be."""
    assert term_for(Parameter("n", kind, "", ""), value, small) == term


def test_two_things_of_one_name_are_told_apart_by_iri() -> None:
    """A name that is not enough is refused, with the IRIs to choose from."""
    text = "".join(
        f"<x:{n}> a pg:Place, pg:X ; skos:prefLabel 'Riverside'@en .\n" for n in "ab"
    )
    head = (
        f"@prefix pg: <{PG}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    graph = LocalGraph(GraphStore.from_triples(parse_triples(head + text, "turtle")))
    with pytest.raises(ParameterError, match="names 2 things: <x:a>, <x:b>"):
        bind(load_query("place"), {"place": "riverside"}, graph)


def test_two_things_of_one_name_are_told_apart_by_class() -> None:
    """The class before the name is enough where it tells them apart, whatever its case; the message says so."""
    text = (
        "<x:a> a pg:Place ; skos:prefLabel 'Riverside'@en .\n"
        "<x:b> a pg:Institution ; skos:prefLabel 'Riverside'@en .\n"
    )
    head = (
        f"@prefix pg: <{PG}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    graph = LocalGraph(GraphStore.from_triples(parse_triples(head + text, "turtle")))
    query = load_query("neighbourhood")
    with pytest.raises(ParameterError) as told:
        bind(query, {"entity": "riverside"}, graph)
    assert "names 2 things: Place <x:a>, Institution <x:b>" in str(told.value)
    assert "Institution:riverside" in str(told.value)
    assert bind(query, {"entity": "place:Riverside"}, graph)["entity"] == "x:a"
    assert bind(query, {"entity": "Institution: riverside"}, graph)["entity"] == "x:b"
    with pytest.raises(ParameterError, match="no Project"):
        bind(query, {"entity": "Project:Riverside"}, graph)


def test_an_unknown_question_names_the_nearest() -> None:
    """And where the list is."""
    with pytest.raises(UnknownQueryError, match="did you mean 'projects'"):
        ask("project", [str(SMALL)])


def test_a_value_is_never_syntax(small: LocalGraph) -> None:
    """Quotes and braces in a parameter stay text."""
    asked = ask_source(load_query("search"), small, {"text": '") } DROP ALL #'})
    assert asked.answer == Answer(asked.answer.columns, ())  # type: ignore[union-attr]


def test_an_empty_answer_comes_with_a_sentence(small: LocalGraph) -> None:
    """It repeats the question and what was bound."""
    asked = ask_source(
        load_query("undertakings"), small, {"institution": "Lantern Bay Exchange"}
    )
    assert asked.note.startswith(
        "Nothing in the graph answers “Who carries which project” with institution = <"
    )
    assert ask_source(load_query("places"), small, {}).note == ""


def test_own_sparql_knows_the_prefixes_and_takes_parameters(small: LocalGraph) -> None:
    """A variable of one's own query is bound to a name."""
    query = own_query(
        "SELECT ?label ?place { ?rail pg:connects ?place . ?place skos:prefLabel ?label }"
    )
    answer = ask_source(query, small, {"place": "kunming"}).answer
    assert isinstance(answer, Answer)
    assert answer.to_dicts() == [{"label": "Kunming", "place": str(KUNMING)}]


def test_own_parameters_reach_groups_and_constructs(small: LocalGraph) -> None:
    """Also where the variable is not projected."""
    for text in (
        "ASK { ?x pg:connects ?place }",
        "CONSTRUCT { ?x a pg:Seen } { ?x pg:connects ?place }",
    ):
        answer = ask_source(own_query(text), small, {"place": "kunming"}).answer
        assert bool(answer)
        assert not ask_source(
            own_query(text), small, {"place": "Beibei District"}
        ).answer


def test_a_syntax_error_shows_line_column_and_caret(tmp_path: Path) -> None:
    """And calls the file by its name."""
    path = tmp_path / "own.rq"
    path.write_text(
        "SELECT ?s\nWHERE { ?s a pg:Place ;; }\nLIMIT x\n", encoding="utf-8"
    )
    with pytest.raises(QuerySyntaxError) as caught:
        ask(str(path), [str(SMALL)])
    first, shown, caret, *_ = str(caught.value).splitlines()
    assert first.startswith(f"{path}:3:7:")
    assert (shown, caret) == ("LIMIT x", "      ^")


def test_a_file_with_a_header_is_a_question(tmp_path: Path) -> None:
    """Its parameters are typed as the header says."""
    path = tmp_path / "mine.rq"
    path.write_text(load_query("undertakings").text, encoding="utf-8")
    answer = ask(str(path), [str(SMALL)], {"institution": "silver carp display"}).answer
    assert isinstance(answer, Answer)
    assert len(answer) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#+ titel: x", "no header line"),
        ("#+ parameter: a | strange | any | x", "is no parameter"),
        ("#+ column: a", "is no column"),
        ("#+ computed: magic", "nothing computes 'magic'"),
        ("#+ title: x", "has no 'title@zh'"),
    ],
)
def test_a_broken_header_is_named_with_file_and_line(
    tmp_path: Path, line: str, said: str
) -> None:
    """So that whoever adds a question finds the fault."""
    path = tmp_path / "q.rq"
    rest = (
        ""
        if "title:" in line
        else "#+ title: a\n#+ title@zh: 甲\n#+ answers: x\n#+ group: y\n"
    )
    path.write_text(f"{rest}{line}\nASK {{}}\n", encoding="utf-8")
    with pytest.raises(GraphError, match=said) as caught:
        read_query(path)
    assert f"{path}:" in str(caught.value)


def _as_file(folder: Path) -> str:
    path = folder / "g.nt"
    path.write_bytes(serialise(parse_triples(SMALL.read_bytes(), "turtle"), "ntriples"))
    return str(path)


def _as_gzip(folder: Path) -> str:
    path = folder / "g.ttl.gz"
    path.write_bytes(gzip.compress(SMALL.read_bytes()))
    return str(path)


def _as_folder(folder: Path) -> str:
    home = folder / "out"
    home.mkdir()
    (home / "small.ttl").write_bytes(SMALL.read_bytes())
    return str(home)


def _as_store(folder: Path) -> str:
    GraphStore.open(SMALL).save(folder / "store")
    return str(folder / "store")


@pytest.mark.parametrize("form", [_as_file, _as_gzip, _as_folder, _as_store])
def test_every_form_of_a_graph_gives_the_same_answer(
    tmp_path: Path, form: Callable[[Path], str]
) -> None:
    """A file, zipped or not, a folder, a store folder."""
    assert ask("places", [form(tmp_path)]).answer == ask("places", [str(SMALL)]).answer


def test_an_endpoint_stands_alone() -> None:
    """It cannot be merged with files."""
    with pytest.raises(UsageError, match="one endpoint alone"):
        ask("places", ["http://127.0.0.1:9/sparql", str(SMALL)])


def test_own_sparql_cannot_reach_out() -> None:
    """SERVICE is refused before anything is asked."""
    with pytest.raises(RefusedQueryError, match="SERVICE"):
        ask_source(
            own_query("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
            LocalGraph.open([str(SMALL)]),
            {},
        )


def test_a_truth_is_a_truth(small: LocalGraph) -> None:
    """ASK yields yes or no, and no note."""
    asked = ask_source(own_query("ASK { ?x a pg:Nothing }"), small, {})
    assert asked.answer == TruthAnswer(value=False)
    assert asked.note == ""


def test_a_chain_that_does_not_exist_is_said_so(small: LocalGraph) -> None:
    """Two things that nothing joins."""
    asked = ask_source(
        load_query("chain"), small, {"from": "Shapingba", "to": "Kunming"}
    )
    assert not asked.answer
    assert asked.note.startswith("Nothing in the graph answers")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (<http://example.org/own#double>(2) AS ?twice) {}",
        "SELECT ?p { ?p a pg:Place FILTER(<http://example.org/near>(?p)) }",
        "ASK { ?p a pg:Place BIND(<http://example.org/near>(?p) AS ?n) FILTER(?n) }",
    ],
)
def test_a_function_that_nobody_knows_is_a_usage_error(
    small: LocalGraph, text: str
) -> None:
    """Its name is told, in one's own process and in the one that SPARQL of one's own is asked in."""
    for source in (small, sandboxed(small)):
        with pytest.raises(
            UsageError,
            match=r"<http://example\.org/\S+>.*; expected the functions of SPARQL",
        ):
            source.query(text)


@pytest.mark.parametrize(
    "text", ["quebec", "Québec", "Que\u0301bec", "QUÉBEC lantern", "lantern  bridge"]
)
def test_a_part_of_a_name_is_found_in_whatever_spelling(
    tmp_path: Path, text: str
) -> None:
    """Case, accents, how they are encoded and spacing make no difference; other letters do."""
    plan = "Plan of the Town\n\n(1) Roads\nWe will build the Québec Lantern Bridge project.\n"
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    build_files([tmp_path / "plan.txt"], tmp_path / "out")
    found = {
        row["thingLabel"]
        for row in ask("search", [str(tmp_path / "out")], {"text": text}).answer
    }
    assert "Québec Lantern Bridge project" in found
    nothing = ask("search", [str(tmp_path / "out")], {"text": "quebed (x)"})
    assert nothing.note.endswith("with text = quebed (x).")


def test_a_name_is_known_without_its_accents() -> None:
    """A parameter is compared with names as people type them."""
    assert fold("São Tomé’s Bank") == fold("sao tome's  bank")
    assert fold("Sao Tome") != fold("Sao Tomo")
