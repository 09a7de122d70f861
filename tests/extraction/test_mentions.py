"""Mentions: one class for a zone, and the vocabulary's last word."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from policygraph.extraction.calibration import Calibration, Curve
from policygraph.extraction.mentions import (
    HINT,
    NAMED,
    UNSURE,
    Found,
    everyday_names,
    mentions_of,
    with_vocabulary,
    without_person,
    without_title,
)
from policygraph.extraction.model import Mention, Rejected
from policygraph.extraction.negation import is_negated
from policygraph.extraction.strangers import is_stranger
from policygraph.extraction.tagging import Tagged
from policygraph.spans import Span
from policygraph.terms import Iri
from policygraph.vocabulary import Entry, KnownName, load_vocabulary


def _known(begin: int, end: int, kind: str) -> KnownName:
    return KnownName(
        Span(begin, end),
        Entry(Iri("http://example.org/entry"), kind, ("a name",)),
        kind,
    )


def _mention(begin: int, end: int, kind: str) -> Mention:
    return Mention(Span(begin, end), kind, 0.9, "reader")


def _spans(found: Found) -> list[tuple[int, int, str]]:
    return [(m.span.begin, m.span.end, m.type) for m in found.mentions]


def test_a_known_name_stands_where_the_reader_saw_a_part_of_it() -> None:
    """The reader's overlapping mention of that class gives way, and is shown as rejected."""
    found = with_vocabulary(
        Found((_mention(4, 9, "Place"),), ()), [_known(0, 9, "Place")], []
    )
    assert _spans(found) == [(0, 9, "Place")]
    assert [one.span for one in found.rejected] == [Span(4, 9)]


def test_a_known_place_inside_a_longer_name_is_no_mention_of_its_own() -> None:
    """It shows in the linkages."""
    found = with_vocabulary(
        Found((_mention(0, 20, "Project"),), ()), [_known(4, 9, "Place")], []
    )
    assert _spans(found) == [(0, 20, "Project")]


def test_a_known_industry_inside_a_project_is_nested() -> None:
    """An industry inside another name is a mention."""
    found = with_vocabulary(
        Found((_mention(0, 20, "Project"),), ()), [_known(4, 9, "Industry")], []
    )
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


def test_an_everyday_word_stands_only_where_the_reader_sees_something() -> None:
    """A common word of the vocabulary counts with the reader's confidence, and not at all where it saw nothing."""
    word = Span(4, 9)
    for confidence, stands in ((0.3, True), (HINT, True), (HINT - 0.01, False)):
        rejected = (Rejected(word, "Industry", confidence, UNSURE),)
        found = with_vocabulary(
            Found((), rejected), [_known(4, 9, "Industry")], [], frozenset({word})
        )
        assert [mention.confidence for mention in found.mentions] == [
            confidence
        ] * stands
    assert not with_vocabulary(
        Found((), ()), [_known(4, 9, "Industry")], [], frozenset({word})
    ).mentions


@pytest.mark.parametrize(
    ("text", "word", "everyday"),
    [
        ("The accounting for 46% is wrong.", "accounting", True),
        ("Accounting is hard.", "Accounting", True),
        ("TOURISM", "TOURISM", True),
        ("The electric vehicles are here.", "electric vehicles", False),
    ],
)
def test_a_common_word_is_everyday_in_whatever_case(
    text: str, word: str, *, everyday: bool
) -> None:
    """What opens a sentence or a heading is no more a name for it; several words speak for themselves."""
    begin = text.index(word)
    words = [Span(*found.span()) for found in re.finditer(r"\w+|[^\w\s]", text)]
    window = SimpleNamespace(
        texts=tuple(one.of(text) for one in words),
        at=lambda span: (
            next(i for i, one in enumerate(words) if one.begin == span.begin),
            next(i for i, one in enumerate(words) if one.end == span.end),
        ),
    )
    known = [name for name in load_vocabulary().find(text) if name.type == "Industry"]
    span = Span(begin, begin + len(word))
    assert span in {name.span for name in known}
    assert (span in everyday_names(window, known)) is everyday


def test_an_everyday_word_is_never_certain() -> None:
    """However sure the reader is."""
    seen = Found((Mention(Span(4, 9), "Industry", 1.0, "reader"),), ())
    found = with_vocabulary(
        seen, [_known(4, 9, "Industry")], [], frozenset({Span(4, 9)})
    )
    assert [mention.confidence for mention in found.mentions] == [0.99]


def test_the_person_who_speaks_is_no_mention() -> None:
    """The name of who delivers the report names nothing of the graph."""
    found = without_person(
        Found((_mention(0, 8, "Place"),), ()), "Lin Yuan said so.", "Lin Yuan"
    )
    assert (len(found.mentions), len(found.rejected)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The duchy will not > raise the salt tax", True),
        ("Gifts would no longer be > included in the fund", True),
        ("The mill has never been > repaired", True),
        ("The council failed to > pay the millers", True),
        ("No new coal mine will be > opened in Tansy", True),
        ("They neither > build nor mend", True),
        ("The council will > stop building the mill", False),
        ("We will not only > widen the road", False),
        ("No less than 40 wells will be > dug", False),
        ("It did not rain , and the council > dug wells", False),
    ],
)
def test_what_is_negated(text: str, negated: bool) -> None:  # noqa: FBT001 - what is expected
    """A verb is negated by "not" and its kin, by a verb of failing, and by a subject that begins with "no"."""
    words = text.split()
    verb = words.index(">")
    words.remove(">")
    assert is_negated(words, [0] * len(words), verb) is negated


@pytest.mark.parametrize(
    "name",
    [
        "Inland Fisheries Act 1988",
        "Convention on the Law of Treaties",
        "Retail Price Indices",
        "World Poetry Day",
        "Area Managers",
        "Deputy Minister",
        "Judge and Professor Ama Boateng",
        "Dr. Quist",
        "Housing Aim 4.2.1 on Rents",
        "LGUs",
        "Minister - in - charge of the Harbour Initiative",
        "decision to upgrade the ports",
        "Founding Generation",
        "Memoranda of Understanding",
    ],
)
def test_laws_events_and_persons_are_none_of_the_classes(name: str) -> None:
    """What the last noun of a name says, or a title before it, stands before what the reader takes it for."""
    assert is_stranger(name.replace(". ", " . ").split(), "Institution")


@pytest.mark.parametrize(
    "name",
    [
        "Office of the President",
        "Ministry of Law",
        "President Street School",
        "Council for Fair Laws",
        "Daytona Works",
    ],
)
def test_bodies_whose_names_speak_of_laws_or_persons_are_bodies(name: str) -> None:
    """The head of the name counts, not what stands before it or behind "of"."""
    assert not is_stranger(name.split(), "Institution")


def test_what_another_sentence_says_negates_nothing() -> None:
    """Only the words before a verb in its own sentence count."""
    words = ["They", "never", "did", ".", "Build", "the", "mill"]
    assert not is_negated(words, [0, 0, 0, 0, 1, 1, 1], 4)
    assert not is_negated(
        ["Never", "build", "here"], [0, 1, 1], 1
    )  # a heading ends without a stop
    assert is_negated(["They", "will", "never", "build", "the", "mill"], [0] * 6, 3)


def test_a_subject_ends_at_a_break() -> None:
    """A "no" before a comma or a conjunction is no part of the subject that is negated."""
    words = ["No", "money", "was", "lost", ",", "and", "work", "begins"]
    assert not is_negated(words, [0] * len(words), 7)
    assert not is_negated(
        ["No", "mill", "closed", "but", "a", "school", "opens"], [0] * 7, 6
    )
    assert is_negated(["No", "new", "mill", "will", "open"], [0] * 5, 4)


def test_each_head_has_a_curve_of_its_own() -> None:
    """A place that only stands within a longer name is as sure as the curve of such places says, not that of places."""
    texts = ("Otter", "Bay", "Council")
    window = SimpleNamespace(
        texts=texts, span=lambda first, last: Span(6 * first, 6 * last + 5)
    )
    spans = {"Institution": (Tagged(0, 2, 0.9),), NAMED: (Tagged(0, 1, 0.9),)}
    curves = {"Institution": 0.8, "Place": 0.7, NAMED: 0.6}
    calibration = Calibration(
        {name: Curve((0.0, 1.0), (share, share)) for name, share in curves.items()}
    )
    found = mentions_of(
        window, SimpleNamespace(spans=spans), SimpleNamespace(calibration=calibration)
    )  # type: ignore[arg-type]
    assert [(one.type, one.confidence, one.implied) for one in found.mentions] == [
        ("Institution", 0.8, False),
        ("Place", 0.6, True),
    ]


@pytest.mark.parametrize(
    "said", ["Marlow Growth Plan", "MARLOW GROWTH PLAN 2031", "the Marlow  Growth Plan"]
)
def test_a_report_is_no_project_of_its_own(said: str) -> None:
    """By its title, in whatever case and with or without the year; what only resembles it stays."""
    mention = _mention(0, len(said), "Project")
    assert (
        without_title(Found((mention,), ()), said, "Marlow Growth Plan 2031").mentions
        == ()
    )
    assert without_title(Found((mention,), ()), said, "Growth Plan").mentions == (
        mention,
    )
    assert without_title(Found((mention,), ()), said, "").mentions == (mention,)
