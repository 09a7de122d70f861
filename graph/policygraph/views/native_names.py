"""What located places are called in Chinese characters, so that a reader can search for them so.

A graph of an English report names a place in English alone; the shipped table of places, which the linking made its
GeoNames link from, knows the rest.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from policygraph.namespaces import GEONAMES
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    Names = tuple[str, ...]

_FIRST_HAN = "\n\u4e00".encode()[:2]
"""A line that begins with a Chinese character begins with this byte or a higher one; lines are sorted."""


def native_names(geonames: str) -> Names:
    """The names of a place in Chinese characters, given its GeoNames IRI; none where the table has none.

    Example:
        >>> native_names("https://sws.geonames.org/1814905/")
        ('重庆', '重庆市')
    """
    number = geonames.removeprefix(str(GEONAMES)).rstrip("/")
    return _by_place().get(number, ())


@cache
def _by_place() -> Mapping[str, Names]:
    """Names by GeoNames id. Lines are those of `policygraph.linking.gazetteer`: name, kind, id and more."""
    path = resource("linking", "gazetteer.tsv.gz")
    if not path.is_file():
        return {}
    table = gzip.decompress(path.read_bytes())
    first = max(table.find(_FIRST_HAN), 0)
    names: dict[str, Names] = {}
    for line in table[first:].decode().split("\n"):
        name, _, number = line.split("\t", 3)[:3] if line else ("", "", "")
        names[number] = (*names.get(number, ()), name)
    return names
