"""Mentions: one class for a zone, and the vocabulary's last word."""

from __future__ import annotations

from policygraph.extraction.mentions import Found, with_vocabulary
from policygraph.extraction.model import Mention
from policygraph.spans import Span
from policygraph.terms import Iri
from policygraph.vocabulary import Entry, KnownName


def _known(begin: int, end: int, kind: str) -> KnownName:
    return KnownName(Span(begin, end), Entry(Iri("http://example.org/entry"), kind, ("a name",)), kind)


def _mention(begin: int, end: int, kind: str) -> Mention:
    return Mention(Span(begin, end), kind, 0.9, "reader")


def _spans(found: Found) -> list[tuple[int, int, str]]:
    return [(m.span.begin, m.span.end, m.type) for m in found.mentions]


def test_a_known_name_stands_where_the_reader_saw_a_part_of_it() -> None:
    """The reader's overlapping mention of that class gives way, and is shown as rejected."""
    found = with_vocabulary(Found((_mention(4, 9, "Place"),), ()), [_known(0, 9, "Place")], [])
    assert _spans(found) == [(0, 9, "Place")]
    assert [one.span for one in found.rejected] == [Span(4, 9)]


def test_a_known_place_inside_a_longer_name_is_no_mention_of_its_own() -> None:
    """It shows in the linkages."""
    found = with_vocabulary(Found((_mention(0, 20, "Project"),), ()), [_known(4, 9, "Place")], [])
    assert _spans(found) == [(0, 20, "Project")]


def test_a_known_industry_inside_a_project_is_nested() -> None:
    """An industry inside another name is a mention."""
    found = with_vocabulary(Found((_mention(0, 20, "Project"),), ()), [_known(4, 9, "Industry")], [])
    assert _spans(found) == [(0, 20, "Project"), (4, 9, "Industry")]


def test_a_barred_phrase_is_gone_for_its_class_alone() -> None:
    """An entry that says "not a place" leaves an institution of the same words."""
    mentions = (_mention(0, 5, "Place"), _mention(0, 5, "Institution"))
    found = with_vocabulary(Found(mentions, ()), [], [_known(0, 5, "Place")])
    assert _spans(found) == [(0, 5, "Institution")]
    assert "example.org/entry" in found.rejected[0].reason


def test_a_known_name_is_of_one_class_where_the_reader_saw_another() -> None:
    """A known institution is no place; a known company may still stand for its project."""
    mentions = (_mention(0, 5, "Place"), _mention(0, 5, "Project"))
    found = with_vocabulary(Found(mentions, ()), [_known(0, 5, "Institution")], [])
    assert _spans(found) == [(0, 5, "Institution"), (0, 5, "Project")]
