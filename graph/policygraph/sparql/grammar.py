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
from enum import Enum
from functools import cache, lru_cache

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
    return _parsed(text)[0]


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
    passed = [at for at, start in enumerate(starts) if start < stopped]
    return found[passed[-1] if passed else 0].start()


@cache
def spelled(word: str) -> re.Pattern[str]:
    """A pattern for a word in either case, each letter perhaps written as a codepoint escape."""
    letters = (rf"(?:{char}|(?<!\\)\\(?:u00|U000000){_codes(char)})" for char in word)
    return re.compile("".join(letters), re.IGNORECASE)


def _codes(char: str) -> str:
    return f"(?:{ord(char.upper()):02X}|{ord(char.lower()):02X})"


def _without(text: str, word: str, found: list[re.Match[str]]) -> tuple[str, list[int]]:
    """The text with another word in each place, and where these begin."""
    other = word[:-1] + _SUBSTITUTE
    parts, starts, at, size = [], [], 0, 0
    for match in found:
        parts += [text[at : match.start()], other]
        starts.append(size + match.start() - at)
        size = starts[-1] + len(other)
        at = match.end()
    return "".join([*parts, text[at:]]), starts


@cache
def _engine() -> ox.Store:
    return ox.Store()


@lru_cache(maxsize=4)
def _parsed(text: str) -> tuple[Reach, int]:
    """How far the parser comes, and the offset at which it gives up."""
    end = text.count("\n") + len(_PAD) + 1
    try:
        _engine().query(f"{text}{_PAD}{_STOP}\n.", prefixes=_PREFIXES)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        if place is None:
            return Reach.SHORT, 0
        line, column = int(place[1]), int(place[2])
    if line == end:
        return Reach.WHOLE, len(text)
    return (Reach.BEYOND if line > end else Reach.SHORT), _offset(text, line, column)


def _offset(text: str, line: int, column: int) -> int:
    at = -1
    for _ in range(line - 1):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return min(at + column, len(text))
