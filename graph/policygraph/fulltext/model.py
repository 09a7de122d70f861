"""The values of full text."""

from __future__ import annotations

from dataclasses import dataclass

Mark = tuple[int, int]
"""A stretch of a text: code points from 0, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: its IRI, where it begins in the text, its page (from 1, or 0), and its words."""

    iri: str
    begin: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that has the words, and which report it is of.

    `marks` are the stretches of `text` that match: code points from 0, end-exclusive, in order, none over another.
    """

    report: str
    title: str
    sentence: str
    begin: int
    page: int
    text: str
    marks: tuple[Mark, ...]

    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The sentence in stretches, each with whether it matches.

        Example:
            >>> Hit("x:r", "Plan", "x:s", 0, 0, "New roads.", ((4, 9),)).pieces()
            (('New ', False), ('roads', True), ('.', False))
        """
        found = []
        at = 0
        for begin, end in self.marks:
            between = self.text[at:begin]
            marked = self.text[begin:end]
            found.append((between, False))
            found.append((marked, True))
            at = end
        rest = self.text[at:]
        found.append((rest, False))
        return tuple((text, matches) for text, matches in found if text)


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences that have the words: how many there are, and some of them."""

    total: int
    hits: tuple[Hit, ...]
