"""Headings of typed texts: what numbers, lines and blank lines show where nothing marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report.reading import report_of
from policygraph.source.plain import read_plain

if TYPE_CHECKING:
    from policygraph.report import Report

PORTS = "The harbour board will deepen the outer basin before the winter storms of next year."
MILLS = "Every mill in the upper valley will be given a meter and a grant for new turbines."
SCHOOLS = "Two schools of weaving will open, and their teachers will be paid by the province."


def read(text: str, media_type: str = "text/plain") -> Report:
    """The report of a typed text."""
    return report_of(read_plain(text, filename="brackwater.txt", media_type=media_type))


def paragraphs(*lines: str) -> str:
    """A text of these lines with blank lines between them."""
    return "\n\n".join(lines) + "\n"


def sections(report: Report) -> list[tuple[int, str, str]]:
    """Level, number and title of each section."""
    return [(section.level, section.number, report.reading(section.title)) for section in report.sections]


def key_tasks(report: Report) -> list[tuple[str, str]]:
    """Number and label of each key task."""
    return [(task.number, report.reading(task.label)) for task in report.tasks if task.level == "KeyTask"]


def sentences(report: Report) -> list[str]:
    """The sentences as one reads them."""
    return [report.reading(sentence.span) for sentence in report.sentences]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"], ids=["no blank line", "a blank line", "blank lines"])
def test_figures_without_a_stop_number_headings(gap: str) -> None:
    """Where they count on from 1 with prose below; decimals below them are one deeper."""
    text = gap.join(("1 Ports", PORTS, "2 Mills and rivers", MILLS, "2.1 Weaving", SCHOOLS, "3 Schools", SCHOOLS))
    assert sections(read(text)) == [
        (1, "1", "Ports"),
        (1, "2", "Mills and rivers"),
        (2, "2.1", "Weaving"),
        (1, "3", "Schools"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("We will buy:", "1 Crane for the outer basin", "2 Tugs for the estuary", "3 Boats for the pilots"),
        ("3 Cranes were bought", PORTS, "9 Tugs were sold", MILLS),
        ("1 Crane was bought.", PORTS, "2 Tugs were sold.", MILLS),
    ],
    ids=["items", "no count", "sentences"],
)
def test_figures_that_count_nothing_on_are_no_numbers_of_headings(lines: tuple[str, ...]) -> None:
    """Items of a list, lines that begin with a quantity and sentences open no section."""
    assert sections(read("\n\n".join(lines))) == []


@pytest.mark.parametrize(
    ("ports", "mills", "weaving"),
    [("1.", "2.", "2.1"), ("1", "2", "2.1"), ("1.", "2.", "2.1.")],
)
def test_a_number_on_a_line_of_its_own_belongs_to_the_line_below(ports: str, mills: str, weaving: str) -> None:
    """The title is the next line's, whatever form the numbers have, and neither line is a task of its own."""
    report = read(paragraphs(ports, "PORTS", PORTS, mills, "Mills", MILLS, weaving, "Weaving", SCHOOLS))
    assert sections(report) == [(1, "1", "PORTS"), (1, "2", "Mills"), (2, "2.1", "Weaving")]
    labels = [report.reading(task.label) for task in report.tasks if task.level == "SubTask"]
    assert labels == [PORTS, MILLS, SCHOOLS]


def test_page_numbers_above_prose_are_no_numbers_of_headings() -> None:
    """Figures on lines of their own that do not all stand above a title count pages."""
    report = read(paragraphs("Ports", PORTS, "1", MILLS, "2", SCHOOLS, "3", "Weaving", SCHOOLS))
    assert [section for section in sections(report) if section[1]] == []


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [("##01 ", "## 02 ", ("01", "02")), ("## 1 ", "## 2 ", ("1", "2")), ("## 1. ", "## 2. ", ("1", "2"))],
)
def test_numbers_behind_hashes_are_numbers(first: str, second: str, numbers: tuple[str, str]) -> None:
    """With a stop or without, with a space behind the hashes or without; the title has neither."""
    text = f"# Brackwater\n\n{first}Ports\n\n{PORTS}\n\n{second}Mills\n\n{MILLS}\n"
    report = read(text, "text/markdown")
    assert key_tasks(report) == [(numbers[0], "Ports"), (numbers[1], "Mills")]
    assert report.title == "Brackwater"


@pytest.mark.parametrize("mark", ["Table 1:", "**Table 1:", "*Table 1."])
def test_a_caption_is_no_heading(mark: str) -> None:
    """However it is set, what stands above a table opens no section and is no prose."""
    end = "*" * mark.count("*")
    table = "| Valley | 2030 |\n| --- | --- |\n| Upper | 40 |\n| Lower | 55 |\n"
    report = read(paragraphs("## Mills", MILLS, f"{mark} Meters{end}", table), "text/markdown")
    assert sections(report) == [(1, "", "Mills")]
    assert not any("Meters" in sentence for sentence in sentences(report))


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_decimals_go_as_deep_as_their_figures(depth: int) -> None:
    """A number with one figure more is one level deeper, and one with fewer closes those below it."""
    deep = ".".join("1" * depth)
    text = "\n\n".join(
        ("1. Ports", PORTS, "1.1 Basins", f"{deep} Locks" if depth > 2 else "1.2 Locks", PORTS, "2. Mills", MILLS)
    )
    levels = {title: level for level, _, title in sections(read(text))}
    assert levels == {"Ports": 1, "Basins": 2, "Locks": 2 if depth == 2 else 3, "Mills": 1}


def test_a_letter_among_letters_is_no_roman_number() -> None:
    """The item "i)" between "h)" and "j)" opens no section."""
    text = f"{PORTS}\n\nh) Deepen the basin.\n\ni) Mend the mole.\n\nj) Buy two tugs.\n\n{MILLS}\n"
    assert sections(read(text)) == []
