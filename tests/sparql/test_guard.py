"""The guard at its unit: which graphs a query names, and how much it may nest."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from policygraph.errors import QuerySyntaxError, RefusedQueryError
from policygraph.sparql import graphs_named_in, refuse_what_reaches_out
from policygraph.sparql.guard import MOST_NESTED
from policygraph.sparql.lexer import unescape

GRAPH = "http://example.org/a-b"
NAMING = [
    "SELECT ?s FROM <http://example.org/a-b> { ?s ?p ?o }",
    "SELECT ?s FROM<http://example.org/a-b>{ ?s ?p ?o }",
    "BASE <http://example.org/> SELECT ?s FROM <a-b> { ?s ?p ?o }",
    "BASE <http://example.org/x/> SELECT ?s FROM <../a-b> { ?s ?p ?o }",
    "BASE <http://example.com/> BASE <http://example.org/> SELECT ?s FROM <a-b> { ?s ?p ?o }",
    "PREFIX x: <http://example.org/> SELECT ?s FROM x:a-b { ?s ?p ?o }",
    "PREFIX x: <http://example.org/> SELECT ?s FROM x:a\\-b { ?s ?p ?o }",
    "PREFIX : <http://example.org/> SELECT ?s FROM :a-b { ?s ?p ?o }",
    "PREFIX x: <http://example.com/> PREFIX x: <http://example.org/> SELECT ?s FROM x:a-b { ?s ?p ?o }",
    "BASE <http://example.org/> PREFIX x: <> SELECT ?s FROM x:a-b { ?s ?p ?o }",
    "base <http://example.org/> select ?s from <a\\u002Db> { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", NAMING)
def test_a_graph_is_named_as_the_engine_reads_it(text: str) -> None:
    """The guard resolves the name to the graph that the engine then asks; no other would do."""
    store = ox.Store()
    node = ox.NamedNode("http://example.org/x")
    store.add(ox.Quad(node, node, node, ox.NamedNode(GRAPH)))
    assert len(list(store.query(text))) == 1
    assert graphs_named_in(text) == (GRAPH,)
    refuse_what_reaches_out(text, [GRAPH])
    with pytest.raises(RefusedQueryError, match="not in the dataset"):
        refuse_what_reaches_out(text, ["http://example.org/a"])
    with pytest.raises(RefusedQueryError, match="not in the dataset"):
        refuse_what_reaches_out(text)


def test_as_many_brackets_as_are_allowed_may_nest() -> None:
    """The bound itself passes, one bracket more does not."""
    refuse_what_reaches_out("ASK " + "{" * MOST_NESTED + "}" * MOST_NESTED)
    with pytest.raises(
        QuerySyntaxError, match=f"{MOST_NESTED + 1} brackets within brackets"
    ):
        refuse_what_reaches_out(
            "ASK " + "{" * (MOST_NESTED + 1) + "}" * (MOST_NESTED + 1)
        )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("\\u0041", "A"),
        ("\\U00000041sk", "Ask"),
        ("\\U0010FFFF", "\U0010ffff"),
        ("\\U00110000", "\\U00110000"),
        ("\\u41", "\\u41"),
    ],
)
def test_escapes_stand_for_code_points_that_there_are(text: str, meant: str) -> None:
    """The last code point is one; what lies beyond it, or is too short, stays as it is written."""
    assert unescape(text) == meant
