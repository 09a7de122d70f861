"""Title, date, jurisdiction and speaker: given where the opening leaves no choice, else empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report import Report, parse_report

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Widen the roads. All of them.\nClean the rivers. All of them."


def about(opening: str) -> tuple[str, str, str, str]:
    """Title, date, jurisdiction and speaker of a report that opens so."""
    report = parse_report(f"{opening}\n{BODY}", name="x")
    return report.title, report.date, report.jurisdiction, report.speaker


def test_the_seed_says_when_where_and_who(seed: Report) -> None:
    """The day stands without its year, which the paragraph names once; there is no title."""
    assert (seed.title, seed.date, seed.jurisdiction, seed.speaker) == (
        "",
        "2017-01-15",
        "Chongqing",
        "Zhang Guoqing",
    )


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "# Government Work Report 2031\nDelivered to the Arden Provincial Congress on 5 January 2031\nBy Ann Lee",
            ("Government Work Report 2031", "2031-01-05", "Arden", "Ann Lee"),
        ),
        (
            "Budget Speech 2031\nby the Financial Secretary of Arden, the Hon Ann B. Lee\n4 May 2031",
            ("Budget Speech 2031", "2031-05-04", "Arden", "Ann B. Lee"),
        ),
        (
            "REPORT ON THE WORK OF THE GOVERNMENT\n(March 5, 2031)",
            ("REPORT ON THE WORK OF THE GOVERNMENT", "2031-03-05", "", ""),
        ),
        (
            "Outline of the Plan of Arden for 2031",
            ("Outline of the Plan of Arden for 2031", "2031", "", ""),
        ),
        ("The 2031-32 Budget", ("The 2031-32 Budget", "", "", "")),
        (
            "Ann Lee, deputy mayor of the West Arden Municipal People’s Government, presented the report in May 2031.",
            ("", "2031-05", "West Arden", "Ann Lee"),
        ),
        (
            "Governor Ann Lee told the assembly that roads come first.",
            ("", "", "", "Ann Lee"),
        ),
        (
            "The report was presented by Premier Ann Lee of the Government of Arden.",
            ("", "", "Arden", "Ann Lee"),
        ),
        (
            "The speech was delivered to the people's congress of the Republic of Arden.",
            ("", "", "", ""),
        ),
        (
            "Ann Lee delivered a report on behalf of the Government of the Republic of Arden.",
            ("", "", "Arden", ""),
        ),
    ],
)
def test_an_opening_gives_what_it_says(
    opening: str, expected: tuple[str, str, str, str]
) -> None:
    """Titles, bylines and first paragraphs that tell of the delivery."""
    assert about(opening) == expected


@pytest.mark.parametrize(
    "opening",
    [
        "On May 3rd the assembly heard the report delivered by the board, in 2030 and in 2031.",
        "On May 3rd, the bridge was opened. In 2031 another follows.",
        "The report was delivered on February 30, 2031.",
        "In December 2030 the Arden Provincial Government opened a bridge.",
        "The governor of the Central Bank gave a speech on rates.",
        "The East Arden Municipal Government and the West Arden Municipal Government presented the report.",
        "By connecting the towns, we will build more.",
        "Develop the plan for roads",
    ],
)
def test_what_is_not_certain_stays_empty(opening: str) -> None:
    """Two years, two places, no delivery, no such day: nothing is guessed."""
    assert about(opening) == ("", "", "", "")


def test_title_and_bylines_are_no_tasks() -> None:
    """The first task is the first paragraph of the body."""
    report = parse_report(
        f"Budget Speech 2031\nby the Treasurer of Arden, Mrs Ann Lee\n4 May 2031\n{BODY}",
        name="x",
    )
    assert [task.label.of(report.text) for task in report.tasks] == [
        "Widen the roads.",
        "Clean the rivers.",
    ]
    assert [paragraph.heading for paragraph in report.paragraphs] == [
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.shared
def test_excerpts_without_an_opening_get_no_date_and_what_their_first_line_says(
    shared: Path,
) -> None:
    """Nothing is read into passages from the middle of reports; the first line may name a title or a speaker."""
    for path in sorted((shared / "reports").glob("*.txt")):
        report = parse_report(path.read_text(encoding="utf-8"), name=path.stem)
        assert report.date == "", path.stem
        first = report.paragraphs[0].span.of(report.text)
        assert report.title in first, path.stem
        assert report.speaker in first, path.stem
        assert report.jurisdiction in first, path.stem
