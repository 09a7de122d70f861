"""Which nodes of a large part belong together: groups within which there are more links than chance would give.

Source: Blondel, Guillaume, Lambiotte and Lefebvre, Fast Unfolding of Communities in Large Networks, 2008. Nodes are
taken in the order of their links, not of chance, and a group grows no larger than can be laid out quickly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Near = Mapping[int, Counter[int]]
    """By node those that it is linked with, and how often."""
    Numbers = Mapping[int, int]
    Pairs = Iterable[tuple[int, int]]
    Members = dict[int, list[int]]

MOST_MEMBERS = 260
"""How many nodes a community has at most: so many are laid out quickly."""

_SWEEPS = 5
_ROUNDS = 6


def communities(
    count: int, pairs: Pairs, *, most: int = MOST_MEMBERS
) -> list[list[int]]:
    """The groups of nodes ``0 … count-1``, the largest first, each of at most `most` nodes and sorted.

    Example:
        >>> communities(6, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)])
        [[0, 1, 2], [3, 4, 5]]
    """
    near = _neighbours(count, pairs)
    members = {node: [node] for node in range(count)}
    for _ in range(_ROUNDS):
        sizes = {node: len(held) for node, held in members.items()}
        group = _moved(near, sizes, most)
        groups = set(group.values())
        if len(groups) == len(members):
            break
        members = _merged(members, group)
        near = _quotient(near, group)
    found = map(sorted, members.values())
    return sorted(found, key=lambda held: (-len(held), held))


def _neighbours(count: int, pairs: Pairs) -> Near:
    near: dict[int, Counter[int]] = {node: Counter() for node in range(count)}
    for one, other in pairs:
        near[one][other] += 1
        near[other][one] += 1
    return near


def _moved(near: Near, sizes: Numbers, most: int) -> dict[int, int]:
    """For each node the group that it is best in, found by moving one after the other."""
    weight = {node: sum(beside.values()) for node, beside in near.items()}
    whole = max(sum(weight.values()), 1)
    group = {node: node for node in near}
    total = dict(weight)
    size = dict(sizes)
    order = sorted(near, key=lambda node: (weight[node], node))
    for _ in range(_SWEEPS):
        moves = 0
        for node in order:
            own = group[node]
            total[own] -= weight[node]
            size[own] -= sizes[node]
            share = weight[node] / whole
            best = _best(node, near, group, total, own, share)
            if size[best] + sizes[node] > most:
                best = own
            moves += best != own
            group[node] = best
            total[best] += weight[node]
            size[best] += sizes[node]
        if not moves:
            break
    return group


def _best(  # noqa: PLR0913, PLR0917 - the state of one sweep
    node: int,
    near: Near,
    group: Numbers,
    total: Numbers,
    own: int,
    share: float,
) -> int:
    links: dict[int, int] = {own: 0}
    for other, count in near[node].items():
        if other != node:
            there = group[other]
            links[there] = links.get(there, 0) + count

    def gain(one: int) -> tuple[float, int]:
        by_chance = total[one] * share
        return links[one] - by_chance, -one

    return max(links, key=gain)


def _merged(members: Mapping[int, Sequence[int]], group: Numbers) -> Members:
    merged: Members = defaultdict(list)
    for node, held in members.items():
        merged[group[node]] += held
    return dict(merged)


def _quotient(near: Near, group: Numbers) -> Near:
    """The links between groups, and within each twice their number, as its weight asks."""
    quotient: dict[int, Counter[int]] = {one: Counter() for one in group.values()}
    for node, beside in near.items():
        links = quotient[group[node]]
        for other, count in beside.items():
            links[group[other]] += count
    return quotient
