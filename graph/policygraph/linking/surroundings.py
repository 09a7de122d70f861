"""Linkages that the words around names state: "a plant in Larkfield", "Marlow, Ohio", a ministry beside its country.

As with the rules on names, what a rule says of its own confidence is the share of its linkages that were right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.linking.gazetteer import KIND_COUNTRY
from policygraph.linking.name_rules import PARAGRAPH, SENTENCE, Implied, confidence_of
from policygraph.linking.places import find
from policygraph.linking.wording import worded_linkages
from policygraph.namespaces import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.linking.name_rules import Names
    from policygraph.report.model import Report

_IN = {
    "Project": re.compile(r",?\s+(?:in|at|near|within|of)\s+(?:the\s+)?"),
    "Place": re.compile(r",?\s+(?:in|of)\s+(?:the\s+)?"),
    "Institution": re.compile(r"\s+(?:in|at)\s+(?:the\s+)?"),
}
_BESIDE = re.compile(r",\s+|\s+\(")
_PROPERTY = {"Project": "locatedIn", "Institution": "locatedIn", "Place": "partOf"}
_NATIONAL = (
    CONCEPT.ministry,
    CONCEPT.national_government,
    CONCEPT.parliament,
    CONCEPT.central_bank,
)
_ARTICLE = re.compile(r"[Tt]he\s+$")
_LONGEST_ARTICLE = 6
_AHEAD = 6
"""How many mentions further the place behind a name may stand: those between are inside the name."""


def stated_linkages(
    report: Report, names: Names, implied: Iterable[Implied]
) -> Iterator[Implied]:
    """What the words around a report's names state, in the order of the text.

    Args:
        report: The report.
        names: Its names.
        implied: What the names themselves imply: a body that governs a place by its name is given no other.
    """
    yield from _beside(names)
    yield from worded_linkages(names)
    governing = {one.mention for one in implied if one.property == "jurisdiction"}
    yield from _of_the_subject(report, names, governing)


def _beside(names: Names) -> Iterator[Implied]:
    """The place right behind a name, with a preposition between, or set off where the table says that it is around."""
    for index, mention in enumerate(names.mentions):
        if mention.implied or mention.type not in _IN:
            continue
        other = _next_place(names, index)
        if other is None or not _leads_to(names, index, other):
            continue
        yield Implied(
            mention=index,
            property=_PROPERTY[mention.type],
            object=other,
            rule=SENTENCE,
            confidence=confidence_of(mention.type, SENTENCE),
        )


def _leads_to(names: Names, index: int, other: int) -> bool:
    """Whether what stands between a name and a place sets the one in the other."""
    mention = names.mentions[index]
    begin = mention.span.end
    end = names.mentions[other].span.begin
    if _IN[mention.type].fullmatch(names.text, begin, end):
        return True
    if mention.type != "Place":
        return False
    if not _BESIDE.fullmatch(names.text, begin, end):
        return False
    return _lies_in(names, index, other)


def _next_place(names: Names, index: int) -> int | None:
    """The place that begins next behind a mention, if no other name stands between."""
    end = names.mentions[index].span.end
    farthest = min(index + _AHEAD, len(names.mentions))
    for other in range(index + 1, farthest):
        mention = names.mentions[other]
        if mention.implied or mention.span.begin < end:
            continue
        if mention.type != "Place":
            return None
        return other
    return None


def _lies_in(names: Names, index: int, other: int) -> bool:
    """Whether the table of places sets one place in another."""
    inner = find(names.labels[index], names.context)
    outer = find(names.labels[other], names.context)
    if inner is None or outer is None:
        return False
    if outer.geonames in (inner.first, inner.second):
        return True
    if outer.kind != KIND_COUNTRY or inner.kind == KIND_COUNTRY:
        return False
    return inner.country == outer.country


def _of_the_subject(
    report: Report, names: Names, governing: set[int]
) -> Iterator[Implied]:
    """A national body belongs to the one country of its paragraph, if a sentence before it is about that country."""
    begins = [paragraph.span.begin for paragraph in report.paragraphs]
    opening = {sentence.span.begin for sentence in report.sentences}
    countries = _countries(names, begins)
    sure = confidence_of("Institution", PARAGRAPH)
    for index in _national_bodies(names):
        begin = names.mentions[index].span.begin
        paragraph = bisect_right(begins, begin)
        country = _only_one(countries[paragraph])
        if country is None or country >= index or index in governing:
            continue
        if not _opens(names, country, opening):
            continue
        yield Implied(
            mention=index,
            property="jurisdiction",
            object=country,
            rule=PARAGRAPH,
            confidence=sure,
        )


def _national_bodies(names: Names) -> Iterator[int]:
    """The institutions of a kind that nations have, by index."""
    for index, mention in enumerate(names.mentions):
        if mention.type != "Institution":
            continue
        if _is_national(names, names.labels[index]):
            yield index


def _only_one(named: Mapping[str, int]) -> int | None:
    """The first mention of the country that a paragraph names, if it names one alone."""
    if len(named) != 1:
        return None
    return next(iter(named.values()))


def _countries(names: Names, begins: Sequence[int]) -> dict[int, dict[str, int]]:
    """The countries that each paragraph names, each with its first mention; paragraphs count from 1."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for index, mention in enumerate(names.mentions):
        if mention.type != "Place" or mention.implied:
            continue
        country = names.knowledge.country(names.labels[index])
        if country:
            paragraph = bisect_right(begins, mention.span.begin)
            found[paragraph].setdefault(country, index)
    return found


def _opens(names: Names, index: int, opening: set[int]) -> bool:
    """Whether a mention is what its sentence begins with, an article aside."""
    begin = names.mentions[index].span.begin
    if begin in opening:
        return True
    reach = max(0, begin - _LONGEST_ARTICLE)
    article = _ARTICLE.search(names.text, reach, begin)
    return article is not None and article.start() in opening


def _is_national(names: Names, label: str) -> bool:
    kind = names.knowledge.concept(label, "Institution")
    if kind is None:
        return False
    return any(names.knowledge.within(kind, one) for one in _NATIONAL)
