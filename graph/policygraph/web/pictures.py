"""Pictures: the views' page on what is around an entity, or on what a query constructed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.facts import facts_about
from policygraph.queries.parameters import iri_in
from policygraph.rdf import parse_triples
from policygraph.views import page_of_triples, view_page
from policygraph.web.graph_reader import MOST

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph


def draw(around: str, constructed: bytes, graph: LocalGraph) -> bytes:
    """A self-contained page, in UTF-8.

    Args:
        around: The IRI to draw the neighbourhood of; empty where a constructed graph is drawn.
        constructed: That graph, as N-Triples.
        graph: What lends names and sentences.
    """
    thing = iri_in(around)
    if thing:
        facts = facts_about(graph, thing, MOST).triples()
        return view_page(facts, view="neighbourhood", around=around).encode()
    triples = parse_triples(constructed, "ntriples")
    return page_of_triples(
        triples, graph=graph.store, title="Constructed graph"
    ).encode()
