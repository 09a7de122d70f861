"""One report's graph made small: its most linked entities, and the sentences that name most."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policygraph.facts import Facts, Sentences, linkages, things
from policygraph.namespaces import CLASSES
from policygraph.views.corpus.model import Digest, Entity, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.facts import MarkedSentence, Thing
    from policygraph.terms import Triple

_YEAR = re.compile(r"\d{4}")
_MOST_NAMES = 6


def digest_of(triples: Iterable[Triple], *, entities: int, characters: int) -> Digest:
    """The digest of a report's graph.

    Args:
        triples: The graph.
        entities: How many entities it may have; the most linked are kept.
        characters: How long its sentences may be together; those that name most are kept, in the order of the text.

    Example:
        >>> digest_of([], entities=9, characters=99).all_sentences
        0
    """
    facts = Facts(triples)
    sentences = tuple(Sentences(facts))
    degrees: Counter[str] = Counter()
    for linkage in linkages(facts):
        degrees.update({linkage.subject, linkage.object})
    first: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for mark in sentence.marks:
            first.setdefault(mark.thing, number)
    found = [
        _entity(thing, degrees[thing.iri], first.get(thing.iri, -1))
        for thing in things(facts, CLASSES)
    ]
    found.sort(key=in_order)
    kept = tuple(found[:entities])
    said = _chosen(sentences, {one.iri for one in kept}, characters)
    return Digest(kept, said, len(found), len(sentences))


def in_order(entity: Entity) -> tuple[int, str, str]:
    """What entities are sorted by: the most linked first."""
    return -entity.linkages, entity.label, entity.iri


def year_in(text: str) -> str:
    """The year of a date; empty where there is none.

    Example:
        >>> year_in("2031-05")
        '2031'
    """
    year = _YEAR.search(text)
    return year[0] if year else ""


def _entity(thing: Thing, linkages_: int, sentence: int) -> Entity:
    told = dict(thing.values)
    return Entity(
        thing.iri,
        thing.label,
        thing.type,
        thing.other_names[:_MOST_NAMES],
        linkages_,
        sentence,
        year_in(told.get("year") or told.get("deadline") or ""),
    )


def _chosen(
    sentences: Sequence[MarkedSentence], known: set[str], characters: int
) -> tuple[Said, ...]:
    """As many sentences as there is room for, those first that name most."""
    numbered = [_said(number, one, known) for number, one in enumerate(sentences)]
    chosen, left = [], characters
    for said in sorted(numbered, key=lambda one: (-len(one.marks), one.number)):
        left -= len(said.text)
        if left < 0:
            break
        chosen.append(said)
    return tuple(sorted(chosen, key=lambda one: one.number))


def _said(number: int, sentence: MarkedSentence, known: set[str]) -> Said:
    marks = tuple(
        (mark.begin, mark.end, str(mark.thing))
        for mark in sentence.marks
        if mark.thing in known
    )
    return Said(number, sentence.text, sentence.page, marks)
