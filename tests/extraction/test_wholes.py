"""Names are whole, and of the class that their last word tells."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.wholes import with_wholes
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def whole(text: str, words: str, kind: str) -> list[tuple[str, str]]:
    """What a mention of a text becomes."""
    (window,) = windows_of(parse_report(text, name="plan"), PIECES)
    begin = text.index(words)
    seen = Mention(Span(begin, begin + len(words)), kind, 0.9, "reader")
    found = with_wholes(Found((seen,), ()), window)
    return [(one.type, one.span.of(text)) for one in found.mentions]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Malawi government will pay.", "Malawi", [("Institution", "Malawi government")]),
        ("Ask the Tonga parliament first.", "Tonga", [("Institution", "Tonga parliament")]),
        ("The Oman authorities agreed.", "Oman", [("Institution", "Oman authorities")]),
        ("It cost 40 United States dollars.", "United States", []),
        ("It cost 40 Egypt pounds.", "Egypt", []),
        ("It rains in Malawi. Government is far.", "Malawi", [("Place", "Malawi")]),
        ("The Malawi coast is steep.", "Malawi", [("Place", "Malawi")]),
        ("Larkfield Company digs wells.", "Larkfield Company", [("Institution", "Larkfield Company")]),
        ("Oltrane Tide Ltd digs wells.", "Oltrane Tide Ltd", [("Institution", "Oltrane Tide Ltd")]),
        ("Merrow Authority digs wells.", "Merrow Authority", [("Institution", "Merrow Authority")]),
    ],
)  # fmt: skip
def test_a_place_is_no_body_and_no_coin(
    text: str, words: str, expected: list[tuple[str, str]]
) -> None:
    """A country's government and a company are bodies, money is nothing, all else stays the place."""
    assert whole(text, words, "Place") == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("First National Bank in Algiers will pay.", "National Bank", ("Institution", "First National Bank")),
        ("Second Harbour Trust will pay.", "Harbour Trust", ("Institution", "Second Harbour Trust")),
        ("Third Avenue Bank lends more.", "Avenue Bank", ("Institution", "Third Avenue Bank")),
        ("First, National Bank will pay.", "National Bank", ("Institution", "National Bank")),
        ("It keeps the Shelter Repair Grant.", "Shelter Repair Grant", ("Project", "Shelter Repair Grant")),
        ("It keeps the Tide Roadmap.", "Tide Roadmap", ("Project", "Tide Roadmap")),
        ("The Centre for Sea Strategy met.", "Centre for Sea Strategy", ("Institution", "Centre for Sea Strategy")),
        ("The Tide Programme met.", "Tide Programme", ("Institution", "Tide Programme")),
    ],
)  # fmt: skip
def test_a_bodys_name_opens_with_its_ordinal_and_is_no_grant(
    text: str, words: str, expected: tuple[str, str]
) -> None:
    """The ordinal belongs to the name unless a comma parts them; a grant or a roadmap is an undertaking."""
    assert whole(text, words, "Institution") == [expected]


def test_two_namesakes_keep_their_first_word() -> None:
    """In a whole report both banks are named in full."""
    text = (
        "First National Bank in Algiers will fund the Marlow Port project. "
        "First National Bank in Ohio will fund the Quill Mill project."
    )
    found = extract(parse_report(text, name="plan")).mentions
    names = [one.span.of(text) for one in found if one.type == "Institution"]
    assert names == ["First National Bank"] * 2
