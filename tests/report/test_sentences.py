"""Where sentences end: the plain cases, the hard ones, the warts; and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policygraph.report import Report, parse_report
from policygraph.report.sentences import split_sentences
from policygraph.spans import Span


def sentences(text: str) -> list[str]:
    """The sentences of a text of one paragraph."""
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Build roads.", "Widen two."],
        ["Growth was 6.5 percent.", "40 schools opened."],
        ["It costs Rs. 3.5 crore.", "We pay."],
        ["Mr. Li and Dr. Ann B. Lee met.", "They agreed."],
        ["Works at St. Ives, e.g. the pier, begin.", "The pier is old."],
        ["See No. 5 of the list.", "No one does."],
        ["Trade with the U.S. Treasury grew.", "It will grow."],
        ["Trade grew with the U.S.", "The ports gained."],
        ["Arden Steel Co., Ltd. will move.", "Its mill is old."],
        ["Shops open at 9 a.m.", "Trains run earlier."],
        ["Grow maize, rice, etc.", "Feed everyone."],
        ["Who pays?", "We do!", "Then build."],
        ['"Roads first."', "So he said."],
        ["Begin now (see the annex.)", "Then go on."],
        ["It began well...", "It ended better."],
        ["It began well… and went on.", "It ended."],
        ["Phase A.", "The work is done."],
        ["Promote talents.", "iPhones are made here."],
        ["加快发展。", "保护环境！", "“治理河流。”", "好？"],
        ["Clean air.", '"Blue sky" comes first.', "(1) Plant trees.", "– Mend roofs."],
        ["Keep it at 2.5%.", "Lower it to 2%."],
        ["The ferry calls at Anchorage, AK.", "The Selwyn line does not."],
        ["A depot opens in Mobile, AL.", "Trams follow."],
        ["It moved to Boise, ID.", "Its staff did too."],
        ["Fees follow art. 12 of the Ports Act.", "Art. 14 caps them."],
        ["The mill will reopen.²", "The quay[3] will not."],
        ["The mill will reopen.[12]", "The quay will not."],
        ["Waste fell by half.14", "Noise did not."],
        ["We have three aims: 1. Build.", "2. Repair.", "It costs little."],
        ["Share in 2024: 2.", "Goal for 2030: 60."],
    ],
)
def test_a_paragraph_is_cut_where_its_sentences_end(parts: list[str]) -> None:
    """Joined by a space and cut again, the sentences are the same."""
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["The weir was mended.", "The lock is next."],
        ["Rents rose by 4%.", "In Selwyn they fell."],
        ["The line opens in 2031.", "A second one will follow."],
        ["Who pays for it?", "We do."],
        ["Ships call at Selwyn.", "The Board of Ports has agreed."],
    ],
)
def test_a_missing_space_behind_a_stop_is_no_missing_stop(parts: list[str]) -> None:
    """Put together without the space, two sentences are still two."""
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "See www.oltrane.Example for the map",
        "Write to ann.Lee@example.org about it",
        "The U.S.Treasury note and the Ph.D.Students fund",
        "Read fig.Two of it",
        'He asked "Where now?" and left.',
        "Protect nature? front-runner actions, and save water.",
        "Build public *** Livelihood projects such as parking.",
        "The report covers vol. 3, p. 12 and Fig. 4 in full.",
        "First, rail; second, roads; third, e.g. canals.",
        "Version 2.0.1 of the plan",
    ],
)
def test_a_mark_inside_a_sentence_ends_nothing(text: str) -> None:
    """Quotes, stray marks, abbreviations and versions leave the sentence whole."""
    assert sentences(text) == [text]


def test_stops_of_the_number_before_a_paragraph_end_nothing() -> None:
    """The number and the words behind it are one sentence."""
    report = parse_report(
        "7. Build roads. Widen two.\nIII. Plant trees.\nI4. Mend roofs. All of them.",
        name="x",
    )
    assert [sentence.span.of(report.text) for sentence in report.sentences] == [
        "7. Build roads.",
        "Widen two.",
        "III. Plant trees.",
        "I4. Mend roofs.",
        "All of them.",
    ]


def test_a_sentence_may_run_over_the_lines_of_a_wrapped_text() -> None:
    """Within a block of hard-wrapped lines a line end is white space."""
    text = (
        "The town will build new roads to the east and to the\nsouth, so that nobody has to drive through the old\n"
        "market. Trees will be planted along both of these\nroads in the spring. They will be limes.\n"
    )
    report = parse_report(text, name="x")
    assert len(report.paragraphs) == 1
    assert [sentence.span.of(text)[-10:] for sentence in report.sentences] == [
        "ld\nmarket.",
        "he spring.",
        " be limes.",
    ]


def test_warts_of_the_seed_are_read_not_repaired(seed: Report) -> None:
    """The stray question marks and asterisks of the published text stay where they are."""
    found = [sentence.span.of(seed.text) for sentence in seed.sentences]
    assert sum("***" in words for words in found) == 1
    assert any(words.endswith("environmental protection?") for words in found)


report_texts = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "(1) ",
                "7.",
                "III. ",
                "Part Two ",
                "## ",
                "Mr. ",
                "No. 5",
                "U.S. ",
                "etc. ",
                "***",
                "? ",
                "! ",
                "。",
                "… ",
            ]
        ),
        st.sampled_from(
            [
                "Build roads. ",
                "plant trees",
                "\n",
                "\r\n",
                "\n\n",
                ". ",
                '." ',
                ".) ",
                "\u3000",
                "\ufeff",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=30,
).map("".join)


@given(report_texts.filter(str.strip))
@example("0\rA0\rA0\rA0")
@example("0A\r0A\r0A\r0")
def test_sentences_cover_each_paragraph_and_nothing_else(text: str) -> None:
    """Ordered, disjoint, inside their paragraph; put together they are all of it but white space.

    Of the text without its page numbers and running heads, which belong to no paragraph.
    """
    report = parse_report(text, name="any")
    text = report.text
    end = 0
    for at, paragraph in enumerate(report.paragraphs):
        spans = [
            sentence.span for sentence in report.sentences if sentence.paragraph == at
        ]
        for span in spans:
            assert end <= span.begin < span.end <= len(text)
            assert paragraph.span.covers(span)
            assert not text[end : span.begin].strip()
            assert span.of(text) == span.of(text).strip()
            end = span.end
        assert (spans[0].begin, spans[-1].end) == (
            paragraph.span.begin,
            paragraph.span.end,
        )
    assert not text[end:].strip()


@given(report_texts.filter(str.strip))
def test_tasks_and_sections_form_a_tree_within_the_text(text: str) -> None:
    """Every label lies in its task's span and begins in its sentence; parents come first and enclose their sections."""
    report = parse_report(text, name="any")
    for at, task in enumerate(report.tasks):
        assert task.span.covers(task.label)
        assert task.label.of(text).strip()
        sentence = report.sentences[task.sentence].span
        assert sentence.begin <= task.label.begin < sentence.end
        assert task.parent is None or (
            task.parent < at and report.tasks[task.parent].level == "KeyTask"
        )
        assert not task.number or task.level == "KeyTask"
    for at, section in enumerate(report.sections):
        assert section.span.covers(section.title)
        if section.parent is not None:
            assert section.parent < at
            assert report.sections[section.parent].span.covers(section.span)
    for paragraph in report.paragraphs:
        if paragraph.section is not None:
            assert report.sections[paragraph.section].span.covers(paragraph.span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the harbour. [ABC]", ["Open the harbour. [ABC]"]),
        (
            "Trade grew.[3] Prices fell. [4, 5]",
            ["Trade grew.[3]", "Prices fell. [4, 5]"],
        ),
        ("He spoke. [We] agreed.", ["He spoke.", "[We] agreed."]),
    ],
)
def test_a_reference_behind_the_stop_belongs_to_its_sentence(
    text: str, expected: list[str]
) -> None:
    """In brackets, and of capitals and digits alone; a word that somebody put in opens the next sentence."""
    assert sentences(text) == expected
