"""Stretches of a report's text. Character offsets count code points, 0-based, end-exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, from `begin` up to but not including `end`.

    Example:
        >>> Span(2, 5).of("a road")
        'roa'
        >>> Span(0, 4).overlap(Span(2, 6))
        0.3333333333333333
    """

    begin: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.begin : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (or equals it)."""
        return self.begin <= other.begin and other.end <= self.end

    def overlap(self, other: Span) -> float:
        """The shared part of the joint length of two spans, 0–1."""
        shared = min(self.end, other.end) - max(self.begin, other.begin)
        if shared <= 0:
            return 0.0
        joint = max(self.end, other.end) - min(self.begin, other.begin)
        return shared / joint

    def between(self, gaps: Iterable[re.Match[str]]) -> Iterator[Span]:
        """The parts of the span that gaps within it set apart, in order.

        Example:
            >>> import re
            >>> [part.begin for part in Span(0, 4).between(re.finditer("-", "a-bc"))]
            [0, 2]
        """
        begin = self.begin
        for gap in gaps:
            yield Span(begin, gap.start())
            begin = gap.end()
        yield Span(begin, self.end)
