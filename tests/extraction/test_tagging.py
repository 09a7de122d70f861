"""From scores to spans: the best legal sequence of tags, and how sure its spans are."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.extraction.tagging import BEGINNING, INSIDE, OUTSIDE, Chain, Tagged
from policygraph.extraction.windows import Window
from policygraph.extraction.words import Word

HEADS = 2
PLAIN = Chain(np.zeros((HEADS, 3, 3), np.float32), (True, False))


def _window(
    words: int,
    breaks: frozenset[int] = frozenset(),
    joined: frozenset[int] = frozenset(),
) -> Window:
    sentences = tuple(
        itertools.accumulate(int(index in breaks) for index in range(words))
    )
    return Window(
        0,
        tuple(Word(3 * i, 3 * i + 2, 1) for i in range(words)),
        ("xx",) * words,
        ((1,),) * words,
        sentences,
        joined,
    )


def _scores(*rows: tuple[float, float, float]) -> np.ndarray:
    """Scores of both heads alike."""
    return np.log(np.repeat(np.array(rows, np.float32)[:, None], HEADS, axis=1))


def _edges(spans: list[Tagged]) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in spans]


def _spans(tags: tuple[int, ...]) -> list[tuple[int, int]]:
    spans = []
    for first in (index for index, tag in enumerate(tags) if tag == BEGINNING):
        inside = itertools.takewhile(
            lambda index: tags[index] == INSIDE, range(first + 1, len(tags))
        )
        spans.append((first, first + len(list(inside))))
    return spans


def _is_legal(tags: tuple[int, ...], window: Window, *, whole: bool) -> bool:
    for index, tag in enumerate(tags):
        before = tags[index - 1] if index else OUTSIDE
        if tag == INSIDE and (before == OUTSIDE or index in window.breaks):
            return False
        if (
            whole
            and index
            and index in window.joined
            and (tag == BEGINNING or (tag, before != OUTSIDE) == (OUTSIDE, True))
        ):
            return False
    return True


def test_an_inside_without_a_beginning_is_no_span_but_opens_one_where_that_is_likelier() -> (
    None
):
    """The best legal sequence is taken, not the best tag of each word."""
    scores = _scores((0.45, 0.05, 0.5), (0.1, 0.1, 0.8), (0.9, 0.05, 0.05))
    assert _edges(PLAIN.spans([_window(3)], [scores])[0][0]) == []
    scores = _scores((0.3, 0.3, 0.4), (0.05, 0.05, 0.9), (0.9, 0.05, 0.05))
    assert _edges(PLAIN.spans([_window(3)], [scores])[0][0]) == [(0, 1)]


def test_no_span_goes_on_into_the_next_sentence() -> None:
    """A break ends what is open, however likely the next word is inside."""
    scores = _scores((0.1, 0.8, 0.1), (0.1, 0.1, 0.8), (0.05, 0.05, 0.9))
    assert _edges(PLAIN.spans([_window(3, frozenset({2}))], [scores])[0][0]) == [(0, 1)]


def test_a_word_of_the_text_is_cut_only_by_the_head_that_looks_inside_words() -> None:
    """A name does not end at the hyphen of "build-up"; a place inside a route does."""
    scores = _scores((0.1, 0.8, 0.1), (0.6, 0.1, 0.3), (0.6, 0.1, 0.3))
    whole, within = PLAIN.spans([_window(3, joined=frozenset({1, 2}))], [scores])[0]
    assert _edges(whole) == [(0, 2)]
    assert _edges(within) == [(0, 0)]


def test_what_follows_what_is_learned() -> None:
    """A chain that favours going on puts a name together that single words leave in pieces."""
    scores = _scores((0.1, 0.8, 0.1), (0.5, 0.1, 0.4), (0.1, 0.5, 0.4))
    onward = np.zeros((HEADS, 3, 3), np.float32)
    onward[:, BEGINNING:, INSIDE] = 1.0
    assert _edges(PLAIN.spans([_window(3)], [scores])[0][0]) == [(0, 0), (2, 2)]
    assert _edges(Chain(onward, (True, False)).spans([_window(3)], [scores])[0][0]) == [
        (0, 2)
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 5), min_size=1, max_size=3))
def test_spans_are_those_of_the_best_sequence_and_their_confidence_is_their_share_of_all(
    seed: int, lengths: list[int]
) -> None:
    """Checked against every sequence of tags; windows read together do not touch each other."""
    rng = np.random.default_rng(seed)
    chain = Chain(rng.normal(size=(HEADS, 3, 3)).astype(np.float32), (True, False))
    windows = [
        _window(
            words,
            *(
                frozenset(i for i in range(1, words) if rng.random() < 0.2)
                for _ in range(2)
            ),
        )
        for words in lengths
    ]
    scores = [
        rng.normal(scale=2, size=(words, HEADS, 3)).astype(np.float32)
        for words in lengths
    ]
    for window, rows, found in zip(
        windows, scores, chain.spans(windows, scores), strict=True
    ):
        for head, whole in enumerate(chain.whole):
            weights = {
                tags: np.exp(
                    sum(float(rows[i, head, tag]) for i, tag in enumerate(tags))
                    + sum(
                        float(chain.after[head, one, other])
                        for one, other in itertools.pairwise(tags)
                    )
                )
                for tags in itertools.product(range(3), repeat=len(rows))
                if _is_legal(tags, window, whole=whole)
            }
            shares: Counter[tuple[int, int]] = Counter()
            for tags, weight in weights.items():
                shares.update(
                    dict.fromkeys(_spans(tags), weight / sum(weights.values()))
                )
            best = max(weights, key=weights.__getitem__)
            assert _edges(found[head]) == _spans(best)
            assert np.allclose(
                [span.confidence for span in found[head]],
                [shares[span] for span in _spans(best)],
            )


def test_no_window_gives_nothing() -> None:
    """A report without words has no spans."""
    assert PLAIN.spans([], []) == []
