"""Nothing that a query says makes the server reach out, however it is spelled."""

# ruff: noqa: S608 - SPARQL, and nobody's input

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import RefusedQueryError
from policygraph.sparql import refuse_what_reaches_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

HONEST = (
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
    'SELECT * { ?s ?p """LOAD <file:///etc/passwd>""" } # SERVICE',
    "SELECT * { <http://example.org/SERVICE> ?load ?insert }",
    "PREFIX service: <http://example.org/> SELECT * { service:load service:DELETE ?service }",
    "PREFIX load: <http://example.org/#SERVICE> ASK { ?s load:x ?o }",
    "SELECT ?from ?named { ?from ?named ?o FILTER(?from<?named) }",
    "# FROM <http://elsewhere/>\nASK {}",
    "ASK { ?s ?p 'it''s' } ",
)


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
    url = f"http://127.0.0.1:{port}/"
    inside = f"<{url}> {{ ?s ?p ?o }}"
    services = [
        f"SELECT * {{ SERVICE {inside} }}",
        f"SELECT * {{ service {inside} }}",
        f"SELECT * {{ SeRvIcE SILENT {inside} }}",
        f"SELECT * {{ SERVICE#comment\n{inside} }}",
        f"SELECT * {{ SERVICE\n\t{inside} }}",
        f"SELECT * {{ SERVICE<{url}>{{?s ?p ?o}} }}",
        f"SELECT * {{ \\u0053ERVICE {inside} }}",
        f"SELECT * {{ SERV\\u0049CE {inside} }}",
        f"SELECT * {{ \\U00000053ERVICE {inside} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE {inside} }} }} }}",
        f"SELECT * {{ OPTIONAL {{ SERVICE {inside} }} }}",
        f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE {inside} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {inside} }} }}",
        f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ SERVICE {inside} }} }}",
        f"SELECT * {{ GRAPH ?g {{ SERVICE {inside} }} }}",
        f"SELECT * {{ BIND(<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        f"PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
        f"PREFIX e: <http://127.0.0.1:> SELECT * {{ SERVICE e:{port} {{ ?s ?p ?o }} }}",
        f"BASE <{url}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
        f"ASK {{ SERVICE {inside} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {inside} }}",
        f"DESCRIBE ?s {{ SERVICE {inside} }}",
        f"SELECT * {{ ?s ?p 'x' . # '\n SERVICE {inside} }}",
        f'SELECT * {{ ?s ?p "#" SERVICE {inside} }}',
        f"SELECT * {{ ?s ?p '''it's''' SERVICE {inside} }}",
        f"SELECT * {{ ?s ?p ?x FILTER(?x<1)SERVICE#>\n{inside} }}",
        f"SELECT * {{ ?s ?p ?x FILTER(?x<a:b)service#>\n{inside} }}",
        f"SELECT * {{ <http://x/#> ?p ?o SERVICE {inside} }}",
        f"SELECT * {{ ?s ?p ?o . SERVICE \\u003C{url}\\u003E {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o . SERVICE SILENT <http://localhost:{port}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o LATERAL {{ SERVICE {inside} }} }}",
    ]
    froms = [
        f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        f"select * from named <{url}> {{ graph ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        f"SELECT * \\u0046ROM <{url}> {{ ?s ?p ?o }}",
        f"PREFIX e: <{url}> SELECT * FROM e:x {{ ?s ?p ?o }}",
        f"BASE <{url}> SELECT * FROM#\n<data> {{ ?s ?p ?o }}",
        f"ASK FROM <\\u0068ttp://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    ]
    updates = [
        f"LOAD <{url}>",
        f"load silent <{url}> into graph <http://x/>",
        f"L\\u004FAD <{url}>",
        "LOAD <file:///etc/passwd>",
        f"ASK {{}} ; LOAD <{url}>",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "CREATE GRAPH <x:g>",
        "COPY DEFAULT TO <x:g>",
        "MOVE <x:a> TO <x:b>",
        "ADD <x:a> TO <x:b>",
        f"WITH <{url}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    ]
    return services + froms + updates


@pytest.mark.parametrize("number", range(len(spellings(0))))
def test_no_spelling_reaches_the_listener(client: httpx.Client, listener: Listener, number: int) -> None:
    """It is refused in words, and nobody comes to the port that it names."""
    before = listener.came
    response = client.get("/sparql", params={"query": spellings(listener.port)[number]})
    assert response.status_code in {400, 403}
    assert response.headers["content-type"].startswith("text/plain")
    assert len(response.text.strip()) > 20
    assert listener.came == before


def test_the_listener_counts(listener: Listener) -> None:
    """It saw the visit that was meant for it: a count of none would mean something."""
    assert listener.came >= 1


def test_at_least_thirty_spellings_are_tried() -> None:
    """As many ways as somebody might think of."""
    assert len(set(spellings(0))) >= 30


@pytest.mark.parametrize("query", HONEST)
def test_words_in_strings_names_and_comments_are_no_keywords(query: str) -> None:
    """An honest query that only mentions them is answered."""
    refuse_what_reaches_out(query)


def test_a_sealed_worker_could_not_reach_out_anyway(listener: Listener) -> None:
    """Behind the guard the process has no descriptor left: an engine that follows SERVICE gets an error."""
    import multiprocessing  # noqa: PLC0415

    before = listener.came
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_ask_engine_in_sealed_process, args=(theirs, listener.port))
    process.start()
    theirs.close()
    assert "Too many open files" in ours.recv()
    process.join()
    assert listener.came == before


def _ask_engine_in_sealed_process(connection: object, port: int) -> None:
    import resource  # noqa: PLC0415

    import pyoxigraph  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    try:
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
    except OSError as error:
        connection.send(str(error))  # type: ignore[attr-defined]


def test_a_graph_of_the_dataset_may_be_named(client: httpx.Client) -> None:
    """FROM inside the dataset is no reaching out."""
    text = "SELECT ?s FROM <http://example.org/one> { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": text}).json()
    assert [row["s"]["value"] for row in answer["results"]["bindings"]] == ["http://example.org/a"]


def test_a_refusal_names_the_graphs_that_there_are() -> None:
    """So that the next attempt is right."""
    with pytest.raises(RefusedQueryError, match=r"<http://example\.org/one>"):
        refuse_what_reaches_out("ASK FROM <x:y> {}", ["http://example.org/one"])
