"""Plain texts as people have them: what their lines alone tell, and what of them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report.reading import report_of
from policygraph.source.plain import read_plain
from policygraph.source.words import known_words

if TYPE_CHECKING:
    from policygraph.report import Report

HEAD = "QUILL ISLANDS PLAN 2033"


def read(text: str) -> Report:
    """The report of a plain text."""
    return report_of(
        read_plain(text, filename="quill.txt", sha256="", media_type="text/plain")
    )


def key_tasks(report: Report) -> list[tuple[str, str]]:
    """Number and label of each key task."""
    return [
        (task.number, report.reading(task.label))
        for task in report.tasks
        if task.level == "KeyTask"
    ]


def said(report: Report) -> list[str]:
    """The sentences of the prose, as one reads them."""
    rows = {row.sentence for row in report.rows}
    return [
        report.reading(one.span)
        for at, one in enumerate(report.sentences)
        if at not in rows
    ]


@pytest.mark.parametrize("leader", ["." * 40, "." * 200, " . " * 30])
def test_a_line_of_contents_changes_nothing_in_what_follows(leader: str) -> None:
    """A dotted line is no heading and no task, however long, and wrapped lines are rejoined all the same."""
    text = (
        f"1. Ferries {leader} 4\n\n1. Ferries\n\nThe islands will buy a ferry for the strait and\n"
        "the harbour office will mend the quay\nof the old town before\nthe end of 2032.\n"
    )
    report = read(text)
    assert key_tasks(report) == [("1", "Ferries")]
    assert said(report)[-1].endswith(
        "mend the quay of the old town before the end of 2032."
    )


@pytest.mark.parametrize("number", ["{page}", "Page {page} of 9", "- {page} -"])
def test_heads_and_page_numbers_leave_a_sentence_whole(number: str) -> None:
    """What a page prints at its edge is in no sentence, and a sentence goes on over it."""
    pages = [
        "1. Ferries\n\nThe islands will build a quay and the works",
        "will be done by the harbour office before 2029.\n\n2. Wells\n\nThe council will dig 40 wells.",
        "It will also plant trees.",
    ]
    text = "\f".join(
        f"{number.format(page=page)}\n\n{HEAD}\n\n{body}\n\n"
        for page, body in enumerate(pages, 3)
    )
    report = read(text)
    assert key_tasks(report) == [("1", "Ferries"), ("2", "Wells")]
    assert (
        "The islands will build a quay and the works will be done by the harbour office before 2029."
        in said(report)
    )
    assert not any(
        HEAD in sentence for sentence in said(report) if sentence != report.title
    )


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("har-\nbour", "harbour"),
        ("long-\nterm", "long-term"),
        ("Develop-\nment", "Development"),
        ("har\u00adbour", "harbour"),
    ],
)
def test_words_are_read_over_the_ends_of_lines(broken: str, whole: str) -> None:
    """A hyphen at a line's end goes or stays as the word asks; the text keeps both."""
    text = f"1. Growth\n\nThe islands will fund the {broken} works in the\nnorth and the\nsouth of the\nold town.\n"
    report = read(text)
    assert f"fund the {whole} works in the north" in said(report)[-1]
    assert report.text == text


def test_rows_of_a_table_are_no_prose() -> None:
    """Rows give no task and no sentence of prose; those with figures are rows with their headings."""
    text = (
        "1. Energy\n\nThe islands will build a wind farm.\n\nTable 2: Power, in gigawatt hours\n\n"
        "   Source          2021     2022     2023\n   Hill mills       189      190      191\n"
        "   Sea mills        460      469      477\n"
    )
    report = read(text)
    assert said(report) == ["1. Energy", "The islands will build a wind farm."]
    assert [
        report.text[row.heading.begin : row.heading.end]
        for row in report.rows
        if row.heading
    ] == [
        "Hill mills",
        "Sea mills",
    ]


def test_lines_in_capitals_head_what_numbers_nothing() -> None:
    """In a text without numbered headings a line in capitals over prose is a key task without a number."""
    text = (
        "QUILL: OUR PROGRAMME\n\nHARBOURS\n\nThe harbour office will dredge the strait.\n\n"
        "FARMING\n\nThe seed bank will lend seed to villages.\n"
    )
    report = read(text)
    assert report.title == "QUILL: OUR PROGRAMME"
    assert key_tasks(report) == [("", "HARBOURS"), ("", "FARMING")]


def test_marks_of_notes_are_off_the_words() -> None:
    """A figure glued to a word whose note stands below is no part of it, and the note gives no task."""
    text = "1. Homes\n\nHomes will be raised to the agreed level7 by 2040.\n\n7 Law of 3 May 2019.\n"
    report = read(text)
    assert said(report)[-1] == "Homes will be raised to the agreed level by 2040."
    assert not any("Law" in report.reading(task.label) for task in report.tasks)


@pytest.mark.parametrize(
    ("indent", "width"),
    [("", 46), ("    ", 52), (" ", 41)],
    ids=["wide", "indented", "narrow"],
)
def test_columns_painted_side_by_side_are_read_one_after_the_other(
    indent: str, width: int
) -> None:
    """The left column is whole before the right one begins, and a remark says that lines were moved."""
    left = [
        "The islands will build a road around",
        "the town and a tunnel under the river",
        "Sill. The harbour office will buy two",
        "cranes from the iron works of Harth.",
    ]
    right = [
        "Meanwhile the seed bank will lend seed",
        "to villages in the hills, and the net",
        "office will license 300 boats. A store",
        "will be built beside the fish market.",
    ]
    report = read(
        "\n".join(
            f"{indent}{one:<{width}}{two}" for one, two in zip(left, right, strict=True)
        )
        + "\n"
    )
    assert " ".join(left) + " " + " ".join(right) == " ".join(said(report))
    assert any("columns" in remark for remark in report.remarks)


@pytest.mark.parametrize(
    "bullet", ["\uf0b7 ", "\uf0d8 ", "\uf0a7", "o ", "§ ", "➢ ", "‣ ", "✓ "]
)
def test_bullets_of_every_font_stay_out_of_the_labels(bullet: str) -> None:
    """Those of symbol fonts come as characters of their own, with a space behind them or not."""
    report = read(f"(1) Works\n{bullet}Dredge the strait\n{bullet}Mend the quay\n")
    assert [report.reading(task.label) for task in report.tasks[1:]] == [
        "Dredge the strait",
        "Mend the quay",
    ]


@pytest.mark.parametrize(
    "joint",
    [
        ("The quay was opened.", "The mole was closed."),
        ("The strait has 3 quays!", "It had none."),
        ("Trade grew by 4%.", "Fishing fell."),
    ],
)
def test_a_space_that_lacks_behind_a_stop_parts_sentences_all_the_same(
    joint: tuple[str, str],
) -> None:
    """A word before it and a word with a capital behind it show that a sentence ends there."""
    assert said(read(f"(1) Works.\n{''.join(joint)} A light was lit.\n"))[1:] == [
        *joint,
        "A light was lit.",
    ]


@pytest.mark.parametrize("code", ["CA", "AL", "MT", "MS"])
def test_a_state_by_its_code_ends_a_sentence(code: str) -> None:
    """In capitals it is none of the abbreviations that are spelt so in lower case."""
    sentences = [
        f"The quay will be built in Port Harth, {code}.",
        "The mole will follow.",
    ]
    assert said(read(f"(1) Works.\n{' '.join(sentences)}\n"))[1:] == sentences


@pytest.mark.parametrize(
    ("stem", "rest"), [("micro", "turbines"), ("sub", "station"), ("under", "forest")]
)
def test_a_prefix_at_a_line_end_is_joined_only_to_a_word_that_is_known_whole(
    stem: str, rest: str
) -> None:
    """What the reader does not know as one word keeps its hyphen, unless the text has it whole elsewhere."""
    lines = f"The islands will fund the {stem}-\n{rest} of the\nnorth and the\nsouth of the\nold town."
    assert f"the {stem}{rest} of" in said(read(f"{lines} A {stem}{rest} is dear.\n"))[0]
    kept = f"the {stem}-{rest} of" in said(read(f"{lines}\n"))[0]
    assert kept == (stem + rest not in known_words())


@pytest.mark.parametrize("mark", ["³", "3", "[3]"])
def test_marks_are_off_figures_and_their_units(mark: str) -> None:
    """A mark on a unit, or behind a stop, is no part of it, and ends no sentence by itself."""
    report = read(
        f"(1) Works.\nPay 4 million crowns{mark} for the quay. It will be long.{mark} The mole will follow.\n"
    )
    assert said(report)[1].startswith("Pay 4 million crowns for the quay.")
    assert said(report)[-1] == "The mole will follow."
