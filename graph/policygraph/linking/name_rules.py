"""Linkages that names imply: a route joins its ends, a plant lies where its name says, a company's project is its own.

What makes a name imply a linkage is in the vocabulary, as patterns; here they are matched. What a rule says of its own
confidence is the share of its linkages that were right where the mentions were; the confidences of these are factors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.english import AROUND, DIRECTIONS, LEADING, NATURE, PHASE, is_capitalised, key, tidy
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
_RULES = {"connects": ROUTE, "locatedIn": PLACE, "partOf": PART, "jurisdiction": JURISDICTION}
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
        return name in self.known["Place"] or bool(look_up(name))

    def is_name(self, name: str) -> bool:
        """Whether words can be a place's name at all, and no company's or ordinary ones."""
        if self.is_place(name):
            return True
        last = name.rsplit(maxsplit=1)[-1].casefold() if name else ""
        return (
            len(name) >= _LEAST_LETTERS
            and last not in self.ordinary
            and name.split(maxsplit=1)[0] not in self._company_words
        )

    def inside(self, index: int) -> Iterator[int]:
        """The mentions within another one, itself apart."""
        outer = self.mentions[index].span
        near = range(bisect_left(self._begins, outer.begin), bisect_right(self._begins, outer.end))
        return (i for i in near if i != index and outer.covers(self.mentions[i].span))

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
        return frozenset(word for company in self.known["Institution"] for word in company.split())


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
    for inner in names.inside(index):
        kinds = (names.mentions[index].type, names.mentions[inner].type)
        if kinds in _NESTED and not names.mentions[inner].implied:
            property_, rule = _NESTED[kinds]
            yield Implied(index, property_, inner, rule, confidence_of(kinds[0], rule))


def _route(names: Names, index: int) -> tuple[str, ...]:
    heads = names.knowledge.route_heads
    return route_ends(names.labels[index], heads, is_place=names.is_place, is_name=names.is_name)


def _by_patterns(names: Names, index: int) -> Iterator[Implied]:
    """What the patterns of the vocabulary find in a name; the ends of a route may be places that nobody knows."""
    mention, label = names.mentions[index], names.labels[index]
    ends = _route(names, index) if mention.type == "Project" else ()
    for end in ends:
        yield Implied(index, "connects", end, ROUTE, confidence_of(mention.type, ROUTE))
    countries = _countries(names, index)
    sure = dict.fromkeys(countries, 1.0) | dict(_sure_places(names, index))
    others = names.known[mention.type] if mention.type == "Project" and PHASE.search(label) else frozenset()
    if not sure and not others:
        return
    for found in names.knowledge.implications(
        label, mention.type, sure.__contains__, lambda words: words != label and words in others
    ):
        words, rule = found.span.of(label), _RULES.get(found.property, SENTENCE)
        name = countries.get(words, words)
        taken = any(name in end or end in name for end in ends)
        if not taken and _says_something(names, found.property, name, index):
            yield Implied(index, found.property, name, rule, confidence_of(mention.type, rule) * sure.get(words, 1.0))


def _says_something(names: Names, property_: str, name: str, index: int) -> bool:
    """Whether a place in a name tells what a pattern says: that a route lies in one of its places does not hold."""
    type_, label = names.mentions[index].type, names.labels[index]
    lies_along = property_ == "locatedIn" and type_ == "Project" and names.knowledge.is_route(label)
    return property_ != "connects" and not lies_along and not _says_no_more(property_, name, label, type_)


def _countries(names: Names, index: int) -> dict[str, str]:
    """The countries that a name tells, by the words for them.

    A body is called by a country's name, in the possessive too, or by the adjective; a project lies in the country that
    its name opens with, unless that is a company's ("Peru Cement").
    """
    mention, label = names.mentions[index], names.labels[index]
    if mention.type == "Institution" and not names.knowledge.is_company(label):
        return dict(_countries_in(names, label))
    if mention.type != "Project":
        return {}
    companies = [names.mentions[i].span.begin for i in names.inside(index) if names.mentions[i].type == "Institution"]
    opening = ((words, country) for words, country in _countries_in(names, label) if label.startswith(f"{words} "))
    return {words: country for words, country in opening if words == country and mention.span.begin not in companies}


def _countries_in(names: Names, label: str) -> Iterator[tuple[str, str]]:
    words = label.replace(",", " ,").split()
    for begin in range(len(words)):
        for end in range(min(len(words), begin + _MOST_WORDS), begin, -1):
            stretch = " ".join(words[begin:end])
            country = names.knowledge.country(stretch.removesuffix("'s"))
            if country and end - begin < len(words):
                yield stretch, country


def _says_no_more(property_: str, name: str, label: str, type_: str) -> bool:
    """Whether it says nothing that a place stands in a name: a country inside it, any in a name of its own right."""
    if property_ == "locatedIn":
        rows = look_up(name)
        opens = type_ == "Project" and label.startswith(name)
        return not opens and bool(rows) and all(row.kind == KIND_COUNTRY for row in rows)
    return property_ == "partOf" and type_ == "Place" and bool(look_up(label))


def _sure_places(names: Names, index: int) -> Iterator[tuple[str, float]]:
    """The places within a name, each with the confidence that it is one; none within a company in a project's name."""
    mention, label = names.mentions[index], names.labels[index]
    read = [(tidy(names.mentions[i].span.of(names.text)), names.mentions[i]) for i in names.inside(index)]
    companies = [name for name, other in read if other.type == "Institution"] if mention.type == "Project" else []
    for name in _known_places(names, label):
        if name != label and not any(name in company for company in companies):
            yield name, 1.0
    # Of the places that only the reader sees inside a name, it judges the linkages itself.
    yield from ((name, other.confidence) for name, other in read if other.type == "Place" and not other.implied)


def _known_places(names: Names, label: str) -> Iterator[str]:
    """The places within a name that the report mentions, or that the table of places leaves no doubt about."""
    words, at = label.replace(",", " ,").split(), 0
    while at < len(words):
        most = min(_MOST_WORDS, len(words) - 1)  # the whole name is no place within itself
        found = next((n for n in range(most, 0, -1) if _is_known(names, words[at : at + n], n)), 0)
        following = words[at + found].casefold() if at + found < len(words) else ""
        before = words[at - 1] if at else ""
        if found and following not in NATURE and following != AROUND and before.casefold() not in LEADING:
            part = before.capitalize() in DIRECTIONS and at + found < len(words)
            yield " ".join(words[at - bool(part) : at + found]).removesuffix("'s")
        at += found or 1


def _is_known(names: Names, words: Sequence[str], count: int) -> bool:
    if len(words) < count or not all(is_capitalised(word) for word in (words[0], words[-1])):
        return False
    name = " ".join(words).removesuffix("'s")
    if name in names.mentioned:
        return True
    no_name = "-" in name or name in DIRECTIONS or name.casefold() in NATURE or key(name) in names.ordinary
    row = None if no_name else find(name, names.context)
    return row is not None and row.country == names.context.country and row.kind != KIND_COUNTRY
