"""A second look at a whole report: what the same words are elsewhere in it."""

from __future__ import annotations

import re

import pytest

from policygraph.extraction.mentions import READER
from policygraph.extraction.model import Mention
from policygraph.extraction.second_look import second_look
from policygraph.spans import Span

CLASSES = {"P": "Place", "I": "Institution", "J": "Project"}


def after_second_look(marked: str, sure: float = 0.9) -> list[tuple[str, str]]:
    """The mentions of a text after a second look; "[I the words]" marks what the reader saw."""
    text, mentions = "", []
    for part in re.split(r"(\[[PIJ] [^\]]+\])", marked):
        if part.startswith("["):
            span = Span(len(text), len(text) + len(part) - 4)
            mentions.append(Mention(span, CLASSES[part[1]], sure, READER))
            text += part[3:-1]
        else:
            text += part
    return [
        (one.span.of(text), one.type)
        for one in second_look(text, mentions, [Span(0, len(text))])
    ]


@pytest.mark.parametrize(
    ("text", "short", "kind"),
    [
        (
            "The [J Harbour Renewal Scheme] ([I HRS]) is late. The [I HRS] is dear.",
            "HRS",
            "Project",
        ),
        (
            "Loans of the [I Land Bank of Norrland] ([P LBN]) grew.",
            "LBN",
            "Institution",
        ),
        ("They left the [P Greater Delta Zone] ([J GDZ]).", "GDZ", "Place"),
    ],
)
def test_an_abbreviation_in_brackets_is_of_the_class_of_the_name_before_it(
    text: str, short: str, kind: str
) -> None:
    """And so are its later uses."""
    kinds = [type_ for words, type_ in after_second_look(text) if words == short]
    assert kinds
    assert set(kinds) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Dollars of the year-of-payment ([I YOP]) are meant. In [I YOP] dollars it is more.",
        "Gross regional income ([J GRI]) rose.",
        "We use remote meter reading ([I RMR]).",
    ],
)
def test_an_abbreviation_of_ordinary_words_names_nothing(text: str) -> None:
    """What the long form is not, the short one is not."""
    lowered = text.replace("Gross", "gross")
    assert after_second_look(lowered) == []


def test_an_abbreviation_of_a_name_that_is_none_of_the_classes_names_nothing() -> None:
    """Nor in the plural; but what ends as a body does may be one that the reader missed."""
    text = (
        "A Child Savings Account ([I CSA]) for each. The [I CSA] is new. Persons with Few Means ([P PFMs]) gain. "
        "The Harbour Savings Board ([I HSB]) met."
    )
    assert after_second_look(text) == [("HSB", "Institution")]


def test_a_name_of_one_place_in_the_text_is_one_in_the_others() -> None:
    """Where the same words stand by themselves, and not as the beginning of a longer name."""
    text = "The [I Canal Board] met. Canal Board fees rose; Canal Board Street did not, nor Canal Boards."
    assert after_second_look(text) == [("Canal Board", "Institution")] * 2


def test_a_name_that_is_unsure_or_of_two_classes_is_not_looked_for() -> None:
    """Nor is a word with one capital, which may open a sentence."""
    assert (
        len(
            after_second_look(
                "The [I Canal Board] met. Canal Board fees rose.", sure=0.6
            )
        )
        == 1
    )
    assert (
        len(
            after_second_look(
                "The [I Lake Mill] runs at [P Lake Mill]; Lake Mill is old."
            )
        )
        == 2
    )
    assert len(after_second_look("Near [P Reading] few read. Reading is hard.")) == 1


def test_what_is_not_prose_is_not_looked_at() -> None:
    """A name in a row of a table is no mention."""
    text = "Canal Board 17\nThe Canal Board met."
    mention = Mention(Span(19, 30), "Institution", 0.9, READER)
    assert second_look(text, [mention], [Span(15, len(text))]) == (mention,)
