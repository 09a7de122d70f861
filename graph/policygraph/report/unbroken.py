"""A report as it is read: without the breaks inside its words, and the way between both texts.

Names, figures and known phrases are looked for in words, and a word that a line's end, a soft hyphen or a footnote's
mark breaks is one word. So what reads a report reads a copy without the breaks; what it finds is moved onto the text
as published, whose offsets count.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.report.model import Report

_Value = TypeVar("_Value")


class Unbroken:
    """A report without its breaks, with its values moved between the text as published and the text as read.

    Args:
        report: The report as published.

    Example:
        >>> from policygraph.report import parse_report
        >>> published = replace(parse_report("Widen the har- bour.", name="x"), breaks=(Span(13, 15),))
        >>> read = Unbroken(published)
        >>> read.report.text, read.back(Span(10, 17))
        ('Widen the harbour.', Span(begin=10, end=19))
        >>> read.onto(Span(10, 19))
        Span(begin=10, end=17)
    """

    def __init__(self, report: Report) -> None:
        breaks = report.breaks
        lengths = [gap.end - gap.begin for gap in breaks]
        self._begins = [gap.begin for gap in breaks]
        self._lengths = lengths
        self._gone = [0, *accumulate(lengths)]
        self._joints = [
            begin - gone for begin, gone in zip(self._begins, self._gone, strict=False)
        ]
        self.report = self._without(report) if breaks else report

    def onto(self, value: _Value) -> _Value:
        """A value of the text as published, moved onto the text as read."""
        if not self._begins:
            return value
        return _moved(value, self._read)

    def back(self, value: _Value) -> _Value:
        """A value of the text as read, moved onto the text as published."""
        if not self._begins:
            return value
        return _moved(value, self._published)

    def _without(self, report: Report) -> Report:
        pieces = []
        at = 0
        for gap in report.breaks:
            pieces.append(report.text[at : gap.begin])
            at = gap.end
        pieces.append(report.text[at:])
        read = replace(report, text="".join(pieces), breaks=())
        return _moved(read, self._read)

    def _read(self, span: Span) -> Span:
        return Span(self._after(span.begin), self._after(span.end))

    def _after(self, offset: int) -> int:
        """Where an offset of the text as published lies in the text as read; inside a break, where that was."""
        passed = bisect_right(self._begins, offset)
        if passed:
            last = passed - 1
            begin = self._begins[last]
            if offset < begin + self._lengths[last]:
                return begin - self._gone[last]
        return offset - self._gone[passed]

    def _published(self, span: Span) -> Span:
        """A stretch does not begin or end with a break."""
        begin = self._before(span.begin)
        if span.begin >= span.end:
            return Span(begin, begin)
        last = self._before(span.end - 1)
        return Span(begin, last + 1)

    def _before(self, offset: int) -> int:
        return offset + self._gone[bisect_right(self._joints, offset)]


def _moved(value: _Value, move: Callable[[Span], Span]) -> _Value:
    """A value with every span in it moved, however deep it lies in tuples and dataclasses."""
    if isinstance(value, Span):
        return move(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_moved(item, move) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = _parts(value)
        return replace(
            value, **{name: _moved(part, move) for name, part in parts.items()}
        )
    return value


def _parts(value: object) -> dict[str, Any]:
    """The fields of a dataclass that may hold spans, by their names."""
    held = ((one.name, getattr(value, one.name)) for one in fields(value))  # type: ignore[arg-type]
    return {
        name: part
        for name, part in held
        if isinstance(part, tuple) or is_dataclass(part)
    }
