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
        if not _is_either(mention):
            yield mention
            continue
        words = mention.span.of(text)
        kind = told.get(words, mention.type)
        yield replace(mention, type=kind)


def _told(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The class of each name that is not the same everywhere, by the sum of the confidences of its mentions."""
    names: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in filter(_is_either, mentions):
        words = mention.span.of(text)
        names[words].append(mention)
    told = {}
    for words, alike in names.items():
        if _differ(alike):
            told[words] = _surest_class(alike)
    return told


def _differ(mentions: Sequence[Mention]) -> bool:
    """Whether the mentions of a name are not of the same class, or the same classes, in every place."""
    places: defaultdict[Span, set[str]] = defaultdict(set)
    for mention in mentions:
        places[mention.span].add(mention.type)
    kinds = map(frozenset, places.values())
    return len(set(kinds)) > 1


def _surest_class(mentions: Sequence[Mention]) -> str:
    """The class of some mentions that has the greatest sum of confidences, of two the first by its name."""
    sums: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        sums[mention.type] += mention.confidence
    return max(sorted(sums), key=sums.__getitem__)


def _is_either(mention: Mention) -> bool:
    """Whether a mention is a body's or an undertaking's, by the reader's own word."""
    if mention.implied or mention.found_by != READER:
        return False
    return mention.type in _EITHER
