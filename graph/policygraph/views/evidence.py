"""The sentences of a graph: what each names, which task it belongs to, and what it stands behind."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from policygraph.facts import TASKS, Sentences, paragraph_of, section_of, sections
from policygraph.views.model import Mark, Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.facts import Facts, MarkedSentence, Thing

    Positions = tuple[int, ...]
    """Where sentences stand among all sentences, ascending."""
    Positioned = dict[str, set[int]]


class _Lead(NamedTuple):
    """The first sentence of a task: where it stands, and the task with its level, 0 being the highest."""

    position: int
    level: int
    task: str


class Evidence:
    """Sentences by what they name and by the task that they belong to.

    A sentence belongs to the task whose lead sentence is the last one at or before it in the same section; before
    the first lead sentence of a section it belongs to the section's key task.

    Args:
        facts: The graph.
        nodes: The things that are drawn, by IRI, in the order in which they are numbered.
    """

    def __init__(self, facts: Facts, nodes: Mapping[str, Thing]) -> None:
        self._facts = facts
        self._nodes = nodes
        self._index = {iri: number for number, iri in enumerate(nodes)}
        self._read = tuple(Sentences(facts))
        self._position: dict[str, int] = {
            one.iri: position for position, one in enumerate(self._read)
        }
        self._named = self._read_named()
        self._owners = self._read_owners()
        self._below = self._read_below()
        self._openers = self._read_openers()
        self.sentences = tuple(map(self._sentence, self._read, self._owners))

    def naming(self, node: str) -> Positions:
        """The sentences that name an entity; of a task, the sentences that it is derived from."""
        thing = self._nodes[node]
        if thing.type in TASKS:
            return self.sentences_of(thing.sentences)
        named = self._named.get(node, ())
        return tuple(sorted(named))

    def sentences_of(self, iris: Iterable[str]) -> Positions:
        """The positions of sentences given by IRI, in the order of the text."""
        found = {self._position[iri] for iri in iris if iri in self._position}
        return tuple(sorted(found))

    def of_concern(self, task: str, entity: str) -> Positions:
        """The sentences of a task, or of a task below it, that name an entity."""
        named = self._named.get(entity, set())
        own = named.intersection(self.naming(task))
        below = named.intersection(self._below.get(task, ()))
        return tuple(sorted(own | below))

    def _read_named(self) -> Positioned:
        """The sentences that name each thing."""
        named: Positioned = {}
        for position, one in enumerate(self._read):
            for mark in one.marks:
                positions = named.setdefault(mark.thing, set())
                positions.add(position)
        return named

    def _read_owners(self) -> list[str]:
        """The lowest task above the measures that each sentence belongs to; empty where there is none."""
        leads = self._leads()
        positions = [lead.position for lead in leads]
        lying_in = [section_of(self._facts, one) for one in self._read]
        owners = []
        for position, section in enumerate(lying_in):
            owner = ""
            before = bisect_right(positions, position)
            if before:
                lead = leads[before - 1]
                if lying_in[lead.position] == section:
                    owner = lead.task
            owners.append(owner)
        return owners

    def _leads(self) -> list[_Lead]:
        """The lead sentences of tasks above the measures, in the order of the text, the highest task first."""
        leads = []
        for iri, node in self._nodes.items():
            if node.type not in {"KeyTask", "SubTask"}:
                continue
            sentences = self.naming(iri)
            if sentences:
                level = TASKS.index(node.type)
                lead = _Lead(sentences[0], level, iri)
                leads.append(lead)
        leads.sort(key=lambda lead: (lead.position, lead.level))
        return leads

    def _read_below(self) -> Positioned:
        """The sentences that belong to each task or to one below it."""
        below: Positioned = {}
        owners = set(self._owners)
        ways = {owner: self._way_up(owner) for owner in owners}
        for position, owner in enumerate(self._owners):
            for task in ways[owner]:
                below.setdefault(task, set()).add(position)
        return below

    def _read_openers(self) -> set[str]:
        """The first sentence of each paragraph."""
        first: dict[str, str] = {}
        for one in self._read:
            paragraph = paragraph_of(self._facts, one)
            first.setdefault(paragraph, one.iri)
        return set(first.values())

    def sections(self) -> tuple[Section, ...]:
        """The sections that have a heading, report by report in the order of the text."""
        found = []
        for one in sections(self._facts):
            report = self._index.get(one.report)
            if report is None:
                continue
            section = Section(report, one.begin, one.title, one.number, one.level)
            found.append(section)
        found.sort(key=lambda one: (one.report, one.begin, one.level))
        return tuple(found)

    def _way_up(self, task: str) -> set[str]:
        found: set[str] = set()
        while task and task not in found:
            found.add(task)
            above = self._nodes[task].above
            task = next((iri for iri in above if iri in self._nodes), "")
        return found

    def _sentence(self, read: MarkedSentence, owner: str) -> Sentence:
        return Sentence(
            text=read.text,
            begin=read.begin,
            task=self._index.get(owner),
            report=self._index.get(read.report),
            marks=self._marks(read),
            page=read.page,
            opens=read.iri in self._openers,
        )

    def _marks(self, read: MarkedSentence) -> tuple[Mark, ...]:
        """The stretches of a sentence that name what is drawn, in the order of the text."""
        found = []
        for one in read.marks:
            node = self._index.get(one.thing)
            if node is not None:
                found.append(Mark(one.begin, one.end, node))
        found.sort(key=lambda mark: (mark.begin, mark.end, mark.node))
        return tuple(found)
