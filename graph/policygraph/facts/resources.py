"""What statements of any kind say of the things that they speak of, whatever vocabulary they are made in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts.lookups import LABELS, local_name
from policygraph.facts.model import TYPES
from policygraph.namespaces import PG, RDF, SKOS
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.facts.index import Facts
    from policygraph.terms import Triple

_NO_VALUE = frozenset(str(predicate) for predicate in (*LABELS, SKOS.altLabel))


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that statements speak of.

    `type` is one of `TYPES`, or empty; `classes` are the local names of all its classes. `values` are the names and
    lexical forms of its literals that name nothing; `named` says whether it has a label or is called by its IRI.
    """

    label: str
    named: bool
    type: str
    classes: tuple[str, ...]
    other_names: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


def resource(facts: Facts, iri: str) -> Resource:
    """What statements say of one thing.

    Example:
        >>> from policygraph.facts.index import Facts
        >>> from policygraph.terms import Triple
        >>> height = Triple(Iri("urn:x:hill"), Iri("urn:v:height"), Literal("40"))
        >>> resource(Facts([height]), "urn:x:hill").values
        (('urn:v:height', '40'),)
    """
    classes = facts.iris(iri, RDF.type)
    label = facts.label(iri)
    return Resource(
        label,
        label != local_name(iri),
        next((name for name in TYPES if PG[name] in classes), ""),
        tuple(map(local_name, classes)),
        tuple(one.value for one in facts.literals(iri, SKOS.altLabel)),
        tuple(_values(facts, iri)),
    )


def between(triples: Iterable[Triple]) -> Iterator[tuple[Iri, str, Iri]]:
    """The statements that tie two things together, each property by its local name; no class is a thing."""
    kind = RDF.type
    for subject, predicate, value in triples:
        if predicate != kind and not isinstance(value, Literal):
            yield subject, local_name(predicate), value


def _values(facts: Facts, iri: str) -> Iterator[tuple[str, str]]:
    for predicate in sorted(facts.properties(iri)):
        if predicate not in _NO_VALUE:
            for one in facts.literals(iri, predicate):
                yield local_name(predicate), one.value
