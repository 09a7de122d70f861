"""The front matter of Markdown: what it says is kept, and it is no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report import read_report
from policygraph.source import read_source
from policygraph.source.frontmatter import with_front_matter
from policygraph.source.model import Document, Part
from policygraph.spans import Span

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "---\ntitle: Harbour deal\ndate: 2027-05-21\nlang: en-GB\n---\n",
            ("Harbour deal", "2027-05-21", "en-GB"),
        ),
        (
            '---\r\nTitle: "Deal: the harbour"\r\nyear: 2027\r\n...\r\n',
            ("Deal: the harbour", "2027", ""),
        ),
        ("---\ndate: next year\ntags:\n  - a\n---\n", ("", "", "")),
        ("---\nWe will build.\n", ("", "", "")),
        ("# Plan\n\n---\ntitle: no\n---\n", ("", "", "")),
    ],
)
def test_only_a_block_at_the_top_is_front_matter(
    block: str, said: tuple[str, str, str]
) -> None:
    """Its title, date and language are the document's; a rule further down is none."""
    text = f"{block}We will dredge the port.\n"
    found = with_front_matter(Document("deal.md", "", "text/markdown", text, ()))
    assert (found.title, found.date, found.language) == said
    assert found.text == text


def test_the_block_is_no_prose() -> None:
    """What lies in it loses its part."""
    text = "---\ntitle: Deal\n---\nWe will dredge.\n"
    parts = (Part(Span(4, 15), "paragraph"), Part(Span(20, 35), "paragraph"))
    found = with_front_matter(Document("deal.md", "", "text/markdown", text, parts))
    assert [part.span.of(text) for part in found.parts] == ["We will dredge."]


def test_a_markdown_file_is_told_by_its_front_matter(tmp_path: Path) -> None:
    """Whatever it is called."""
    (tmp_path / "deal.txt").write_text(
        "---\ntitle: Deal\n---\nWe will dredge the port.\n", encoding="utf-8"
    )
    found = read_source(tmp_path / "deal.txt")
    assert (found.media_type, found.title) == ("text/markdown", "Deal")


@pytest.mark.parametrize("said", ["2030-02-30", "٢٠٣٠-01-01", "0000"])
def test_a_date_that_the_calendar_has_not_is_none_of_the_report(
    tmp_path: Path, said: str
) -> None:
    """What a file says of its date is kept where there is such a day, month or year."""
    path = tmp_path / "plan.md"
    path.write_text(
        f"---\ntitle: Plan\ndate: {said}\n---\n\nWe will build roads.\n",
        encoding="utf-8",
    )
    assert read_report(path).date == ""
