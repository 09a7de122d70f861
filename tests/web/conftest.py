"""Real servers on loopback: ours, and one that others wrote."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from policygraph.rdf import parse_triples, serialise
from policygraph.terms import Iri
from servers import oxigraph_server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.terms import Triple

SMALL = Path(__file__).parent.parent / "fixtures" / "small.ttl"
ONE, TWO = "http://example.org/one", "http://example.org/two"
NAMED = {
    ONE: "<http://example.org/a> <http://example.org/p> 1 .",
    TWO: "<http://example.org/b> <http://example.org/p> 2 .",
}


def small_triples() -> tuple[Triple, ...]:
    """The facts of the small report."""
    return parse_triples(SMALL.read_bytes(), "turtle")


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as the default graph, with two named graphs beside it."""
    path = tmp_path_factory.mktemp("dataset") / "served.nq"
    quads = [serialise(small_triples(), "nquads")]
    quads += [
        serialise(parse_triples(text, "turtle"), "nquads", graph=Iri(name))
        for name, text in NAMED.items()
    ]
    path.write_bytes(b"".join(quads))
    return path


@contextmanager
def serving_within(
    graph: Path, **limits: float
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of ours with limits of its own, and its address."""
    program = (
        "import sys; from policygraph.web import Limits, run_server; "
        f"run_server([sys.argv[1]], port=0, limits=Limits(**{limits!r}), "
        "announce=lambda text: print(text, file=sys.stderr, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(graph)], stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", told)
            assert found, told + server.stderr.read()
            yield server, found[0]
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def ours(dataset: Path) -> Iterator[str]:
    """The address of our server on the dataset."""
    with serving(dataset) as address:
        yield address


@pytest.fixture(scope="session")
def client(ours: str) -> Iterator[httpx.Client]:
    """A client of our server."""
    with httpx.Client(base_url=ours, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory, dataset: Path) -> Iterator[str]:
    """The address of an `oxigraph serve` that holds the dataset."""
    with oxigraph_server(
        tmp_path_factory.mktemp("oxigraph"), "--union-default-graph"
    ) as address:
        loaded = httpx.post(
            f"{address}/store",
            content=dataset.read_bytes(),
            headers={"Content-Type": "application/n-quads"},
            trust_env=False,
        )
        loaded.raise_for_status()
        yield address
