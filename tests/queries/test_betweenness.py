"""Betweenness is what networkx computes, of any network, from all nodes or from some."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from policygraph.answers import Answer
from policygraph.queries import networks
from policygraph.queries.betweenness import betweenness
from policygraph.terms import Iri


def network(seed: int, count: int = 60) -> nx.Graph:
    """A network with parts that nothing joins, nodes that nothing touches, and one joined to itself."""
    draw = random.Random(seed)  # noqa: S311 - the same on each run
    drawn: nx.Graph = nx.empty_graph(count)
    half = count // 2
    for low, high in ((0, half), (half, count - 5)):
        for _ in range(40):
            drawn.add_edge(draw.randrange(low, high), draw.randrange(low, high))
    drawn.add_edge(0, 0)
    return drawn


@pytest.mark.parametrize("seed", range(5))
def test_it_is_that_of_networkx(seed: int) -> None:
    """From all nodes, and from those that networkx draws."""
    graph = network(seed)
    found = betweenness(len(graph), graph.edges)
    assert found == pytest.approx(list(nx.betweenness_centrality(graph).values()))
    assert max(found) > 0
    drawn = random.Random(seed).sample(list(graph), 20)  # noqa: S311 - as networkx draws
    theirs = nx.betweenness_centrality(graph, k=20, seed=seed)
    estimate = betweenness(len(graph), graph.edges, drawn)
    assert estimate == pytest.approx(list(theirs.values()))
    assert estimate != pytest.approx(found)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_between_two_nodes_lies_none(count: int) -> None:
    """Nor is anything divided by nothing."""
    pairs = [(0, 1)] if count > 1 else []
    assert betweenness(count, pairs) == [0.0] * count


def test_the_most_central_of_a_large_network_are_estimated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From as many entities as may be drawn, the same each time; degrees count each linkage, however many join two."""
    monkeypatch.setattr(networks, "SAMPLED", 40)
    monkeypatch.setattr(networks, "FEWEST", 20)
    graph = network(1)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    kind = Iri("http://example.org/Kind")
    rows = [
        (Iri(f"x:{one}"), kind, Iri(f"x:{other}"), kind) for one, other in graph.edges
    ]
    columns = ("from", "fromClass", "to", "toClass")
    found = [
        networks.most_central(Answer(columns, tuple(rows)), None, 5, lambda _: {})
        for _ in range(2)
    ]
    assert found[0] == found[1]
    twice = networks.most_central(
        Answer(columns, (*rows, *rows)), None, 5, lambda _: {}
    )
    assert [row["degree"] for row in twice] == [2 * row["degree"] for row in found[0]]
    assert [row["entity"] for row in twice] == [row["entity"] for row in found[0]]
