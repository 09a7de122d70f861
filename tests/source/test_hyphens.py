"""Hyphens at line ends: when two halves are one word, and when the hyphen stays."""

from __future__ import annotations

import pytest

from policygraph.source.hyphens import WordList


def joined(before: str, after: str, *lines: str) -> str:
    """Two lines as one in a document that also has some other lines."""
    return WordList(lines).joined(before, after)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the depart-", "ment opens", "the department opens"),
        ("a self-", "governing body", "a self-governing body"),
        ("the co-", "founder of", "the co-founder of"),
        ("anti-", "poverty work", "anti-poverty work"),
        ("the over-", "all plan", "the overall plan"),
        ("the COVID-", "related fund", "the COVID-related fund"),
        ("by mid-", "July", "by mid-July"),
        ("the 2020-", "based prices", "the 2020-based prices"),
        ("— -", "and more", "— - and more"),
        ("the well-", "— known", "the well-— known"),
    ],
)
def test_without_other_words_the_halves_decide(
    before: str, after: str, whole: str
) -> None:
    """What is one word is joined; a prefix that parts, a number, capitals keep the hyphen."""
    assert joined(before, after) == whole


@pytest.mark.parametrize("mark", ["\u00ad", "\u2010"])
def test_a_soft_hyphen_never_stays(mark: str) -> None:
    """Whoever set it meant a break within one word, though both halves are words."""
    assert (
        joined(f"the water{mark}", "way opens", "the water-way and the water-way")
        == "the waterway opens"
    )


def test_a_hyphen_before_a_capital_stays_whatever_its_sign() -> None:
    """A name behind it begins a word of its own."""
    assert joined("the Rhine\u2010", "Danube canal") == "the Rhine-Danube canal"


def test_what_the_document_has_more_often_stands() -> None:
    """The same halves are one word here and a compound there, as the document itself writes them."""
    assert joined("the micro-", "credit", "microcredit for all") == "the microcredit"
    assert joined("the micro-", "credit", "micro-credit for all") == "the micro-credit"
    assert (
        joined(
            "the micro-", "credit", "microcredit once, micro-credit twice, micro-credit"
        )
        == "the micro-credit"
    )


def test_of_a_word_and_a_compound_seen_as_often_the_word_stands() -> None:
    """The hyphen at the line's end is explained by the line's end."""
    assert (
        joined("the micro-", "credit", "microcredit here, micro-credit there")
        == "the microcredit"
    )


def test_halves_at_line_ends_are_not_counted_as_words() -> None:
    """The broken word itself tells nothing of how it is written."""
    lines = ("the brick-", "works and the brick-", "works stand")
    assert (
        joined("the brick-", "works stand", *lines, "brickworks")
        == "the brickworks stand"
    )
