"""Pictures: the views' page on what is around an entity, or on what a query constructed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.rdf import parse_triples
from policygraph.views import page_of_triples, view_page

if TYPE_CHECKING:
    from policygraph.queries import LocalGraph
    from policygraph.web.frames import Head


def draw(head: Head, graph: LocalGraph) -> bytes:
    """A self-contained page, in UTF-8.

    Args:
        head: `around`, the IRI to draw the neighbourhood of; or none, and `body` holds the N-Triples to draw.
        graph: What lends names and sentences.
    """
    if head.get("around"):
        return view_page(graph.store, view="neighbourhood", around=head["around"]).encode()
    return page_of_triples(
        parse_triples(head["body"], "ntriples"), graph=graph.store, title="Constructed graph"
    ).encode()
