"""An object ends before where to read on; promises to say more are no measures."""

from __future__ import annotations

import pytest

from policygraph.extraction import extract
from policygraph.extraction.references import before_reference, promises_to_tell
from policygraph.report import parse_report


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a duty on salt [ Please refer to Annex C - 2 ]", "a duty on salt"),
        ("the toll ( see page 12 )", "the toll"),
        ("the register ( Table 3 )", "the register"),
        ("the Salt Office ( SO )", "the Salt Office ( SO )"),
        ("a grant ( of 5 million )", "a grant ( of 5 million )"),
        ("the bridge ]", "the bridge ]"),
    ],
)
def test_an_object_ends_before_where_to_read_on(words: str, kept: str) -> None:
    """Brackets that say where to read on go; what belongs to the name or the figure stays."""
    split = words.split()
    assert " ".join(split[: before_reference(split, 0, len(split) - 1) + 1]) == kept


@pytest.mark.parametrize(
    ("verb", "thing"),
    [
        ("share", "more details at a later date"),
        ("provide", "an update"),
        ("give", "further particulars"),
    ],
)
def test_a_promise_of_words_is_told(verb: str, thing: str) -> None:
    """Who gives details later does nothing yet."""
    assert promises_to_tell(verb.split(), thing.split())


@pytest.mark.parametrize(
    ("verb", "thing"),
    [
        ("update", "the register"),
        ("provide", "details of every well to the county"),
        ("provide", "500 homes"),
        ("build", "details"),
    ],
)
def test_a_deed_is_no_promise_of_words(verb: str, thing: str) -> None:
    """What is done with words, and what is given that are none, stays."""
    assert not promises_to_tell(verb.split(), thing.split())


def test_a_speech_promises_its_deeds_alone() -> None:
    """Of a speech's promises the deed stands, without its annex; the later details do not."""
    text = (
        "Budget\n\nWe will set up a new fund for harbours [Please refer to Annex B-2]. "
        "The Minister for Ports will share more details at a later date.\n"
    )
    report = parse_report(text, name="budget")
    found = [m.object.of(report.text) for m in extract(report).measures]
    assert found == ["a new fund for harbours"]
