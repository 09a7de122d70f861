"""What went wrong, told in a page: commands of a shell become the pages that say the same, and near names links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMMAND = re.compile(r"`policygraph (\w+)(?: ([\w-]+))?[^`\n]*`")
_GIVEN = re.compile(r"^(\w+)='")
_MEANT = re.compile(r"did you mean (.+?)\?")
_NAME = re.compile(r"'((?:[^'\\]|\\.)*)'")
_PAGES = {
    "queries": ("/questions", "the list of questions"),
    "ontology": ("/ontology", "the page of the ontology"),
    "build": ("/", "the reports that are here"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message, and where it leads to, or nowhere."""

    text: str
    href: str = ""


def advised(
    message: str, page: str = "/", given: Mapping[str, str] | None = None
) -> tuple[Piece, ...]:
    """The message in stretches.

    Args:
        message: What an error says.
        page: The page that was asked.
        given: What it was asked with; a near name takes the place of the one that was wrong.

    Example:
        >>> [piece.href for piece in advised("no such; `policygraph query reports` lists them")]
        ['', '/questions/reports', '']
        >>> advised("place='x' is none; did you mean 'y'?", "/questions/place", {"place": "x"})[1]
        Piece(text='y', href='/questions/place?place=y')
    """
    pieces, at = [], 0
    for begin, end, piece in sorted(
        [*_commands(message), *_near(message, page, given or {})],
        key=lambda found: found[:2],
    ):
        if begin >= at:
            pieces += [Piece(message[at:begin]), piece]
            at = end
    pieces.append(Piece(message[at:]))
    return tuple(pieces)


def _commands(message: str) -> Iterator[tuple[int, int, Piece]]:
    for found in _COMMAND.finditer(message):
        if found[1] == "query" and found[2]:
            named = Piece(f"the answer to “{found[2]}”", f"/questions/{found[2]}")
        else:
            href, words = _PAGES.get(found[1], ("/questions", "the questions"))
            named = Piece(words, href)
        yield found.start(), found.end(), named


def _near(
    message: str, page: str, given: Mapping[str, str]
) -> Iterator[tuple[int, int, Piece]]:
    wrong, meant = _GIVEN.match(message), _MEANT.search(message)
    if not meant:
        return
    for name in _NAME.finditer(message, meant.start(1), meant.end(1)):
        asked = {**given, wrong[1]: name[1]} if wrong else {"q": name[1]}
        href = f"{page if wrong else '/'}?{urlencode(asked)}"
        yield name.start(), name.end(), Piece(name[1], href)
