"""Which policy areas the tasks of a report belong to: by their own words, or else by those of a heading above."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from policygraph.linking.model import TaskArea
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.extraction.model import Measure
    from policygraph.report.model import Report
    from policygraph.vocabulary import Vocabulary
    from policygraph.vocabulary.areas import Cue


_SEVERAL = 2
"""How often a paragraph has to speak of an area to be about it."""

_AHEAD = 2
"""How many times as often as of any other."""


def areas_of_tasks(
    report: Report, measures: Iterable[Measure], vocabulary: Vocabulary
) -> tuple[TaskArea, ...]:
    r"""The policy areas of a report's tasks, then of its measures, two at most for each, with the words that tell them.

    A task is judged by its label and a measure by its object. Where these speak of no area, the headings above do,
    the nearest first, and where there are none that do, the paragraph, if it is about one area above all. What follows
    in the sentence is left aside, for it tells more often of means than of matter.

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
        self._said: dict[int, tuple[Cue, ...]] = {}
        self._section_of = [paragraph.section for paragraph in report.paragraphs]

    def of(self, span: Span) -> tuple[Cue, ...]:
        """The cues of a stretch, else of the nearest heading above it that has any, else what its paragraph is about.

        A heading that names two areas tells the one that the stretch's paragraph has more to say of, if it does.
        """
        own = self._cues(span)
        if own:
            return own
        told = next(self._above(span), ())
        if len(told) >= _SEVERAL:
            told = self._favoured(told, span)
        return told or self._subject(span)

    def _favoured(self, told: tuple[Cue, ...], span: Span) -> tuple[Cue, ...]:
        """Those cues whose area the paragraph of a stretch speaks of most; none where it favours neither."""
        said = Counter(cue.area for cue in self._said_around(span))
        most = max(said[cue.area] for cue in told)
        favoured = tuple(cue for cue in told if said[cue.area] == most)
        return favoured if len(favoured) < len(told) else ()

    def _subject(self, span: Span) -> tuple[Cue, ...]:
        """The first cue of the one area that the paragraph of a stretch speaks of above all others."""
        said = self._said_around(span)
        ranked = Counter(cue.area for cue in said).most_common(2)
        if not ranked or ranked[0][1] < _SEVERAL:
            return ()
        area, count = ranked[0]
        if len(ranked) > 1 and count < _AHEAD * ranked[1][1]:
            return ()
        return tuple(cue for cue in said if cue.area == area)[:1]

    def _said_around(self, span: Span) -> tuple[Cue, ...]:
        """All cues in the paragraph of a stretch, in the order of the text."""
        number = self._paragraph(span)
        if number < 0:
            return ()
        if number not in self._said:
            around = self._report.paragraphs[number].span
            found = self._vocabulary.area_cues_in(around.of(self._report.text))
            self._said[number] = tuple(_moved(cue, around.begin) for cue in found)
        return self._said[number]

    def _above(self, span: Span) -> Iterator[tuple[Cue, ...]]:
        section = self._innermost(span)
        while section is not None:
            if self._titles[section]:
                yield self._titles[section]
            section = self._report.sections[section].parent

    def _innermost(self, span: Span) -> int | None:
        """The section of the paragraph that a stretch begins in."""
        paragraph = self._paragraph(span)
        return self._section_of[paragraph] if paragraph >= 0 else None

    def _paragraph(self, span: Span) -> int:
        """The paragraph that a stretch begins in, -1 before the first."""
        return (
            bisect_right(
                self._report.paragraphs, span.begin, key=lambda one: one.span.begin
            )
            - 1
        )

    def _cues(self, span: Span) -> tuple[Cue, ...]:
        found = self._vocabulary.areas_in(span.of(self._report.text))
        return tuple(_moved(cue, span.begin) for cue in found)


def _moved(cue: Cue, by: int) -> Cue:
    """A cue of a stretch as one of the whole text."""
    return cue._replace(span=Span(by + cue.span.begin, by + cue.span.end))
