"""Names that the reader cut at a bracket: "Ministry of Trade (MoT) Fund" was read as a body and "MoT) Fund"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Mention

_FIGURES = frozenset({"Target", "Result"})
_CUT = re.compile(r"[^()]*\)\s*")
"""The beginning of a name that holds the end of a bracket and not its beginning."""

_BEFORE = re.compile(r"\s*\([^()]*$")
"""The beginning of a bracket that has not ended, with the space before it."""

_REACH = 40
"""How far before a name, in characters, the beginning of its bracket is looked for."""


def with_brackets(found: Found, text: str) -> Found:
    """The mentions of a window, none with half a bracket in it.

    What begins inside a bracket is joined to the name before the bracket; where there is none it begins behind it, if
    a name is left, which opens with a capital.

    Args:
        found: What was found in the window.
        text: The report's text.
    """
    names = filter(_is_name, found.mentions)
    by_end = {one.span.end: one for one in names}
    pairs = [(one, _whole(one, text, by_end)) for one in found.mentions]
    kept = sorted(_without_beginnings(pairs), key=order)
    halves = (one for one, whole in pairs if whole is None)
    rejected = (one.kept_out("half a bracket") for one in halves)
    return Found(tuple(kept), (*found.rejected, *rejected))


def _is_name(mention: Mention) -> bool:
    if mention.implied:
        return False
    return mention.type not in _FIGURES


def _whole(mention: Mention, text: str, by_end: dict[int, Mention]) -> Mention | None:
    """A mention as the whole name that it is the end of, or the part behind its bracket; None if that opens small."""
    if not _is_name(mention):
        return mention
    cut = _CUT.match(mention.span.of(text))
    if cut is None:
        return mention
    begin = _begin(mention, text, by_end, cut.end())
    if not text[begin].isupper():
        return None
    return replace(mention, span=Span(begin, mention.span.end))


def _begin(mention: Mention, text: str, by_end: dict[int, Mention], behind: int) -> int:
    """Where the whole name begins, of which a mention is the part behind a bracket's beginning."""
    start = mention.span.begin
    opening = _BEFORE.search(text, max(0, start - _REACH), start)
    if opening:
        name = by_end.get(opening.start())
        if name:
            return name.span.begin
    return start + behind


def _without_beginnings(
    pairs: Sequence[tuple[Mention, Mention | None]],
) -> Iterator[Mention]:
    """The whole names, without those that are the beginning of one that was joined."""
    joined = [whole.span for one, whole in pairs if whole and whole != one]
    for _, whole in pairs:
        if whole and not _is_held(whole, joined):
            yield whole


def _is_held(mention: Mention, joined: list[Span]) -> bool:
    """Whether a mention is the beginning of a name that was joined."""
    if not _is_name(mention):
        return False
    span = mention.span
    return any(other != span and other.covers(span) for other in joined)
