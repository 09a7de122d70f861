"""Long values in messages, cut in the middle: a person sees how they begin and end, and how long they are."""

from __future__ import annotations

import re

LONGEST_VALUE = 240
"""The most characters that a value in quotes or angle brackets is shown with."""

LONGEST_LINE = 600
"""The most characters that a line of a message is shown with."""

_KEPT = 80
_KEPT_OF_LINE = LONGEST_LINE // 3
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
    shorter = _LONG_VALUE.sub(_value, text)
    return "\n".join(map(_line, shorter.split("\n")))


def _value(match: re.Match[str]) -> str:
    """A long value, with its quotes."""
    quoted = match[0]
    begins = quoted[: _KEPT + 1]
    ends = quoted[-_KEPT - 1 :]
    inside = len(quoted) - 2
    return f"{begins}…{ends} ({inside:,} characters)"


def _line(line: str) -> str:
    if len(line) <= LONGEST_LINE:
        return line
    begins = line[:_KEPT_OF_LINE]
    ends = line[-_KEPT_OF_LINE:]
    return f"{begins}… ({len(line):,} characters) …{ends}"
