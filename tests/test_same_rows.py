"""Each question gives the same rows, wherever reports that meet are kept."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

import builders
from policygraph.answers import Answer, GraphAnswer
from policygraph.assembly import assemble
from policygraph.errors import ParameterError, UnknownNameError
from policygraph.namespaces import BASE, GEO
from policygraph.ontology import ontology_in
from policygraph.push import push_graph
from policygraph.queries import ask_source, load_queries, open_source
from policygraph.queries.sources import as_one_set
from policygraph.rdf import parse_triples, read_triples, to_nquads, to_turtle
from policygraph.store import GraphStore
from policygraph.terms import in_order
from policygraph.validation import validate
from project import SEED
from servers import oxigraph_server, serving, virtuoso_server
from test_reports_together import report_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygraph.store import GraphSource

pytestmark = pytest.mark.lengthy

GIVEN = {
    "chain": {"from": str(BASE["place-1814906"]), "to": str(BASE["place-1804651"])},
    "describe": {"thing": str(BASE["place-1814906"])},
    "evidence": {"entity": str(BASE["place-1814906"])},
    "names": {"entity": "automobile industry"},
    "neighbourhood": {"entity": str(BASE["place-1814906"])},
    "parts": {"whole": str(BASE["place-1814906"])},
    "place": {"place": str(BASE["place-1814906"])},
    "promises": {"industry": "automobile industry"},
    "search": {"text": "rail"},
}
"""What questions are asked with that need something."""

LOCAL = {"rejected"}
"""Questions that are put to a graph on this machine alone."""

DEPARTS = {"virtuoso": {"coordinates"}, "virtuoso_apart": {"coordinates"}}
"""What a server answers otherwise by itself: this one keeps coordinates in single precision."""

VIRTUOSO = {
    "virtuoso": "",
    "virtuoso_apart": "?default-graph-uri=http%3A%2F%2Fexample.org%2Fempty",
}
"""How its endpoint is asked: the default graph is the union of its named graphs, or one that is empty."""

FORMS = (
    "folder",
    "nquads",
    "store",
    "serve",
    "oxigraph",
    "oxigraph_union",
    "virtuoso",
    "virtuoso_apart",
)


@pytest.fixture(scope="module")
def folder(seed_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's graph, two of made-up reports that share its places and industries, and the ontology."""
    home = tmp_path_factory.mktemp("together")
    (home / "seed.ttl").write_bytes(seed_graph.read_bytes())
    (home / "small.ttl").write_bytes(to_turtle(assemble(builders.small_linked())))
    (home / "later.ttl").write_bytes(
        to_turtle(report_of("2018", "LCD panel projects", "Achieved"))
    )
    (home / "ontology.ttl").write_bytes(ontology_in("turtle"))
    return home


@pytest.fixture(scope="module")
def expected(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """What each question answers of all of them in one file."""
    merged = tmp_path_factory.mktemp("merged") / "merged.ttl"
    merged.write_bytes(
        to_turtle(
            {triple for file in folder.iterdir() for triple in read_triples(file)}
        )
    )
    return answers(GraphStore.open(merged))


@pytest.fixture(scope="module")
def alone(folder: Path) -> dict[str, object]:
    """What each question answers of the seed's own file."""
    return answers(GraphStore.open(folder / "seed.ttl"))


@pytest.fixture(scope="module", params=FORMS)
def kept(
    request: pytest.FixtureRequest,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, str]]:
    """Each form, and what names the graph in it."""
    form = request.param
    if form.startswith("virtuoso"):
        yield form, request.getfixturevalue("virtuoso") + VIRTUOSO[form]
        return
    with named(form, folder, tmp_path_factory.mktemp(form)) as name:
        yield form, name


@pytest.fixture(scope="module")
def virtuoso(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of a Virtuoso that has the reports."""
    with (
        virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as address,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("POLICYGRAPH_USER", "dba")
        patch.setenv("POLICYGRAPH_PASSWORD", "dba")
        yield pushed(folder, f"{address}/sparql-graph-crud-auth", f"{address}/sparql")


@contextmanager
def named(form: str, folder: Path, home: Path) -> Iterator[str]:
    """What names the graph in a form."""
    if form == "folder":
        yield str(folder)
    elif form == "nquads":
        with GraphStore.open(folder) as store:
            (home / "all.nq").write_bytes(to_nquads(store.quads()))
        yield str(home / "all.nq")
    elif form == "store":
        with GraphStore.open(folder) as store:
            store.save(home / "store")
        yield str(home / "store")
    elif form == "serve":
        with serving(folder) as address:
            yield f"{address}/sparql"
    else:
        options = ["--union-default-graph"] if form == "oxigraph_union" else []
        with oxigraph_server(home, *options) as address:
            yield pushed(folder, f"{address}/store", f"{address}/query")


def pushed(folder: Path, store: str, query: str) -> str:
    """The endpoint, once it has the reports."""
    list(push_graph(folder, store))
    return query


def answers(source: GraphSource, **more: str) -> dict[str, object]:
    """The rows of each question, in an order of their own, for engines order names by other rules."""
    return {
        name: answer(source, name, **more)
        for name in load_queries()
        if name not in LOCAL
    }


def answer(source: GraphSource, name: str, **more: str) -> object:
    """What a question gives: rows or triples with their values."""
    given = {**GIVEN.get(name, {}), **more}
    found = ask_source(load_queries()[name], source, given).answer
    if isinstance(found, GraphAnswer):
        return {(s, p, getattr(o, "value", o)) for s, p, o in found}
    assert isinstance(found, Answer)
    return sorted(map(str, found.to_dicts()))


def test_every_question_gives_the_same_rows(
    kept: tuple[str, str], expected: dict[str, object]
) -> None:
    """As of one merged file: what two reports say stands there once, whoever keeps it, named graphs united or not."""
    form, graph = kept
    source = as_one_set(open_source([graph]))
    asked = {
        name: answer(source, name)
        for name in expected
        if name not in DEPARTS.get(form, ())
    }
    assert len(asked) > 35
    assert {
        name: difference(rows, expected[name])
        for name, rows in asked.items()
        if rows != expected[name]
    } == {}


def test_every_question_can_be_asked_of_one_report(
    kept: tuple[str, str], alone: dict[str, object]
) -> None:
    """By its title, its IRI or the name of its file, it answers as the report's own file does, beside any others."""
    form, graph = kept
    source = as_one_set(open_source([graph]))
    asked = answers(source, report=SEED.name)
    wrong = {
        name: difference(rows, alone[name])
        for name, rows in asked.items()
        if rows != alone[name] and name not in DEPARTS.get(form, ())
    }
    assert wrong == {}
    assert sum(map(bool, asked.values())) >= 30


@pytest.fixture(scope="module")
def said(folder: Path) -> set[tuple[object, ...]]:
    """What the file of each report says."""
    return facts_by_report(folder)


def test_each_report_comes_back_as_its_file_says(
    kept: tuple[str, str], said: set[tuple[object, ...]]
) -> None:
    """What it says of a thing that others name too does not become their word, and no fact is lost or gained."""
    form, graph = kept
    rounded = {GEO.asWKT} if form in DEPARTS else set()
    differing = facts_by_report(graph) ^ said
    assert {fact for fact in differing if fact[1] not in rounded} == set()
    assert len({report for *_, report in said}) == 3


def facts_by_report(graph: Path | str) -> set[tuple[object, ...]]:
    """What stands in the named graphs of a graph."""
    with GraphStore.open(graph) as store:
        return {(*triple, report) for triple, report in store.quads() if report}


def test_a_report_in_a_merged_file_is_asked_alone(folder: Path, tmp_path: Path) -> None:
    """Where no named graph tells reports apart, what their facts say does."""
    merged = tmp_path / "merged.ttl"
    files = (folder / "seed.ttl", folder / "later.ttl")
    merged.write_bytes(to_turtle({t for file in files for t in read_triples(file)}))
    with (
        GraphStore.open(merged) as both,
        GraphStore.open(folder / "later.ttl") as later,
    ):
        asked, alone = (
            {
                name: answer(source, name, **report)
                for name in ("projects", "reports", "linkages")
            }
            for source, report in ((both, {"report": "Report 2018"}), (later, {}))
        )
    assert asked["projects"] == alone["projects"]
    assert asked["reports"] == alone["reports"]
    assert len(asked["linkages"]) == len(alone["linkages"])  # type: ignore[arg-type]


def test_a_report_that_is_not_there_is_told_with_the_nearest(folder: Path) -> None:
    """A misspelt title is answered with the title; so is a question that takes no other parameter."""
    source = open_source([str(folder)])
    query = load_queries()["coverage"]
    with pytest.raises(UnknownNameError, match="did you mean 'Report 2018'"):
        ask_source(query, source, {"report": "Raport 2018"})
    with pytest.raises(ParameterError, match="report alone"):
        ask_source(query, source, {"year": "2018"})


def difference(found: object, rows: object) -> str:
    """The first rows that only one of two answers has."""
    one, other = set(found), set(rows)  # type: ignore[call-overload]
    more, fewer = sorted(map(str, one - other)), sorted(map(str, other - one))
    return (
        f"{len(more)} more, such as {more[:1]}; {len(fewer)} fewer, such as {fewer[:1]}"
    )


def test_what_serve_constructs_is_the_file(folder: Path) -> None:
    """CONSTRUCT gives each triple of the report, with its digits and datatypes, and the result passes the shapes."""
    path = folder / "seed.ttl"
    with serving(path) as address:
        asked = {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"}
        given = httpx.get(
            f"{address}/sparql",
            params=asked,
            headers={"Accept": "application/n-triples"},
            timeout=60,
            trust_env=False,
        )
    built = in_order(parse_triples(given.content, "ntriples"))
    assert built == in_order(read_triples(path))
    assert validate(built).conforms
