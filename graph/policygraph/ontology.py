"""What the ontology says of the linkages: between which classes each can stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from policygraph.namespaces import CLASSES, OWL, PG, RDF, RDFS, RELATIONS
from policygraph.rdf import read_triples, serialise
from policygraph.resources import resource

Signatures = Mapping[tuple[str, str], frozenset[str]]
"""The linkages that can stand from one class to another, all by local names."""


@lru_cache(maxsize=1)
def signatures() -> Signatures:
    """The linkages that can stand from one class of entity to another, as `policy.ttl` gives domains and ranges.

    A linkage whose domain and range are the same union of classes joins like to like: a place is part of a place, a
    project of a project. OWL has no axiom for that, so a shape in `ontology/shapes.ttl` says the same.

    Example:
        >>> sorted(signatures()["Project", "Place"])
        ['connects', 'locatedIn']
        >>> ("Place", "Project") in signatures()
        False
    """
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for subject, predicate, value in read_triples(resource("ontology", "policy.ttl")):
        facts[subject, predicate].append(str(value))
    allowed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for linkage in RELATIONS:
        domain = set(_classes(facts, facts[PG[linkage], RDFS.domain]))
        range_ = set(_classes(facts, facts[PG[linkage], RDFS.range]))
        for source in domain:
            for target in range_ if domain != range_ else {source}:
                allowed[source, target].add(linkage)
    return {ends: frozenset(names) for ends, names in sorted(allowed.items())}


def _classes(facts: Mapping[tuple[str, str], list[str]], named: list[str]) -> Iterator[str]:
    """The entity classes that a domain or range names, by itself or as a union."""
    local = {str(PG[name]): name for name in CLASSES}
    for node in named:
        if node in local:
            yield local[node]
        for union in facts.get((node, OWL.unionOf), ()):
            item = union
            while item != RDF.nil:
                yield from _classes(facts, facts[item, RDF.first])
                item = facts[item, RDF.rest][0]


def ontology_in(syntax: str) -> bytes:
    """The ontology in an RDF syntax: its classes and properties, and the concepts that the data points to.

    Raises:
        UnknownFormatError: If there is no such syntax.

    Example:
        >>> b"pg:KeyTask" in ontology_in("turtle")
        True
    """
    facts = [fact for name in ("policy.ttl", "concepts.ttl") for fact in read_triples(resource("ontology", name))]
    return serialise(facts, syntax)
