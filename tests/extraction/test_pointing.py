"""From a verb to its object: what speaks for a stretch of words, and what rules it out."""

from __future__ import annotations

import numpy as np

from policygraph.extraction.pointing import CLOSING, OPENING, REACH, Clues, Pointing

WIDTH = 2
NOTHING = Pointing(
    np.zeros(sum(OPENING), np.float32), np.zeros(sum(CLOSING), np.float32)
)
WORDS = [
    "We",
    "will",
    "build",
    "a",
    "port",
    ",",
    "widen",
    "the",
    "road",
    ".",
    "Ships",
    "come",
]
SENTENCES = [0] * 10 + [1] * 2
BUILD, WIDEN = (2, 2), (6, 6)


def _answers(begins: dict[int, float], ends: dict[int, float]) -> np.ndarray:
    """What words answer to a verb that asks for (1, 0): scores as first and as last words of an object."""
    answers = np.zeros((len(WORDS), 2, WIDTH), np.float32)
    for role, scores in enumerate((begins, ends)):
        for index, score in scores.items():
            answers[index, role, 0] = score * WIDTH**0.5
    return answers


ASKS = np.array([[1, 0], [1, 0]], np.float32)


def _object(
    pointing: Pointing, answers: np.ndarray, verb: tuple[int, int], clues: Clues
) -> tuple[int, int]:
    found = pointing.object_of(ASKS, answers, verb, clues)
    assert found is not None
    first, last, sure = found
    assert 0 < sure <= 1
    return first, last


def test_an_object_lies_in_the_sentence_of_its_verb_and_not_over_it() -> None:
    """Words of other sentences and the verb's own are out of reach, whatever their scores."""
    clues = Clues(WORDS, SENTENCES, [BUILD], [])
    answers = _answers({2: 9, 11: 9, 3: 4}, {2: 9, 11: 9, 4: 4})
    assert _object(NOTHING, answers, BUILD, clues) == (3, 4)


def test_no_object_holds_the_verb_of_another_measure() -> None:
    """What "build" builds ends before "widen", however well the road would close it."""
    answers = _answers({3: 9}, {8: 5, 4: 3})
    assert _object(NOTHING, answers, BUILD, Clues(WORDS, SENTENCES, [BUILD], [])) == (
        3,
        8,
    )
    assert _object(
        NOTHING, answers, BUILD, Clues(WORDS, SENTENCES, [BUILD, WIDEN], [])
    ) == (3, 4)


def test_an_object_in_front_of_its_verb_ends_before_it() -> None:
    """The subject of a passive, as in "the port was built"."""
    clues = Clues(WORDS, SENTENCES, [WIDEN], [])
    answers = _answers({3: 9}, {8: 9, 4: 2})
    assert _object(NOTHING, answers, WIDEN, clues) == (3, 4)


def test_of_two_objects_of_one_score_the_nearer_is_taken_where_near_ones_are_likelier() -> (
    None
):
    """A verb's object mostly follows it."""
    opening = np.zeros(sum(OPENING), np.float32)
    opening[REACH + 1] = 3.0
    closing = np.zeros(sum(CLOSING), np.float32)
    closing[1] = 3.0
    clues = Clues(WORDS, SENTENCES, [BUILD], [])
    assert _object(Pointing(opening, closing), _answers({}, {}), BUILD, clues) == (3, 4)


def test_clues_tell_verbs_and_commas_between_and_whether_a_name_is_cut() -> None:
    """Each word has one value of each clue, and no two clues share a value."""
    clues = Clues(WORDS, SENTENCES, [BUILD, WIDEN], [(7, 8)])
    rows = clues.opening(BUILD)
    assert rows.shape == (len(WORDS), len(OPENING))
    bounds = np.cumsum((0, *OPENING))
    assert all(
        ((rows[:, i] >= bounds[i]) & (rows[:, i] < bounds[i + 1])).all()
        for i in range(len(OPENING))
    )
    assert rows[8, 1] == rows[3, 1] + 1
    assert rows[8, 2] == rows[3, 2] + 1
    assert (rows[7, 3], rows[8, 3]) == (bounds[3], bounds[3] + 1)
    ends = clues.closing(np.array([3]))[0]
    assert ends.shape == (len(WORDS), len(CLOSING))
    assert ends[7, 2] == ends[8, 2] + 1


def test_a_verb_alone_in_its_sentence_has_no_object() -> None:
    """Nothing is made up."""
    clues = Clues(["Build", ".", "Ships"], [0, 1, 2], [(0, 0)], [])
    assert (
        NOTHING.object_of(ASKS, np.zeros((3, 2, WIDTH), np.float32), (0, 0), clues)
        is None
    )
