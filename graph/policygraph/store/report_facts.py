"""What one report of a store folder says, looked up where it lies: nothing is read that is not asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.namespaces import PG, RDF
from policygraph.rdf import from_native
from policygraph.store.opening import open_store_folder
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policygraph.terms import Literal

_TYPE = ox.NamedNode(RDF.type)
_REPORT = ox.NamedNode(PG.Report)


class StoredReport:
    """The named graph of one report in a store folder.

    Args:
        native: The store of pyoxigraph.
        graph: The name of the graph.
        folder: The folder of the store.
    """

    def __init__(self, native: ox.Store, graph: ox.NamedNode, folder: Path) -> None:
        self._native = native
        self._graph = graph
        self.folder = folder

    @property
    def graph(self) -> Iri:
        """The name of the graph."""
        return Iri(self._graph.value)

    def subjects(self, property_: str, value: str) -> list[Iri]:
        """Whatever has this value of a property, in order."""
        found = self._native.quads_for_pattern(
            None, ox.NamedNode(property_), ox.NamedNode(value), self._graph
        )
        subjects = (quad.subject.value for quad in found)  # type: ignore[union-attr]
        return sorted(map(Iri, subjects))

    def pairs(self, property_: str) -> Iterator[tuple[Iri, Iri | Literal]]:
        """Whatever has a property, with the value."""
        found = self._native.quads_for_pattern(
            None, ox.NamedNode(property_), None, self._graph
        )
        for quad in found:
            subject = Iri(quad.subject.value)  # type: ignore[union-attr]
            yield subject, from_native(quad.object)

    def counts(self, property_: str) -> Mapping[str, int]:
        """How often a property has each value, a thing by its IRI."""
        found = self._native.quads_for_pattern(
            None, ox.NamedNode(property_), None, self._graph
        )
        return Counter(quad.object.value for quad in found)  # type: ignore[union-attr]

    def values(self, node: str, property_: str) -> list[Iri | Literal]:
        """The values of one thing's property."""
        found = self._native.quads_for_pattern(
            ox.NamedNode(node), ox.NamedNode(property_), None, self._graph
        )
        return [from_native(quad.object) for quad in found]


def stored_reports(folder: Path) -> dict[Iri, StoredReport] | None:
    """The reports of a store folder by their IRIs; None where one of them stands in no named graph of its own.

    Raises:
        GraphError: The folder is damaged or cannot be read.
    """
    native = open_store_folder(folder)
    found: dict[Iri, StoredReport] = {}
    loose: set[Iri] = set()
    for quad in native.quads_for_pattern(None, _TYPE, _REPORT, None):
        report = Iri(quad.subject.value)  # type: ignore[union-attr]
        if isinstance(quad.graph_name, ox.NamedNode):
            found[report] = StoredReport(native, quad.graph_name, folder)
        else:
            loose.add(report)
    if loose - found.keys():
        return None
    return found
