"""A name that is a body in one paragraph and an undertaking in the next is one of them in the whole report.

Of 214 names that passages of the gold mark more than once none is both in turn. What is both in every place stays both:
a company that stands for its project.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.model import READER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Mention
    from policygraph.spans import Span

_EITHER = frozenset({"Institution", "Project"})


def of_one_class(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each name that was taken for a body here and an undertaking there being what is surest.

    Args:
        text: The report's text.
        mentions: What was found in it.
    """
    told = _told(text, mentions)
    for mention in mentions:
        kind = told.get(mention.span.of(text)) if _is_either(mention) else None
        yield replace(mention, type=kind) if kind else mention


def _told(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The class of each name that is not the same everywhere, by the sum of the confidences of its mentions."""
    sums: defaultdict[str, defaultdict[str, float]]
    sums = defaultdict(lambda: defaultdict(float))
    places: defaultdict[str, defaultdict[Span, set[str]]]
    places = defaultdict(lambda: defaultdict(set))
    for mention in filter(_is_either, mentions):
        words = mention.span.of(text)
        sums[words][mention.type] += mention.confidence
        places[words][mention.span].add(mention.type)
    return {
        words: max(sorted(sums[words]), key=sums[words].__getitem__)
        for words, at in places.items()
        if len({frozenset(kinds) for kinds in at.values()}) > 1
    }


def _is_either(mention: Mention) -> bool:
    """Whether a mention is a body's or an undertaking's, by the reader's own word."""
    return (
        mention.type in _EITHER and mention.found_by == READER and not mention.implied
    )
