"""Nothing that a query says makes anything reach out, however it is spelled: in `serve`, in `query`, in Python."""

# ruff: noqa: S608 - SPARQL, and nobody's input

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from conftest import SMALL
from policygraph.errors import PolicygraphError, QuerySyntaxError, RefusedQueryError
from policygraph.namespaces import PREFIXES
from policygraph.queries import ask_source, own_query
from policygraph.queries.sources import LocalGraph, sandboxed
from policygraph.sparql import graphs_named_in, refuse_what_reaches_out
from policygraph.sparql.grammar import Reach, keyword_at, reach_of
from policygraph.store import GraphStore
from policygraph.terms import Iri
from sparql_spellings import (
    HONEST,
    asking_another,
    asking_in_escapes,
    changing,
    naming_others,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from project import Run

PORT = 18901
NAMES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


class Listener:
    """A port that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.came = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.came += 1
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A listener on loopback; it counts, and a first visit proves that it does."""
    listening = Listener()
    socket.create_connection(("127.0.0.1", listening.port)).close()
    deadline = time.monotonic() + 30
    while not listening.came and time.monotonic() < deadline:
        time.sleep(0.01)
    yield listening
    listening.socket.close()


def spellings(port: int) -> list[str]:
    """Ways to ask for another server, a file, or a change."""
    return (
        asking_another(port)
        + asking_in_escapes(port)
        + naming_others(port)
        + changing(port)
    )


@pytest.mark.parametrize("number", range(len(asking_another(PORT))))
def test_the_engine_would_read_it_and_the_guard_refuses_it(number: int) -> None:
    """A query that the engine parses, and that asks another server, is refused for that reason."""
    text = asking_another(PORT)[number]
    assert reach_of(text) is not Reach.SHORT
    with pytest.raises(
        RefusedQueryError, match=r"^SERVICE at \d+:\d+ asks another server"
    ):
        refuse_what_reaches_out(text)


@pytest.mark.parametrize("number", range(len(naming_others(PORT) + changing(PORT))))
def test_what_names_another_graph_or_changes_one_is_refused(number: int) -> None:
    """FROM outside the dataset, and updates."""
    with pytest.raises(RefusedQueryError, match=r"is not in the dataset|is an update"):
        refuse_what_reaches_out((naming_others(PORT) + changing(PORT))[number])


def test_without_a_guard_the_engine_asks_the_listener(listener: Listener) -> None:
    """With two of three at least the engine alone goes there; in the others nothing is left to ask for."""
    store = pyoxigraph.Store()
    store.load(SMALL.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    asked = 0
    for text in asking_another(listener.port):
        before = listener.came
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            found = store.query(text, prefixes=NAMES)
            if not isinstance(found, pyoxigraph.QueryBoolean):
                next(iter(found), None)
        deadline = time.monotonic() + 0.05
        while listener.came == before and time.monotonic() < deadline:
            time.sleep(0.001)
        asked += listener.came > before
    assert asked >= 120


def test_no_spelling_reaches_the_listener_through_the_server(
    client: httpx.Client, listener: Listener
) -> None:
    """It is refused in words, and nobody comes to the port that it names."""
    before = listener.came
    for text in spellings(listener.port):
        response = client.get("/sparql", params={"query": text})
        assert response.status_code in {400, 403}, text
        assert response.headers["content-type"].startswith("text/plain")
        assert len(response.text.strip()) > 20
    assert listener.came == before


def test_no_spelling_reaches_the_listener_from_python(listener: Listener) -> None:
    """`GraphStore.query` refuses it, too, with a value bound beside it as well."""
    before = listener.came
    with GraphStore.open(SMALL) as store:
        for text in spellings(listener.port):
            for bindings in ({}, {"unseen": Iri("http://example.org/x")}):
                with pytest.raises((RefusedQueryError, QuerySyntaxError)):
                    store.query(text, bindings)
    assert listener.came == before


@pytest.mark.parametrize("number", range(0, len(asking_another(PORT)), 20))
def test_no_spelling_reaches_the_listener_from_the_command_line(
    policygraph: Run, listener: Listener, number: int
) -> None:
    """`policygraph query` ends in 2 and says why."""
    before = listener.came
    ended = policygraph(
        "query", "-", "-g", SMALL, stdin=asking_another(listener.port)[number]
    )
    assert (ended.returncode, listener.came) == (2, before), ended.stderr
    assert "SERVICE" in ended.stderr


def test_behind_the_guard_a_query_of_ones_own_could_reach_nobody(
    listener: Listener,
) -> None:
    """Were the guard to overlook one, the process that evaluates it has no descriptor to connect with."""
    before = listener.came
    with GraphStore.open(SMALL) as store:
        source = sandboxed(LocalGraph(store))
        store.query = lambda text, *_, **__: list(store._open.query(text))  # type: ignore[method-assign,assignment]
        with pytest.raises(PolicygraphError, match="Too many open files"):
            source.query(asking_another(listener.port)[0])
    assert listener.came == before


@pytest.mark.parametrize("query", HONEST)
def test_words_in_strings_names_and_comments_are_no_keywords(query: str) -> None:
    """An honest query that only mentions them is answered."""
    refuse_what_reaches_out(query)
    assert graphs_named_in(query) == ()
    with GraphStore.open(SMALL) as store:
        ask_source(own_query(query), sandboxed(LocalGraph(store)), {})


@pytest.mark.parametrize("word", ["SERVICE", "FROM"])
def test_a_keyword_is_found_where_it_stands(word: str) -> None:
    """Among names and strings of the same letters, the one that the parser takes for a keyword is told."""
    text = f"PREFIX {word}: <http://{word}/> SELECT ?{word} FROM <x:y> {{ ?s {word}:x '{word}' SERVICE <x:y> {{ }} }}"
    assert keyword_at(text, word) == text.index(
        {"FROM": "FROM <x", "SERVICE": "SERVICE <x"}[word]
    )


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "ASK " + "{ " * 500 + "?s ?p ?o" + " }" * 500,
        "ASK { FILTER(1" + "+1" * 20_000 + ") }",
        "ASK { FILTER(?x<" + "(" * 5000 + "1" + ")" * 5000 + ">2) }",
        "ASK { FILTER(" + "!" * 20_000 + "true) }",
        "ASK { ?s ?p ?o" + " FILTER(?o)" * 20_000 + " }",
    ],
    ids=["brackets", "groups", "sums", "comparison", "negations", "filters"],
)
def test_what_would_overflow_the_stack_is_refused_before(text: str) -> None:
    """A parser or an evaluator that calls itself is not begun."""
    with pytest.raises(QuerySyntaxError, match="at most"):
        refuse_what_reaches_out(text)


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "'''",
        '"',
        "<a",
        "\\",
        "1.",
        "?",
        "a%",
        "{",
        '"""\\"""',
        "FROM<a>",
        "SERVICE ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(part: str) -> None:
    """A text four times as long makes no more than about four times the tokens, and is judged in one pass."""
    from policygraph.sparql import lex

    short, long = part * (20_000 // len(part)), part * (80_000 // len(part))
    assert sum(1 for _ in lex(long)) <= 4.1 * sum(1 for _ in lex(short)) + 4
    with contextlib.suppress(PolicygraphError):
        refuse_what_reaches_out(long)


def test_a_sealed_worker_could_not_reach_out_anyway(listener: Listener) -> None:
    """Behind the guard the process has no descriptor left: an engine that follows SERVICE gets an error."""
    import multiprocessing

    before = listener.came
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_ask_engine_in_sealed_process, args=(theirs, listener.port)
    )
    process.start()
    theirs.close()
    assert "Too many open files" in ours.recv()
    process.join()
    assert listener.came == before


def _ask_engine_in_sealed_process(connection: object, port: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    try:
        list(
            pyoxigraph.Store().query(
                f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
            )
        )
    except OSError as error:
        connection.send(str(error))  # type: ignore[attr-defined]


def test_a_graph_of_the_dataset_may_be_named(client: httpx.Client) -> None:
    """FROM inside the dataset is no reaching out."""
    text = "SELECT ?s FROM <http://example.org/one> { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": text}).json()
    assert [row["s"]["value"] for row in answer["results"]["bindings"]] == [
        "http://example.org/a"
    ]


def test_a_refusal_names_the_graphs_that_there_are() -> None:
    """So that the next attempt is right."""
    with pytest.raises(RefusedQueryError, match=r"<http://example\.org/one>"):
        refuse_what_reaches_out("ASK FROM <x:y> {}", ["http://example.org/one"])
