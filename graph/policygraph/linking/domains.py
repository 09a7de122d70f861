"""Which linkages can stand: the domains and ranges that the ontology gives to its properties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES, LINKAGES, OWL, PG, RDF, RDFS
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.terms import Literal

    Objects = Mapping[tuple[Iri, Iri], list[Iri | Literal]]


@dataclass(frozen=True, slots=True)
class Domains:
    """The classes of entity that a linkage may lead from and to, by the local names of its property and of classes."""

    subjects: Mapping[str, frozenset[str]]
    objects: Mapping[str, frozenset[str]]

    def allow(self, property_: str, subject: str, object_: str) -> bool:
        """Whether a linkage between two classes can stand.

        A property whose domain and range are the same several classes joins like to like: a place is part of a place, a
        project of a project. OWL has no axiom for that, so its shape in `ontology/shapes.ttl` says the same.

        Example:
            >>> read_domains().allow("connects", "Project", "Place"), read_domains().allow("partOf", "Place", "Project")
            (True, False)
        """
        domain, range_ = self.subjects[property_], self.objects[property_]
        alike = subject == object_ or domain != range_ or len(domain) == 1
        return subject in domain and object_ in range_ and alike


@cache
def read_domains() -> Domains:
    """The domains and ranges of `ontology/policy.ttl`."""
    objects: dict[tuple[Iri, Iri], list[Iri | Literal]] = defaultdict(list)
    for subject, predicate, object_ in read_triples(resource("ontology", "policy.ttl")):
        objects[subject, predicate].append(object_)
    return Domains(
        {name: _classes(objects, PG[name], RDFS.domain) for name in LINKAGES},
        {name: _classes(objects, PG[name], RDFS.range) for name in LINKAGES},
    )


def _classes(objects: Objects, property_: Iri, axiom: Iri) -> frozenset[str]:
    """The entity classes that a property's domain or range names, alone or in a union."""
    named = {member for found in objects.get((property_, axiom), ()) for member in _members(objects, found)}
    return frozenset(name for name in CLASSES if PG[name] in named)


def _members(objects: Objects, found: Iri | Literal) -> list[Iri | Literal]:
    """A class itself, or the members of the union that it is."""
    cell = _only(objects, found, OWL.unionOf)
    members = [] if cell else [found]
    while cell and cell != RDF.nil:
        members += objects.get((cell, RDF.first), [])
        cell = _only(objects, cell, RDF.rest)
    return members


def _only(objects: Objects, subject: Iri | Literal, predicate: Iri) -> Iri | None:
    """The resource that a predicate leads to, or None."""
    found = objects.get((subject, predicate), []) if isinstance(subject, Iri) else []
    return next((one for one in found if isinstance(one, Iri)), None)
