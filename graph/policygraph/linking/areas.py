"""Which policy areas the tasks of a report belong to: by their own words, or else by those of a heading above."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.linking.english import is_sum, purpose_after
from policygraph.linking.model import TaskArea
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.extraction.model import Measure
    from policygraph.report.model import Report
    from policygraph.terms import Iri
    from policygraph.vocabulary import Vocabulary
    from policygraph.vocabulary.areas import Cue

    Cues = tuple[Cue, ...]

_begin = attrgetter("span.begin")

_SEVERAL = 2
"""How often a paragraph has to speak of an area to be about it."""

_OFTEN = 3
"""How often a section has to speak of an area to be about it."""

_AHEAD = 2
"""How many times as often as of any other in the sentence and the one before it."""

_HALF = 2
"""Which part of all its cues, as a divisor, an area needs in the paragraph."""

_THIRD = 3
"""Which part of all its cues, as a divisor, an area needs in a report to be its matter."""


def areas_of_tasks(
    report: Report, measures: Iterable[Measure], vocabulary: Vocabulary
) -> tuple[TaskArea, ...]:
    r"""The policy areas of a report's tasks, then of its measures, two at most for each, with the words that tell them.

    A task is judged by its label and a measure by its object, a sum of money by what it is for. Where these speak of no
    area, the nearest heading that names one does, if the paragraph speaks of none more often; else the paragraph, if
    it is about one area above all and that sentence too; else a weak cue that another one bears out; else the section,
    if half of its cues are of one area. A procedure ("a report") takes nothing from the words around it. The rest of
    the sentence tells more often of means than of matter.

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
    areas = []
    for index, task in enumerate(report.tasks):
        for cue in filing.of(task.label):
            area = TaskArea(cue.area, cue.span, task=index)
            areas.append(area)
    for index, measure in enumerate(measures):
        for cue in filing.of(measure.object):
            area = TaskArea(cue.area, cue.span, measure=index)
            areas.append(area)
    return tuple(areas)


class _Filing:
    """Files stretches of a report's text under policy areas; what a heading says is found once."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        self._report = report
        self._vocabulary = vocabulary
        self._titles = [self._cues(section.title) for section in report.sections]
        self._said: dict[int, Cues] = {}
        self._section_of = [paragraph.section for paragraph in report.paragraphs]

    def of(self, span: Span) -> Cues:
        """The cues of a stretch, else of what is said around it."""
        own = self._cues(span) or self._purpose(span)
        if own:
            return own
        if self._vocabulary.is_procedure(span.of(self._report.text)):
            return self._borne_out(span)
        return (
            self._heading(span)
            or self._subject(span)
            or self._borne_out(span)
            or self._setting(span)
        )

    def _purpose(self, span: Span) -> Cues:
        """The cues of what a sum of money is for."""
        text = self._report.text
        sentence = self._sentence(span)
        if sentence < 0 or not is_sum(span.of(text)):
            return ()
        end = self._report.sentences[sentence].span.end
        purpose = purpose_after(text, span.end, end)
        if purpose is None:
            return ()
        return self._cues(purpose)

    def _heading(self, span: Span) -> Cues:
        """The cues of the nearest heading that has any, if the paragraph speaks of no other area more often.

        Of two areas in a heading that stands of which the paragraph has more to say, if it does. The area that the
        whole report has most to say of needs no such support.
        """
        told = next(self._above(span), ())
        said = Counter(cue.area for cue in self._said_around(span))
        most = max((said[cue.area] for cue in told), default=0)
        favoured = tuple(cue for cue in told if said[cue.area] == most)
        if len(favoured) != 1:
            return ()
        if most == max(said.values(), default=0):
            return favoured
        if favoured[0].area == self._matter:
            return favoured
        return ()

    @cached_property
    def _matter(self) -> Iri | None:
        """The area that a third of all the report's cues speak of, if one is so."""
        numbers = range(len(self._report.paragraphs))
        said = list(chain.from_iterable(map(self._said_in, numbers)))
        area, count = _foremost(said)
        if count * _THIRD < len(said):
            return None
        return area

    def _subject(self, span: Span) -> Cues:
        """The first cue of the one area that a paragraph, and in it the sentence of a stretch, is about."""
        said = self._said_around(span)
        area, count = _foremost(said)
        if not _SEVERAL <= count >= len(said) / _HALF:
            return ()
        told = tuple(cue for cue in said if cue.area == area)
        others = tuple(cue for cue in said if cue.area != area)
        reach = self._near(span)
        here = _within(told, reach)
        _, rivals = _foremost(_within(others, reach))
        if not here or len(here) < _AHEAD * rivals:
            return ()
        return told[:1]

    def _borne_out(self, span: Span) -> Cues:
        """The weak cues of a stretch, if what the paragraph or the nearest heading is most about bears them out."""
        said = Counter(cue.area for cue in self._said_around(span))
        most = max(said.values(), default=0)
        around = {area for area, count in said.items() if count == most}
        heading = next(self._above(span), ())
        around.update(cue.area for cue in heading)
        words = span.of(self._report.text)
        hints = self._vocabulary.area_hints_in(words)
        borne_out = (cue for cue in hints if cue.area in around)
        return tuple(_moved(cue, span.begin) for cue in borne_out)

    def _setting(self, span: Span) -> Cues:
        """The first cue of the one area that a section is about, if the paragraph is about no other."""
        section = self._innermost(span)
        said = self._said_by_section.get(section, ())
        area, count = _foremost(said)
        if not _OFTEN <= count >= len(said) / _HALF:
            return ()
        here = self._said_around(span)
        other, _ = _foremost(here)
        if here and other != area:
            return ()
        first = next(cue for cue in said if cue.area == area)
        return (first,)

    @cached_property
    def _said_by_section(self) -> dict[int | None, list[Cue]]:
        """All cues in the paragraphs of each section, in the order of the text."""
        said: dict[int | None, list[Cue]] = defaultdict(list)
        for number, section in enumerate(self._section_of):
            said[section] += self._said_in(number)
        return said

    def _near(self, span: Span) -> range:
        """The offsets of the sentence that a stretch stands in and of the one before it."""
        sentences = self._report.sentences
        number = self._sentence(span)
        if number < 0:
            return range(0)
        before = max(0, number - 1)
        begin = sentences[before].span.begin
        end = sentences[number].span.end
        return range(begin, end)

    def _sentence(self, span: Span) -> int:
        """The sentence that a stretch begins in, -1 before the first."""
        behind = bisect_right(self._report.sentences, span.begin, key=_begin)
        return behind - 1

    def _said_around(self, span: Span) -> Cues:
        """All cues in the paragraph of a stretch, in the order of the text."""
        number = self._paragraph(span)
        if number < 0:
            return ()
        return self._said_in(number)

    def _said_in(self, number: int) -> Cues:
        """All cues in a paragraph, in the order of the text."""
        known = self._said.get(number)
        if known is not None:
            return known
        around = self._report.paragraphs[number].span
        words = around.of(self._report.text)
        found = self._vocabulary.area_cues_in(words)
        said = tuple(_moved(cue, around.begin) for cue in found)
        self._said[number] = said
        return said

    def _above(self, span: Span) -> Iterator[Cues]:
        section = self._innermost(span)
        while section is not None:
            cues = self._titles[section]
            if cues:
                yield cues
            section = self._report.sections[section].parent

    def _innermost(self, span: Span) -> int | None:
        """The section of the paragraph that a stretch begins in."""
        paragraph = self._paragraph(span)
        if paragraph < 0:
            return None
        return self._section_of[paragraph]

    def _paragraph(self, span: Span) -> int:
        """The paragraph that a stretch begins in, -1 before the first."""
        behind = bisect_right(self._report.paragraphs, span.begin, key=_begin)
        return behind - 1

    def _cues(self, span: Span) -> Cues:
        words = span.of(self._report.text)
        found = self._vocabulary.areas_in(words)
        return tuple(_moved(cue, span.begin) for cue in found)


def _within(cues: Iterable[Cue], reach: range) -> Cues:
    """The cues that begin in a stretch of the text."""
    return tuple(cue for cue in cues if cue.span.begin in reach)


def _foremost(cues: Iterable[Cue]) -> tuple[Iri | None, int]:
    """The area that the most cues tell, and how many do."""
    counts = Counter(cue.area for cue in cues)
    if not counts:
        return None, 0
    return counts.most_common(1)[0]


def _moved(cue: Cue, by: int) -> Cue:
    """A cue of a stretch as one of the whole text."""
    begin = by + cue.span.begin
    end = by + cue.span.end
    return cue._replace(span=Span(begin, end))
