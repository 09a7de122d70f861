"""Names that places of several countries bear ("Georgia", "Niger", "Punjab"), told apart by the company they keep.

Such a name is a country's and that of a division of another one, or that of a province or state in several. One rule
tells what it means: the country in which most of the places lie that it is listed with, where other countries in the
list speak for a country; "State of" before it speaks for the division. Where nothing does, it means what is at home in
the report's country, or what it means wherever the report tells.
"""

from __future__ import annotations

import re
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
        for index in filter(lambda one: homes_of(names.labels[one]), listed):
            country = _told(names, index, [i for i in listed if i != index])
            if country:
                meant[index] = country
            else:
                untold.append(index)
    return meant | _as_elsewhere(names, untold, meant)


def _as_elsewhere(
    names: Names, untold: Sequence[int], meant: Mapping[int, str]
) -> dict[int, str]:
    """What names that nothing is told of mean where the report tells it of others, and none is at home."""
    told: dict[str, set[str]] = {}
    for index, country in meant.items():
        told.setdefault(names.labels[index], set()).add(country)
    found = {}
    for index in untold:
        label = names.labels[index]
        countries = told.get(label, set())
        if len(countries) == 1 and names.context.country not in homes_of(label):
            found[index] = min(countries)
    return found


@lru_cache(maxsize=1 << 12)
def homes_of(name: str) -> tuple[str, ...]:
    """The countries of which a name may mean one, or a division; none where it leaves no choice.

    Example:
        >>> homes_of("Georgia"), homes_of("Punjab"), homes_of("Kenya")
        (('GE', 'US'), ('IN', 'PK'), ())
    """
    own = [row for row in look_up(name) if name_key(row.name) == name_key(name)]
    is_country = any(row.kind == KIND_COUNTRY for row in own)
    smallest = KIND_PREFECTURE if is_country else KIND_PROVINCE
    homes = {row.country for row in own if row.kind <= smallest}
    return tuple(sorted(homes)) if len(homes) > 1 else ()


def _lists(names: Names) -> Iterator[list[int]]:
    """The places that are named in one breath, with nothing but separators between them; or one alone."""
    places = [
        index
        for index, mention in enumerate(names.mentions)
        if mention.type == "Place" and not mention.implied
    ]
    listed = places[:1]
    for before, index in pairwise(places):
        gap = names.text[
            names.mentions[before].span.end : names.mentions[index].span.begin
        ]
        if not separates(gap):
            yield listed
            listed = []
        listed.append(index)
    if listed:
        yield listed


def _told(names: Names, index: int, others: Sequence[int]) -> str:
    """The country of a name that has a choice; empty where the text does not tell."""
    name = names.labels[index]
    begin = names.mentions[index].span.begin
    if _STATE_OF.search(names.text[max(0, begin - _REACH) : begin]):
        divisions = [home for home in homes_of(name) if home != _country_of(name)]
        return divisions[0] if len(divisions) == 1 else ""
    votes = _votes(name, [names.labels[other] for other in others])
    most = max(votes.values())
    winners = [home for home, count in votes.items() if count == most]
    return winners[0] if most and len(winners) == 1 else ""


def _votes(name: str, company: Sequence[str]) -> dict[str, int]:
    """How many of the names beside one speak for each of its countries: places in it, or countries for a country."""
    votes = {
        home: sum(_lies_in(one, home) for one in company) for home in homes_of(name)
    }
    if country := _country_of(name):
        votes[country] += sum(bool(_country_of(one)) for one in company)
    return votes


def _country_of(name: str) -> str:
    """The country that bears a name."""
    return next((r.country for r in look_up(name) if r.kind == KIND_COUNTRY), "")


def _lies_in(name: str, country: str) -> bool:
    """Whether a name can mean a place within a country."""
    row = find(name, Context(country))
    return row is not None and row.country == country and row.kind != KIND_COUNTRY
