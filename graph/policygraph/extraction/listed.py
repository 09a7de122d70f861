"""Lists of cities: in "Larkfield, Marlow-Wells, Tansy (Merrow) and Quill" each is a place, and no pair is a route.

Where pairs of cities are routes the list ends with what they are ("... and Marlow-Wells railways"), or most of it are
pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.english import NOT_LAST
from policygraph.extraction.mentions import Found, order
from policygraph.extraction.places import Known, known_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.model import Mention
    from policygraph.extraction.windows import Edges, Window

LEAST = 5
"""The fewest known names in a list that is told by itself."""

_HYPHENS = frozenset("-‐‑–")
_JOINS = frozenset({",", "、", "and", "or", "&", "(", ")"}) | _HYPHENS


class _List(NamedTuple):
    """Known names with nothing but joining words between."""

    names: tuple[Known, ...]

    @property
    def edges(self) -> Edges:
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
        gone = (one for one in before if one not in places)
        rejected += [one.kept_out("in a list of cities") for one in gone]
    mentions.sort(key=order)
    return Found(tuple(mentions), tuple(rejected))


def _places(
    listed: _List, before: Sequence[Mention], window: Window
) -> Iterator[Mention]:
    """The places of a list: as the reader saw them, or else new."""
    seen = {}
    for one in before:
        if one.type == "Place" and not one.implied:
            seen[one.span] = one
    for name in listed.names:
        span = window.span(name.first, name.last)
        yield seen.get(span) or name.mention(span)


def _lists(window: Window) -> Iterator[_List]:
    """The lists of a window that are long enough, are not mostly pairs, and end without saying what they are."""
    for run in _runs(window):
        if len(run) >= LEAST and _is_of_cities(window, run):
            yield _List(tuple(run))


def _runs(window: Window) -> Iterator[list[Known]]:
    """The known names of a window, those together that nothing but joining words part."""
    run: list[Known] = []
    for name in known_names(window):
        if run and not _are_joined(window, run[-1], name):
            yield run
            run = []
        run.append(name)
    yield run


def _are_joined(window: Window, one: Known, other: Known) -> bool:
    """Whether one to three joining words and nothing else stand between two names of a sentence."""
    between = window.texts[one.last + 1 : other.first]
    if not 0 < len(between) <= len("),("):
        return False
    if not _JOINS.issuperset(between):
        return False
    return window.sentences[one.last] == window.sentences[other.first]


def _is_of_cities(window: Window, run: list[Known]) -> bool:
    """Whether fewer names of a list are in pairs than not, and no noun behind says what they are."""
    behind = (window.texts[name.last + 1] for name in run[:-1])
    hyphens = sum(word in _HYPHENS for word in behind)
    if 2 * hyphens >= len(run):
        return False
    return _ends(window, run[-1].last)


def _ends(window: Window, last: int) -> bool:
    """Whether no noun goes on behind a word."""
    after = last + 1
    if after == len(window.texts):
        return True
    if window.sentences[after] != window.sentences[last]:
        return True
    word = window.texts[after]
    return not word[0].isalpha() or word.lower() in NOT_LAST
