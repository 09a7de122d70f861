"""Which policy areas the tasks of a report belong to: by their own words, or else by those of a heading above."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from policygraph.linking.model import TaskArea
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.extraction.model import Measure
    from policygraph.report.model import Report
    from policygraph.vocabulary import Vocabulary
    from policygraph.vocabulary.areas import Cue


def areas_of_tasks(report: Report, measures: Iterable[Measure], vocabulary: Vocabulary) -> tuple[TaskArea, ...]:
    r"""The policy areas of a report's tasks, then of its measures, two at most for each, with the words that tell them.

    A task is judged by its label and a measure by its object. Where these speak of no area, the headings above do,
    the nearest first; what follows in the sentence is left aside, for it tells more often of means than of matter.

    Example:
        >>> from policygraph.report import parse_report
        >>> from policygraph.vocabulary import load_vocabulary
        >>> report = parse_report("(1) Build better schools.\nRepair the roofs. Hire staff.", name="x")
        >>> for one in areas_of_tasks(report, (), load_vocabulary()):
        ...     print(one.task, one.area.rsplit("/")[-1], one.cue.of(report.text))
        0 education_area schools
        1 education_area schools
    """
    filing = _Filing(report, vocabulary)
    return (
        *(
            TaskArea(cue.area, cue.span, task=index)
            for index, task in enumerate(report.tasks)
            for cue in filing.of(task.label)
        ),
        *(
            TaskArea(cue.area, cue.span, measure=index)
            for index, one in enumerate(measures)
            for cue in filing.of(one.object)
        ),
    )


class _Filing:
    """Files stretches of a report's text under policy areas; what a heading says is found once."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        self._report = report
        self._vocabulary = vocabulary
        self._titles = [self._cues(section.title) for section in report.sections]
        self._section_of = [paragraph.section for paragraph in report.paragraphs]

    def of(self, span: Span) -> tuple[Cue, ...]:
        """The cues of a stretch, or of the nearest heading above it that has any."""
        return self._cues(span) or next(self._above(span), ())

    def _above(self, span: Span) -> Iterator[tuple[Cue, ...]]:
        section = self._innermost(span)
        while section is not None:
            if self._titles[section]:
                yield self._titles[section]
            section = self._report.sections[section].parent

    def _innermost(self, span: Span) -> int | None:
        """The section of the paragraph that a stretch begins in."""
        paragraph = bisect_right(self._report.paragraphs, span.begin, key=lambda one: one.span.begin) - 1
        return self._section_of[paragraph] if paragraph >= 0 else None

    def _cues(self, span: Span) -> tuple[Cue, ...]:
        found = self._vocabulary.areas_in(span.of(self._report.text))
        return tuple(cue._replace(span=Span(span.begin + cue.span.begin, span.begin + cue.span.end)) for cue in found)
