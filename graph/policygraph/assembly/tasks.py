"""The tree of tasks as facts, and what each of them concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from policygraph.assembly.facts import english, types
from policygraph.assembly.layout import Layout
from policygraph.namespaces import DCTERMS, PG, PROV, SKOS
from policygraph.spans import Span
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.assembly.iris import Names
    from policygraph.extraction.model import Measure
    from policygraph.report.model import Report


class Actions(Protocol):
    """What knows the kinds of policy action: a vocabulary."""

    def action_for(self, verb: str) -> Iri | None:
        """The concept of the action that a verb names, or None."""


class TaskTree:
    """The tasks and measures of a report with their names and places in the tree.

    Args:
        report: The report.
        measures: What is done or to be done in it.
        names: Mints the IRIs.
    """

    def __init__(self, report: Report, measures: Sequence[Measure], names: Names) -> None:
        self._report = report
        self._measures = measures
        self._names = names
        self._layout = Layout([task.span for task in report.tasks])

    def facts(self, actions: Actions | None) -> Iterator[Triple]:
        """All tasks and measures with what hangs on them; what they concern is told by `concerns`."""
        for index, task in enumerate(self._report.tasks):
            iri = self._task(index)
            yield from types(iri, task.level)
            yield Triple(iri, SKOS.prefLabel, english(self._report.reading(task.label)))
            if task.number and task.level == "KeyTask":
                yield Triple(iri, PG.number, Literal(task.number))
            yield from self._place(iri, task.parent, task.sentence)
        for measure in self._measures:
            yield from self._measure_facts(measure, actions)

    def concerns(self, mentioned: Iterable[tuple[Span, Iri]]) -> Iterator[Triple]:
        """That every task concerns what it or a task below it mentions: each level written out."""
        reaches = self._reaches()
        sentences = Layout([sentence.span for sentence in self._report.sentences])
        for span, entity in mentioned:
            yield from self._concerned(self._layout.innermost(span.begin), entity)
            sentence = sentences.innermost(span.begin)
            for reach, measure in reaches.get(-1 if sentence is None else sentence, ()):
                if reach.covers(span):
                    yield Triple(self._measure(measure), PG.concerns, entity)
                    yield from self._concerned(self._layout.innermost(_hull(measure).begin), entity)

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
            by_sentence.setdefault(measure.sentence, []).append((_hull(measure), measure))
        for sentence, measures in by_sentence.items():
            starts = sorted({hull.begin for hull, _ in measures})
            last = self._report.sentences[sentence].span.end
            following = dict(zip(starts, [*starts[1:], last], strict=True))
            by_sentence[sentence] = [
                (Span(hull.begin, max(hull.end, following[hull.begin])), measure) for hull, measure in measures
            ]
        return by_sentence

    def _measure_facts(self, measure: Measure, actions: Actions | None) -> Iterator[Triple]:
        iri = self._measure(measure)
        first, second = sorted((measure.verb, measure.object))
        verb = self._report.reading(measure.verb)
        yield from types(iri, "Measure")
        yield Triple(iri, SKOS.prefLabel, english(f"{self._report.reading(first)} {self._report.reading(second)}"))
        yield Triple(iri, PG.verb, self._names.span(measure.verb))
        yield Triple(iri, PG.object, self._names.span(measure.object))
        yield Triple(iri, PG.stage, PG[measure.stage])
        action = actions.action_for(verb) if actions else None
        if action:
            yield Triple(iri, PG.action, action)
        yield from self._place(iri, self._layout.innermost(_hull(measure).begin), measure.sentence)

    def _place(self, iri: Iri, parent: int | None, sentence: int) -> Iterator[Triple]:
        yield Triple(iri, DCTERMS.isPartOf, self._names.report if parent is None else self._task(parent))
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
    return Span(min(measure.verb.begin, measure.object.begin), max(measure.verb.end, measure.object.end))
