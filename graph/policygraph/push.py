"""Handing a graph over to a server by the Graph Store Protocol, a named graph for each report.

A graph is put in whole, which replaces what stood under its name: the request can be repeated, so it is, where the
server was busy or the connection broke.

Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2 (indirect identification) and 5.3 (PUT); RFC 7616 (digest).
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from policygraph.errors import GraphError, InputError, UsageError
from policygraph.namespaces import LINKAGES, NIF, PG, RDF
from policygraph.queries.endpoint import credentials
from policygraph.rdf import serialise
from policygraph.store import GraphStore
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from policygraph.terms import Triple

ATTEMPTS = 4
_SECONDS = 120.0
_BUSY = frozenset({429, 502, 503, 504})
_UNAUTHORIZED = 401
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SYNTAX, _MEDIA = "turtle", "text/turtle; charset=utf-8"
_BETWEEN = frozenset(PG[name] for name in LINKAGES)


@dataclass(frozen=True, slots=True)
class Pushed:
    """A graph that a server took: its name there, and how many triples."""

    graph: Iri
    triples: int


def push_graph(
    graph: str | Path | Sequence[str | Path], url: str, *, wait: Callable[[float], None] = time.sleep
) -> Iterator[Pushed]:
    """Puts the graph of each report into a server, and yields each once it is there.

    Name and password, where the server asks for them (Basic or Digest), come from ``POLICYGRAPH_USER`` and
    ``POLICYGRAPH_PASSWORD``.

    Args:
        graph: A file, a folder, a store folder, or the URL of a SPARQL endpoint.
        url: The server's Graph Store Protocol URL.
        wait: Lets so many seconds pass before another attempt.

    Raises:
        UsageError: The URL is none, or a password would go over the network in the clear.
        GraphError: The graph cannot be read, or holds no report.
        InputError: The server cannot be reached, or does not take it; what was put before stays.
    """
    target = httpx.URL(url)
    if target.scheme not in {"http", "https"} or not target.host:
        raise UsageError(f"'{url}' is no URL of a server", expected="http://HOST/… or https://HOST/…")
    with GraphStore.open(graph) as store:
        graphs = by_report(store.triples())
    if not graphs:
        raise GraphError(f"'{graph}' holds no report", expected="a graph that `policygraph build` wrote")
    with httpx.Client(timeout=_SECONDS, trust_env=False) as client:
        for name, triples in sorted(graphs.items()):
            _put(client, target.copy_merge_params({"graph": name}), serialise(triples, _SYNTAX), wait)
            yield Pushed(name, len(triples))


def by_report(triples: Iterable[Triple]) -> dict[Iri, list[Triple]]:
    """The triples of each report, by its IRI.

    What is said of a thing goes to every report that the thing is read from; a linkage goes to those that state it;
    what has no report of its own goes where it is pointed at.
    """
    listed = list(triples)
    homes: dict[Iri, set[Iri]] = defaultdict(set)
    for subject, predicate, target in listed:
        if predicate == RDF.type and target == PG.Report:
            homes[subject].add(subject)
        elif predicate in {PG.inReport, NIF.referenceContext} and isinstance(target, Iri):
            homes[subject].add(target)
    for subject, _, target in listed:
        if isinstance(target, Iri) and target not in homes and homes.get(subject):
            homes[target] = set(homes[subject])
    stated = _stated(listed, homes)
    graphs: dict[Iri, list[Triple]] = {report: [] for report in set().union(*homes.values())}
    for triple in listed:
        found = stated.get(tuple(triple)) if triple.predicate in _BETWEEN else None
        for report in found or homes.get(triple.subject) or graphs:
            graphs[report].append(triple)
    return graphs


def _stated(triples: list[Triple], homes: dict[Iri, set[Iri]]) -> dict[tuple[object, ...], set[Iri]]:
    """The reports that state each linkage, by subject, property and object."""
    ends: dict[Iri, dict[str, object]] = defaultdict(dict)
    for subject, predicate, target in triples:
        if predicate in {RDF.subject, RDF.predicate, RDF.object}:
            ends[subject][predicate] = target
    stated: dict[tuple[object, ...], set[Iri]] = defaultdict(set)
    for linkage, end in ends.items():
        stated[end.get(RDF.subject), end.get(RDF.predicate), end.get(RDF.object)] |= homes.get(linkage, set())
    return stated


def _put(client: httpx.Client, url: httpx.URL, body: bytes, wait: Callable[[float], None]) -> None:
    """Puts a graph, again where that is safe and may help.

    Raises:
        UsageError: A password would go over the network in the clear.
        InputError: The server does not take it.
    """
    said = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            wait(2.0 ** (attempt - 1))
        try:
            response = client.put(url, content=body, headers={"Content-Type": _MEDIA})
            if response.status_code == _UNAUTHORIZED and client.auth is None and credentials():
                client.auth = _auth(response, url)
                response = client.put(url, content=body, headers={"Content-Type": _MEDIA})
        except httpx.TransportError as error:
            said = f"cannot be reached: {error}"
            continue
        if response.is_success:
            return
        said = f"answered {response.status_code} {response.reason_phrase}: {' '.join(response.text[:300].split())}"
        if response.status_code not in _BUSY:
            break
    asked = "401" in said
    raise InputError(
        f"'{url.copy_with(query=None)}' {said}",
        expected="a server that takes graphs by the Graph Store Protocol",
        remedy="set POLICYGRAPH_USER and POLICYGRAPH_PASSWORD" if asked else "check the URL and the server",
    )


def _auth(response: httpx.Response, url: httpx.URL) -> httpx.Auth:
    """The way to sign in that the server asks for.

    Raises:
        UsageError: That would send the password in the clear to another machine.
    """
    user, password = credentials() or ("", "")
    if "digest" in response.headers.get("www-authenticate", "").lower():
        return httpx.DigestAuth(user, password)
    if url.scheme == "http" and url.host not in _LOOPBACK:
        raise UsageError(f"'{url.host}' wants the password in the clear", expected="https, or digest authentication")
    return httpx.BasicAuth(user, password)
