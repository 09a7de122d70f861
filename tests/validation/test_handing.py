"""What the engine is handed: the whole graph, in ASCII, with every name in full behind its prefixes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import GraphError
from policygraph.namespaces import BASE, NIF, PG, RDF, SKOS, XSD
from policygraph.rdf import parse_triples
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import validate
from policygraph.validation.handing import as_text

NAMES = st.sampled_from(
    [
        BASE["report-1f#char=0,9"],
        BASE["place-重庆"],
        BASE["project-mill--508c"],
        Iri("urn:isbn:1"),
        Iri("https://example.org/a/b.c"),
        Iri("https://example.org/-minus"),
        Iri("https://example.org/?q=a=1,2"),
        Iri("https://example.org/"),
        PG.Place,
    ]
)
PROPERTIES = st.sampled_from([RDF.type, SKOS.prefLabel, NIF.beginIndex])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, language=st.sampled_from(["en", "zh-hans"])),
    st.builds(Literal, TEXTS, st.sampled_from([XSD.decimal, Iri("urn:type")])),
)
TRIPLES = st.lists(st.builds(Triple, NAMES, PROPERTIES, NAMES | LITERALS))


@given(TRIPLES)
def test_the_engine_is_handed_the_whole_graph_in_ascii(facts: list[Triple]) -> None:
    """What another parser reads from the text is the graph itself, whatever its names and letters."""
    text = as_text(facts)
    assert text.isascii()
    assert set(parse_triples(text, "turtle")) == set(facts)


def test_names_beyond_the_prefixes_that_are_made_are_written_out() -> None:
    """A graph with thousands of namespaces is handed over as it is."""
    facts = [
        Triple(BASE.thing, SKOS.exactMatch, Iri(f"https://{number}.example.org/thing"))
        for number in range(2000)
    ]
    assert set(parse_triples(as_text(facts), "turtle")) == set(facts)


@pytest.mark.parametrize("name", ["thing", "../thing", "https://a b/", "#thing", ""])
def test_a_name_that_is_no_iri_is_told(name: str) -> None:
    """A relative name is not taken for one below some base: it is an error that quotes it."""
    with pytest.raises(GraphError, match=r"is no triple"):
        validate([Triple(BASE.thing, SKOS.exactMatch, Iri(name))])


def test_results_do_not_depend_on_the_labels_of_blank_nodes() -> None:
    """The same graph under other labels breaks the same rules at the same nodes."""
    one, other = (
        validate([Triple(Iri(f"_:{label}"), RDF.type, PG.Place)]) for label in "xy"
    )
    assert one == other
    assert not one.conforms
