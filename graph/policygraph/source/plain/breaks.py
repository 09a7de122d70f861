"""Stretches inside the words of a text that are not read: hyphens at line ends, soft hyphens, marks of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.source.hyphens import WordList
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
_SOFT = re.compile("[\u00ad\u200b]")
_BEFORE = re.compile(r"[^\s]+$")
_BEHIND = re.compile(r"\S+")
_LONGEST = 60


def find_breaks(text: str) -> Iterator[Span]:
    """The hyphens at line ends, each with the line end (which alone is left out where the hyphen belongs to the word).

    Soft hyphens inside lines are among them.
    """
    words: WordList | None = None
    ends = []
    for match in _AT_LINE_END.finditer(text):
        words = words or WordList(text.split("\n"))
        stem, behind = (
            _word_before(text, match.start()),
            _word_behind(text, match.end()),
        )
        keeps = words.joined(stem + match.group()[0], behind) == f"{stem}-{behind}"
        ends.append(match.end())
        yield Span(match.start() + keeps, match.end())
    broken = set(ends)
    for match in _SOFT.finditer(text):
        following = _AT_LINE_END.match(text, match.start())
        if not following or following.end() not in broken:
            yield Span(*match.span())


def _word_before(text: str, end: int) -> str:
    found = _BEFORE.search(text, max(0, end - _LONGEST), end)
    if found:
        return found.group()
    return ""


def _word_behind(text: str, begin: int) -> str:
    found = _BEHIND.match(text, begin, begin + _LONGEST)
    if found:
        return found.group()
    return ""
