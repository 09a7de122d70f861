"""Labels for blank nodes that depend on the triples alone, in time that is nearly linear, whatever the triples are.

Where what is said of each blank node tells it from every other, RDFC-1.0 gives the labels. Where it does not, that
algorithm may take time without end (a clique of nine, a list of a thousand), and its specification asks for a limit;
then the nodes are told apart by colour refinement: all begin alike, and those that are seen to differ make their
neighbours differ. Among those that stay alike one is chosen, by the label that it came with, and the work goes on.
That is canonical where nodes stay alike because they are interchangeable, as they are but in graphs that were built to
be otherwise.

Source: RDF Dataset Canonicalization (RDFC-1.0), sections 4.6 and 7.1; Berkholz, Bonsma, Grohe: Tight Lower and Upper
Bounds for the Complexity of Canonical Colour Refinement (2017).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Fact = tuple[str, str, str]
    Facts = list[Fact]
    BySight = defaultdict[str, set[str]]


def are_plain(facts: Facts) -> bool:
    """Whether what is said of each blank node, others taken as unnamed, tells it from every other.

    Args:
        facts: Subject, predicate and object of each triple with a blank node, as N-Triples spells them.
    """
    said: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        nodes = set(filter(_is_blank, fact))
        for node in nodes:
            seen = _seen_from(node, fact)
            said[node].append(seen)
    distinct = set()
    for seen_facts in said.values():
        seen_facts.sort()
        distinct.add(tuple(seen_facts))
    return len(distinct) == len(said)


def _seen_from(node: str, fact: Fact) -> Fact:
    """A fact with ``_:a`` for the node itself and ``_:z`` for every other that has no name."""
    subject, predicate, target = fact
    return (
        _term_seen_from(node, subject),
        predicate,
        _term_seen_from(node, target),
    )


def _term_seen_from(node: str, term: str) -> str:
    if not _is_blank(term):
        return term
    if term == node:
        return "_:a"
    return "_:z"


def labels_of(facts: Facts) -> dict[str, str]:
    """A label for each blank node, by the one that it has.

    Args:
        facts: Subject, predicate and object of each triple with a blank node, as N-Triples spells them.

    Example:
        >>> labels_of([("_:x", "<urn:p>", "_:y"), ("_:y", "<urn:p>", "_:x")])
        {'_:y': '_:b0', '_:x': '_:b1'}
    """
    colouring = _Colouring(facts)
    colouring.refine(colouring.nodes)
    colouring.choose()
    ordered = sorted(colouring.nodes, key=colouring.colours.__getitem__)
    return {node: f"_:b{number}" for number, node in enumerate(ordered)}


class _Colouring:
    def __init__(self, facts: Facts) -> None:
        self.around = _around(facts)
        self.nodes = sorted(self.around)
        self.colours = dict.fromkeys(self.nodes, "")
        self.members = {"": set(self.nodes)}

    def refine(self, changed: Iterable[str]) -> None:
        """Colours anew whoever may differ, until nobody does."""
        pending = set(changed)
        while pending:
            split: set[str] = set()
            for colour, groups in self._grouped(pending).items():
                for new, nodes in self._leaving(colour, groups):
                    self._recolour(nodes, colour, new)
                    split |= nodes
            pending = set()
            for node in split:
                pending |= self._neighbours(node)

    def _grouped(self, nodes: Iterable[str]) -> dict[str, BySight]:
        """By colour: the nodes, grouped by what they see."""
        grouped: dict[str, BySight] = {}
        for node in nodes:
            colour = self.colours[node]
            if colour not in grouped:
                grouped[colour] = defaultdict(set)
            seen = self._seen(node)
            grouped[colour][seen].add(node)
        return grouped

    def _neighbours(self, node: str) -> set[str]:
        """The blank nodes that stand in a fact with a node."""
        return {other for _, _, other in self.around[node] if _is_blank(other)}

    def _leaving(self, colour: str, groups: BySight) -> list[tuple[str, set[str]]]:
        """The groups of a colour that get another: all but the largest, where nobody else has kept it."""
        ordered = sorted(groups.items())
        ordered.sort(key=lambda group: len(group[1]), reverse=True)
        grouped = sum(map(len, groups.values()))
        is_everybody = grouped == len(self.members[colour])
        if is_everybody:
            return ordered[1:]
        return ordered

    def choose(self) -> None:
        """Tells apart those that stay alike, one after the other."""
        alike = [colour for colour in self.members if self._is_shared(colour)]
        heapq.heapify(alike)
        while alike:
            colour = heapq.heappop(alike)
            known = set(self.members)
            while self._is_shared(colour):
                self._choose_one(colour)
            for new in self.members.keys() - known:
                if self._is_shared(new):
                    heapq.heappush(alike, new)

    def _is_shared(self, colour: str) -> bool:
        return len(self.members.get(colour, ())) > 1

    def _choose_one(self, colour: str) -> None:
        """Gives one of those that have a colour another, and lets its neighbours see it."""
        nodes = self.members[colour]
        chosen = min(nodes)
        new = _hashed(colour, "chosen", str(len(nodes)))
        self._recolour({chosen}, colour, new)
        self.refine(self._neighbours(chosen))

    def _seen(self, node: str) -> str:
        """What a node sees: its own colour, and those of its neighbours."""
        seen = []
        for way, predicate, other in self.around[node]:
            shown = self._shown(node, other)
            seen.append(f"{way} {predicate} {shown}")
        seen.sort()
        return _hashed(self.colours[node], *seen)

    def _shown(self, node: str, other: str) -> str:
        if not _is_blank(other):
            return other
        if other == node:
            return "itself"
        return f"_:{self.colours[other]}"

    def _recolour(self, nodes: set[str], old: str, new: str) -> None:
        self.members[old] -= nodes
        if not self.members[old]:
            del self.members[old]
        self.members.setdefault(new, set()).update(nodes)
        for node in nodes:
            self.colours[node] = new


def _around(facts: Facts) -> dict[str, Facts]:
    """The facts about each blank node: which end it is, the predicate, and the other end."""
    around: dict[str, Facts] = defaultdict(list)
    for subject, predicate, target in facts:
        if _is_blank(subject):
            around[subject].append((">", predicate, target))
        if _is_blank(target):
            around[target].append(("<", predicate, subject))
    return around


def _is_blank(term: str) -> bool:
    return term.startswith("_:")


def _hashed(*parts: str) -> str:
    import hashlib

    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
