"""The pages: what they show, how they are protected, and how IRIs of the data lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx
import pytest

from conftest import serving
from policygraph.facts.report_text import Named
from policygraph.namespaces import BASE, PG, SKOS
from policygraph.ontology import ontology_in
from policygraph.ontology_page import ontology_page, ontology_policy
from policygraph.rdf import parse_triples
from policygraph.web.graph_reader import cut

if TYPE_CHECKING:
    from pathlib import Path

CHONGQING = BASE["place-1814906"]
REPORT = BASE["report-ee8d00f2ce3828dd"]
HTML = {"Accept": "text/html"}
PAGES = (
    "/",
    "/?q=silver",
    "/questions",
    "/questions/place?place=chongqing",
    "/editor",
    "/results?query=ASK+%7B%7D",
    f"/entity?{urlencode({'iri': CHONGQING})}",
    f"/report?{urlencode({'iri': REPORT})}",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_no_script_but_our_own_files(
    client: httpx.Client, path: str
) -> None:
    """No inline script, no handler, and a policy that would stop one."""
    response = client.get(path)
    assert response.status_code == 200
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert (
        "unsafe-inline"
        not in response.headers["content-security-policy"]
        .partition("script-src")[2]
        .partition(";")[0]
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    for part in response.text.split("<script")[1:]:
        assert part.lstrip().startswith(("defer src=", "src="))
    assert " onclick=" not in response.text


def test_search_finds_names_without_regard_to_case(client: httpx.Client) -> None:
    """And links what it found."""
    text = client.get("/", params={"q": "KUNMING"}).text
    assert "Chongqing-Kunming high-speed railway" in text
    assert urlencode({"iri": BASE["place-1804651"]}) in text
    assert "No name here" in client.get("/", params={"q": "xyzzy"}).text


def test_an_entity_shows_linkages_sentences_and_what_is_around(
    client: httpx.Client,
) -> None:
    """With the words marked in each sentence, and the way to it in the report."""
    text = client.get(
        "/entity",
        params={"iri": BASE["project-silver_carp_lcd_panel_project--df71ae78d287"]},
    ).text
    assert "<mark>Silver Carp LCD panel project</mark>" in text
    assert 'class="neighbour"' in text
    assert "#at-158" in text
    assert "/picture?iri=" in text


def test_the_report_marks_every_mention(client: httpx.Client) -> None:
    """As links to what they name; the text is all there."""
    text = client.get("/report", params={"iri": REPORT}).text
    assert text.count('class="mention') >= 10
    assert 'id="at-158"' in text
    assert "We will complete" in text


def test_a_question_is_a_form_with_its_answer(client: httpx.Client) -> None:
    """Near misses are explained in the page, with a status that says so."""
    page = client.get("/questions/place", params={"place": "chongqing"})
    assert "Beibei District" in page.text
    missed = client.get("/questions/place", params={"place": "Chonqing"})
    assert missed.status_code == 400
    assert "did you mean" in missed.text
    assert (
        "Nothing in the graph answers"
        in client.get(
            "/questions/undertakings", params={"institution": "Lantern Bay Exchange"}
        ).text
    )


def test_an_iri_of_the_data_leads_to_a_page_or_to_rdf(client: httpx.Client) -> None:
    """By what the client accepts."""
    assert (
        client.get("/id/place-1814906", headers=HTML).headers["location"]
        == f"/entity?{urlencode({'iri': CHONGQING})}"
    )
    for media, syntax in (("text/turtle", "turtle"), ("application/ld+json", "jsonld")):
        response = client.get("/id/place-1814906", headers={"Accept": media})
        assert response.headers["content-type"].startswith(media)
        assert {
            triple.subject for triple in parse_triples(response.content, syntax)
        } == {CHONGQING}
    assert (
        client.get("/id/nowhere", headers={"Accept": "text/turtle"}).status_code == 404
    )
    assert (
        client.get("/id/place-1814906", headers={"Accept": "image/png"}).status_code
        == 406
    )


def test_a_constructed_graph_is_drawn(client: httpx.Client) -> None:
    """By a page of its own, which brings its own policy and names its nodes."""
    query = "CONSTRUCT { ?p pg:connects ?x } WHERE { ?p pg:connects ?x }"
    assert "/picture?query=" in client.get("/results", params={"query": query}).text
    drawn = client.get("/picture", params={"query": query})
    assert drawn.status_code == 200
    assert "Kunming" in drawn.text
    assert "Content-Security-Policy" in drawn.text


def test_a_wrong_query_is_shown_with_its_place(client: httpx.Client) -> None:
    """In the editor, with the text still there."""
    page = client.get("/results", params={"query": "SELECT ?x {\n ?x a }"})
    assert page.status_code == 400
    assert "this is no SPARQL" in page.text
    assert "SELECT ?x {" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/questions/nope",
        "/entity?iri=http://e/x",
        "/entity?iri=%3Cscript%3E",
        "/report?iri=x",
        "/editor/x",
    ],
)
def test_what_is_not_there_is_404_in_words(client: httpx.Client, path: str) -> None:
    """With a way on."""
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>" not in response.text


def test_text_of_the_graph_is_never_markup(tmp_path: Path) -> None:
    """Labels, aliases and IRIs that look like HTML are shown as text on every page."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    path = tmp_path / "evil.ttl"
    path.write_text(
        f"@prefix pg: <{PG}> . @prefix skos: <{SKOS}> .\n"
        f'<{BASE}place-evil> a pg:Place ; skos:prefLabel "{evil}"@en ; skos:altLabel "{evil}"@en ; '
        f"pg:inReport <{BASE}report-x> ; skos:exactMatch <javascript:alert(3)> .",
        encoding="utf-8",
    )
    with (
        serving(path) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        for page in (
            "/?q=script",
            f"/entity?{urlencode({'iri': BASE['place-evil']})}",
            "/questions/places",
            "/questions/names",
        ):
            text = client.get(page).text
            assert "&lt;script&gt;" in text, page
            assert "<script>" not in text
            assert "<img" not in text
            assert 'href="javascript:' not in text


def test_a_host_of_another_name_is_refused_everywhere(client: httpx.Client) -> None:
    """A page elsewhere cannot rebind its name to this machine."""
    for path in ("/", "/sparql?query=ASK+%7B%7D", "/static/style.css"):
        for host in ("evil.example", "127.0.0.1.evil.example:80", ""):
            assert client.get(path, headers={"Host": host}).status_code in {400, 421}


def test_pieces_of_a_report_join_to_its_text() -> None:
    """Nothing is lost or doubled where mentions nest or sentences begin."""
    text = "Build the A B plant in C.\r\nThen D."
    mentions = [
        Named("x:r", 10, 19, "l", "Project", "x:1"),
        Named("x:r", 10, 13, "m", "Industry", "x:2"),
        Named("x:r", 23, 24, "C", "Place", "x:3"),
    ]
    paragraphs = cut(text, mentions, {0, 27})
    assert [
        "".join(piece.text for piece in paragraph) for paragraph in paragraphs
    ] == text.splitlines()
    assert [piece.iri for piece in paragraphs[0] if piece.iri] == ["x:1", "x:3"]
    assert [
        piece.anchor
        for paragraph in paragraphs
        for piece in paragraph
        if piece.anchor >= 0
    ] == [0, 27]


def test_the_ontology_is_a_page_for_people_and_rdf_for_programs(
    client: httpx.Client,
) -> None:
    """By content negotiation; the page comes with a policy of its own, under which its style is applied."""
    shown = client.get("/ontology", headers=HTML)
    assert (shown.status_code, shown.content) == (200, ontology_page())
    assert shown.headers["content-security-policy"] == ontology_policy()
    assert "Accept" in shown.headers["vary"]
    told = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert set(parse_triples(told.content, "turtle")) == set(
        parse_triples(ontology_in("turtle"), "turtle")
    )
    assert client.get("/ontology", headers={"Accept": "application/ld+json"}).json()[
        "@graph"
    ]
    assert client.get("/ontology", headers={"Accept": "image/png"}).status_code == 406
    assert 'href="/ontology"' in client.get("/", headers=HTML).text
