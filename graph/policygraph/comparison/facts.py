"""The facts of one report, as a comparison looks them up: in triples that were read, or in a store where they lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol

from policygraph.edition import refuse_first_edition
from policygraph.namespaces import PROV, RDF
from policygraph.report_graphs import graphs_of
from policygraph.terms import Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from policygraph.terms import Iri, Literal


class Facts(Protocol):
    """What can be asked of a report's graph."""

    def subjects(self, property_: Iri, value: Iri) -> Sequence[Iri]:
        """Whatever has this value of a property, in order."""
        ...

    def pairs(self, property_: Iri) -> Iterable[tuple[Iri, Iri | Literal]]:
        """Whatever has a property, with the value."""
        ...

    def counts(self, property_: Iri) -> Mapping[str, int]:
        """How often a property has each value."""
        ...

    def values(self, node: Iri, property_: Iri) -> Sequence[Iri | Literal]:
        """The values of one thing's property."""
        ...


class ReadFacts:
    """The facts of a report's triples.

    Args:
        triples: Its graph.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_property: dict[Iri, list[tuple[Iri, Iri | Literal]]] = defaultdict(
            list
        )
        self._values: dict[tuple[Iri, Iri], list[Iri | Literal]] = defaultdict(list)
        for subject, predicate, target in triples:
            self._by_property[predicate].append((subject, target))
            self._values[subject, predicate].append(target)

    def subjects(self, property_: Iri, value: Iri) -> list[Iri]:
        """Whatever has this value of a property, in order."""
        return sorted({node for node, found in self.pairs(property_) if found == value})

    def pairs(self, property_: Iri) -> Sequence[tuple[Iri, Iri | Literal]]:
        """Whatever has a property, with the value."""
        return self._by_property.get(property_, ())

    def counts(self, property_: Iri) -> Mapping[str, int]:
        """How often a property has each value."""
        return Counter(str(value) for _, value in self.pairs(property_))

    def values(self, node: Iri, property_: Iri) -> Sequence[Iri | Literal]:
        """The values of one thing's property."""
        return self._values.get((node, property_), ())


def facts_of_graphs(graphs: Sequence[str | Path]) -> dict[Iri, Facts]:
    """The facts of every report of several graphs, in the order in which they are named.

    A store folder is not read: what is asked of its reports is looked up in it.

    Raises:
        GraphError: One of the graphs is missing, unreadable, no graph, or was built by version 0.1.
    """
    found: dict[Iri, Facts] = {}
    read: dict[Iri, set[Triple]] = {}
    for name in graphs:
        stored = _stored(name)
        if stored is not None:
            found |= {
                report: facts for report, facts in stored.items() if report not in read
            }
            continue
        for report, triples in _read(name).items():
            read.setdefault(report, set()).update(triples)
            found[report] = ReadFacts(read[report])
    return found


def _stored(name: str | Path) -> dict[Iri, Facts] | None:
    """The reports of a store folder in which each stands in a named graph; None of anything else."""
    from pathlib import Path

    from policygraph.store.opening import is_store_folder, is_url

    if is_url(name) or not is_store_folder(Path(name)):
        return None
    from policygraph.store.report_facts import stored_reports

    reports = stored_reports(Path(name))
    return None if reports is None else {one: reports[one] for one in sorted(reports)}


def _read(name: str | Path) -> dict[Iri, list[Triple]]:
    """The triples of each report of a graph."""
    from policygraph.store.reading import read_facts

    facts = read_facts(name)
    refuse_first_edition((triple for triple, _ in facts), str(name))
    graphs = graphs_of(facts)
    return {report: graphs[report] for report in sorted(filter(None, graphs))}


def refuse_first(report: Iri, facts: Facts) -> None:
    """Lets no report of version 0.1 pass, wherever it lies.

    Raises:
        GraphError: The report is as version 0.1 wrote it.
    """
    told = [
        Triple(report, property_, value)
        for property_ in (RDF.type, PROV.wasGeneratedBy)
        for value in facts.values(report, property_)
    ]
    refuse_first_edition(told, str(report))
