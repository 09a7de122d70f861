"""Candidate linkages: which mentions may be linked at all, and what is told of each pair."""

from __future__ import annotations

import numpy as np

from policygraph.extraction.candidates import SIZES, Candidates, End, candidates_of
from policygraph.ontology import signatures

WORDS = ["x"] * 12
COMMA = [*WORDS[:2], ",", *WORDS[3:]]


def _end(
    kind: str, first: int, last: int, sentence: int = 0, *, implied: bool = False
) -> End:
    return End(kind, first, last, sentence, implied)


def _of(ends: list[End], words: list[str] = WORDS) -> Candidates:
    return candidates_of(ends, words, signatures())


def test_only_classes_that_the_ontology_lets_be_linked_are_paired() -> None:
    """A project may be located in a place, a place in no project."""
    ends = [_end("Project", 0, 2), _end("Place", 5, 5), _end("Target", 8, 9)]
    assert _of(ends).pairs.tolist() == [[0, 1], [0, 2]]


def test_a_place_inside_a_name_is_linked_with_that_name_alone() -> None:
    """What a name implies says nothing about other names."""
    ends = [
        _end("Project", 0, 4),
        _end("Project", 6, 9),
        _end("Place", 2, 2, implied=True),
    ]
    assert _of(ends).pairs.tolist() == [[0, 1], [0, 2], [1, 0]]


def test_mentions_far_apart_are_not_paired() -> None:
    """Beyond a few sentences the subject has changed."""
    ends = [_end("Institution", 0, 1, 0), _end("Place", 90, 90, 5)]
    assert _of(ends, ["x"] * 91).pairs.tolist() == []


def test_the_order_of_the_two_mentions_is_told() -> None:
    """A project before its place and one behind it are different candidates."""
    near = _of([_end("Project", 0, 1), _end("Place", 3, 3)]).clues.tolist()
    turned = _of([_end("Project", 3, 4), _end("Place", 1, 1)]).clues.tolist()
    assert near[0][0] != turned[0][0]
    assert near[0][1:] == turned[0][1:]


def test_a_comma_between_and_a_rival_nearby_are_told() -> None:
    """Of two places the nearer one is known for it; what lies between is counted."""
    ends = [_end("Project", 0, 1), _end("Place", 3, 3), _end("Place", 6, 6)]
    plain, broken = _of(ends).clues[:2], _of(ends, COMMA).clues[:2]
    assert (plain[:, 5] != broken[:, 5]).all()
    assert (np.delete(plain, 5, axis=1) == np.delete(broken, 5, axis=1)).all()
    nearer, farther = plain.tolist()
    assert nearer[3] != farther[3]
    assert nearer[4] != farther[4]


def test_the_words_between_are_those_from_the_one_to_the_other() -> None:
    """Where one lies in the other, all words of the longer."""
    ends = [
        _end("Project", 0, 4),
        _end("Place", 2, 2, implied=True),
        _end("Place", 8, 9),
    ]
    assert _of(ends).between.tolist() == [[0, 5], [5, 8]]


def test_each_clue_has_its_own_part_of_the_table() -> None:
    """No value of one clue is taken for a value of another."""
    ends = [
        _end(kind, 2 * i, 2 * i, i // 3)
        for i, kind in enumerate(("Project", "Place", "Industry", "Target", "Project"))
    ]
    clues = _of(ends).clues
    bounds = np.cumsum((0, *SIZES))
    assert clues.shape[1] == len(SIZES)
    assert ((clues >= bounds[:-1]) & (clues < bounds[1:])).all()
