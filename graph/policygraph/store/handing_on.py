"""The store's graph as rdflib knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from policygraph.namespaces import PREFIXES
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.store.opening import Quad


def dataset_of(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A dataset of its own with the quads; None as graph is the default graph.

    Lexical forms stay as they are: rdflib would otherwise rewrite "0.80" as "0.8".
    """
    dataset = rdflib.Dataset(default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, rdflib.URIRef(str(iri)), override=True, replace=True)
    terms: dict[Iri | Literal, rdflib.term.Identifier] = {}
    graphs: dict[str, rdflib.Graph] = {"": dataset.default_graph}
    for (subject, predicate, target), name in quads:
        if name and name not in graphs:
            graphs[name] = dataset.graph(rdflib.URIRef(name))
        graphs[name or ""].add(
            (_term(subject, terms), _term(predicate, terms), _term(target, terms))
        )
    return dataset


def _term(
    term: Iri | Literal, terms: dict[Iri | Literal, rdflib.term.Identifier]
) -> rdflib.term.Identifier:
    found = terms.get(term)
    if found is None:
        found = terms[term] = _converted(term)
    return found


def _converted(term: Iri | Literal) -> rdflib.term.Identifier:
    if isinstance(term, Literal):
        datatype = rdflib.URIRef(term.datatype) if term.datatype else None
        return rdflib.Literal(
            term.value, lang=term.language or None, datatype=datatype, normalize=False
        )
    return rdflib.BNode(term[2:]) if term.startswith("_:") else rdflib.URIRef(term)
