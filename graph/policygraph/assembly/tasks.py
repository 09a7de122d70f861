"""The tree of tasks as facts, and what each of them concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.facts import canonical, confidence, date, types
from policygraph.assembly.layout import Layout
from policygraph.assembly.spans import language_of
from policygraph.namespaces import DCTERMS, PG, PROV, SKOS
from policygraph.spans import Span
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.assembly.iris import Names
    from policygraph.extraction.model import Measure
    from policygraph.linking.model import Linked
    from policygraph.vocabulary import Vocabulary


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
        self._layout = Layout([task.span for task in linked.report.tasks])
        self._sentences = Layout(
            [sentence.span for sentence in linked.report.sentences]
        )

    def facts(self, actions: Vocabulary) -> Iterator[Triple]:
        """All tasks and measures with what hangs on them; what they concern is told by `concerns`."""
        for index, task in enumerate(self._report.tasks):
            iri = self._task(index)
            yield from types(iri, task.level)
            yield Triple(
                iri,
                SKOS.prefLabel,
                canonical(self._report.reading(task.label), self._language),
            )
            if task.number and task.level == "KeyTask":
                yield Triple(iri, PG.number, Literal(task.number))
            yield from self._place(iri, task.parent, task.sentence)
        for measure in self._measures:
            yield from self._measure_facts(measure, actions)
        yield from self._doings()
        yield from self._areas()

    def concerns(self, mentioned: Iterable[tuple[Span, Iri]]) -> Iterator[Triple]:
        """That every task concerns what it or a task below it mentions: each level written out."""
        reaches = self._reaches()
        for span, entity in mentioned:
            yield from self._concerned(self._layout.innermost(span.begin), entity)
            sentence = self._sentences.innermost(span.begin)
            for reach, measure in reaches.get(-1 if sentence is None else sentence, ()):
                if reach.covers(span):
                    yield Triple(self._measure(measure), PG.concerns, entity)
                    yield from self._concerned(
                        self._layout.innermost(_hull(measure).begin), entity
                    )

    def _concerned(self, level: int | None, entity: Iri) -> Iterator[Triple]:
        """That a task and all above it concern an entity."""
        while level is not None:
            yield Triple(self._task(level), PG.concerns, entity)
            level = self._report.tasks[level].parent

    def _reaches(self) -> dict[int, list[tuple[Span, Measure]]]:
        """By sentence: the measures, each with the stretch of text that speaks of it.

        That stretch holds its verb and object and goes on to where the next measure of the sentence begins, so that
        the place or the figure behind the object belongs to it.
        """
        by_sentence: dict[int, list[tuple[Span, Measure]]] = {}
        for measure in self._measures:
            by_sentence.setdefault(measure.sentence, []).append(
                (_hull(measure), measure)
            )
        for sentence, measures in by_sentence.items():
            starts = sorted({hull.begin for hull, _ in measures})
            last = self._report.sentences[sentence].span.end
            following = dict(zip(starts, [*starts[1:], last], strict=True))
            by_sentence[sentence] = [
                (Span(hull.begin, max(hull.end, following[hull.begin])), measure)
                for hull, measure in measures
            ]
        return by_sentence

    def _measure_facts(self, measure: Measure, actions: Vocabulary) -> Iterator[Triple]:
        iri = self._measure(measure)
        first, second = sorted((measure.verb, measure.object))
        verb = self._report.reading(measure.verb)
        yield from types(iri, "Measure")
        label = f"{self._report.reading(first)} {self._report.reading(second)}"
        yield Triple(iri, SKOS.prefLabel, canonical(label, self._language))
        yield Triple(iri, PG.verb, self._names.span(measure.verb))
        yield Triple(iri, PG.object, self._names.span(measure.object))
        yield Triple(iri, PG.stage, PG[measure.stage])
        yield Triple(iri, PG.confidence, confidence(measure.confidence))
        action = actions.action_for(verb)
        if action:
            yield Triple(iri, PG.action, action)
        yield from self._place(
            iri, self._layout.innermost(_hull(measure).begin), measure.sentence
        )

    def _doings(self) -> Iterator[Triple]:
        """Who is to do a measure, and by when."""
        for doing in self._linked.doings:
            iri = self._measure(self._measures[doing.measure])
            if doing.actor is not None:
                yield Triple(iri, PG.actor, self._iris[doing.actor])
            if doing.deadline:
                yield Triple(iri, PG.deadline, date(doing.deadline))

    def _areas(self) -> Iterator[Triple]:
        """The policy areas of the tasks, each with the words that tell it."""
        for one in self._linked.areas:
            iri = (
                self._task(one.task)
                if one.task is not None
                else self._measure(self._measures[one.measure or 0])
            )
            yield Triple(iri, PG.area, one.area)
            if self._sentences.innermost(one.cue.begin) is not None:
                yield Triple(iri, PG.cue, self._names.span(one.cue))
                yield Triple(self._names.span(one.cue), PG.tells, one.area)

    def _place(self, iri: Iri, parent: int | None, sentence: int) -> Iterator[Triple]:
        yield Triple(
            iri,
            DCTERMS.isPartOf,
            self._names.report if parent is None else self._task(parent),
        )
        source = self._names.part("sentence", self._report.sentences[sentence].span)
        yield Triple(iri, PROV.wasDerivedFrom, source)
        yield Triple(iri, PG.inReport, self._names.report)

    def _task(self, index: int) -> Iri:
        task = self._report.tasks[index]
        return self._names.part(task.level, task.label)

    def _measure(self, measure: Measure) -> Iri:
        return self._names.part("measure", measure.verb, measure.object)


def _hull(measure: Measure) -> Span:
    """The stretch from the first to the last character of a measure's verb and object."""
    return Span(
        min(measure.verb.begin, measure.object.begin),
        max(measure.verb.end, measure.object.end),
    )
