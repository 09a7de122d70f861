"""The protocol battery, row by row, against running server processes; and the page that shows it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from battery import ROWS, Row

from policygraph.namespaces import RDF, SD, VOID
from policygraph.rdf import parse_triples

DOCUMENT = Path(__file__).parents[2] / "docs" / "protocol.md"
BEGIN, END = "<!-- battery -->\n", "<!-- /battery -->"
CLIENT = httpx.Client(trust_env=False, timeout=60, verify=False)  # noqa: S501 (loopback, without TLS)


def send(address: str, path: str, row: Row) -> httpx.Response:
    """The response to a row's request, no redirect followed."""
    url = f"{address}{path}" + (f"?{row.target}" if row.target else "")
    alone = (
        {"Connection": "close"} if row.method == "HEAD" else {}
    )  # oxigraph sends a body after it, against the rules
    headers = {
        "Host": urlsplit(address).netloc,
        "Accept": "*/*",
        **alone,
        **row.headers,
    }
    request = CLIENT.build_request(
        row.method, url, content=row.content, headers=headers
    )
    if "Accept" not in row.headers:
        del request.headers["accept"]
    return CLIENT.send(request)


def media_of(response: httpx.Response) -> str:
    """The media type without its parameters."""
    return response.headers.get("content-type", "").partition(";")[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what.replace(" ", "-"))
def test_our_server_answers_as_the_table_says(ours: str, row: Row) -> None:
    """Status, media type, headers and values."""
    response = send(ours, "/sparql", row)
    assert (response.status_code, media_of(response)) == (row.status, row.media), (
        response.text[:300]
    )
    if row.must_have:
        assert row.must_have in response.headers
    if row.must_not_have:
        assert row.must_not_have not in response.headers
    if row.values is not None:
        bindings = response.json()["results"]["bindings"]
        assert sorted(
            term["value"] for binding in bindings for term in binding.values()
        ) == sorted(row.values)
    if row.status >= 400:
        assert len(response.text.strip()) > 15, "an error says what would be right"
    if row.method == "HEAD":
        assert response.content == b""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what.replace(" ", "-"))
def test_oxigraph_answers_alike_but_for_what_the_table_explains(
    oxigraph: str, row: Row
) -> None:
    """A server that we did not write agrees, or the difference is named with its reason."""
    response = send(oxigraph, "/query", row)
    expected = row.other or (row.status, row.media)
    media = expected[1]
    assert response.status_code == expected[0], response.text[:300]
    if media not in {"", "text/plain"}:
        assert media_of(response) == media
    if row.values is not None and not row.other:
        bindings = response.json()["results"]["bindings"]
        assert sorted(
            term["value"] for binding in bindings for term in binding.values()
        ) == sorted(row.values)
    assert not row.other or row.why


def test_the_document_shows_every_row() -> None:
    """`docs/protocol.md` holds the table as the battery has it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == table()


def test_the_service_description_says_what_there_is(
    client: httpx.Client, dataset: Path
) -> None:
    """The endpoint, its language, its dataset's size and named graphs."""
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = parse_triples(response.content, "turtle")
    by_predicate = {triple.predicate: triple.object for triple in triples}
    assert str(by_predicate[SD.endpoint]) == str(client.base_url) + "/sparql"
    assert by_predicate[SD.supportedLanguage] == SD.SPARQL11Query
    assert by_predicate[VOID.triples].value == str(dataset.read_bytes().count(b" .\n"))  # type: ignore[union-attr]
    assert {str(t.object) for t in triples if t.predicate == SD.name} == {
        "http://example.org/one",
        "http://example.org/two",
    }
    assert VOID.Dataset in {t.object for t in triples if t.predicate == RDF.type}


def test_a_browser_is_led_to_pages(client: httpx.Client) -> None:
    """The endpoint without a query leads to the editor, with one to its results."""
    html = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert client.get("/sparql", headers=html).headers["location"] == "/editor"
    asked = client.get("/sparql", params={"query": "ASK {}"}, headers=html)
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/results?query=ASK+%7B%7D",
    )


def table() -> str:
    """The battery as a Markdown table."""
    lines = [
        "| request | ours | `oxigraph serve` | W3C test |",
        "| --- | --- | --- | --- |",
    ]
    for row in ROWS:
        theirs = "the same"
        if row.other:
            theirs = f"{row.other[0]} {row.other[1]}: {row.why}"
        w3c = ", ".join(f"`{name.strip()}`" for name in row.w3c.split(",") if name)
        lines.append(
            f"| {row.method} {row.what} | {row.status} {row.media}".rstrip()
            + f" | {theirs} | {w3c} |"
        )
    return "\n".join(lines) + "\n"
