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
    province = (
        _province_of(homes, country)
        if homes
        else _majority(_province_votes(names, country))
    )
    return Context(country, province or 0)


def _spoken_of(mentioned: Iterable[str]) -> str:
    """The country that a report names often, and more often than all others together; empty where none is."""
    spoken: Counter[str] = Counter()
    for name, times in Counter(mentioned).items():
        country = _only(
            {row.country for row in _named(name) if row.kind == KIND_COUNTRY}
        )
        if country:
            spoken[country] += times
    country, times = next(iter(spoken.most_common(1)), ("", 0))
    return country if times >= _OFTEN and 2 * times > spoken.total() else ""


def _is_listed(name: str) -> bool:
    """Whether the table of places knows a name, without the word for its kind."""
    return bool(look_up(place_class(name)[0]))


def _homes(jurisdiction: str) -> list[Row]:
    """The countries and provinces that a jurisdiction's name may mean."""
    kinds = {KIND_COUNTRY, KIND_PROVINCE}
    return [row for row in _named(jurisdiction) if row.kind in kinds]


def _province_of(homes: Sequence[Row], country: str) -> int | None:
    """The one province of a country that a jurisdiction can mean."""
    return _only(
        {
            row.geonames
            for row in homes
            if (row.country, row.kind) == (country, KIND_PROVINCE)
        }
    )


def _only(things: set[_Key]) -> _Key | None:
    """The one thing of a set, None where there are none or several."""
    return next(iter(things)) if len(things) == 1 else None


def _named(name: str) -> tuple[Row, ...]:
    return look_up(place_class(name)[0]) if name else ()


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
        provinces = {
            row.geonames if row.kind == KIND_PROVINCE else row.first for row in rows
        } - {0}
        for province in provinces:
            votes[province] += _VOTE // len(provinces)
    return votes


def _majority(votes: Counter[_Key]) -> _Key | None:
    """What more than half of the votes are for, and at least two."""
    if not votes:
        return None
    winner, count = min(votes.items(), key=lambda item: (-item[1], str(item[0])))
    return (
        winner if 2 * count > votes.total() and count >= _LEAST_VOTES * _VOTE else None
    )


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
    return (
        Location(GEONAMES[f"{row.geonames}/"], *row.point)
        if row and row.point
        else None
    )


@lru_cache(maxsize=1 << 14)
def find(name: str, context: Context) -> Row | None:
    """The one place of the table that a name can mean in a report's context, or None."""
    if not name[:1].isupper() and name.isascii():
        return None
    bare, rows = place_class(name)[0], _bearers(name)
    at_home = [row for row in rows if row.country == context.country]
    return _at_home(bare, at_home, context) if at_home else _abroad(bare, rows)


def _bearers(name: str) -> list[Row]:
    """The places that bear a name, of the class that it says."""
    bare, kind_of_class = place_class(name)
    rows = [row for row in look_up(name) if row.kind != KIND_CITY or not kind_of_class]
    kinds = _KINDS_OF_CLASS.get(kind_of_class, _ANY_KIND)
    return rows or [row for row in look_up(bare) if row.kind in kinds]


def may_lie_in(inner: str, outer: str, context: Context) -> bool:
    """Whether one place can be part of another, as far as the table knows both: no country is, nor what is around it.

    Example:
        >>> may_lie_in("Kunming", "Yunnan", Context("CN")), may_lie_in("Haiti", "Guatemala", Context())
        (True, False)
    """
    part, whole = find(inner, context), find(outer, context)
    if part is None:
        return True
    if part.kind == KIND_COUNTRY:
        return whole is None
    return whole is None or (
        part.country == whole.country
        and part.geonames not in {whole.first, whole.second}
    )


def _at_home(name: str, rows: Sequence[Row], context: Context) -> Row | None:
    rows = _outermost(_own_names(name, rows))
    largest = _of_first_kind(rows)
    local = _within(context.province, rows)
    if local:
        nearest = _of_first_kind(local)
        sure = len(nearest) == 1 and largest[0].kind >= nearest[0].kind
        return nearest[0] if sure else None
    far = largest[0]
    known = len(largest) == 1 and far.people >= _LEAST_PEOPLE_AFAR[far.kind]
    return far if known else None


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
    if countries:
        return countries[0] if len(countries) == 1 else None
    rows = sorted(_outermost(_own_names(name, rows)), key=lambda row: -row.people)
    return rows[0] if rows and _stands_above_namesakes(rows) else None


def _stands_above_namesakes(rows: Sequence[Row]) -> bool:
    """Whether the first place is large enough to be meant by its name alone, beside all others of that name."""
    namesakes = sum(row.people for row in rows[1:])
    least = _METROPOLIS if namesakes else _LARGE_CITY
    return rows[0].people >= max(least, _DOMINANCE * namesakes)


def _own_names(name: str, rows: Sequence[Row]) -> list[Row]:
    """The places whose own name it is, or, if it is none's, those that have it for an alias."""
    own = [
        row
        for row in rows
        if name_key(name) in {name_key(row.name), name_key(native_stem(row.name))}
    ]
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
    return (
        row.country == other.country
        and row.first == other.first
        and row.point == other.point
    )
