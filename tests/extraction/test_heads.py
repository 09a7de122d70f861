"""Names that their heads tell, where the reader saw nothing."""

from __future__ import annotations

import pytest

from policygraph.extraction.heads import HEAD, with_heads
from policygraph.extraction.mentions import Found
from policygraph.extraction.model import Mention
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.windows import windows_of
from policygraph.report import parse_report
from policygraph.resources import resource
from policygraph.spans import Span

PIECES = WordPieces(resource("weights", "tokenizer.json"))


def told(text: str, *seen: Mention) -> list[tuple[str, str]]:
    """What the heads of names tell in a text of which the reader saw something."""
    (window,) = windows_of(parse_report(text, name="plan"), PIECES)
    found = with_heads(Found(seen, ()), window, text).mentions
    return [(one.type, one.span.of(text)) for one in found if one.found_by == HEAD]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It kept the Shelter Repair Grant.", ("Project", "Shelter Repair Grant")),
        ("Funds for the Tide Roadmap 2040 are set aside.", ("Project", "Tide Roadmap 2040")),
        ("The Programme was late, the Nets for All Scheme was not.", ("Project", "Nets for All Scheme")),
        ("It drew on the Strategy for Clean Bays.", None),
        ("Under the National Plan for Wells it dug.", ("Project", "National Plan for Wells")),
        ("See Quay Renewal Strategy.", ("Project", "Quay Renewal Strategy")),
        ("The Merrow Tide Office met.", ("Institution", "Merrow Tide Office")),
        ("The Ministry of Nets and Boats met.", ("Institution", "Ministry of Nets and Boats")),
        ("If Larkfield Water Company agrees, it digs.", ("Institution", "Larkfield Water Company")),
    ],
)  # fmt: skip
def test_the_head_of_a_capitalised_name_tells_its_class(
    text: str, expected: tuple[str, str] | None
) -> None:
    """An undertaking or a body, with its year and what "for" adds, without the word that opens the sentence."""
    assert told(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "The Council met, and so did the Commission.",
        "It wrote an Implementation Plan.",
        "It ended with the Five-Year Plan.",
        "The Party Committee met.",
        "The master plan for wells is late.",
        "We met the Council. Work began.",
    ],
)
def test_what_every_report_has_one_of_is_no_name(text: str) -> None:
    """Bare heads, generic plans and words in small letters."""
    assert told(text) == []


def test_where_the_reader_saw_something_the_name_is_left_to_it() -> None:
    """A mention that shares a word with the name stands alone."""
    text = "The Merrow Tide Office met."
    place = Mention(Span(4, 10), "Place", 0.7, "reader")
    assert told(text, place) == []
