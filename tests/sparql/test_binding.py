"""Bindings joined into a query's text: the engine must answer as if they had been given beside it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policygraph.namespaces import XSD
from policygraph.rdf import from_native
from policygraph.sparql import lex
from policygraph.sparql.binding import with_values, written
from policygraph.sparql.lexer import unescape
from policygraph.terms import Iri, Literal

DATA = """
@prefix : <http://example.org/> .
:mill a :House ; :by :river ; :beside :barn .
:barn a :Shed ; :by :road ; :beside :mill .
:inn a :House ; :by :road .
"""
HOUSE = Iri("http://example.org/House")
ROAD = Iri("http://example.org/road")


def rows(text: str, **bindings: Iri | Literal) -> set[tuple[str, ...]]:
    """The rows of a query with values joined into it, as local names."""
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    answer = store.query(
        with_values(text, bindings), prefixes={"": "http://example.org/"}
    )
    assert isinstance(answer, ox.QuerySolutions)
    return {
        tuple(str(term.value).rpartition("/")[2] if term else "" for term in row)
        for row in answer
    }  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?s { ?s a ?c }", {("mill",), ("inn",)}),
        (
            "SELECT ?s WHERE { { ?s a ?c } UNION { ?s :by :road } }",
            {("mill",), ("inn",), ("barn",)},
        ),
        ("SELECT ?s { ?s :by ?w OPTIONAL { ?s a ?c } FILTER(!BOUND(?c)) }", set()),
        ("SELECT ?s { ?s :by :road . FILTER NOT EXISTS { ?s a ?c } }", {("barn",)}),
        (
            "SELECT ?s { VALUES ?w { :river :road } ?s a ?c ; :by ?w }",
            {("mill",), ("inn",)},
        ),
        (
            "SELECT ?s { VALUES (?w ?v) { (:river 1) (:road 2) } { ?s a ?c ; :by ?w } }",
            {("mill",), ("inn",)},
        ),
        ("SELECT ?s { ?s a ?c { SELECT * { ?s :by :road ; a ?c } } }", {("inn",)}),
        ("SELECT ?s { ?s a ?c { SELECT ?s ?c { ?s a ?c } } }", {("mill",), ("inn",)}),
        (
            "SELECT ?s ?n { ?s a ?c { SELECT (COUNT(*) AS ?n) { ?x a ?c } } }",
            {("mill", "3"), ("inn", "3")},
        ),
        (
            "SELECT ?s ?n { ?s a ?c { SELECT (COUNT(?c) AS ?n) { ?x a ?c } } }",
            {("mill", "3"), ("inn", "3")},
        ),
        (
            "SELECT ?o { ?s a ?c ; :beside ?o { SELECT ?o { ?o a ?c ; :by :road } } }",
            {("barn",)},
        ),
    ],
)
def test_a_class_is_bound_in_every_group_that_sees_it(
    text: str, expected: set[tuple[str, ...]]
) -> None:
    """In a subquery that does not let the name through, it is a name of its own, and stays free."""
    assert rows(text, c=HOUSE) == expected


def test_a_group_that_is_looked_up_is_left_alone_where_it_does_not_speak_of_the_name() -> (
    None
):
    """Behind OPTIONAL, EXISTS and MINUS; a branch of a UNION, and the body of a query, get the value all the same."""
    left = "OPTIONAL { ?s :by ?w } FILTER NOT EXISTS { ?s :beside ?s } MINUS { ?s a :Inn OPTIONAL { ?s :by ?v } }"
    text = f"SELECT ?s {{ ?s a ?c {left} }}"
    assert with_values(text, {"c": HOUSE}).count("VALUES") == 1
    assert rows(text, c=HOUSE) == {("mill",), ("inn",)}
    spoken = "SELECT ?s { { ?s :by ?w } UNION { ?s a ?c } OPTIONAL { ?s :by ?w { ?s a ?c } } }"
    assert with_values(spoken, {"c": HOUSE}).count("VALUES") == 5


def test_several_names_are_bound_together() -> None:
    """Each is a row of its own, and all of them hold."""
    assert rows("SELECT ?s { ?s a ?c ; :by ?w }", c=HOUSE, w=ROAD) == {("inn",)}


def test_a_template_takes_no_values() -> None:
    """What CONSTRUCT writes is bound by its pattern, in the long form and in the short one."""
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    for text in (
        "CONSTRUCT { ?s :is ?c } WHERE { ?s a ?c }",
        "CONSTRUCT { ?s :is ?c } { ?s a ?c }",
    ):
        made = list(
            store.query(
                with_values(text, {"c": HOUSE}), prefixes={"": "http://example.org/"}
            )
        )
        assert len(made) == 2, text


def test_a_query_without_a_group_gets_one() -> None:
    """DESCRIBE may name a variable alone."""
    assert (
        with_values("DESCRIBE ?c", {"c": HOUSE})
        == f"DESCRIBE ?c WHERE {{ VALUES ?c {{ <{HOUSE}> }} }}"
    )
    assert with_values("DESCRIBE ?c", {}) == "DESCRIBE ?c"


@given(st.text())
@example('a\nb\rc\td"e\\f')
def test_a_literal_is_written_as_one_string_of_the_same_text(text: str) -> None:
    """The engine reads back the very term, whatever stands in it."""
    for term in (Literal(text), Literal(text, language="en"), Literal(text, XSD.token)):
        spelled = written(term)
        assert next(iter(lex(spelled))).kind == "string"
        (row,) = ox.Store().query(f"SELECT ({spelled} AS ?x) {{}}")  # type: ignore[misc]
        assert from_native(row[0]) == term


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_an_iri_is_written_as_one_token(text: str) -> None:
    """No space, control character, bracket or quote of what was typed ends it; it names the same thing."""
    spelled = written(Iri(f"http://example.org/{text}"))
    assert not set(spelled[1:-1]) & set('<>"{}|^` \t\r\n')
    assert not any(character < " " for character in spelled)
    if "\\" not in text:
        assert unescape(spelled) == f"<http://example.org/{text}>"
