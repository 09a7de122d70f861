"""Rolls of persons, and headings that are a name and no more."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.strangers import is_stranger
from policygraph.report import parse_report

COLUMNS = (
    "Acknowledgements\n\n"
    "Delia Winterbourne, District 2                Osric Pell, District 4\n"
    "Marjory Tench, District 5                     Hugo Larkspur, Tansy Chamber of Commerce\n"
    "Edith Crane, At Large                         Rupert Voss, Merrow Gas Works\n"
)


def named(text: str) -> list[tuple[str, str]]:
    """The mentions of a report, by class and words."""
    report = parse_report(text, name="plan")
    return [
        (one.type, one.span.of(report.text))
        for one in extract(report).mentions
        if not one.implied
    ]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            COLUMNS,
            ["Tansy Chamber of Commerce", "Merrow Gas Works"],
        ),
        (
            "Members of the board\n\nOttilie Marsh, Larkfield Water Company\n\nCuthbert Vane, Ward 3\n",
            ["Larkfield Water Company"],
        ),
        (
            "Contributors\n\nPetra Quill, Tansy University       Jonas Reed, Precinct 9\n",
            ["Tansy University"],
        ),
        ("Authors\n\nInes Holloway, Seat 12        Bram Foss, Seat 14\n", []),
    ],
)
def test_of_a_roll_only_the_bodies_are_named(text: str, bodies: list[str]) -> None:
    """Neither persons nor their seats are any of the classes, in columns or one a line."""
    assert named(text) == [("Institution", body) for body in bodies]


def test_a_sentence_with_a_comma_is_no_roll() -> None:
    """What is no list of persons is read as before."""
    assert ("Place", "Nairobi") in named("We will build two clinics in Nairobi, Kenya.")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Catherine Hill", "Place"),
        ("Rafael Almeida Reis", "Place"),
        ("Ingrid Sorensen", "Institution"),
    ],
)
def test_a_name_that_opens_with_a_given_name_is_a_persons(name: str, kind: str) -> None:
    """It names no place and no body."""
    assert is_stranger(name.split(), kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Elizabeth Street", "Place"),
        ("Magdalena River", "Place"),
        ("Bruce Power", "Institution"),
        ("Nelson Mandela University", "Institution"),
        ("Arun III", "Project"),
    ],
)
def test_what_is_called_after_a_person_is_no_person(name: str, kind: str) -> None:
    """A street, a river, a company or a plant stays what it is."""
    assert not is_stranger(name.split(), kind)


@pytest.mark.parametrize("heading", ["TSB", "3. TSB", "# TSB"])
def test_a_heading_does_not_mention_what_the_text_below_mentions(heading: str) -> None:
    """The name counts where the text speaks of it."""
    text = (
        f"{heading}\n\nThe Government of Kenya will reform the TSB and give it 40 stores.\n\n"
        "The TSB will lend seed to villages.\n"
    )
    assert named(text).count(("Institution", "TSB")) == 2
