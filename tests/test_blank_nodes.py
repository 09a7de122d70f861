"""Labels of blank nodes come from the triples alone, and in time, however the triples were built."""

from __future__ import annotations

import random
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from policygraph.blank_nodes import are_plain, labels_of
from policygraph.rdf import to_ntriples
from policygraph.terms import Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

P = "<urn:p>"
Facts = list[tuple[str, str, str]]


def relabelled(facts: Iterable[tuple[str, str, str]]) -> list[str]:
    """The facts with the labels that they get, sorted."""
    listed = list(facts)
    labels = labels_of(listed)
    return sorted(" ".join(labels.get(term, term) for term in fact) for fact in listed)


def shuffled(facts: Facts, seed: int) -> Facts:
    """The same graph, its blank nodes named anew and its facts in another order."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    nodes = sorted({term for fact in facts for term in fact if term.startswith("_:")})
    names = dict(zip(nodes, draw.sample(range(10_000), len(nodes)), strict=True))
    other = [
        tuple(f"_:n{names[term]}" if term in names else term for term in fact)
        for fact in facts
    ]
    draw.shuffle(other)
    return other  # type: ignore[return-value]


def chain(size: int) -> Facts:
    """A list of alike items."""
    links = [(f"_:c{at}", "<urn:rest>", f"_:c{at + 1}") for at in range(size - 1)]
    return [
        *links,
        (f"_:c{size - 1}", "<urn:rest>", "<urn:nil>"),
        *((f"_:c{at}", P, '"x"') for at in range(size)),
    ]


def clique(size: int) -> Facts:
    """Nodes that all point at each other."""
    return [(f"_:c{one}", P, f"_:c{two}") for one, two in permutations(range(size), 2)]


def ring(size: int) -> Facts:
    """Nodes in a ring."""
    return [(f"_:c{at}", P, f"_:c{(at + 1) % size}") for at in range(size)]


GRAPHS = {
    "chain": chain(40),
    "clique": clique(9),
    "ring": ring(12),
    "two rings": [
        *ring(5),
        *((a.replace("c", "d"), p, b.replace("c", "d")) for a, p, b in ring(5)),
    ],
    "loops": [("_:a", P, "_:a"), ("_:b", P, "_:b"), ("_:a", P, "_:b")],
    "apart": [(f"_:x{at}", P, '"x"') for at in range(50)],
    "star": [(f"_:x{at}", P, "_:hub") for at in range(20)],
    "tree": [
        (f"_:t{at}", P, f"_:t{2 * at + side}") for at in range(1, 16) for side in (0, 1)
    ],
}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("seed", range(4))
def test_however_nodes_were_called_the_labels_are_the_same(
    name: str, seed: int
) -> None:
    """For lists, cliques, rings, trees, stars and nodes that nothing tells apart."""
    assert relabelled(shuffled(GRAPHS[name], seed)) == relabelled(GRAPHS[name])


@pytest.mark.parametrize("seed", range(30))
def test_random_graphs_get_the_same_labels_whatever_they_were_called(seed: int) -> None:
    """With several properties and some names among the blank nodes."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    terms = [f"_:r{at}" for at in range(12)] + ["<urn:a>", "<urn:b>"]
    facts = [
        (f"_:r{draw.randrange(12)}", f"<urn:p{draw.randrange(2)}>", draw.choice(terms))
        for _ in range(18)
    ]
    facts = list(dict.fromkeys(facts))
    assert relabelled(shuffled(facts, seed)) == relabelled(facts)


def test_no_two_nodes_share_a_label() -> None:
    """A label stands for one node."""
    for facts in GRAPHS.values():
        nodes = {term for fact in facts for term in fact if term.startswith("_:")}
        assert set(labels_of(facts)) == nodes
        assert len(set(labels_of(facts).values())) == len(nodes)


def test_nodes_that_differ_by_what_is_said_of_them_are_plain() -> None:
    """Those of a list of alike items are not."""
    assert are_plain([("_:a", P, '"1"'), ("_:b", P, '"2"'), ("_:a", P, "_:b")])
    assert not are_plain(chain(4))


def test_work_grows_with_the_graph_and_no_faster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list four times as long makes about four times the work, counted in hashes."""
    import policygraph.blank_nodes as module

    counts: list[int] = []
    hashed = module._hashed

    def counted(*parts: str) -> str:
        counts[-1] += 1
        return hashed(*parts)

    monkeypatch.setattr(module, "_hashed", counted)
    for make, size in ((chain, 500), (chain, 2000), (ring, 500), (ring, 2000)):
        counts.append(0)
        labels_of(make(size))
    assert counts[1] < 5 * counts[0]
    assert counts[3] < 5 * counts[2]


def test_equal_graphs_are_written_as_equal_bytes() -> None:
    """A clique of nine, written twice under different names."""
    written = [
        to_ntriples(Triple(*(Iri(term.strip("<>")) for term in fact)) for fact in facts)  # type: ignore[arg-type]
        for facts in (clique(9), shuffled(clique(9), 1))
    ]
    assert written[0] == written[1]
