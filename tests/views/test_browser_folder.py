"""The pages that a folder's build writes, opened as files: from the page of all to a place in one and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from policygraph.building import build_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ROADS = "We will build the Marlow Bridge by 2033."
WATER = "We will build the Arden Reservoir by 2034."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a folder with a PDF of two pages and a text, of which a table tells year and place."""
    home = tmp_path_factory.mktemp("folder")
    drawn = Canvas(str(home / "north.pdf"))
    for line in ("Work plan of the north", WATER):
        drawn.drawString(72, 720, line)
        drawn.showPage()
    drawn.save()
    (home / "south.txt").write_text(
        f"Work plan of the south\n\n(1) Roads\n{ROADS}\n", encoding="utf-8"
    )
    about = home / "about.csv"
    about.write_text(
        "file,title,year,place\nnorth.pdf,Plan,2031,Arden\nsouth.txt,Plan,2032,Marlow\n"
    )
    build_files([home], home / "out", about=about)
    return home / "out"


@pytest.fixture
def page(built: Path, new_page: Callable[..., Page]) -> Iterator[Page]:
    """The page of all reports; requests for anything but its neighbours, and complaints, fail the test."""
    complaints: list[str] = []
    opened = new_page(online=False)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text))
    opened.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((built.as_uri(), "data:", "blob:"))
            else complaints.append(request.url)
        ),
    )
    opened.goto((built / "index.html").as_uri())
    yield opened
    assert complaints == []


def test_reports_are_told_apart_and_filtered(page: Page) -> None:
    """Two of one title by their years; the kind of the file is a facet."""
    rows = page.locator("#reports tbody tr:visible")
    assert [row.split("\t")[0] for row in rows.all_inner_texts()] == [
        "Plan (2031)",
        "Plan (2032)",
    ]
    page.get_by_role("button", name="PDF (1)").click()
    assert [row.split("\t")[2] for row in rows.all_inner_texts()] == ["Arden"]


def test_a_sentence_tells_report_and_page_and_leads_there(page: Page) -> None:
    """To that very sentence in the report's own page, and the way back is where one was."""
    page.get_by_label("Search names").fill("reservoir")
    found = page.locator("#results .sentence").first
    assert found.locator("a").inner_text() == "Plan (2031), page 2"
    found.locator("a").click()
    here = page.locator(".sentence.here")
    here.wait_for()
    assert WATER in here.inner_text()
    assert page.url.partition("#")[0].endswith("north.html")
    page.go_back()
    page.wait_for_selector("#results .sentence")
    assert page.get_by_label("Search names").input_value() == "reservoir"
