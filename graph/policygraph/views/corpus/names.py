"""What reports are called, so that none of them is taken for another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.views.corpus.model import Row


def names_of(rows: Sequence[Row]) -> list[str]:
    """A name for each report: its title, with its year and then its file's name where several bear it.

    Example:
        >>> from policygraph.views.corpus import Row
        >>> plans = [Row("Plan", year, "", "", (), (), "", f"{year}.ttl") for year in ("2031", "2032")]
        >>> names_of(plans), names_of([*plans, plans[1]])[1]
        (['Plan (2031)', 'Plan (2032)'], 'Plan (2032) – 2032')
    """
    names = [row.title.strip() or row.stem for row in rows]
    for name_anew in (_with_year, _with_stem):
        often = Counter(names)
        names = [
            name_anew(name, row) if often[name] > 1 else name
            for name, row in zip(names, rows, strict=True)
        ]
    return names


def _with_year(name: str, row: Row) -> str:
    return f"{name} ({row.year})" if row.year and row.year not in name else name


def _with_stem(name: str, row: Row) -> str:
    return f"{name} – {row.stem}"
