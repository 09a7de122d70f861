"""Small communities gathered into larger ones, where there are more than can be drawn beside each other.

A community grows no larger than can be laid out, so that of a node with ten thousand neighbours most are left over,
each a community of its own. How far each two are apart takes memory with the square of their number: those that are
left over are gathered by the large community that they are linked with most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policygraph.views.communities import MOST_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST_GROUPS = 800
"""How many communities are drawn as they were found."""

_NONE = -1


def gathered(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[int, int]],
    *,
    most: int = MOST_GROUPS,
    members: int = MOST_MEMBERS,
) -> list[list[int]]:
    """The groups, of which the small ones are gathered where there are more than `most`; sorted, the largest first.

    Args:
        groups: The groups, the largest first; each node is in one.
        pairs: The nodes that are linked, in whatever direction.
        most: So many stay as they are. Of more, the larger half of so many stays, and the others are gathered.
        members: How many nodes a gathered group has at most, unless one of its groups alone has more.

    Example:
        >>> star = [(0, leaf) for leaf in range(1, 7)]
        >>> gathered([[0, 1], [2], [3], [4], [5], [6]], star, most=2, members=3)
        [[2, 3, 4], [0, 1], [5, 6]]
    """
    if len(groups) <= most:
        return [list(group) for group in groups]
    large = groups[: most // 2]
    small = groups[most // 2 :]
    beside = _beside(large, small, pairs)
    found = [list(group) for group in large]
    for near in sorted(beside):
        found.extend(_filled(beside[near], members))
    return sorted(map(sorted, found), key=lambda group: (-len(group), group))


def _beside(
    large: Sequence[Sequence[int]],
    small: Sequence[Sequence[int]],
    pairs: Iterable[tuple[int, int]],
) -> dict[int, list[Sequence[int]]]:
    """The small groups by the large one that they have the most links with."""
    of_large = _numbers(large)
    of_small = _numbers(small)
    links: dict[int, Counter[int]] = defaultdict(Counter)
    for pair in pairs:
        for here, there in (pair, pair[::-1]):
            if here in of_small and there in of_large:
                links[of_small[here]][of_large[there]] += 1
    beside: dict[int, list[Sequence[int]]] = defaultdict(list)
    for number, group in enumerate(small):
        beside[_most_linked(links[number])].append(group)
    return beside


def _numbers(groups: Sequence[Sequence[int]]) -> Mapping[int, int]:
    return {node: number for number, group in enumerate(groups) for node in group}


def _most_linked(links: Counter[int]) -> int:
    """The group with the most links, of several the first; none has a number of its own."""
    if not links:
        return _NONE
    return min(links, key=lambda number: (-links[number], number))


def _filled(groups: Iterable[Sequence[int]], members: int) -> Iterator[list[int]]:
    """The groups put together, one after the other, as long as there is room."""
    full: list[int] = []
    for group in groups:
        if full and len(full) + len(group) > members:
            yield full
            full = []
        full = [*full, *group]
    if full:
        yield full
