"""Names that their head tells, where the reader saw nothing: "Shelter Repair Grant", "Tide Office", "Ministry of Nets".

Of the capitalised names of two words and more in the gold that end with a word for an undertaking, 76 are projects just
so, 18 may be, and 3 are none; of those that end, or open, with a word for a body, 230 are institutions in ordinary
prose, and 7 are none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.extraction.english import NOT_FIRST
from policygraph.extraction.imperatives import VERBS
from policygraph.extraction.mentions import Found, in_free_places, order
from policygraph.extraction.model import Mention
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.extraction.windows import Window

HEAD = "NameHeadRule"
"""What `found_by` says of a name that its head tells."""

SURE = 0.8

_WORD = r"[A-Z][\w’'&-]*"
_MORE = rf"(?:[ ](?:(?:and|for|of|on|&|to|in)[ ]){{0,2}}{_WORD})*"
_BEHIND = rf"(?:[ ](?:for|of|on)[ ](?:the[ ])?{_WORD}{_MORE})?"
_UNDERTAKING = (
    r"(?:Agenda|Campaign|Grant|Initiative|Mission|Pilot|Plan|Programme|Program|Project|Roadmap|Scheme|Strategy|"
    r"Vision)"
)
_BODY = (
    r"(?:Academy|Administration|Agency|Assembly|Association|Authority|Bank|Board|Bureau|Chamber|College|Commission|"
    r"Committee|Company|Corporation|Council|Court|Department|Federation|Foundation|Inc|Institute|Limited|Ltd|Office|"
    r"Organization|Parliament|Secretariat|Treasury|Union|University)"
)
_BODY_OF = r"(?:Bank|Bureau|Chamber|Commission|Council|Department|Institute|Ministry|Office|Parliament|University)"
_NAMES = {
    "Project": re.compile(
        rf"(?<![\w-])(?P<name>{_WORD}{_MORE}[ ]{_UNDERTAKING})(?![\w-]){_BEHIND}(?:[ ]20\d\d(?:[-–/]\d+)?)?"
    ),
    "Institution": re.compile(
        rf"(?<![\w-])(?P<name>{_WORD}{_MORE}[ ]{_BODY}(?![\w-])|{_BODY_OF}[ ](?:of|for)[ ](?:the[ ])?{_WORD}){_MORE}"
    ),
}
_BARE = re.compile(
    r"(?:Action|Annual|Business|Central|Corporate|Delivery|Development|Five-Year|Implementation|Local|Long-Term|Master|"
    r"My|National|New|Operational|Our|Party|Project|Provincial|Regional|Strategic|Work|Year)"
    r"(?:[ ](?:Action|Development|Implementation|Party|Strategic|Work))?[ ]\w+"
)
"""Names that every report has one of: which one is meant, they do not say."""

_OPENERS = NOT_FIRST | VERBS | {
    "based", "drawing", "each", "following", "how", "if", "my", "see", "thereafter", "what", "when",
}  # fmt: skip


def with_heads(found: Found, window: Window, text: str) -> Found:
    """The mentions of a window, with the capitalised names that are told by their heads.

    Args:
        found: What the reader and the vocabulary see; where they see anything the name is left to them.
        window: The window.
        text: The report's text.
    """
    taken = [one.span for one in found.mentions]
    new = [
        Mention(span, kind, SURE, HEAD)
        for span, kind in in_free_places(_names(window, text), taken, window)
    ]
    mentions = sorted((*found.mentions, *new), key=order)
    return Found(tuple(mentions), found.rejected)


def _names(window: Window, text: str) -> Iterator[tuple[Span, str]]:
    """The names in a window that their heads tell; none reaches over the end of a sentence."""
    edges = (0, *sorted(window.breaks), len(window.words))
    for first, end in pairwise(edges):
        whole = window.span(first, end - 1)
        for kind, pattern in _NAMES.items():
            for match in pattern.finditer(text, whole.begin, whole.end):
                span = _name(match, text)
                if span:
                    yield span, kind


def _name(match: re.Match[str], text: str) -> Span | None:
    """A name without what opens its sentence; None where one word is left before its head, or every report has it."""
    span = _without_opener(Span(*match.span()), text)
    told = text[span.begin : match.end("name")]
    if " " not in told:
        return None
    if _BARE.fullmatch(span.of(text)):
        return None
    return span


def _without_opener(span: Span, text: str) -> Span:
    """A name without a word that has its capital from the beginning of the sentence."""
    word, _, rest = span.of(text).partition(" ")
    if word.lower() not in _OPENERS:
        return span
    return Span(span.end - len(rest), span.end)
