"""Namesakes: things of one name that the text itself sets in different places ("Central Hospital in Larkfield")."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.linking.english import key
from policygraph.namespaces import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.linking.name_rules import Names

_BETWEEN = re.compile(
    r"\s*(?:,|\()?\s*(?:(?:in|at|of|near|from)\s+)?(?:the\s+)?(?:(?:city|town|village)\s+of\s+)?"
)
_LOCAL_KINDS = (
    CONCEPT.hospital,
    CONCEPT.hospital_project,
    CONCEPT.school,
    CONCEPT.school_project,
    CONCEPT.university,
    CONCEPT.bank,
    CONCEPT.station,
    CONCEPT.site,
)
"""Kinds of which each town can have one, so that a place behind the name tells which one is meant."""

_AHEAD = 4
"""How many mentions further the place behind a name may stand."""

_CLASSES = frozenset({"Institution", "Place", "Project"})


def namesakes(names: Names) -> Mapping[int, str]:
    """What tells a mention from others of the same name: the place that the text sets it in, by its key.

    Only mentions of a name that the text sets in several places are told apart. One without a place behind it means the
    one that was named last, or the first. What the vocabulary knows is one thing wherever it acts.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in _candidates(names):
        type_ = names.mentions[index].type
        name = key(names.labels[index])
        groups[type_, name].append(index)
    apart: dict[int, str] = {}
    for group in groups.values():
        places = {}
        for index in group:
            place = _place_behind(names, index)
            if place:
                places[index] = place
        if len(set(places.values())) > 1:
            apart.update(_told_apart(group, places))
    return apart


def _candidates(names: Names) -> Iterator[int]:
    """The mentions that may have a namesake, by index."""
    for index, mention in enumerate(names.mentions):
        if mention.implied or mention.type not in _CLASSES:
            continue
        label = names.labels[index]
        if names.knowledge.entry(label, mention.type) is not None:
            continue
        if _is_local(names, label, mention.type):
            yield index


def _is_local(names: Names, label: str, type_: str) -> bool:
    """Whether a name is that of something of which there can be another one elsewhere."""
    kind = names.knowledge.concept(label, type_)
    if kind is None:
        return False
    return any(names.knowledge.within(kind, local) for local in _LOCAL_KINDS)


def _place_behind(names: Names, index: int) -> str:
    """The key of the place that stands right behind a mention, or nothing."""
    end = names.mentions[index].span.end
    farthest = min(index + _AHEAD, len(names.mentions))
    for other in range(index + 1, farthest):
        mention = names.mentions[other]
        if mention.type != "Place" or mention.implied:
            continue
        begin = mention.span.begin
        if begin < end:
            continue
        if not _BETWEEN.fullmatch(names.text, end, begin):
            return ""
        return key(names.labels[other])
    return ""


def _told_apart(
    group: Sequence[int], places: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    last = next(places[index] for index in group if index in places)
    for index in group:
        last = places.get(index, last)
        yield index, last
