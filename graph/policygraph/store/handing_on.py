"""The store's graph as rdflib knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from policygraph.namespaces import PREFIXES
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.store.opening import Quad

    Node = rdflib.term.Identifier
    Converted = dict[Iri | Literal, Node]


def dataset_of(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A dataset of its own with the quads; None as graph is the default graph.

    Lexical forms stay as they are: rdflib would otherwise rewrite "0.80" as "0.8".
    """
    dataset = rdflib.Dataset(default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, rdflib.URIRef(str(iri)), override=True, replace=True)
    terms: Converted = {}
    graphs: dict[str, rdflib.Graph] = {"": dataset.default_graph}
    for (subject, predicate, target), name in quads:
        if name and name not in graphs:
            graphs[name] = dataset.graph(rdflib.URIRef(name))
        graph = graphs[name or ""]
        fact = (
            _term(subject, terms),
            _term(predicate, terms),
            _term(target, terms),
        )
        graph.add(fact)
    return dataset


def _term(term: Iri | Literal, terms: Converted) -> Node:
    found = terms.get(term)
    if found is None:
        found = _converted(term)
        terms[term] = found
    return found


def _converted(term: Iri | Literal) -> Node:
    if isinstance(term, Literal):
        datatype = rdflib.URIRef(term.datatype) if term.datatype else None
        return rdflib.Literal(
            term.value, lang=term.language or None, datatype=datatype, normalize=False
        )
    if term.startswith("_:"):
        return rdflib.BNode(term[2:])
    return rdflib.URIRef(term)
