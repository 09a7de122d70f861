"""Tables, comparisons, the matrix, the text, the search and the first screen: every button leads where it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_browser_walk import star_of_stars
from two_plans import MOOR, RIVER, SUM, two_plans

from policygraph.views import Start, render
from policygraph.views.model import Edge, Network, Node, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/policygraph/id/"


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the two plans."""
    return render(two_plans())


def cells(one: Opened, column: int) -> list[str]:
    """A column of the table on the screen."""
    found = one.page.locator(f"#rows tbody tr td:nth-child({column})")
    return [text.strip() for text in found.all_inner_texts()]


def under(one: Opened, head: str) -> list[str]:
    """The cells below a column's name."""
    found = one.page.locator(f"#rows td[data-head='{head}']")
    return [text.strip() for text in found.all_inner_texts()]


def test_a_table_leads_to_each_thing_its_figure_and_its_evidence(
    opened: Callable[..., Opened], html: str
) -> None:
    """A name opens its panel, a figure its own, and the button behind a sentence all that states the row."""
    one = opened(html, "#view=tables&table=Project")
    one.page.locator("#rows button.node", has_text="Ford Rail").click()
    assert one.state("node") == "rail"
    one.page.locator("#which").select_option("Target")
    assert cells(one, 1) == ["3.5 billion yuan", "1 billion yuan", "20 to 30 km"]
    one.page.locator("#rows td.number button").first.click()
    assert one.state("node") == "sum"
    one.page.locator("#which").select_option("linkages")
    one.page.locator("#rows button.why").first.click()
    assert str(one.state("edge")) != ""
    assert one.page.locator("#panel blockquote").count() > 0
    one.page.locator("#which").select_option("promises")
    one.page.locator("#about").select_option("quay")
    assert "river railway" in cells(one, 1)
    assert "moor line" not in cells(one, 1)
    one.check_quiet()


@pytest.mark.parametrize(
    ("table", "head", "wanted"),
    [
        ("KeyTask", "Projects", ["1", "1"]),
        ("KeyTask", "Measures", ["1", "1"]),
        ("SubTask", "Key task", ["(1) Build in 2030", "(2) Build in 2031"]),
        ("Measure", "Key task", ["(1) Build in 2030", "(2) Build in 2031"]),
        ("Report", "Date", ["2030-01-01", "2031-01-01"]),
        ("Report", "Key tasks", ["1", "1"]),
        ("Industry", "Who", ["Ford Rail"]),
        ("makers", "Who", ["Ford Rail"]),
    ],
)
def test_each_class_has_its_columns(
    opened: Callable[..., Opened], html: str, table: str, head: str, wanted: list[str]
) -> None:
    """Tasks count what they concern, measures stand under their key task, reports with their date, makers by name."""
    one = opened(html, f"#view=tables&table={table}")
    assert under(one, head) == wanted
    one.check_quiet()


def test_a_project_is_asked_for_who_carries_it_out(
    opened: Callable[..., Opened], html: str
) -> None:
    """The question with the project in its blank gives the same institution as with its industry."""
    one = opened(html)
    one.page.locator("#search").fill("who makes the river railway")
    one.page.wait_for_selector("#hits li[aria-selected=true]")
    one.page.keyboard.press("Enter")
    assert one.state("table") == "makers"
    assert cells(one, 1) == ["Ford Rail"]
    one.check_quiet()


def test_a_bar_leads_to_what_it_stands_for(
    opened: Callable[..., Opened], html: str
) -> None:
    """A click on a bar opens the panel, and the table is saved as CSV from the menu, too."""
    one = opened(html, "#view=tables&table=KeyTask&chart=bars")
    one.page.locator("#rows .chart-row").first.click()
    assert one.page.inner_text("#panel .kind") == "Key task"
    one.page.locator("#export summary").click()
    with one.page.expect_download() as download:
        one.page.locator("[data-export=csv]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("Key task,Projects,")
    assert "(1) Build in 2030" in text
    one.check_quiet()


def test_a_result_of_sparql_is_a_table_of_things(
    opened: Callable[..., Opened],
) -> None:
    """What has no class of ours is listed with its kind and how much it is linked."""
    nodes = tuple(Node(f"urn:{name}", name, "Resource") for name in ("one", "two"))
    edge = Edge(0, 1, "https://example.org/knows")
    html = render(
        Network("Result", nodes, (edge,)),
        Start(view="network", views=("network", "tables")),
    )
    one = opened(html)
    assert one.page.evaluate("policygraph.scene.edges.length") == 1
    one.page.locator("#views [data-view=tables]").click()
    assert cells(one, 1) == ["one", "two"]
    assert under(one, "Linkages") == ["1", "1"]
    one.check_quiet()


def test_two_are_compared_swapped_and_left_for_two_of_another_kind(
    opened: Callable[..., Opened], html: str
) -> None:
    """Reports by what they name; swapped, the sides change; a name leads to its panel; one of a kind is told."""
    one = opened(html, "#view=compare&a=report-2030&b=report-2031")

    def column(number: int) -> list[str]:
        found = one.page.locator(f"#sheet tbody td:nth-child({number}) button.node")
        return sorted(text.strip() for text in found.all_inner_texts())

    left = column(2)
    assert left == ["3.5 billion yuan", "Ford", "Quay", "river railway"]
    assert column(4) == ["Moor", "moor line"]
    one.page.get_by_role("button", name="Swap").click()
    assert column(4) == left
    one.page.locator("#sheet button.node", has_text="Quay").click()
    assert one.state("node") == "quay"
    one.page.locator("#kind").select_option("KeyTask")
    assert (one.state("a"), one.state("b")) == ("key-2030", "key-2031")
    assert column(3) == ["rail transport"]
    alone = opened(render(Network("One", (Node(BASE + "a", "A", "Place"),))))
    alone.page.evaluate("policygraph.go({view: 'compare'})")
    assert "nothing to compare" in alone.page.inner_text("#sheet")
    one.check_quiet()


def test_a_matrix_turns_to_other_classes_and_its_cells_lead_to_sentences(
    opened: Callable[..., Opened], html: str
) -> None:
    """A name opens its panel, a number what it counts; saved as a drawing, rows, columns and numbers are in it."""
    one = opened(html, "#view=matrix")
    one.page.locator("#axis-rows").select_option("Project")
    assert one.state("rows") == "Project"
    one.page.locator("#matrix tbody th button", has_text="river railway").click()
    assert one.state("node") == "river"
    one.page.locator("#matrix tbody td button").first.click()
    assert one.page.inner_text("#panel .kind") == "Project × Place"
    one.page.locator(
        "#matrix tbody td button[aria-label*='river'][aria-label$='Quay']"
    ).click()
    assert one.page.locator("#panel blockquote").all_inner_texts() == [RIVER, SUM]
    one.page.locator("#export summary").click()
    with one.page.expect_download() as download:
        one.page.locator("[data-export=svg]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert all(f">{name}</text>" in text for name in ("river railway", "Ford", "1"))
    assert "numbers: linkages stated" in text
    one.check_quiet()


def test_a_sentence_is_cited_and_found_in_its_text(
    opened: Callable[..., Opened], html: str
) -> None:
    """The citation has report, year and page; where no clipboard is, it can be copied by hand; the text leads back."""
    one = opened(html, "#node=river")
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cite = one.page.locator("#panel .sentences").get_by_role("button", name="Cite")
    cite.first.click()
    one.until("document.getElementById('said').textContent === 'Copied'")
    wanted = f"“{RIVER}” — Plan (2030), p. 3."
    assert one.page.evaluate("navigator.clipboard.readText()") == wanted
    one.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(); }"
    )
    cite.first.click()
    assert one.page.locator("#panel textarea").input_value() == wanted
    one.page.get_by_role("button", name="In the text").first.click()
    assert one.page.inner_text(".sentence.here") == RIVER
    assert one.page.locator("#sheet .page").all_inner_texts() == ["Page 3", "Page 4"]
    one.page.get_by_role("button", name="← Back").click()
    one.until("policygraph.state.view === 'overview'")
    assert one.state("node") == "river"
    one.check_quiet()


def test_a_name_in_the_text_opens_its_panel(
    opened: Callable[..., Opened], html: str
) -> None:
    """By a click, by Enter and by the space bar, but by no other key; another report is chosen from the list."""
    one = opened(html, "#view=text")
    mention = one.page.locator("#sheet .mention")
    mention.filter(has_text="Quay").click()
    assert one.state("node") == "quay"
    for key, wanted in (("x", "quay"), ("Enter", "ford")):
        mention.filter(has_text="Ford").focus()
        one.page.keyboard.press(key)
        assert one.state("node") == wanted
    mention.filter(has_text="river railway").focus()
    one.page.keyboard.press(" ")
    assert one.state("node") == "river"
    one.page.locator("#which-report").select_option("report-2031")
    assert MOOR in one.page.inner_text("#sheet article")
    assert RIVER not in one.page.inner_text("#sheet article")
    one.check_quiet()


def test_a_long_text_comes_in_parts(opened: Callable[..., Opened]) -> None:
    """Each part has a button, and a sentence of a later part opens that one."""
    said = tuple(Sentence(f"Sentence {n}.", 20 * n, None, 0) for n in range(1600))
    one = opened(
        render(Network("Long", (Node(BASE + "r", "Long", "Report"),), (), said, BASE)),
        "#view=text&at=1550",
    )
    assert one.page.inner_text(".sentence.here") == "Sentence 1550."
    part = one.page.get_by_role("button", name="Part 2")
    assert part.get_attribute("aria-pressed") == "true"
    one.page.get_by_role("button", name="Part 1").click()
    assert one.page.locator("#s-0").count() == 1
    assert one.page.locator("#s-1550").count() == 0
    one.check_quiet()


def test_the_first_screen_leads_on(opened: Callable[..., Opened], html: str) -> None:
    """Its questions to their answers, its sums to what they are for, and "All" to the whole table."""
    one = opened(html)
    one.page.locator("#panel .questions button").first.click()
    assert one.state("table") == "promises"
    one.page.go_back()
    one.until("policygraph.state.view === 'overview'")
    sums = one.page.locator("#panel .top button.node strong").all_inner_texts()
    assert sums == ["3.5 billion yuan", "1 billion yuan"]
    one.page.locator("#panel button.node", has_text="3.5 billion yuan").click()
    assert one.state("node") == "sum"
    assert one.page.locator("#panel .sentences").inner_text().startswith(SUM)
    one.page.evaluate("policygraph.go({node: ''})")
    one.page.get_by_role("button", name="All: Places").click()
    assert (one.state("view"), one.state("table")) == ("tables", "Place")
    one.check_quiet()


def test_the_search_box_is_used_by_keys_and_by_hand(
    opened: Callable[..., Opened], html: str
) -> None:
    """Questions are offered before anything is typed; arrows go around the list; Escape empties the box."""
    one = opened(html)
    box = one.page.locator("#search")
    box.focus()
    one.page.locator("#hits li", has_text="Who makes").click()
    assert box.input_value() == "Who makes "
    assert one.page.evaluate("document.activeElement.id") == "search"
    one.page.keyboard.press("Escape")
    assert box.input_value() == ""
    assert one.page.locator("#hits").is_hidden()
    one.page.keyboard.press("ArrowUp")
    last = one.page.locator("#hits li").last
    assert last.get_attribute("aria-selected") == "true"
    one.page.keyboard.press("ArrowDown")
    first = one.page.locator("#hits li").first
    assert first.get_attribute("aria-selected") == "true"
    one.page.locator("#hits li", has_text="biggest sums").click()
    assert one.state("table") == "sums"
    box.fill("compare Ford and Quay")
    one.page.locator("#hits li", has_text="How do Ford and Quay compare?").click()
    assert (one.state("a"), one.state("b")) == ("ford", "quay")
    one.check_quiet()


def test_sentences_and_all_that_is_found_are_reached_from_the_box(
    opened: Callable[..., Opened], html: str
) -> None:
    """A sentence opens the text at its place; the last line opens a sheet, of which a question leads to its answer."""
    one = opened(html)
    box = one.page.locator("#search")
    box.fill("receives")
    one.page.locator("#hits li", has_text="receives").first.click()
    assert one.page.inner_text(".sentence.here") == SUM
    box.fill("promised for rail transport")
    one.page.wait_for_selector("#hits li")
    box.fill("rail")
    one.page.locator("#hits li", has_text="All: ").click()
    assert one.state("view") == "search"
    one.page.evaluate("policygraph.go({q: 'what is promised for rail transport'})")
    one.page.locator(
        "#sheet button.step", has_text="What is promised for"
    ).first.click()
    assert one.state("table") == "promises"
    assert one.state("of") == "transport"
    one.check_quiet()


@pytest.mark.parametrize(
    ("button", "sites", "parts"),
    [("The 10 most linked", 10, 0), ("All 25", 20, 5)],
)
def test_many_neighbours_open_as_asked_for_and_close_again(
    opened: Callable[..., Opened], button: str, sites: int, parts: int
) -> None:
    """The ten most linked or all; a second double click takes them back."""
    one = opened(render(star_of_stars()), "#view=neighbourhood&around=hub")
    one.double_click("spoke")
    one.page.get_by_role("button", name=button).click()

    def count(kind: str) -> int:
        return sum(key.startswith(kind) for key in one.drawn())

    assert (count("site-"), count("part-")) == (sites, parts)
    one.double_click("spoke")
    assert one.drawn() == ["hub", "spoke"]
    one.check_quiet()


def test_what_a_thing_is_elsewhere_is_a_link(opened: Callable[..., Opened]) -> None:
    """Other names, kinds and ties to other data sets stand in the panel, links only where they lead to the web."""
    from policygraph.views.model import Link

    ford = Node(
        BASE + "ford",
        "Ford",
        "Place",
        alt_labels=("Old Ford", "Fordham"),
        known_as=("福特", "Forda"),
        links=(
            Link("GeoNames", "https://sws.geonames.org/1/"),
            Link("ISIC Rev. 4 C29", ""),
        ),
    )
    one = opened(render(Network("Ford", (ford,), (), (), BASE)), "#node=ford")
    facts = one.page.inner_text("#panel dl")
    for words in ("Old Ford, Fordham", "福特, Forda", "GeoNames ↗, ISIC Rev. 4 C29"):
        assert words in facts
    assert one.page.locator("#panel dl a").count() == 1
    one.check_quiet()
