"""The whole of a figure's words where a reader marked a part of them: a sign, a currency's letters, a sign behind."""

from __future__ import annotations

import re

from policygraph.spans import Span

_LETTERS = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]{0,2}$")
_MINUS = re.compile(r"(?<=[ (])[-−]$")
_SIGN_BEHIND = re.compile(r"[€$£¥₹%]")
_REACH = 4
_PERCENT = re.compile(r"(?:\s?%|\sper\s?cent)$", re.IGNORECASE)
_NUMBER = r"(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?"
_LOWER = re.compile(
    rf"\b(?:(?:by|of|about|around|some|roughly|at|to)\s+(?P<from>{_NUMBER})\s+to\s+"
    rf"|between\s+(?P<between>{_NUMBER})\s+and\s)$"
)
"""The lower end of a range of percentages, which has no sign of its own: "by 10 to 15 percent"."""

_REACH_OF_A_RANGE = 30


def whole_figure(text: str, span: Span) -> Span:
    """The span of a figure with what is glued to it: "A" of "A$5", the minus of "-3.2%", the sign of "1.2 M€".

    Example:
        >>> def whole(text, words):
        ...     begin = text.index(words)
        ...     return whole_figure(text, Span(begin, begin + len(words))).of(text)
        >>> whole("pay A$5 million", "$5 million"), whole("at -3.2% now", "3.2%"), whole("get 1.2 M€ in", "1.2 M")
        ('A$5 million', '-3.2%', '1.2 M€')
        >>> whole("from 2-3%", "3%"), whole("about 12%", "12%"), whole("by 10 to 15 percent", "15 percent")
        ('3%', '12%', '10 to 15 percent')
    """
    begin = span.begin
    before = text[max(0, begin - _REACH) : begin]
    glued_before = _MINUS
    if text[begin : begin + 1] == "$":
        glued_before = _LETTERS
    glued = glued_before.search(before)
    if glued:
        begin -= len(before) - glued.start()
    end = span.end
    if _SIGN_BEHIND.match(text, end):
        end += 1
    lower = _lower_end(text, Span(begin, end))
    return Span(lower, end)


def _lower_end(text: str, span: Span) -> int:
    """Where a range of percentages begins whose upper end alone was marked; else where the figure does."""
    words = span.of(text)
    if not _PERCENT.search(words):
        return span.begin
    begin = max(0, span.begin - _REACH_OF_A_RANGE)
    found = _LOWER.search(text[begin : span.begin])
    upper = re.match(_NUMBER, words)
    if not found or not upper:
        return span.begin
    lower = "from" if found["from"] else "between"
    if float(found[lower]) >= float(upper[0]):
        return span.begin
    return begin + found.start(lower)
