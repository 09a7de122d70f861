"""The table of places that the wheel ships: names of countries, divisions and cities, with their GeoNames ids.

`graph/training/gazetteer.py` makes the table. Its lines are sorted by name, so that a look-up is a binary search in the
text and no line is parsed that nobody asks for; the file is read on the first look-up.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from policygraph.resources import resource

KIND_COUNTRY = "0"
KIND_PROVINCE = "1"
KIND_PREFECTURE = "2"
KIND_CITY = "3"

_STEM = re.compile(
    r"^(.+?)((?: [A-Z][a-z]+zu)* (?:Sheng|Shi|Diqu|Meng|Zizhiqu|Zizhizhou)|(?:省|市|地区|自治区|盟))$"
)


def name_key(name: str) -> str:
    """The form under which a name is looked up: folded case, no accents, no punctuation.

    Example:
        >>> name_key("Xi’an"), name_key("São Paulo"), name_key("Guinea-Bissau")
        ('xian', 'sao paulo', 'guinea bissau')
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    joined = re.sub(r"['’‘ʼ`´]", "", plain)
    words = re.sub(r"[^\w]+", " ", joined)
    return " ".join(words.casefold().split())


def native_stem(name: str) -> str:
    """A Chinese name without its generic word ("Shi", "Zangzu Zizhizhou", "市").

    Example:
        >>> native_stem("Yushu Zangzu Zizhizhou"), native_stem("重庆市")
        ('Yushu', '重庆')
    """
    match = _STEM.match(name)
    if match is None:
        return name
    return match[1]


class Row(NamedTuple):
    """One name of one place; `first` and `second` are the GeoNames ids of the divisions above it, or 0."""

    key: str
    kind: str
    geonames: int
    country: str
    first: int
    second: int
    people: int
    point: tuple[float, float] | None
    name: str

    def line(self) -> str:
        """The row as it stands in the table."""
        longitude, latitude = self.point or ("", "")
        fields = (
            self.kind,
            self.geonames,
            self.country,
            self.first,
            self.second,
            self.people,
        )
        return "\t".join(
            str(field) for field in (self.key, *fields, longitude, latitude, self.name)
        )


def _row(line: str) -> Row:
    key, kind, geonames, country, first, second, people, longitude, latitude, name = (
        line.split("\t")
    )
    point = None
    if longitude:
        point = (float(longitude), float(latitude))
    return Row(
        key=key,
        kind=kind,
        geonames=int(geonames),
        country=country,
        first=int(first),
        second=int(second),
        people=int(people),
        point=point,
        name=name,
    )


@cache
def _table() -> bytes:
    packed = resource("linking", "gazetteer.tsv.gz").read_bytes()
    return gzip.decompress(packed)


@cache
def look_up(name: str) -> tuple[Row, ...]:
    """All places that bear a name, larger kinds first, then by people.

    Example:
        >>> [(row.name, row.country) for row in look_up("Chongqing")][0]
        ('Chongqing Shi', 'CN')
        >>> look_up("Nowhere-on-Sea")
        ()
    """
    # UTF-8 sorts as its code points do, so the table need not be decoded
    table = _table()
    start = f"{name_key(name)}\t".encode()
    low = _first_line(table, start)
    rows = []
    while table.startswith(start, low):
        end = table.find(b"\n", low)
        line = table[low:end].decode()
        rows.append(_row(line))
        low = end + 1
    rows.sort(key=lambda row: (row.kind, -row.people, row.geonames))
    return tuple(rows)


def _first_line(table: bytes, start: bytes) -> int:
    """Where the first line begins that is not before some bytes."""
    low = 0
    high = len(table)
    while low < high:
        # the first line that begins at or after `middle`
        middle = (low + high) // 2
        begin = table.rfind(b"\n", 0, middle) + 1
        end = table.find(b"\n", begin)
        if table[begin:end] < start:
            low = end + 1
        else:
            high = begin
    return low
