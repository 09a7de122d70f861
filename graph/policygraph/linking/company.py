"""Names that places of several countries bear ("Georgia", "Niger", "Punjab"), told apart by the company they keep.

Such a name is a country's and that of a division of another one, or that of a province or state in several. One rule
tells what it means: the country in which most of the places lie that it is listed with, where other countries in the
list speak for a country; "State of" before it speaks for the division. Where nothing does, it means what is at home in
the report's country, or what it means wherever the report tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.linking.english import separates
from policygraph.linking.gazetteer import (
    KIND_COUNTRY,
    KIND_PREFECTURE,
    KIND_PROVINCE,
    look_up,
    name_key,
)
from policygraph.linking.places import Context, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.linking.name_rules import Names

_STATE_OF = re.compile(r"\b(?:state|province|region) of (?:the )?$", re.IGNORECASE)
_REACH = 20


def countries_meant(names: Names) -> Mapping[int, str]:
    """The countries (ISO 3166) in which the places of mentions lie, where the text tells by their company."""
    meant: dict[int, str] = {}
    untold: list[int] = []
    for listed in _lists(names):
        for index in listed:
            if not homes_of(names.labels[index]):
                continue
            others = [other for other in listed if other != index]
            country = _told(names, index, others)
            if country:
                meant[index] = country
            else:
                untold.append(index)
    return meant | _as_elsewhere(names, untold, meant)


def _as_elsewhere(
    names: Names, untold: Sequence[int], meant: Mapping[int, str]
) -> dict[int, str]:
    """What names that nothing is told of mean where the report tells it of others, and none is at home."""
    told: dict[str, set[str]] = defaultdict(set)
    for index, country in meant.items():
        label = names.labels[index]
        told[label].add(country)
    found = {}
    for index in untold:
        label = names.labels[index]
        countries = told[label]
        if len(countries) != 1:
            continue
        if names.context.country not in homes_of(label):
            found[index] = min(countries)
    return found


@lru_cache(maxsize=1 << 12)
def homes_of(name: str) -> tuple[str, ...]:
    """The countries of which a name may mean one, or a division; none where it leaves no choice.

    Example:
        >>> homes_of("Georgia"), homes_of("Punjab"), homes_of("Kenya")
        (('GE', 'US'), ('IN', 'PK'), ())
    """
    wanted = name_key(name)
    own = [row for row in look_up(name) if name_key(row.name) == wanted]
    smallest = KIND_PROVINCE
    if any(row.kind == KIND_COUNTRY for row in own):
        smallest = KIND_PREFECTURE
    homes = {row.country for row in own if row.kind <= smallest}
    if len(homes) == 1:
        return ()
    return tuple(sorted(homes))


def _lists(names: Names) -> Iterator[list[int]]:
    """The places that are named in one breath, with nothing but separators between them; or one alone."""
    places = [
        index
        for index, mention in enumerate(names.mentions)
        if mention.type == "Place" and not mention.implied
    ]
    listed = places[:1]
    for before, index in pairwise(places):
        end = names.mentions[before].span.end
        begin = names.mentions[index].span.begin
        if not separates(names.text[end:begin]):
            yield listed
            listed = []
        listed.append(index)
    if listed:
        yield listed


def _told(names: Names, index: int, others: Sequence[int]) -> str:
    """The country of a name that has a choice; empty where the text does not tell."""
    name = names.labels[index]
    begin = names.mentions[index].span.begin
    before = names.text[max(0, begin - _REACH) : begin]
    if _STATE_OF.search(before):
        own = _country_of(name)
        return _only([home for home in homes_of(name) if home != own])
    company = [names.labels[other] for other in others]
    votes = _votes(name, company)
    most = max(votes.values())
    if most == 0:
        return ""
    return _only([home for home, count in votes.items() if count == most])


def _only(homes: Sequence[str]) -> str:
    """The one country that is left; empty where there is none or a choice."""
    if len(homes) != 1:
        return ""
    return homes[0]


def _votes(name: str, company: Sequence[str]) -> dict[str, int]:
    """How many of the names beside one speak for each of its countries: places in it, or countries for a country."""
    votes = {}
    for home in homes_of(name):
        votes[home] = sum(_lies_in(one, home) for one in company)
    country = _country_of(name)
    if country:
        countries = filter(_country_of, company)
        votes[country] += len(list(countries))
    return votes


def _country_of(name: str) -> str:
    """The country that bears a name."""
    for row in look_up(name):
        if row.kind == KIND_COUNTRY:
            return row.country
    return ""


def _lies_in(name: str, country: str) -> bool:
    """Whether a name can mean a place within a country."""
    row = find(name, Context(country))
    if row is None or row.kind == KIND_COUNTRY:
        return False
    return row.country == country
