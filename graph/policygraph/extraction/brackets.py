"""Names that the reader cut at a bracket: "Ministry of Trade (MoT) Fund" was read as a body and "MoT) Fund"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import Rejected
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    by_end = {
        one.span.end: one
        for one in found.mentions
        if not one.implied and one.type not in _FIGURES
    }
    whole: list[Mention] = []
    gone: list[Mention] = []
    for mention in found.mentions:
        cut = _CUT.match(mention.span.of(text))
        if cut is None or mention.implied or mention.type in _FIGURES:
            whole.append(mention)
            continue
        begin = _begin(mention, text, by_end, cut.end())
        joined = replace(mention, span=Span(begin, mention.span.end))
        (whole if text[begin].isupper() else gone).append(joined)
    if len(whole) == len(found.mentions) and whole == list(found.mentions):
        return found
    kept = sorted(_outermost(whole, found.mentions), key=order)
    rejected = (
        Rejected(one.span, one.type, one.confidence, "half a bracket") for one in gone
    )
    return Found(tuple(kept), (*found.rejected, *rejected))


def _begin(mention: Mention, text: str, by_end: dict[int, Mention], behind: int) -> int:
    """Where the whole name begins, of which a mention is the part behind a bracket's beginning."""
    start = mention.span.begin
    opening = _BEFORE.search(text, max(0, start - _REACH), start)
    name = by_end.get(opening.start()) if opening else None
    return name.span.begin if name else start + behind


def _outermost(whole: list[Mention], before: tuple[Mention, ...]) -> Iterator[Mention]:
    """The mentions that are not the beginning of one that was joined."""
    joined = [one.span for one in whole if one not in before]
    for mention in whole:
        span = mention.span
        held = (
            other != span and other.begin <= span.begin and span.end <= other.end
            for other in joined
        )
        if mention.implied or not any(held):
            yield mention
