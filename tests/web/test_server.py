"""How the server listens."""

from __future__ import annotations

import json
import socket
import subprocess
from dataclasses import asdict
from typing import TYPE_CHECKING

import httpx

from conftest import serving
from policygraph import load_graphs
from policygraph.isolation import isolated
from policygraph.namespaces import BASE
from policygraph.queries import LocalGraph
from policygraph.web.fork_server import _ForkServer
from policygraph.web.limits import Limits
from policygraph.web.pages import FIRST_PAGES
from policygraph.web.server import _listen
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"


def test_answers_are_sent_without_waiting_for_an_acknowledgement() -> None:
    """A connection sends the body of an answer although the head before it was not acknowledged yet."""
    with (
        _listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_store_folder_is_served_where_it_lies(tmp_path: Path) -> None:
    """Its files stay open in the workers, which can open none: queries, pages and names of the data are answered."""
    load_graphs([SMALL], tmp_path / "store")
    with (
        serving(tmp_path / "store") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        for text, form in (
            ("SELECT * { ?s ?p ?o }", "text/csv"),
            (
                "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
                "text/csv",
            ),
            ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "text/turtle"),
        ):
            answered = client.get(
                "/sparql", params={"query": text}, headers={"Accept": form}
            )
            assert answered.status_code == 200, answered.text
            assert len(answered.content) > 40
        for path in (
            "/",
            "/questions/projects",
            "/entity?iri=" + BASE["place-1814906"].replace("#", "%23"),
        ):
            assert client.get(path, headers={"Accept": "text/html"}).status_code == 200
        assert (
            client.get(
                "/id/place-1814906", headers={"Accept": "text/turtle"}
            ).status_code
            == 200
        )


def test_a_server_that_is_stopped_while_it_loads_says_nothing(tmp_path: Path) -> None:
    """The process that was reading the graph for it ends by itself, without a traceback."""
    graph = tmp_path / "empty.ttl"
    graph.write_text("", encoding="utf-8")
    gone, loading = socket.socketpair()
    gone.close()
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with loading, control, theirs:
        numbers = loading.fileno(), theirs.fileno()
        command = isolated(
            "policygraph.web.fork_server",
            *map(str, numbers),
            json.dumps(asdict(Limits())),
            str(graph),
        )
        ended = subprocess.run(
            command, pass_fds=numbers, capture_output=True, text=True, check=False
        )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_is_counted_ahead_is_counted_once_and_ends_nothing() -> None:
    """One thing at a time; what fails, or is asked for when nothing is left, leaves the fork server as it is."""
    graph, counted = LocalGraph.open([str(SMALL)]), []

    def fails(_: LocalGraph) -> None:
        raise ValueError("no page can be made of this")

    one, other = socket.socketpair()
    with one, other:
        server = _ForkServer(one, graph, Limits(), [fails, counted.append])
        for expected in (0, 1, 1, 1):
            server._count_ahead()
            assert counted == [graph] * expected


def test_all_that_is_counted_ahead_is_kept() -> None:
    """What a first page asks for again is the same thing, not made anew."""
    graph = LocalGraph.open([str(SMALL)])
    first = [count(graph) for count in FIRST_PAGES]
    again = [count(graph) for count in FIRST_PAGES]
    assert all(one is other for one, other in zip(first, again, strict=True))
