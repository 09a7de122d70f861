"""Walls of text: more sentences in one paragraph than anybody writes, where a text has lost its breaks.

What is asked of the sentences of one paragraph, such as that no two of them overlap, takes time that grows with the
square of their number. So a wall is parted into stretches that are each as long as a paragraph may be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.report.model import Paragraph, Report, Sentence

MOST = 200
"""How many sentences a paragraph has at most."""


def without_walls(report: Report, most: int = MOST) -> Report:
    """The report with each paragraph of more than `most` sentences parted into several.

    Args:
        report: The report; its sentences stay in their order, so that indices of sentences stay true.
        most: How many sentences a paragraph may have.

    Example:
        >>> from policygraph.report import parse_report
        >>> wall = parse_report("One road. Two roads. Three roads.", name="roads")
        >>> parted = without_walls(wall, most=2)
        >>> [paragraph.span.of(parted.text) for paragraph in parted.paragraphs]
        ['One road. Two roads.', 'Three roads.']
        >>> [sentence.paragraph for sentence in parted.sentences]
        [0, 0, 1]
    """
    counts = Counter(sentence.paragraph for sentence in report.sentences)
    if max(counts.values(), default=0) <= most:
        return report
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for at, group in groupby(report.sentences, key=attrgetter("paragraph")):
        for stretch in _stretches(tuple(group), most):
            sentences += [replace(one, paragraph=len(paragraphs)) for one in stretch]
            paragraphs.append(_paragraph(report, at, stretch))
    return replace(report, paragraphs=tuple(paragraphs), sentences=tuple(sentences))


def _stretches(
    sentences: Sequence[Sentence], most: int
) -> Iterator[Sequence[Sentence]]:
    for begin in range(0, len(sentences), most):
        yield sentences[begin : begin + most]


def _paragraph(report: Report, at: int, stretch: Sequence[Sentence]) -> Paragraph:
    """A paragraph of the report, or the part of it that some of its sentences make."""
    whole = report.paragraphs[at]
    span = Span(stretch[0].span.begin, stretch[-1].span.end)
    above = report.text.count("\n", whole.span.begin, span.begin)
    opens = span.begin == whole.span.begin
    return replace(
        whole, span=span, line=whole.line + above, heading=whole.heading and opens
    )
