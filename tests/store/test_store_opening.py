"""Several files in one store, at their unit: which named graph each fact stands in, and whose blank nodes are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from policygraph.namespaces import PG
from policygraph.store.opening import load_files, read_files

if TYPE_CHECKING:
    from pathlib import Path

HOME = "http://example.org/"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files of one report, of two and of none; the first and the last have a blank node of the same label."""
    texts = {
        "one.ttl": f"<{HOME}r1> a <{PG.Report}> . _:x <{HOME}p> 1 , 2 .",
        "two.ttl": f"<{HOME}r2> a <{PG.Report}> . <{HOME}r3> a <{PG.Report}> .",
        "none.ttl": f"_:x <{HOME}p> 3 .",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


def test_a_file_of_one_report_has_a_named_graph_and_others_none(
    files: list[Path],
) -> None:
    """Of two reports in a file nobody can tell whose a fact is; the default graph holds all of them."""
    store = load_files(files)
    assert [str(graph) for graph in store.named_graphs()] == [f"<{HOME}r1>"]
    assert (
        len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(f"{HOME}r1"))))
        == 3
    )
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == 6
    assert {str(graph) for _, graph in read_files(files)} == {f"{HOME}r1", "None"}


def test_blank_nodes_are_those_of_their_file(files: list[Path]) -> None:
    """One label in two files is two nodes, in one file one."""
    nodes = {
        triple.object.value: triple.subject
        for triple, _ in read_files(files)
        if triple.predicate == f"{HOME}p"
    }  # type: ignore[union-attr]
    assert nodes["1"] == nodes["2"] != nodes["3"]
    assert all(node.startswith("_:") for node in nodes.values())
    asked = load_files(files).query(f"SELECT DISTINCT ?s {{ ?s <{HOME}p> ?o }}")
    assert len(list(asked)) == 2  # type: ignore[arg-type]


def test_a_file_alone_stays_as_it_is(files: list[Path]) -> None:
    """It needs no named graph, and its blank nodes keep their labels."""
    assert not list(load_files(files[:1]).named_graphs())
    assert {graph for _, graph in read_files(files[:1])} == {None}
