"""Windows: the stretches of a report that the encoder reads at a time."""

from __future__ import annotations

import itertools

import pytest

from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.reader import (
    PIECES_AT_ONCE,
    WINDOWS_AT_ONCE,
    groups_of,
)
from policygraph.extraction.windows import LONGEST, windows_of
from policygraph.report import parse_report
from policygraph.resources import resource


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    """The word pieces of the shipped reader."""
    return WordPieces(resource("weights", "tokenizer.json"))


def test_a_long_paragraph_is_cut_between_sentences_into_parts_of_like_length(
    pieces: WordPieces,
) -> None:
    """No word is lost, and no part is longer than the encoder can read."""
    text = "We will widen the road to the northern harbour this year. " * 120
    windows = windows_of(parse_report(text, name="long"), pieces)
    assert len(windows) > 1
    assert all(window.length <= LONGEST for window in windows)
    assert max(w.length for w in windows) < 1.2 * min(w.length for w in windows)
    begins = [word.begin for window in windows for word in window.words]
    assert begins == sorted(set(begins))
    assert len(begins) == 120 * 12
    assert all(
        a.sentences[-1] != b.sentences[0] for a, b in itertools.pairwise(windows)
    )


def test_a_sentence_longer_than_the_encoder_can_read_is_cut_between_words(
    pieces: WordPieces,
) -> None:
    """Even then nothing is lost."""
    text = "harbour, " * 900 + "harbour."
    windows = windows_of(parse_report(text, name="endless"), pieces)
    assert all(window.length <= LONGEST for window in windows)
    assert sum(len(window.words) for window in windows) == 2 * 901


def test_words_with_a_mark_or_a_figure_inside_are_joined(pieces: WordPieces) -> None:
    """A name may not begin or end before what is joined."""
    text = "The A8 and R&D pay-offs of AT&T - and - it."
    (window,) = windows_of(parse_report(text, name="joined"), pieces)
    joined = [
        text[window.words[index].begin : window.words[index].end]
        for index in sorted(window.joined)
    ]
    assert joined == ["8", "&", "D", "-", "offs", "&", "T"]


def test_windows_are_read_in_groups_that_have_a_largest_size(
    pieces: WordPieces,
) -> None:
    """Short windows are many together, long ones few, and all stay in order: memory is that of one group."""
    short = windows_of(parse_report("We build it.\n\n" * 200, name="short"), pieces)
    long = windows_of(parse_report("We build it. " * 2000, name="long"), pieces)
    groups = list(groups_of([*short, *long]))
    assert [window for group in groups for window in group] == [*short, *long]
    assert len(groups[0]) == WINDOWS_AT_ONCE
    assert 1 < len(groups[-2]) < WINDOWS_AT_ONCE
    for group in groups:
        assert sum(window.length for window in group) <= PIECES_AT_ONCE
