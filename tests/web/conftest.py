"""Real servers on loopback: ours, and one that others wrote."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from policygraph.rdf import parse_triples, serialise
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    quads += [serialise(parse_triples(text, "turtle"), "nquads", graph=Iri(name)) for name, text in NAMED.items()]
    path.write_bytes(b"".join(quads))
    return path


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[str]:
    """The address of a server of ours in a process of its own."""
    command = [sys.executable, "-m", "policygraph", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", told)
            assert found, told + server.stderr.read()
            yield found[0]
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def serving_within(graph: Path, **limits: float) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of ours with limits of its own, and its address."""
    program = (
        "import sys; from policygraph.web import Limits, run_server; "
        f"run_server([sys.argv[1]], port=0, limits=Limits(**{limits!r}), "
        "announce=lambda text: print(text, file=sys.stderr, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(graph)], stderr=subprocess.PIPE, text=True) as server:
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


@contextmanager
def oxigraph_server(folder: Path, *options: str) -> Iterator[str]:
    """The address of an empty `oxigraph serve`."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    command: Sequence[str] = [program, "serve", "--location", str(folder), "--bind", bind, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://{bind}/")
            yield f"http://{bind}"
        finally:
            server.terminate()
            server.wait(20)


def wait_for(url: str, seconds: float = 60) -> None:
    """Returns once something answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            httpx.get(url, trust_env=False, timeout=5, verify=False)  # noqa: S501 (loopback)
        except httpx.TransportError:
            assert time.monotonic() < until, f"nothing answers at {url}"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory, dataset: Path) -> Iterator[str]:
    """The address of an `oxigraph serve` that holds the dataset."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph"), "--union-default-graph") as address:
        loaded = httpx.post(
            f"{address}/store",
            content=dataset.read_bytes(),
            headers={"Content-Type": "application/n-quads"},
            trust_env=False,
        )
        loaded.raise_for_status()
        yield address
