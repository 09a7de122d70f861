"""Whether a word in a query is a keyword, asked of the parser that will read the query.

SPARQL as the engine reads it needs no space behind a keyword (``SERVICESILENT<...>``), knows escapes, and decides by
what stands before a sign whether it begins an IRI or compares. A second grammar would disagree with it somewhere.
So the engine's own is asked: the text is parsed once as it stands and once with every occurrence of the word changed
into one that is no keyword, but may stand wherever a name or a string may. What parses still did not use it.

Nothing is evaluated: behind the text stands what no query can hold, so that the parser always stops; how far it came
is the answer.

Source: SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from policygraph.namespaces import PREFIXES

_PAD = "\n" * 40
_STOP = "\x01" * 64
_PLACE = re.compile(r"error at (\d+):(\d+)", re.IGNORECASE)
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
_SUBSTITUTE = "X"


class Reach(Enum):
    """How far the parser came: not to the end, exactly there, or over it (a token that nothing closes was tried)."""

    SHORT = "short"
    WHOLE = "whole"
    BEYOND = "beyond"


def reach_of(text: str) -> Reach:
    """How far the engine's parser comes in a text; only `Reach.SHORT` is certainly no query.

    Example:
        >>> reach_of("ASK {}").value
        'whole'
        >>> reach_of("ASK [}").value
        'short'
    """
    return _parsed(text).reach


def keyword_at(text: str, word: str) -> int | None:
    """The offset of the first occurrence of a word that the engine takes for a keyword; None where it takes none.

    Args:
        text: The query. One that does not parse has no keywords: it is never evaluated.
        word: A keyword of SPARQL, in capitals.

    Example:
        >>> keyword_at("ASK { SERVICESILENT<http://example.org/>{} }", "SERVICE")
        6
        >>> keyword_at("PREFIX service: <http://example.org/SERVICE> ASK { ?s service:x 'SERVICE' }", "SERVICE")
    """
    found = list(spelled(word).finditer(text))
    if not found:
        return None
    other, starts = _without(text, word, found)
    reach, stopped = _parsed(other)
    if reach is Reach.WHOLE or reach_of(text) is Reach.SHORT:
        return None
    passed = bisect_left(starts, stopped)
    last = max(passed - 1, 0)
    return found[last].start()


@cache
def spelled(word: str) -> re.Pattern[str]:
    """A pattern for a word in either case, each letter perhaps written as a codepoint escape."""
    letters = map(_spelled_letter, word)
    return re.compile("".join(letters), re.IGNORECASE)


def _spelled_letter(char: str) -> str:
    upper = f"{ord(char.upper()):02X}"
    lower = f"{ord(char.lower()):02X}"
    return rf"(?:{char}|(?<!\\)\\(?:u00|U000000)(?:{upper}|{lower}))"


def _without(text: str, word: str, found: list[re.Match[str]]) -> tuple[str, list[int]]:
    """The text with another word in each place, and where these begin."""
    other = word[:-1] + _SUBSTITUTE
    parts = []
    starts = []
    last = 0
    shift = 0
    for match in found:
        begin, end = match.span()
        parts.append(text[last:begin])
        parts.append(other)
        starts.append(begin + shift)
        shift += len(other) - (end - begin)
        last = end
    parts.append(text[last:])
    return "".join(parts), starts


class _Parsed(NamedTuple):
    """How far the parser comes in a text, and the offset at which it gives up."""

    reach: Reach
    stopped: int


@cache
def _engine() -> ox.Store:
    return ox.Store()


@lru_cache(maxsize=4)
def _parsed(text: str) -> _Parsed:
    end = text.count("\n") + len(_PAD) + 1
    try:
        _engine().query(f"{text}{_PAD}{_STOP}\n.", prefixes=_PREFIXES)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        if place is None:
            return _Parsed(Reach.SHORT, 0)
        line = int(place[1])
        column = int(place[2])
    if line == end:
        return _Parsed(Reach.WHOLE, len(text))
    reach = Reach.BEYOND if line > end else Reach.SHORT
    stopped = _offset(text, line, column)
    return _Parsed(reach, stopped)


def _offset(text: str, line: int, column: int) -> int:
    at = -1
    for _ in range(line - 1):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return min(at + column, len(text))
