"""Words: what carries a tag, and what its letters look like."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.extraction.words import SHAPES, words_of
from policygraph.spans import Span


def _texts(sentence: str) -> list[str]:
    return [
        sentence[word.begin : word.end]
        for word in words_of(sentence, Span(0, len(sentence)))
    ]


def _shapes(sentence: str) -> list[str]:
    return [SHAPES[word.shape] for word in words_of(sentence, Span(0, len(sentence)))]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lhasa-Nyingchi line", ["Lhasa", "-", "Nyingchi", "line"]),
        ("the bank's plan", ["the", "bank", "'s", "plan"]),
        ("Xi'an and Ma’anshan", ["Xi'an", "and", "Ma’anshan"]),
        ("1,250.5 km", ["1,250.5", "km"]),
        ("R$6.8bn", ["R", "$", "6.8", "bn"]),
        ("重庆市 grows", ["重庆市", "grows"]),
    ],
)
def test_both_ends_of_a_route_a_possessive_and_a_unit_are_words_of_their_own(
    sentence: str, words: list[str]
) -> None:
    """Hyphens, possessive endings and units stand alone; an apostrophe inside a name does not break it."""
    assert _texts(sentence) == words


def test_a_capital_at_the_opening_of_a_sentence_is_told_from_one_inside_it() -> None:
    """The first word's capital says nothing about names, so it has a shape of its own."""
    assert _shapes('"Build Lhasa airport') == ["quote", "opening", "title", "lower"]


def test_acronyms_figures_and_marks_have_shapes() -> None:
    """Each kind of word that helps to find a name is told apart."""
    assert _shapes("x BOE iPhone A 5 $ - , .")[1:] == [
        "upper", "mixed", "letter", "number", "currency", "hyphen", "mark", "stop",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_words_hold_every_character_but_white_space_once_and_in_order(
    text: str,
) -> None:
    """Nothing of a sentence is lost or read twice."""
    words = words_of(text, Span(0, len(text)))
    assert all(a.end <= b.begin for a, b in itertools.pairwise(words))
    held = "".join(text[word.begin : word.end] for word in words)
    assert held == "".join(
        c for c in text if not c.isspace() and c not in _left_out(text, held)
    )


def _left_out(text: str, held: str) -> set[str]:
    """Characters that no pattern takes as word or mark (such as a combining mark on its own)."""
    return {c for c in text if c not in held and not c.isalnum()}
