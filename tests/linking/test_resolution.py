"""Linking measured on the project's own gold."""

from __future__ import annotations

import pytest

from policygraph.linking.name_rules import CONFIDENCE
from policygraph.vocabulary import load_vocabulary
from training.resolution import (
    OWN_GOLD,
    Resolution,
    Tally,
    b_cubed,
    linked_gold,
    passages,
)

LEAST_F1 = 0.93
FEW = 30
"""Of fewer linkages no share is compared: one more or less would move it too far."""


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What linking makes of all marked passages of the project."""
    counted, vocabulary = Tally(), load_vocabulary()
    for mentions, text in passages(OWN_GOLD):
        counted.add(*linked_gold(mentions, text, vocabulary))
    return counted


def test_mentions_meet_as_the_gold_has_it(tally: Tally) -> None:
    """B-cubed F1 of the entities that gold mentions are resolved to."""
    assert tally.all.mentions > 1000
    assert tally.all.figures[2] >= LEAST_F1
    assert tally.repeated.mentions > 300
    assert tally.repeated.figures[2] >= LEAST_F1


def test_a_rule_is_as_sure_as_it_is_right(tally: Tally) -> None:
    """What a rule says of its confidence is the share of its linkages that the gold has, within five points."""
    compared = {}
    for (type_, _, rule), counts in tally.rules.items():
        if counts.total() >= FEW:
            compared[type_, rule] = counts[True] / counts.total()
    assert {
        ("Project", "RouteRule"),
        ("Project", "IndustryInProjectRule"),
    } <= compared.keys()
    assert {
        pair: share
        for pair, share in compared.items()
        if abs(share - CONFIDENCE[pair]) > 0.05
    } == {}


def test_b_cubed_of_equal_clusterings_is_one() -> None:
    """Names of clusters do not matter, splits cost recall, mergers precision."""
    assert b_cubed(["a", "a", "b"], [1, 1, 2]) == (3.0, 3.0)
    assert b_cubed(["a", "b"], [1, 1]) == (2.0, 1.0)
    assert b_cubed(["a", "a"], [1, 2]) == (1.0, 2.0)


def test_mentions_that_were_not_found_lower_the_recall_alone() -> None:
    """Of a thing named twice and found once, each found mention has half of its like, and the other has nothing."""
    built = Resolution()
    built.add(["a"], [1], [1, 1])
    assert built.figures == (1.0, 0.25, 0.4)
