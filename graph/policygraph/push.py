"""Handing a graph over to a server by the Graph Store Protocol, a named graph for each report.

What belongs to no report, such as an ontology that lies beside the graphs, is not handed over.
A graph is put in whole, which replaces what stood under its name: the request can be repeated, so it is, where the
server was busy or the connection broke.

Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2 (indirect identification) and 5.3 (PUT); RFC 7616 (digest).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.edition import refuse_first_edition
from policygraph.errors import GraphError, InputError
from policygraph.rdf import serialise
from policygraph.remote import (
    RemoteError,
    address_of,
    answer_to,
    client_for,
    credentials_for,
)
from policygraph.report_graphs import graphs_of
from policygraph.store import GraphStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import httpx

    from policygraph.remote import Address, RemoteAnswer
    from policygraph.terms import Iri

ATTEMPTS = 4
_BUSY = frozenset({429, 502, 503, 504})
_UNAUTHORIZED = 401
_SYNTAX = "turtle"
_HEADERS = {"Content-Type": "text/turtle; charset=utf-8"}
_SIGN_IN = "set POLICYGRAPH_USER and POLICYGRAPH_PASSWORD"


@dataclass(frozen=True, slots=True)
class Pushed:
    """A graph that a server took: its name there, and how many triples."""

    graph: Iri
    triples: int


def push_graph(
    graph: str | Path | Sequence[str | Path],
    url: str,
    *,
    wait: Callable[[float], None] = time.sleep,
    left_out: Callable[[int], object] = int,
) -> Iterator[Pushed]:
    """Puts the graph of each report into a server, and yields each once it is there.

    Name and password go where the server asks for them (Basic or Digest); `policygraph.remote` says where they come
    from, and where they go.

    Args:
        graph: A file, a folder, a store folder, or the URL of a SPARQL endpoint.
        url: The server's Graph Store Protocol URL.
        wait: Lets so many seconds pass before another attempt.
        left_out: Told how many triples belong to no report and stay here, if any do.

    Raises:
        UsageError: The URL is none, or a password would go over the network in the clear.
        GraphError: The graph cannot be read, holds no report, or was built by version 0.1.
        InputError: The server cannot be reached, or does not take it; what was put before stays.
    """
    address = address_of(url)
    with GraphStore.open(graph) as store:
        quads = tuple(store.quads())
    refuse_first_edition((triple for triple, _ in quads), "the graph")
    told = graphs_of(quads)
    graphs = {name: triples for name, triples in told.items() if name}
    if graphs and None in told:
        left_out(len(told[None]))
    if not graphs:
        raise GraphError(
            "the graph holds no report",
            expected="a graph that `policygraph build` wrote",
        )
    with client_for(address) as client:
        sending = _Sending(client, address, wait)
        for name, triples in sorted(graphs.items()):
            sending.put(name, serialise(triples, _SYNTAX))
            yield Pushed(name, len(triples))


class _Sending:
    """Puts graphs into one server, signed in once it asks for that."""

    def __init__(
        self, client: httpx.Client, address: Address, wait: Callable[[float], None]
    ) -> None:
        self._client = client
        self._address = address
        self._wait = wait
        self._signed = False

    def put(self, graph: Iri, body: bytes) -> None:
        """Puts a graph, again where that is safe and may help.

        Raises:
            UsageError: Name and password would go over the network in the clear.
            InputError: The server does not take it.
        """
        said, status = "", 0
        for attempt in range(ATTEMPTS):
            if attempt:
                self._wait(2.0 ** (attempt - 1))
            try:
                answer = self._answer(graph, body)
            except RemoteError as error:
                said = str(error)
                continue
            if answer.is_success:
                return
            said, status = f"answered {answer}", answer.status
            if status not in _BUSY:
                break
        raise InputError(
            f"'{self._address.shown}' {said}",
            expected="a server that takes graphs by the Graph Store Protocol",
            remedy=_SIGN_IN
            if status == _UNAUTHORIZED
            else "check the URL and the server",
        )

    def _answer(self, graph: Iri, body: bytes) -> RemoteAnswer:
        answer = self._sent(graph, body)
        if (
            answer.status == _UNAUTHORIZED
            and not self._signed
            and self._address.credentials
        ):
            self._client.auth, self._signed = _auth(answer, self._address), True
            answer = self._sent(graph, body)
        return answer

    def _sent(self, graph: Iri, body: bytes) -> RemoteAnswer:
        import httpx

        target = httpx.URL(self._address.url).copy_merge_params({"graph": graph})
        return answer_to(
            self._client,
            self._client.build_request("PUT", target, content=body, headers=_HEADERS),
        )


def _auth(answer: RemoteAnswer, address: Address) -> httpx.Auth:
    """The way to sign in that the server asks for.

    Raises:
        UsageError: Name and password would go over the network in the clear.
    """
    import httpx

    given = credentials_for(address)
    user, password = (given.user, given.password) if given else ("", "")
    digest = "digest" in answer.challenge.lower()
    return (
        httpx.DigestAuth(user, password) if digest else httpx.BasicAuth(user, password)
    )
