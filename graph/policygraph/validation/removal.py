"""What has to leave a graph together with a node, a linkage or a statement."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from policygraph.namespaces import (
    CLASSES,
    GEO,
    ITSRDF,
    NIF,
    PG,
    RDF,
    SKOS,
    STATEMENTS,
    TASKS,
)
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.validation.graph import Graph

LINKAGE_PROPERTIES = frozenset(PG[name] for name in STATEMENTS)

_KINDS = {PG[name]: name for name in (*CLASSES, *TASKS, "Linkage", "Section", "Report")}
_KINDS |= {NIF[name]: name for name in ("Phrase", "Sentence", "Paragraph")}
_MENTION_PROPERTIES = {ITSRDF.taConfidence, PG.foundBy, PG.entry}


class Removal(NamedTuple):
    """Triples that go together: on account of what node, and what that is."""

    node: Iri
    kind: str
    triples: frozenset[Triple]


def node_removal(graph: Graph, node: Iri) -> Removal:
    """A node with everything that hangs on it: its linkages, its geometry, the mentions that name only it."""
    going = {*graph.about(node), *graph.leading_to(node)}
    for end in (RDF.subject, RDF.object):
        for linkage in graph.holders(end, node):
            going |= linkage_removal(graph, linkage).triples
    for geometry in graph.values(node, GEO.hasCentroid):
        if isinstance(geometry, Iri) and graph.holders(GEO.hasCentroid, geometry) == (
            node,
        ):
            going |= {*graph.about(geometry), *graph.leading_to(geometry)}
    for span in graph.holders(ITSRDF.taIdentRef, node):
        going |= _without_mention(graph, span, node)
    return Removal(node, kind_of(graph, node), frozenset(going))


def linkage_removal(graph: Graph, linkage: Iri) -> Removal:
    """A linkage with its direct triple, which stays if another linkage states it too."""
    going = {*graph.about(linkage), *graph.leading_to(linkage)}
    for direct in _stated(graph, linkage):
        if direct in graph and set(stating(graph, direct)) <= {linkage}:
            going.add(direct)
    return Removal(linkage, "Linkage", frozenset(going))


def statement_removal(graph: Graph, statements: Iterable[Triple]) -> Removal:
    """Statements about one node; a direct triple between entities takes its linkages along."""
    going = set(statements)
    node = next(iter(going)).subject
    linkages = sorted(
        linkage for direct in list(going) for linkage in stating(graph, direct)
    )
    for linkage in linkages:
        going |= {*graph.about(linkage), *graph.leading_to(linkage)}
    if linkages:
        return Removal(linkages[0], "Linkage", frozenset(going))
    return Removal(node, "statement", frozenset(going))


def stating(graph: Graph, direct: Triple) -> tuple[Iri, ...]:
    """The linkages that state a direct triple between entities."""
    if direct.predicate not in LINKAGE_PROPERTIES:
        return ()
    return tuple(
        linkage
        for linkage in graph.holders(RDF.subject, direct.subject)
        if direct in _stated(graph, linkage)
    )


def min_confidence_of(triples: Iterable[Triple]) -> Decimal:
    """The least confidence that stands among the triples; 1 where none does."""
    least = Decimal(1)
    for triple in triples:
        if triple.predicate != PG.confidence or not isinstance(triple.object, Literal):
            continue
        text = triple.object.value
        if text.replace(".", "", 1).isdigit():
            least = min(least, Decimal(text))
    return least


def rejection_order(removal: Removal) -> tuple[Decimal, Iri, str]:
    """The key by which removals are sorted: the least sure goes first, then the first in code-point order."""
    return min_confidence_of(removal.triples), removal.node, removal.kind


def kind_of(graph: Graph, node: Iri) -> str:
    """The local name of the class that says most about a node; "node" where it has none."""
    classes = sorted(
        _KINDS[class_] for class_ in graph.values(node, RDF.type) if class_ in _KINDS
    )
    return classes[0] if classes else "node"


def label_of(graph: Graph, node: Iri) -> str:
    """A node's name for people: its label, its words, for a linkage what it states, else its local name."""
    for name in (
        *graph.values(node, SKOS.prefLabel),
        *graph.values(node, NIF.anchorOf),
    ):
        if isinstance(name, Literal):
            return name.value
    stated = _stated(graph, node)
    if not stated:
        return node.rpartition("/")[2]
    direct = stated[0]
    ends = [
        label_of(graph, end)
        for end in (direct.subject, direct.object)
        if isinstance(end, Iri) and end != node
    ]
    property_ = direct.predicate.rpartition("#")[2]
    return f" {property_} ".join(ends)


def _stated(graph: Graph, linkage: Iri) -> list[Triple]:
    """The direct triples that a linkage states: one, if it is sound."""
    return [
        Triple(subject, predicate, target)
        for subject in graph.values(linkage, RDF.subject)
        for predicate in graph.values(linkage, RDF.predicate)
        for target in graph.values(linkage, RDF.object)
        if isinstance(subject, Iri) and isinstance(predicate, Iri)
    ]


def _without_mention(graph: Graph, span: Iri, entity: Iri) -> set[Triple]:
    """What of a span goes when an entity that it names goes."""
    if set(graph.values(span, ITSRDF.taIdentRef)) != {entity}:
        return {Triple(span, ITSRDF.taIdentRef, entity)}
    if graph.holders(PG.verb, span) or graph.holders(PG.object, span):
        return {
            triple
            for triple in graph.about(span)
            if triple.predicate in _MENTION_PROPERTIES
        }
    return {*graph.about(span), *graph.leading_to(span)}
