"""The sentences of a graph: what each names, which task it belongs to, and what it stands behind."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from policygraph.namespaces import DCTERMS, ITSRDF, NIF, PG, PROV, RDF
from policygraph.views.model import TASK_TYPES, Mark, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.views.facts import Facts

_PART_OF = DCTERMS.isPartOf
_NAMES = ITSRDF.taIdentRef
_BEGIN = NIF.beginIndex
_END = NIF.endIndex
_SENTENCE = NIF.sentence
_CONTEXT = NIF.referenceContext
_TEXT = NIF.isString
_ANCHOR = NIF.anchorOf
_DERIVED = PROV.wasDerivedFrom
_KINDS_OF_SECTION = {str(PG.Section), str(PG.Report)}


class Evidence:
    """Sentences by what they name and by the task that they belong to.

    A sentence belongs to the task whose lead sentence is the last one at or before it in the same section; before
    the first lead sentence of a section it belongs to the section's key task.

    Args:
        facts: The graph.
        typed: The class of each node, by IRI.
        index: The position of each node, by IRI.
    """

    def __init__(self, facts: Facts, typed: Mapping[str, str], index: Mapping[str, int]) -> None:
        self._facts, self._typed, self._index = facts, typed, index
        self._iris = sorted(
            (iri for iri in facts if str(NIF.Sentence) in map(str, facts.objects(iri, RDF.type))), key=self._place
        )
        self._position = {iri: position for position, iri in enumerate(self._iris)}
        self._marks: dict[str, list[tuple[int, int, int]]] = {iri: [] for iri in self._iris}
        self._named: dict[str, set[int]] = {}
        self._read_mentions()
        self._owners = self._read_owners()
        self.sentences = tuple(self._sentence(iri) for iri in self._iris)

    def naming(self, entity: str) -> tuple[int, ...]:
        """The sentences that name an entity; of a task, the sentences that it is derived from."""
        if self._typed.get(entity) in TASK_TYPES:
            return self.sentences_of(self._facts.iris(entity, _DERIVED))
        return tuple(sorted(self._named.get(entity, ())))

    def sentences_of(self, iris: Iterable[str]) -> tuple[int, ...]:
        """The positions of sentences given by IRI, in the order of the text."""
        return tuple(sorted({self._position[iri] for iri in iris if iri in self._position}))

    def of_concern(self, task: str, entity: str) -> tuple[int, ...]:
        """The sentences of a task, or of a task below it, that name an entity."""
        own = set(self.naming(task))
        named = self._named.get(entity, set())
        return tuple(sorted(one for one in named if one in own or task in self._way_up(self._owners[one])))

    def _place(self, iri: str) -> tuple[str, int, str]:
        return (self._facts.iri(iri, _CONTEXT), self._facts.number(iri, _BEGIN), iri)

    def _read_mentions(self) -> None:
        for span, stated in self._facts.by_subject.items():
            if _NAMES not in stated:
                continue
            sentence = self._facts.iri(span, _SENTENCE)
            if sentence not in self._position:
                continue
            origin = self._facts.number(sentence, _BEGIN)
            begin, end = self._facts.number(span, _BEGIN) - origin, self._facts.number(span, _END) - origin
            for iri in self._facts.iris(span, _NAMES):
                if iri in self._index:
                    self._marks[sentence].append((begin, end, self._index[iri]))
                    self._named.setdefault(iri, set()).add(self._position[sentence])

    def _read_owners(self) -> list[str]:
        """The lowest task above the measures that each sentence belongs to; empty where there is none."""
        leads: list[tuple[int, str]] = []
        for iri, kind in self._typed.items():
            if kind in {"KeyTask", "SubTask"}:
                leads += [(position, iri) for position in self.naming(iri)[:1]]
        leads.sort(key=lambda lead: (lead[0], TASK_TYPES.index(self._typed[lead[1]])))
        positions = [position for position, _ in leads]
        sections = [self._section(iri) for iri in self._iris]
        owners = []
        for position in range(len(self._iris)):
            before = bisect_right(positions, position) - 1
            near = leads[before] if before >= 0 else None
            owners.append(near[1] if near and sections[near[0]] == sections[position] else "")
        return owners

    def _section(self, iri: str) -> str:
        """The section or, where the text has none, the report that a sentence lies in."""
        for _ in range(8):
            above = self._facts.iri(iri, _PART_OF)
            if not above:
                break
            iri = above
            if _KINDS_OF_SECTION & set(map(str, self._facts.objects(iri, RDF.type))):
                return iri
        return self._facts.iri(iri, _CONTEXT)

    def _way_up(self, task: str) -> set[str]:
        found: set[str] = set()
        while task and task not in found:
            found.add(task)
            above = [iri for iri in self._facts.iris(task, _PART_OF) if iri in self._typed]
            task = above[0] if above else ""
        return found

    def _sentence(self, iri: str) -> Sentence:
        context = self._facts.iri(iri, _CONTEXT)
        begin, end = self._facts.number(iri, _BEGIN), self._facts.number(iri, _END)
        text = self._facts.text(context, _TEXT)[begin:end] or self._facts.text(iri, _ANCHOR)
        marks = tuple(Mark(*mark) for mark in sorted(set(self._marks[iri])))
        owner = self._index.get(self._owners[self._position[iri]])
        return Sentence(text, begin, owner, self._index.get(context), marks)
