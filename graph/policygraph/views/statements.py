"""From the statements of a CONSTRUCT result to a `Network`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.facts import Facts, between, resource
from policygraph.namespaces import BASE
from policygraph.views.model import Edge, Network, Node, Sentence
from policygraph.views.reading import read_network
from policygraph.views.shortening import referred_to, with_numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.terms import Triple

    Statement = tuple[str, str, str]
    """The IRIs of a subject, a property and an object."""
    Numbers = Mapping[int, int]
    """New numbers by old ones."""


def read_statements(
    triples: Iterable[Triple], *, context: Iterable[Triple] = (), title: str = ""
) -> Network:
    """A network with one node for each IRI of the statements and one edge for each statement between two.

    Args:
        triples: The statements.
        context: A graph that lends its labels, classes and sentences to what the statements speak of.
        title: What to call the network.

    Example:
        >>> from policygraph.terms import Iri, Triple
        >>> found = read_statements([Triple(Iri("urn:x:a"), Iri("urn:x:near"), Iri("urn:x:b"))])
        >>> [node.label for node in found.nodes], found.edges[0].property
        (['urn:x:a', 'urn:x:b'], 'urn:x:near')
    """
    stated = sorted(set(triples), key=str)
    facts = Facts(stated)
    known = read_network(context)
    from_context = {node.id: node for node in known.nodes}
    tied = list(between(stated))
    told_of = {str(one.subject) for one in stated}
    for subject, _, value in tied:
        told_of.update((subject, value))
    iris = sorted(told_of)
    nodes = [_node(facts, iri, from_context.get(iri)) for iri in iris]
    index = {iri: number for number, iri in enumerate(iris)}
    edges = list(_edges(tied, index, known))
    result = Network(title or "Result", tuple(nodes), tuple(edges), base=str(BASE))
    return _with_sentences(result, known, index)


def _edges(
    tied: Iterable[Statement], index: Mapping[str, int], known: Network
) -> Iterator[Edge]:
    """An edge for each statement between two nodes, with the evidence that a known network has for it."""
    evidence = _by_statement(known)
    for subject, name, value in tied:
        source = index[subject]
        target = index[value]
        same = evidence.get((subject, name, value))
        if same:
            yield replace(same, source=source, target=target)
        else:
            yield Edge(source, target, name)


def _by_statement(known: Network) -> dict[Statement, Edge]:
    """The edges of a network by what they state."""
    edges = {}
    for edge in known.edges:
        subject = known.nodes[edge.source].id
        value = known.nodes[edge.target].id
        edges[subject, edge.property, value] = edge
    return edges


def _node(facts: Facts, iri: str, known: Node | None) -> Node:
    found = resource(facts, iri)
    if known:
        label = found.label if found.named else known.label
        return replace(
            known, label=label, facts=known.facts + found.values, parent=None
        )
    kind = "" if found.type else ", ".join(found.classes)
    return Node(
        iri,
        found.label,
        found.type or "Resource",
        found.other_names,
        kind=kind,
        facts=found.values,
    )


def _with_sentences(result: Network, known: Network, index: dict[str, int]) -> Network:
    """The result with those sentences that it refers to, renumbered, their marks pointing at nodes of the result."""
    kept = referred_to(result)
    here = {}
    for number, node in enumerate(known.nodes):
        if node.id in index:
            here[number] = index[node.id]
    sentences = (_pointing_at(here, known.sentences[old]) for old in kept)
    return replace(with_numbers_of(result, kept), sentences=tuple(sentences))


def _pointing_at(here: Numbers, sentence: Sentence) -> Sentence:
    """A sentence whose task, report and marks are those nodes of the result that they are, where these are in it."""
    marks = []
    for mark in sentence.marks:
        if mark.node in here:
            moved = replace(mark, node=here[mark.node])
            marks.append(moved)
    return replace(
        sentence,
        marks=tuple(marks),
        task=_moved(sentence.task, here),
        report=_moved(sentence.report, here),
    )


def _moved(node: int | None, here: Numbers) -> int | None:
    """The number that a node has in the result, None where it is not in it."""
    if node is None:
        return None
    return here.get(node)
