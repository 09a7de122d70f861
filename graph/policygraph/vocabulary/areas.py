"""Policy areas by their cues: which fields of government the words of a task speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.vocabulary.matching import Matcher
from policygraph.vocabulary.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.spans import Span
    from policygraph.terms import Iri

MOST = 2
"""How many areas a stretch of text is filed under; more say that it speaks of no one thing."""


class Cue(NamedTuple):
    """Words that tell a policy area, and where they stand in the text."""

    span: Span
    area: Iri


class Areas:
    """The policy areas, each with the cues that tell it.

    Args:
        cues: Pairs of an area and the words that tell it, in the order of the files.
    """

    def __init__(self, cues: Iterable[tuple[Iri, tuple[str, ...]]]) -> None:
        self._matcher = Matcher(
            Entry(area, area, tuple(word.lower() for word in words))
            for area, words in cues
        )

    def find(self, text: str) -> tuple[Cue, ...]:
        """The cues of the areas that a text speaks of, in its order: one cue for each area, two areas at most.

        A cue inside a longer one of another area counts for nothing ("health insurance" tells of insurance, not of
        health). Of more than two areas those stand that the most words tell, of equals the first in the text. Case
        says nothing, for headings are written in every case.
        """
        found = self.cues(text)
        weight: dict[Iri, int] = {}
        for cue in found:
            weight[cue.area] = weight.get(cue.area, 0) + len(cue.span.of(text).split())
        first: dict[Iri, Cue] = {}
        for cue in found:
            first.setdefault(cue.area, cue)
        heaviest = sorted(
            first.values(), key=lambda cue: (-weight[cue.area], cue.span)
        )[:MOST]
        return tuple(sorted(heaviest))

    def cues(self, text: str) -> list[Cue]:
        """All cues of a text in its order, but for those inside a longer one."""
        lower = text.lower()
        known = self._matcher.find(lower if len(lower) == len(text) else text)[0]
        return _outermost(Cue(name.span, name.entry.iri) for name in known)


def _outermost(cues: Iterable[Cue]) -> list[Cue]:
    """The cues that lie in no longer one, in the order of the text."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.span.begin, -cue.span.end)):
        if not any(
            other.span != cue.span and other.span.covers(cue.span)
            for other in kept[-8:]
        ):
            kept.append(cue)
    return kept
