"""Goods that are only mentioned are no lines of business."""

from __future__ import annotations

import pytest

from policygraph.extraction.goods import without_goods
from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def kept(text: str, *seen: tuple[str, float, str]) -> list[str]:
    """The lines of business that are left of those that were seen in a text."""
    mentions = tuple(
        Mention(Span(text.index(w), text.index(w) + len(w)), "Industry", sure, by)
        for w, sure, by in seen
    )
    (window,) = windows_of(parse_report(text, name="plan"), PIECES)
    found = without_goods(Found(mentions, ()), window, text)
    return [one.span.of(text) for one in found.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "The rains hurt maize in May. Trade was good.",
        "Parents bring maize to the schools.",
        "A tax on maize was dropped.",
    ],
)
def test_unsure_goods_go_where_nothing_speaks_of_business(text: str) -> None:
    """What another sentence says does not count."""
    assert kept(text, ("maize", 0.55, "reader")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Firms in maize did well.",
        "It will help the maize industry.",
        "Exports of maize rose.",
    ],
)
def test_a_word_for_business_keeps_them(text: str) -> None:
    """In the sentence, or in the name itself."""
    assert kept(text, ("maize", 0.55, "reader")) == ["maize"]


@pytest.mark.parametrize(
    "text",
    [
        "The main food crops are rice and maize.",
        "It exports goods such as tea and maize.",
        "Staple foods (rice, maize) cost more.",
    ],
)
def test_what_is_listed_as_goods_goes_however_sure(text: str) -> None:
    """Behind "crops are" and its like nothing is a line of business."""
    assert kept(text, ("maize", 0.95, "reader")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The main crops feed the maize processing firms.", "maize processing"),
        ("Crops failed; trade in maize went on.", "maize"),
    ],
)
def test_outside_such_lists_lines_of_business_stay(text: str, words: str) -> None:
    """Other sentences with crops in them."""
    assert kept(text, (words, 0.95, "reader")) == [words]


def test_what_is_sure_or_known_stays_and_keeps_its_neighbours() -> None:
    """A sure line of business in the sentence is a word for business, and so is an entry of the vocabulary."""
    text = "It names tourism and maize."
    assert kept(text, ("tourism", 0.9, "reader"), ("maize", 0.55, "reader")) == [
        "tourism",
        "maize",
    ]
    assert kept(text, ("tourism", 0.4, "x:tourism"), ("maize", 0.55, "reader")) == [
        "tourism",
        "maize",
    ]
    assert kept(text, ("maize", 0.65, "reader")) == ["maize"]
