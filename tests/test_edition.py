"""Graphs that version 0.1 built are read with a word of warning, and are not put beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.edition import is_of_first_edition
from policygraph.rdf import read_triples
from policygraph.store import GraphStore
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

OLD = ROOT / "tests" / "fixtures" / "edition-0.1.ttl"
SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
WARNING = "was built by policygraph 0.1"


def test_the_two_are_told_apart() -> None:
    """By what a report says of itself."""
    assert is_of_first_edition(read_triples(OLD))
    assert not is_of_first_edition(read_triples(SMALL))
    assert not is_of_first_edition([])


@pytest.mark.parametrize(
    "command",
    [
        ("query", "projects", "-g"),
        ("view", "-o", "page.html"),
        ("export", "-o", "graph.graphml"),
    ],
)
def test_it_is_read_with_one_line_of_warning(
    command: tuple[str, ...], policygraph: Run, tmp_path: Path
) -> None:
    """Asking, drawing and exporting work; `--quiet` keeps the line away, and a graph of today has none."""
    ended = policygraph(*command, OLD, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert [
        line for line in ended.stderr.splitlines() if WARNING in line
    ] == ended.stderr.splitlines()[:1]
    assert WARNING not in policygraph(*command, OLD, "--quiet", cwd=tmp_path).stderr
    assert WARNING not in policygraph(*command, SMALL, cwd=tmp_path).stderr


def test_it_answers_what_it_can(policygraph: Run) -> None:
    """Its projects and their stages are there."""
    answered = policygraph("query", "projects", "-g", OLD, "-f", "csv").stdout
    assert "Silver Carp LCD panel project" in answered


def test_it_does_not_conform(policygraph: Run) -> None:
    """`validate` exits with 1, and says of which version it is."""
    ended = policygraph("validate", OLD)
    assert ended.returncode == 1
    assert WARNING in ended.stderr


@pytest.mark.parametrize(
    "command", [("load", "--store", "store"), ("push",), ("compare", SMALL)]
)
@pytest.mark.parametrize("form", ["file", "folder", "store"])
def test_it_is_not_put_beside_others(
    command: tuple[str, ...], form: str, policygraph: Run, tmp_path: Path
) -> None:
    """`load`, `push` and `compare` refuse it with 3, in whatever form it comes, and say what to do."""
    graph = OLD
    if form == "folder":
        graph = tmp_path / "folder"
        graph.mkdir()
        for path in (OLD, SMALL):
            (graph / path.name).write_bytes(path.read_bytes())
    if form == "store":
        graph = tmp_path / "old"
        with GraphStore.open(OLD) as store:
            store.save(graph)
    arguments = [
        *command,
        graph,
        *(["http://127.0.0.1:9/graphs"] if command == ("push",) else []),
    ]
    ended = policygraph(*arguments, cwd=tmp_path)
    assert ended.returncode == 3, ended.stderr
    assert WARNING in ended.stderr
    assert "build it anew" in ended.stderr
    assert not (tmp_path / "store").exists()
