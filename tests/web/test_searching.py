"""Full text over the wire: sentences with their words marked, a page at a time, of all reports or of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest

from conftest import SMALL, serving
from policygraph import load_graphs
from policygraph.namespaces import BASE
from policygraph.rdf import to_turtle
from test_reports_together import report_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORT = BASE["report-ee8d00f2ce3828dd"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server of a store of 26 reports."""
    home = tmp_path_factory.mktemp("store")
    for year in range(2000, 2025):
        graph = report_of(str(year), "Lake road", "Planned")
        (home / f"{year}.ttl").write_bytes(to_turtle(graph))
    load_graphs([home, SMALL], home / "kept")
    with (
        serving(home / "kept") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def test_sentences_come_with_their_report_and_their_words_marked(
    served: httpx.Client,
) -> None:
    """As JSON, with offsets in code points; the words may be spelled in any way."""
    response = served.get("/search", params={"q": "LAKE rôad 2013"})
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    told = response.json()
    (hit,) = told["hits"]
    assert (told["total"], told["pages"], hit["title"]) == (1, 1, "Report 2013")
    words = [hit["text"][begin:end] for begin, end in hit["marks"]]
    assert words == ["2013", "Lake", "road"]


def test_the_pages_together_are_all_that_is_found(served: httpx.Client) -> None:
    """Twenty a page; a page beyond the last is empty."""
    pages = [
        served.get("/search", params={"q": "lake", "page": page}).json()
        for page in (1, 2, 3)
    ]
    assert [len(page["hits"]) for page in pages] == [20, 5, 0]
    assert len({hit["sentence"] for page in pages for hit in page["hits"]}) == 25
    assert {page["total"] for page in pages} == {25}


@pytest.mark.parametrize("name", ["Report 2007", "report 2007"])
def test_one_report_can_be_searched_alone(served: httpx.Client, name: str) -> None:
    """By its title or its IRI."""
    found = served.get("/search", params={"q": "lake", "report": name}).json()
    assert [hit["title"] for hit in found["hits"]] == ["Report 2007"]
    iri = found["hits"][0]["report"]
    again = served.get("/search", params={"q": "lake", "report": iri}).json()
    assert again["hits"] == found["hits"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "q has 0 letters"),
        ({"q": "x" * 201}, "q has 201 letters"),
        ({"q": "*"}, "q='*' has no words"),
        ({"q": "-"}, "q='-' has no words"),
        ({"q": '""'}, "has no words; send letters or digits"),
        ({"q": "\u3002"}, "has no words"),
        ({"q": "lake", "page": "0"}, "page=0"),
        ({"q": "lake", "page": "-1"}, "page='-1'"),
        ({"q": "lake", "page": "9" * 30}, "is no page"),
        ({"q": "lake", "report": "Report 1999"}, "names no report"),
    ],
)
def test_what_cannot_be_searched_is_told(
    served: httpx.Client, given: dict[str, str], said: str
) -> None:
    """With 400 and a sentence, and the server goes on."""
    response = served.get("/search", params=given)
    assert (response.status_code, response.headers["content-type"]) == (
        400,
        "text/plain; charset=utf-8",
    )
    assert said in response.text
    assert served.get("/search", params={"q": "lake"}).status_code == 200


def test_the_page_for_people_shows_the_sentences(served: httpx.Client) -> None:
    """Marked, escaped, with a link to the place in the report and to the next page."""
    text = served.get("/", params={"q": "lake"}).text
    assert "<mark>Lake</mark>" in text
    assert "25 sentences" in text
    assert 'rel="next"' in text
    assert "#at-0" in text
    assert "<b>" not in served.get("/", params={"q": "<b>lake</b>"}).text


_IN_A_ROW = r">Report 20\d\d<(?!/option)"
"""A report in the table of an answer, not among those that can be chosen."""


def test_a_question_is_asked_of_one_report(served: httpx.Client) -> None:
    """The form of every question takes a report; a wrong one is told."""
    page = served.get("/questions/reports")
    assert 'name="report"' in page.text
    assert len(re.findall(_IN_A_ROW, page.text)) == len(range(2000, 2025))
    one = served.get("/questions/reports", params={"report": "Report 2007"})
    assert len(re.findall(_IN_A_ROW, one.text)) == 1
    wrong = served.get("/questions/reports", params={"report": "Report 1999"})
    assert (wrong.status_code, "names no report" in wrong.text) == (400, True)


def test_a_server_goes_on_with_its_store_while_another_takes_its_place(
    tmp_path: Path,
) -> None:
    """What is asked after a load is answered from the files that were there when the server started."""
    graph = tmp_path / "2001.ttl"
    graph.write_bytes(to_turtle(report_of("2001", "Lake road", "Planned")))
    load_graphs([SMALL], tmp_path / "store")
    with (
        serving(tmp_path / "store") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        load_graphs([graph], tmp_path / "store")
        for _ in range(3):
            query = {"query": "SELECT ?label { ?x skos:prefLabel ?label }"}
            assert "Kunming" in client.get("/sparql", params=query).text
            assert client.get("/search", params={"q": "kunming"}).json()["total"] == 1
            assert client.get("/search", params={"q": "lake"}).json()["total"] == 0


def test_a_file_is_searched_as_a_store_is(client: httpx.Client) -> None:
    """An index is made of it when it is loaded."""
    found = client.get("/search", params={"q": "kunming rail*"}).json()
    assert found["total"] == 1
    assert found["hits"][0]["report"] == REPORT
