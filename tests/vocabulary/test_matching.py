"""Known names in a text, at their unit: which of those that overlap stands."""

from __future__ import annotations

import pytest

from policygraph.terms import Iri
from policygraph.vocabulary import Entry
from policygraph.vocabulary.matching import Matcher


def entry(type_: str, *labels: str) -> Entry:
    """An entry of a class with some names."""
    return Entry(
        Iri(f"https://example.org/vocabulary/{type_}-{labels[0].replace(' ', '_')}"),
        type_,
        labels,
    )


def found(text: str, *entries: Entry) -> set[tuple[str, str]]:
    """The known names in a text, each with its class."""
    known, _ = Matcher(entries).find(text)
    return {(name.span.of(text), name.type) for name in known}


def test_one_name_of_two_classes_names_both() -> None:
    """A place is left out inside a longer name, and not in the span of its own."""
    both = (entry("Place", "Otter Bay"), entry("Institution", "Otter Bay"))
    for order in (both, both[::-1]):
        assert found("We met in Otter Bay.", *order) == {
            ("Otter Bay", "Place"),
            ("Otter Bay", "Institution"),
        }
    longer = entry("Institution", "Otter Bay Council")
    assert found("We met the Otter Bay Council.", both[0], longer) == {
        ("Otter Bay Council", "Institution")
    }
    industry = entry("Industry", "otter bay fishing")
    assert found("We live by Otter Bay fishing.", both[0], industry) >= {
        ("Otter Bay", "Place")
    }


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("in Otter Bay.", True),
        ("IN OTTER BAY.", True),
        ("in otter bay.", False),
        ("in Otter Bays.", False),
        ("in Otter Bay-side.", False),
        ("in pre-Otter Bay.", False),
        ("in Otter Bay - and beyond.", True),
        ("in Otter\u00a0Bay.", True),
        ("in Otter Bay’s port.", True),
        ("İİİ in Otter Bay.", True),
    ],
)
def test_a_name_stands_as_whole_words_as_it_is_written(
    text: str, *, stands: bool
) -> None:
    """In its own case or all in capitals, its signs in any shape, in texts whose lower case is longer, too."""
    known, _ = Matcher([entry("Place", "Otter Bay")]).find(text)
    assert bool(known) is stands
    for name in known:
        assert name.span.of(text).replace("\u00a0", " ").casefold() == "otter bay"


def test_of_two_entries_of_one_name_the_later_wins() -> None:
    """A file of one's own comes after those that are shipped."""
    first, second = (
        entry("Place", "Otter Bay"),
        Entry(Iri("https://example.org/mine"), "Place", ("Otter Bay",)),
    )
    (name,), _ = Matcher([first, second]).find("Otter Bay")
    assert name.entry == second
