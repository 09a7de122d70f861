"""Linkages that names imply: a route joins its ends, a plant lies where its name says, a company's project is its own.

What makes a name imply a linkage is in the vocabulary, as patterns; here they are matched. What a rule says of its own
confidence is the share of its linkages that were right where the mentions were; the confidences of these are factors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.english import (
    AROUND,
    DIRECTIONS,
    LEADING,
    NATURE,
    PHASE,
    is_capitalised,
    key,
    tidy,
)
from policygraph.linking.gazetteer import KIND_COUNTRY, look_up
from policygraph.linking.places import find
from policygraph.linking.routes import route_ends
from policygraph.namespaces import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.extraction.model import Mention
    from policygraph.linking.knowledge import Knowledge
    from policygraph.linking.places import Context

ROUTE = "RouteRule"
PLACE = "PlaceInNameRule"
PART = "PartInNameRule"
JURISDICTION = "JurisdictionRule"
COMPANY = "CompanyInProjectRule"
INDUSTRY = "IndustryInProjectRule"
SENTENCE = "SentenceRule"
PARAGRAPH = "ParagraphRule"

CONFIDENCE = {
    ("Project", ROUTE): 0.93,
    ("Project", PLACE): 0.79,
    ("Project", PART): 0.82,
    ("Project", COMPANY): 0.98,
    ("Project", INDUSTRY): 0.98,
    ("Project", SENTENCE): 0.97,
    ("Institution", PLACE): 0.82,
    ("Institution", JURISDICTION): 0.72,
    ("Institution", SENTENCE): 0.68,
    ("Institution", PARAGRAPH): 0.5,
    ("Place", PART): 0.71,
    ("Place", SENTENCE): 0.89,
}
"""By class and rule, the share of its linkages that careful readers had too; 0.5 for what a user's own pattern says."""

_UNMEASURED = 0.5
_RULES = {
    "connects": ROUTE,
    "locatedIn": PLACE,
    "partOf": PART,
    "jurisdiction": JURISDICTION,
}
_NESTED = {
    ("Project", "Industry"): ("inIndustry", INDUSTRY),
    ("Project", "Institution"): ("undertakenBy", COMPANY),
    ("Project", "Target"): ("hasTarget", SENTENCE),
}
_MOST_WORDS = 4
_LEAST_LETTERS = 3


class Implied(NamedTuple):
    """A linkage that a name implies.

    `mention` is the one that bears the name, whose sentence is the evidence; `object` is another mention, or the bare
    name of a place or of a project.
    """

    mention: int
    property: str
    object: int | str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Names:
    """What the rules know of a report's names: the full name of each mention, and where the report is at home."""

    text: str
    mentions: Sequence[Mention]
    labels: Sequence[str]
    context: Context
    knowledge: Knowledge
    known: Mapping[str, frozenset[str]]
    ordinary: frozenset[str]

    def is_place(self, name: str) -> bool:
        """Whether a name is a place's: the report says so, or the table of places."""
        if name in self.known["Place"]:
            return True
        return bool(look_up(name))

    def is_name(self, name: str) -> bool:
        """Whether words can be a place's name at all, and no company's or ordinary ones."""
        if self.is_place(name):
            return True
        if len(name) < _LEAST_LETTERS:
            return False
        words = name.split()
        if words[-1].casefold() in self.ordinary:
            return False
        return words[0] not in self._company_words

    def inside(self, index: int) -> Iterator[int]:
        """The mentions within another one, itself apart."""
        outer = self.mentions[index].span
        first = bisect_left(self._begins, outer.begin)
        behind = bisect_right(self._begins, outer.end)
        for other in range(first, behind):
            if other == index:
                continue
            if outer.covers(self.mentions[other].span):
                yield other

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The places that the report mentions by themselves, and not only within longer names."""
        return frozenset(
            label
            for mention, label in zip(self.mentions, self.labels, strict=True)
            if mention.type == "Place" and not mention.implied
        )

    @cached_property
    def _begins(self) -> list[int]:
        return [mention.span.begin for mention in self.mentions]

    @cached_property
    def _company_words(self) -> frozenset[str]:
        words = map(str.split, self.known["Institution"])
        return frozenset(chain.from_iterable(words))


def implied_linkages(names: Names) -> Iterator[Implied]:
    """All that the names of a report's mentions imply, in the order of the text."""
    for index, mention in enumerate(names.mentions):
        if not mention.implied and mention.type not in FIGURES:
            yield from _nested(names, index)
            yield from _by_patterns(names, index)


def confidence_of(type_: str, rule: str) -> float:
    """How sure a rule is of its linkages of things of a class, 0–1."""
    return CONFIDENCE.get((type_, rule), _UNMEASURED)


def _nested(names: Names, index: int) -> Iterator[Implied]:
    """What a project's name holds: its industry, its company, its figure."""
    type_ = names.mentions[index].type
    for inner in names.inside(index):
        mention = names.mentions[inner]
        nested = _NESTED.get((type_, mention.type))
        if nested is None or mention.implied:
            continue
        property_, rule = nested
        yield Implied(
            mention=index,
            property=property_,
            object=inner,
            rule=rule,
            confidence=confidence_of(type_, rule),
        )


def _route(names: Names, index: int) -> tuple[str, ...]:
    """The ends of the route that a project is by its name."""
    if names.mentions[index].type != "Project":
        return ()
    return route_ends(
        names.labels[index],
        names.knowledge.route_heads,
        is_place=names.is_place,
        is_name=names.is_name,
    )


def _by_patterns(names: Names, index: int) -> Iterator[Implied]:
    """What the patterns of the vocabulary find in a name; the ends of a route may be places that nobody knows."""
    type_ = names.mentions[index].type
    ends = _route(names, index)
    for end in ends:
        yield Implied(
            mention=index,
            property="connects",
            object=end,
            rule=ROUTE,
            confidence=confidence_of(type_, ROUTE),
        )
    countries = _countries(names, index)
    sure = dict.fromkeys(countries, 1.0)
    sure.update(_sure_places(names, index))
    for property_, words in _fitting(names, index, sure):
        name = countries.get(words, words)
        if any(name in end or end in name for end in ends):
            continue
        if not _says_something(names, property_, name, index):
            continue
        rule = _RULES.get(property_, SENTENCE)
        yield Implied(
            mention=index,
            property=property_,
            object=name,
            rule=rule,
            confidence=confidence_of(type_, rule) * sure.get(words, 1.0),
        )


def _fitting(
    names: Names, index: int, places: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    """The properties that the patterns find in a name, each with the words for its other end."""
    type_ = names.mentions[index].type
    label = names.labels[index]
    others: frozenset[str] = frozenset()
    if type_ == "Project" and PHASE.search(label):
        others = names.known[type_] - {label}
    if not places and not others:
        return
    found = names.knowledge.implications(
        label,
        type_,
        places.__contains__,
        others.__contains__,
    )
    for one in found:
        yield one.property, one.span.of(label)


def _says_something(names: Names, property_: str, name: str, index: int) -> bool:
    """Whether a place in a name tells what a pattern says: that a route lies in one of its places does not hold."""
    if property_ == "connects":
        return False
    type_ = names.mentions[index].type
    label = names.labels[index]
    is_place_of_project = property_ == "locatedIn" and type_ == "Project"
    if is_place_of_project and names.knowledge.is_route(label):
        return False
    return not _says_no_more(property_, name, label, type_)


def _countries(names: Names, index: int) -> dict[str, str]:
    """The countries that a name tells, by the words for them.

    A body is called by a country's name, in the possessive too, or by the adjective; a project lies in the country that
    its name opens with, unless that is a company's ("Peru Cement").
    """
    type_ = names.mentions[index].type
    label = names.labels[index]
    if type_ == "Institution" and not names.knowledge.is_company(label):
        return dict(_countries_in(names, label))
    if type_ == "Project" and not _opens_with_company(names, index):
        return _opening_countries(names, label)
    return {}


def _opening_countries(names: Names, label: str) -> dict[str, str]:
    """The country whose own name opens a label, if one does."""
    own = (words for words, country in _countries_in(names, label) if words == country)
    opening = (words for words in own if label.startswith(f"{words} "))
    return {words: words for words in opening}


def _opens_with_company(names: Names, index: int) -> bool:
    begin = names.mentions[index].span.begin
    inner = (names.mentions[other] for other in names.inside(index))
    opening = (one.type for one in inner if one.span.begin == begin)
    return "Institution" in opening


def _countries_in(names: Names, label: str) -> Iterator[tuple[str, str]]:
    """The words for countries within a label, which are not all of it, each with the country."""
    words = label.replace(",", " ,").split()
    count = len(words)
    for begin in range(count):
        farthest = min(count, begin + _MOST_WORDS)
        for end in range(farthest, begin, -1):
            if end - begin == count:
                continue
            stretch = " ".join(words[begin:end])
            country = names.knowledge.country(stretch.removesuffix("'s"))
            if country:
                yield stretch, country


def _says_no_more(property_: str, name: str, label: str, type_: str) -> bool:
    """Whether it says nothing that a place stands in a name: a country inside it, any in a name of its own right."""
    if property_ == "locatedIn":
        if type_ == "Project" and label.startswith(name):
            return False
        kinds = {row.kind for row in look_up(name)}
        return kinds == {KIND_COUNTRY}
    if property_ == "partOf" and type_ == "Place":
        return bool(look_up(label))
    return False


def _sure_places(names: Names, index: int) -> Iterator[tuple[str, float]]:
    """The places within a name, each with the confidence that it is one; none within a company in a project's name."""
    label = names.labels[index]
    inner = [names.mentions[other] for other in names.inside(index)]
    for name in _known_places(names, label):
        if name == label or _is_in_company(name, names, index, inner):
            continue
        yield name, 1.0
    # Of the places that only the reader sees inside a name, it judges the linkages itself.
    for other in filter(_is_place, inner):
        words = other.span.of(names.text)
        yield tidy(words), other.confidence


def _names_of(names: Names, mentions: Sequence[Mention], type_: str) -> list[str]:
    return [
        tidy(mention.span.of(names.text))
        for mention in mentions
        if mention.type == type_
    ]


def _known_places(names: Names, label: str) -> Iterator[str]:
    """The places within a name that the report mentions, or that the table of places leaves no doubt about."""
    words = label.replace(",", " ,").split()
    at = 0
    while at < len(words):
        end = _end_of_known(names, words, at)
        if end == at:
            at += 1
            continue
        if _lies_there(words, at, end):
            place = _with_direction(words, at, end)
            yield place.removesuffix("'s")
        at = end


def _end_of_known(names: Names, words: Sequence[str], begin: int) -> int:
    """Where the longest known place ends that begins at a word; there where it begins if none does."""
    most = min(_MOST_WORDS, len(words) - 1)  # the whole name is no place within itself
    farthest = min(begin + most, len(words))
    for end in range(farthest, begin, -1):
        if _is_known(names, words[begin:end]):
            return end
    return begin


def _lies_there(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether words for a place stand for it: not before "River", not behind "towards"."""
    if end < len(words):
        following = words[end].casefold()
        if following in NATURE or following == AROUND:
            return False
    if begin == 0:
        return True
    return words[begin - 1].casefold() not in LEADING


def _with_direction(words: Sequence[str], begin: int, end: int) -> str:
    """The words for a place, with the part of it that is meant: "northern Hunan"; a name of its own is left alone."""
    if begin > 0 and end < len(words):
        before = words[begin - 1].capitalize()
        if before in DIRECTIONS:
            begin -= 1
    return " ".join(words[begin:end])


def _is_place(mention: Mention) -> bool:
    if mention.implied:
        return False
    return mention.type == "Place"


def _is_in_company(
    name: str, names: Names, index: int, inner: Sequence[Mention]
) -> bool:
    """Whether a place's name stands in that of a company within a project's name."""
    if names.mentions[index].type != "Project":
        return False
    return any(name in company for company in _names_of(names, inner, "Institution"))


def _is_known(names: Names, words: Sequence[str]) -> bool:
    """Whether words are a place that the report mentions, or one of its country by a name that is nothing else."""
    if not is_capitalised(words[0]) or not is_capitalised(words[-1]):
        return False
    name = " ".join(words).removesuffix("'s")
    if name in names.mentioned:
        return True
    if _is_no_name(names, name):
        return False
    return _is_at_home(names, name)


def _is_at_home(names: Names, name: str) -> bool:
    """Whether a name is that of a place within the report's own country, if that is known."""
    row = find(name, names.context)
    if row is None or row.kind == KIND_COUNTRY:
        return False
    return names.context.country in ("", row.country)


def _is_no_name(names: Names, name: str) -> bool:
    """Whether words that the table may have are something else here: a direction, a noun of nature, ordinary words."""
    if "-" in name or name in DIRECTIONS:
        return True
    if name.casefold() in NATURE:
        return True
    return key(name) in names.ordinary
