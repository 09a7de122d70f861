"""The tree of tasks as facts, and what each of them concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import canonical, confidence, date, told, types
from policygraph.assembly.layout import Layout
from policygraph.assembly.spans import language_of
from policygraph.namespaces import DCTERMS, PG, PROV, SKOS
from policygraph.spans import Span
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.assembly.facts import Triples, Values
    from policygraph.assembly.iris import Names
    from policygraph.extraction.model import Measure
    from policygraph.linking.model import Linked, TaskArea
    from policygraph.vocabulary import Vocabulary

    Reaches = dict[int, list[tuple[Span, Measure]]]
    """By sentence the measures, each with the stretch of text that speaks of it."""


class TaskTree:
    """The tasks and measures of a report with their names and places in the tree.

    Args:
        linked: The report with its measures, and who does them by when.
        iris: The nodes of its entities.
        names: Mints the IRIs.
    """

    def __init__(self, linked: Linked, iris: Sequence[Iri], names: Names) -> None:
        self._linked = linked
        self._report = linked.report
        self._measures = linked.extraction.measures
        self._iris = iris
        self._names = names
        self._language = language_of(linked.report)
        tasks = [task.span for task in linked.report.tasks]
        sentences = [sentence.span for sentence in linked.report.sentences]
        self._layout = Layout(tasks)
        self._sentences = Layout(sentences)

    def facts(self, actions: Vocabulary) -> Triples:
        """All tasks and measures with what hangs on them; what they concern is told by `concerns`."""
        for index, task in enumerate(self._report.tasks):
            iri = self._task(index)
            words = self._report.reading(task.label)
            values: Values = {SKOS.prefLabel: canonical(words, self._language)}
            if task.number and task.level == "KeyTask":
                values[PG.number] = Literal(task.number)
            yield from types(iri, task.level)
            yield from told(iri, values)
            yield from self._place(iri, task.parent, task.sentence)
        for measure in self._measures:
            yield from self._measure_facts(measure, actions)
        yield from self._doings()
        yield from self._areas()

    def concerns(self, mentioned: Iterable[tuple[Span, Iri]]) -> Triples:
        """That every task concerns what it or a task below it mentions: each level written out."""
        reaches = self._reaches()
        for span, entity in mentioned:
            task = self._layout.innermost(span.begin)
            yield from self._concerned(task, entity)
            sentence = self._sentences.innermost(span.begin)
            if sentence is None:
                continue
            for reach, measure in reaches.get(sentence, ()):
                if reach.covers(span):
                    yield Triple(self._measure(measure), PG.concerns, entity)
                    yield from self._concerned(self._task_of(measure), entity)

    def _task_of(self, measure: Measure) -> int | None:
        """The task that a measure stands in."""
        return self._layout.innermost(_hull(measure).begin)

    def _concerned(self, level: int | None, entity: Iri) -> Triples:
        """That a task and all above it concern an entity."""
        while level is not None:
            yield Triple(self._task(level), PG.concerns, entity)
            level = self._report.tasks[level].parent

    def _reaches(self) -> Reaches:
        """By sentence: the measures, each with the stretch of text that speaks of it.

        That stretch holds its verb and object and goes on to where the next measure of the sentence begins, so that
        the place or the figure behind the object belongs to it.
        """
        by_sentence: dict[int, list[Measure]] = {}
        for measure in self._measures:
            together = by_sentence.setdefault(measure.sentence, [])
            together.append(measure)
        reaches = {}
        for index, measures in by_sentence.items():
            sentence = self._report.sentences[index]
            reaches[index] = _reaching(measures, sentence.span.end)
        return reaches

    def _measure_facts(self, measure: Measure, actions: Vocabulary) -> Triples:
        iri = self._measure(measure)
        spans = sorted((measure.verb, measure.object))
        label = " ".join(map(self._report.reading, spans))
        values: Values = {
            SKOS.prefLabel: canonical(label, self._language),
            PG.verb: self._names.span(measure.verb),
            PG.object: self._names.span(measure.object),
            PG.stage: PG[measure.stage],
            PG.confidence: confidence(measure.confidence),
        }
        verb = self._report.reading(measure.verb)
        action = actions.action_for(verb)
        if action:
            values[PG.action] = action
        yield from types(iri, "Measure")
        yield from told(iri, values)
        yield from self._place(iri, self._task_of(measure), measure.sentence)

    def _doings(self) -> Triples:
        """Who is to do a measure, and by when."""
        for doing in self._linked.doings:
            measure = self._measures[doing.measure]
            values: Values = {}
            if doing.actor is not None:
                values[PG.actor] = self._iris[doing.actor]
            if doing.deadline:
                values[PG.deadline] = date(doing.deadline)
            yield from told(self._measure(measure), values)

    def _areas(self) -> Triples:
        """The policy areas of the tasks, each with the words that tell it."""
        for one in self._linked.areas:
            iri = self._of_area(one)
            yield Triple(iri, PG.area, one.area)
            if self._sentences.innermost(one.cue.begin) is not None:
                cue = self._names.span(one.cue)
                yield Triple(iri, PG.cue, cue)
                yield Triple(cue, PG.tells, one.area)

    def _of_area(self, area: TaskArea) -> Iri:
        """The task or the measure that is of an area."""
        if area.task is not None:
            return self._task(area.task)
        measure = self._measures[area.measure or 0]
        return self._measure(measure)

    def _place(self, iri: Iri, parent: int | None, index: int) -> Triples:
        above = self._names.report if parent is None else self._task(parent)
        sentence = self._report.sentences[index]
        values: Values = {
            DCTERMS.isPartOf: above,
            PROV.wasDerivedFrom: self._names.part("sentence", sentence.span),
            PG.inReport: self._names.report,
        }
        return told(iri, values)

    def _task(self, index: int) -> Iri:
        task = self._report.tasks[index]
        return self._names.part(task.level, task.label)

    def _measure(self, measure: Measure) -> Iri:
        return self._names.part("measure", measure.verb, measure.object)


def _reaching(measures: Sequence[Measure], last: int) -> list[tuple[Span, Measure]]:
    """The measures of a sentence that ends at `last`, each with the stretch that speaks of it."""
    hulls = list(map(_hull, measures))
    starts = sorted({hull.begin for hull in hulls})
    following = dict(zip(starts, [*starts[1:], last], strict=True))
    reaches = []
    for hull, measure in zip(hulls, measures, strict=True):
        end = max(hull.end, following[hull.begin])
        reaches.append((Span(hull.begin, end), measure))
    return reaches


def _hull(measure: Measure) -> Span:
    """The stretch from the first to the last character of a measure's verb and object."""
    return Span(
        min(measure.verb.begin, measure.object.begin),
        max(measure.verb.end, measure.object.end),
    )
