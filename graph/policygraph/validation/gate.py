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
from policygraph.memory import give_back
from policygraph.namespaces import PG, RDF, SH
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import removal
from policygraph.validation.engine import validate_all
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
    del triples  # a long report's are the largest thing in memory
    give_back()
    rejected = list(_blank_nodes_out(graph))
    report = validate_all(graph)
    while not report.conforms:
        out = list(_round(graph, report.results))
        if not out:
            raise _unmendable(report.results[0], expected="a sound report")
        rejected += out
        report = validate_all(graph)
    return Gated(tuple(graph), tuple(rejected))


def _round(graph: Graph, violations: Iterable[Violation]) -> Iterator[Rejection]:
    """Takes out what the violations blame, the least sure first.

    A violation at a node, or by a value, that has just left is put off to the next round: it may be mended. So is
    all but the first of the linkages that break one rule together, such as those of a circle.
    """
    gone: set[Iri | Literal] = set()
    broken_together: set[Iri] = set()
    for out, reasons in _blamed(graph, violations):
        circle = _rules_of_a_circle(out, reasons)
        if circle & broken_together or not _stands(graph, out, reasons, gone):
            continue
        yield _take_out(
            graph, out, tuple(dict.fromkeys(reason.message for reason in reasons))
        )
        broken_together |= circle
        gone |= {
            triple.subject for triple in out.triples if not graph.about(triple.subject)
        }


def _blamed(
    graph: Graph, violations: Iterable[Violation]
) -> list[tuple[Removal, list[Violation]]]:
    """What can go, each with the violations that this would mend, the least sure first."""
    blamed: dict[Removal, list[Violation]] = {}
    for violation in violations:
        blamed.setdefault(_smallest(graph, violation), []).append(violation)
    return sorted(blamed.items(), key=lambda item: removal.rejection_order(item[0]))


def _rules_of_a_circle(out: Removal, reasons: Iterable[Violation]) -> set[Iri]:
    """The rules that a linkage breaks together with others: those that name no value besides its own node."""
    if out.kind != "Linkage":
        return set()
    return {reason.shape for reason in reasons if reason.value in {None, reason.focus}}


def _stands(
    graph: Graph, out: Removal, reasons: Iterable[Violation], gone: set[Iri | Literal]
) -> bool:
    """Whether the graph still holds what is blamed, and all that the violations speak of."""
    for reason in reasons:
        if reason.focus in gone or reason.value in gone:
            return False
    return all(triple in graph for triple in out.triples)


def _smallest(graph: Graph, violation: Violation) -> Removal:
    """The least that can go to mend a violation.

    Raises:
        GraphError: That would be the report, or nothing at all.
    """
    focus = violation.focus
    if not isinstance(focus, Iri):
        raise _unmendable(violation, expected="a rule about a node")
    if graph.is_a(focus, PG.Linkage):
        return removal.linkage_removal(graph, focus)
    property_ = violation.path or _linkage_of_shape().get(violation.shape, "")
    linkages = _linkages(graph, focus, property_, violation.value)
    if linkages:
        return min(linkages, key=removal.rejection_order)
    offending = _offending(graph, focus, property_, violation)
    if offending:
        return removal.statement_removal(graph, offending)
    if graph.is_a(focus, PG.Report):
        raise _unmendable(violation, expected="a sound report")
    return removal.node_removal(graph, focus)


def _unmendable(violation: Violation, *, expected: str) -> GraphError:
    return GraphError(
        f"nothing can be left out to mend this: {violation}", expected=expected
    )


def _linkages(
    graph: Graph, node: Iri, property_: str, value: Iri | Literal | None
) -> list[Removal]:
    """What can go of a node's linkages with a property; nothing where that is no linkage's."""
    if property_ not in removal.LINKAGE_PROPERTIES:
        return []
    return [
        removal.statement_removal(graph, [each])
        for each in _statements(graph, node, property_, value)
    ]


def _statements(
    graph: Graph, node: Iri, property_: str, value: Iri | Literal | None
) -> list[Triple]:
    """A node's statements with a property, and with a value where a rule names one besides the node itself."""
    anything = value is None or value == node
    return [
        triple
        for triple in graph.about(node)
        if triple.predicate == property_ and (anything or triple.object == value)
    ]


def _offending(
    graph: Graph, node: Iri, property_: str, violation: Violation
) -> list[Triple]:
    """The statements that go together: of the offending value, or all of a property that has several; no type."""
    value = violation.value
    if property_ == RDF.type:
        return []
    if not violation.path and value not in {None, node}:
        naming = (triple for triple in graph.about(node) if triple.object == value)
        return [triple for triple in naming if triple.predicate != RDF.type]
    statements = _statements(graph, node, property_, value)
    return statements if value is not None or len(statements) > 1 else []


def _take_out(graph: Graph, out: Removal, reasons: tuple[str, ...]) -> Rejection:
    label = removal.label_of(graph, out.node)
    triples = graph.sorted(out.triples)
    graph.take_out(triples)
    return Rejection(out.node, out.kind, label, reasons, triples)


def _blank_nodes_out(graph: Graph) -> Iterator[Rejection]:
    """Takes blank nodes out before the engine gives them labels of its own."""
    nodes = {triple.subject for triple in graph}
    nodes |= {triple.object for triple in graph if isinstance(triple.object, Iri)}
    for node in sorted(filter(_is_blank, nodes)):
        out = removal.node_removal(graph, node)
        if out.triples:
            yield _take_out(graph, out, (_NO_BLANK_NODES,))


def _is_blank(node: Iri) -> bool:
    return node.startswith("_:")


@lru_cache(maxsize=1)
def _linkage_of_shape() -> dict[str, str]:
    """The linkage property that a shape is about, where it targets the subjects of one."""
    shapes = read_triples(resource("ontology", "shapes.ttl"))
    return {
        shape: target
        for shape, property_, target in shapes
        if property_ == SH.targetSubjectsOf
        and isinstance(target, Iri)
        and target in removal.LINKAGE_PROPERTIES
    }
