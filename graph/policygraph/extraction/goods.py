"""Goods that are only mentioned: an unsure line of business counts where its sentence speaks of business at all.

"The rains hurt maize and beans" names crops, "maize growing firms" a trade. In the gold's ordinary prose none of the
unsure ones without such a word was right, on passages dense with names 8 of 14. What a sentence lists as crops or foods
is goods however sure it looks: "the main crops are maize and beans".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found
from policygraph.extraction.model import READER, Rejected

if TYPE_CHECKING:
    from policygraph.extraction.model import Mention
    from policygraph.extraction.windows import Window
    from policygraph.spans import Span

UNSURE = 0.6
"""Below this confidence, 0–1, a line of business needs a word for business in its sentence."""

SURE = 0.7
"""From this confidence, 0–1, on another line of business in the sentence is such a word."""

_BUSINESS = re.compile(
    r"\b(?:industr\w+|sectors?|manufactur\w*|produc(?:tion|ers?|ing|e)|business\w*|compan\w+|enterprises?|firms?|"
    r"investments?|investors?|exports?|markets?|trad(?:e|ing)|economy|clusters?|chains?|factor(?:y|ies)|plants?|farm\w*|"
    r"services|processing|develop(?:ment)?|supply|value added|output|growth|start-?ups?)\b",
    re.IGNORECASE,
)

_LISTED = re.compile(
    r"\b(?:cereals|commodities|crops|foods|fruits?|goods|pulses|species|tubers|vegetables)\b(?:\s\w+)?"
    r"(?:\s(?:are|is|into)\b|,?\s(?:such\sas|including|like|particularly)\b|\s?[(—–:])[^.;]*$",
    re.IGNORECASE,
)
"""What leads into a list of goods, up to one of them."""


def without_goods(found: Found, window: Window, text: str) -> Found:
    """The mentions of a window without unsure lines of business in sentences that speak of none.

    Args:
        found: What the reader and the vocabulary see.
        window: The window.
        text: The report's text.
    """
    gone = [
        one
        for one in found.mentions
        if (_is_unsure(one) and not _speaks_of_business(one, found, window, text))
        or _is_listed(one, window, text)
    ]
    return Found(
        tuple(one for one in found.mentions if one not in gone),
        (
            *found.rejected,
            *(Rejected(o.span, o.type, o.confidence, "only goods here") for o in gone),
        ),
    )


def _is_unsure(mention: Mention) -> bool:
    return (
        mention.type == "Industry"
        and mention.found_by == READER
        and mention.confidence < UNSURE
    )


def _is_listed(mention: Mention, window: Window, text: str) -> bool:
    """Whether the reader took for a line of business what its sentence lists as goods."""
    begin = _sentence(mention, window).begin
    return (
        mention.type == "Industry"
        and mention.found_by == READER
        and not _BUSINESS.search(mention.span.of(text))
        and _LISTED.search(text, begin, mention.span.begin) is not None
    )


def _speaks_of_business(
    mention: Mention, found: Found, window: Window, text: str
) -> bool:
    """Whether a sentence has a word for business, or another line of business that is sure."""
    whole = _sentence(mention, window)
    return _BUSINESS.search(text, whole.begin, whole.end) is not None or any(
        other.type == "Industry"
        and whole.covers(other.span)
        and (other.confidence >= SURE or other.is_known)
        for other in found.mentions
    )


def _sentence(mention: Mention, window: Window) -> Span:
    """The sentence of a mention, as far as it is in the window."""
    at = window.at(mention.span)[0]
    starts = [start for start in (0, *sorted(window.breaks)) if start <= at]
    ends = [start for start in sorted(window.breaks) if start > at]
    return window.span(starts[-1], (ends[0] if ends else len(window.words)) - 1)
