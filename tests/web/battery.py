"""The protocol battery: requests of SPARQL 1.1 Protocol for query, and what comes back.

Each row is run against our server and against `oxigraph serve`; `docs/protocol.md` shows them as a table. The ids of
the cases of W3C's own protocol tests (manifest of data-sparql11/protocol, query cases) stand in `w3c`.
"""

# ruff: noqa: S608 - SPARQL, and nobody's input

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES = "text/turtle", "application/n-triples"
JSONLD, RDFXML = "application/ld+json", "application/rdf+xml"
PLAIN = "text/plain"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ONE, TWO = "http://example.org/one", "http://example.org/two"
SELECT = "SELECT ?s { ?s <http://example.org/p> ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
CONSTRUCT = "CONSTRUCT { ?s <http://example.org/q> 1 } { ?s <http://example.org/p> ?o }"
A, B = "http://example.org/a", "http://example.org/b"


@dataclass(frozen=True)
class Row:
    """A request and what comes back.

    `status` and `media` are what we answer; `other` is oxigraph's (status, media type) where it differs, and `why`
    explains the difference. `body` is in the JSON answer's values, where it is looked at.
    """

    what: str
    method: str = "GET"
    parameters: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    status: int = 200
    media: str = JSON
    values: tuple[str, ...] | None = None
    other: tuple[int, str] | None = None
    why: str = ""
    w3c: str = ""
    must_have: str = ""
    must_not_have: str = ""
    raw_query: str = ""

    @property
    def target(self) -> str:
        """The query string."""
        return self.raw_query or urlencode(self.parameters)


def q(text: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The parameters of a query operation."""
    return (("query", text), *more)


def form(text: str, *more: tuple[str, str]) -> bytes:
    """The body of a posted form."""
    return urlencode(q(text, *more)).encode()


DEFAULT = ("default-graph-uri", ONE)
READ_ONLY = "it takes updates at another path; we are read-only"

ROWS = (
    # the three ways to send a query
    Row("query by GET", parameters=q(SELECT), values=(A, B), w3c="query_get"),
    Row(
        "query by HEAD: headers, no body",
        "HEAD",
        q(SELECT),
        other=(404, PLAIN),
        why="it has no HEAD",
    ),
    Row(
        "query by POSTed form",
        "POST",
        headers=FORM,
        content=form(SELECT),
        values=(A, B),
        w3c="query_post_form",
    ),
    Row(
        "query by POST directly",
        "POST",
        headers=DIRECT,
        content=SELECT.encode(),
        values=(A, B),
        w3c="query_post_direct",
    ),
    Row(
        "POST directly, charset given",
        "POST",
        headers={"Content-Type": "application/sparql-query; charset=UTF-8"},
        content=SELECT.encode(),
        values=(A, B),
    ),
    Row(
        "content type in another case",
        "POST",
        headers={"Content-Type": "Application/SPARQL-Query"},
        content=SELECT.encode(),
        values=(A, B),
    ),
    Row("Chinese in the query", parameters=q("ASK { ?s ?p '重庆'@zh }"), w3c=""),
    # the dataset
    Row(
        "default-graph-uri by GET",
        parameters=q(SELECT, DEFAULT),
        values=(A,),
        w3c="query_dataset_default_graph",
    ),
    Row(
        "default-graph-uri in a form",
        "POST",
        headers=FORM,
        content=form(SELECT, DEFAULT),
        values=(A,),
        w3c="query_dataset_default_graphs_post",
    ),
    Row(
        "default-graph-uri beside a direct POST",
        "POST",
        (DEFAULT,),
        DIRECT,
        SELECT.encode(),
        values=(A,),
    ),
    Row(
        "two default-graph-uri are merged",
        parameters=q(SELECT, DEFAULT, ("default-graph-uri", TWO)),
        values=(A, B),
        w3c="query_dataset_default_graphs_get",
    ),
    Row(
        "named-graph-uri",
        parameters=q(GRAPHS, ("named-graph-uri", TWO)),
        values=(TWO,),
        w3c="query_dataset_named_graphs_get",
    ),
    Row(
        "two named-graph-uri in a form",
        "POST",
        headers=FORM,
        content=form(GRAPHS, ("named-graph-uri", ONE), ("named-graph-uri", TWO)),
        values=(ONE, TWO),
        w3c="query_dataset_named_graphs_post",
    ),
    Row(
        "both kinds",
        parameters=q(GRAPHS, DEFAULT, ("named-graph-uri", TWO)),
        values=(TWO,),
        w3c="query_dataset_full",
    ),
    Row(
        "named-graph-uri alone leaves the default graph empty",
        parameters=q(SELECT, ("named-graph-uri", ONE)),
        values=(),
        w3c="",
    ),
    Row(
        "the protocol's dataset wins over FROM",
        parameters=q(f"SELECT ?s FROM <{TWO}> {{ ?s ?p ?o }}", DEFAULT),
        values=(A,),
        w3c="query_multiple_dataset",
    ),
    Row(
        "FROM alone",
        parameters=q(f"SELECT ?s FROM <{TWO}> {{ ?s ?p ?o }}"),
        values=(B,),
        other=(200, JSON),
        why="with a union as its default graph it overlooks FROM",
    ),
    Row(
        "a graph that is not in the dataset",
        parameters=q(SELECT, ("default-graph-uri", "http://example.org/none")),
        status=400,
        media=PLAIN,
        other=(200, JSON),
        why="it takes an unknown graph for an empty one; we say that it is not there",
    ),
    Row(
        "FROM outside the dataset",
        parameters=q("SELECT * FROM <http://example.org/none> { ?s ?p ?o }"),
        status=403,
        media=PLAIN,
        other=(200, JSON),
        why="as above",
    ),
    # content negotiation: tables
    *(
        Row(
            f"SELECT as {accept}",
            parameters=q(SELECT),
            headers={"Accept": accept},
            media=accept,
            w3c="query_content_type_select" if accept == JSON else "",
        )
        for accept in (JSON, XML, CSV, TSV)
    ),
    Row("SELECT, anything", parameters=q(SELECT), headers={"Accept": "*/*"}),
    Row(
        "SELECT, the better liked",
        parameters=q(SELECT),
        headers={"Accept": f"{CSV};q=0.4, {XML};q=0.9"},
        media=XML,
    ),
    Row(
        "SELECT, a range",
        parameters=q(SELECT),
        headers={"Accept": "text/*"},
        media=CSV,
        other=(200, JSON),
        why="it overlooks ranges",
    ),
    Row(
        "SELECT, only Turtle",
        parameters=q(SELECT),
        headers={"Accept": TURTLE},
        status=406,
        media=PLAIN,
    ),
    Row(
        "ASK as JSON",
        parameters=q("ASK {}"),
        headers={"Accept": JSON},
        w3c="query_content_type_ask",
    ),
    Row("ASK as XML", parameters=q("ASK {}"), headers={"Accept": XML}, media=XML),
    Row(
        "ASK as CSV",
        parameters=q("ASK {}"),
        headers={"Accept": CSV},
        status=406,
        media=PLAIN,
        other=(200, CSV),
        why="CSV results are defined for SELECT alone",
    ),
    # content negotiation: graphs
    *(
        Row(
            f"CONSTRUCT as {accept}",
            parameters=q(CONSTRUCT),
            headers={"Accept": accept},
            media=accept,
            w3c="query_content_type_construct" if accept == RDFXML else "",
        )
        for accept in (TURTLE, NTRIPLES, JSONLD, RDFXML)
    ),
    Row(
        "CONSTRUCT, anything",
        parameters=q(CONSTRUCT),
        headers={"Accept": "*/*"},
        media=TURTLE,
        other=(200, "application/n-quads"),
        why="each server has its own favourite",
    ),
    Row(
        "CONSTRUCT, only CSV",
        parameters=q(CONSTRUCT),
        headers={"Accept": CSV},
        status=406,
        media=PLAIN,
    ),
    Row(
        "DESCRIBE as Turtle",
        parameters=q(f"DESCRIBE <{A}>"),
        headers={"Accept": TURTLE},
        media=TURTLE,
        w3c="query_content_type_describe",
    ),
    Row("answers vary by Accept", parameters=q("ASK {}"), must_have="vary"),
    # what is wrong, and is said so
    Row(
        "syntax error",
        parameters=q("SELECT * {"),
        status=400,
        media=PLAIN,
        w3c="bad_query_syntax",
    ),
    Row(
        "no query in a form", "POST", headers=FORM, content=b"", status=400, media=PLAIN
    ),
    Row(
        "two queries",
        parameters=(*q("ASK {}"), *q("SELECT * {}")),
        status=400,
        media=PLAIN,
        w3c="bad_multiple_queries",
    ),
    Row(
        "two queries in a form",
        "POST",
        headers=FORM,
        content=urlencode((*q("ASK {}"), *q("ASK {}"))).encode(),
        status=400,
        media=PLAIN,
    ),
    Row(
        "query that is not UTF-8, directly",
        "POST",
        headers=DIRECT,
        content="ASK { ?s ?p 'ü' }".encode("latin-1"),
        status=400,
        media=PLAIN,
    ),
    Row(
        "query that is not UTF-8, in a form",
        "POST",
        headers=FORM,
        content=b"query=ASK%20%7B%20%3Fs%20%3Fp%20%27%FC%27%7D",
        status=400,
        media=PLAIN,
        other=(200, JSON),
        why="it replaces what it cannot read, and asks something else",
    ),
    Row(
        "another charset",
        "POST",
        headers={"Content-Type": "application/sparql-query; charset=utf-16"},
        content="ASK {}".encode("utf-16"),
        status=415,
        media=PLAIN,
        other=(400, PLAIN),
        why="it overlooks the charset",
        w3c="bad_query_non_utf8",
    ),
    Row(
        "POST of another media type",
        "POST",
        headers={"Content-Type": "text/plain"},
        content=b"ASK {}",
        status=415,
        media=PLAIN,
        w3c="bad_query_wrong_media_type",
    ),
    Row(
        "POST without a media type",
        "POST",
        content=b"ASK {}",
        status=415,
        media=PLAIN,
        other=(400, PLAIN),
        why="it asks for the header",
        w3c="bad_query_missing_direct_type",
    ),
    Row(
        "a form without a media type",
        "POST",
        content=form("ASK {}"),
        status=415,
        media=PLAIN,
        other=(400, PLAIN),
        why="it asks for the header",
        w3c="bad_query_missing_form_type",
    ),
    Row(
        "PUT",
        "PUT",
        q("ASK {}"),
        status=405,
        media=PLAIN,
        must_have="allow",
        other=(404, PLAIN),
        why="it knows paths, not methods",
        w3c="bad_query_method",
    ),
    Row(
        "DELETE",
        "DELETE",
        q("ASK {}"),
        status=405,
        media=PLAIN,
        must_have="allow",
        other=(404, PLAIN),
        why="as above",
    ),
    Row(
        "a request too large",
        "POST",
        headers=DIRECT,
        content=b"#" * 1_100_000 + b"\nASK {}",
        status=413,
        media=PLAIN,
        other=(200, JSON),
        why="it has no limit",
    ),
    # what is refused
    Row(
        "an update sent as a query",
        parameters=q("INSERT DATA { <x:a> <x:b> 1 }"),
        status=403,
        media=PLAIN,
        other=(400, PLAIN),
        why="to it this is a syntax error",
    ),
    Row(
        "an update by a form",
        "POST",
        headers=FORM,
        content=urlencode({"update": "CLEAR ALL"}).encode(),
        status=403,
        media=PLAIN,
        other=(400, PLAIN),
        why=READ_ONLY,
    ),
    Row(
        "an update directly",
        "POST",
        headers={"Content-Type": "application/sparql-update"},
        content=b"CLEAR ALL",
        status=403,
        media=PLAIN,
        other=(415, PLAIN),
        why=READ_ONLY,
    ),
    Row(
        "SERVICE",
        parameters=q("ASK { SERVICE <http://127.0.0.1:9/> {} }"),
        status=403,
        media=PLAIN,
        other=(500, PLAIN),
        why="it calls out",
    ),
    Row(
        "a Host of another name",
        parameters=q("ASK {}"),
        headers={"Host": "rebound.example:80"},
        status=421,
        media=PLAIN,
        other=(200, JSON),
        why="it answers to any name",
    ),
    # around the query
    Row(
        "service description",
        media=TURTLE,
        other=(200, "application/n-quads"),
        why="each server has its own favourite",
    ),
    Row("service description as RDF/XML", headers={"Accept": RDFXML}, media=RDFXML),
    Row("service description as JSON-LD", headers={"Accept": JSONLD}, media=JSONLD),
    Row(
        "service description as a picture",
        headers={"Accept": "image/png"},
        status=406,
        media=PLAIN,
    ),
    Row(
        "CORS preflight",
        "OPTIONS",
        headers={
            "Origin": "http://app.example",
            "Access-Control-Request-Method": "POST",
        },
        status=204,
        media="",
        must_have="allow",
        must_not_have="access-control-allow-methods",
        other=(404, PLAIN),
        why="it has no OPTIONS without --cors",
    ),
    Row(
        "no CORS on an answer, without --cors",
        parameters=q("ASK {}"),
        headers={"Origin": "http://app.example"},
        must_not_have="access-control-allow-origin",
    ),
    Row(
        "no CORS on an error, without --cors",
        parameters=q("ASK {"),
        headers={"Origin": "http://app.example"},
        status=400,
        media=PLAIN,
        must_not_have="access-control-allow-origin",
    ),
    Row(
        "asked by a page of another site",
        parameters=q("ASK {}"),
        headers={
            "Origin": "http://app.example",
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "cors",
        },
        status=403,
        media=PLAIN,
        other=(200, JSON),
        why="it answers all pages",
    ),
)
