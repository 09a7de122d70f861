"""Places to GeoNames: a link only where the report's context leaves one candidate.

The context is the country that most of the report's place names lie in, and within it the province or state that the
report is about. Of the places that bear a name:

1. a word for a class of place in the name ("X Province", "X City") leaves only places of that class;
2. a place whose own name it is comes before one that only has it for an alias, and a division before the city of that
   name within it;
3. those in the report's country come first, and among them those in its province; a larger kind (province, prefecture,
   city) outranks a smaller one, unless the smaller one lies in the report's province and the larger one does not;
4. beyond the report's province a prefecture links only if it has 100,000 people in the table's cities, a city if it has
   half a million: the table lacks most small places, so that a small namesake proves nothing;
5. abroad only the name of a country links, the one place of a name if it has 100,000 people, or one with a million that
   has 20 times those of all its namesakes.

What is still two is not linked. Districts and Chinese counties are not in the table, and so never linked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from policygraph.linking.english import place_class
from policygraph.linking.gazetteer import (
    KIND_CITY,
    KIND_COUNTRY,
    KIND_PREFECTURE,
    KIND_PROVINCE,
    Row,
    look_up,
    name_key,
    native_stem,
)
from policygraph.linking.model import Location
from policygraph.namespaces import GEONAMES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

_KINDS_OF_CLASS = {
    "country": {KIND_COUNTRY},
    "first": {KIND_PROVINCE},
    "second": {KIND_PREFECTURE},
    "city": {KIND_PREFECTURE, KIND_CITY},
    "municipality": {KIND_PROVINCE, KIND_PREFECTURE, KIND_CITY},
}
_LEAST_PEOPLE_AFAR = {
    KIND_COUNTRY: 0,
    KIND_PROVINCE: 0,
    KIND_PREFECTURE: 100_000,
    KIND_CITY: 500_000,
}
_ANY_KIND = {KIND_COUNTRY, KIND_PROVINCE, KIND_PREFECTURE, KIND_CITY}
_LARGE_CITY = 100_000
_METROPOLIS = 1_000_000
_DOMINANCE = 20
_LEAST_VOTES = 2
_OFTEN = 10
"""How often a report has to name a country to be at home there."""

_VOTE = 60
"""What a name's vote counts: it divides evenly among up to six countries, so that no rounding decides."""


_Key = TypeVar("_Key", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a report is at home: the ISO 3166 code of its country and the GeoNames id of its province, or nothing."""

    country: str = ""
    province: int = 0


def read_context(
    jurisdiction: str, place_names: Iterable[str], mentioned: Iterable[str] = ()
) -> Context:
    """Where a report is at home: by its jurisdiction, by most of the places in it, or else by what it says most.

    Args:
        jurisdiction: The place that the report says it is of, or nothing.
        place_names: The names of places in it, each once.
        mentioned: The same as often as they stand there: a country that is named ten times, and more often than all
            others together, is at home.

    Example:
        >>> context = read_context("Chongqing", ["Chongqing", "Kunming"])
        >>> context.country, context.province
        ('CN', 1814905)
    """
    names = list(filter(_is_listed, place_names))
    homes = _homes(jurisdiction)
    country = (
        _only({row.country for row in homes})
        or _majority(_country_votes(names))
        or _spoken_of(mentioned)
    )
    if not country:
        return Context()
    if homes:
        province = _province_of(homes, country)
    else:
        votes = _province_votes(names, country)
        province = _majority(votes)
    return Context(country, province or 0)


def _spoken_of(mentioned: Iterable[str]) -> str:
    """The country that a report names often, and more often than all others together; empty where none is."""
    spoken: Counter[str] = Counter()
    for name, times in Counter(mentioned).items():
        rows = (row for row in _named(name) if row.kind == KIND_COUNTRY)
        country = _only({row.country for row in rows})
        if country:
            spoken[country] += times
    for country, times in spoken.most_common(1):
        if times >= _OFTEN and 2 * times > spoken.total():
            return country
    return ""


def _is_listed(name: str) -> bool:
    """Whether the table of places knows a name, without the word for its kind."""
    bare, _ = place_class(name)
    return bool(look_up(bare))


def _homes(jurisdiction: str) -> list[Row]:
    """The countries and provinces that a jurisdiction's name may mean."""
    kinds = {KIND_COUNTRY, KIND_PROVINCE}
    return [row for row in _named(jurisdiction) if row.kind in kinds]


def _province_of(homes: Sequence[Row], country: str) -> int | None:
    """The one province of a country that a jurisdiction can mean."""
    provinces = set()
    for row in homes:
        if row.kind == KIND_PROVINCE and row.country == country:
            provinces.add(row.geonames)
    return _only(provinces)


def _only(things: set[_Key]) -> _Key | None:
    """The one thing of a set, None where there are none or several."""
    if len(things) != 1:
        return None
    return next(iter(things))


def _named(name: str) -> tuple[Row, ...]:
    """The places that a name may mean, without the word for its kind."""
    if not name:
        return ()
    bare, _ = place_class(name)
    return look_up(bare)


def _country_votes(names: Sequence[str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for name in names:
        countries = {row.country for row in _named(name)}
        for country in countries:
            votes[country] += _VOTE // len(countries)
    return votes


def _province_votes(names: Sequence[str], country: str) -> Counter[int]:
    votes: Counter[int] = Counter()
    for name in names:
        rows = [row for row in _named(name) if row.country == country]
        provinces = set(map(_province, rows))
        provinces.discard(0)
        for province in provinces:
            votes[province] += _VOTE // len(provinces)
    return votes


def _province(row: Row) -> int:
    """The province that a place is or lies in, or 0."""
    if row.kind == KIND_PROVINCE:
        return row.geonames
    return row.first


def _majority(votes: Counter[_Key]) -> _Key | None:
    """What more than half of the votes are for, and at least two."""
    if not votes:
        return None
    winner, count = min(votes.items(), key=lambda item: (-item[1], str(item[0])))
    if count < _LEAST_VOTES * _VOTE:
        return None
    if 2 * count <= votes.total():
        return None
    return winner


def locate(name: str, context: Context) -> Location | None:
    """The one place that a name can mean in a report's context, with its coordinates; None where it is not one.

    Example:
        >>> found = locate("Kunming", Context("CN"))
        >>> found.iri, round(found.longitude, 1)
        ('https://sws.geonames.org/1804649/', 102.7)
        >>> locate("Suzhou", Context("CN")) is None
        True
    """
    row = find(name, context)
    if row is None or row.point is None:
        return None
    return Location(GEONAMES[f"{row.geonames}/"], *row.point)


@lru_cache(maxsize=1 << 14)
def find(name: str, context: Context) -> Row | None:
    """The one place of the table that a name can mean in a report's context, or None."""
    if not name[:1].isupper() and name.isascii():
        return None
    bare, _ = place_class(name)
    rows = _bearers(name)
    at_home = [row for row in rows if row.country == context.country]
    if at_home:
        return _at_home(bare, at_home, context)
    return _abroad(bare, rows)


def _bearers(name: str) -> list[Row]:
    """The places that bear a name, of the class that it says."""
    bare, kind_of_class = place_class(name)
    if not kind_of_class:
        return list(look_up(name))
    rows = [row for row in look_up(name) if row.kind != KIND_CITY]
    if rows:
        return rows
    kinds = _KINDS_OF_CLASS.get(kind_of_class, _ANY_KIND)
    return [row for row in look_up(bare) if row.kind in kinds]


def may_lie_in(inner: str, outer: str, context: Context) -> bool:
    """Whether one place can be part of another, as far as the table knows both: no country is, nor what is around it.

    Example:
        >>> may_lie_in("Kunming", "Yunnan", Context("CN")), may_lie_in("Haiti", "Guatemala", Context())
        (True, False)
    """
    part = find(inner, context)
    whole = find(outer, context)
    if part is None or whole is None:
        return True
    if part.kind == KIND_COUNTRY or part.country != whole.country:
        return False
    return part.geonames not in (whole.first, whole.second)


def _at_home(name: str, rows: Sequence[Row], context: Context) -> Row | None:
    rows = _outermost(_own_names(name, rows))
    largest = _of_first_kind(rows)
    local = _within(context.province, rows)
    if local:
        near, *namesakes = _of_first_kind(local)
        if namesakes or largest[0].kind < near.kind:
            return None
        return near
    far, *namesakes = largest
    if namesakes or far.people < _LEAST_PEOPLE_AFAR[far.kind]:
        return None
    return far


def _within(province: int, rows: Sequence[Row]) -> list[Row]:
    """The places in a province, and that province itself; none where it is 0."""
    if not province:
        return []
    return [row for row in rows if province in {row.geonames, row.first}]


def _of_first_kind(rows: Sequence[Row]) -> list[Row]:
    """The places of the kind of the first, which is the largest."""
    return [row for row in rows if row.kind == rows[0].kind]


def _abroad(name: str, rows: Sequence[Row]) -> Row | None:
    countries = [row for row in rows if row.kind == KIND_COUNTRY]
    if len(countries) == 1:
        return countries[0]
    if countries:
        return None
    places = _outermost(_own_names(name, rows))
    places.sort(key=lambda row: -row.people)
    if not places or not _stands_above_namesakes(places):
        return None
    return places[0]


def _stands_above_namesakes(rows: Sequence[Row]) -> bool:
    """Whether the first place is large enough to be meant by its name alone, beside all others of that name."""
    namesakes = sum(row.people for row in rows[1:])
    least = _METROPOLIS if namesakes else _LARGE_CITY
    return rows[0].people >= max(least, _DOMINANCE * namesakes)


def _own_names(name: str, rows: Sequence[Row]) -> list[Row]:
    """The places whose own name it is, or, if it is none's, those that have it for an alias."""
    wanted = name_key(name)
    own = []
    for row in rows:
        stem = native_stem(row.name)
        if wanted in (name_key(row.name), name_key(stem)):
            own.append(row)
    return own or list(rows)


def _outermost(rows: Sequence[Row]) -> list[Row]:
    """The places that do not lie within another one of the same name, and of two for one place the larger kind."""
    ids = {row.geonames for row in rows}
    inside = (row for row in rows if ids.isdisjoint({row.first, row.second}))
    kept: list[Row] = []
    for row in inside:
        if not any(_same_seat(row, other) for other in kept):
            kept.append(row)
    return kept


def _same_seat(row: Row, other: Row) -> bool:
    """Whether two rows are one place on two levels: same province, same point."""
    if row.country != other.country:
        return False
    return row.first == other.first and row.point == other.point
