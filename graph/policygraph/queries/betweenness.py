"""The share of shortest chains that run through each node of a network, level by level on whole arrays.

Source: U. Brandes, "A faster algorithm for betweenness centrality" (2001); networkx, `betweenness_centrality`, whose
values and whose scale for drawn nodes these are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

_LEAST = 3
"""Between fewer nodes nothing lies."""


class _Arcs(NamedTuple):
    """The neighbours of each node: those of node i are `ends[starts[i]:starts[i + 1]]`."""

    starts: Whole
    ends: Whole


def betweenness(
    count: int, pairs: Iterable[tuple[int, int]], drawn: Collection[int] | None = None
) -> list[float]:
    """For each node, the share of shortest chains between two others that run through it, 0 to 1.

    Args:
        count: How many nodes there are; they are known by 0, 1, 2, …
        pairs: Which are joined, in whatever direction and however often.
        drawn: The nodes, at least two, from which chains are followed: an estimate. All of them unless given.

    Example:
        >>> betweenness(3, [(0, 1), (1, 2)])
        [0.0, 1.0, 0.0]
    """
    if count < _LEAST:
        return [0.0] * count
    arcs = _arcs(count, pairs)
    sources = range(count) if drawn is None else drawn
    found = np.zeros(count)
    for source in sources:
        found += _through(arcs, source, count)
    scale = np.full(count, 1.0 / (len(sources) * (count - 2)))
    if drawn is None:
        scale[:] = 1.0 / ((count - 1) * (count - 2))
    else:
        scale[list(drawn)] = 1.0 / ((len(drawn) - 1) * (count - 2))
    return [float(share) for share in found * scale]


def _arcs(count: int, pairs: Iterable[tuple[int, int]]) -> _Arcs:
    both = {(a, b) for one, other in pairs for a, b in ((one, other), (other, one))}
    ordered = np.array(sorted(both), dtype=np.int64).reshape(-1, 2)
    starts = np.zeros(count + 1, dtype=np.int64)
    starts[1:] = np.cumsum(np.bincount(ordered[:, 0], minlength=count))
    return _Arcs(starts, ordered[:, 1])


def _through(arcs: _Arcs, source: int, count: int) -> Real:
    """How many of the shortest chains from a node run through each other, each counted by its share."""
    chains, levels = _levels(arcs, source, count)
    through = np.zeros(count)
    for tails, heads in reversed(levels):
        shares = chains[tails] / chains[heads] * (1.0 + through[heads])
        through += np.bincount(tails, weights=shares, minlength=count)
    through[source] = 0.0
    return through


def _levels(
    arcs: _Arcs, source: int, count: int
) -> tuple[Real, list[tuple[Whole, Whole]]]:
    """How many shortest chains lead to each node, and the arcs of these chains, the nearest first."""
    far = np.full(count, -1, dtype=np.int64)
    chains = np.zeros(count)
    far[source], chains[source] = 0, 1.0
    levels: list[tuple[Whole, Whole]] = []
    front = np.array([source], dtype=np.int64)
    while front.size:
        tails, heads = _leaving(arcs, front)
        step = len(levels) + 1
        far[heads[far[heads] < 0]] = step
        front = np.flatnonzero(far == step)
        onward = far[heads] == step
        tails, heads = tails[onward], heads[onward]
        chains += np.bincount(heads, weights=chains[tails], minlength=count)
        levels.append((tails, heads))
    return chains, levels


def _leaving(arcs: _Arcs, front: Whole) -> tuple[Whole, Whole]:
    """The arcs that leave some nodes: where each begins, and where it ends."""
    counts = arcs.starts[front + 1] - arcs.starts[front]
    before = np.cumsum(counts) - counts
    places = np.arange(counts.sum()) + np.repeat(arcs.starts[front] - before, counts)
    return np.repeat(front, counts), arcs.ends[places]
