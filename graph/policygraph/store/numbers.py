"""Whole numbers from engines that keep their value alone.

Such an engine gives ``"5"^^xsd:integer`` for ``"5"^^xsd:nonNegativeInteger``: the same value, for the one type is
derived from the other. What the shapes ask of a property tells the type that was written.

Source: XML Schema Part 2: Datatypes, section 3.3 (derived datatypes share their base type's values).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.namespaces import SH, XSD
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.store.opening import Quad

_INTEGER = ox.NamedNode(XSD.integer)
_LEAST = {str(XSD["nonNegativeInteger"]): 0, str(XSD["positiveInteger"]): 1}


def with_declared_types(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, each ``xsd:integer`` with the type that the shapes ask of its property, where its value is of that.

    Example:
        >>> from policygraph.namespaces import NIF
        >>> given = Triple(Iri("http://example.org/x"), NIF.beginIndex, Literal("5", XSD.integer))
        >>> [(quad[0].object.value, quad[0].object.datatype) for quad in with_declared_types([(given, None)])]
        [('5', 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger')]
    """
    declared = types_by_property()
    integer = str(XSD.integer)
    for triple, graph in quads:
        value = triple.object
        wanted = declared.get(triple.predicate)
        if wanted and isinstance(value, Literal) and value.datatype == integer:
            typed = _typed(value, wanted)
            yield Triple(triple.subject, triple.predicate, typed), graph
        else:
            yield triple, graph


def _typed(value: Literal, datatype: str) -> Literal:
    """A whole number with another type, where it is one of that."""
    if not _fits(value.value, datatype):
        return value
    return Literal(value.value, datatype)


def declared_types(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples of an answer as the file has them: whole numbers with the types that the shapes ask for."""
    quads = ((triple, None) for triple in triples)
    return (triple for triple, _ in with_declared_types(quads))


def declared_natives(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The same of the engine's own triples."""
    declared = {
        ox.NamedNode(name): ox.NamedNode(type_)
        for name, type_ in types_by_property().items()
    }
    for triple in triples:
        wanted = declared.get(triple.predicate)
        value = triple.object
        if wanted and isinstance(value, ox.Literal) and value.datatype == _INTEGER:
            typed = _native_typed(value, wanted)
            yield ox.Triple(triple.subject, triple.predicate, typed)
        else:
            yield triple


def _native_typed(value: ox.Literal, datatype: ox.NamedNode) -> ox.Literal:
    if not _fits(value.value, datatype.value):
        return value
    return ox.Literal(value.value, datatype=datatype)


def _fits(number: str, datatype: str) -> bool:
    try:
        return int(number) >= _LEAST[datatype]
    except ValueError:
        return False  # an ill-typed literal


@lru_cache(maxsize=1)
def types_by_property() -> dict[Iri, str]:
    """The properties of which every shape asks for one and the same type derived from ``xsd:integer``."""
    shapes = list(read_triples(resource("ontology", "shapes.ttl")))
    paths = {shape: path for shape, predicate, path in shapes if predicate == SH.path}
    asked: dict[Iri, set[str]] = defaultdict(set)
    for shape, predicate, datatype in shapes:
        path = paths.get(shape)
        if predicate == SH.datatype and isinstance(path, Iri):
            asked[path].add(str(datatype))
    derived = [{datatype} for datatype in _LEAST]
    return {path: names.pop() for path, names in asked.items() if names in derived}
