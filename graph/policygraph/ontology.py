"""What the ontology says of the linkages: between which classes each can stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from policygraph.namespaces import (
    CLASSES,
    DCTERMS,
    OWL,
    PG,
    PREFIXES,
    RDF,
    RDFS,
    RELATIONS,
    SH,
    SKOS,
    XSD,
)
from policygraph.rdf import read_triples, serialise
from policygraph.resources import resource
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Triple

LABELS = (
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.hiddenLabel,
    SKOS.definition,
    RDFS.label,
    DCTERMS["title"],
)
"""Properties whose values are words of a language."""

Values = dict[tuple[str, str], list[str]]
"""The values of properties, by subject and property."""

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
    facts: Values = defaultdict(list)
    for subject, predicate, value in read_triples(resource("ontology", "policy.ttl")):
        facts[subject, predicate].append(str(value))
    allowed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for linkage in RELATIONS:
        for ends in _ends_of(linkage, facts):
            allowed[ends].add(linkage)
    return {ends: frozenset(allowed[ends]) for ends in sorted(allowed)}


def _ends_of(linkage: str, facts: Values) -> Iterator[tuple[str, str]]:
    """The classes between which a linkage can stand."""
    property_ = PG[linkage]
    domain = set(_classes(facts, facts[property_, RDFS.domain]))
    range_ = set(_classes(facts, facts[property_, RDFS.range]))
    if domain == range_:
        for class_ in domain:
            yield class_, class_
    else:
        yield from product(domain, range_)


def _classes(facts: Values, named: list[str]) -> Iterator[str]:
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


def jsonld_context() -> dict[str, object]:
    """The context of our JSON-LD: the prefixes, and for each property whether its values are nodes, labels or numbers.

    Nodes are what the ontology says of object properties, and the shapes of a property's values; a datatype is one that
    all shapes of a property agree on. Labels are grouped by language.

    Source: JSON-LD 1.1, section 4.1 (the context).

    Example:
        >>> jsonld_context()["pg:stage"], jsonld_context()["skos:prefLabel"]
        ({'@type': '@id'}, {'@container': '@language'})
    """
    context: dict[str, object] = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
    kinds = _kinds_of_values()
    for iri in sorted(kinds, key=_short):
        context[_short(iri)] = kinds[iri]
    return context


def _kinds_of_values() -> dict[Iri, dict[str, str]]:
    """What the context says of the values of each property: nodes, a datatype, or labels by language."""
    facts = [
        fact
        for name in ("policy.ttl", "shapes.ttl")
        for fact in read_triples(resource("ontology", name))
    ]
    kinds = {
        subject: {"@type": "@id"}
        for subject, _, kind in facts
        if kind == OWL["ObjectProperty"]
    }
    for path, datatype in _values_by_shapes(facts).items():
        kinds[path] = {"@type": _short(datatype) if datatype else "@id"}
    for label in LABELS:
        kinds[label] = {"@container": "@language"}
    return {iri: kind for iri, kind in kinds.items() if _short(iri) != iri}


def context_file() -> bytes:
    """The context as the file that is published, ``ontology/context.jsonld``: one term a line."""
    lines = []
    for name, value in jsonld_context().items():
        key = json.dumps(name)
        term = json.dumps(value)
        lines.append(f"  {key}: {term}")
    terms = ",\n".join(lines)
    return f'{{\n "@context": {{\n{terms}\n }}\n}}\n'.encode()


def _values_by_shapes(facts: Iterable[Triple]) -> dict[Iri, str]:
    """The properties whose values all shapes take for one datatype, or, where it is empty, for nodes."""
    paths: dict[Iri, Iri] = {}
    asked: dict[Iri, set[str]] = defaultdict(set)
    for shape, predicate, value in facts:
        if predicate == SH.path and isinstance(value, Iri):
            paths[shape] = value
        else:
            asked[shape] |= _kind_asked(predicate, str(value))
    kinds: dict[Iri, set[str]] = defaultdict(set)
    for shape, path in paths.items():
        kinds[path] |= asked[shape]
    plain = {str(XSD.string), str(RDF.langString)}
    agreed = {}
    for path, kind in kinds.items():
        if len(kind) == 1 and kind.isdisjoint(plain):
            agreed[path] = kind.pop()
    return agreed


def _kind_asked(predicate: Iri, value: str) -> set[str]:
    """What a statement of a shape says about the kind of its values: a datatype, empty for a node, or nothing."""
    if predicate == SH.datatype:
        return {value}
    if predicate == SH["class"] or value == SH.IRI:
        return {""}
    return set()


def _short(iri: str) -> str:
    """An IRI by its prefix, where it has one."""
    for prefix, home in PREFIXES.items():
        if iri.startswith(home) and len(iri) > len(home):
            return f"{prefix}:{iri.removeprefix(home)}"
    return iri


def ontology_in(syntax: str) -> bytes:
    """The ontology in an RDF syntax: its classes and properties, and the concepts that the data points to.

    Args:
        syntax: The name of an RDF syntax, "jsonld-context" for the context of our JSON-LD, or "html" for a page.

    Raises:
        UnknownFormatError: If there is no such syntax.

    Example:
        >>> b"pg:KeyTask" in ontology_in("turtle")
        True
    """
    if syntax == "jsonld-context":
        return context_file()
    if syntax == "html":
        from policygraph.ontology_page import ontology_page

        return ontology_page()
    facts = [
        fact
        for name in ("policy.ttl", "concepts.ttl")
        for fact in read_triples(resource("ontology", name))
    ]
    return serialise(facts, syntax)
