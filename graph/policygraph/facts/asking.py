"""The facts about one thing, asked of a graph wherever it lies: as much of it as tells what is known of the thing.

A few small queries, each with the thing's IRI bound, take the place of reading the whole graph: however large that is,
they find what they are after at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.facts.index import Facts
from policygraph.facts.rows import asked
from policygraph.sparql.binding import written
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.store.source import GraphSource

_LINKAGES = "{ ?one rdf:subject ?thing ; a pg:Linkage } UNION { ?one rdf:object ?thing ; a pg:Linkage }"
_MENTIONS = "?one itsrdf:taIdentRef ?thing"
_TASKS = (
    "{ ?one pg:concerns ?thing } UNION { ?one dcterms:isPartOf ?thing ; a pg:Task }"
)

_WHOLE = (
    (_LINKAGES, "BIND(?one AS ?s)"),
    (_LINKAGES, "?one prov:wasDerivedFrom ?s"),
    # the words that name an end, in the sentences of a linkage
    (
        _LINKAGES,
        "?one rdf:subject|rdf:object ?end ; prov:wasDerivedFrom/^nif:sentence ?s . ?s itsrdf:taIdentRef ?end",
    ),
    (_MENTIONS, "BIND(?one AS ?s)"),
    (_MENTIONS, "?one nif:sentence ?s"),
    (_TASKS, "BIND(?one AS ?s)"),
)
"""Nodes `?one` that belong to `?thing`, of which there may be thousands, and the subjects `?s` that come with each."""

_NAMED = (
    (_LINKAGES, "?one rdf:subject|rdf:object ?s"),
    (_LINKAGES, "?one pg:inReport ?s"),
    (_MENTIONS, "?one nif:referenceContext ?s"),
)
"""Those of which a name is enough."""

_ITSELF = "SELECT (?thing AS ?s) ?p ?o ?thing WHERE { ?thing ?p ?o FILTER(?p != nif:isString) }"
_NEXT_TO_IT = (
    "?thing ?property ?s FILTER(ISIRI(?s) && ?property NOT IN (rdf:type, pg:inReport))"
)
_ALL = "FILTER(?p != nif:isString && (?p != pg:concerns || ?o = ?thing))"
_NAMES = "FILTER(?p IN (rdf:type, skos:prefLabel, rdfs:label, dcterms:title, dcterms:date, geo:asWKT, nif:anchorOf))"
_DESCRIBED = "SELECT ?s ?p ?o ?thing WHERE {{ {{ SELECT DISTINCT ?s ?thing WHERE {{ {nodes} }} }} ?s ?p ?o {only} }}"
_EACH = "{{ SELECT DISTINCT ?one ?thing WHERE {{ {nodes} }} }} {subjects}"
_SOME = "VALUES ?one {{ {chosen} }} {subjects}"


def facts_about(source: GraphSource, thing: Iri, most: int = 0) -> Facts:
    """What a graph says of a thing, with the sentences that name it and the other ends of its linkages.

    Args:
        source: The graph.
        thing: The thing.
        most: How many of its linkages, of its mentions and of its tasks to read; all of them where it is 0.

    Example:
        >>> from policygraph.namespaces import BASE
        >>> from policygraph.store import GraphStore
        >>> kunming = BASE["place-1804651"]
        >>> facts_about(GraphStore.open("tests/fixtures/small.ttl"), kunming).label(kunming)
        'Kunming'
    """
    texts = (
        _ITSELF,
        _DESCRIBED.format(nodes=_NEXT_TO_IT, only=_NAMES),
        *(_first(source, thing, most) if most else _each()),
    )
    return Facts(
        dict.fromkeys(fact for text in texts for fact in _triples(source, text, thing))
    )


def counts_about(source: GraphSource, thing: Iri) -> dict[str, int]:
    """How many linkages, mentions and tasks a thing has, by these words."""
    listed = {"linkages": _LINKAGES, "mentions": _MENTIONS, "tasks": _TASKS}
    return {name: _count(source, nodes, thing) for name, nodes in listed.items()}


def _each() -> Iterator[str]:
    """The queries for all that belongs to a thing."""
    for nodes, subjects, only in _parts():
        yield _DESCRIBED.format(
            nodes=_EACH.format(nodes=nodes, subjects=subjects), only=only
        )


def _first(source: GraphSource, thing: Iri, most: int) -> Iterator[str]:
    """The queries for what belongs to a thing, up to so many of each kind.

    They are put in order here: an engine reads the IRIs anew each time that it compares two of them.
    """
    chosen = {
        nodes: " ".join(map(written, sorted(_ones(source, nodes, thing))[:most]))
        for nodes in (_LINKAGES, _MENTIONS, _TASKS)
    }
    for nodes, subjects, only in _parts():
        if chosen[nodes]:
            yield _DESCRIBED.format(
                nodes=_SOME.format(chosen=chosen[nodes], subjects=subjects), only=only
            )


def _parts() -> Iterator[tuple[str, str, str]]:
    """What belongs to a thing, the subjects that come with each, and which of their facts are wanted."""
    for patterns, only in ((_WHOLE, _ALL), (_NAMED, _NAMES)):
        for nodes, subjects in patterns:
            yield nodes, subjects, only


def _ones(source: GraphSource, nodes: str, thing: Iri) -> Iterator[Iri]:
    """All nodes of a kind that belong to a thing."""
    text = f"SELECT DISTINCT ?one WHERE {{ {nodes} }}"
    for row in asked(source, text, {"thing": thing}):
        if isinstance(row["one"], Iri) and not row["one"].startswith("_:"):
            yield row["one"]


def _triples(source: GraphSource, text: str, thing: Iri) -> Iterator[Triple]:
    for row in asked(source, text, {"thing": thing}):
        subject, predicate, value = row["s"], row["p"], row["o"]
        if (
            isinstance(subject, Iri)
            and isinstance(predicate, Iri)
            and value is not None
        ):
            yield Triple(subject, predicate, value)


def _count(source: GraphSource, nodes: str, thing: Iri) -> int:
    text = f"SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE {{ {nodes} }}"
    counts = [row["n"] for row in asked(source, text, {"thing": thing})]
    return int(counts[0].value) if counts and isinstance(counts[0], Literal) else 0
