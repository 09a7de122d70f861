"""From the statements of a CONSTRUCT result to a `Network`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.facts import LABELS, Facts, local_name
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.terms import Literal
from policygraph.views.model import TYPES, Edge, Network, Node, Sentence
from policygraph.views.reading import read_network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.terms import Triple

_NO_EDGE = frozenset({str(RDF.type)})
_NO_FACT = frozenset(str(predicate) for predicate in (*LABELS, SKOS.altLabel))


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
    iris = sorted({term for one in stated for term in _ends(one)})
    nodes = tuple(_node(facts, iri, from_context.get(iri)) for iri in iris)
    index = {iri: number for number, iri in enumerate(iris)}
    edges = list(_edges(stated, index, known))
    sentences, nodes, edges = _own_sentences(known, index, nodes, edges)
    return Network(title or "Result", nodes, tuple(edges), sentences, base=str(BASE))


def _edges(
    stated: Iterable[Triple], index: Mapping[str, int], known: Network
) -> Iterator[Edge]:
    """An edge for each statement between two nodes, with the evidence that a known network has for it."""
    evidence = {
        (known.nodes[e.source].id, e.property, known.nodes[e.target].id): e
        for e in known.edges
    }
    for subject, predicate, value in stated:
        if predicate in _NO_EDGE or isinstance(value, Literal):
            continue
        name = local_name(predicate)
        source, target = index[subject], index[value]
        same = evidence.get((subject, name, value))
        yield (
            replace(same, source=source, target=target)
            if same
            else Edge(source, target, name)
        )


def _ends(triple: Triple) -> list[str]:
    if triple.predicate in _NO_EDGE or isinstance(triple.object, Literal):
        return [str(triple.subject)]
    return [str(triple.subject), str(triple.object)]


def _node(facts: Facts, iri: str, known: Node | None) -> Node:
    kinds = [name for name in TYPES if str(PG[name]) in facts.iris(iri, RDF.type)]
    label = facts.label(iri)
    if known:
        label = known.label if label == local_name(iri) else label
        return replace(
            known, label=label, facts=known.facts + _literals(facts, iri), parent=None
        )
    others = [local_name(one) for one in facts.iris(iri, RDF.type)]
    alt = tuple(one.value for one in facts.literals(iri, SKOS.altLabel))
    kind = "" if kinds else ", ".join(others)
    return Node(
        iri,
        label,
        kinds[0] if kinds else "Resource",
        alt,
        kind=kind,
        facts=_literals(facts, iri),
    )


def _literals(facts: Facts, iri: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (local_name(predicate), one.value)
        for predicate in sorted(facts.properties(iri))
        if predicate not in _NO_FACT
        for one in facts.literals(iri, predicate)
    )


def _own_sentences(
    known: Network, index: dict[str, int], nodes: Sequence[Node], edges: Sequence[Edge]
) -> tuple[tuple[Sentence, ...], tuple[Node, ...], list[Edge]]:
    """The sentences that the nodes and edges refer to, renumbered, their marks pointing at nodes of the result."""
    place = {old: new for new, old in enumerate(_referred_to(nodes, edges))}
    here = {
        number: index[node.id]
        for number, node in enumerate(known.nodes)
        if node.id in index
    }
    sentences = tuple(_pointing_at(here, known.sentences[old]) for old in place)
    moved_nodes = tuple(
        replace(node, sentences=_renumbered(node.sentences, place)) for node in nodes
    )
    moved_edges = [
        replace(edge, sentences=_renumbered(edge.sentences, place)) for edge in edges
    ]
    return sentences, moved_nodes, moved_edges


def _referred_to(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[int]:
    """The numbers of the sentences that stand behind nodes and edges, ascending."""
    used = {sentence for node in nodes for sentence in node.sentences}
    used |= {sentence for edge in edges for sentence in edge.sentences}
    return sorted(used)


def _pointing_at(here: Mapping[int, int], sentence: Sentence) -> Sentence:
    """A sentence whose task, report and marks are those nodes of the result that they are, where these are in it."""
    marks = tuple(
        replace(mark, node=here[mark.node])
        for mark in sentence.marks
        if mark.node in here
    )
    task = None if sentence.task is None else here.get(sentence.task)
    report = None if sentence.report is None else here.get(sentence.report)
    return replace(sentence, marks=marks, task=task, report=report)


def _renumbered(sentences: Iterable[int], place: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(place[one] for one in sentences)
