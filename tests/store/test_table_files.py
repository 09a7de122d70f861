"""A store of many files can be asked by a process that can open none, for all are opened before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from policygraph.answers import Answer
from policygraph.queries import LocalGraph
from policygraph.queries.sources import sandboxed
from policygraph.store import GraphStore
from policygraph.store.table_files import OPENED_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ROUNDS = 3
FACTS = 400

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="this system does not tell what is open"
)


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with more files than the engine opens with it: it was written to in several goes."""
    folder = tmp_path_factory.mktemp("many") / "store"
    store = ox.Store(str(folder))
    for turn in range(ROUNDS):
        for number in range(FACTS):
            _say(store, f"{turn}-{number}")
        store.flush()
    del store
    assert len(files_of(folder)) > OPENED_AT_ONCE
    return folder


def _say(store: ox.Store, name: str) -> None:
    """States one fact of a thing in a graph of its own, and in the default graph."""
    thing, other = (ox.NamedNode(f"urn:{kind}-{name}") for kind in ("thing", "other"))
    named = ox.NamedNode(f"urn:graph-{name}")
    for graph in (named, ox.DefaultGraph()):
        store.add(ox.Quad(thing, ox.NamedNode("urn:knows"), other, graph))
        words = ox.Literal(f"What is said at some length of {name}")
        store.add(ox.Quad(thing, ox.NamedNode("urn:says"), words, graph))


def files_of(folder: Path) -> set[Path]:
    """The files that hold a store's facts."""
    return set(folder.glob("*.sst"))


def opened(folder: Path) -> AbstractSet[Path]:
    """Which of them this process has open."""
    found = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names, not paths
        link = Path("/proc/self/fd") / number
        if link.is_symlink():
            found.add(link.resolve())
    return found & {path.resolve() for path in files_of(folder)}


def test_all_files_of_a_store_are_opened(many_files: Path) -> None:
    """The engine opens some of them with the store; the others when it is told to."""
    with GraphStore.open(many_files) as store:
        assert len(opened(many_files)) < len(files_of(many_files))
        store.open_files()
        assert len(opened(many_files)) == len(files_of(many_files))


@pytest.mark.parametrize(
    "pattern",
    [
        "?s <urn:says> ?o",
        "GRAPH ?g { ?s <urn:says> ?o }",
        "GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o))",
    ],
)
def test_a_process_that_can_open_nothing_finds_everything(
    many_files: Path, pattern: str
) -> None:
    """Whichever of its indexes the question needs."""
    with GraphStore.open(many_files) as store:
        graph = sandboxed(LocalGraph(store, (many_files,)))
        answer = graph.query(f"SELECT DISTINCT ?o {{ {pattern} }}")
    assert isinstance(answer, Answer)
    assert len(answer) == ROUNDS * FACTS
