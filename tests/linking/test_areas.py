"""Policy areas: which fields of government a task is about, and the words that tell it."""

from __future__ import annotations

import pytest

from policygraph.extraction.model import Measure
from policygraph.linking.areas import areas_of_tasks
from policygraph.report import parse_report
from policygraph.spans import Span
from policygraph.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def areas(vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    """The areas that a text speaks of, each with the words that tell it."""
    return [
        (cue.area.rsplit("/")[-1], cue.span.of(text))
        for cue in vocabulary.areas_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a training programme for nurses", [("health_area", "nurses")]),
        ("PUPILS AND SCHOOLS", [("education_area", "PUPILS")]),
        (
            "health insurance",
            [
                ("health_area", "health insurance"),
                ("social_protection_area", "health insurance"),
            ],
        ),
        ("a seed bank", [("agriculture_area", "seed bank")]),
        ("提高义务教育质量", [("education_area", "义务教育")]),
        ("a report every quarter", []),
        ("a good environment for trade fairs", [("trade_area", "trade fairs")]),
        ("jobs for young people", [("employment_area", "jobs")]),
        ("young people", []),
    ],
)
def test_cues_tell_an_area(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    """A cue counts in whatever case and number, in both languages.

    Inside a longer one of another area it does not, nor inside words that tell none; nor does a weak one by itself.
    """
    assert areas(vocabulary, text) == expected


def test_two_areas_at_most(vocabulary: Vocabulary) -> None:
    """Of many areas the two stand that the most words tell, in the order of the text."""
    text = "schools, clinics, solid waste management and social security"
    assert [area for area, _ in areas(vocabulary, text)] == [
        "environment_area",
        "social_protection_area",
    ]


def test_a_section_tells_the_area_of_what_nothing_nearer_tells(
    vocabulary: Vocabulary,
) -> None:
    """What says nothing is of the area of half of its section's cues, three or more, unless its paragraph is not."""
    text = (
        "Nurses and midwives were trained, and clinics opened.\n"
        "Build three more.\n"
        "Repair the schools. Then repair the others."
    )
    report = parse_report(text, name="x")
    measures = [
        Measure(_span(text, verb), _span(text, what), "Planned", 1, 1.0)
        for verb, what in (("Build", "three more"), ("repair", "the others"))
    ]
    told = {
        one.measure: (one.area.rsplit("/")[-1], one.cue.of(text))
        for one in areas_of_tasks(report, measures, vocabulary)
        if one.measure is not None
    }
    assert told == {0: ("health_area", "Nurses")}


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_measure_is_judged_by_its_object_then_by_the_headings_above(
    vocabulary: Vocabulary,
) -> None:
    """What the object says comes first; where it says nothing, the nearest heading that says something does."""
    text = "(1) Clean rivers and safe drinking water.\nWork goes on. Build 40 clinics.\nRepair the leaks."
    report = parse_report(text, name="x")
    clinics, leaks = (
        Span(text.index(words), text.index(words) + len(words))
        for words in ("40 clinics", "the leaks")
    )
    measures = [
        Measure(
            Span(text.index(verb), text.index(verb) + len(verb)),
            what,
            "Planned",
            1,
            1.0,
        )
        for verb, what in (("Build", clinics), ("Repair", leaks))
    ]
    found = {
        one.measure: (one.area.rsplit("/")[-1], one.cue.of(text))
        for one in areas_of_tasks(report, measures, vocabulary)
    }
    assert found[0] == ("health_area", "clinics")
    assert found[1] == ("water_area", "safe drinking water")


def test_a_task_is_filed_under_its_own_words(vocabulary: Vocabulary) -> None:
    """A key task is judged by its heading, a task below it by its lead sentence."""
    text = "(1) Affordable housing for all.\nCreate jobs in every district. Open an office."
    report = parse_report(text, name="x")
    found = [
        (one.task, one.area.rsplit("/")[-1])
        for one in areas_of_tasks(report, (), vocabulary)
    ]
    assert found == [(0, "housing_area"), (1, "employment_area")]


def object_area(vocabulary: Vocabulary, text: str, words: str) -> list[tuple[str, str]]:
    """The areas of one measure whose object are these words, each with its cue."""
    report = parse_report(text, name="x")
    begin = text.index(words)
    measures = [
        Measure(
            Span(begin - 6, begin - 1),
            Span(begin, begin + len(words)),
            "Planned",
            0,
            1.0,
        )
    ]
    found = areas_of_tasks(report, measures, vocabulary)
    return [
        (one.area.rsplit("/")[-1], one.cue.of(text))
        for one in found
        if one.measure == 0
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nurses are few and clinics far apart. Doctors leave. We will close the gap.",
            [("health_area", "Nurses")],
        ),
        (
            "Nurses and clinics are few. Teachers and schools are, too. We will close the gap.",
            [],
        ),
        ("Nurses are few. We will close the gap.", []),
    ],
)
def test_a_paragraph_tells_the_area_only_where_it_is_about_one(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    """It counts after object and headings, if it speaks of an area twice and twice as often as of any other."""
    assert object_area(vocabulary, text, "the gap") == expected


def test_of_two_areas_in_a_heading_the_paragraph_chooses(
    vocabulary: Vocabulary,
) -> None:
    """A heading that joins two matters tells of the one that the paragraph below it goes on with, or of none."""
    heading = "(1) Roads and schools.\n"
    assert object_area(
        vocabulary, f"{heading}Pupils wait. We will close the gap.", "the gap"
    ) == [("education_area", "schools")]
    assert (
        object_area(
            vocabulary,
            f"{heading}Much is to be done. We will close the gap.",
            "the gap",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "(1) Schools.\nWe will publish a report.",
            "a report",
            [],
        ),
        (
            "We will set aside $4 million for rural clinics.",
            "$4 million",
            [("health_area", "clinics")],
        ),
        (
            "(1) Schools.\nWe will open the museum.",
            "the museum",
            [("culture_area", "museum")],
        ),
    ],
)
def test_procedures_take_no_area_and_sums_that_of_their_purpose(
    vocabulary: Vocabulary, text: str, words: str, expected: list[tuple[str, str]]
) -> None:
    """A report under a heading on schools is none of education; money is of what it is for."""
    assert object_area(vocabulary, text, words) == expected


def test_a_weak_cue_needs_another_to_bear_it_out(vocabulary: Vocabulary) -> None:
    """Words that may tell an area do where the paragraph is about it, and do not elsewhere."""
    alone = "Much is to be done. We will help young people."
    about = "Women and girls meet discrimination. We will help young people."
    assert object_area(vocabulary, alone, "young people") == []
    assert object_area(vocabulary, about, "young people")[0][0] == "inclusion_area"
