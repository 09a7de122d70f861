"""The whole of a figure's words where a reader marked a part of them: a sign, a currency's letters, a sign behind."""

from __future__ import annotations

import re

from policygraph.spans import Span

_LETTERS = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]{0,2}$")
_MINUS = re.compile(r"(?<=[ (])[-−]$")
_SIGN_BEHIND = re.compile(r"[€$£¥₹%]")
_REACH = 4


def whole_figure(text: str, span: Span) -> Span:
    """The span of a figure with what is glued to it: "A" of "A$5", the minus of "-3.2%", the sign of "1.2 M€".

    Example:
        >>> def whole(text, words):
        ...     begin = text.index(words)
        ...     return whole_figure(text, Span(begin, begin + len(words))).of(text)
        >>> whole("pay A$5 million", "$5 million"), whole("at -3.2% now", "3.2%"), whole("get 1.2 M€ in", "1.2 M")
        ('A$5 million', '-3.2%', '1.2 M€')
        >>> whole("from 2-3%", "3%"), whole("about 12%", "12%")
        ('3%', '12%')
    """
    before = text[max(0, span.begin - _REACH) : span.begin]
    glued = (
        _LETTERS.search(before)
        if text[span.begin : span.begin + 1] == "$"
        else _MINUS.search(before)
    )
    begin = span.begin - (len(before) - glued.start() if glued else 0)
    end = span.end + bool(_SIGN_BEHIND.match(text, span.end))
    return Span(begin, end)
