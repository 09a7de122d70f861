"""Where the object of a measure ends: before what only says what the measure is for."""

from __future__ import annotations

import pytest

from policygraph.extraction.purposes import before_purpose


def cut(verb: str, object_: str) -> str:
    """An object without its clause of purpose."""
    words = object_.split()
    return " ".join(words[: before_purpose([verb, *words], verb, 1, len(words))])


@pytest.mark.parametrize(
    ("verb", "object_", "rest"),
    [
        ("Use", "vacant shops to test new trades", "vacant shops"),
        ("hire", "forty wardens to monitor the dunes", "forty wardens"),
        ("levied", "a toll on lorries to pay for the bridge", "a toll on lorries"),
        ("work with", "the guilds to standardise weights", "the guilds"),
    ],
)
def test_a_clause_of_purpose_is_no_part_of_the_object(
    verb: str, object_: str, rest: str
) -> None:
    """What follows "to" says why, and not what."""
    assert cut(verb, object_) == rest


@pytest.mark.parametrize(
    ("verb", "object_"),
    [
        ("encourage", "fishers to keep a log"),
        ("Supporting", "islands to build their own jetties"),
        ("draw up", "a scheme to replace the ferries"),
        ("raise", "the capacity of villages to fight fires"),
        ("list", "the vacancies to be filled by spring"),
        ("extend", "bus services to outlying hamlets"),
        ("widen", "the road to Hartwell"),
    ],
)
def test_an_infinitive_that_belongs_to_the_object_stays(
    verb: str, object_: str
) -> None:
    """Of those who are set to work, behind a noun that asks for one, in the passive; and "to" with a noun is none."""
    assert cut(verb, object_) == object_
