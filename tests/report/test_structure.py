"""Headings, sections and tasks: the seed, the forms that headings come in, and what is no heading."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import ReportError
from policygraph.report import Report, parse_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED_TASKS = [
    ("1", "Accelerate the formation of new driving forces for economic growth.", 6),
    ("5", "Continue to promote new urbanization construction.", 4),
    ("7", "Increase ecological and environmental protection.", 3),
    ("8", "Efforts should be made to protect and improve people’s livelihood.", 7),
    ("9", "Comprehensively strengthen social governance.", 3),
]
LAST_TASKS = [
    "Innovate social governance methods.",
    "Deepen the construction of a safe Chongqing.",
    "Strengthen safety production supervision.",
]


def outline(report: Report) -> list[tuple[int, str, str]]:
    """Depth, number and label of each task."""
    depths: list[int] = []
    for task in report.tasks:
        depths.append(0 if task.parent is None else depths[task.parent] + 1)
    return [
        (depth, task.number, task.label.of(report.text))
        for depth, task in zip(depths, report.tasks, strict=True)
    ]


def parsed(*lines: str) -> list[tuple[int, str, str]]:
    """The outline of a text of these lines."""
    return outline(parse_report("\n".join(lines), name="arden"))


def numbered(report: Report) -> list[str]:
    """The numbers of the key tasks."""
    return [task.number for task in report.tasks if task.level == "KeyTask"]


def test_the_seed_has_its_five_key_tasks_and_their_tasks(seed: Report) -> None:
    """Numbers as printed, gaps and all; each task under its key task."""
    keys = [at for at, task in enumerate(seed.tasks) if task.level == "KeyTask"]
    children = {at: sum(task.parent == at for task in seed.tasks) for at in keys}
    found = [
        (seed.tasks[at].number, seed.tasks[at].label.of(seed.text), children[at])
        for at in keys
    ]
    assert found == SEED_TASKS
    assert [
        task.label.of(seed.text) for task in seed.tasks if task.parent == keys[-1]
    ] == LAST_TASKS


def test_the_seed_line_that_stands_alone_belongs_to_the_paragraph_below(
    seed: Report,
) -> None:
    """Lines 28 and 29 are one task, named by the first and spanning both."""
    task = next(
        task for task in seed.tasks if task.label.of(seed.text) == LAST_TASKS[1]
    )
    lines = {paragraph.line: paragraph for paragraph in seed.paragraphs}
    assert (task.span.begin, task.span.end) == (
        lines[28].span.begin,
        lines[29].span.end,
    )
    assert lines[28].heading
    assert not lines[29].heading


def test_the_seed_introduction_is_no_task(seed: Report) -> None:
    """The first line stands before the first heading, in no section."""
    assert seed.paragraphs[0].section is None
    assert all(task.span.begin > seed.paragraphs[0].span.end for task in seed.tasks)


@pytest.mark.shared
def test_the_seed_tasks_are_those_of_the_annotation(seed: Report, shared: Path) -> None:
    """Level, number, paragraph and label of all tasks, in order."""
    starts = {paragraph.span.begin: paragraph.line for paragraph in seed.paragraphs}
    found = [
        (
            "1" if task.level == "KeyTask" else "2",
            task.number,
            str(starts[task.span.begin]),
            task.label.of(seed.text).replace(
                "’", "'"
            ),  # the annotation spells the apostrophe plainly
        )
        for task in seed.tasks
    ]
    rows = (
        (shared / "gold" / "chongqing-2017.tasks.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert found == [tuple(row.split("\t")) for row in rows if row]


@pytest.mark.shared
def test_printed_headings_of_the_annotated_reports_are_key_tasks(shared: Path) -> None:
    """Every "(n)", "Chapter n" and "Section n" line makes one; the numbered paragraphs of speeches make none.

    A sentence that speaks of a chapter is no such line.
    """
    for path in sorted((shared / "reports").glob("*.txt")):
        report = parse_report(path.read_text(encoding="utf-8"), name=path.stem)
        found = re.findall(
            r"^(?:(?:Chapter|Section) (\w+)(?! [a-z])|\((\d+)\))",
            report.text,
            re.MULTILINE,
        )
        printed = [named or bracketed for named, bracketed in found]
        assert report.tasks, path.stem
        assert set(printed) <= set(numbered(report)), path.stem
        assert not (path.stem.startswith("hongkong") and report.sections), path.stem


ROMAN = {"1": "I", "5": "V", "7": "VII", "8": "VIII", "9": "IX"}
ENGLISH = {"1": "One", "5": "Five", "7": "Seven", "8": "Eight", "9": "Nine"}
CHINESE = {"1": "一", "5": "五", "7": "七", "8": "八", "9": "九"}

FORMS: dict[str, tuple[Callable[[str], str], dict[str, str]]] = {
    "(7) after spaces": (lambda n: f"  ({n}) ", {}),
    "7.": (lambda n: f"{n}. ", {}),
    "7. without space": (lambda n: f"{n}.", {}),
    "7)": (lambda n: f"{n}) ", {}),
    "VII.": (lambda n: f"{ROMAN[n]}. ", ROMAN),
    "(vii)": (
        lambda n: f"({ROMAN[n].lower()}) ",
        {n: roman.lower() for n, roman in ROMAN.items()},
    ),
    "Section 7": (lambda n: f"Section {n} ", {}),
    "Section 7.": (lambda n: f"Section {n}. ", {}),
    "Chapter 7:": (lambda n: f"Chapter {n}: ", {}),
    "Part Seven": (lambda n: f"Part {ENGLISH[n]} ", ENGLISH),
    "PART VII -": (lambda n: f"PART {ROMAN[n]} - ", ROMAN),
    "# (7)": (lambda n: f"## ({n}) ", {}),
    "# 7.": (lambda n: f"### {n}. ", {}),
    "**(7)**": (lambda n: f"**({n})** ", {}),
    "（7）": (lambda n: f"（{n}）", {}),
    "（七）": (lambda n: f"（{CHINESE[n]}）", CHINESE),
    "七、": (lambda n: f"{CHINESE[n]}、", CHINESE),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_number_makes_the_same_headings(
    seed: Report, form: str, line_end: str
) -> None:
    """The seed with its numbers printed in another form has the same outline."""
    spell, printed = FORMS[form]
    text = re.sub(r"(?m)^\((\d)\) ", lambda match: spell(match[1]), seed.text).replace(
        "\n", line_end
    )
    expected = [
        (depth, printed.get(number, number), label)
        for depth, number, label in outline(seed)
    ]
    assert outline(parse_report(text, name="seed")) == expected


@pytest.mark.parametrize("first", [1, 90])
def test_numbers_before_every_paragraph_of_a_speech_are_no_headings(
    seed: Report, first: int
) -> None:
    """All paragraphs hang on the report, and their labels leave the number out."""
    lines = [line for line in seed.text.split("\n")[1:] if not line.startswith("(")]
    text = "\n".join(f"{number}.{line}" for number, line in enumerate(lines, first))
    report = parse_report(text, name="speech")
    assert len(report.tasks) == len(lines)
    assert {(task.level, task.number, task.parent) for task in report.tasks} == {
        ("SubTask", "", None)
    }
    assert all(not task.label.of(text)[0].isdigit() for task in report.tasks)


def test_numbered_paragraphs_below_a_chapter_are_its_tasks() -> None:
    """The chapter's heading is the key task, the high numbers below it only count paragraphs."""
    assert parsed(
        "Chapter 5: Roads and Rails",
        "112. Since last year we have opened nine stations, which more than forty thousand people use each day.",
        "113. Widen the network. Two lines will follow.",
    ) == [
        (0, "5", "Roads and Rails"),
        (
            1,
            "",
            "Since last year we have opened nine stations, which more than forty thousand people use each day.",
        ),
        (1, "", "Widen the network."),
    ]


def test_without_headings_every_paragraph_is_a_task_of_the_report(seed: Report) -> None:
    """Nothing is taken for an introduction where there is no heading."""
    lines = seed.text.split("\n")[2:8]
    report = parse_report("\n\n".join(lines), name="plain")
    assert [task.parent for task in report.tasks] == [None] * 6
    assert report.sections == ()


def test_parts_chapters_and_numbers_nest() -> None:
    """A part encloses chapters, a chapter numbers; numbers start anew, and a new part closes all."""
    assert parsed(
        "Part I Roads",
        "Chapter 1 Trunk roads",
        "(1) Widen the trunk roads.",
        "Widen the A1. Two lanes will be added.",
        "(2) Mend bridges.",
        "Chapter 2 Lanes",
        "Pave them. Stone lasts.",
        "Part II Rivers",
        "Clean them. All of them.",
    ) == [
        (0, "I", "Roads"),
        (1, "1", "Trunk roads"),
        (2, "1", "Widen the trunk roads."),
        (3, "", "Widen the A1."),
        (2, "2", "Mend bridges."),
        (1, "2", "Lanes"),
        (2, "", "Pave them."),
        (0, "II", "Rivers"),
        (1, "", "Clean them."),
    ]


def test_a_section_reaches_up_to_the_next_heading_that_is_not_below_it() -> None:
    """A part's span holds its chapters."""
    text = "Part I Roads\nChapter 1 Lanes\nPave them. Stone lasts.\nPart II Rivers\nClean them. All of them."
    report = parse_report(text, name="arden")
    part, chapter, rivers = report.sections
    assert part.span.of(text) == text[: text.index("\nPart II")]
    assert part.span.covers(chapter.span)
    assert rivers.span.of(text) == text[text.index("Part II") :]
    assert [paragraph.section for paragraph in report.paragraphs] == [0, 1, 1, 2, 2]


def test_decimal_numbers_nest() -> None:
    """1.1 is below 1."""
    assert parsed(
        "1. Roads",
        "1.1 Trunk roads",
        "Widen them. All.",
        "1.2 Lanes",
        "Pave them. All.",
        "2. Rivers",
    ) == [
        (0, "1", "Roads"),
        (1, "1.1", "Trunk roads"),
        (2, "", "Widen them."),
        (1, "1.2", "Lanes"),
        (2, "", "Pave them."),
        (0, "2", "Rivers"),
    ]


def test_a_number_alone_on_its_line_takes_the_next_line_as_its_title() -> None:
    """Books set "Chapter 1" above the chapter's title."""
    assert parsed(
        "Chapter 1",
        "Roads and rails",
        "Widen the roads. All.",
        "Chapter 2",
        "Rivers",
        "Clean them. All.",
    ) == [
        (0, "1", "Roads and rails"),
        (1, "", "Widen the roads."),
        (0, "2", "Rivers"),
        (1, "", "Clean them."),
    ]


def test_markdown_headings_without_numbers_make_sections_and_no_tasks() -> None:
    """A key task has a number; what is below an unnumbered heading hangs on the numbered one above, or the report."""
    text = (
        "# Plan for Arden\n\nHello.\n\n## Roads ##\n\nWiden them. All.\n\n"
        "## (2) Rivers\n\n### Upper course\n\nClean it. All."
    )
    report = parse_report(text, name="arden")
    assert report.title == "Plan for Arden"
    assert [
        (section.number, section.title.of(text)) for section in report.sections
    ] == [
        ("", "Roads"),
        ("2", "Rivers"),
        ("", "Upper course"),
    ]
    assert outline(report) == [
        (0, "", "Widen them."),
        (0, "2", "Rivers"),
        (1, "", "Clean it."),
    ]


def test_markdown_lists_rules_and_tables_are_read_as_such() -> None:
    """A list item is a task without its bullet; a rule, a table row or a picture names none."""
    assert parsed(
        "## (1) Roads",
        "- Widen the **A1**. Now.",
        "* Pave lanes.",
        "---",
        "| a | b |",
        "![map](map.png)",
    ) == [
        (0, "1", "Roads"),
        (1, "", "Widen the **A1**."),
        (1, "", "Pave lanes."),
    ]


def test_a_numbered_list_below_a_heading_is_no_run_of_headings() -> None:
    """Bare items that nothing explains are tasks of the heading above."""
    assert parsed(
        "(1) Roads",
        "1. Widen the A1",
        "2. Widen the A2",
        "(2) Rivers",
        "Clean them. All of them.",
    ) == [
        (0, "1", "Roads"),
        (1, "", "Widen the A1"),
        (1, "", "Widen the A2"),
        (0, "2", "Rivers"),
        (1, "", "Clean them."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Section 7 of the Act applies to all roads. It is old.",
        "2031. That was the year. We built.",
        "3.5 million people came. They stayed.",
        "(a) widen the roads;",
        "(2) and pave the lanes;",
        "First, roads. Second, rails.",
        "I. e. roads.",
        "#roads are wide. Lanes are not.",
        "Part of the road is new. It is wide.",
        "Chapter and verse were given. Twice.",
    ],
)
def test_a_line_that_only_looks_numbered_is_no_heading(line: str) -> None:
    """Running text, enumerations and figures stay paragraphs."""
    assert (
        parse_report(f"{line}\nRoads are built. Many of them.", name="x").sections == ()
    )


def test_lines_without_stops_one_after_the_other_are_a_list() -> None:
    """Two may be headings; three or more are items, each a task."""
    items = [
        "Widen the roads to the east",
        "Pave the lanes in the old town",
        "Mend the bridges over the Arn",
    ]
    assert [label for _, _, label in parsed(*items)] == items


def test_a_line_without_a_stop_heads_the_paragraph_below() -> None:
    """An unnumbered subheading names the task; further paragraphs name their own."""
    assert parsed(
        "We met.",
        "Supporting the railways",
        "The railways are old. Mend them.",
        "Build two lines. Soon.",
    ) == [
        (0, "", "We met."),
        (0, "", "Supporting the railways"),
        (0, "", "Build two lines."),
    ]


def test_a_form_of_address_names_no_task() -> None:
    """The sentence behind it does; alone on its line it is passed over."""
    assert parsed(
        "Madam Speaker,",
        "Dear friends! We shall build roads. Many.",
        "Trains come next. Soon.",
    ) == [
        (0, "", "We shall build roads."),
        (0, "", "Trains come next."),
    ]


def test_hard_wrapped_text_has_the_tasks_of_the_unwrapped(seed: Report) -> None:
    """Lines cut at 78 characters are put together again where a sentence runs on."""
    wrapped = "\n\n".join(textwrap.fill(line, 78) for line in seed.text.split("\n"))
    report = parse_report(wrapped, name="wrapped")
    assert [
        (d, n, " ".join(label.split())) for d, n, label in outline(report)
    ] == outline(seed)
    assert (report.date, report.speaker, report.jurisdiction) == (
        seed.date,
        seed.speaker,
        seed.jurisdiction,
    )


def test_parsing_is_deterministic(seed: Report) -> None:
    """The same text gives the same value."""
    assert parse_report(seed.text, name=seed.name) == parse_report(
        seed.text, name=seed.name
    )


@pytest.mark.parametrize(
    ("text", "message"), [(" \n", "holds no text"), ("Roads \ud800.", "surrogate")]
)
def test_text_that_is_none_is_refused(text: str, message: str) -> None:
    """White space, or code points that no encoding can write."""
    with pytest.raises(ReportError, match=message):
        parse_report(text, name="x")
