"""Eight things that analysts ask of a report, each in few actions, the page's answer checked against the graph's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from opened_page import WIDE

from policygraph.queries import ask
from policygraph.rdf import read_triples
from policygraph.views import read_network, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from opened_page import Opened

    from policygraph.views import Network

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def network(seed_graph: Path) -> Network:
    """The network that the seed's page holds."""
    return read_network(read_triples(seed_graph))


class Reader:
    """A person before the page, whose actions are counted: a click, a choice in a list, a text typed, Enter."""

    def __init__(self, one: Opened) -> None:
        self.one, self.actions = one, 0

    def click(self, selector: str, text: str | None = None) -> None:
        """One click on the first thing that a selector finds, and that has this text."""
        self.actions += 1
        self.one.page.locator(selector, has_text=text).first.click()

    def choose(self, selector: str, label: str | re.Pattern[str]) -> None:
        """One choice in a list."""
        self.actions += 1
        options = self.one.page.locator(f"{selector} option", has_text=label)
        self.one.page.locator(selector).select_option(
            options.first.get_attribute("value")
        )

    def ask(self, text: str) -> None:
        """Types a question and takes what is offered first: two actions."""
        self.actions += 2
        self.one.page.keyboard.press("/")
        self.one.page.keyboard.type(text)
        self.one.page.wait_for_selector("#hits li[aria-selected=true]")
        self.one.page.keyboard.press("Enter")

    def column(self, number: int) -> list[str]:
        """The cells of a column of the table on the screen."""
        cells = self.one.page.locator(f"#rows tbody tr td:nth-child({number})")
        return [text.strip() for text in cells.all_inner_texts()]


@pytest.fixture
def reader(opened: Callable[..., Opened], network: Network) -> Reader:
    """A person before the seed's page as it opens."""
    return Reader(opened(render(network), size=WIDE))


def labels(question: str, graph: Path, column: str, **given: str) -> list[str]:
    """One column of an answer of the question library, as text."""
    return [str(row[column]) for row in ask(question, [str(graph)], given).answer]  # type: ignore[union-attr, index]


def test_what_is_promised_for_the_automobile_industry(
    reader: Reader, network: Network, seed_graph: Path
) -> None:
    """One click on the first screen: its projects, and each sentence that names it, marked."""
    reader.click("#panel button.node", "automobile industry")
    assert reader.actions == 1
    page = reader.one.page
    assert page.inner_text("#panel h2") == "automobile industry"
    wanted = set(
        labels("promises", seed_graph, "whatLabel", industry="automobile industry")
    )
    listed = page.locator("#panel section button.node").all_inner_texts()
    assert wanted
    assert wanted <= {text.strip() for text in listed}
    node = next(one for one in network.nodes if one.label == "automobile industry")
    shown = page.locator("#panel .sentences blockquote").all_inner_texts()
    assert shown == [network.sentences[number].text for number in node.sentences]
    assert page.locator("#panel mark").count()

    reader.ask("what is promised for the automobile industry")
    assert set(reader.column(1)) == wanted
    assert all(text.strip() for text in reader.column(5))
    reader.one.check_quiet()


def test_projects_in_or_to_guizhou(reader: Reader, seed_graph: Path) -> None:
    """A question in the search box gives the projects of the library's answer, each with its sentence."""
    reader.ask("projects in Guizhou")
    assert reader.actions == 2
    assert sorted(reader.column(1)) == sorted(
        labels("projects", seed_graph, "projectLabel", place="Guizhou")
    )
    assert "connects Guizhou" in reader.column(2)
    assert "Guizhou" in reader.one.page.inner_text("#rows td.stated")
    reader.one.check_quiet()


def test_the_biggest_sum_and_what_it_is_for(reader: Reader, seed_graph: Path) -> None:
    """The first row is the largest amount as people write it, with its goals."""
    reader.ask("the biggest sums")
    assert reader.actions == 2
    goals = labels("money", seed_graph, "goals")[0].split("; ")
    assert reader.column(1)[0] == labels("money", seed_graph, "targetLabel")[0]
    assert reader.column(1)[0] == "42.1 billion yuan"
    assert reader.column(2)[0].split("\n") == goals
    reader.one.check_quiet()


def test_the_key_task_with_most_projects(reader: Reader, network: Network) -> None:
    """The first row is the key task that concerns most projects, with their number."""
    reader.ask("key task with most projects")
    assert reader.actions == 2
    counts: dict[int, int] = {}
    for edge in network.edges:
        pair = network.nodes[edge.source].type, network.nodes[edge.target].type
        if edge.property == "concerns" and pair == ("KeyTask", "Project"):
            counts[edge.source] = counts.get(edge.source, 0) + 1
    best = max(counts, key=lambda number: counts[number])
    assert network.nodes[best].label[:20] in reader.column(1)[0]
    assert reader.column(2)[0] == str(counts[best])
    reader.one.check_quiet()


def test_two_key_tasks_side_by_side(reader: Reader, network: Network) -> None:
    """In three actions: what each concerns and what both do."""
    reader.click("#views [data-view=compare]")
    reader.choose("#side-a", re.compile(r"^\(7\)"))
    reader.choose("#side-b", re.compile(r"^\(8\)"))
    assert reader.actions == 3

    def concerns(number: str) -> set[str]:
        task = next(
            i
            for i, node in enumerate(network.nodes)
            if node.type == "KeyTask" and node.number == number
        )
        return {
            network.nodes[edge.target].label
            for edge in network.edges
            if edge.source == task and edge.property == "concerns"
        }

    page = reader.one.page
    for more in page.locator("#sheet button.more").all()[::-1]:
        more.click()
    found = []
    for column in (2, 3, 4):
        cells = page.locator(f"#sheet tbody tr td:nth-child({column}) button.node")
        found.append({text.strip() for text in cells.all_inner_texts()})
    left, right = concerns("7"), concerns("8")
    assert found == [left - right, left & right, right - left]
    reader.one.check_quiet()


def test_who_makes_chips(reader: Reader, network: Network) -> None:
    """A word for an industry leads to those who carry out its projects, and to the sentence."""
    reader.ask("who makes chips")
    assert reader.actions == 2
    by_id = {i: node.label for i, node in enumerate(network.nodes)}
    chips = {
        by_id[edge.source]
        for edge in network.edges
        if edge.property == "inIndustry"
        and by_id[edge.target] == "semiconductor industry"
    }
    makers = {
        by_id[edge.target]
        for edge in network.edges
        if edge.property == "undertakenBy" and by_id[edge.source] in chips
    }
    assert set(reader.column(1)) == makers == {"AOS"}
    assert "AOS chips" in reader.one.page.inner_text("#rows td.stated")
    reader.one.check_quiet()


def test_everything_about_the_three_gorges(reader: Reader, network: Network) -> None:
    """One search finds every name and every sentence with the words."""
    reader.ask("everything about the Three Gorges")
    page = reader.one.page
    page.wait_for_selector("#sheet .results")
    names = page.locator("#sheet section:has(h3:text('Names')) button.node bdi")
    assert {text for text in names.all_inner_texts() if "Three Gorges" in text} >= {
        node.label
        for node in network.nodes
        if "Three Gorges" in node.label and node.type != "KeyTask"
    }
    shown = page.locator("#sheet blockquote").all_inner_texts()
    assert {one.text for one in network.sentences if "Three Gorges" in one.text} <= set(
        shown
    )
    reader.one.check_quiet()


def test_a_link_and_a_picture_for_a_colleague(
    opened: Callable[..., Opened], network: Network
) -> None:
    """One click copies the link, which opens what was shown; one more copies the picture."""
    html = render(network)
    one = opened(html, "#view=network")
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = Reader(one)
    reader.click("#link")
    one.until("document.getElementById('link').textContent === 'Copied'")
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == one.page.url
    reader.click("#picture")
    one.until("document.getElementById('picture').textContent === 'Copied'")
    assert reader.actions == 2
    begin = one.page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
            return [...bytes.slice(1, 4)].map(one => String.fromCharCode(one)).join('') + (bytes.length > 20000);
        }"""
    )
    assert begin == "PNGtrue"
    other = opened(html, "#" + copied.split("#")[1])
    assert other.state("view") == "network"
    one.check_quiet()


def test_a_picture_that_cannot_be_copied_is_saved(
    opened: Callable[..., Opened], network: Network
) -> None:
    """Where the browser keeps the clipboard from a page, the picture comes as a file and the button says so."""
    one = opened(render(network), "#view=network")
    one.page.evaluate("() => { window.ClipboardItem = undefined; }")
    with one.page.expect_download() as download:
        one.page.locator("#picture").click()
    assert download.value.suggested_filename.endswith(".png")
    one.until("document.getElementById('picture').textContent === 'Saved as a file'")
    one.check_quiet()
