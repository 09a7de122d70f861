"""The page of several reports, in a browser that reaches nothing: told apart, filtered, searched, and led from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hostile import HOSTILE
from opened_page import NARROW, WIDE

from accessibility import violations
from policygraph.facts import Facts, Sentences, things
from policygraph.namespaces import CLASSES, NIF, PG, RDF, SKOS
from policygraph.rdf import parse_triples
from policygraph.terms import Iri, Literal, Triple
from policygraph.views import page as report_page
from policygraph.views.corpus import Row, corpus_page, made_of
from policygraph.views.corpus.digest import digest_of
from policygraph.views.corpus.names import names_of
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opened_page import Opened
    from playwright.sync_api import ViewportSize

SMALL = (ROOT / "tests" / "fixtures" / "small.ttl").read_text(encoding="utf-8")
HASH = "ee8d00f2ce3828dd"
COUNTS = (2, 9, 4, 1, 0, 12)


def row(stem: str, year: str, place: str = "", title: str = "Report") -> Row:
    """A report that was read without remarks."""
    date = f"{year}-01-14" if year else ""
    return Row(title, date, place, "text", COUNTS, (), f"{stem}.html", f"{stem}.ttl")


ROWS = (
    row("arden", "2030", "Arden"),
    row("marlow", "2031", "Marlow"),
    row("undated", ""),
)


def graph_of(one: Row) -> tuple[Triple, ...]:
    """The small graph as that of another report; one of them has a place that the others have not."""
    text = SMALL.replace(HASH, f"{ROWS.index(one):016x}")
    if one.stem == "marlow":
        text = text.replace("Beibei", "Marlow").replace("beibei", "marlow")
    return tuple(parse_triples(text.encode(), "turtle"))


@pytest.fixture(scope="module")
def html() -> str:
    """The page of three reports."""
    return corpus_page(ROWS, graph_of)


def shown(one: Opened, selector: str) -> list[str]:
    """The texts of what is on the screen."""
    return one.page.locator(f"{selector}:visible").all_inner_texts()


def test_every_report_is_told_by_a_name_of_its_own() -> None:
    """By its title, with the year where that tells it apart, else with its file's name."""
    assert names_of(ROWS) == ["Report (2030)", "Report (2031)", "Report"]
    same = [row("a", "2030"), row("b", "2030"), row("c", "2030", title=" ")]
    assert names_of(same) == ["Report (2030) – a", "Report (2030) – b", "c"]


def test_a_digest_keeps_what_is_linked_and_named_most() -> None:
    """Within its limits, in the order of the text; what it leaves out is counted."""
    triples = tuple(parse_triples(SMALL.encode(), "turtle"))
    whole = digest_of(triples, entities=10_000, characters=10**6)
    facts = Facts(triples)
    assert {one.iri for one in whole.entities} == {
        str(one.iri) for one in things(facts, CLASSES)
    }
    assert [one.text for one in whole.sentences] == [
        one.text for one in Sentences(facts)
    ]
    small = digest_of(triples, entities=3, characters=400)
    assert small.entities == whole.entities[:3]
    assert sum(len(one.text) for one in small.sentences) <= 400
    numbers = [one.number for one in small.sentences]
    assert numbers == sorted(numbers)
    assert small.all_sentences == len(whole.sentences) > len(numbers) > 0


def test_the_same_reports_give_the_same_page(html: str) -> None:
    """In whatever order they come; and what a page is made of tells when one of them changes."""
    assert corpus_page(reversed(ROWS), graph_of) == html
    assert made_of(ROWS, ["a", "b", "c"]) == made_of(ROWS, ["a", "b", "c"])
    assert made_of(ROWS, ["a", "b", "c"]) != made_of(ROWS, ["a", "b", "d"])
    assert made_of(ROWS[:2], ["a", "b"]) != made_of(ROWS, ["a", "b", "c"])


@pytest.mark.browser
def test_facets_leave_their_reports_everywhere(
    opened: Callable[..., Opened], html: str
) -> None:
    """A year, a place or a name; the table, what is in common, and the tiles follow; the address keeps it."""
    one = opened(html)
    rows = "#reports tbody tr"
    assert len(shown(one, rows)) == len(shown(one, ".tile")) == 3
    one.page.get_by_role("button", name="2031 (1)").click()
    assert len(shown(one, rows)) == len(shown(one, ".tile")) == 1
    assert "Report (2031)" in shown(one, rows)[0]
    assert "1 of 3 reports" in one.page.locator("#said").inner_text()
    assert "in more than one" in one.page.locator("#common").inner_text()
    again = opened(html, one.page.evaluate("location.hash"))
    assert len(shown(again, rows)) == 1
    again.page.get_by_role("button", name="Show all").click()
    assert len(shown(again, rows)) == 3
    again.page.get_by_label("Report", exact=True).select_option("Report")
    assert shown(again, ".tile h3") == ["Report"]
    again.page.get_by_label("Report", exact=True).select_option("all reports")
    again.page.get_by_role("button", name="no place (1)").click()
    assert shown(again, ".tile h3") == ["Report"]
    assert one.complaints == again.complaints == one.requests == again.requests == []


@pytest.mark.browser
def test_of_many_places_those_of_most_reports_come_first(
    opened: Callable[..., Opened],
) -> None:
    """The rest is a click away, and the keyboard goes on with the first of them; one that is chosen stays in sight."""
    rows = [row(f"r{n}", "2030", f"Ford {n:02}", f"Plan {n}") for n in range(25)]
    html = corpus_page([*rows, row("again", "2030", "Ford 24")], lambda _: ())
    one = opened(html)
    places = one.page.get_by_role("group", name="Place").get_by_role("button")
    assert places.first.inner_text() == "Ford 24 (2)"
    few = places.count()
    assert few < 25
    assert places.last.inner_text() == f"{25 - (few - 1)} more"
    places.last.click()
    assert places.count() == 25
    assert one.page.evaluate("document.activeElement.textContent") in set(
        places.all_inner_texts()[few - 1 :]
    )
    hidden = opened(html, "#place=Ford+23")
    chosen = hidden.page.get_by_role("button", name="Ford 23 (1)")
    assert chosen.get_attribute("aria-pressed") == "true"
    one.check_quiet()


@pytest.mark.browser
def test_a_sentence_says_its_report_and_page_and_leads_there(
    opened: Callable[..., Opened], html: str
) -> None:
    """The link is to the report's own page, which opens its text at that very sentence."""
    one = opened(html)
    one.page.get_by_label("Search names").fill("silver carp")
    one.page.wait_for_selector("#results .sentence a")
    links = one.page.locator("#results .sentence a")
    assert {"Report (2030)", "Report (2031)", "Report"} <= {
        text.split(", page")[0] for text in links.all_inner_texts()
    }
    said = one.page.locator("#results .sentence").first
    quoted = said.locator("blockquote").inner_text().strip()
    assert "silver carp" in quoted.lower()
    assert said.locator("mark").first.inner_text().lower() in {"silver", "carp"}
    file, _, fragment = str(said.locator("a").get_attribute("href")).partition("#")
    target = next(each for each in ROWS if each.page == file)
    there = opened(report_page(graph_of(target)).decode(), f"#{fragment}")
    here = there.page.locator(".sentence.here")
    here.wait_for()
    assert quoted in " ".join(here.inner_text().split())
    assert one.complaints == []


@pytest.mark.browser
def test_a_name_tells_its_reports_and_leads_to_itself_in_each(
    opened: Callable[..., Opened], html: str
) -> None:
    """Typing errors are forgiven as in the page of one report; the filter holds for what is found as well."""
    one = opened(html)
    one.page.get_by_label("Search names").fill("marlov district")
    one.page.wait_for_selector("#results details")
    found = one.page.locator("#results details", has_text="Marlow District")
    assert "1 report " in found.first.inner_text()
    found.first.locator("summary").click()
    link = found.first.locator("a").first
    file, _, fragment = str(link.get_attribute("href")).partition("#")
    assert file == "marlow.html"
    there = opened(report_page(graph_of(ROWS[1])).decode(), f"#{fragment}")
    assert "Marlow District" in there.page.locator("#panel").inner_text()
    one.page.get_by_role("button", name="2030 (1)").click()
    one.page.wait_for_selector("#results")
    assert "Marlow District" not in " ".join(shown(one, "#results details"))


@pytest.mark.browser
def test_what_reports_have_in_common_is_what_most_of_them_name(
    opened: Callable[..., Opened], html: str
) -> None:
    """Things of all three come first, each with its count; what is linked most stands by name."""
    often: Counter[str] = Counter()
    for each in ROWS:
        often.update(
            thing.label for thing in things(Facts(graph_of(each)), CLASSES[:4])
        )
    one = opened(html)
    one.page.evaluate(
        "document.querySelectorAll('.more').forEach(more => more.click())"
    )
    common = shown(one, "#common summary")
    assert len(common) == sum(count > 1 for count in often.values())
    assert "3 reports" in common[0]
    assert "2 reports" in common[-1]
    assert len(shown(one, "#linked summary")) > 10


@pytest.mark.browser
def test_years_list_what_is_promised_and_delivered(
    opened: Callable[..., Opened], html: str
) -> None:
    """A year is a button that lists its figures; one that names no year is counted as such."""
    one = opened(html)
    years = one.page.locator(".years button")
    figures = {
        thing.iri: dict(thing.values).get("year") or dict(thing.values).get("deadline")
        for each in ROWS
        for thing in things(Facts(graph_of(each)), ["Target", "Result"])
    }
    told = {year[:4] for year in figures.values() if year}
    assert years.count() == len(told)
    assert (
        f"of {len(figures)} figures" in one.page.locator("#timeline .key").inner_text()
    )
    if told:
        years.first.click()
        assert shown(one, "#of-year summary")


@pytest.mark.browser
def test_the_way_to_each_part_and_back_through_the_address(
    opened: Callable[..., Opened], html: str
) -> None:
    """The buttons at the top scroll to their parts; a new address, or the way back, shows what it says."""
    one = opened(html)
    heading = "document.getElementById('h-multiples').getBoundingClientRect().top"
    before = one.page.evaluate(heading)
    one.page.get_by_role("button", name="Report by report").click()
    one.until(f"{heading} < {before}")
    one.page.evaluate("() => { location.hash = '#q=silver'; }")
    one.page.wait_for_selector("#results .sentence")
    assert one.page.get_by_label("Search names").input_value() == "silver"
    one.page.go_back()
    one.until("document.getElementById('results').hidden")
    assert one.page.get_by_label("Search names").input_value() == ""


@pytest.mark.browser
def test_what_the_folders_page_leaves_out_is_told(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Years stand in their order; where sentences stand in a report's own page alone, the results say how many."""
    for room in ("_CHARACTERS", "_LEAST_TEXT"):
        monkeypatch.setattr(f"policygraph.views.corpus.page.{room}", 200)
    report = Iri("urn:report")
    triples = [*hostile_graph([f"We plant {n} alders." for n in range(40)])]
    for number, year in enumerate(("2033", "2031", "2031")):
        target = Iri(f"urn:target-{number}")
        triples += [
            Triple(target, RDF.type, PG.Target),
            Triple(target, SKOS.prefLabel, Literal(f"{number} km")),
            Triple(target, PG.year, Literal(year)),
            Triple(target, PG.inReport, report),
        ]
    one = opened(corpus_page(ROWS[:1], lambda _: tuple(triples)), "#q=alders")
    assert [text.strip() for text in shown(one, ".years button")] == ["2031", "2033"]
    told = one.page.inner_text("#results")
    assert "stand in the pages of the reports alone." in told


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_axe_finds_nothing_and_nothing_hangs_over(
    opened: Callable[..., Opened], html: str, size: ViewportSize, *, dark: bool
) -> None:
    """Light and dark, wide and narrow, with a search and an entity open."""
    one = opened(html, "#q=silver", size=size, dark=dark)
    one.page.locator("#results summary").first.click()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(one.page, colours_alone=dark) == []


def hostile_graph(texts: Sequence[str]) -> tuple[Triple, ...]:
    """A report of which every sentence and every name would do harm."""
    report, triples, begin = Iri("urn:report"), [], 0
    triples.append(Triple(report, NIF.isString, Literal("\n".join(texts))))
    for number, text in enumerate(texts):
        place, said = Iri(f"urn:place-{number}"), Iri(f"urn:sentence-{number}")
        triples += [
            Triple(place, RDF.type, PG.Place),
            Triple(place, SKOS.prefLabel, Literal(text)),
            Triple(said, RDF.type, NIF.Sentence),
            Triple(said, NIF.anchorOf, Literal(text)),
            Triple(said, NIF.referenceContext, report),
            Triple(said, NIF.beginIndex, Literal(str(begin))),
            Triple(said, NIF.endIndex, Literal(str(begin + len(text)))),
        ]
        begin += len(text) + 1
    return tuple(triples)


@pytest.mark.browser
def test_hostile_texts_are_text_and_nothing_more(
    opened: Callable[..., Opened],
) -> None:
    """In titles, places, files' names, names, sentences, notes and the search."""
    rows = [
        Row(text, "", text, text, COUNTS, (text,), f"{text}.html", f"{text}.ttl")
        for text in HOSTILE
    ]
    one = opened(
        corpus_page(rows, lambda one: hostile_graph(HOSTILE) if one is rows[0] else ())
    )
    for text in HOSTILE:
        one.page.get_by_label("Search names").fill(text)
        one.page.get_by_label("Search names").press("Enter")
        one.page.wait_for_function(
            "text => document.querySelector('#results q').textContent === text.slice(0, 120)",
            arg=text.replace("\n", ""),
        )
    assert one.page.evaluate("window.harmed") is None
    assert len(shown(one, "#reports tbody tr")) == len(HOSTILE)
    hrefs = one.page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(hrefs) == {"file:"}
    assert one.requests == []
    assert [text for text in one.complaints if "dialog" in text or "rror" in text] == []
