"""The page of all reports that a server has: filtered, searched with the server's full text, and led from."""

from __future__ import annotations

import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from accessibility import violations
from policygraph import load_graphs
from policygraph.queries import LocalGraph
from policygraph.rdf import to_turtle
from policygraph.web.together import keep_together, together
from servers import serving
from three_reports import YEARS, graph_of, write_graphs

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from opened_page import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, ViewportSize

TITLE = "Work plan of the Chongqing Municipal People's Government"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of a store of three reports."""
    home = write_graphs(tmp_path_factory.mktemp("reports"))
    load_graphs([home], home / "kept")
    with serving(home / "kept") as address:
        yield address


@pytest.fixture
def page(served: str, new_page: Callable[..., Page]) -> Iterator[Page]:
    """The server's first page; whatever is asked of others, and every complaint, fails the test."""
    complaints: list[str] = []
    opened = new_page(size=WIDE)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    opened.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((served, "data:"))
            else complaints.append(request.url)
        ),
    )
    opened.goto(served)
    yield opened
    assert complaints == []


def shown(page: Page, selector: str) -> list[str]:
    """The texts of what is on the screen."""
    return page.locator(f"{selector}:visible").all_inner_texts()


@pytest.mark.browser
def test_the_first_page_leads_to_all_reports_and_each_is_told(page: Page) -> None:
    """By name, year, place, counts; with what they have in common, the years, and each beside the others."""
    page.get_by_role("link", name="3 reports together").click()
    page.wait_for_selector("html[data-settled]")
    rows = shown(page, "#reports tbody tr")
    assert [row.split("\t")[:3] for row in rows] == [
        [f"{TITLE} ({year})", year, "Chongqing"] for year in YEARS
    ]
    assert "3 reports" in shown(page, "#common summary")[0]
    assert len(shown(page, ".tile")) == 3
    page.locator(".years button", has_text="2029").click()
    assert "30 plants" in shown(page, "#of-year summary")[0]


@pytest.mark.browser
def test_a_facet_leaves_its_reports_in_all_parts(page: Page, served: str) -> None:
    """The table, the tiles, what is in common, and the full text; the address keeps it."""
    page.goto(f"{served}/reports")
    page.get_by_role("button", name="2031 (1)").click()
    assert len(shown(page, "#reports tbody tr")) == len(shown(page, ".tile")) == 1
    assert "in more than one" in page.locator("#common").inner_text()
    page.get_by_label("Search names").fill("silver carp")
    page.wait_for_selector("#results .sentence a")
    assert {text[-6:] for text in shown(page, "#results .sentence a")} == {"(2031)"}
    page.goto("about:blank")
    page.goto(f"{served}/reports#year=2030&year=2032&q=silver+carp")
    page.wait_for_selector("#results .sentence a")
    assert {text[-6:] for text in shown(page, "#results .sentence a")} == {
        "(2030)",
        "(2032)",
    }


@pytest.mark.browser
def test_what_is_found_leads_to_its_place(page: Page, served: str) -> None:
    """A sentence to that very place in its report, a name to its page, and all that is found to the search."""
    page.goto(f"{served}/reports#q=silver+carp")
    said = page.locator("#results .sentence").first
    quoted = said.locator("blockquote").inner_text().strip()
    said.locator("a").click()
    page.wait_for_url("**/report?iri=*#at-*")
    anchor = page.url.partition("#")[2]
    paragraph = page.locator("p", has=page.locator(f"#{anchor}"))
    assert quoted in " ".join(paragraph.inner_text().split())
    page.go_back()
    page.locator("#results summary").first.click()
    page.locator("#results details[open] a").first.click()
    page.wait_for_url("**/entity?iri=*")
    assert "silver carp" in page.get_by_role("heading", level=1).inner_text().lower()
    page.go_back()
    page.get_by_role("link", name="All that is found").click()
    page.wait_for_url("**/?q=silver+carp")


@pytest.mark.browser
@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_axe_finds_nothing_and_nothing_hangs_over(
    page: Page, served: str, size: ViewportSize, palette: str
) -> None:
    """Light and dark, wide and narrow, with a search open."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=palette)  # type: ignore[arg-type]
    page.goto(f"{served}/reports#q=silver")
    page.wait_for_selector("#results .sentence")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page, colours_alone=palette == "dark") == []


def test_several_reports_can_be_searched_together(served: str) -> None:
    """Each is named by a parameter of its own; one that is not here is an error."""
    titles = [f"report-{number:016x}" for number in (0, 2)]
    reports = [f"https://w3id.org/policygraph/id/{name}" for name in titles]
    query = httpx.QueryParams([("q", "silver"), *(("report", one) for one in reports)])
    found = httpx.get(f"{served}/search", params=query, trust_env=False).json()
    assert {hit["report"] for hit in found["hits"]} == set(reports)
    assert found["report"] == reports
    wrong = query.add("report", "nowhere")
    answer = httpx.get(f"{served}/search", params=wrong, trust_env=False)
    assert answer.status_code == 400
    assert "names no report" in answer.text


def test_the_page_of_a_store_is_kept_until_the_store_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is what would be made, and is not made again; another report makes it be made anew."""
    store = tmp_path / "kept"
    (tmp_path / "one.ttl").write_bytes(to_turtle(graph_of(0)))
    load_graphs([tmp_path / "one.ttl"], store)
    made = together(LocalGraph.open([str(store)]))
    assert keep_together(store) == len(made)
    with monkeypatch.context() as patched:
        patched.setattr("policygraph.web.together.AskedReports", None)
        assert together(LocalGraph.open([str(store)])) == made
    (tmp_path / "two.ttl").write_bytes(to_turtle(graph_of(1)))
    load_graphs([tmp_path / "two.ttl"], store)
    assert b"2 reports" in together(LocalGraph.open([str(store)]))


def test_pages_say_which_of_several_reports_they_speak_of(served: str) -> None:
    """The sentences of a thing, those of a search, the table of a question, and the key tasks to compare."""
    with httpx.Client(base_url=served, trust_env=False, timeout=60) as client:
        thing = "https://w3id.org/policygraph/id/place-1814906"
        entity = unescape(client.get("/entity", params={"iri": thing}).text)
        assert all(f"in {TITLE} ({year})" in entity for year in YEARS)
        assert entity.count("<dt>in report</dt>") == 1
        found = unescape(client.get("/", params={"q": "silver carp"}).text)
        assert all(f">{TITLE} ({year})</a>" in found for year in YEARS)
        table = unescape(client.get("/questions/reports?ask=1").text)
        assert all(f">{TITLE} ({year})</a>" in table for year in YEARS)
        compare = client.get("/compare").text
        assert compare.count("<optgroup") == 2 * len(YEARS)
