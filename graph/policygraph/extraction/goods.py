"""Goods that are only mentioned: an unsure line of business counts where its sentence speaks of business at all.

"The rains hurt maize and beans" names crops, "maize growing firms" a trade. In the gold's ordinary prose none of the
unsure ones without such a word was right, on passages dense with names 8 of 14. What a sentence lists as crops or foods
is goods however sure it looks: "the main crops are maize and beans".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found
from policygraph.extraction.model import READER

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
    kept = []
    rejected = list(found.rejected)
    for one in found.mentions:
        if _is_of_the_reader(one) and _is_goods(one, found, window, text):
            rejected.append(one.kept_out("only goods here"))
        else:
            kept.append(one)
    return Found(tuple(kept), tuple(rejected))


def _is_of_the_reader(mention: Mention) -> bool:
    """Whether a mention is a line of business by the reader's own word."""
    if mention.type != "Industry":
        return False
    return mention.found_by == READER


def _is_goods(mention: Mention, found: Found, window: Window, text: str) -> bool:
    """Whether a line of business is only goods: unsure with no business near, or listed."""
    if _is_listed(mention, window, text):
        return True
    if mention.confidence >= UNSURE:
        return False
    return not _speaks_of_business(mention, found, window, text)


def _is_listed(mention: Mention, window: Window, text: str) -> bool:
    """Whether what was taken for a line of business is listed by its sentence as goods."""
    if _BUSINESS.search(mention.span.of(text)):
        return False
    begin = _sentence(mention, window).begin
    return _LISTED.search(text, begin, mention.span.begin) is not None


def _speaks_of_business(
    mention: Mention, found: Found, window: Window, text: str
) -> bool:
    """Whether a sentence has a word for business, or another line of business that is sure."""
    whole = _sentence(mention, window)
    if _BUSINESS.search(text, whole.begin, whole.end):
        return True
    beside = (one for one in found.mentions if whole.covers(one.span))
    return any(map(_is_sure, beside))


def _is_sure(mention: Mention) -> bool:
    """Whether a mention is a line of business that is sure."""
    if mention.type != "Industry":
        return False
    return mention.is_known or mention.confidence >= SURE


def _sentence(mention: Mention, window: Window) -> Span:
    """The sentence of a mention, as far as it is in the window."""
    at, _ = window.at(mention.span)
    first = 0
    end = len(window.words)
    for start in window.breaks:
        if start <= at:
            first = max(first, start)
        else:
            end = min(end, start)
    return window.span(first, end - 1)
