"""The language of a document: recognised, refused where it is not read, and left out where it is a part."""

from __future__ import annotations

import pytest

from policygraph.errors import ReportError, UsageError
from policygraph.source.language import check_language, in_language
from policygraph.source.model import Document, Part
from policygraph.spans import Span

ENGLISH = "The Government will build three roads in the north of the country and open two schools there by 2031."
FRENCH = "Le gouvernement construira trois routes dans le nord du pays et y ouvrira deux écoles avant l'an 2031."
GERMAN = "Die Regierung wird im Norden des Landes drei Straßen bauen und dort bis 2031 zwei Schulen eröffnen."
CHINESE = "政府将在北方修建三条公路,并在2031年前开办两所学校,改善当地居民的生活条件。"


def document(*paragraphs: str, roles: str = "") -> Document:
    """A document of these paragraphs; those whose letter in `roles` is h are headings."""
    text, parts = "", []
    for at, paragraph in enumerate(paragraphs):
        heading = roles[at : at + 1] == "h"
        parts.append(
            Part(
                Span(len(text), len(text) + len(paragraph)),
                "heading" if heading else "paragraph",
            )
        )
        text += f"{paragraph}\n"
    return Document("plan.txt", "", "text/plain", text, tuple(parts))


def read(found: Document) -> list[str]:
    """The words of the parts that are read."""
    return [part.span.of(found.text) for part in found.parts]


@pytest.mark.parametrize(
    ("words", "name"),
    [(FRENCH, "French (fr)"), (GERMAN, "German (de)"), (CHINESE, "Chinese (zh)")],
)
def test_a_report_in_another_language_is_refused_by_its_name(
    words: str, name: str
) -> None:
    """The error names the file and the language, what is read, and how to insist, in one line."""
    with pytest.raises(ReportError, match=r"plan\.txt") as caught:
        in_language(document(words))
    assert caught.value.exit_code == 3
    assert name in caught.value.message
    assert "English" in caught.value.expected
    assert "--language en" in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_report_in_english_loses_nothing() -> None:
    """Names from elsewhere, headings and lists of places make no other language of it."""
    given = document(
        "HARBOURS",
        ENGLISH,
        "Nong Khai, Udon Thani, Khon Kaen",
        "Fa'afetai lava.",
        "TSB",
        roles="h",
    )
    found = in_language(given)
    assert (found.language, found.parts, found.remarks) == ("en", given.parts, ())


def test_lists_of_names_are_no_other_language() -> None:
    """Names of people and places, and a greeting, stay in the report."""
    names = "Mayor Lioneld Jordan, Sonia Gutierrez, Mark Kinion, Matthew Petty, Teresa Turk, Sloan Scroggin and D'Andre"
    greeting = "Talofa lava, malo le soifua maua ma le lagi e mama, fa'afetai tele lava i le Atua."
    given = document(*[ENGLISH] * 6, names, greeting, ENGLISH)
    assert in_language(given).parts == given.parts
    assert in_language(given).remarks == ()


@pytest.mark.parametrize("words", ["Hm.", "2031", "HARBOURS", "Transports"])
def test_a_few_words_are_taken_for_what_is_read(words: str) -> None:
    """What is too short to tell is no reason to refuse a report."""
    assert in_language(document(words)).language == "en"


def test_paragraphs_in_another_language_are_left_out_and_told() -> None:
    """They stay in the text and lose their part, headings with what they head; the remark says how much it is."""
    given = document(
        "Roads",
        ENGLISH,
        "Résumé",
        FRENCH,
        "Note.",
        FRENCH,
        "End.",
        ENGLISH,
        roles="h.h",
    )
    found = in_language(given)
    assert found.text == given.text
    assert read(found) == ["Roads", ENGLISH, "End.", ENGLISH]
    (remark,) = found.remarks
    assert "50% of its text is in French" in remark


def test_several_languages_are_named_by_their_shares() -> None:
    """The one with most letters is named first."""
    (remark,) = in_language(document(ENGLISH, ENGLISH, GERMAN, FRENCH, GERMAN)).remarks
    assert "German and French" in remark


def test_the_english_part_of_a_foreign_report_is_read_where_it_is_long() -> None:
    """A report with a long English part is read so far; a line of English does not make a French report English."""
    found = in_language(document(*[FRENCH] * 20, *[ENGLISH] * 8))
    assert read(found) == [ENGLISH] * 8
    assert "French" in found.remarks[0]
    with pytest.raises(ReportError, match=r"9\d% of the text is in French"):
        in_language(document(*[FRENCH] * 20, ENGLISH))


def test_who_insists_is_believed() -> None:
    """A language that is given is not recognised anew, and nothing is left out."""
    given = document(ENGLISH, FRENCH, FRENCH)
    found = in_language(given, insisted="en-GB")
    assert (found.language, found.parts, found.remarks) == ("en", given.parts, ())


def test_a_language_that_is_not_read_cannot_be_insisted_on() -> None:
    """For one report that is the report's fault; where it is asked of all, a mistake in the request."""
    with pytest.raises(ReportError, match="'fr'"):
        in_language(document(FRENCH), insisted="fr")
    with pytest.raises(UsageError, match="'fr' is not read"):
        check_language("fr")


def test_control_characters_do_not_hide_the_language() -> None:
    """What a damaged file holds between the words is passed over."""
    with pytest.raises(ReportError, match="French"):
        in_language(document(FRENCH.replace(" ", " \x01\x7f\ufffe")))
