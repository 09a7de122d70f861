"""What the server's pages are for people: eight tasks of theirs in few actions, words of theirs, tables, errors."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx
import pytest

from accessibility import violations
from policygraph.namespaces import CLASSES, LINKAGES, NIF, PG, RDF, SKOS
from policygraph.queries import ask
from policygraph.rdf import read_triples, serialise
from policygraph.terms import Iri, Literal, Triple
from policygraph.views import read_network
from servers import serving

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def seed_server(seed_graph: Path) -> Iterator[str]:
    """The address of a server of the seed's graph."""
    with serving(seed_graph) as address:
        yield address


class Person:
    """Somebody before the first page, whose actions are counted: a click, a choice, a text typed, Enter."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, role: str, name: str) -> None:
        """One click on the first of that role and name."""
        self.actions += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state("load")

    def search(self, words: str) -> None:
        """A search: a text typed and Enter, two actions."""
        self.actions += 2
        box = self.page.get_by_role("searchbox", name="Search names")
        box.fill(words)
        box.press("Enter")
        self.page.wait_for_url("**/?q=*")

    def choose(self, label: str, number: str) -> None:
        """One choice in a list, of the key task of that number."""
        self.actions += 1
        box = self.page.get_by_label(label, exact=True)
        option = box.locator("option", has_text=f"({number})").first
        box.select_option(option.get_attribute("value"))

    def column(self, number: int) -> list[str]:
        """The cells of a column of the first table."""
        cells = self.page.locator("table tbody").first.locator(
            f"tr td:nth-child({number})"
        )
        return cells.all_inner_texts()


@pytest.fixture
def person(seed_server: str, new_page: Callable[..., Page]) -> Iterator[Person]:
    """Somebody before the first page of the seed's server; whatever a page complains of fails the test."""
    complaints: list[str] = []
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda told: complaints.append(told.text) if told.type == "error" else None,
    )
    page.goto(seed_server)
    yield Person(page)
    assert complaints == []


def labels(question: str, graph: Path, column: str, **given: str) -> list[str]:
    """One column of an answer of the question library, as text."""
    return [str(row[column]) for row in ask(question, [str(graph)], given).answer]  # type: ignore[union-attr, index]


@pytest.mark.browser
def test_what_is_promised_for_an_industry_is_one_click_away(
    person: Person, seed_graph: Path
) -> None:
    """Its projects and its sentences, each with the way to its place in the report."""
    person.click("link", "automobile industry")
    assert person.actions == 1
    named = person.page.locator("a.neighbour").all_inner_texts()
    projects = labels(
        "projects", seed_graph, "projectLabel", industry="automobile industry"
    )
    assert projects
    assert set(projects) <= set(named)
    assert "automobile" in person.page.locator(".sentences mark").first.inner_text()
    assert person.page.get_by_role("link", name="in the report").count() > 1


@pytest.mark.browser
def test_projects_in_or_to_a_place_are_one_search_away(
    person: Person, seed_graph: Path
) -> None:
    """The place that bears the name is shown with all that is linked to it, in words."""
    person.search("Guizhou")
    assert person.actions == 2
    named = person.page.locator("a.neighbour").all_inner_texts()
    assert set(labels("projects", seed_graph, "projectLabel", place="Guizhou")) <= set(
        named
    )
    assert "is connected by" in person.page.locator(".property").all_inner_texts()
    assert "Guizhou" in person.page.locator("blockquote").first.inner_text()


@pytest.mark.browser
def test_the_biggest_sum_stands_on_the_first_page_with_what_it_is_for(
    person: Person, seed_graph: Path
) -> None:
    """And one click leads to all of them, the largest first."""
    first = person.page.locator("section:has(#top-sums) li").first.inner_text()
    assert first.startswith("42.1 billion yuan")
    assert labels("money", seed_graph, "goals")[0] in first
    person.click("link", "Largest sums")
    assert person.actions == 1
    assert "42.1 billion yuan" in person.column(3)[0]


@pytest.mark.browser
def test_the_key_task_with_most_projects_is_two_clicks_away(
    person: Person, seed_graph: Path
) -> None:
    """The question's table tells it; sorted by projects it comes first, and the address keeps how it is sorted."""
    person.click("link", "Questions")
    person.click("link", "What does each key task cover")
    assert person.actions == 2
    rows = list(ask("coverage", [str(seed_graph)], {}).answer)  # type: ignore[arg-type]
    most = max(int(str(row["projects"])) for row in rows)  # type: ignore[index]
    heads = person.page.locator("table thead th").all_inner_texts()
    place = next(k for k, head in enumerate(heads) if head.startswith("Projects"))
    assert max(int(text) for text in person.column(place + 1)) == most
    person.click("button", "projects")
    person.click("button", "projects")
    assert int(person.column(place + 1)[0]) == most
    again = person.page.url
    person.page.goto("about:blank")
    person.page.goto(again)
    assert int(person.column(place + 1)[0]) == most


@pytest.mark.browser
def test_two_key_tasks_stand_side_by_side_in_three_actions(
    person: Person, seed_graph: Path
) -> None:
    """What only one concerns, and what both do."""
    person.click("link", "Compare")
    person.choose("One", "7")
    person.choose("The other", "8")
    person.page.wait_for_url("**/compare?a=*")
    assert person.actions == 3
    network = read_network(read_triples(seed_graph))

    def concerns(number: str) -> set[str]:
        task = next(
            place
            for place, node in enumerate(network.nodes)
            if node.type == "KeyTask" and node.number == number
        )
        return {
            network.nodes[edge.target].label
            for edge in network.edges
            if edge.source == task and edge.property == "concerns"
        }

    left, right = concerns("7"), concerns("8")
    sides = person.page.locator(".sides section").all()
    found = [set(side.locator("li a").all_inner_texts()) for side in sides]
    assert left - right <= found[0]
    assert left & right <= found[1]
    assert right - left <= found[2]
    assert not found[0] & right
    assert not found[2] & left


@pytest.mark.browser
def test_who_makes_chips_is_one_search_away(person: Person) -> None:
    """The sentence that says so stands there, with the word marked."""
    person.search("chips")
    assert person.actions == 2
    shown = person.page.locator("main").inner_text()
    assert "AOS" in shown
    assert "chips" in person.page.locator(".sentences mark").first.inner_text().lower()


@pytest.mark.browser
def test_everything_about_the_three_gorges_is_one_search_away(
    person: Person, seed_graph: Path
) -> None:
    """Every name and every sentence that has the words."""
    person.search("Three Gorges")
    network = read_network(read_triples(seed_graph))
    names = {
        node.label
        for node in network.nodes
        if "Three Gorges" in node.label and node.type in CLASSES
    }
    shown = " ".join(person.page.locator("main").inner_text().split())
    assert names
    assert all(" ".join(name.split()) in shown for name in names)
    said = [one.text for one in network.sentences if "Three Gorges" in one.text]
    assert f"{len(said)} sentence" in shown
    assert all(" ".join(text.split()) in shown for text in said)


@pytest.mark.browser
def test_a_link_and_a_picture_are_a_click_each(person: Person) -> None:
    """The link is the page's address; the picture is a file."""
    person.click("link", "automobile industry")
    person.click("button", "Copy link")
    person.page.get_by_text("Copied").wait_for()
    assert person.page.evaluate("navigator.clipboard.readText()") == person.page.url
    frame = person.page.frame_locator("iframe.picture")
    frame.locator("html[data-settled]").wait_for()
    with person.page.expect_download() as download:
        person.click("button", "Save picture")
    assert download.value.suggested_filename.endswith(".png")
    assert person.actions == 3


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_pages(
    seed_server: str, new_page: Callable[..., Page], *, dark: bool
) -> None:
    """Light and dark, every page that there is but the ontology's own, which has a test of its own."""
    page = new_page(dark=dark)
    found = []
    for path in (
        "/",
        "/?q=Guizhou",
        "/?q=guizou",
        "/questions",
        "/questions/projects?place=Guizhou",
        "/questions/place?place=Guizou",
        "/compare",
        "/editor",
        "/results?query=SELECT+*+%7B",
        "/nowhere",
    ):
        page.goto(f"{seed_server}{path}")
        page.wait_for_load_state("load")
        broken = violations(page, colours_alone=dark, iframes=False)
        found += [(path, *each) for each in broken]
    assert found == []


@pytest.mark.browser
def test_the_editor_offers_the_names_of_the_ontology(
    seed_server: str, new_page: Callable[..., Page]
) -> None:
    """What was begun with pg: is written out by a click; and the colours follow the dark mode."""
    page = new_page(dark=True)
    page.goto(f"{seed_server}/editor")
    page.wait_for_load_state("load")
    rich = page.locator(".yasqe .CodeMirror")
    if rich.count():
        page.evaluate(
            "() => { const e = document.querySelector('.CodeMirror').CodeMirror; "
            "e.setValue(''); e.replaceSelection('SELECT * { ?s pg:undertakenB'); }"
        )
        colour = rich.evaluate("one => getComputedStyle(one).backgroundColor")
        assert colour == "rgb(18, 22, 29)"
    else:
        page.locator("#query").fill("SELECT * { ?s pg:undertakenB")
    page.get_by_role("button", name="pg:undertakenBy", exact=True).click()
    assert page.locator("#query").input_value().endswith("pg:undertakenBy")


def test_properties_are_told_in_words(seed_server: str) -> None:
    """On the page of a thing and in tables; the names that programs use stay with programs."""
    found = httpx.get(
        f"{seed_server}/questions/linkages?ask=1", trust_env=False, timeout=60
    ).text
    assert "is carried out by" in found
    assert ">undertakenBy<" not in found
    assert ">inIndustry<" not in found


def test_a_table_can_be_kept_as_csv(seed_server: str, seed_graph: Path) -> None:
    """All of its rows, from a question and from SPARQL of one's own, by the link below the table."""
    for path in (
        "/questions/projects?ask=1&format=csv",
        "/results?"
        + urlencode({"query": "SELECT ?s { ?s a pg:Project }", "format": "csv"}),
    ):
        got = httpx.get(f"{seed_server}{path}", trust_env=False, timeout=60)
        assert got.headers["content-type"].startswith("text/csv")
        assert got.headers["content-disposition"].startswith("attachment")
        assert got.headers["x-content-type-options"] == "nosniff"
        rows = list(csv.reader(io.StringIO(got.text)))
        assert len(rows) - 1 == len(labels("projects", seed_graph, "project"))


def test_errors_lead_on_by_links(seed_server: str) -> None:
    """To the name that was meant, and to the page that says what a command would."""
    near = httpx.get(
        f"{seed_server}/questions/place?place=Guizou", trust_env=False, timeout=60
    )
    assert near.status_code == 400
    assert 'href="/questions/place?place=Guizhou"' in near.text
    unknown = httpx.get(
        f"{seed_server}/questions/projects?report=zzz", trust_env=False, timeout=60
    )
    assert 'href="/questions/reports"' in unknown.text
    assert "`policygraph" not in unknown.text


@pytest.mark.parametrize("question", ["industries", "targets", "measures", "places"])
def test_what_is_known_of_a_thing_is_told_in_words(
    seed_server: str, seed_graph: Path, question: str
) -> None:
    """No fact of an entity's page stands under the name of a property, of our vocabulary or another."""
    column = {"industries": "industry"}.get(question, question.removesuffix("s"))
    for iri in labels(question, seed_graph, column)[:5]:
        page = httpx.get(
            f"{seed_server}/entity", params={"iri": iri}, trust_env=False, timeout=60
        ).text
        heads = re.findall(r"<dt>(.*?)</dt>", page)
        assert heads
        assert [head for head in heads if re.search(r":|[a-z][A-Z]", head)] == []


def test_on_a_phone_no_page_is_wider_than_the_window(
    new_page: Callable[..., Page], seed_server: str
) -> None:
    """The way to every page, the forms and their lists keep to 390 pixels."""
    page = new_page(size={"width": 390, "height": 844})
    for path in ("/", "/?q=Chongqing", "/compare", "/questions/projects", "/questions"):
        page.goto(f"{seed_server}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        box = page.get_by_role("link", name="Ontology").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390


def test_a_name_with_a_typing_error_is_found(seed_server: str) -> None:
    """As a link to what was meant."""
    got = httpx.get(f"{seed_server}/?q=guizou", trust_env=False, timeout=60).text
    assert "Did you mean" in got
    assert ">Guizhou</a>" in got


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "title", "path"),
    [
        ("what is promised for the automobile industry?", "promised for", "promises?"),
        ("Projects in or to Guizhou", "Which projects", "projects?place=Guizhou"),
        ("the biggest sums", "How much money", "money?"),
        ("who makes chips", "Which projects", "projects?industry=chips"),
        ("who builds the BOE smart electronics", "Who carries", "undertakings?"),
    ],
)
def test_a_question_that_is_typed_is_offered_and_answered(
    person: Person, typed: str, title: str, path: str
) -> None:
    """It stands first with what it names filled in; a click answers it."""
    person.search(typed)
    person.click("link", title)
    assert path in person.page.url
    assert person.column(1)


def test_a_question_offers_the_reports_as_a_choice(seed_server: str) -> None:
    """By their names."""
    got = httpx.get(f"{seed_server}/questions/projects", trust_env=False, timeout=60)
    assert '<select id="p-report"' in got.text


def test_a_reports_text_is_had_in_pages(seed_server: str, seed_graph: Path) -> None:
    """Which together hold every paragraph, with its mentions marked."""
    iri = labels("reports", seed_graph, "report")[0]
    path = f"/report/{iri.rsplit('/', 1)[-1]}/text"
    first = httpx.get(f"{seed_server}{path}", trust_env=False, timeout=60)
    whole = httpx.get(
        f"{seed_server}/report", params={"iri": iri}, trust_env=False, timeout=60
    ).text
    assert first.status_code == 200
    assert 'class="mention' in first.text
    assert f'<a href="{path}">Page by page</a>' in whole
    assert (
        f'<a href="/report?{urlencode({"iri": iri})}">All on one page</a>' in first.text
    )
    pages = [first.text]
    while f'{path}?page={len(pages) + 1}"' in pages[-1]:
        address = f"{seed_server}{path}?page={len(pages) + 1}"
        pages.append(httpx.get(address, trust_env=False, timeout=60).text)
    assert len(pages) > 1
    marks = 'class="mention'
    assert sum(page.count(marks) for page in pages) == whole.count(marks)


def test_the_server_counts_what_the_page_counts(
    seed_server: str, seed_graph: Path
) -> None:
    """A class has as many members in the question library, served, as the page of the report draws; so has the list."""
    network = read_network(read_triples(seed_graph))
    drawn = sum(edge.property in LINKAGES for edge in network.edges)
    home = httpx.get(seed_server, trust_env=False, timeout=60).text
    assert f"entities, {drawn} linkages</li>" in home
    for kind in ("Place", "Project", "Industry", "Institution"):
        query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a pg:{kind} }}"
        got = httpx.get(
            f"{seed_server}/sparql",
            params={"query": f"PREFIX pg: <{PG}> {query}"},
            headers={"Accept": "application/sparql-results+json"},
            trust_env=False,
            timeout=60,
        )
        counted = json.loads(got.text)["results"]["bindings"][0]["n"]["value"]
        assert int(counted) == sum(node.type == kind for node in network.nodes)


@pytest.mark.browser
def test_hostile_texts_are_text_in_tables_and_search(
    tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    """Sixty names: in an answer's table, its headings' order, the first page, the search and near names."""
    report = Iri("https://w3id.org/policygraph/id/report-0000000000000000")
    triples = [
        Triple(report, RDF.type, PG.Report),
        Triple(report, NIF.isString, Literal("\n".join(HOSTILE))),
    ]
    for number, text in enumerate(HOSTILE):
        thing = Iri(f"https://w3id.org/policygraph/id/project-{number}")
        triples += [
            Triple(thing, RDF.type, PG.Project),
            Triple(thing, SKOS.prefLabel, Literal(text)),
            Triple(thing, PG.inReport, report),
        ]
    path = tmp_path / "hostile.ttl"
    path.write_bytes(serialise(triples, "turtle"))
    wrong: list[str] = []
    with serving(path) as address:
        page = new_page()
        page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(address) else wrong.append(asked.url)
            ),
        )
        page.goto(f"{address}/questions/projects?ask=1")
        cells = page.locator("table tbody tr td:first-child")
        assert cells.count() == len(HOSTILE)
        page.locator("thead button").first.click()
        for text in (*HOSTILE[:60:6], *HOSTILE[-12:]):
            page.goto(f"{address}/?{urlencode({'q': text})}")
            assert page.evaluate("window.harmed") is None
        schemes = page.evaluate("[...document.links].map(one => one.protocol)")
        assert set(schemes) <= {"http:"}
    assert wrong == []
