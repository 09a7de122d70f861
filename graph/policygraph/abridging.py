"""Long values in messages, cut in the middle: a person sees how they begin and end, and how long they are."""

from __future__ import annotations

import re

LONGEST_VALUE = 240
"""The most characters that a value in quotes or angle brackets is shown with."""

LONGEST_LINE = 600
"""The most characters that a line of a message is shown with."""

_KEPT = 80
_LONG_VALUE = re.compile(
    rf"'[^'\n]{{{LONGEST_VALUE},}}'|\"[^\"\n]{{{LONGEST_VALUE},}}\"|<[^<>\n]{{{LONGEST_VALUE},}}>|“[^“”\n]{{{LONGEST_VALUE},}}”"
)


def abridged(text: str) -> str:
    """The text with each long value cut in the middle, and its length told; and so each long line.

    Example:
        >>> len(abridged(f"no question is named '{'a' * 5000}'; see `policygraph queries`")) < 300
        True
        >>> abridged(f"'{'a' * 300}' is no IRI")[-36:]
        "aaaaaaaa' (300 characters) is no IRI"
    """
    if len(text) <= LONGEST_VALUE:
        return text
    lines = _LONG_VALUE.sub(lambda match: _value(match[0]), text).split("\n")
    return "\n".join(
        line if len(line) <= LONGEST_LINE else _cut(line, LONGEST_LINE // 3)
        for line in lines
    )


def _value(quoted: str) -> str:
    """A long value, with its quotes."""
    inside = quoted[1:-1]
    return f"{quoted[0]}{inside[:_KEPT]}…{inside[-_KEPT:]}{quoted[-1]} ({len(inside):,} characters)"


def _cut(line: str, kept: int) -> str:
    return f"{line[:kept]}… ({len(line):,} characters) …{line[-kept:]}"
