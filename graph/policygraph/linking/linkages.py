"""Linkages between entities: what the reader sees and what names imply, made one, with the sentences behind each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from policygraph.extraction import model as extracted
from policygraph.linking.model import Linkage
from policygraph.linking.name_rules import INDUSTRY
from policygraph.linking.places import may_lie_in
from policygraph.ontology import signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policygraph.extraction.model import Extraction
    from policygraph.linking.entities import Resolution
    from policygraph.linking.name_rules import Implied
    from policygraph.report.model import Report

READER = "Reader"
ALONE = {INDUSTRY: 0.4}
"""How sure a rule can be at most of what the reader, which looked at the same pair, does not see."""

_PLACES = 2
"""Decimal places of a confidence: what the graph writes."""


class Candidate(NamedTuple):
    """A linkage that one finder proposes, with the sentences it reads it from; `seen` where that is a reader."""

    subject: int
    property: str
    object: int
    sentences: frozenset[int]
    found_by: str
    confidence: float
    seen: bool = False


def link_entities(
    report: Report,
    extraction: Extraction,
    resolution: Resolution,
    implied: Sequence[Implied],
    *,
    min_confidence: float = 0.0,
) -> tuple[Linkage, ...]:
    """The linkages that can stand, each once, in the order of their subjects and objects.

    What the ontology's domains and ranges forbid is left out, and so is what the table of places knows better (no
    country is part of another), and what is less sure than `min_confidence`. Of two
    linkages of one pair of entities, and of those that would make something part of itself, the surer one stays.
    """
    sentence_of = _sentence_finder(report)
    candidates = [
        *_from_reader(extraction, resolution, sentence_of),
        *_from_names(extraction, resolution, implied, sentence_of),
    ]
    standing = (one for one in candidates if _can_stand(one, resolution))
    linkages = _merged(standing)
    kept = _without_cycles(_one_for_a_pair(linkages))
    sure = (linkage for linkage in kept if linkage.confidence >= min_confidence)
    return tuple(sorted(sure, key=lambda one: (one.subject, one.property, one.object)))


def _sentence_finder(report: Report) -> Callable[[int], int]:
    """A function from a character's offset to the index of its sentence."""
    begins = [sentence.span.begin for sentence in report.sentences]
    return lambda offset: max(bisect_right(begins, offset) - 1, 0)


def _from_reader(
    extraction: Extraction, resolution: Resolution, sentence_of: Callable[[int], int]
) -> Iterator[Candidate]:
    for pair in extraction.pairs:
        subject = extraction.mentions[pair.subject]
        object_ = extraction.mentions[pair.object]
        begins = (subject.span.begin, object_.span.begin)
        found_by = pair.found_by
        if found_by == extracted.READER:
            found_by = READER
        yield Candidate(
            subject=resolution.of_mention[pair.subject],
            property=pair.property,
            object=resolution.of_mention[pair.object],
            sentences=frozenset(map(sentence_of, begins)),
            found_by=found_by,
            confidence=round(pair.confidence, _PLACES),
            seen=True,
        )


_PART_OF_PROJECT = ("partOf", "Project")


def _is_index(end: int | str) -> TypeGuard[int]:
    """Whether a linkage's end is a mention, by its index, and no name alone."""
    return isinstance(end, int)


def _from_names(
    extraction: Extraction,
    resolution: Resolution,
    implied: Iterable[Implied],
    sentence_of: Callable[[int], int],
) -> Iterator[Candidate]:
    for linkage in implied:
        subject = resolution.of_mention[linkage.mention]
        confidence = (
            linkage.confidence * extraction.mentions[linkage.mention].confidence
        )
        if isinstance(linkage.object, int):
            object_: int | None = resolution.of_mention[linkage.object]
            confidence *= extraction.mentions[linkage.object].confidence
        else:
            of = resolution.entities[subject].type
            kind = "Project" if (linkage.property, of) == _PART_OF_PROJECT else "Place"
            object_ = resolution.named(kind, linkage.object)
        if object_ is not None:
            ends = filter(_is_index, (linkage.mention, linkage.object))
            begins = (extraction.mentions[end].span.begin for end in ends)
            sentences = frozenset(map(sentence_of, begins))
            yield Candidate(
                subject,
                linkage.property,
                object_,
                sentences,
                linkage.rule,
                round(confidence, _PLACES),
            )


def _can_stand(candidate: Candidate, resolution: Resolution) -> bool:
    if candidate.subject == candidate.object:
        return False
    subject = resolution.entities[candidate.subject]
    object_ = resolution.entities[candidate.object]
    if candidate.property not in signatures().get((subject.type, object_.type), ()):
        return False
    if candidate.property != "partOf" or subject.type != "Place":
        return True
    return may_lie_in(subject.label, object_.label, resolution.context)


def _merged(candidates: Iterable[Candidate]) -> list[Linkage]:
    """One linkage for each statement, with all its sentences and the finder that is surest."""
    found: dict[tuple[int, str, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[candidate.subject, candidate.property, candidate.object].append(candidate)
    linkages = []
    for (subject, property_, object_), same in found.items():
        surest = min(same, key=lambda one: (-one.confidence, one.found_by))
        confidence = surest.confidence
        if not any(one.seen for one in same):
            confidence = min(confidence, ALONE.get(surest.found_by, 1.0))
        sentences = set(chain.from_iterable(one.sentences for one in same))
        linkage = Linkage(
            subject=subject,
            property=property_,
            object=object_,
            sentences=tuple(sorted(sentences)),
            found_by=surest.found_by,
            confidence=confidence,
        )
        linkages.append(linkage)
    return linkages


def _surest_first(linkages: Iterable[Linkage]) -> list[Linkage]:
    return sorted(
        linkages,
        key=lambda one: (-one.confidence, one.subject, one.property, one.object),
    )


def _one_for_a_pair(linkages: Iterable[Linkage]) -> list[Linkage]:
    """Of several linkages between one subject and one object the surest: a railway connects a town or lies in it."""
    kept: dict[tuple[int, int], Linkage] = {}
    for linkage in _surest_first(linkages):
        kept.setdefault((linkage.subject, linkage.object), linkage)
    return list(kept.values())


def _without_cycles(linkages: Sequence[Linkage]) -> list[Linkage]:
    """The linkages without those that would make something part of itself, the surest kept first."""
    above: dict[int, set[int]] = defaultdict(set)
    kept = []
    for linkage in _surest_first(linkages):
        if linkage.property == "partOf":
            if linkage.subject in _reached(above, linkage.object):
                continue
            above[linkage.subject].add(linkage.object)
        kept.append(linkage)
    return kept


def _reached(above: dict[int, set[int]], start: int) -> set[int]:
    """All that something is part of, by whatever way, and itself."""
    reached = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += sorted(above[one])
    return reached
