"""The store: a graph that can be asked in SPARQL, and handed on to rdflib and networkx.

Example:
    >>> from policygraph.store import GraphStore
    >>> with GraphStore.open("tests/fixtures/small.ttl") as store:
    ...     answer = store.query("SELECT ?label { ?rail pg:connects ?place . ?place skos:prefLabel ?label }")
    >>> sorted(row["label"] for row in answer)
    ['Chongqing', 'Kunming']
"""

from policygraph.store.graph_store import GraphStore
from policygraph.store.source import GraphSource

__all__ = ["GraphSource", "GraphStore"]
