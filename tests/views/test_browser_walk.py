"""A reader's walk through the page, from a name to the sentences behind it and back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.namespaces import BASE, CONCEPT, PG, RDF, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple
from policygraph.views import read_network, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

    from policygraph.views import Network

pytestmark = pytest.mark.browser

RAILWAY = "project-chongqing_kunming_high_speed_railway--39bc54db9c47"
CORRIDOR = "project-southwest_railway_corridor_programme--f011161c4716"
PANEL = "project-silver_carp_lcd_panel_project--df71ae78d287"


def test_a_reader_goes_from_a_name_to_the_sentence_and_back(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Search, filter, panel, expand, focus, chain, back and a restored fragment work; nothing is asked or fails."""
    html = render(small_network)
    one = opened(html)
    page = one.page

    page.keyboard.press("/")
    page.keyboard.type("kunming high")
    page.wait_for_selector("#hits li")
    page.keyboard.press("Enter")
    assert one.state("view") == "neighbourhood"
    assert page.inner_text("#panel h2") == "Chongqing-Kunming high-speed railway"
    assert (
        page.locator("#panel mark").first.inner_text()
        == "Chongqing-Kunming high-speed railway"
    )
    assert "Speed up railway construction." in page.inner_text("#panel .way >> nth=-1")
    assert "place-1804651" in one.drawn()

    page.locator("#legend label[data-type=Place] input").uncheck()
    assert "place-1804651" not in one.drawn()
    assert CORRIDOR in one.drawn()
    page.go_back()
    one.until("policygraph.scene.at.has('place-1804651')")

    one.double_click("place-1814906")
    one.until("policygraph.scene.at.has('place-beibei_district--e734c42f1536')")
    assert one.state("open") == ["place-1814906"]

    one.click("place-1804651")
    assert page.inner_text("#panel h2") == "Kunming"
    page.get_by_role(
        "button", name="Evidence: connects Chongqing-Kunming high-speed railway"
    ).click()
    assert (
        page.inner_text("#panel h2")
        == "Chongqing-Kunming high-speed railway connects Kunming"
    )
    assert "is in progress" in page.inner_text("#panel blockquote")

    page.locator("#views [data-view=network]").click()
    one.click(PANEL)
    page.get_by_role("button", name="1 step", exact=True).click()
    faded = page.evaluate(
        "policygraph.scene.nodes.filter(one => one.faded).map(one => one.key)"
    )
    assert RAILWAY in faded
    assert not {
        PANEL,
        "place-beibei_district--e734c42f1536",
        "industry-lcd_panel--de73e4719b30",
    } & set(faded)

    page.get_by_role("button", name="Chain from here").click()
    one.click("place-1804651")
    page.get_by_role("button", name="Chain to here").click()
    assert one.drawn() == [
        PANEL,
        "place-beibei_district--e734c42f1536",
        "place-1814906",
        RAILWAY,
        "place-1804651",
    ]
    assert page.locator("#panel blockquote").count() == 4

    fragment = page.evaluate("location.hash")
    other = opened(html, fragment)
    assert other.drawn() == one.drawn()
    assert other.state("from") == PANEL

    page.locator("#back").click()
    one.until("policygraph.state.to === ''")
    page.locator("#forward").click()
    one.until("policygraph.state.to !== ''")
    one.check_quiet()
    other.check_quiet()


def test_what_is_shown_is_taken_away_as_picture_drawing_and_table(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """PNG, SVG and CSV hold what is drawn, the table with the sentences behind each linkage."""
    one = opened(
        render(small_network),
        f"#view=neighbourhood&around={RAILWAY}",
    )
    saved = {}
    for name in ("png", "svg", "csv"):
        one.page.locator("#export summary").click()
        with one.page.expect_download() as download:
            one.page.locator(f"[data-export={name}]").click()
        saved[name] = Path(download.value.path()).read_bytes()
    assert saved["png"].startswith(b"\x89PNG")
    assert "Kunming" in saved["svg"].decode()
    rows = list(csv.DictReader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    found = {(row["source"], row["linkage"], row["target"]): row for row in rows}
    linkage = found["Chongqing-Kunming high-speed railway", "connects", "Kunming"]
    assert linkage["confidence"] == "0.99"
    assert linkage["sentences"].endswith("is in progress.")
    one.check_quiet()


def test_filters_keep_to_a_key_task_a_stage_a_linkage_and_a_confidence(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Each filter takes out what does not pass, and the button at the end brings all of it back."""
    one = opened(render(small_network), "#view=network")
    everything = set(one.drawn())
    key_task = "keytask-ee8d00f2ce3828dd-475-504"
    one.page.select_option("#by-keyTask", key_task)
    assert set(one.drawn()) == {
        "place-shapingba--310fc0d27fc8",
        RAILWAY,
        "project-shapingba_station--a0ae7838b894",
        CORRIDOR,
    }
    one.page.locator("#reset").click()
    one.page.select_option("#by-stage", "Underway")
    assert RAILWAY in one.drawn()
    assert PANEL not in one.drawn()
    one.page.locator("#reset").click()
    lines = "policygraph.scene.edges.map(one => one.edge.property)"
    one.page.locator("#linkages label[data-property=connects] input").uncheck()
    assert "connects" not in one.page.evaluate(lines)
    one.page.locator("#reset").click()
    one.page.locator("#by-confidence").fill("0.95")
    assert sorted(one.page.evaluate(lines)) == [
        "connects",
        "connects",
        "inIndustry",
        "jurisdiction",
        "partOf",
    ]
    one.page.locator("#reset").click()
    assert set(one.drawn()) == everything
    one.check_quiet()


def test_chinese_names_aliases_and_kinds_are_found(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """A name in Chinese, an alias and a concept above an industry lead to the node that bears them."""
    one = opened(render(small_network))
    for words, label in (
        ("重庆", "Chongqing"),
        ("municipal government", "Chongqing Municipal People's Government"),
        ("III", "(III) Extend the transport network."),
    ):
        one.page.locator("#search").fill(words)
        assert one.page.locator("#hits li .name").first.inner_text() == label
    one.page.locator("#search").fill("no such thing")
    assert one.page.inner_text("#hits") == "Nothing has these words"
    one.check_quiet()


def test_names_that_the_graph_leaves_out_are_found(
    opened: Callable[..., Opened],
) -> None:
    """A Chinese name that a concept has, or that only the table of places knows, leads to the thing and shows there."""
    one = opened(render(read_network(bilingual())))
    for words, label in (("重庆", "Chongqing"), ("新能源汽车", "new energy vehicles")):
        one.page.locator("#search").fill(words)
        hits = one.page.locator("#hits li .name").all_inner_texts()
        assert hits == [label, "All: 1 name"]
        one.page.keyboard.press("Enter")
        assert words in one.page.inner_text("#panel dl")
    one.check_quiet()


@pytest.mark.parametrize(
    ("question", "offered", "chain"),
    [
        (
            "What links Kunming to the Silver Carp LCD panel project?",
            "What links Kunming and Silver Carp LCD panel project?",
            [
                "place-1804651",
                RAILWAY,
                "place-1814906",
                "place-beibei_district--e734c42f1536",
                PANEL,
            ],
        ),
        (
            "重庆和Kunming有什么联系",
            "What links Chongqing and Kunming?",
            ["place-1814906", RAILWAY, "place-1804651"],
        ),
    ],
)
def test_a_question_that_names_two_things_leads_to_what_links_them(
    opened: Callable[..., Opened],
    small_network: Network,
    question: str,
    offered: str,
    chain: list[str],
) -> None:
    """Two names in a sentence, in either language, offer the chain between them first."""
    one = opened(render(small_network))
    one.page.locator("#search").fill(question)
    assert one.page.locator("#hits li .name").first.inner_text() == offered
    one.page.keyboard.press("Enter")
    assert one.drawn() == chain
    one.check_quiet()


def bilingual() -> list[Triple]:
    """A place with an English name alone, tied to GeoNames, and an industry that is a concept with both its names."""
    place, industry = Iri(BASE["place-x"]), CONCEPT.new_energy_vehicles
    return [
        Triple(place, RDF.type, PG.Place),
        Triple(place, SKOS.prefLabel, Literal("Chongqing", language="en")),
        Triple(place, SCHEMA.sameAs, Iri("https://sws.geonames.org/1814905/")),
        Triple(industry, RDF.type, PG.Industry),
        Triple(industry, SKOS.prefLabel, Literal("new energy vehicles", language="en")),
        Triple(industry, SKOS.prefLabel, Literal("新能源汽车", language="zh")),
    ]


def test_keys_reach_nodes_neighbours_and_the_list(
    opened: Callable[..., Opened], small_network: Network
) -> None:
    """Arrow keys pick nodes, Enter opens neighbours, Escape clears, and the list holds all that is drawn."""
    one = opened(render(small_network), "#view=network")
    one.page.focus("#stage")
    one.page.keyboard.press("ArrowRight")
    first = one.state("node")
    assert first == "place-1814906"
    one.page.keyboard.press("ArrowLeft")
    assert one.state("node") != first
    one.page.keyboard.press("Enter")
    assert one.state("view") == "neighbourhood"
    one.page.keyboard.press("Escape")
    assert one.state("node") == ""
    one.page.locator("#listing summary").click()
    one.until(
        "document.querySelectorAll('#list li').length > 0"
    )  # the list is filled when its opening has been told
    names = one.page.locator("#list li").all_inner_texts()
    assert len(names) == len(one.drawn())
    one.check_quiet()


def test_many_neighbours_are_counted_before_they_are_opened(
    opened: Callable[..., Opened],
) -> None:
    """A double click on a node with many neighbours asks first which of them to open."""
    one = opened(render(star_of_stars()), "#view=neighbourhood&around=hub")
    one.double_click("spoke")
    buttons = one.page.locator("#choose button").all_inner_texts()
    assert buttons == ["located in · 20", "part of · 5", "The 10 most linked", "All 25"]
    one.page.get_by_role("button", name="part of · 5").click()
    assert sum(key.startswith("part-") for key in one.drawn()) == 5
    assert not any(key.startswith("site-") for key in one.drawn())
    one.check_quiet()


def star_of_stars() -> Network:
    """A hub with one neighbour that has 25 more."""
    from policygraph.views.model import Edge, Network, Node

    base = "https://w3id.org/policygraph/id/"
    names = [
        "hub",
        "spoke",
        *(f"site-{n}" for n in range(20)),
        *(f"part-{n}" for n in range(5)),
    ]
    nodes = tuple(Node(base + name, name, "Place") for name in names)
    edges = [Edge(0, 1, "partOf")]
    edges += [Edge(1, n, "locatedIn") for n in range(2, 22)] + [
        Edge(1, n, "partOf") for n in range(22, 27)
    ]
    return Network("Star", nodes, tuple(edges), (), base)
