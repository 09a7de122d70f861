"""The sentences of a graph: what each names, which task it belongs to, and what it stands behind."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from policygraph.facts import TASKS, Sentences, paragraph_of, section_of, sections
from policygraph.views.model import Mark, Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.facts import Facts, MarkedSentence, Thing


class Evidence:
    """Sentences by what they name and by the task that they belong to.

    A sentence belongs to the task whose lead sentence is the last one at or before it in the same section; before
    the first lead sentence of a section it belongs to the section's key task.

    Args:
        facts: The graph.
        nodes: The things that are drawn, by IRI, in the order in which they are numbered.
    """

    def __init__(self, facts: Facts, nodes: Mapping[str, Thing]) -> None:
        self._facts, self._nodes = facts, nodes
        self._index = {iri: number for number, iri in enumerate(nodes)}
        self._read = tuple(Sentences(facts))
        self._position: dict[str, int] = {
            one.iri: position for position, one in enumerate(self._read)
        }
        self._named: dict[str, set[int]] = {}
        for position, one in enumerate(self._read):
            for mark in one.marks:
                self._named.setdefault(mark.thing, set()).add(position)
        self._owners = self._read_owners()
        self._below = self._read_below()
        self._openers = self._read_openers()
        self.sentences = tuple(
            self._sentence(*each) for each in zip(self._read, self._owners, strict=True)
        )

    def naming(self, node: str) -> tuple[int, ...]:
        """The sentences that name an entity; of a task, the sentences that it is derived from."""
        if self._nodes[node].type in TASKS:
            return self.sentences_of(self._nodes[node].sentences)
        return tuple(sorted(self._named.get(node, ())))

    def sentences_of(self, iris: Iterable[str]) -> tuple[int, ...]:
        """The positions of sentences given by IRI, in the order of the text."""
        return tuple(
            sorted({self._position[iri] for iri in iris if iri in self._position})
        )

    def of_concern(self, task: str, entity: str) -> tuple[int, ...]:
        """The sentences of a task, or of a task below it, that name an entity."""
        named = self._named.get(entity, set())
        own = named.intersection(self.naming(task))
        return tuple(sorted(own | (named & self._below.get(task, set()))))

    def _read_owners(self) -> list[str]:
        """The lowest task above the measures that each sentence belongs to; empty where there is none."""
        leads: list[tuple[int, str]] = []
        for iri, node in self._nodes.items():
            if node.type in {"KeyTask", "SubTask"}:
                leads += [(position, iri) for position in self.naming(iri)[:1]]
        leads.sort(key=lambda lead: (lead[0], TASKS.index(self._nodes[lead[1]].type)))
        positions = [position for position, _ in leads]
        lying_in = [section_of(self._facts, one) for one in self._read]
        owners = []
        for position in range(len(self._read)):
            before = bisect_right(positions, position) - 1
            near = leads[before] if before >= 0 else None
            owners.append(
                near[1] if near and lying_in[near[0]] == lying_in[position] else ""
            )
        return owners

    def _read_below(self) -> dict[str, set[int]]:
        """The sentences that belong to each task or to one below it."""
        below: dict[str, set[int]] = {}
        ways = {owner: self._way_up(owner) for owner in set(self._owners)}
        for position, owner in enumerate(self._owners):
            for task in ways[owner]:
                below.setdefault(task, set()).add(position)
        return below

    def _read_openers(self) -> set[str]:
        """The first sentence of each paragraph."""
        first: dict[str, str] = {}
        for one in self._read:
            first.setdefault(paragraph_of(self._facts, one), one.iri)
        return set(first.values())

    def sections(self) -> tuple[Section, ...]:
        """The sections that have a heading, report by report in the order of the text."""
        found = [
            Section(
                self._index[one.report], one.begin, one.title, one.number, one.level
            )
            for one in sections(self._facts)
            if one.report in self._index
        ]
        return tuple(sorted(found, key=lambda one: (one.report, one.begin, one.level)))

    def _way_up(self, task: str) -> set[str]:
        found: set[str] = set()
        while task and task not in found:
            found.add(task)
            task = next(
                (iri for iri in self._nodes[task].above if iri in self._nodes),
                "",
            )
        return found

    def _sentence(self, read: MarkedSentence, owner: str) -> Sentence:
        marks = (
            Mark(m.begin, m.end, self._index[m.thing])
            for m in read.marks
            if m.thing in self._index
        )
        placed = tuple(
            sorted(marks, key=lambda mark: (mark.begin, mark.end, mark.node))
        )
        return Sentence(
            read.text,
            read.begin,
            self._index.get(owner),
            self._index.get(read.report),
            placed,
            read.page,
            read.iri in self._openers,
        )
