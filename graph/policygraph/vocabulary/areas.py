"""Policy areas by their cues: which fields of government the words of a task speak of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from policygraph.terms import Iri
from policygraph.vocabulary.english import plural
from policygraph.vocabulary.matching import Matcher
from policygraph.vocabulary.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.spans import Span


MOST = 2
"""How many areas a stretch of text is filed under; more say that it speaks of no one thing."""


_NEAR = 8
"""How many cues before a cue may be longer ones that it lies in."""

_NONE = Iri("")
"""What stands for the area of words that tell none."""


class Cue(NamedTuple):
    """Words that tell a policy area, and where they stand in the text."""

    span: Span
    area: Iri


class Areas:
    """The policy areas, each with the cues that tell it.

    Args:
        cues: Pairs of an area and the words that tell it, in the order of the files.
        weak: Cues that count only where no other does ("young people").
        idle: Words that tell no area, though a shorter cue stands in them ("a good environment").
    """

    def __init__(
        self,
        cues: Iterable[tuple[Iri, tuple[str, ...]]],
        weak: Iterable[str] = (),
        idle: tuple[str, ...] = (),
    ) -> None:
        entries = []
        for area, words in (*cues, (_NONE, idle)):
            lower = tuple(word.lower() for word in words)
            entries.append(Entry(area, area, lower))
        self._matcher = Matcher(entries)
        singular = {word.lower() for word in weak}
        self._weak = frozenset(singular | set(map(plural, singular)))

    def find(self, text: str) -> tuple[Cue, ...]:
        """The cues of the areas that a text speaks of, in its order: one cue for each area, two areas at most.

        A cue inside a longer one of another area counts for nothing ("health insurance" tells of insurance, not of
        health), nor does a weak one. Of more than two areas those stand that the most words tell, of equals the first
        in the text. Case says nothing, for headings are written in every case.
        """
        return _heaviest(self.strong(text), text)

    def hints(self, text: str) -> tuple[Cue, ...]:
        """The weak cues of a text, as `find` has the others."""
        weak = [cue for cue in self.cues(text) if self._is_weak(cue, text)]
        return _heaviest(weak, text)

    def strong(self, text: str) -> list[Cue]:
        """All cues of a text in its order but the weak ones."""
        return [cue for cue in self.cues(text) if not self._is_weak(cue, text)]

    def _is_weak(self, cue: Cue, text: str) -> bool:
        return cue.span.of(text).lower() in self._weak

    def cues(self, text: str) -> list[Cue]:
        """All cues of a text in its order, but for those inside a longer one or inside words that tell no area."""
        lower = text.lower()
        keeps_offsets = len(lower) == len(text)
        known, _ = self._matcher.find(lower if keeps_offsets else text)
        cues = [Cue(name.span, name.entry.iri) for name in known]
        idle = [cue.span for cue in cues if cue.area == _NONE]
        outermost = _outermost(cues)
        return [cue for cue in outermost if not _lies_in(cue, idle)]


def _lies_in(cue: Cue, spans: Iterable[Span]) -> bool:
    return any(span.covers(cue.span) for span in spans)


def _heaviest(cues: list[Cue], text: str) -> tuple[Cue, ...]:
    """The first cue of each of the two areas that the most words tell, in the order of the text."""
    weight: dict[Iri, int] = defaultdict(int)
    first: dict[Iri, Cue] = {}
    for cue in cues:
        words = cue.span.of(text).split()
        weight[cue.area] += len(words)
        first.setdefault(cue.area, cue)

    def heaviest_first(cue: Cue) -> tuple[int, Span]:
        return -weight[cue.area], cue.span

    heaviest = sorted(first.values(), key=heaviest_first)
    return tuple(sorted(heaviest[:MOST]))


def _outermost(cues: Iterable[Cue]) -> list[Cue]:
    """The cues that lie in no longer one, in the order of the text."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=_longest_first):
        if not any(_is_inside(cue, other) for other in kept[-_NEAR:]):
            kept.append(cue)
    return kept


def _longest_first(cue: Cue) -> tuple[int, int]:
    """The order of the text, and of cues with one beginning the longest first."""
    return cue.span.begin, -cue.span.end


def _is_inside(cue: Cue, other: Cue) -> bool:
    return other.span != cue.span and other.span.covers(cue.span)
