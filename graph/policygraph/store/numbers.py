"""Whole numbers from engines that keep their value alone.

Such an engine gives ``"5"^^xsd:integer`` for ``"5"^^xsd:nonNegativeInteger``: the same value, for the one type is
derived from the other. What the shapes ask of a property tells the type that was written.

Source: XML Schema Part 2: Datatypes, section 3.3 (derived datatypes share their base type's values).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.namespaces import SH, XSD
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.store.opening import Quad

_LEAST = {str(XSD["nonNegativeInteger"]): 0, str(XSD["positiveInteger"]): 1}


def with_declared_types(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, each ``xsd:integer`` with the type that the shapes ask of its property, where its value is of that.

    Example:
        >>> from policygraph.namespaces import NIF
        >>> given = Triple(Iri("http://example.org/x"), NIF.beginIndex, Literal("5", XSD.integer))
        >>> [(quad[0].object.value, quad[0].object.datatype) for quad in with_declared_types([(given, None)])]
        [('5', 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger')]
    """
    declared, integer = _declared(), str(XSD.integer)
    for quad in quads:
        (subject, predicate, value), graph = quad
        wanted = declared.get(predicate)
        if wanted and isinstance(value, Literal) and value.datatype == integer and _fits(value.value, wanted):
            yield Triple(subject, predicate, Literal(value.value, wanted)), graph
        else:
            yield quad


def _fits(number: str, datatype: str) -> bool:
    try:
        return int(number) >= _LEAST[datatype]
    except ValueError:
        return False  # an ill-typed literal


@lru_cache(maxsize=1)
def _declared() -> dict[Iri, str]:
    """The properties of which every shape asks for one and the same type derived from ``xsd:integer``."""
    paths: dict[Iri, Iri] = {}
    types: dict[Iri, str] = {}
    for subject, predicate, value in read_triples(resource("ontology", "shapes.ttl")):
        if isinstance(value, Iri) and predicate == SH.path:
            paths[subject] = value
        elif isinstance(value, Iri) and predicate == SH.datatype:
            types[subject] = str(value)
    asked: dict[Iri, set[str]] = {}
    for shape, datatype in types.items():
        if shape in paths:
            asked.setdefault(paths[shape], set()).add(datatype)
    return {path: next(iter(names)) for path, names in asked.items() if len(names) == 1 and names <= set(_LEAST)}
