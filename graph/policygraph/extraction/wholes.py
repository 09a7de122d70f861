"""The whole of a name where the reader saw a part of it, and its class where its last word tells: "Malawi government".

A country's name before "government" is a body's, before "dollars" a coin's; a body's name that opens its sentence has
its "First" in it; what ends with "Grant" or "Roadmap" is no body but an undertaking.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.model import Mention
    from policygraph.extraction.windows import Window

_RULES = frozenset({"authorities", "cabinet", "government", "parliament"})
"""What makes a body of the country whose name stands before it, in small letters."""

_COINS = frozenset(
    {
        "dollar",
        "dollars",
        "franc",
        "francs",
        "peso",
        "pesos",
        "pound",
        "pounds",
        "rupee",
        "rupees",
    }
)
_ORDINALS = frozenset({"First", "Second", "Third", "Fourth", "Fifth"})
_UNDERTAKINGS = frozenset(
    {
        "agenda",
        "campaign",
        "grant",
        "grants",
        "initiative",
        "pilot",
        "plan",
        "project",
        "roadmap",
        "scheme",
        "strategy",
    }
)
"""The last words of names that are no bodies; a programme can be one."""

_BODIES = frozenset(
    {
        "administration", "agency", "association", "authority", "board", "bureau", "commission", "committee",
        "company", "corporation", "council", "department", "federation", "foundation", "gmbh", "inc", "institute",
        "limited", "ltd", "ministry", "organisation", "organization", "plc", "secretariat",
    }
)  # fmt: skip
"""The last words of names that are no places: of 180 such names in the gold none is."""

_OF = frozenset({"for", "of", "on", "to"})


def with_wholes(found: Found, window: Window) -> Found:
    """The mentions of a window, each as the whole name that it is a part of, or gone where it is the name of a coin.

    Args:
        found: What the reader, the table of places and the vocabulary see.
        window: The window.
    """
    mentions = []
    rejected = list(found.rejected)
    taken = {(one.span, one.type) for one in found.mentions}
    for mention in found.mentions:
        whole = mention if mention.implied else _whole(mention, window)
        if whole is None:
            rejected.append(mention.kept_out("a coin's name"))
            continue
        named = (whole.span, whole.type)
        if whole == mention or named not in taken:
            taken.add(named)
            mentions.append(whole)
    mentions.sort(key=order)
    return Found(tuple(mentions), tuple(rejected))


def _whole(mention: Mention, window: Window) -> Mention | None:
    first, last = window.at(mention.span)
    words = window.texts[first : last + 1]
    if mention.type == "Place":
        return _place(mention, window, first, last)
    if mention.type != "Institution":
        return mention
    if _is_undertaking(words):
        return replace(mention, type="Project")
    before = first - 1
    if words[0].istitle() and _word_with(window, first, before) in _ORDINALS:
        return replace(mention, span=window.span(before, last))
    return mention


def _is_undertaking(words: Sequence[str]) -> bool:
    """Whether the last word of a name is one of undertakings, and no other is what it is about."""
    head = words[-1]
    if not head[0].isupper() or head.lower() not in _UNDERTAKINGS:
        return False
    return _OF.isdisjoint(words)


def _place(mention: Mention, window: Window, first: int, last: int) -> Mention | None:
    """A place's mention, or that of the body that it is or that it and the next word are, or none for a coin's."""
    if window.texts[last].lower() in _BODIES and last > first:
        return replace(mention, type="Institution")
    behind = last + 1
    after = _word_with(window, last, behind)
    if after in _COINS:
        return None
    if after in _RULES:
        span = window.span(first, behind)
        return replace(mention, span=span, type="Institution")
    return mention


def _word_with(window: Window, word: int, beside: int) -> str:
    """The word beside another one, in its sentence; empty where there is none."""
    if not 0 <= beside < len(window.texts):
        return ""
    if window.sentences[beside] != window.sentences[word]:
        return ""
    return window.texts[beside]
