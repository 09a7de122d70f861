"""Names like what was typed: of a graph with very many names they are looked up, and the same things are found."""

from __future__ import annotations

import pytest

from policygraph.queries import LocalGraph
from policygraph.web import near_names
from policygraph.web.near_names import names_like, things_named

GRAPH = "tests/fixtures/small.ttl"
TYPED = ("kunmng", "Railway", "kunming")


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_things_are_found(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """However many names there are, and in the same order."""
    found = names_like(LocalGraph.open([GRAPH]), typed)
    monkeypatch.setattr(near_names, "_FEW_NAMES", 0)
    assert found
    assert names_like(LocalGraph.open([GRAPH]), typed) == found


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_thing_is_found_by_its_name_in_whatever_spelling(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """A name that nothing bears finds nothing."""
    monkeypatch.setattr(near_names, "_FEW_NAMES", few)
    graph = LocalGraph.open([GRAPH])
    assert [one.name for one in things_named(graph, "KUNMING")] == ["Kunming"]
    assert things_named(graph, "nowhere") == ()
