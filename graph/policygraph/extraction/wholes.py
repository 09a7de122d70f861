"""The whole of a name where the reader saw a part of it, and its class where its last word tells: "Malawi government".

A country's name before "government" is a body's, before "dollars" a coin's; a body's name that opens its sentence has
its "First" in it; what ends with "Grant" or "Roadmap" is no body but an undertaking.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import Rejected

if TYPE_CHECKING:
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
            rejected.append(
                Rejected(
                    mention.span, mention.type, mention.confidence, "a coin's name"
                )
            )
        elif whole == mention or (whole.span, whole.type) not in taken:
            taken.add((whole.span, whole.type))
            mentions.append(whole)
    return Found(tuple(sorted(mentions, key=order)), tuple(rejected))


def _whole(mention: Mention, window: Window) -> Mention | None:
    first, last = window.at(mention.span)
    words = window.texts[first : last + 1]
    if mention.type == "Place":
        return _place(mention, window, first, last)
    if mention.type != "Institution":
        return mention
    if (
        words[-1].lower() in _UNDERTAKINGS
        and words[-1][0].isupper()
        and not _OF & {*words}
    ):
        return replace(mention, type="Project")
    before = window.texts[first - 1] if first else ""
    if (
        before in _ORDINALS
        and _is_with(window, first - 1, first)
        and words[0].istitle()
    ):
        return replace(mention, span=window.span(first - 1, last))
    return mention


def _place(mention: Mention, window: Window, first: int, last: int) -> Mention | None:
    """A place's mention, or that of the body that it is or that it and the next word are, or none for a coin's."""
    if window.texts[last].lower() in _BODIES and last > first:
        return replace(mention, type="Institution")
    after = window.texts[last + 1] if _is_with(window, last, last + 1) else ""
    if after in _COINS:
        return None
    if after in _RULES:
        return replace(mention, span=window.span(first, last + 1), type="Institution")
    return mention


def _is_with(window: Window, one: int, other: int) -> bool:
    """Whether two indices are of words in one sentence."""
    return (
        one >= 0
        and other < len(window.texts)
        and window.sentences[one] == window.sentences[other]
    )
