"""Candidate linkages: which mentions may be linked at all."""

from __future__ import annotations

from policygraph.extraction.candidates import End, candidates_of
from policygraph.ontology import signatures


def _end(kind: str, first: int, last: int, sentence: int = 0, *, implied: bool = False) -> End:
    return End(kind, first, last, sentence, implied)


def test_only_classes_that_the_ontology_lets_be_linked_are_paired() -> None:
    """A project may be located in a place, a place in no project."""
    ends = [_end("Project", 0, 2), _end("Place", 5, 5), _end("Target", 8, 9)]
    assert candidates_of(ends, signatures()).pairs.tolist() == [[0, 1], [0, 2]]


def test_a_place_inside_a_name_is_linked_with_that_name_alone() -> None:
    """What a name implies says nothing about other names."""
    ends = [_end("Project", 0, 4), _end("Project", 6, 9), _end("Place", 2, 2, implied=True)]
    assert candidates_of(ends, signatures()).pairs.tolist() == [[0, 1], [0, 2], [1, 0]]


def test_mentions_far_apart_are_not_paired() -> None:
    """Beyond a few sentences the subject has changed."""
    ends = [_end("Institution", 0, 1, 0), _end("Place", 90, 90, 5)]
    assert candidates_of(ends, signatures()).pairs.tolist() == []


def test_the_order_of_the_two_mentions_is_told() -> None:
    """A project before its place and one behind it are different candidates."""
    near = candidates_of([_end("Project", 0, 1), _end("Place", 3, 3)], signatures()).features.tolist()
    turned = candidates_of([_end("Project", 3, 4), _end("Place", 1, 1)], signatures()).features.tolist()
    assert near[0][0] != turned[0][0]
    assert near[0][1:] == turned[0][1:]
