"""What is known of one thing, asked of a graph of any size."""

from __future__ import annotations

from pathlib import Path

import pytest

import builders
from policygraph.assembly import assemble
from policygraph.facts import Facts, counts_about, facts_about, known_of, things
from policygraph.queries import LocalGraph
from policygraph.store import GraphSource, GraphStore
from policygraph.terms import Iri

SMALL = assemble(builders.small_linked())
NAMES = (
    "Chongqing",
    "Kunming",
    "Shapingba Station",
    "new energy vehicles",
    "Extend the transport network.",
)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """The small graph in a store."""
    return GraphStore.from_triples(SMALL)


def thing_called(label: str) -> Iri:
    """The thing of that label."""
    return next(thing.iri for thing in things(Facts(SMALL)) if thing.label == label)


@pytest.mark.parametrize("label", NAMES)
def test_what_is_asked_for_tells_as_much_as_the_whole_graph(
    store: GraphStore, label: str
) -> None:
    """The facts about a thing suffice for its names, values, mentions, linkages, tasks and sentences."""
    thing = thing_called(label)
    whole, asked = (
        known_of(Facts(SMALL), thing),
        known_of(facts_about(store, thing), thing),
    )
    assert whole is not None
    assert asked is not None
    for name in ("thing", "mentions", "ties", "tasks"):
        assert getattr(asked, name) == getattr(whole, name), name
    naming = [mention.sentence for mention in whole.mentions]
    stating = [sentence for tie in whole.ties for sentence in tie.linkage.sentences]
    for iri in (*naming, *stating):
        asked_for, known = asked.sentences.get(iri), whole.sentences.get(iri)
        assert asked_for is not None
        assert known is not None
        assert (asked_for.text, asked_for.begin, asked_for.report) == (
            known.text,
            known.begin,
            known.report,
        )
        assert asked_for.pieces({thing}) == known.pieces({thing})


def test_a_limit_holds_for_each_kind_and_the_counts_tell_of_all(
    store: GraphStore,
) -> None:
    """One linkage, one mention, one task are read; how many there are is counted."""
    thing = thing_called("Chongqing")
    known = known_of(facts_about(store, thing, most=1), thing)
    assert known is not None
    assert len(known.ties) == 1
    assert counts_about(store, thing)["linkages"] == 3


def test_nothing_is_known_of_what_the_graph_does_not_hold(store: GraphStore) -> None:
    """An IRI that stands nowhere has no facts."""
    nobody = Iri("urn:x:nobody")
    assert known_of(facts_about(store, nobody), nobody) is None


def test_stores_and_opened_graphs_are_one_kind_of_source(
    tmp_path: Path, store: GraphStore
) -> None:
    """A store in memory, and files that were opened by name, are asked in the same way and answer the same."""
    path = tmp_path / "small.ttl"
    path.write_bytes(
        (Path(__file__).parents[1] / "fixtures" / "small.ttl").read_bytes()
    )
    thing = thing_called("Kunming")
    for source in (store, GraphStore.open(path), LocalGraph.open([str(path)])):
        assert isinstance(source, GraphSource)
        assert facts_about(source, thing).label(thing) == "Kunming"
