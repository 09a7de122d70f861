"""Training examples: windows of words with what the gold marks in them, in word indices."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from policygraph.evaluation.gold import RESULT
from policygraph.extraction.windows import Window, windows_of
from policygraph.namespaces import CLASSES, LINKAGES, STAGES
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.evaluation.gold import GoldMention
    from policygraph.extraction.pieces import WordPieces
    from training.gold import Read

HEADS = (*CLASSES, "Named", "Verb")
"""What a word can be tagged for: the classes, a place named inside a longer name, a measure's verb."""

_NAMED, _VERB, _RESULT = HEADS.index("Named"), HEADS.index("Verb"), HEADS.index(RESULT)

_PLACES_IN_NAMES = {
    *product(("Institution", "Project"), ("locatedIn", "connects", "jurisdiction")),
    ("Place", "partOf"),
}
"""By class and linkage, where a name inside a longer one is a place's."""

Words = tuple[int, int]
"""A span of words: the first and the last."""


@dataclass(slots=True)
class Example:
    """A window with its marks.

    `text` are its words; `spans` are (head, first, last), `full` those of them that are the whole name; `ignored` are
    (head, first, last) on which readers differ; `unjudged` are heads of which nothing was marked; `measures` are (verb,
    object, stage), None where nobody looked for them;
    `ends` are (class, first, last) of the marked spans and then of the implied ones; `pairs` are (subject, object,
    linkage) by index, `doubtful` those that may or may not stand.
    """

    window: Window
    text: list[str]
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    full: list[tuple[int, int, int]] = field(default_factory=list)
    ignored: list[tuple[int, int, int]] = field(default_factory=list)
    unjudged: tuple[int, ...] = ()
    measures: list[tuple[Words, Words, int]] | None = None
    ends: list[tuple[str, int, int]] = field(default_factory=list)
    pairs: set[tuple[int, int, int]] = field(default_factory=set)
    doubtful: set[tuple[int, int, int]] = field(default_factory=set)


def examples_of(passage: Read, pieces: WordPieces) -> list[Example]:
    """The windows of a passage with their marks."""
    return [
        _Marker(passage, window).example()
        for window in windows_of(passage.report, pieces)
    ]


class _Marker:
    """Marks one window."""

    def __init__(self, passage: Read, window: Window) -> None:
        self._passage, self._window, self._text = passage, window, passage.report.text
        self._first = {word.begin: index for index, word in enumerate(window.words)}
        self._last = {word.end: index for index, word in enumerate(window.words)}
        self._marked: list[tuple[GoldMention, Words]] = []
        self._implied: dict[Words, int] = {}

    def example(self) -> Example:
        window = self._window
        example = Example(window, list(window.texts))
        results = []
        for marked in self._passage.marks.mentions:
            if at := self._place(marked.span):
                if marked.type == RESULT:
                    results.append((_RESULT, *at))
                    continue
                example.spans.append((HEADS.index(marked.type), *at))
                if marked.label == marked.span.of(self._text):
                    example.full.append(example.spans[-1])
                self._marked.append((marked, at))
        example.ignored = [
            (HEADS.index(kind), *at)
            for ignored in self._passage.marks.ignored
            if (at := self._place(ignored.span))
            for kind in sorted(ignored.classes)
        ]
        example.unjudged = () if self._passage.marks.results else (_RESULT,)
        self._link(example)
        example.ends = [(marked.type, *at) for marked, at in self._marked] + [
            ("Place", *at) for at in self._implied
        ]
        example.spans += [*((_NAMED, *at) for at in self._implied), *results]
        if self._passage.marks.measures is not None:
            measures = list(self._measures())
            if measures or self._passage.marks.every_measure:
                example.measures = measures
                example.spans += [(_VERB, *verb) for verb, _, _ in measures]
        return example

    def _place(self, span: Span) -> Words | None:
        """The words that a span covers, if it begins and ends with words of the window."""
        if span.begin in self._first and span.end in self._last:
            return self._first[span.begin], self._last[span.end]
        return None

    def _measures(self) -> Iterator[tuple[Words, Words, int]]:
        for measure in self._passage.marks.measures or ():
            verb, what = self._place(measure.verb), self._place(measure.object)
            if verb and what:
                yield verb, what, STAGES.index(measure.stage.capitalize())

    def _link(self, example: Example) -> None:
        line = self._passage.report.paragraphs[self._window.paragraph].line
        for linkage in self._passage.linkages:
            if linkage.line != line:
                continue
            subjects = [
                index
                for index, (marked, _) in enumerate(self._marked)
                if marked.label == linkage.subject
            ]
            objects = [
                index
                for index, (marked, _) in enumerate(self._marked)
                if marked.label == linkage.object
            ]
            objects += [
                end
                for subject in subjects
                if (self._marked[subject][0].type, linkage.property) in _PLACES_IN_NAMES
                for end in self._inside(subject, linkage.object)
            ]
            self._pair(example, subjects, objects, LINKAGES.index(linkage.property))

    def _inside(self, index: int, name: str) -> Iterator[int]:
        """The implied ends: where a name stands inside a longer marked one."""
        marked, around = self._marked[index]
        quote = marked.span.of(self._text)
        at = quote.find(name)
        while at >= 0 and name != quote:
            begin = marked.span.begin + at
            words = self._place(Span(begin, begin + len(name)))
            if words and words != around:
                yield self._implied.setdefault(
                    words, len(self._marked) + len(self._implied)
                )
            at = quote.find(name, at + 1)

    def _pair(
        self,
        example: Example,
        subjects: Sequence[int],
        objects: Sequence[int],
        linkage: int,
    ) -> None:
        """Mark the nearest mentions of two entities as linked, and the farther ones as doubtful."""
        apart = {
            (s, o): self._distance(s, o)
            for s, o in product(subjects, objects)
            if s != o
        }
        for (subject, object_), distance in apart.items():
            nearest_object = min(d for (s, _), d in apart.items() if s == subject)
            nearest_subject = min(d for (_, o), d in apart.items() if o == object_)
            kept = (
                example.pairs
                if distance == nearest_object == nearest_subject
                else example.doubtful
            )
            kept.add((subject, object_, linkage))

    def _distance(self, subject: int, object_: int) -> int:
        """Words from the one to the other; 0 where they overlap."""
        at = [words for _, words in self._marked] + list(self._implied)
        return max(
            0, max(at[subject][0], at[object_][0]) - min(at[subject][1], at[object_][1])
        )
