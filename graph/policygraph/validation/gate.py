"""The gate: what does not conform stays out of the graph, the smallest part of it that will do, and is reported.

Round by round, each broken rule is blamed on something, which goes:

- a linkage, with its direct triple, for a rule that is broken at it or by it;
- else the statement of the offending value;
- else all values of the property, where there are several and the rule names none;
- else, where something is missing, the node, with everything that hangs on it.

So a missing sentence costs the linkage that has no other evidence, and that linkage costs the place that it alone
implied. A report whose own necessary facts are broken cannot pass at all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.namespaces import PG, RDF, SH
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import removal
from policygraph.validation.engine import validate
from policygraph.validation.graph import Graph
from policygraph.validation.model import Gated, Rejection, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.validation.removal import Removal

_NO_BLANK_NODES = "Every node is an IRI: the data has no blank nodes."


def gate(triples: Iterable[Triple]) -> Gated:
    """The part of a graph that conforms, in the order it came in, and what was kept out with the reasons.

    Raises:
        GraphError: A report's own necessary facts are broken, so that nothing can pass.
    """
    graph = Graph(triples)
    rejected = list(_blank_nodes_out(graph))
    report = validate(graph)
    while not report.conforms:
        out = list(_round(graph, report.results))
        if not out:
            raise GraphError(f"nothing can be left out to mend this: {report.results[0]}", expected="a sound report")
        rejected += out
        report = validate(graph)
    return Gated(tuple(graph), tuple(rejected))


def _round(graph: Graph, violations: Iterable[Violation]) -> Iterator[Rejection]:
    """Takes out what the violations blame, the least sure first.

    A violation at a node, or by a value, that has just left is put off to the next round: it may be mended. So is
    all but the first of the linkages that break one rule together, such as those of a circle.
    """
    blamed: dict[Removal, list[Violation]] = {}
    for violation in violations:
        blamed.setdefault(_smallest(graph, violation), []).append(violation)
    gone: set[Iri | Literal] = set()
    together: set[Iri] = set()
    for out, reasons in sorted(blamed.items(), key=lambda item: (removal.sureness(item[0].triples), item[0][:2])):
        circle = {reason.shape for reason in reasons if out.kind == "Linkage" and reason.value in {None, reason.focus}}
        touched = {term for reason in reasons for term in (reason.focus, reason.value) if term is not None}
        if touched & gone or circle & together or not all(triple in graph for triple in out.triples):
            continue
        yield _take_out(graph, out, tuple(dict.fromkeys(reason.message for reason in reasons)))
        together |= circle
        gone |= {triple.subject for triple in out.triples if not graph.about(triple.subject)}


def _smallest(graph: Graph, violation: Violation) -> Removal:
    """The least that can go to mend a violation.

    Raises:
        GraphError: That would be the report, or nothing at all.
    """
    focus, path, value = violation.focus, violation.path, violation.value
    if not isinstance(focus, Iri):
        raise GraphError(f"nothing can be left out to mend this: {violation}", expected="a rule about a node")
    if graph.is_a(focus, PG.Linkage):
        return removal.linkage_removal(graph, focus)
    by = path or _linkage_of_shape().get(violation.shape, "")
    blamed = [
        triple for triple in graph.about(focus) if triple.predicate == by and (value in {None, focus, triple.object})
    ]
    if by in removal.LINKAGE_PROPERTIES and blamed:
        return min((removal.statement_removal(graph, [each]) for each in blamed), key=_doubt)
    if not path and value not in {None, focus}:
        blamed = [each for each in graph.about(focus) if each.object == value and each.predicate != RDF.type]
    if blamed and by != RDF.type and (value is not None or len(blamed) > 1):
        return removal.statement_removal(graph, blamed)
    if graph.is_a(focus, PG.Report):
        raise GraphError(f"nothing can be left out to mend this: {violation}", expected="a sound report")
    return removal.node_removal(graph, focus)


def _doubt(out: Removal) -> tuple[object, ...]:
    return removal.sureness(out.triples), out.node, out.kind


def _take_out(graph: Graph, out: Removal, reasons: tuple[str, ...]) -> Rejection:
    label = removal.label_of(graph, out.node)
    triples = tuple(triple for triple in graph if triple in out.triples)
    graph.take_out(triples)
    return Rejection(out.node, out.kind, label, reasons, triples)


def _blank_nodes_out(graph: Graph) -> Iterator[Rejection]:
    """Takes blank nodes out before the engine gives them labels of its own."""
    blank = {
        term
        for triple in graph
        for term in (triple.subject, triple.object)
        if isinstance(term, Iri) and term[:2] == "_:"
    }
    for node in sorted(blank):
        out = removal.node_removal(graph, node)
        if out.triples:
            yield _take_out(graph, out, (_NO_BLANK_NODES,))


@lru_cache(maxsize=1)
def _linkage_of_shape() -> dict[str, str]:
    """The linkage property that a shape is about, where it targets the subjects of one."""
    shapes = read_triples(resource("ontology", "shapes.ttl"))
    return {
        shape: target
        for shape, property_, target in shapes
        if property_ == SH.targetSubjectsOf and isinstance(target, Iri) and target in removal.LINKAGE_PROPERTIES
    }
