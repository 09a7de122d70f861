"""What SPARQL cannot compute: shortest chains, on networkx, and centrality.

Both start from the rows of their question's SPARQL, one a linkage, so that they work on any graph that can be asked.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from policygraph.answers import Answer, value_of
from policygraph.namespaces import XSD
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygraph.answers import Row, Term

SAMPLED = 2000
"""Networks with more entities than this have their betweenness estimated from as many drawn (seeded) entities."""

FEWEST = 100
"""From so many entities it is estimated at least, however large the network is."""

_STEPS = 4_000_000
"""How many linkages are walked at most, as long as that leaves no fewer entities than `FEWEST`."""

_SEED = 1
_DIGITS = 12
_CHAIN = (
    "step",
    "here",
    "hereLabel",
    "by",
    "there",
    "thereLabel",
    "confidence",
    "sentence",
    "sentenceLabel",
)
_CENTRAL = ("rank", "entity", "entityLabel", "kind", "degree", "betweenness")


def shortest_chain(linkages: Answer, start: Iri, goal: Iri) -> Answer:
    """The fewest linkages that lead from one entity to another, read in either direction.

    Where several linkages join two neighbours, the surest is taken. The same rows in the same order give the same
    chain.

    Args:
        linkages: Rows of `from`, `fromLabel`, `by`, `to`, `toLabel`, `confidence`, `sentence` and `sentenceLabel`.
        start: Where the chain begins.
        goal: Where it ends.

    Returns:
        One row a linkage; none where nothing joins the two.
    """
    import networkx as nx

    rows = linkages.only(
        (
            "from",
            "fromLabel",
            "by",
            "to",
            "toLabel",
            "confidence",
            "sentence",
            "sentenceLabel",
        )
    ).rows
    network = nx.Graph()
    for row in rows:
        here, there = row[0], row[3]
        if not network.has_edge(here, there) or _sure(row) > _sure(
            network.edges[here, there]["row"]
        ):
            network.add_edge(here, there, row=row)
    try:
        path = nx.shortest_path(network, start, goal)
    except (nx.NodeNotFound, nx.NetworkXNoPath):
        return Answer(_CHAIN, ())
    steps = (
        (here, network.edges[here, there]["row"]) for here, there in pairwise(path)
    )
    return Answer(
        _CHAIN,
        tuple(
            _step(number, here, row)
            for number, (here, row) in enumerate(steps, start=1)
        ),
    )


def most_central(
    linkages: Answer,
    kind: Term | None,
    top: int,
    names: Callable[[Sequence[Term]], Mapping[Term, Term]],
) -> Answer:
    """The entities that the most shortest chains run through, then those with the most linkages.

    Args:
        linkages: Rows of `from`, `fromClass`, `by`, `to` and `toClass`.
        kind: The class to list, or None for all; the network is the whole one in either case.
        top: How many to list.
        names: Gives the names of entities.
    """
    kinds: dict[Term, Term] = {}
    degrees: Counter[Term] = Counter()
    pairs: list[tuple[Term, Term]] = []
    for row in linkages.only(("from", "fromClass", "to", "toClass")).rows:
        start, start_kind, end, end_kind = cast("tuple[Term, Term, Term, Term]", row)
        for node, its_kind in ((start, start_kind), (end, end_kind)):
            kinds[node] = min(its_kind, kinds.get(node, its_kind), key=str)
            degrees[node] += 1
        pairs.append((start, end))
    between = _betweenness(sorted(kinds, key=str), pairs)
    ranked = sorted(kinds, key=lambda node: (-between[node], -degrees[node], str(node)))
    wanted = [node for node in ranked if kind is None or kinds[node] == kind]
    listed = wanted[:top]
    called = names(listed)
    rows = tuple(
        (
            _integer(rank),
            node,
            called.get(node),
            kinds[node],
            _integer(degrees[node]),
            Literal(f"{between[node]:.4f}", XSD.decimal),
        )
        for rank, node in enumerate(listed, start=1)
    )
    return Answer(_CENTRAL, rows)


def _betweenness(
    nodes: Sequence[Term], pairs: Sequence[tuple[Term, Term]]
) -> dict[Term, float]:
    """The betweenness of each node, to so many digits that those with the same chains have the same."""
    from policygraph.queries.betweenness import betweenness

    places = {node: at for at, node in enumerate(nodes)}
    joined = {frozenset((places[one], places[other])) for one, other in pairs}
    drawn = None
    if len(nodes) > SAMPLED:
        most = max(FEWEST, min(SAMPLED, _STEPS // len(joined)))
        drawn = random.Random(_SEED).sample(range(len(nodes)), most)  # noqa: S311 - the same on each run
    ends = ((min(pair), max(pair)) for pair in joined)
    found = betweenness(len(nodes), ends, drawn)
    return {node: round(found[at], _DIGITS) for node, at in places.items()}


def _step(number: int, here: Term, row: Row) -> Row:
    start, start_label, by, end, end_label, confidence, sentence, words = row
    if here == start:
        return (
            _integer(number),
            start,
            start_label,
            by,
            end,
            end_label,
            confidence,
            sentence,
            words,
        )
    backwards = Literal(f"^{str(by).rsplit('#', 1)[-1]}")
    return (
        _integer(number),
        end,
        end_label,
        backwards,
        start,
        start_label,
        confidence,
        sentence,
        words,
    )


def _sure(row: Row) -> float:
    value = value_of(row[5])
    return float(value) if isinstance(value, (int, float)) else 0.0


def _integer(number: int) -> Literal:
    return Literal(str(number), XSD.integer)
