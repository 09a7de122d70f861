"""Graphs are handed over to servers that others wrote, and arrive whole."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from policygraph.answers import Answer
from policygraph.errors import GraphError, InputError, UsageError
from policygraph.namespaces import BASE, PG
from policygraph.push import push_graph
from policygraph.queries import ask
from policygraph.rdf import parse_triples, to_ntriples
from policygraph.report_graphs import by_report
from policygraph.store import GraphStore
from policygraph.terms import Iri, Triple
from servers import free_port, oxigraph_server, virtuoso_server

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
REPORT = BASE["report-ee8d00f2ce3828dd"]


def small_triples() -> tuple[Triple, ...]:
    """The facts of the small report."""
    return parse_triples(SMALL.read_bytes(), "turtle")


def two_reports() -> list[Triple]:
    """The small report, and another that names the same things."""
    own = small_triples()
    other = [Triple(*(_renamed(term) for term in triple)) for triple in own]  # type: ignore[arg-type]
    return list({*own, *other})


def _renamed(term: object) -> object:
    return (
        Iri(term.replace("ee8d00f2ce3828dd", "0000000000000002"))
        if isinstance(term, Iri)
        else term
    )


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty `oxigraph serve`."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Virtuoso, with the password that it comes with."""
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


def test_a_report_arrives_whole_in_oxigraph(oxigraph: str) -> None:
    """Every triple, under the report's name, and asked back by our own command."""
    pushed = list(push_graph(SMALL, f"{oxigraph}/store"))
    assert [(done.graph, done.triples) for done in pushed] == [
        (REPORT, len(small_triples()))
    ]
    back = httpx.get(
        f"{oxigraph}/store",
        params={"graph": REPORT},
        headers={"Accept": "application/n-triples"},
    )
    assert len(parse_triples(back.content, "ntriples")) == len(set(small_triples()))
    text = "SELECT ?label { GRAPH ?g { ?x a pg:Institution ; skos:prefLabel ?label } } ORDER BY ?label LIMIT 1"
    asked = ask_text(f"{oxigraph}/query", text)
    assert asked == [{"label": "Chongqing Municipal People's Government"}]


def test_pushing_again_replaces(oxigraph: str) -> None:
    """A graph that is put twice is there once."""
    for _ in range(2):
        list(push_graph(SMALL, f"{oxigraph}/store"))
    counted = ask_text(
        f"{oxigraph}/query",
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{REPORT}> {{ ?s ?p ?o }} }}",
    )
    assert counted == [{"n": len(set(small_triples()))}]


def test_a_report_arrives_in_virtuoso(
    virtuoso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By digest authentication, with credentials from the environment."""
    monkeypatch.setenv("POLICYGRAPH_USER", "dba")
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", "dba")
    list(push_graph(SMALL, f"{virtuoso}/sparql-graph-crud-auth"))
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{REPORT}> {{ ?s a <{PG.Linkage}> }} }}"
    found = httpx.get(
        f"{virtuoso}/sparql",
        params={"query": text},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert found.json()["results"]["bindings"][0]["n"]["value"] == "15"


def test_virtuoso_refuses_strangers(
    virtuoso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which variables to set."""
    monkeypatch.delenv("POLICYGRAPH_USER", raising=False)
    with pytest.raises(InputError, match="POLICYGRAPH_USER"):
        list(push_graph(SMALL, f"{virtuoso}/sparql-graph-crud-auth"))


def test_each_report_gets_its_own_graph() -> None:
    """Together they are all there was; what only one report says is in its graph alone."""
    graphs = by_report(two_reports())
    assert len(graphs) == 2
    assert {triple for triples in graphs.values() for triple in triples} == set(
        two_reports()
    )
    for report, triples in graphs.items():
        own = report.rpartition("-")[2]
        strange = {"ee8d00f2ce3828dd", "0000000000000002"} - {own}
        assert not [t for t in triples if any(other in t.subject for other in strange)]


def test_a_folder_of_reports_is_pushed_graph_by_graph(
    oxigraph: str, tmp_path: Path
) -> None:
    """One named graph for each."""
    (tmp_path / "both.nt").write_bytes(to_ntriples(two_reports()))
    assert len(list(push_graph(tmp_path, f"{oxigraph}/store"))) == 2


@contextmanager
def answering(*statuses: int) -> Iterator[tuple[str, list[int]]]:
    """A server that answers PUT with these statuses, one after the other, and keeps the sizes of what came."""
    came: list[int] = []
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            came.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(left.pop(0))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/store", came
    finally:
        server.shutdown()
        server.server_close()


def test_what_belongs_to_no_report_stays_and_is_told_of(
    oxigraph: str, tmp_path: Path
) -> None:
    """A vocabulary that lies beside the graph is not handed over; how many triples it has is said."""
    (tmp_path / "small.ttl").write_bytes(SMALL.read_bytes())
    (tmp_path / "own.ttl").write_text(
        "<urn:x:a> <urn:x:p> <urn:x:b> , <urn:x:c> .", encoding="utf-8"
    )
    told: list[int] = []
    pushed = list(push_graph(tmp_path, f"{oxigraph}/store", left_out=told.append))
    assert told == [2]
    assert len(pushed) == 1


def test_a_busy_server_is_tried_again() -> None:
    """With longer and longer pauses, the whole graph each time."""
    pauses: list[float] = []
    with answering(503, 502, 204) as (url, came):
        list(push_graph(SMALL, url, wait=pauses.append))
    assert pauses == [1.0, 2.0]
    assert len(came) == 3
    assert len(set(came)) == 1


def test_a_refusal_is_not_tried_again() -> None:
    """A server that says no is believed."""
    with answering(403) as (url, came), pytest.raises(InputError, match="answered 403"):
        list(push_graph(SMALL, url, wait=pytest.fail))
    assert len(came) == 1


def test_a_server_that_stays_busy_is_given_up() -> None:
    """After four attempts, with what it said last."""
    with (
        answering(503, 503, 503, 503) as (url, came),
        pytest.raises(InputError, match="answered 503"),
    ):
        list(push_graph(SMALL, url, wait=lambda _: None))
    assert len(came) == 4


def test_nobody_there_is_said_so() -> None:
    """With the address."""
    with pytest.raises(InputError, match="cannot be reached"):
        list(
            push_graph(
                SMALL, f"http://127.0.0.1:{free_port()}/store", wait=lambda _: None
            )
        )


def test_what_is_no_url_or_no_report_is_refused(tmp_path: Path) -> None:
    """Before anything is sent."""
    with pytest.raises(UsageError, match="no URL"):
        list(push_graph(SMALL, "localhost:7878"))
    (tmp_path / "x.ttl").write_text("<x:a> <x:b> <x:c> .", encoding="utf-8")
    with pytest.raises(GraphError, match="no report"):
        list(push_graph(tmp_path / "x.ttl", "http://127.0.0.1:9/"))


def ask_text(url: str, text: str) -> list[dict[str, object]]:
    """The rows that an endpoint answers, asked as `policygraph query` asks it."""
    from policygraph.queries import ask_source, open_source, own_query

    return list(ask_source(own_query(text), open_source([url]), {}).answer)  # type: ignore[call-overload]


def test_a_named_question_is_asked_of_an_endpoint(tmp_path: Path) -> None:
    """With its parameters, and the same answer as from the file."""
    with oxigraph_server(tmp_path / "served") as address:
        headers = {"Content-Type": "text/turtle"}
        loaded = httpx.put(
            f"{address}/store?default", content=SMALL.read_bytes(), headers=headers
        )
        loaded.raise_for_status()
        for name, given in (
            ("place", {"place": "chongqing"}),
            ("projects", {"stage": "planned"}),
            ("doubtful", {"below": "0.8"}),
            ("co-linkages", {"least": "1"}),
            ("chain", {"from": "Kunming", "to": "Beibei District"}),
            ("neighbourhood", {"entity": "Kunming"}),
            ("describe", {"thing": "Kunming"}),
        ):
            there, here = (
                ask(name, [f"{address}/query"], given),
                ask(name, [str(SMALL)], given),
            )
            assert there.answer == here.answer, name


@pytest.mark.parametrize(
    "options", [(), ("--union-default-graph",)], ids=["apart", "union"]
)
def test_pushed_reports_are_asked_as_one_set(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    """To a server the default graph is empty, or names everything once for each report; the rows are the file's."""
    merged = tmp_path / "merged.nt"
    merged.write_bytes(to_ntriples(two_reports()))
    with oxigraph_server(tmp_path / "served", *options) as address:
        assert len(list(push_graph(merged, f"{address}/store"))) == 2
        for name in (
            "linkages",
            "undertakings",
            "coordinates",
            "industries",
            "reports",
        ):
            there, here = ask(name, [f"{address}/query"]), ask(name, [str(merged)])
            assert there.answer == here.answer, name
        with GraphStore.open(f"{address}/query") as store:
            assert set(store.triples()) == set(two_reports())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?x { ?x a pg:Report }", True),
        ("SELECT ?x { GRAPH ?x { ?x a pg:Report } }", False),
    ],
    ids=["of the default graph", "of named graphs"],
)
def test_a_query_of_ones_own_is_told_that_reports_are_not_one_set(
    text: str,
    told: bool,  # noqa: FBT001
    oxigraph: str,
    tmp_path: Path,
) -> None:
    """It is put as it stands, to a default graph that does not hold what was pushed, and the answer says so."""
    list(push_graph(SMALL, f"{oxigraph}/store"))
    own = tmp_path / "own.rq"
    own.write_text(text)
    asked = ask(str(own), [f"{oxigraph}/query"])
    assert isinstance(asked.answer, Answer)
    assert (len(asked.answer) == 0) is told
    assert ("as one set" in asked.remark) is told
