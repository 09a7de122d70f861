"""How much of the reports' text a page carries: all of it up to some megabytes, then what leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.views.model import Edge, Network, Node

Told = TypeVar("Told", "Node", "Edge")

MOST_TEXT = 4_000_000
"""Characters of text that a page carries in full."""


def shortened(network: Network, most: int = MOST_TEXT) -> Network:
    """The network without the sentences that name nothing and state nothing, where its text is longer than `most`.

    Example:
        >>> from policygraph.views.model import Network, Node, Sentence
        >>> said = Sentence("Kunming grows.", 0), Sentence("Thank you.", 15)
        >>> network = Network("Two", (Node("a", "Kunming", "Place", sentences=(0,)),), (), said)
        >>> [one.text for one in shortened(network, most=10).sentences]
        ['Kunming grows.']
    """
    if sum(len(one.text) for one in network.sentences) <= most:
        return network
    kept = referred_to(network)
    sentences = [network.sentences[number] for number in kept]
    return replace(with_numbers_of(network, kept), sentences=tuple(sentences))


def referred_to(network: Network) -> list[int]:
    """The numbers of the sentences that name a node or state an edge, ascending."""
    used: set[int] = set()
    for node in network.nodes:
        used.update(node.sentences)
    for edge in network.edges:
        used.update(edge.sentences)
    return sorted(used)


def with_numbers_of(network: Network, kept: Iterable[int]) -> Network:
    """The network whose nodes and edges tell the sentences by their places among those that are kept."""
    place = {number: at for at, number in enumerate(kept)}
    nodes = [_moved(node, place) for node in network.nodes]
    edges = [_moved(edge, place) for edge in network.edges]
    return replace(network, nodes=tuple(nodes), edges=tuple(edges))


def _moved(one: Told, place: Mapping[int, int]) -> Told:
    """A node or an edge with the new numbers of its sentences."""
    sentences = tuple(place[number] for number in one.sentences)
    return replace(one, sentences=sentences)
