"""Questions about one report: what is asked is its graph alone."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.errors import ParameterError, UnknownNameError
from policygraph.queries.near import did_you_mean
from policygraph.queries.parameters import iri_in
from policygraph.queries.sources import LocalGraph
from policygraph.spellings import fold
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from policygraph.store import GraphSource

_REPORTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?report ?title ?source
{ ?report a pg:Report OPTIONAL { ?report dcterms:title ?title } OPTIONAL { ?report dcterms:source ?source } }
"""


def only_report(source: GraphSource, name: str) -> tuple[Iri, GraphSource]:
    """The report of that name, and its graph alone: what it says, whoever else says it too.

    Args:
        source: A graph that holds several reports.
        name: The report's IRI, its title, or the name of its file with or without the ending.

    Raises:
        ParameterError: No report bears the name, or more than one.
        GraphError: The endpoint cannot be reached, or does not give everything.

    Example:
        >>> from policygraph.store import GraphStore
        >>> store = GraphStore.open("tests/fixtures/small.ttl")
        >>> title = "work plan of the chongqing municipal people's government"
        >>> report, alone = only_report(store, title)
        >>> report[-16:], len(alone.triples()) > 500
        ('ee8d00f2ce3828dd', True)
    """
    report = _named(_known(source), name)
    return report, _alone(source, report)


def reports_named(source: GraphSource, names: Collection[str]) -> list[Iri]:
    """The reports of some names, in their order.

    Args:
        source: A graph that holds several reports.
        names: Of each report its IRI, its title, or the name of its file with or without the ending.

    Raises:
        ParameterError: No report bears one of the names, or more than one.

    Example:
        >>> from policygraph.store import GraphStore
        >>> store = GraphStore.open("tests/fixtures/small.ttl")
        >>> reports_named(store, ["work plan of the chongqing municipal people's government"])[0][-16:]
        'ee8d00f2ce3828dd'
    """
    known = _known(source) if names else {}
    return [_named(known, name) for name in names]


def _alone(source: GraphSource, report: Iri) -> GraphSource:
    """The graph of a report, asked where the source lies."""
    if isinstance(source, LocalGraph):
        return LocalGraph(source.store.of_report(report), source.paths)
    if isinstance(source, GraphStore):
        return source.of_report(report)
    from policygraph.queries.endpoint import Endpoint

    if isinstance(source, Endpoint):
        return source.of_report(report)
    return GraphStore.from_triples(source.triples()).of_report(report)


def _known(source: GraphSource) -> dict[Iri, set[str]]:
    """The reports of a graph, each with all its names."""
    known: dict[Iri, set[str]] = {}
    for report, spelling in _names(source):
        known.setdefault(report, set()).add(spelling)
    return known


def _named(known: Mapping[Iri, set[str]], name: str) -> Iri:
    """The report of a name among those that are known."""
    found = iri_in(name)
    if found is not None and found in known:
        return found
    bearers = [
        report
        for report, names in sorted(known.items())
        if fold(name) in {fold(spelling) for spelling in names}
    ]
    if not bearers:
        near = did_you_mean(name, set().union(*known.values()))
        raise UnknownNameError(
            f"report='{name}' names no report of this graph{near}",
            remedy="" if near else "`policygraph query reports` lists them",
        )
    if len(bearers) > 1:
        listed = ", ".join(f"<{report}>" for report in bearers)
        raise ParameterError(
            f"report='{name}' names {len(bearers)} reports: {listed}",
            remedy="give the IRI of one",
        )
    return bearers[0]


def _names(source: GraphSource) -> Iterator[tuple[Iri, str]]:
    """Each report with each of its names."""
    answer = source.query(_REPORTS)
    rows = (
        answer.only(("report", "title", "source")).rows
        if isinstance(answer, Answer)
        else ()
    )
    for report, *names in rows:
        if not isinstance(report, Iri):
            continue
        yield report, str(report)
        for name in names:
            if isinstance(name, Literal):
                yield report, name.value
        if isinstance(names[-1], Literal):
            yield report, PurePath(names[-1].value).stem
