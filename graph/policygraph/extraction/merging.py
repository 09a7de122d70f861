"""Several extractions of one report as one: what two readers see, each finding with the name of who found it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from policygraph.extraction.mentions import order
from policygraph.extraction.model import (
    Extraction,
    Measure,
    Mention,
    Pair,
    Rejected,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

_Finding = TypeVar("_Finding", Mention, Measure, Pair)
_Sort = tuple[str, bool]
"""The class of some mentions, and whether they are implied."""


def merge_extractions(*extractions: Extraction) -> Extraction:
    """All that several readers found in one report, in the order of the text.

    What two of them found alike stands once, as the surer says it, and where they are equally sure as the first does.
    Of two mentions of one class that share characters the surer stays, and of two measures with one verb; a pair whose
    end has gone is gone too.

    Example:
        >>> from policygraph.spans import Span
        >>> ours = Extraction((Mention(Span(0, 7), "Place", 0.6, "reader"),), (), (), ())
        >>> theirs = Extraction((Mention(Span(0, 7), "Place", 0.9, "atlas"),), (), (), ())
        >>> [(one.span.begin, one.found_by) for one in merge_extractions(ours, theirs).mentions]
        [(0, 'atlas')]
    """
    mentions = chain.from_iterable(one.mentions for one in extractions)
    kept, gone = _standing(mentions)
    settled = [one.with_mentions(kept) for one in extractions]
    measures = chain.from_iterable(one.measures for one in settled)
    pairs = chain.from_iterable(one.pairs for one in settled)
    rejected = chain.from_iterable(one.rejected for one in settled)
    return Extraction(
        mentions=kept,
        measures=tuple(sorted(_once(measures, _verb), key=_verb)),
        pairs=tuple(sorted(_once(pairs, _ends), key=_ends)),
        rejected=(*rejected, *gone),
    )


def _standing(
    mentions: Iterable[Mention],
) -> tuple[tuple[Mention, ...], tuple[Rejected, ...]]:
    """The mentions that can stand side by side, and those that a surer one keeps out."""
    kept: dict[_Sort, list[Mention]] = defaultdict(list)
    gone: list[Rejected] = []
    once = _once(mentions, lambda one: one.key)
    for mention in _surest_first(once):
        alike = kept[mention.type, mention.implied]
        place = bisect_right(alike, mention.span.begin, key=_begin)
        # none of those kept overlap, so that those next to it are all that can
        beside = alike[max(0, place - 1) : place + 1]
        rivals = [one for one in beside if one.span.overlap(mention.span)]
        if rivals:
            reason = f"{rivals[0].found_by} is surer of another name here"
            gone.append(mention.kept_out(reason))
        else:
            alike.insert(place, mention)
    standing = sorted(chain.from_iterable(kept.values()), key=order)
    return tuple(standing), tuple(gone)


def _begin(mention: Mention) -> int:
    return mention.span.begin


def _once(
    findings: Iterable[_Finding], key: Callable[[_Finding], Hashable]
) -> list[_Finding]:
    """The surest finding of each key, of equals the first."""
    found: dict[Hashable, _Finding] = {}
    for finding in findings:
        known = found.setdefault(key(finding), finding)
        if finding.confidence > known.confidence:
            found[key(finding)] = finding
    return list(found.values())


def _surest_first(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: (-one.confidence, order(one)))


def _verb(measure: Measure) -> tuple[int, int]:
    return measure.verb.begin, measure.verb.end


def _ends(pair: Pair) -> tuple[int, int, str]:
    return pair.subject, pair.object, pair.property
