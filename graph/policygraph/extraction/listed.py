"""Lists of cities: in "Larkfield, Marlow-Wells, Tansy (Merrow) and Quill" each is a place, and no pair is a route.

Where pairs of cities are routes the list ends with what they are ("... and Marlow-Wells railways"), or most of it are
pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.english import NOT_LAST
from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import Mention, Rejected
from policygraph.extraction.places import GAZETTEER, SURE, Known, known_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.windows import Window

LEAST = 5
"""The fewest known names in a list that is told by itself."""

_HYPHENS = frozenset("-‐‑–")
_JOINS = frozenset({",", "、", "and", "or", "&", "(", ")"}) | _HYPHENS


class _List(NamedTuple):
    """Known names with nothing but joining words between."""

    names: tuple[Known, ...]

    @property
    def edges(self) -> tuple[int, int]:
        return self.names[0].first, self.names[-1].last


def with_lists(found: Found, window: Window) -> Found:
    """The mentions of a window, with each name in a list of cities as a place, and without the projects made of them.

    Args:
        found: What the reader sees, and the table of places.
        window: The window.
    """
    mentions = list(found.mentions)
    rejected = list(found.rejected)
    for listed in _lists(window):
        whole = window.span(*listed.edges)
        before = [one for one in mentions if whole.covers(one.span)]
        places = list(_places(listed, before, window))
        mentions = [one for one in mentions if one not in before] + places
        rejected += [
            Rejected(one.span, one.type, one.confidence, "in a list of cities")
            for one in before
            if one not in places
        ]
    return Found(tuple(sorted(mentions, key=order)), tuple(rejected))


def _places(
    listed: _List, before: Sequence[Mention], window: Window
) -> Iterator[Mention]:
    """The places of a list: as the reader saw them, or else new."""
    seen = {one.span: one for one in before if one.type == "Place" and not one.implied}
    for name in listed.names:
        span = window.span(name.first, name.last)
        yield seen.get(span) or Mention(span, "Place", SURE[name.kind], GAZETTEER)


def _lists(window: Window) -> Iterator[_List]:
    """The lists of a window that are long enough, are not mostly pairs, and end without saying what they are."""
    run: list[Known] = []
    for name in (*known_names(window), None):
        if run and (name is None or not _are_joined(window, run[-1], name)):
            if len(run) >= LEAST and _is_of_cities(window, run):
                yield _List(tuple(run))
            run = []
        if name is not None:
            run.append(name)


def _are_joined(window: Window, one: Known, other: Known) -> bool:
    """Whether one to three joining words and nothing else stand between two names of a sentence."""
    between = window.texts[one.last + 1 : other.first]
    return (
        0 < len(between) <= len("),(")
        and all(word in _JOINS for word in between)
        and window.sentences[one.last] == window.sentences[other.first]
    )


def _is_of_cities(window: Window, run: list[Known]) -> bool:
    """Whether fewer names of a list are in pairs than not, and no noun behind says what they are."""
    hyphens = sum(window.texts[name.last + 1] in _HYPHENS for name in run[:-1])
    after = run[-1].last + 1
    ends = (
        after >= len(window.texts)
        or window.sentences[after] != window.sentences[after - 1]
        or not window.texts[after][0].isalpha()
        or window.texts[after].lower() in NOT_LAST
    )
    return ends and 2 * hyphens < len(run)
