"""Communities that are left over are gathered: no node is lost, none is twice, and few enough are drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from policygraph.views.communities import MOST_MEMBERS, communities
from policygraph.views.gathering import MOST_GROUPS, gathered


def test_the_neighbours_of_a_node_with_very_many_are_few_communities() -> None:
    """Found alone, nearly each of its ten thousand neighbours is a community of its own."""
    star = [(0, leaf) for leaf in range(1, 10_000)]
    found = communities(10_000, star)
    assert len(found) > MOST_GROUPS
    together = gathered(found, star)
    assert len(together) < MOST_GROUPS
    assert max(map(len, together)) <= MOST_MEMBERS
    assert sorted(node for group in together for node in group) == list(range(10_000))


def test_as_many_communities_as_can_be_drawn_stay_as_they_are() -> None:
    """A drawing changes only where it could not be made."""
    pairs = [(node, node + 1) for node in range(0, 2 * MOST_GROUPS, 2)]
    found = communities(2 * MOST_GROUPS, pairs)
    assert len(found) == MOST_GROUPS
    assert gathered(found, pairs) == found


@given(
    some.lists(some.tuples(some.integers(0, 59), some.integers(0, 59)), max_size=120),
    some.integers(2, 20),
)
def test_every_node_is_in_one_group(pairs: list[tuple[int, int]], most: int) -> None:
    """Whatever is linked with what, and however few groups may be."""
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    found = communities(60, pairs, most=5)
    together = gathered(found, pairs, most=most, members=8)
    assert sorted(node for group in together for node in group) == list(range(60))
    assert max(map(len, together)) <= 8
