"""The tokens of SPARQL text.

Time is linear in the text, whatever it is: no token is begun twice, and a long string that nothing closes takes the
rest of the text with it.

Source: SPARQL 1.1 Query Language, section 19.8 (terminals) and 19.2 (codepoint escapes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[\w:·-]|{_PLX})(?:[\w:·.-]|{_PLX})*+"
_TOKENS = re.compile(
    rf"""
    (?P<space>\s++|\#[^\r\n]*+)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+(?:\\[^<>"{{}}|^`\\\x00-\x20]++)*+>)
  | (?P<string>\"{{3}}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{{3}}|\Z|\\\Z)|'{{3}}(?:[^'\\]++|\\.|'(?!''))*+(?:'{{3}}|\Z|\\\Z)
      |"(?:[^"\\\r\n]++|\\.)*+"|'(?:[^'\\\r\n]++|\\.)*+')
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<blank>_:\w[\w.·-]*+)
  | (?P<run>[^\W\d_][\w.·-]*+)(?P<local>:(?:{_LOCAL})?+)?+
  | (?P<local_only>:(?:{_LOCAL})?+)
  | (?P<number>[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+|\.[0-9]++(?:[eE][+-]?[0-9]++)?+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_RUN = re.compile(
    r"(?P<word>[^\W\d_]\w*+)|(?P<number>[0-9]++)|(?P<sign>.)", re.DOTALL
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODEPOINT = 0x10FFFF
_NAMES = frozenset({"blank", "local", "local_only"})


class Token(NamedTuple):
    """A token: its kind ("iri", "string", "variable", "language", "name", "word", "number", "sign"), text and place.

    `start` is a character offset, 0-based.
    """

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """A word as keywords are spelled, in capitals; empty for any other token."""
        if self.kind != "word":
            return ""
        return self.text.upper()


def lex(text: str) -> Iterator[Token]:
    """The tokens of `text` in order, without white space and comments.

    Lenient: what is no SPARQL token comes as single signs, so that a broken query can still be judged.

    Example:
        >>> [token.text for token in lex("ASK { ?s a <x> } # SERVICE")]
        ['ASK', '{', '?s', 'a', '<x>', '}']
    """
    for match in _TOKENS.finditer(text):
        kind = match.lastgroup or ""
        if kind == "run":
            yield from _words(match[0], match.start())
        elif kind in _NAMES:
            yield Token("name", match[0], match.start())
        elif kind != "space":
            yield Token(kind, match[0], match.start())


def unescape(text: str) -> str:
    r"""The text with its ``\uXXXX`` and ``\UXXXXXXXX`` codepoint escapes resolved.

    Example:
        >>> unescape("\\u0053ERVICE")
        'SERVICE'
    """
    return _ESCAPE.sub(_codepoint, text)


def place(text: str, offset: int) -> str:
    """Line and column of a character offset, both from 1, as "line:column"."""
    line = text.count("\n", 0, offset) + 1
    last_break = text.rfind("\n", 0, offset)
    column = offset - last_break
    return f"{line}:{column}"


def _words(run: str, start: int) -> Iterator[Token]:
    """The words of a run of letters, digits and dots behind which no colon makes it a name."""
    for match in _IN_RUN.finditer(run):
        yield Token(match.lastgroup or "", match[0], start + match.start())


def _codepoint(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= _LAST_CODEPOINT else match[0]
