"""Which of a set of nested stretches of text holds a character."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.spans import Span


class Layout:
    """Finds the innermost of many spans at a character, in logarithmic time.

    Args:
        spans: Nested or disjoint; of spans that cross, the later one ends the earlier.

    Example:
        >>> from policygraph.spans import Span
        >>> layout = Layout([Span(0, 9), Span(2, 4)])
        >>> [layout.innermost(position) for position in (1, 2, 4, 9)]
        [0, 1, 0, None]
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._holders: list[int | None] = []
        open_: list[int] = []

        def outer_first(index: int) -> tuple[int, int]:
            span = spans[index]
            return span.begin, -span.end

        for index in sorted(range(len(spans)), key=outer_first):
            begin = spans[index].begin
            self._close(open_, spans, begin)
            open_.append(index)
            self._mark(begin, index)
        self._close(open_, spans, None)

    def innermost(self, position: int) -> int | None:
        """The index of the smallest span that holds the character at `position`, or None."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        return self._holders[place]

    def _close(
        self, open_: list[int], spans: Sequence[Span], until: int | None
    ) -> None:
        """Ends the open spans that end at or before `until` (all of them if None)."""
        while open_:
            end = spans[open_[-1]].end
            if until is not None and end > until:
                return
            open_.pop()
            around = (index for index in reversed(open_) if spans[index].end > end)
            self._mark(end, next(around, None))

    def _mark(self, start: int, holder: int | None) -> None:
        if self._starts:
            start = max(start, self._starts[-1])
        self._starts.append(start)
        self._holders.append(holder)
