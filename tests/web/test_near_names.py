"""Names like what was typed: of a graph with very many names they are looked up, and the same things are found."""

from __future__ import annotations

import pytest

from policygraph.queries import LocalGraph, sources
from policygraph.queries.sources import many_names
from policygraph.web.near_names import names_like, things_named

GRAPH = "tests/fixtures/small.ttl"
TYPED = ("kunmng", "Railway", "kunming")


def indexed() -> LocalGraph:
    """A graph whose words are known, as those of a server's are."""
    graph = LocalGraph.open([GRAPH])
    graph.store.words()
    return graph


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_things_are_found(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """However many names there are, and in the same order."""
    found = names_like(indexed(), typed)
    monkeypatch.setattr(sources, "FEW_NAMES", 0)
    graph = indexed()
    assert many_names(graph)
    assert found
    assert names_like(graph, typed) == found


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_thing_is_found_by_its_name_in_whatever_spelling(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """A name that nothing bears finds nothing."""
    monkeypatch.setattr(sources, "FEW_NAMES", few)
    graph = indexed()
    assert [one.name for one in things_named(graph, "KUNMING")] == ["Kunming"]
    assert things_named(graph, "nowhere") == ()
