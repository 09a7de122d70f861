"""What went wrong, told in a page: commands of a shell become the pages that say the same, and near names links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
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


class _Place(NamedTuple):
    """A place in a message, and what stands there on the page."""

    begin: int
    end: int
    piece: Piece


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
    places = [*_commands(message), *_near(message, page, given or {})]
    pieces = []
    at = 0
    for place in sorted(places, key=_begin_and_end):
        if place.begin >= at:
            before = Piece(message[at : place.begin])
            pieces += [before, place.piece]
            at = place.end
    rest = Piece(message[at:])
    pieces.append(rest)
    return tuple(pieces)


def _begin_and_end(place: _Place) -> tuple[int, int]:
    return place.begin, place.end


def _commands(message: str) -> Iterator[_Place]:
    for found in _COMMAND.finditer(message):
        command = found[1]
        question = found[2]
        if command == "query" and question:
            words = f"the answer to “{question}”"
            href = f"/questions/{question}"
        else:
            href, words = _PAGES.get(command, ("/questions", "the questions"))
        yield _Place(found.start(), found.end(), Piece(words, href))


def _near(message: str, page: str, given: Mapping[str, str]) -> Iterator[_Place]:
    wrong = _GIVEN.match(message)
    meant = _MEANT.search(message)
    if not meant:
        return
    for found in _NAME.finditer(message, meant.start(1), meant.end(1)):
        name = found[1]
        if wrong:
            asked = {**given, wrong[1]: name}
            href = f"{page}?{urlencode(asked)}"
        else:
            href = f"/?{urlencode({'q': name})}"
        yield _Place(found.start(), found.end(), Piece(name, href))
